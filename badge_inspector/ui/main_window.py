"""The main window: it puts the regions together and knows nothing else."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QEvent, QMetaObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMainWindow, QPushButton, QSplitter, QVBoxLayout, QWidget

from badge_inspector.ui.accessible import announce
from badge_inspector.ui.actions import Actions
from badge_inspector.ui.history.panel import HistoryPanel
from badge_inspector.ui.request.request_bar import RequestBar
from badge_inspector.ui.result.answer_panel import AnswerPanel
from badge_inspector.ui.result_column import ResultColumn
from badge_inspector.ui.theme import SPACE
from badge_inspector.ui.watch.watch_bar import WatchBar

_OFFER_MS = 15_000
HANDLE = 6
"""Pixels between the regions, to take hold of."""


class MainWindow(QMainWindow):
    """Attributes:

    actions_, request, watches, history, result, answer: the regions. saved, secret_place, budget: the status bar's
    texts.

    Signals: close_requested(): the person closed the window; the application decides when it is gone.
    catalogue_requested(): show the badges of the portal in use. language_changed(): the window speaks another one now.
    """

    close_requested = Signal()
    language_changed = Signal()
    catalogue_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumSize(900, 600)
        self.resize(1320, 860)
        self.actions_ = Actions(self)
        self.request = RequestBar(self)
        self.watches = WatchBar(self)
        self.history = HistoryPanel(self)
        self.result = ResultColumn(self)
        self.answer = AnswerPanel(self)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(HANDLE)
        right = QWidget(self)
        right.setObjectName("page")
        margin = QHBoxLayout(right)
        margin.setContentsMargins(0, SPACE, SPACE, SPACE)
        margin.addWidget(self.answer)
        for widget, stretch in ((self.history, 0), (self.result, 4), (right, 3)):
            self.splitter.addWidget(widget)
            self.splitter.setStretchFactor(self.splitter.indexOf(widget), stretch)
        self.splitter.setSizes([284, 548, 488])
        self.result.setMinimumWidth(340)
        right.setMinimumWidth(280)

        middle = QWidget(self)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.request)
        column.addWidget(self.watches)
        column.addWidget(self.splitter, 1)
        self.setCentralWidget(middle)

        self.saved = QLabel(self)
        self.secret_place = QLabel(self)
        self.budget = QLabel(self)
        self.undo = QPushButton(self)
        self.undo.setProperty("flat", "true")
        self.undo.hide()
        self._offered: QMetaObject.Connection | None = None
        self._offer_ends = QTimer(self)
        self._offer_ends.setSingleShot(True)
        self._offer_ends.setInterval(_OFFER_MS)
        self._offer_ends.timeout.connect(self.undo.hide)
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().addWidget(self.saved)
        self.statusBar().addWidget(self.undo)
        self.statusBar().addWidget(self.secret_place)
        self.statusBar().addPermanentWidget(self.budget)
        self.actions_.fill(self.menuBar())
        self._retranslate()
        self.request.code.setFocus()

    def tell(self, text: str, aloud: bool = True) -> None:
        """Say something in the status bar, until something else is said; `aloud` to a screen reader as well."""
        self.saved.setText(text)
        if aloud:
            announce(self, text)

    def offer(self, text: str, action: str, run: Callable[[], object]) -> None:
        """Say something in the status bar with a button that undoes it; gone after a while or with the next one."""
        self.tell(text)
        if self._offered is not None:
            self.undo.clicked.disconnect(self._offered)
        self._offered = self.undo.clicked.connect(lambda: (self.undo.hide(), run()))
        self.undo.setText(action)
        self.undo.show()
        self._offer_ends.start()

    def place(self, geometry: bytes, splitter: bytes) -> None:
        """Put the window where it was; what Qt cannot use is ignored."""
        if geometry:
            self.restoreGeometry(QByteArray(geometry))
        if splitter:
            self.splitter.restoreState(QByteArray(splitter))

    def placement(self) -> tuple[bytes, bytes]:
        """What `place()` takes."""
        return bytes(self.saveGeometry().data()), bytes(self.splitter.saveState().data())

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.close_requested.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self.language_changed.emit()

    def _retranslate(self) -> None:
        self.splitter.handle(1).setAccessibleName(self.tr("Width of the history"))
        self.splitter.handle(2).setAccessibleName(self.tr("Width of the answer"))
        self.setWindowTitle(self.tr("Badge Inspector"))
