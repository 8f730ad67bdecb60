"""What became of a file that was imported, line by line where lines were broken."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from badge_inspector.ui.theme import SPACE
from badge_inspector.ui.widgets.plain_label import PlainLabel


class ImportBox(QDialog):
    """Attributes: summary, lines, buttons."""

    def __init__(self, summary: str, lines: Sequence[tuple[int, str]], more: int, parent: QWidget) -> None:
        """`lines` are the first broken ones, by number and reason; there are `more`."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Imported"))
        self.resize(560, 320)
        self.summary = PlainLabel(self)
        self.summary.show_text(summary, most=len(summary))
        self.lines = QPlainTextEdit(self)
        self.lines.setReadOnly(True)
        self.lines.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.lines.setAccessibleName(self.tr("Broken lines"))
        said = [self.tr("Line {number}: {reason}").format(number=number, reason=reason) for number, reason in lines]
        if more:
            said.append(self.tr("… and %n more", "", more))
        self.lines.setPlainText("\n".join(said))
        self.buttons = QDialogButtonBox(self)
        close = self.buttons.addButton(self.tr("Close"), QDialogButtonBox.ButtonRole.AcceptRole)
        close.setProperty("primary", "true")
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(SPACE)
        column.addWidget(self.summary)
        column.addWidget(self.lines, 1)
        column.addWidget(self.buttons)
        self.buttons.accepted.connect(self.accept)
