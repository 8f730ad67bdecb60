"""Labels show any text as text, break what is long, and copy what was handed in."""

from __future__ import annotations

import itertools
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QTextCursor, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from badge_inspector.ui.look import theme
from badge_inspector.ui.look.text import tooltip
from badge_inspector.ui.widgets.labels import ElidedLabel, PlainLabel
from tests.support.front import bring_to_front

BREAK = "\u200b"


@pytest.fixture
def label(qtbot: QtBot) -> PlainLabel:
    label = PlainLabel()
    qtbot.addWidget(label)
    label.resize(200, 100)
    bring_to_front(label, qtbot)
    return label


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<b>bold</b> &amp; **x**", "<b>bold</b> &amp; **x**"),
        ("two\nlines\ttab\x00", "two↵lines␉tab␀"),
        ("\u202eabc\u200b", "[U+202E]abc[U+200B]"),
        ("", ""),
    ],
)
def test_text_is_never_markup_and_hides_nothing(label: PlainLabel, text: str, shown: str) -> None:
    label.show_text(text)
    assert label.text() == shown
    assert label.textFormat() is Qt.TextFormat.PlainText
    label.copy()
    assert clipboard() == text


def test_lines_are_kept_where_they_are_wanted(label: PlainLabel) -> None:
    label.show_text("one\ntwo\r\nthree\x0bfour", keep_lines=True)
    assert label.text() == "one\ntwo\nthree\nfour"
    label.copy()
    assert clipboard() == "one\ntwo\r\nthree\x0bfour"


def test_a_long_word_is_broken_and_its_copy_is_not(label: PlainLabel, qtbot: QtBot) -> None:
    code = "missed_call_notification_of_the_second_line_2024"
    label.show_text(f"code {code}")
    assert BREAK in label.text()
    narrow, wide = label.heightForWidth(120), label.heightForWidth(600)
    assert narrow > wide
    label.setSelection(5, len(label.text()) - 5)
    label.setFocus()
    qtbot.keyClick(label, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert clipboard() == code


@pytest.mark.parametrize("word", ["مكالمة" * 10, "שלום" * 10], ids=["arabic", "hebrew"])
def test_letters_that_join_are_not_parted(label: PlainLabel, word: str) -> None:
    label.show_text(word)
    assert label.text() == word


@given(st.text(max_size=80))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_breaks_never_stand_before_a_mark(label: PlainLabel, text: str) -> None:
    label.show_text(text)
    shown = label.text()
    for before, after in itertools.pairwise(shown):
        assert not (before == BREAK and unicodedata.category(after)[0] in "MC")
    label.copy()
    assert label.whole == text


@pytest.mark.parametrize("size", [9, 14])
def test_lines_are_as_far_apart_with_breaks_as_without(label: PlainLabel, size: int) -> None:
    """The few fixed-width fonts that have the break's character pass this by themselves."""
    theme.set_type(label, theme.Type.MONO)
    label.show_text(f"{'abc/' * 20}\nHost: here\nAccept: x", keep_lines=True)
    font = label.font()
    font.setPointSize(size)
    label.setFont(font)
    height = label.heightForWidth(label.width())
    document = label.findChild(QTextDocument)
    assert document is not None
    blocks = [document.findBlockByNumber(at) for at in range(document.blockCount())]
    heights = [document.documentLayout().blockBoundingRect(block).height() for block in blocks]
    lines = [block.layout().lineCount() for block in blocks]
    assert lines[0] > 1
    assert {round(height / count, 3) for height, count in zip(heights, lines, strict=True)} == {round(heights[-1], 3)}
    assert height >= sum(heights)


def test_only_the_breaks_are_made_small(label: PlainLabel) -> None:
    label.show_text(f"\U0001f600 {'abc/' * 20}\n\U0001f600{'x' * 40}", keep_lines=True)
    document = label.findChild(QTextDocument)
    assert document is not None
    cursor = QTextCursor(document)
    small: list[str] = []
    for at, character in enumerate(label.text().replace("\U0001f600", "??")):  # a document counts in UTF-16
        cursor.setPosition(at + 1)
        small += character if cursor.charFormat().fontPointSize() == 1 else ""
    assert small == [BREAK] * label.text().count(BREAK)
    assert small


def test_only_the_beginning_of_a_huge_text_is_laid_out(label: PlainLabel) -> None:
    label.show_text("x " * 100_000, most=50)
    assert len(label.text()) == 51
    label.copy()
    assert clipboard() == "x " * 100_000


def test_a_click_is_told_and_a_selection_is_not(label: PlainLabel, qtbot: QtBot) -> None:
    label.show_text("Call Status")
    clicks: list[bool] = []
    label.clicked.connect(lambda: clicks.append(True))
    qtbot.mouseClick(label, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert len(clicks) == 1
    qtbot.mousePress(label, Qt.MouseButton.LeftButton, pos=QPoint(2, 5))
    qtbot.mouseMove(label, QPoint(60, 5))
    qtbot.mouseRelease(label, Qt.MouseButton.LeftButton, pos=QPoint(60, 5))
    assert len(clicks) == 1
    qtbot.mouseClick(label, Qt.MouseButton.RightButton, pos=QPoint(5, 5))
    assert len(clicks) == 1
    qtbot.keyClick(label, Qt.Key.Key_Return)
    assert len(clicks) == 2


def test_an_elided_label_gives_way_and_says_all(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    row = QHBoxLayout(host)
    label = ElidedLabel(host)
    row.addWidget(label)
    label.show_text("499 Client <b>Closed</b> Request")
    host.resize(host.sizeHint())
    host.show()
    assert label.text() == "499 Client <b>Closed</b> Request"
    assert label.toolTip() == ""
    host.resize(100, 40)
    assert label.text().endswith("…")
    assert label.accessibleName() == "499 Client <b>Closed</b> Request"
    assert label.toolTip() == "<qt>499 Client &lt;b&gt;Closed&lt;/b&gt; Request</qt>"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("<img src=x>", "<qt>&lt;img src=x&gt;</qt>"),
        ("a\nb", "<qt>a↵b</qt>"),
        ("x" * 5000, f"<qt>{'x' * 1000}</qt>"),
    ],
    ids=["empty", "markup", "lines", "long"],
)
def test_a_tooltip_is_never_markup(text: str, shown: str) -> None:
    assert tooltip(text) == shown


def test_qt_reads_a_tooltip_as_the_text_it_was(qapp: object) -> None:
    document = QTextDocument()
    document.setHtml(tooltip("<b>x</b> & y"))
    assert document.toPlainText() == "<b>x</b> & y"


def test_a_word_that_may_not_be_parted_does_not_push(label: PlainLabel) -> None:
    label.show_text("\u0645\u0643\u0627\u0644\u0645\u0629" * 40)
    assert label.minimumSizeHint().width() <= 180
