"""The Help menu: guide, shortcuts, "What's this?" and About."""

from __future__ import annotations

import ssl
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QFile, QIODevice, QPoint, Qt, QUrl
from PySide6.QtGui import QAction, QDesktopServices, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWhatsThis,
    QWidget,
)

from badge_inspector.bitrix24.client import HTTPX_VERSION
from badge_inspector.storage.database import SQLITE_VERSION
from badge_inspector.ui.kit.boxes import vbox
from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.kit.windows import bring_to_front
from badge_inspector.ui.look import language
from badge_inspector.ui.session.context import Context, Controller
from badge_inspector.ui.shell.about_box import AboutBox
from badge_inspector.ui.shell.actions import Actions


class GuideBrowser(QTextBrowser):
    """Shows what it is given and fetches nothing; a link opens in the system's browser."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.anchorClicked.connect(self._open)

    def loadResource(self, type: int, name: QUrl | str) -> object:  # noqa: A002 - Qt's own name
        """Nothing from elsewhere."""
        return None

    def _open(self, link: QUrl) -> None:
        if link.scheme() == "https":
            QDesktopServices.openUrl(link)
        elif not link.scheme():
            self.scrollToAnchor(link.fragment())


class GuideWindow(Retranslated, QDialog):
    """Attributes: text."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.text = GuideBrowser(self)
        self.text.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.text.document().setDocumentMargin(18)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self._buttons.rejected.connect(self.reject)
        self._buttons.setContentsMargins(12, 0, 12, 12)
        column = vbox(self, margins=0)
        column.addWidget(self.text, 1)
        column.addWidget(self._buttons)
        self.resize(760, 640)
        self._retranslate()

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Guide"))
        self.text.setAccessibleName(self.tr("Guide"))
        self.text.setMarkdown(guide(language.current()) or self.tr("The guide is missing from this installation."))


def guide(spoken: str) -> str:
    """The guide in Markdown; in English where that language has none, "" where the resources are missing."""
    for name in (spoken, "en"):
        file = QFile(f":/guide/{name}.md")
        if file.open(QIODevice.OpenModeFlag.ReadOnly):
            return bytes(file.readAll().data()).decode("utf-8")
    return ""


class ShortcutsSheet(Retranslated, QDialog):
    """One row an action that has a key."""

    def __init__(self, actions: Sequence[QAction], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._actions = [action for action in actions if not action.shortcut().isEmpty()]
        self.table = QTableWidget(len(self._actions), 2, self)
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.table)
        column.addWidget(self.buttons)
        self.resize(460, 520)
        self.buttons.setFocus()  # a table with the focus marks a cell, and there is nothing to do with one
        self._retranslate()

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.table.setAccessibleName(self.tr("Keyboard shortcuts"))
        self.table.setHorizontalHeaderLabels([self.tr("Action"), self.tr("Keys")])
        for at, action in enumerate(self._actions):
            self.table.setItem(at, 0, QTableWidgetItem(action.text().replace("&", "")))
            shown = ", ".join(keys.toString(QKeySequence.SequenceFormat.NativeText) for keys in action.shortcuts())
            self.table.setItem(at, 1, QTableWidgetItem(shown))


class HelpController(Controller):
    def __init__(self, context: Context, actions: Actions) -> None:
        super().__init__(context)
        self._actions = actions

    def show_guide(self) -> None:
        guide = self._window.findChild(GuideWindow) or GuideWindow(self._window)
        bring_to_front(guide)

    def show_shortcuts(self) -> None:
        ShortcutsSheet(self._actions.listed(), self._window).open()

    def explain(self) -> None:
        """Say what the thing with the focus is for, or, from the menu, the next one that is clicked."""
        explain(by_key=bool(QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier))

    def show_about(self) -> None:
        paths = self._backend.paths
        notices = Path(sys.executable).parent / "THIRD_PARTY_NOTICES.txt"
        libraries = {
            "httpx": HTTPX_VERSION,
            "OpenSSL": ssl.OPENSSL_VERSION.removeprefix("OpenSSL "),
            "SQLite": SQLITE_VERSION,
        }
        AboutBox(paths.config, paths.log, libraries, self._window, notices if notices.is_file() else None).open()


def explain(by_key: bool) -> None:
    """Explain what has the focus where that was asked for `by_key`; else, or where that says nothing of itself, the
    next click chooses."""
    widget = QApplication.focusWidget() if by_key else None
    text, at, about = explanation(widget)
    if text and about is not None:
        QWhatsThis.showText(about.mapToGlobal(at), text, about)
    else:
        QWhatsThis.enterWhatsThisMode()


def explanation(widget: QWidget | None) -> tuple[str, QPoint, QWidget | None]:
    """Explanation of a widget's current row, of the widget, or of its parent, and the place in that widget."""
    if isinstance(widget, QAbstractItemView) and widget.currentIndex().isValid():
        text = widget.currentIndex().data(Qt.ItemDataRole.WhatsThisRole)
        if text:
            return str(text), widget.visualRect(widget.currentIndex()).bottomLeft(), widget
    while widget is not None:
        if widget.whatsThis():
            return widget.whatsThis(), widget.rect().bottomLeft(), widget
        widget = widget.parentWidget()
    return "", QPoint(), None
