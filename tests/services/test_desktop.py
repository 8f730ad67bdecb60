"""Wishes of the desktop about motion, over the session's bus."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from badge_inspector.services.desktop import wants_less_motion
from tests.support.settings_portal import settings_portal

REDUCED = ("org.freedesktop.appearance", "reduced-motion")
ANIMATES = ("org.gnome.desktop.interface", "enable-animations")

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="desktops with a session bus")


@pytest.mark.parametrize(
    ("values", "less"),
    [
        ({REDUCED: ("u", 1)}, True),
        ({REDUCED: ("u", 0), ANIMATES: ("b", False)}, False),
        ({ANIMATES: ("b", False)}, True),
        ({ANIMATES: ("b", True)}, False),
        ({}, False),
    ],
)
def test_what_the_desktop_says(values: dict[Any, Any], less: bool, tmp_path: Path, monkeypatch: Any) -> None:
    with settings_portal(tmp_path, values) as portal:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", portal.address)
        assert wants_less_motion() is less


def test_without_a_desktop_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
    assert wants_less_motion() is False
