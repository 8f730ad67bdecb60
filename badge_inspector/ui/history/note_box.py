"""A person's own words on a lookup."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QPushButton, QWidget

from badge_inspector.domain.history import HistoryRow
from badge_inspector.ui.history.panel import HistoryPanel
from badge_inspector.ui.kit.boxes import vbox
from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.look.text import visible
from badge_inspector.ui.look.theme import SPACE
from badge_inspector.ui.widgets.labels import PlainLabel
from badge_inspector.ui.words.format import format_clock, format_date
from badge_inspector.ui.words.portals import kept_place

MOST = 10_000
"""Characters of a note."""


class NoteBox(Retranslated, QDialog):
    """Attributes: edit, buttons. Signals: written(id, text)."""

    written = Signal(object, str)

    @classmethod
    def open_on(cls, panel: HistoryPanel, row: HistoryRow) -> None:
        """Ask for a note on a row of the panel, which tells it on."""
        box = cls(row, panel)
        box.written.connect(panel.note_written)
        box.open()

    def __init__(self, row: HistoryRow, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(440, 240)
        self._row = row
        self._heading = PlainLabel(self, "heading")
        self.edit = QPlainTextEdit(self)
        self.edit.setTabChangesFocus(True)
        self.edit.setPlainText(row.note)
        self.edit.selectAll()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self._save = QPushButton(self)
        self._save.setProperty("primary", "true")
        self.buttons.addButton(self._save, QDialogButtonBox.ButtonRole.AcceptRole)
        column = vbox(self, margins=SPACE, spacing=SPACE)
        column.addWidget(self._heading)
        column.addWidget(self.edit, 1)
        column.addWidget(self.buttons)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.accepted.connect(self._submit)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.accept)
        self._retranslate()

    def _retranslate(self) -> None:
        row = self._row
        self.setWindowTitle(self.tr("Note"))
        self._heading.show_text(
            f"{row.code[:200]} · {kept_place(row)} · {format_date(row.asked_at)} {format_clock(row.asked_at)}"
        )
        self.edit.setPlaceholderText(self.tr("Your own words: a ticket, what you found out. Search finds them."))
        self.edit.setAccessibleName(self.tr("Note on {code}").format(code=visible(row.code[:200])))
        self._save.setText(self.tr("Save"))

    def _submit(self) -> None:
        text = self.edit.toPlainText().strip()[:MOST]
        if text != self._row.note:
            self.written.emit(self._row.id, text)
