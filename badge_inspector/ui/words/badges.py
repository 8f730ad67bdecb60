"""A badge's type in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from badge_inspector.domain.badge_type import BadgeType


def colour_word(kind: BadgeType) -> str:
    """Name of the colour that a type has on the kanban card."""
    match kind:
        case BadgeType.SUCCESS:
            return QCoreApplication.translate("BadgeWords", "green")
        case BadgeType.FAILURE:
            return QCoreApplication.translate("BadgeWords", "red")
        case BadgeType.WARNING:
            return QCoreApplication.translate("BadgeWords", "yellow")
        case BadgeType.PRIMARY:
            return QCoreApplication.translate("BadgeWords", "blue")
        case BadgeType.SECONDARY:
            return QCoreApplication.translate("BadgeWords", "grey")
