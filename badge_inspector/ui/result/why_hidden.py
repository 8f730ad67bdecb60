""" "Why don't I see my badge?": what to check on the portal when the badge exists and nobody sees it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.look.icons import icon
from badge_inspector.ui.widgets.plain_label import PlainLabel
from badge_inspector.ui.words.codes import quoted_code


class WhyHidden(Retranslated, QWidget):
    """A line that opens into a checklist. The list is made when it is opened first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._code = ""
        self._items: list[PlainLabel] = []
        self.toggle = QToolButton(self)
        self.toggle.setProperty("disclosure", "true")
        self.toggle.setCheckable(True)
        self.toggle.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.toggle.setAutoRaise(True)
        self.toggle.toggled.connect(self._open)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addWidget(self.toggle)
        self._open(False)
        self._retranslate()

    def show_code(self, code: str) -> None:
        """Name the badge's code as the portal sent it."""
        self._code = code
        self._retranslate()

    def _open(self, is_open: bool) -> None:
        self.toggle.setIcon(icon("chevron-down" if is_open else "chevron-right"))
        if is_open and not self._items:
            self._items = [PlainLabel(self) for _ in self._texts()]
            for item in self._items:
                item.setContentsMargins(20, 0, 0, 0)
                self._column.addWidget(item)
            self._retranslate()
        for item in self._items:
            item.setVisible(is_open)

    def _retranslate(self) -> None:
        self.toggle.setText(self.tr("Why don’t I see my badge?"))
        for item, text in zip(self._items, self._texts(), strict=False):
            item.show_text(text)

    def _texts(self) -> tuple[str, ...]:
        return (
            self.tr("1. The last badge wins: a later one on the same record hides this one."),
            self.tr("2. A badge goes when its activity is closed. Is the activity still open?"),
            self.tr(
                "3. The activity’s badgeCode must equal “{code}” to the letter: case, spaces and alphabet included."
            ).format(code=quoted_code(self._code)),
            self.tr("4. The viewer’s language decides the text: look at the preview in that person’s language."),
        )
