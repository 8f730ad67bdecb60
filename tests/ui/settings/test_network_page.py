"""The proxy's rows, and what they tell."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from badge_inspector.domain.portal import ProxyChoice, ProxyMode
from badge_inspector.domain.preferences import Preferences
from badge_inspector.ui.settings.network_page import NetworkPage

PROXY = ProxyChoice(ProxyMode.EXPLICIT, "http://proxy.example:3128", "olga")


def test_a_field_that_is_left_as_it_was_tells_of_no_change(qtbot: QtBot) -> None:
    """Or else a click on Show, by which the field loses the focus, would have the password hidden again at once."""
    page = NetworkPage()
    qtbot.addWidget(page)
    page.show_preferences(Preferences(proxy=PROXY))
    told: list[object] = []
    page.changed.connect(told.append)
    page.proxy_changed.connect(lambda: told.append(None))
    for field in (page.proxy_url, page.proxy_user):
        field.editingFinished.emit()
    assert told == []
    page.proxy_user.setText("anna")
    page.proxy_user.editingFinished.emit()
    assert told == [Preferences(proxy=PROXY._replace(user="anna")), None]
