"""Accessibility beyond Qt's own: roles of painted widgets, and announcements."""

from __future__ import annotations

from typing import Any, cast

from PySide6 import QtGui
from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

_ROLES = {
    "JsonTextView": QAccessible.Role.Document,
    "KanbanPreview": QAccessible.Role.Graphic,
    "Pill": QAccessible.Role.StaticText,
    "ProgressLine": QAccessible.Role.ProgressBar,
    "QAbstractScrollArea": QAccessible.Role.Client,
    "QScrollArea": QAccessible.Role.Client,
    "QSplitterHandle": QAccessible.Role.Grip,
}
"""By the name of the class. Names and descriptions are the widget's own.

Qt's own interface of a scroll area reads past the end of its children when it is asked for one by a number that was
good while the scroll bar was still there: the process ends.
"""

_made: list[QAccessibleInterface] = []
"""Qt deletes them with their widgets; without a reference Python would do so before."""


def interface(class_name: str, widget: QObject | None) -> QAccessibleInterface | None:
    role = _ROLES.get(class_name)
    if role is None or not isinstance(widget, QWidget):
        return None
    if role is QAccessible.Role.Document:
        from badge_inspector.ui.kit.accessible_text import readable  # noqa: PLC0415 - where somebody listens

        made = readable(widget, role, cast("Any", widget))
    else:
        made = QAccessibleWidget(widget, role)
    _made.append(made)
    return made


def install() -> None:
    """Tell the roles of painted widgets to whoever asks; nothing is made while nobody does. Before any widget is shown:
    Qt keeps what it made of one for the first who asked."""
    QtGui.QAccessible.installFactory(interface)


def announce(widget: QWidget, text: str) -> None:
    """Have a screen reader say what happened, wherever the focus is."""
    if text and is_listened_to():
        QtGui.QAccessible.updateAccessibility(QtGui.QAccessibleAnnouncementEvent(widget, text))


def is_listened_to() -> bool:
    return QtGui.QAccessible.isActive()
