""" "What's this?": an explanation of what has the focus, or of what is clicked next."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWhatsThis, QWidget


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
