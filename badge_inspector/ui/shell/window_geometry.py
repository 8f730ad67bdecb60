"""Geometry of windows and splitters: kept for each set-up of screens, and restored when it is there again."""

from __future__ import annotations

import base64
from collections.abc import Iterator

from PySide6 import QtWidgets
from PySide6.QtCore import QByteArray, QEvent, QObject, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QDialog, QHeaderView, QSplitter, QWidget

from badge_inspector.domain.preferences import WindowGeometry
from badge_inspector.process import WITHOUT_SCREEN
from badge_inspector.ui.session.context import Context, Controller
from badge_inspector.ui.shell.main_window import MainWindow

MOST_SET_UPS = 8
"""Set-ups of screens remembered."""

_SETTLE_MS = 500
"""A dock that is pulled out takes several screens away, one after the other."""

_VISIBLE = 48
"""Pixels of a window's title that have to be on a screen, so that a person can take hold of it."""

_WIDEST = 10_000
_POSITIONS_ITSELF = Qt.WindowType.FramelessWindowHint


class GeometryController(Controller):
    """The main window, its splitters and columns, and the dialogs it opens, each by the name of its class."""

    def __init__(self, context: Context, main: MainWindow) -> None:
        super().__init__(context)
        self._main = main
        self._set_up = _screens()
        self._parts: dict[str, str] = {}
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLE_MS)
        self._settled.timeout.connect(self._screens_changed)
        self._restore()
        main.dialog_opening.connect(self._dialog_opening)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)  # noqa: S101 - there is a window
        app.screenAdded.connect(self._screen_added)
        app.screenRemoved.connect(self._settled.start)
        for screen in app.screens():
            screen.geometryChanged.connect(self._settled.start)

    def remember(self) -> None:
        """Keep where things stand, with the rest of the settings."""
        for dialog in self._window.findChildren(QtWidgets.QDialog):
            dialog.close()
        self._note(self._window)
        geometry, splitter = (_text(blob) for blob in self._main.placement())
        here = WindowGeometry(self._set_up, geometry, splitter, tuple(sorted(self._parts.items())))
        others = [place for place in self._portals.preferences.geometries if place.screens != here.screens]
        self._portals.remember(self._portals.preferences._replace(geometries=(here, *others)[:MOST_SET_UPS]))

    def _restore(self) -> None:
        """As it was on these screens; on screens never seen, in the middle of the first and no larger than it."""
        places = self._portals.preferences.geometries
        place = next((place for place in places if place.screens == self._set_up), None)
        self._parts = dict(place.parts) if place is not None else {}
        if place is not None:
            self._main.place(_blob(place.geometry), _blob(place.splitter))
        fit_on_screen(self._window)

    def _screen_added(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self._settled.start)
        self._settled.start()

    def _screens_changed(self) -> None:
        """Screens came or went while the window is open: to where it stood on these, or at least into sight."""
        before, self._set_up = self._set_up, _screens()
        if self._set_up == before:
            return
        if any(place.screens == self._set_up for place in self._portals.preferences.geometries):
            self._restore()
            self.restore_columns()
        for widget in (self._window, *self._window.findChildren(QtWidgets.QDialog)):
            if widget.isVisible():
                fit_on_screen(widget)

    # Dialogs and columns

    def restore_columns(self) -> None:
        """For the main window: its tables are built, and its frame is there, after the first paint."""
        fit_on_screen(self._window)
        self._restore_parts(self._window)

    def _dialog_opening(self, dialog: QDialog) -> None:
        if (
            not isinstance(dialog, QtWidgets.QMessageBox | QtWidgets.QFileDialog)
            and not dialog.windowFlags() & _POSITIONS_ITSELF
        ):
            dialog.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QtWidgets.QDialog) and not event.spontaneous():
            if event.type() == QEvent.Type.Show:
                self._restore_dialog(watched)
            elif event.type() == QEvent.Type.Hide:
                self._note(watched)
        return super().eventFilter(watched, event)

    def _restore_dialog(self, dialog: QDialog) -> None:
        geometry = self._parts.get(f"{type(dialog).__name__} geometry")
        if geometry is not None:
            dialog.restoreGeometry(QByteArray(_blob(geometry)))
            fit_on_screen(dialog)
        elif not _is_makeshift():
            _fit(dialog, self._window.screen(), _frame(self._window))  # where it goes is Qt's to choose
        self._restore_parts(dialog)

    def _note(self, window: QWidget) -> None:
        if isinstance(window, QtWidgets.QDialog):
            self._parts[f"{type(window).__name__} geometry"] = _text(bytes(window.saveGeometry().data()))
        for name, splitter in _splitters(window):
            self._parts[name] = _text(bytes(splitter.saveState().data()))
        for name, header in _headers(window):
            self._parts[name] = ",".join(str(header.sectionSize(at)) for at in range(header.count()))

    def _restore_parts(self, window: QWidget) -> None:
        for name, splitter in _splitters(window):
            if name in self._parts:
                splitter.restoreState(QByteArray(_blob(self._parts[name])))
        for name, header in _headers(window):
            for at, size in enumerate(self._parts.get(name, "").split(",")[: header.count()]):
                if size.isascii() and size.isdecimal() and _is_by_hand(header, at):
                    header.resizeSection(at, max(header.minimumSectionSize(), min(int(size), _WIDEST)))


def fit_on_screen(window: QWidget) -> None:
    """Move a window that nobody could take hold of onto the first screen, and let none be larger than its screen. Where
    Qt draws into memory, its screen is a makeshift and the window need not fit it."""
    if _is_makeshift():
        return
    screens = QGuiApplication.screens()
    frame = window.frameGeometry()
    title = frame.adjusted(0, 0, 0, min(_VISIBLE, frame.height()) - frame.height())
    seen = [screen for screen in screens if _holds(screen, title.intersected(screen.availableGeometry()))]
    screen = seen[0] if seen else QGuiApplication.primaryScreen()
    room = screen.availableGeometry()
    if window.isMaximized() or window.isFullScreen():
        return
    _fit(window, screen, _frame(window))
    if not seen:
        frame.setSize(window.size())
        frame.moveCenter(room.center())
        window.move(max(frame.left(), room.left()), max(frame.top(), room.top()))


def _is_makeshift() -> bool:
    return QGuiApplication.platformName().startswith(WITHOUT_SCREEN)


def _frame(window: QWidget) -> QSize:
    """Frame that the desktop puts around a window; none before it is shown."""
    return window.frameSize() - window.size()


def _fit(window: QWidget, screen: QScreen, frame: QSize) -> None:
    """Make a window with such a frame no larger than the screen, and its least size neither."""
    room = screen.availableGeometry().size() - frame
    for size, put in ((window.minimumSize(), window.setMinimumSize), (window.size(), window.resize)):
        if size != size.boundedTo(room):
            put(size.boundedTo(room))


def _holds(screen: QScreen, part: QRect) -> bool:
    """Tell whether enough of a window's title is on the screen; `part` is its visible part."""
    return part.width() >= _VISIBLE and part.height() > 0 and screen.availableGeometry().contains(part)


def _splitters(window: QWidget) -> Iterator[tuple[str, QSplitter]]:
    """The splitters of a window, apart from the main one's, which has a place of its own in the settings."""
    for at, splitter in enumerate(window.findChildren(QtWidgets.QSplitter)):
        if splitter.window() is window and not (isinstance(window, MainWindow) and splitter is window.splitter):
            yield f"{type(window).__name__} splitter {at}", splitter


def _headers(window: QWidget) -> Iterator[tuple[str, QHeaderView]]:
    """The headers of a window's tables whose columns a person can widen, named by the table's class."""
    for header in window.findChildren(QtWidgets.QHeaderView):
        table = header.parentWidget() or window
        by_hand = any(_is_by_hand(header, at) for at in range(header.count()))
        if header.window() is window and header.orientation() == Qt.Orientation.Horizontal and by_hand:
            name = table.objectName() or type(table).__name__
            yield f"{type(window).__name__} {name} columns", header


def _is_by_hand(header: QHeaderView, at: int) -> bool:
    """Tell whether a person can widen that column."""
    return header.sectionResizeMode(at) == QtWidgets.QHeaderView.ResizeMode.Interactive


def _screens() -> str:
    """The set-up of screens, for which a place is remembered."""
    sizes = (screen.geometry() for screen in QGuiApplication.screens())
    return " ".join(sorted(f"{size.x()},{size.y()},{size.width()}x{size.height()}" for size in sizes))


def _text(blob: bytes) -> str:
    return base64.b64encode(blob).decode()


def _blob(text: str) -> bytes:
    """Empty where the settings hold no such thing."""
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        return b""
