"""The first paint waits for nothing that it does not need."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.architecture.sources import ROOT
from tests.architecture.test_layers import loaded_by

UP_TO_THE_FIRST_PAINT = """
import json, os, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from badge_inspector.app import Application
from badge_inspector.cli import Options
application = Application(QApplication([]), Options(config_dir=Path(sys.argv[1])))
application.window.grab()
print(json.dumps(sorted(sys.modules)), flush=True)
os._exit(0)
"""

LATER = (
    "anyio",
    "certifi",
    "click",
    "difflib",
    "h11",
    "hashlib",
    "hmac",
    "html",
    "httpcore",
    "httpx",
    "keyring",
    "platformdirs",
    "rich",
    "sqlite3",
    "statistics",
    "truststore",
    "badge_inspector.bitrix24",
    "badge_inspector.demo",
    "badge_inspector.features",
    "badge_inspector.domain.jsonscan",
    "badge_inspector.domain.pasted",
    "badge_inspector.domain.server_time",
    "badge_inspector.domain.trend",
    "badge_inspector.storage.history_reader",
    "badge_inspector.services.snippets",
    "badge_inspector.ui.settings",
    "badge_inspector.ui.wording",
)
"""asyncio brings ssl along, so ssl is not among them."""


@pytest.fixture(scope="module")
def loaded_at_start(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    answer = subprocess.run(
        [sys.executable, "-c", UP_TO_THE_FIRST_PAINT, str(tmp_path_factory.mktemp("config"))],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        check=True,
        capture_output=True,
        text=True,
    )
    return set(json.loads(answer.stdout))


@pytest.mark.parametrize("name", LATER)
def test_the_window_is_there_before(name: str, loaded_at_start: set[str]) -> None:
    assert name not in loaded_at_start


def test_the_command_line_answers_without_qt() -> None:
    assert loaded_by("badge_inspector.__main__", "badge_inspector.cli").isdisjoint({"PySide6", "asyncio"})
