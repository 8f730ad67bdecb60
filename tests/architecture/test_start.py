"""The first paint waits for nothing that it does not need."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT
from tests.architecture.test_layers import loaded_by

UP_TO_THE_FIRST_PAINT = """
import enum, json, os, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from badge_inspector.app import Application
from badge_inspector.cli import Options
application = Application(QApplication([]), Options(config_dir=Path(sys.argv[1])))
application.window.grab()
def below(kind):
    for each in kind.__subclasses__():
        yield each.__name__
        yield from below(each)
has_icon = not application.window.windowIcon().isNull()
print(json.dumps([sorted(sys.modules), sorted(set(below(enum.Enum))), has_icon]), flush=True)
os._exit(0)
"""

MOVES = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from badge_inspector.app import Application
from badge_inspector.cli import Options
class Moves(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.ParentChange and watched.findChild(QWidget) is not None:
            print(type(watched).__name__, flush=True)
        return False
qt, moves = QApplication([]), Moves()
qt.installEventFilter(moves)
application = Application(qt, Options(config_dir=Path(sys.argv[1])))
print("made", flush=True)
os._exit(0)
"""

LATER = (
    "anyio",
    "certifi",
    "click",
    "datetime",
    "difflib",
    "h11",
    "hashlib",
    "hmac",
    "html",
    "httpcore",
    "httpx",
    "keyring",
    "logging.handlers",
    "platformdirs",
    "rich",
    "sqlite3",
    "statistics",
    "truststore",
    "badge_inspector.bitrix24",
    "badge_inspector.demo",
    "badge_inspector.later",
    "badge_inspector.startup.start_request",
    "badge_inspector.domain.badge",
    "badge_inspector.domain.capture",
    "badge_inspector.domain.clock",
    "badge_inspector.domain.code_run",
    "badge_inspector.domain.exchange",
    "badge_inspector.domain.failures",
    "badge_inspector.domain.jsonscan",
    "badge_inspector.domain.limits",
    "badge_inspector.domain.lookup",
    "badge_inspector.domain.pasted",
    "badge_inspector.domain.server_time",
    "badge_inspector.domain.trend",
    "badge_inspector.storage.history_reader",
    "badge_inspector.services.snippets",
    "badge_inspector.ui.request.portal_popup",
    "badge_inspector.ui.shell.lookup_cards",
    "badge_inspector.ui.shell.origin_strip",
    "badge_inspector.ui.settings.settings_window",
    "badge_inspector.ui.widgets.controls",
    "badge_inspector.ui.words.failures",
)
"""asyncio brings ssl along, so ssl is not among them."""

SET_UP_LATER = {
    "QFile": "FileHandleFlag",
    "QStyle": "StandardPixmap",
    "QTextEdit": "AutoFormattingFlag",
    "QFileDialog": "FileMode",
    "QGradient": "Preset",
    "QTextFormat": "PageBreakFlag",
}
"""Classes of Qt's, each with a name of its constants: PySide6 sets them all up when the class is first named, or when
Qt hands out an object that might be one."""


@pytest.fixture(scope="module")
def at_start(tmp_path_factory: pytest.TempPathFactory) -> tuple[set[str], set[str], bool]:
    """The modules that are loaded with the first paint, the enumerations that are set up, and whether the window has
    its icon."""
    modules, enumerations, has_icon = json.loads(printed_by(UP_TO_THE_FIRST_PAINT, tmp_path_factory.mktemp("config")))
    return set(modules), set(enumerations), has_icon


def printed_by(program: str, config: Path) -> str:
    answer = subprocess.run(
        [sys.executable, "-c", program, str(config)],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        check=True,
        capture_output=True,
        text=True,
    )
    return answer.stdout


@pytest.mark.parametrize("name", LATER)
def test_the_window_is_there_before(name: str, at_start: tuple[set[str], set[str], bool]) -> None:
    assert name not in at_start[0]


@pytest.mark.parametrize("of", SET_UP_LATER)
def test_constants_that_no_paint_needs_are_set_up_later(of: str, at_start: tuple[set[str], set[str], bool]) -> None:
    assert "AlignmentFlag" in at_start[1]
    assert SET_UP_LATER[of] not in at_start[1]


def test_the_icon_of_the_window_is_drawn_later(at_start: tuple[set[str], set[str], bool]) -> None:
    """It takes 5 to 25 ms, as threads are started for its larger sizes."""
    assert not at_start[2]


def test_no_widget_moves_with_others_in_it(tmp_path: Path) -> None:
    """Qt would give all of them their style anew."""
    assert printed_by(MOVES, tmp_path).split() == ["made"]


def test_the_command_line_answers_without_qt() -> None:
    assert loaded_by("badge_inspector.__main__", "badge_inspector.cli").isdisjoint({"PySide6", "asyncio"})
