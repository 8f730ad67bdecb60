"""Accessibility beyond Qt's own: roles of painted widgets, and announcements."""

from __future__ import annotations

from PySide6 import QtGui
from PySide6.QtWidgets import QWidget

from badge_inspector.ui.kit.accessible_roles import interface


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
