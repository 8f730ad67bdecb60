"""One fact: a name, a value of any text, and a note."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication, QLocale, QPointF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QContextMenuEvent, QGuiApplication, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from badge_inspector.ui.kit.boxes import hbox, vbox
from badge_inspector.ui.look import theme
from badge_inspector.ui.widgets.labels import PlainLabel, role_label
from badge_inspector.ui.widgets.table_menu import Offers

SHOWN = 240
"""Characters of a value that are laid out."""
_NARROW = 330
"""Pixels below which names stand above their values."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A row of a FactGrid: `fixed` for values in the fixed font, `most` as for PlainLabel."""

    name: str
    value: str
    note: str = ""
    fixed: bool = False
    beside: bool = False
    most: int = SHOWN


class FactGrid(QWidget):
    """Facts one below the other, in a narrow place each name above its value. Rows are made once and used again.

    Attributes: offers: what the context menu of each fact has besides copying it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[FactRow] = []
        self._is_narrow = False
        self.offers: Callable[[], Offers] = tuple
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)

    def show_facts(self, facts: Sequence[Fact]) -> None:
        while len(self._rows) < len(facts):
            row = FactRow(self)
            row.value.offers = partial(self._offers, row)
            self._rows.append(row)
            self._place(len(self._rows) - 1)
        for row, fact in zip(self._rows, facts, strict=False):
            row.show_name(fact.name)
            row.show_value(fact.value, fact.note, fixed=fact.fixed, beside=fact.beside, most=fact.most)
        for at, row in enumerate(self._rows):
            row.setVisible(at < len(facts))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < _NARROW
        if is_narrow is not self._is_narrow:
            self._is_narrow = is_narrow
            self._grid.setVerticalSpacing(2 if is_narrow else 6)
            for at in range(len(self._rows)):
                self._place(at)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu of the fact at that height: its name has the same one."""
        for row in self._rows:
            top, bottom = row.name.geometry().top(), row.cell.geometry().bottom()
            if row.cell.isVisible() and top <= event.pos().y() <= bottom:
                row.value.open_menu(event.globalPos())

    def _offers(self, row: FactRow) -> Offers:
        both = f"{row.name.text()}: {row.value.whole}"
        words = QCoreApplication.translate("FactRow", "Copy name and value")
        yield words, lambda: QGuiApplication.clipboard().setText(both)
        yield from self.offers()

    def _place(self, at: int) -> None:
        row = self._rows[at]
        if self._is_narrow:
            self._grid.addWidget(row.name, 2 * at, 0, 1, 2)
            self._grid.addWidget(row.cell, 2 * at + 1, 0, 1, 2)
        else:
            self._grid.addWidget(row.name, 2 * at, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(row.cell, 2 * at, 1)


class FactRow:
    """A field's name and its value, a note beside or below it, a dot before it, and Copy where it is cut.

    Attributes: field (free for the owner), plain_type (of a value that is not fixed), name, cell, value.
    """

    def __init__(self, parent: QWidget) -> None:
        self.field = ""
        self.plain_type: theme.Type | None = None
        self._type: theme.Type | None = None
        self.name = role_label(parent, "muted", plain=True)
        self.cell = QWidget(parent)
        self.value = PlainLabel(self.cell)
        self.name.setBuddy(self.value)
        self._dot: _Dot | None = None
        self._beside: PlainLabel | None = None
        self._below: PlainLabel | None = None
        self._copy: QPushButton | None = None
        self._line = hbox(spacing=7)
        self._line.addWidget(self.value)
        self._column = vbox(self.cell, margins=0, spacing=1)
        self._column.addLayout(self._line)

    def setVisible(self, shown: bool) -> None:
        self.name.setVisible(shown)
        self.cell.setVisible(shown)

    def show_name(self, name: str) -> None:
        self.name.setText(name)

    def show_value(self, text: str, note: str, fixed: bool = False, beside: bool = False, most: int = SHOWN) -> None:
        """Show a value and a note on it; `fixed` for JSON, in the fixed font."""
        self.value.show_text(text, most=most)
        self.value.setVisible(bool(text))
        kind = theme.Type.MONO if fixed else self.plain_type
        if kind is not self._type:
            self._type = kind
            theme.set_type(self.value, kind)
        if self.value.wordWrap() is beside:
            self.value.setWordWrap(not beside)
        self.value.setAccessibleDescription(f"{self.name.text()}. {note}" if note else self.name.text())
        self._show_beside(note if beside else "")
        self._show_below("" if beside else note)
        self._offer_copy(text, most)

    def show_dot(self, colour: str) -> None:
        if self._dot is None:
            self._dot = _Dot(self.cell)
            self._line.insertWidget(0, self._dot)
        self._dot.show_colour(colour)

    def _show_beside(self, note: str) -> None:
        if note and self._beside is None:
            self._beside = PlainLabel(self.cell, "muted")
            self._line.addWidget(self._beside, 1)
        if self._beside is not None:
            self._beside.show_text(note)
            self._beside.setVisible(bool(note))

    def _show_below(self, note: str) -> None:
        if note and self._below is None:
            self._below = PlainLabel(self.cell, "muted")
            self._column.insertWidget(1, self._below)
        if self._below is not None:
            self._below.show_text(note)
            self._below.setVisible(bool(note))

    def _offer_copy(self, text: str, most: int) -> None:
        is_cut = len(text) > most
        if is_cut and self._copy is None:
            self._copy = QPushButton(self.cell)
            self._copy.setProperty("chip", "true")
            self._copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.value.whole))
            self._column.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignLeading)
        if self._copy is not None:
            self._copy.setVisible(is_cut)
            words = QCoreApplication.translate("FactRow", "Copy all {count} characters")
            self._copy.setText(words.format(count=QLocale().toString(len(text))))


class _Dot(QWidget):
    """A disc in a badge's text colour; its meaning stands beside it in words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._colour = ""
        self.setFixedWidth(9)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def show_colour(self, colour: str) -> None:
        self._colour = colour
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(9, self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(Qt.PenStyle.NoPen))
        painter.setBrush(QBrush(QColor(self._colour)))
        painter.drawEllipse(QPointF(4.5, self.fontMetrics().height() / 2 + 0.5), 4, 4)
