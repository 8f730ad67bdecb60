"""A failure says what happened and offers what to do; its countdown and its suggestions can be acted on."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from badge_inspector.domain.badge import Badge, PlainText
from badge_inspector.domain.failures import Failure, FailureKind
from badge_inspector.ui.result import failure_card
from badge_inspector.ui.result.failure_card import FailureCard
from badge_inspector.ui.widgets.code_button import CodeButton
from badge_inspector.ui.words.failures import FailureAction, words

NOT_FOUND = Failure(FailureKind.BADGE_NOT_FOUND, "NOT_FOUND", "Badge not found for code `misedCall`", 400)
LIMIT = Failure(FailureKind.QUERY_LIMIT_EXCEEDED, "QUERY_LIMIT_EXCEEDED", "Too many requests", 503)
MISSED = Badge(PlainText("missedCall"), PlainText("Call"), PlainText("Missed"), PlainText("failure"))


@pytest.fixture
def card(qtbot: QtBot) -> FailureCard:
    card = FailureCard()
    qtbot.addWidget(card)
    card.resize(420, 300)
    card.show()
    return card


def texts(card: QWidget) -> list[str]:
    QApplication.sendPostedEvents()
    return [label.text().replace("\u200b", "") for label in card.findChildren(QLabel) if label.isVisible()]


def buttons(card: QWidget) -> list[QPushButton]:
    QApplication.sendPostedEvents()
    return [button for button in card.findChildren(QPushButton) if button.isVisible()]


def button(card: QWidget, text: str) -> QPushButton:
    return next(each for each in buttons(card) if each.text().startswith(text))


def test_a_missing_badge_as_designed(card: FailureCard) -> None:
    card.show_failure(NOT_FOUND, "misedCall", "acme.bitrix24.com")
    card.show_suggestions([MISSED], "en")
    said = words(NOT_FOUND, "misedCall", "acme.bitrix24.com")
    shown = texts(card)
    assert shown == [
        "NOT_FOUND · HTTP 400",
        "No badge has the code “misedCall”",
        said.advice,
        "Did you mean",
        "missedCall (“s” is missing)",
        shown[-1],
    ]
    assert [each.text() for each in buttons(card)] == ["missedCall", "List all badges"]
    assert buttons(card)[0].accessibleDescription() == "Missed"
    assert shown[-1].startswith(" · The code or the address · “Badge")
    assert card.accessibleName() == said.title


def test_the_rest_is_under_details(card: FailureCard, qtbot: QtBot) -> None:
    card.resize(900, 600)
    card.show_failure(NOT_FOUND, "misedCall", "acme.bitrix24.com")
    said = words(NOT_FOUND, "misedCall", "acme.bitrix24.com")
    assert said.sentence not in texts(card)
    open_details(card, qtbot)
    shown = texts(card)
    assert shown[3:] == [
        *("Why", said.sentence, "Where the trouble is", "The code or the address"),
        *("Portal’s words", "Badge not found for code `misedCall`"),
    ]
    card.show_failure(LIMIT, "misedCall", "acme.bitrix24.com")  # who reads the details goes on reading them
    assert "Too many requests" in texts(card)


def test_one_action_is_the_primary_one(card: FailureCard) -> None:
    for kind in FailureKind:
        card.show_failure(Failure(kind), "misedCall", "acme")
        assert [each.property("primary") for each in buttons(card)].count("true") == 1
        assert buttons(card)[0].property("primary") == "true"


def open_details(card: FailureCard, qtbot: QtBot) -> None:
    toggle = next(each for each in card.findChildren(QAbstractButton) if each.text() == "Details")
    if not toggle.isChecked():
        qtbot.mouseClick(toggle, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("kind", FailureKind, ids=str)
def test_every_failure_has_its_card(card: FailureCard, qtbot: QtBot, kind: FailureKind) -> None:
    failure = Failure(kind, "CODE", "words", 400, None, "https://new.example.com/rest/", detail="reason")
    card.show_failure(failure, "missedCall", "acme")
    said = words(failure, "missedCall", "acme")
    open_details(card, qtbot)
    shown = texts(card)
    assert {said.title, said.sentence, said.advice, said.side, "words", "reason"} <= set(shown)
    timed = FailureAction.RETRY_AT in said.actions
    assert len(buttons(card)) == len(said.actions) - timed
    card.show_retry_at(time.time() + 60)
    assert len(buttons(card)) == len(said.actions) - timed
    assert [each.text().startswith("Try again") for each in buttons(card)].count(True) <= 1


def test_actions_are_handed_out(card: FailureCard, qtbot: QtBot) -> None:
    card.show_failure(Failure(FailureKind.PROXY_REFUSED), "a", "acme")
    asked: list[FailureAction] = []
    card.action_requested.connect(asked.append)
    for each in buttons(card):
        qtbot.mouseClick(each, Qt.MouseButton.LeftButton)
    assert asked == [FailureAction.OPEN_NETWORK_SETTINGS, FailureAction.RETRY, FailureAction.COPY_REPORT]


def test_a_suggestion_is_picked(card: FailureCard, qtbot: QtBot) -> None:
    card.show_failure(NOT_FOUND, "misedCall", "acme")
    nasty = Badge(PlainText("a&b\n" + "x" * 500), None, PlainText("v" * 500), None)
    more = [Badge(PlainText(f"code{n}"), None, None, None) for n in range(20)]
    card.show_suggestions([MISSED, nasty, MISSED, *more], "en")
    picked: list[str] = []
    card.code_picked.connect(picked.append)
    offered = [each for each in buttons(card) if isinstance(each, CodeButton)]
    assert [each.code for each in offered[2:]] == ["code0", "code1", "code2"]
    assert card.minimumSizeHint().width() <= 420
    for each in offered[:2]:
        qtbot.mouseClick(each, Qt.MouseButton.LeftButton)
    assert picked == ["missedCall", "a&b\n" + "x" * 500]


def test_a_code_that_hides_something_is_told_and_mended(card: FailureCard, qtbot: QtBot) -> None:
    card.show_failure(NOT_FOUND, "missed\u200bСall", "acme")
    hint = next(text for text in texts(card) if "Cyrillic" in text)
    assert "invisible character (U+200B ZERO WIDTH SPACE) at position 7" in hint
    assert "Cyrillic “С” at position 8" in hint
    with qtbot.waitSignal(card.code_picked) as picked:
        qtbot.mouseClick(button(card, "missedCall"), Qt.MouseButton.LeftButton)
    assert picked.args == ["missedCall"]
    card.show_suggestions([MISSED], "en")
    assert [each.text() for each in buttons(card)] == ["missedCall", "List all badges"]
    card.show_failure(LIMIT, "missed\u200bСall", "acme")
    assert not any("Cyrillic" in text for text in texts(card))


class Clock:
    """Stands still unless a test moves it. Attributes: now (epoch seconds)."""

    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def time(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The card's own clock."""
    clock = Clock()
    monkeypatch.setattr(failure_card, "time", clock)
    return clock


def test_the_countdown_schedules_and_asks_again(card: FailureCard, qtbot: QtBot, clock: Clock) -> None:
    card.show_failure(LIMIT, "a", "acme")
    card.show_retry_at(clock.now + 0.6)
    asked: list[FailureAction] = []
    card.action_requested.connect(asked.append)
    qtbot.mouseClick(button(card, "Try again in 0:01"), Qt.MouseButton.LeftButton)
    assert button(card, "Asking again in 0:01: cancel")
    qtbot.wait(600)  # more than one tick
    assert asked == []
    clock.now += 0.6
    qtbot.waitUntil(lambda: asked == [FailureAction.RETRY_AT])


def test_nothing_is_asked_without_a_click(card: FailureCard, qtbot: QtBot, clock: Clock) -> None:
    card.show_failure(LIMIT, "a", "acme")
    asked: list[FailureAction] = []
    card.action_requested.connect(asked.append)
    card.show_retry_at(clock.now + 0.3)
    first = button(card, "Try again in")
    clock.now += 0.3
    qtbot.waitUntil(lambda: first.text() == "Try again")
    assert asked == []
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert asked == [FailureAction.RETRY_AT]


@pytest.mark.parametrize("way", ["click", "another failure", "hidden"])
def test_a_scheduled_try_can_be_called_off(card: FailureCard, qtbot: QtBot, way: str) -> None:
    card.show_failure(LIMIT, "a", "acme")
    card.show_retry_at(time.time() + 3600)
    qtbot.mouseClick(button(card, "Try again in"), Qt.MouseButton.LeftButton)
    if way == "click":
        qtbot.mouseClick(button(card, "Asking again in"), Qt.MouseButton.LeftButton)
    elif way == "hidden":
        card.hide()
        card.show()
    else:
        card.show_failure(NOT_FOUND, "b", "acme")
    assert not any(each.text().startswith("Asking again in") for each in buttons(card))


def test_a_page_is_quoted_as_a_page(card: FailureCard, qtbot: QtBot) -> None:
    card.show_failure(Failure(FailureKind.PROXY_PAGE, "", "502 Bad Gateway", 502), "a", "acme")
    assert any(text.startswith("The gateway answered 502.") for text in texts(card))
    open_details(card, qtbot)
    assert "What the page says" in texts(card)
    assert "Portal’s words" not in texts(card)


@pytest.mark.parametrize(
    "words_of_portal",
    ["<h1>no</h1>", "x" * 2000, "\u202e\x00\n" * 50, "שלום " * 200],
    ids=["markup", "long", "odd", "rtl"],
)
def test_any_words_of_the_portal_are_text(card: FailureCard, words_of_portal: str) -> None:
    card.show_failure(Failure(FailureKind.UNKNOWN_ERROR, "X" * 2000, words_of_portal, 400), "y" * 10_000, "acme")
    assert card.minimumSizeHint().width() <= 420
    assert all(
        label.textFormat() is Qt.TextFormat.PlainText for label in card.findChildren(QLabel) if label.text()[:1] == "<"
    )


def test_another_interface_language_keeps_what_is_shown(card: FailureCard) -> None:
    card.show_failure(NOT_FOUND, "misedCall", "acme")
    card.show_suggestions([MISSED], "en")
    before = texts(card)
    QApplication.sendEvent(card, QEvent(QEvent.Type.LanguageChange))
    assert texts(card) == before
    assert [each.text() for each in buttons(card)] == ["missedCall", "List all badges"]


def test_a_code_that_badge_add_refuses_has_a_word_of_its_own(card: FailureCard) -> None:
    card.show_failure(NOT_FOUND, "c" * 31, "acme.bitrix24.com")
    said = "The code has 31 characters; badge.add refuses more than 30, so REST registered none like it."
    assert said in texts(card)
    QLocale.setDefault(QLocale("en_US"))
    card.show_failure(NOT_FOUND, "c" * 10_000, "acme.bitrix24.com")
    assert said.replace("31", "10,000") in texts(card)
    card.show_failure(NOT_FOUND, "c" * 30, "acme.bitrix24.com")
    assert not any("badge.add" in text for text in texts(card))
    card.show_failure(LIMIT, "c" * 31, "acme.bitrix24.com")
    assert not any("badge.add" in text for text in texts(card))
