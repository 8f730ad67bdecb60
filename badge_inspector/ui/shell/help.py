"""The Help menu: guide, shortcuts, "What's this?" and About."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWhatsThis, QWidget

from badge_inspector.services import libraries
from badge_inspector.ui.kit.windows import bring_to_front
from badge_inspector.ui.session.context import Context, Controller
from badge_inspector.ui.shell.about_box import AboutBox
from badge_inspector.ui.shell.actions import Actions
from badge_inspector.ui.shell.guide_window import GuideWindow
from badge_inspector.ui.shell.shortcuts_sheet import ShortcutsSheet


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
        AboutBox(
            paths.config, paths.log, libraries.versions(), self._window, notices if notices.is_file() else None
        ).open()


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
