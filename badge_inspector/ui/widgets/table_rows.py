"""The model of a table: rows, and the columns by which one kind of table differs from another.

It sorts by itself, by keys made once: a proxy model calls Python twice for each comparison, which takes seconds with a
hundred thousand rows. More than AT_ONCE rows are filtered and sorted in turns of the event loop; the table stays as it
was until that is done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from heapq import merge
from itertools import islice, pairwise
from operator import itemgetter
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont, QIcon

from badge_inspector.domain.badge import Badge
from badge_inspector.ui.kit.slices import Slices
from badge_inspector.ui.look import theme
from badge_inspector.ui.look.text import tooltip, visible

R = TypeVar("R")
AnyIndex = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole
PILL_ROLE = Qt.ItemDataRole.UserRole + 1
STANDS_OUT_ROLE = Qt.ItemDataRole.UserRole + 2
SHOWN = 300
"""Characters of a cell that are shown."""

AT_ONCE = 300
"""Greatest number of rows that are filtered and sorted at once: in turns, few rows would flicker."""
_STEP, _PIECE = 25, 500
"""Rows whose texts are read between two looks at the clock, and rows sorted in one piece."""

_END = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def _no_badge(_row: Any) -> Badge | None:
    return None


def _nothing(_row: Any) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column. Every function is called anew for each language.

    title: the heading. text: what a cell says, and what is copied, searched and read out. sort_key: what it is sorted
    by, the text letter case apart where there is none. pill: the badge that the cell shows as its pill, with its title
    behind it where `with_title`. stands_out: a part of the text in bold. ink, ground: the names of theme colours, ""
    for the usual ones. hint: the tooltip, the whole text where there is none. icon: beside the heading. strong: in
    bold. at_end: numbers, at the right. width: pixels, None for what the others leave.
    """

    title: Callable[[], str]
    text: Callable[[R], str]
    sort_key: Callable[[R], float] | None = None
    pill: Callable[[R], Badge | None] = _no_badge
    with_title: bool = False
    stands_out: Callable[[R], str] = _nothing
    ink: Callable[[R], str] = _nothing
    ground: Callable[[R], str] = _nothing
    hint: Callable[[R], str] | None = None
    icon: Callable[[], QIcon] | None = None
    heading_hint: Callable[[], str] | None = None
    strong: bool = False
    at_end: bool = False
    width: int | None = None


class TableRows(QAbstractTableModel, Generic[R]):
    """Rows in their own order, or sorted by a column, all of them or those that fit.

    Attributes: all: the rows, shown or not. shown: those in the table, in its order; of more than AT_ONCE the ones that
    were there until the new ones are found. columns.
    """

    def __init__(self, columns: Sequence[Column[R]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns: tuple[Column[R], ...] = tuple(columns)
        self.all: list[R] = []
        self.shown: list[R] = []
        self._fits: Callable[[R], bool] | None = None
        self._order: Callable[[R], int] | None = None
        self._by: tuple[int, Qt.SortOrder] | None = None
        self._work = Slices(self)
        self._resets = False

    def set(self, rows: Iterable[R], columns: Sequence[Column[R]] | None = None) -> None:
        """Show these rows instead, in other columns perhaps."""
        if columns is not None:
            self.beginResetModel()
            self.columns, self.shown, self._by = tuple(columns), [], None
            self.endResetModel()
        self.all = list(rows)
        self._find(resets=True)

    def set_order(self, order: Callable[[R], int]) -> None:
        """Set the key of the rows' own order, for rows that are appended in another order."""
        self._order = order

    def append(self, rows: Sequence[R]) -> None:
        """Add rows; the others stay in place unless the new ones belong between them."""
        self.all += rows
        if not self._work.running:  # else they are added when the others have their order
            self._add(rows)

    def _add(self, came: Iterable[R]) -> None:
        """Show the added rows that fit."""
        rows = [row for row in came if self._fits is None or self._fits(row)]
        if not rows:
            return
        first = len(self.shown)
        in_order = self._by is None and self._follow(rows)
        self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
        self.shown += rows
        self.endInsertRows()
        if not in_order:
            self._find()

    def _follow(self, rows: Sequence[R]) -> bool:
        """Tell whether rows belong behind those that are shown, as they are."""
        if self._order is None:
            return True
        places = [self._order(row) for row in (*self.shown[-1:], *rows)]
        return all(one < other for one, other in pairwise(places))

    def narrow(self, fits: Callable[[R], bool] | None) -> None:
        """Show only rows that fit; None for all."""
        self._fits = fits
        self._find(resets=True)

    def changed(self) -> None:
        """Update the cells after a change of a row or of the language."""
        if self.shown and self.columns:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.shown) - 1, len(self.columns) - 1))
        if self.columns:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def text(self, row: R, column: int) -> str:
        """The whole text of a cell."""
        return self.columns[column].text(row)

    def cells(self, rows: Iterable[R]) -> Iterator[tuple[str, ...]]:
        """The whole texts of rows, cell by cell."""
        return (tuple(column.text(row) for column in self.columns) for row in rows)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By a column, or with -1 in their own order."""
        self._by = None if column < 0 else (column, order)
        self._find()

    def _find(self, *, resets: bool = False) -> None:
        """Find the rows that fit and their order, and show them: other ones than before, or (not `resets`) the same."""
        self._resets |= resets
        found: list[R] = []
        count = len(self.all)
        steps = self._steps(count, found)
        self._work.cancel()
        if self._fits is self._order is self._by is None:
            self._end(count, list(self.all))
            return
        if count > AT_ONCE:
            self._work.start(steps, partial(self._end, count, found))
            return
        for _ in steps:
            pass
        self._end(count, found)

    def _steps(self, count: int, found: list[R]) -> Iterator[None]:
        """Fill `found` with those of the first rows that fit, in their order: pieces are sorted, then merged."""
        fits, key = self._fits, self._key()
        turned = self._by is not None and self._by[1] is Qt.SortOrder.DescendingOrder
        pieces: list[list[tuple[Any, R]]] = []
        for at in range(0, count, _STEP):
            if at % _PIECE == 0:
                pieces.append([])
            rows = enumerate(self.all[at : min(at + _STEP, count)], at)
            pieces[-1] += ((key(row, place), row) for place, row in rows if fits is None or fits(row))
            yield
        for piece in pieces:
            piece.sort(key=itemgetter(0), reverse=turned)
            yield
        merged = merge(*pieces, key=itemgetter(0), reverse=turned)
        while some := tuple(islice(merged, _PIECE)):
            found += map(itemgetter(1), some)
            yield

    def _end(self, count: int, found: list[R]) -> None:
        """Show the rows found, and those added meanwhile."""
        resets, self._resets = self._resets or len(found) != len(self.shown), False
        if resets:
            self.beginResetModel()
            self.shown = found
            self.endResetModel()
        else:
            self.layoutAboutToBeChanged.emit()
            kept = [(index, self.shown[index.row()]) for index in self.persistentIndexList()]
            self.shown = found
            places = {id(row): at for at, row in enumerate(found)} if kept else {}
            moved = [self.index(places.get(id(row), -1), index.column()) for index, row in kept]
            self.changePersistentIndexList([index for index, _ in kept], moved)
            self.layoutChanged.emit()
        self._add(self.all[count:])

    def _key(self) -> Callable[[R, int], Any]:
        """The function of a row and its place in `all` that tells its place among the others: by the column that sorts,
        then by its number."""
        order = self._order
        if self._by is None:
            return (lambda _row, place: place) if order is None else (lambda row, _place: order(row))
        column = self.columns[self._by[0]]

        def by(row: R) -> float | str:
            return column.text(row).casefold() if column.sort_key is None else column.sort_key(row)

        return lambda row, place: (by(row), place if order is None else order(row))

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = self.shown[index.row()], self.columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return visible(column.text(row)[:SHOWN])
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.WhatsThisRole:
                return tooltip((column.hint or column.text)(row))
            case Qt.ItemDataRole.ForegroundRole:
                ink = column.ink(row)
                return theme.colour(ink) if ink else None
            case Qt.ItemDataRole.BackgroundRole:
                ground = column.ground(row)
                return theme.colour(ground) if ground else None
            case Qt.ItemDataRole.FontRole if column.strong:
                font = QFont()
                font.setWeight(QFont.Weight.DemiBold)
                return font
            case Qt.ItemDataRole.TextAlignmentRole if column.at_end:
                return int(_END)
            case _:
                found = {ROW_ROLE: lambda: row, PILL_ROLE: lambda: column.pill(row)}.get(role)
                return column.stands_out(row) if role == STANDS_OUT_ROLE else found and found()

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return visible(column.title())
        if role == Qt.ItemDataRole.TextAlignmentRole and column.at_end:
            return int(_END)
        if role == Qt.ItemDataRole.DecorationRole and column.icon is not None:
            return column.icon()
        return column.heading_hint() if role == Qt.ItemDataRole.ToolTipRole and column.heading_hint else None
