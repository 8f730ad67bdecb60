"""Journeys start the whole program on an empty folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.support.desktop import Desktop


@pytest.fixture
def desktop(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desktop:
    # No session bus: a test's secrets have no business in the keyring of whoever runs it.
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
    return Desktop(qapp, tmp_path / "config")
