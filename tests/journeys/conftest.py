"""Journeys start the whole program on an empty folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.support.desktop import Desktop
from tests.support.keyrings import without_keyring


@pytest.fixture
def desktop(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desktop:
    without_keyring(monkeypatch)
    return Desktop(qapp, tmp_path / "config")
