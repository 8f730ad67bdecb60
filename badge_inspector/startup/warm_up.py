"""Warm-up after the first paint: builds the parts that the first answer needs while the person reads or types.

Modules are imported and widgets built one at a time with a turn of the event loop in between: at the first answer, all
of it together would hold the window up for several frames.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6 import QtWidgets
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import Shiboken

from badge_inspector.startup.imports import import_in_turns
from badge_inspector.ui.kit.collector import spare_what_is_there
from badge_inspector.ui.shell.main_window import MainWindow

if TYPE_CHECKING:
    from badge_inspector.domain.lookup import Lookup

LATER = (
    "badge_inspector.ui.result.answer_pages",
    "badge_inspector.ui.settings.opened",
)


_WIDGETS = (
    "QAbstractSpinBox QCalendarWidget QCheckBox QColorDialog QColumnView QComboBox QCommandLinkButton QDateEdit "
    "QDateTimeEdit QDial QDialogButtonBox QDockWidget QDoubleSpinBox QErrorMessage QFileDialog QFocusFrame "
    "QFontComboBox QFontDialog QGraphicsView QGroupBox QHeaderView QInputDialog QKeySequenceEdit QLCDNumber "
    "QListWidget QMdiArea QMdiSubWindow QMessageBox QPlainTextEdit QProgressDialog QRadioButton QRhiWidget "
    "QRubberBand QScrollBar QSizeGrip QSlider QSpinBox QSplashScreen QSplitterHandle QStatusBar QTabWidget "
    "QTableView QTableWidget QTextBrowser QTextEdit QTimeEdit QToolBar QToolBox QTreeView QTreeWidget QUndoView "
    "QWizard QWizardPage"
)
"""Qt's widgets that the first paint does not need. PySide makes a class when it is first named, and all of these at
once, for 7 to 12 ms, when it asks of which class the first widget is that Qt hands out."""
_STEP_S = 0.002
"""Seconds of work between two checks for input."""
_LONGEST_UNSEEN_S = 1.0
"""A window that starts minimised is not painted."""


async def first_paint(window: QWidget) -> None:
    """Returns once the window has been painted, or will not be for the time being."""
    painted = _Painted(window)
    # not `wait_for`: Python 3.11's loses a cancel that comes in the same turn as the paint
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_LONGEST_UNSEEN_S):
            await painted.seen.wait()
    window.removeEventFilter(painted)


class _Painted(QObject):
    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.seen = asyncio.Event()
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.seen.set()
        return False


async def warm_up(window: MainWindow, example: Lookup) -> None:
    """Returns once everything is imported, built and tried with an `example`; may be cancelled anywhere."""
    spare_what_is_there()
    for _ in make_classes():
        await asyncio.sleep(0)
    await import_in_turns(*LATER)
    spare_what_is_there()
    for build in (
        window.result.cards.badge.prepare,
        window.result.cards.timing.prepare,
        window.result.cards.trend.prepare,
        window.result.cards.failure.prepare,
    ):
        await asyncio.sleep(0)
        build()
    await _polish(window)
    for _ in itertools.chain(window.answer.rehearse(example), window.result.rehearse(example)):
        await asyncio.sleep(0)


async def _polish(window: QWidget) -> None:
    """Give every widget its style, which Qt does when one is first shown: all of an answer's at once."""
    ends_at = 0.0
    for widget in window.findChildren(QWidget):
        if time.monotonic() > ends_at:
            await asyncio.sleep(0)
            ends_at = time.monotonic() + _STEP_S
        if Shiboken.isValid(widget):  # it may be gone since the last turn
            widget.ensurePolished()


def make_classes() -> Iterator[None]:
    """Make the widgets' classes, one a step."""
    for name in _WIDGETS.split():
        getattr(QtWidgets, name)
        yield
