"""The mark of how a lookup ended, in a sentence."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from badge_inspector.domain.history import RowStatus


def mark_text(status: RowStatus) -> str:
    """The tooltip of a mark, which tells a refusal of the portal from a request that brought nothing usable."""
    match status:
        case RowStatus.FOUND:
            return QCoreApplication.translate("Marks", "● Found: the portal has this badge")
        case RowStatus.REFUSED:
            return QCoreApplication.translate("Marks", "⊖ Refused: the portal answered with an error")
        case RowStatus.FAILED:
            return QCoreApplication.translate("Marks", "✕ Failed: no usable response came from the portal")
