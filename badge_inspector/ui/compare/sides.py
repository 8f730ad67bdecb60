"""Lookups side by side, two or more: fields down, a column for each with a card over it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QRect
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QSizePolicy, QVBoxLayout, QWidget

from badge_inspector.domain.compare import ComparedField, Field, Mark
from badge_inspector.domain.lookup import Lookup
from badge_inspector.services.table_text import TableForm, table_text
from badge_inspector.ui.compare.side_card import Side, SideCard
from badge_inspector.ui.kit.boxes import vbox
from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.look.locales import language_name
from badge_inspector.ui.look.text import visible
from badge_inspector.ui.look.theme import SPACE
from badge_inspector.ui.widgets.table import Table
from badge_inspector.ui.widgets.table_menu import Offers
from badge_inspector.ui.widgets.table_rows import Column, TableRows
from badge_inspector.ui.words.compared import field_label, outcome_text, type_text, value_text
from badge_inspector.ui.words.format import format_list

MARK, FIELD, FIRST = range(3)
"""The columns: the sign of a difference, the field's name, then one for each side."""

_MARK_WIDTH = 30
_FIELD_WIDTH = 130
_NARROWEST = 150
"""Pixels of a side, below which the table is scrolled."""

_MOST_LINES = 6
"""Lines of a field that are shown."""


@dataclass(frozen=True, slots=True)
class SideOffers:
    """Commands of the menu on a side. again: ask its portal again. compare: put it beside another side, line by line;
    None where it is."""

    show: Callable[[Lookup], object]
    own_window: Callable[[int], object]
    again: Callable[[Lookup], object]
    compare: Callable[[tuple[int, int]], object] | None = None


class Sides(Retranslated, QWidget):
    """Attributes: table, cards (one over each side's column), sides, fields."""

    def __init__(self, parent: QWidget, offers: SideOffers) -> None:
        super().__init__(parent)
        self._offers = offers
        self.sides: Sequence[Side] = ()
        self.fields: Sequence[ComparedField] = ()
        self.cards: list[SideCard] = []
        self.table: Table[ComparedField] = Table(TableRows(()), self, sorts=False)
        self.table.offers = self._offered
        self.table.setWordWrap(True)
        self.table.horizontalHeader().hide()
        self.table.horizontalHeader().setMinimumSectionSize(_MARK_WIDTH)
        self.table.horizontalHeader().setMaximumSectionSize(4_000)
        rows = self.table.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        rows.setMaximumSectionSize(_MOST_LINES * self.fontMetrics().height())
        self._strip = QWidget(self)
        self._strip.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        frame = QFrame(self)
        frame.setProperty("card", "true")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 6, 1, 6)  # colours reach the frame, and leave its round corners alone
        inside.addWidget(self.table)
        column = vbox(self, margins=0, spacing=SPACE)
        column.addWidget(self._strip)
        column.addWidget(frame, 1)
        self.table.horizontalHeader().sectionResized.connect(self._place_cards)
        self.table.horizontalScrollBar().valueChanged.connect(self._place_cards)
        self.table.viewport().installEventFilter(self)
        self._retranslate()

    def show_sides(self, sides: Sequence[Side], fields: Sequence[ComparedField]) -> None:
        """Show lookups in this order, with their fields."""
        self.sides, self.fields = sides, fields
        while len(self.cards) > len(sides):
            self.cards.pop().deleteLater()
        while len(self.cards) < len(sides):
            self.cards.append(SideCard(self._strip))
        self._strip.setVisible(bool(sides))
        for card, side in zip(self.cards, sides, strict=True):
            card.show_side(side)
            card.show()
        self.table.rows.set(fields, self._columns())
        self._fit_columns()

    def side_at(self, column: int) -> Side | None:
        """The side of a column."""
        at = column - FIRST
        return self.sides[at] if 0 <= at < len(self.sides) else None

    def as_markdown(self) -> str:
        """The table, for a ticket."""
        heads = ["", self.tr("Field"), *(f"{visible(side.name)} · {side.place}" for side in self.sides)]
        return table_text([heads, *self.table.rows.cells(self.fields)], TableForm.MARKDOWN)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The columns are fitted once the room for them is known."""
        if watched is self.table.viewport() and isinstance(event, QResizeEvent):
            if event.size().width() != event.oldSize().width():
                self._fit_columns()
            self._place_cards()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_cards()

    def _columns(self) -> list[Column[ComparedField]]:
        """The table's columns. A value that differs has a sign, and the background of its side."""
        return [
            Column(str, lambda compared: "≠" if compared.differs else "", hint=lambda _: "", width=_MARK_WIDTH),
            Column(lambda: self.tr("Field"), self._label, ink=lambda _: "muted", width=_FIELD_WIDTH),
            *(self._column(at) for at in range(len(self.sides))),
        ]

    def _column(self, at: int) -> Column[ComparedField]:
        return Column(
            lambda: self.sides[at].name,
            partial(self._text, at),
            ink=partial(_ink, at),
            ground=partial(self._ground, at),
        )

    def _label(self, compared: ComparedField) -> str:
        """The field, and the languages in which its text differs."""
        names = [_language(code) for code in compared.languages]
        label = field_label(compared.field)
        return f"{label} · {format_list(names)}" if names else label

    def _text(self, at: int, compared: ComparedField) -> str:
        cell, side = compared.cells[at], self.sides[at]
        if cell.mark is Mark.WAITING:
            return side.waiting if compared.field is Field.OUTCOME else ""
        if compared.field is Field.OUTCOME and side.lookup is not None:
            return outcome_text(side.lookup)
        return (type_text if compared.field is Field.TYPE else value_text)(cell.value)

    def _ground(self, at: int, compared: ComparedField) -> str:
        """Of two, each has its own as in the lines below; of more, those that are not as the others."""
        mark = compared.cells[at].mark
        if len(self.sides) == 2:
            return ("bad_surface", "good_surface")[at] if compared.differs and mark is not Mark.WAITING else ""
        return {Mark.DIFFERENT: "warning_surface", Mark.MISSING: "bad_surface"}.get(mark, "")

    def _fit_columns(self) -> None:
        """Share the width among the sides, or scroll where that would leave them too little."""
        header = self.table.horizontalHeader()
        if not self.sides:
            return
        for at in (MARK, FIELD):
            header.setSectionResizeMode(at, QHeaderView.ResizeMode.Fixed)
        needed = self.table.sizeHintForColumn(FIELD)
        self.table.setColumnWidth(MARK, _MARK_WIDTH)
        self.table.setColumnWidth(FIELD, max(80, min(needed, _FIELD_WIDTH + self.table.viewport().width() // 20)))
        room = self.table.viewport().width() - _MARK_WIDTH - self.table.columnWidth(FIELD)
        width, left = divmod(max(0, room), len(self.sides))
        for at in range(len(self.sides)):
            header.setSectionResizeMode(FIRST + at, QHeaderView.ResizeMode.Fixed)
            self.table.setColumnWidth(FIRST + at, max(_NARROWEST, width + (at < left)))
        self._place_cards()

    def _place_cards(self) -> None:
        """Put the cards over their own columns, all in one line or all in two."""
        if not self.cards:
            return
        header, viewport = self.table.horizontalHeader(), self.table.viewport()
        origin = self._strip.mapFromGlobal(viewport.mapToGlobal(QPoint(0, 0))).x()
        widths = [header.sectionSize(FIRST + at) for at in range(len(self.cards))]
        is_narrow = any(width < card.one_line() for card, width in zip(self.cards, widths, strict=True))
        height = 0
        for card in self.cards:
            card.stack(is_narrow)
            height = max(height, card.sizeHint().height(), card.minimumHeight())
        self._strip.setFixedHeight(height)
        for at, (card, width) in enumerate(zip(self.cards, widths, strict=True)):
            left = origin + header.sectionViewportPosition(FIRST + at)
            gap = 0 if at == len(self.cards) - 1 else SPACE // 2
            card.setGeometry(QRect(left, 0, width - gap, height))

    def _offered(self, _rows: Sequence[ComparedField], column: int) -> Offers:
        side = self.side_at(column)
        if side is None or side.lookup is None:
            return
        lookup, offers = side.lookup, self._offers
        yield self.tr("Open"), partial(offers.show, lookup)
        if lookup.history_id is not None:
            yield self.tr("Open in its own window"), partial(offers.own_window, lookup.history_id)
        yield self.tr("Look up again"), partial(offers.again, lookup)
        if offers.compare is None or lookup.history_id is None:
            return
        for other in self.sides:
            if other is not side and other.lookup is not None and other.lookup.history_id is not None:
                name = visible(other.name[:60]).replace("&", "&&")
                ids = lookup.history_id, other.lookup.history_id
                yield self.tr("Compare with {portal}").format(portal=name), partial(offers.compare, ids)

    def _retranslate(self) -> None:
        self.table.setAccessibleName(self.tr("Fields side by side"))
        for card, side in zip(self.cards, self.sides, strict=True):
            card.show_side(side)
        self.table.rows.changed()
        if self.sides:
            self._fit_columns()


def _ink(at: int, compared: ComparedField) -> str:
    cell = compared.cells[at]
    if cell.mark is Mark.SLOWER:
        return "warning_text"
    return "muted" if cell.value is None else ""


def _language(code: str) -> str:
    name = language_name(code)
    return visible(code if name == code else f"{name} ({code})")
