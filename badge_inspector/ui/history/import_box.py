"""Result of an import, with each broken line."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.look.theme import SPACE
from badge_inspector.ui.widgets.plain_label import PlainLabel


class ImportBox(Retranslated, QDialog):
    """Attributes: summary, lines, buttons."""

    def __init__(self, summary: Callable[[], str], lines: Callable[[], Sequence[str]], parent: QWidget) -> None:
        """`summary` says it all in the language of the moment, and `lines` what is wrong with the file."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(560, 320)
        self._sum_up, self._say_lines = summary, lines
        self.summary = PlainLabel(self)
        self.lines = QPlainTextEdit(self)
        self.lines.setReadOnly(True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(SPACE)
        column.addWidget(self.summary)
        column.addWidget(self.lines, 1)
        column.addWidget(self.buttons)
        self.buttons.rejected.connect(self.reject)
        self._retranslate()

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Imported"))
        summary = self._sum_up()
        self.summary.show_text(summary, most=len(summary))
        self.lines.setAccessibleName(self.tr("Problems in the file"))
        self.lines.setPlainText("\n".join(self._say_lines()))
