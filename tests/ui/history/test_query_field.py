"""The search field of the history: what it offers comes late at times."""

from __future__ import annotations

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from badge_inspector.ui.history.query_field import QueryField
from tests.support.front import bring_to_front


def test_what_becomes_known_after_the_filters_name_is_offered(qtbot: QtBot) -> None:
    field = QueryField()
    qtbot.addWidget(field)
    bring_to_front(field, qtbot)
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    QTest.keyClicks(field, "mis error:")
    assert field.offered() == []
    field.show_known((), ("NOT_FOUND",), ())
    assert field.offered() == ["error:NOT_FOUND"]
    popup = field.completer_.popup()
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    popup.hide()


def test_what_becomes_known_after_the_value_was_begun_is_offered(qtbot: QtBot) -> None:
    field = QueryField()
    qtbot.addWidget(field)
    bring_to_front(field, qtbot)
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    QTest.keyClicks(field, "portal:acm")
    assert field.offered() == []
    field.show_known(("acme", "beta"), (), ())
    assert field.offered() == ["portal:acme"]
