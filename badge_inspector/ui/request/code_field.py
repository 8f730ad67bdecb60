"""The field for the badge code, its label inside as in a form of one line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCompleter, QLabel, QLineEdit, QWidget

_LONGEST = 1_000_000
_LABEL_LEFT = 11
_LABEL_GAP = 7


class CodeField(QLineEdit):
    """A line edit with a fixed label at its left; the label is also its accessible name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(_LONGEST)
        self.setAcceptDrops(False)  # the window takes them: a file's address is no code
        self.setMinimumHeight(34)
        self._label = QLabel(self)
        self._label.setProperty("role", "muted")
        self._label.setBuddy(self)
        self._label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._retranslate()

    @property
    def code(self) -> str:
        return self.text()

    def complete_from(self, codes: Sequence[str]) -> None:
        """Offer these codes while the person types."""
        completer = QCompleter(list(codes), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(completer)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._place_label()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_label()

    def _retranslate(self) -> None:
        self._label.setText(self.tr("Badge code"))
        self.setAccessibleName(self.tr("Badge code"))
        self.setAccessibleDescription(self.tr("The code an app gave its badge; press Enter to look it up."))
        self._place_label()

    def _place_label(self) -> None:
        self._label.adjustSize()
        self._label.move(_LABEL_LEFT, (self.height() - self._label.height()) // 2)
        self.setTextMargins(self._label.width() + _LABEL_GAP, 0, 0, 0)
