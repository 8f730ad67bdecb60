"""The answer's head says whose certificate the portal showed."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from badge_inspector.domain.lookup import Lookup
from badge_inspector.ui.result.headers_page import HeadersPage
from badge_inspector.ui.widgets.labels import PlainLabel
from badge_inspector.ui.words.format import format_date
from tests.support.builders import NOON, failed, found
from tests.support.menus import choose, menu_at


def shown(page: QWidget) -> str:
    return "\n".join(label.whole for label in page.findChildren(PlainLabel))


def page_of(lookup: Lookup, qtbot: QtBot) -> HeadersPage:
    page = HeadersPage()
    qtbot.addWidget(page)
    page.show_lookup(lookup)
    return page


def test_the_certificate_is_told_with_its_dates_and_fingerprint(qtbot: QtBot) -> None:
    text = shown(page_of(found(), qtbot))
    for part in ("CN=*.bitrix24.com", "CN=Test CA", format_date(NOON + 1e6), "AB:AB:AB"):
        assert part in text, part


def test_without_an_answer_there_is_none(qtbot: QtBot) -> None:
    assert "CN=" not in shown(page_of(failed(), qtbot))


def test_a_headers_menu_copies_it_with_its_name_and_all_of_them(qtbot: QtBot) -> None:
    page = page_of(found(), qtbot)
    page.resize(500, 600)
    page.show()
    value = next(each for each in page.findChildren(PlainLabel) if each.whole == "application/json")
    choose(menu_at(value, QPoint(4, 4)), "Copy name and value")
    clipboard = QGuiApplication.clipboard()
    assert clipboard.text() == "Content-Type: application/json"
    name = next(each for each in page.findChildren(QLabel) if each.text() == "Content-Type")
    choose(menu_at(name, QPoint(4, 4)), "Copy all headers")
    assert clipboard.text().startswith("HTTP/1.1 200 OK\nContent-Type: application/json\n")
    QTest.keyClick(value, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert clipboard.text() == "application/json"
