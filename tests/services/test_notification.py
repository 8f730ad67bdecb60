"""Notifications of the desktop, on a real session bus."""

from __future__ import annotations

from pathlib import Path

import pytest

from badge_inspector.services.desktop import notify
from tests.support.notifications import notification_service, session_bus


@pytest.mark.parametrize(
    ("abilities", "text"),
    [(("body",), "a <b>&</b> → 1"), (("body", "body-markup"), "a &lt;b&gt;&amp;&lt;/b&gt; → 1")],
    ids=["plain", "markup"],
)
def test_it_is_shown_as_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, abilities: tuple[str, ...], text: str
) -> None:
    with notification_service(tmp_path, abilities) as desktop:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", desktop.address)
        assert notify("code <x> changed", "a <b>&</b> → 1") is True
        assert desktop.shown == [("code <x> changed", text)]


def test_nobody_shows_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with session_bus(tmp_path) as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        assert notify("title", "text") is False
    assert notify("title", "text") is False
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "nonsense")
    assert notify("title", "text") is False
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    assert notify("title", "text") is False
