"""Waiting for the first paint: it ends with the paint, with time, and with a cancel, whenever that comes."""

from __future__ import annotations

import asyncio
import subprocess
import sys

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from badge_inspector.startup.warm_up import first_paint


def test_the_paint_ends_the_wait(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)

    async def wait() -> None:
        waiting = asyncio.ensure_future(first_paint(window))
        await asyncio.sleep(0)
        assert not waiting.done()
        paint(window)
        await waiting

    asyncio.run(wait())


@pytest.mark.parametrize("turns_after", range(4))
def test_a_cancel_about_the_turn_of_the_paint_is_not_lost(qtbot: QtBot, turns_after: int) -> None:
    """As a signal to end that comes while the window is painted: the program would go on."""
    window = QWidget()
    qtbot.addWidget(window)

    async def wait() -> None:
        waiting = asyncio.ensure_future(first_paint(window))
        for _ in range(2):
            await asyncio.sleep(0)
        paint(window)
        for _ in range(turns_after):
            await asyncio.sleep(0)
        taken = waiting.cancel()
        await asyncio.wait([waiting])
        assert waiting.cancelled() == taken

    asyncio.run(wait())


def paint(window: QWidget) -> None:
    QCoreApplication.sendEvent(window, QEvent(QEvent.Type.Paint))


CLASSES = """
import sys
from badge_inspector import app
from badge_inspector.startup.warm_up import import_later, make_classes

def there():
    return {f"{module}.{name}" for module in list(sys.modules) if module.startswith("PySide6.")
            for name, kind in vars(sys.modules[module]).items() if isinstance(kind, type)}

for _ in make_classes():
    pass
before = there()
app._load_features()
import_later()
print(*sorted(there() - before))
"""


def test_the_thread_that_imports_makes_none_of_qts_classes() -> None:
    """Two threads that make one at once end the process, or one of them finds it half made."""
    done = subprocess.run([sys.executable, "-c", CLASSES], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [], "name them in startup/warm_up.py, _QT"
