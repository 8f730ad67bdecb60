"""The main window: it holds the regions and connects none of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, QChildEvent, QEvent, QMetaObject, QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QMainWindow,
    QPushButton,
    QScrollArea,
    QSplitter,
    QWidget,
)

from badge_inspector.ui.history.panel import HistoryPanel
from badge_inspector.ui.kit.accessible import announce
from badge_inspector.ui.kit.boxes import hbox, vbox
from badge_inspector.ui.kit.focus import step, step_region
from badge_inspector.ui.look.theme import SPACE
from badge_inspector.ui.request.request_bar import RequestBar
from badge_inspector.ui.result.answer_panel import AnswerPanel
from badge_inspector.ui.shell.actions import Actions
from badge_inspector.ui.shell.result_column import ResultColumn
from badge_inspector.ui.watch.watch_bar import WatchBar
from badge_inspector.ui.widgets.labels import ElidedLabel, role_label

_OFFER_MS = 15_000
HANDLE = 6
"""Pixels between the regions, to take hold of."""


class MainWindow(QMainWindow):
    """Attributes:

    actions_, request, watches, history, result, answer: the regions. saved, warning, secret_place, private: the
    status bar's texts.

    Signals: close_requested(): the person closed the window; the application decides when it is gone.
    language_changed(): the window speaks another one now.
    text_dropped(str), files_dropped(list of Path): a person let them go over the window. dialog_opening(QDialog): one
    of this window's own, before it is shown for the first time.
    """

    close_requested = Signal()
    language_changed = Signal()
    text_dropped = Signal(str)
    files_dropped = Signal(object)
    dialog_opening = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumSize(900, 600)
        self.resize(1320, 860)
        self.setAcceptDrops(True)
        self.actions_ = Actions(self)
        # Each is made where it stays: Qt gives the style anew to whatever changes its parent, and to all that is in it.
        middle = QWidget(self)
        self.request = RequestBar(middle)
        self.watches = WatchBar(middle)
        # Where a screen is smaller than what the parts need at least, they are scrolled, and none covers another.
        self._scroller = QScrollArea(middle)
        self._scroller.setWidgetResizable(True)
        self._scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self._scroller)
        self._scroller.setWidget(self.splitter)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(HANDLE)
        self.history = HistoryPanel(self.splitter)
        self.result = ResultColumn(self.splitter)
        right = QWidget(self.splitter)
        right.setObjectName("page")
        self.answer = AnswerPanel(right)
        margin = hbox(right, margins=(0, SPACE, SPACE, SPACE))
        margin.addWidget(self.answer)
        self.history.search_left.connect(self.request.code.setFocus)
        self.result.title_changed.connect(self._show_title)
        for widget, stretch in ((self.history, 0), (self.result, 4), (right, 3)):
            self.splitter.addWidget(widget)
            self.splitter.setStretchFactor(self.splitter.indexOf(widget), stretch)
        self.splitter.setSizes([274, 558, 488])
        self.result.setMinimumWidth(340)
        right.setMinimumWidth(270)

        column = vbox(middle, margins=0, spacing=0)
        column.addWidget(self.request)
        column.addWidget(self._scroller, 1)
        column.addWidget(self.watches)  # below, so that nothing moves when it comes
        self.setCentralWidget(middle)

        status = self.statusBar()
        self.saved = QLabel(status)
        self.saved.hide()
        self.secret_place = QLabel(status)
        self.private = role_label(status, "heading")
        self.private.hide()
        self.undo = QPushButton(status)
        self.undo.setProperty("flat", "true")
        self.undo.hide()
        self._offered: QMetaObject.Connection | None = None
        self._offer_ends = QTimer(self)
        self._offer_ends.setSingleShot(True)
        self._offer_ends.setInterval(_OFFER_MS)
        self._offer_ends.timeout.connect(self._end_offer)
        status.setSizeGripEnabled(False)
        self.warning = ElidedLabel(status, "bad")
        self.warning.hide()
        self._safe_mode = False
        self._shown_title = ""
        status.addWidget(self.saved)
        status.addWidget(self.undo)
        status.addWidget(self.warning, 1)
        status.addPermanentWidget(self.private)
        status.addPermanentWidget(self.secret_place)
        self._regions = (self.request, self.request.note, self.history, self.result, self.answer, status)
        self.actions_.fill(self.menuBar())
        offered = ("find", "compare_previous", "save_response")
        self.answer.menu_actions = tuple(self.actions_[name] for name in offered)
        self._retranslate()
        self.request.code.setFocus()

    def tell(self, text: str, aloud: bool = True) -> None:
        """Show a text in the status bar until the next text or lookup; `aloud` to a screen reader as well. "" clears
        it.
        """
        self._offer_ends.stop()
        self.undo.hide()
        self.saved.setText(text)
        self.saved.setVisible(bool(text))  # else its margins would set the next one off
        if aloud:
            announce(self, text)

    def run(self, action: str) -> None:
        """Trigger an action by its name."""
        self.actions_[action].trigger()

    def action(self, name: str) -> QAction:
        return self.actions_[name]

    def warn(self, text: str) -> None:
        """Show a warning for this whole run; "" for none."""
        self.warning.show_text(text)
        self.warning.setVisible(bool(text))

    def show_safe_mode(self) -> None:
        """Mark the title: this run is in safe mode."""
        self._safe_mode = True
        self._retranslate()

    def offer(self, text: str, action: str, run: Callable[[], object]) -> None:
        """Show a text in the status bar with a button that undoes it; both go after a while or with the next text."""
        self.tell(text)
        if self._offered is not None:
            self.undo.clicked.disconnect(self._offered)
        self._offered = self.undo.clicked.connect(lambda: (self._end_offer(), run()))
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
        """Geometry of the window, for `place()`."""
        return bytes(self.saveGeometry().data()), bytes(self.splitter.saveState().data())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasText() or event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.receive(event.mimeData())
        event.acceptProposedAction()

    def receive(self, data: QMimeData) -> None:
        """Pass on files or a text that were dropped or pasted."""
        files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if files:
            self.files_dropped.emit(files)
        else:
            self.text_dropped.emit(data.text())

    def childEvent(self, event: QChildEvent) -> None:
        super().childEvent(event)
        if event.polished() and isinstance(event.child(), QDialog):
            self.dialog_opening.emit(event.child())

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's own name
        return step(self._regions, next) or super().focusNextPrevChild(next)

    def go_to_region(self, forward: bool) -> None:
        """Give the focus to the next region, or the one before."""
        step_region(self._regions, forward)
        self._show_focus()

    def _show_focus(self) -> None:
        """Scroll to what has the focus, where the window is too small for all of it."""
        widget = self.focusWidget()
        if self.splitter.isAncestorOf(widget):
            self._scroller.ensureWidgetVisible(widget)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.close_requested.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self._end_offer()  # what was said before was said in the other language
            self.language_changed.emit()

    def _retranslate(self) -> None:
        self.splitter.handle(1).setAccessibleName(self.tr("Width of the history"))
        self.splitter.handle(2).setAccessibleName(self.tr("Width of the response"))
        self.private.setText(self.tr("Private mode"))
        self._name()

    def _end_offer(self) -> None:
        self.tell("", aloud=False)

    def _show_title(self, title: str) -> None:
        """Show code and portal in the title; Qt adds the program's name where the system does so."""
        self._shown_title = title
        self._name()

    def _name(self) -> None:
        name = self._shown_title or self.tr("Badge Inspector")
        self.setWindowTitle(self.tr("{name}: safe mode").format(name=name) if self._safe_mode else name)
