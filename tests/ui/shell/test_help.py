""" "What's this?" has an answer on every field of the time block and on every error."""

from __future__ import annotations

import html

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWhatsThis, QWidget
from pytestqt.qtbot import QtBot

from badge_inspector.domain.failures import Failure, FailureKind
from badge_inspector.domain.server_time import FIELDS
from badge_inspector.ui.result.failure_card import FailureCard
from badge_inspector.ui.shell.help import explain, explanation
from badge_inspector.ui.timing.timing_body import TimingBody
from badge_inspector.ui.timing.timing_card import TimingCard
from tests.support.front import bring_to_front
from tests.support.timings import ROUNDED_TIME, found, sample_timeline, timed_lookup


@pytest.fixture
def card(qtbot: QtBot) -> TimingCard:
    made = TimingCard()
    qtbot.addWidget(made)
    made.resize(500, 900)
    made.show_lookup(timed_lookup(found(ROUNDED_TIME), sample_timeline()))
    return made


@pytest.mark.parametrize("kind", FailureKind)
def test_an_error_explains_itself(qtbot: QtBot, kind: FailureKind) -> None:
    card = FailureCard()
    qtbot.addWidget(card)
    card.show_failure(Failure(kind), "missedCall", "acme.bitrix24.com")
    said = card.prepare().said
    text, _, about = explanation(card.prepare())
    assert about is card
    for part in (said.title, said.sentence, said.advice, said.side):
        assert html.escape(part) in text


@pytest.mark.parametrize("row", range(len(FIELDS)), ids=[name for name, _ in FIELDS])
def test_a_field_of_the_time_block_explains_itself(card: TimingCard, row: int) -> None:
    body = card.findChild(TimingBody)
    assert body is not None
    fields = body.block.fields
    fields.setCurrentIndex(fields.model().index(row, 0))
    text, _, about = explanation(fields)
    assert about is fields
    assert fields.lines[row].explained
    assert html.escape(fields.lines[row].explained) in text
    assert fields.lines[row].label in text


def test_the_budget_explains_itself(card: TimingCard) -> None:
    body = card.findChild(TimingBody)
    assert body is not None
    assert "ten minutes" in explanation(body.block.gauge)[0]


def test_it_is_shown_at_what_has_the_focus(card: TimingCard, qtbot: QtBot) -> None:
    bring_to_front(card, qtbot)
    body = card.findChild(TimingBody)
    assert body is not None
    body.block.fields.setFocus(Qt.FocusReason.TabFocusReason)
    explain(by_key=True)
    shown = [widget for widget in QApplication.topLevelWidgets() if widget.inherits("QWhatsThat")]
    assert len(shown) == 1
    QWhatsThis.hideText()
    qtbot.waitUntil(lambda: not [each for each in QApplication.topLevelWidgets() if each.inherits("QWhatsThat")])


def test_without_an_explanation_the_next_click_chooses(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    bring_to_front(widget, qtbot)
    explain(by_key=True)
    assert QWhatsThis.inWhatsThisMode()
    QWhatsThis.leaveWhatsThisMode()
