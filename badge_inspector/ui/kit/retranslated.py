"""Widgets that set their texts anew when the language changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget as _Widget
else:
    _Widget = object  # a second base of Qt's would make two widgets of one


class Retranslated(_Widget):
    """Named before the widget that it goes with: class Bar(Retranslated, QFrame)."""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        """Set every text in the current language."""
        raise NotImplementedError
