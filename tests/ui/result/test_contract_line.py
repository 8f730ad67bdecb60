"""The line "As documented" and the list of differences below it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from badge_inspector.domain.contract import Difference, Point, Verdict, differences
from badge_inspector.domain.jsontext import JsonDocument
from badge_inspector.startup import resources
from badge_inspector.ui.look import language
from badge_inspector.ui.result.contract_line import ContractLine
from badge_inspector.ui.words.contract import plain_line, sentence
from tests.support.lookups import SAMPLE, response


@pytest.fixture
def line(qtbot: QtBot, qapp: QApplication) -> Iterator[ContractLine]:
    resources.register()
    language.apply(qapp, "en")
    line = ContractLine()
    qtbot.addWidget(line)
    yield line
    language.apply(qapp, "en")


def judged(body: bytes, status: int = 200) -> tuple[Difference, ...]:
    found = differences(response(body, status), JsonDocument.parse(body.decode()))
    assert found is not None
    return found


def said(line: ContractLine) -> list[str]:
    return [label.text().replace("\u200b", "") for label in line.findChildren(QLabel) if not label.isHidden()]


def test_the_sample_is_as_documented_and_names_the_page_and_the_date(line: ContractLine) -> None:
    line.show_contract(judged(SAMPLE))
    assert line.toggle.text() == "As documented"
    line.toggle.click()
    (_, source) = said(line)
    assert "crm-activity-badge-get.html" in source
    assert "read " in source
    assert "26" in source


def test_nothing_is_said_where_nothing_can_be_judged(line: ContractLine) -> None:
    line.show_contract(None)
    assert line.toggle.isHidden()
    assert line.isHidden()


@pytest.mark.parametrize(
    ("body", "status", "expected"),
    [
        (SAMPLE.replace(b'"code"', b'"sort":1,"code"'), 200, "1 field not in the documentation"),
        (SAMPLE.replace(b'"code"', b'"a":1,"b":2,"code"'), 200, "2 fields not in the documentation"),
        (SAMPLE.replace(b'"Missed"', b"null"), 200, "1 difference from the documentation"),
        (
            b'{"error":"INVALID_CREDENTIALS","error_description":"Invalid request credentials"}',
            401,
            "The documentation contradicts itself",
        ),
        (b'{"error":"100","error_description":"x"}', 400, "Not documented, but known from practice"),
    ],
)
def test_the_line_says_how_many_of_which_kind(line: ContractLine, body: bytes, status: int, expected: str) -> None:
    line.show_contract(judged(body, status))
    assert line.toggle.text() == expected


def test_an_entry_marks_its_place_by_mouse_and_by_key(line: ContractLine, qtbot: QtBot) -> None:
    line.show_contract(judged(SAMPLE.replace(b'"code"', b'"sort":1,"code"')))
    line.show()
    line.toggle.click()
    title, source = line.findChildren(QLabel)
    with qtbot.waitSignal(line.place_activated) as blocker:
        qtbot.keyClick(title, Qt.Key.Key_Return)
    assert blocker.args == ["$.result.badge.sort"]
    assert "$.result.badge.sort" in source.text()
    with qtbot.waitSignal(line.place_activated) as blocker:
        source.linkActivated.emit("#")
    assert blocker.args == ["$.result.badge.sort"]


def test_markup_of_an_answer_is_text(line: ContractLine) -> None:
    line.show_contract(judged(SAMPLE.replace(b'"code"', b'"<b>x</b>":1,"code"')))
    line.toggle.click()
    title, source = line.findChildren(QLabel)
    assert title.textFormat() is Qt.TextFormat.PlainText
    assert "&lt;b&gt;x&lt;/b&gt;" in source.text()


def test_another_answer_closes_the_list(line: ContractLine) -> None:
    line.show_contract(judged(SAMPLE.replace(b'"Missed"', b"null")))
    line.toggle.click()
    line.show_contract(judged(SAMPLE))
    assert line.isHidden()
    line.toggle.click()
    assert len(said(line)) == 2
    QApplication.sendEvent(line, QEvent(QEvent.Type.LanguageChange))
    assert len(said(line)) == 2


@pytest.mark.parametrize("point", Point)
@pytest.mark.parametrize("kind", Verdict)
def test_every_difference_has_its_words(point: Point, kind: Verdict) -> None:
    one = Difference(kind, point, "$.here", "one thing", "another", (), "Errors")
    assert "another" in sentence(one) or point in (Point.MISSING_MEMBER, Point.NULL_RESULT)
    assert all(part in plain_line(one) for part in ("$.here", "https://", "Errors"))
