"""The right side: the answer's head, the request and its snippets, and what is no JSON."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from badge_inspector.domain.exchange import Response
from badge_inspector.domain.failures import Failure, FailureKind
from badge_inspector.domain.secret import MASK
from badge_inspector.services.snippets import WEBHOOK_PLACEHOLDER, SnippetKind, snippet
from badge_inspector.ui.result.answer_panel import AnswerPanel, AnswerTab
from badge_inspector.ui.result.headers_page import HeadersPage, header_note
from badge_inspector.ui.result.json_text import JsonTextView
from badge_inspector.ui.result.request_page import RequestPage
from tests.support.lookups import failed, lookup, response


@pytest.fixture
def panel(qtbot: QtBot) -> AnswerPanel:
    panel = AnswerPanel()
    qtbot.addWidget(panel)
    panel.resize(490, 600)
    panel.show()
    return panel


def texts(widget: QWidget) -> list[str]:
    QApplication.sendPostedEvents()
    return [label.text().replace("\u200b", "") for label in widget.findChildren(QLabel) if label.isVisible()]


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


@pytest.mark.parametrize(
    ("answer", "status", "size"),
    [
        (response(), "200 OK", "320"),
        (response(b'{"error":"NOT_FOUND"}', 400, "Bad Request"), "400 Bad Request", "21"),
        (response(b"", 502, ""), "502", "0"),
    ],
    ids=["ok", "refused", "empty"],
)
def test_status_and_size_are_told(panel: AnswerPanel, answer: Response, status: str, size: str) -> None:
    panel.show_lookup(lookup(answer=answer))
    shown = texts(panel)
    assert status in shown
    assert f"{size}\xa0B" in shown


def test_a_long_status_gives_way_and_copy_stays_whole(panel: AnswerPanel) -> None:
    panel.show_lookup(lookup(answer=response(b"{}", 499, "Client Closed Request " * 20)))
    for width in (300, 490, 900):
        panel.resize(width, 400)
        QApplication.sendPostedEvents()
        assert panel.copy.width() >= panel.copy.sizeHint().width()
        assert panel.copy.geometry().right() <= panel.width() == width
    assert any(text.startswith("499 Client") and text.endswith("…") for text in texts(panel))


def test_no_answer_is_told_as_such(panel: AnswerPanel) -> None:
    panel.show_lookup(failed(Failure(FailureKind.NAME_NOT_RESOLVED)))
    assert "no response" in texts(panel)
    panel.show_tab(AnswerTab.HEADERS)
    assert "No response came, so there are no headers." in texts(panel)


def test_pages_are_made_when_they_are_opened(panel: AnswerPanel) -> None:
    panel.show_lookup(lookup())
    assert not panel.findChildren(HeadersPage)
    assert not panel.findChildren(RequestPage)
    panel.show_tab(AnswerTab.HEADERS)
    assert len(panel.findChildren(HeadersPage)) == 1
    panel.show_lookup(lookup(answer=response(status=201, reason="Created")))
    assert "201 Created" in texts(*panel.findChildren(HeadersPage))


def test_headers_are_explained_and_copied(panel: AnswerPanel, qtbot: QtBot) -> None:
    headers = (("Retry-After", "30"), ("X-Odd", "<b>1</b>"), ("X-Bitrix-Rest-Time", "0.13"))
    panel.show_lookup(lookup(answer=response(headers=headers, wire_size=200)))
    panel.show_tab(AnswerTab.HEADERS)
    (page,) = panel.findChildren(HeadersPage)
    shown = texts(page)
    for text in ("200 OK", "HTTP/1.1", "on the wire", "after decompression", "<b>1</b>", "acme.bitrix24.com", "R11"):
        assert text in shown
    assert header_note("retry-after", "30") in shown
    assert ":".join(["AB"] * 32) in shown
    qtbot.mouseClick(panel.copy, Qt.MouseButton.LeftButton)
    assert clipboard() == "HTTP/1.1 200 OK\nRetry-After: 30\nX-Odd: <b>1</b>\nX-Bitrix-Rest-Time: 0.13\n"


@pytest.mark.parametrize("reason", ["limit", "closed", "encoding"])
def test_an_answer_that_is_not_whole_says_why(panel: AnswerPanel, reason: str) -> None:
    panel.show_lookup(lookup(answer=response(truncated=reason)))
    panel.show_tab(AnswerTab.HEADERS)
    assert "Not whole" in texts(panel)


def test_very_many_headers_are_cut(panel: AnswerPanel) -> None:
    panel.show_lookup(lookup(answer=response(headers=tuple((f"X-{n}", "y" * 5000) for n in range(150)))))
    panel.show_tab(AnswerTab.HEADERS)
    shown = texts(panel)
    assert "X-99" in shown
    assert "X-100" not in shown
    assert any("50 more header" in text for text in shown)


@pytest.mark.parametrize(
    ("name", "value", "explained"),
    [
        ("Retry-After", "1", True),
        ("SERVER", "nginx", True),
        ("Content-Type", "application/json", False),
        ("Content-Type", "text/html", True),
        ("X-Bitrix-Rest-User-Time", "0.1", True),
        ("X-Whatever", "1", False),
    ],
)
def test_only_what_helps_is_explained(name: str, value: str, explained: bool) -> None:
    assert bool(header_note(name, value)) is explained


def test_the_request_is_shown_masked_and_copied_in_every_form(panel: AnswerPanel, qtbot: QtBot) -> None:
    panel.show_lookup(lookup("missed\nCall"))
    panel.show_tab(AnswerTab.REQUEST)
    (page,) = panel.findChildren(RequestPage)
    shown = next(text for text in texts(page) if text.startswith("POST "))
    assert f"/rest/1/{MASK}/crm.activity.badge.get" in shown
    assert shown.endswith('{"code":"missed\\nCall"}')
    told: list[str] = []
    panel.copied.connect(told.append)
    copied: set[str] = set()
    for kind in SnippetKind:
        page.choices[kind].trigger()
        copied.add(clipboard())
        assert (WEBHOOK_PLACEHOLDER in clipboard()) is (kind is not SnippetKind.JAVASCRIPT)
        assert page.menu.actions()[0] is page.choices[kind]
        assert page.again.text() == page.choices[kind].text()
    assert len(copied) == len(SnippetKind)
    assert len(set(told)) == len(SnippetKind)
    qtbot.mouseClick(page.again, Qt.MouseButton.LeftButton)
    assert clipboard() == snippet(SnippetKind.GO, lookup("missed\nCall").exchange.request)
    qtbot.mouseClick(panel.copy, Qt.MouseButton.LeftButton)
    assert clipboard() == shown


def test_what_is_not_json_is_shown_as_text(panel: AnswerPanel) -> None:
    page = b"<html><h1>502</h1>" + b"x" * 100_000
    panel.show_lookup(lookup(answer=response(page, 502, "Bad Gateway", headers=(("Content-Type", "text/html"),))))
    (shown,) = [each for each in panel.findChildren(QPlainTextEdit) if each.isVisible()]
    assert shown.toPlainText().startswith("<html><h1>502</h1>xxx")
    assert len(shown.toPlainText()) == 16_000
    assert any("beginning" in text for text in texts(panel))


def test_an_empty_answer_is_told(panel: AnswerPanel) -> None:
    panel.show_lookup(lookup(answer=response(b"", 200)))
    assert "The response is empty." in texts(panel)


def test_copy_gives_what_is_shown_and_says_so(panel: AnswerPanel, qtbot: QtBot) -> None:
    body = '{"error":"NOT_FOUND", "n": 1e400}'
    formatted = '{\n  "error": "NOT_FOUND",\n  "n": 1e400\n}'
    panel.show_lookup(lookup(answer=response(body.encode(), 400)))
    QApplication.sendPostedEvents()  # a layout that is due
    width = panel.copy.width()
    qtbot.mouseClick(panel.copy, Qt.MouseButton.LeftButton)
    assert clipboard() == formatted
    assert panel.copy.text() == "Copied"
    qtbot.waitUntil(lambda: panel.copy.text() == "Copy")
    assert panel.copy.width() == width
    (exact,) = (each for each in panel.findChildren(QPushButton) if each.text() == "As received")
    qtbot.mouseClick(exact, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(panel.copy, Qt.MouseButton.LeftButton)
    assert clipboard() == body
    panel.show_lookup(lookup())
    assert panel.copy.text() == "Copy"


def test_the_other_form_is_in_the_menu_of_copy(panel: AnswerPanel, qtbot: QtBot) -> None:
    body = '{"error":"NOT_FOUND"}'
    panel.show_lookup(lookup(answer=response(body.encode(), 400)))
    for name, text in (("Copy as received", body), ("Copy formatted", '{\n  "error": "NOT_FOUND"\n}')):
        qtbot.keyClick(panel.copy, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        next(each for each in panel.copy.choices.actions() if each.text() == name).trigger()
        panel.copy.choices.hide()
        assert clipboard() == text
    panel.show_lookup(lookup(answer=response(b"<html>", 502)))
    qtbot.mouseClick(panel.copy, Qt.MouseButton.LeftButton, pos=panel.copy.rect().topRight() - QPoint(9, -9))
    assert [each.isEnabled() for each in panel.copy.choices.actions()] == [False, True]
    panel.copy.choices.hide()


def test_another_interface_language_keeps_what_is_shown(panel: AnswerPanel) -> None:
    panel.show_lookup(lookup())
    for tab in AnswerTab:
        panel.show_tab(tab)
        before = texts(panel)
        QApplication.sendEvent(panel, QEvent(QEvent.Type.LanguageChange))
        assert texts(panel) == before


def marked(view: JsonTextView) -> str:
    """The line that the caret is on."""
    assert view.layout_ is not None
    text = view.layout_.text
    return text[text.rfind("\n", 0, view.caret) + 1 : text.find("\n", view.caret)].strip(" ,")


def test_a_path_is_marked_in_the_json(panel: AnswerPanel, qtbot: QtBot) -> None:
    body = b'{"result":{"badge":{"code":"a","title":{"zh-CN":"x","it\'s":"y"}}}}'
    panel.show_lookup(lookup(answer=response(body)))
    panel.show_tab(AnswerTab.HEADERS)
    panel.reveal_path("$.result.badge.title['zh-CN']")
    assert panel.tabs.currentIndex() == AnswerTab.JSON
    (view,) = panel.findChildren(JsonTextView)
    assert marked(view) == '"zh-CN": "x"'
    panel.reveal_path("$.result.badge.title['it\\'s']")
    assert marked(view) == '"it\'s": "y"'
    panel.reveal_path("$.result.badge.nothing")
    assert marked(view) == '"it\'s": "y"'


def test_the_request_can_be_copied_without_its_tab(panel: AnswerPanel) -> None:
    assert panel.copy_choices() == []
    panel.show_lookup(lookup())
    choices = panel.copy_choices()
    assert len(choices) == len(SnippetKind)
    choices[-1].trigger()
    assert WEBHOOK_PLACEHOLDER in clipboard()
