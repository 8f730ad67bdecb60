"""The answer's head says whose certificate the portal showed."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from badge_inspector.domain.lookup import Lookup
from badge_inspector.ui.result.headers_page import HeadersPage
from badge_inspector.ui.widgets.plain_label import PlainLabel
from badge_inspector.ui.words.format import format_date
from tests.support.builders import NOON, failed, found


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
