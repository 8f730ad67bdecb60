"""The one kind of table: each is declared as a list of columns.

    columns = [Column(lambda: self.tr("Code"), lambda row: row.code, strong=True), ...]
    table = Table(TableRows(columns), parent)
    table.rows.set(rows)

The model sorts for itself, by keys made once: a proxy model asks Python twice for each comparison, which takes seconds
where there are a hundred thousand rows. Many rows are filtered and sorted in turns of the event loop, and the table
stays as it was until then. How wide columns were pulled is kept with the window's place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from heapq import merge
from itertools import islice, pairwise
from operator import itemgetter
from typing import Any, Generic, TypeVar, cast

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QItemSelectionRange,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from badge_inspector.domain.badge import Badge, shown_text
from badge_inspector.services.table_text import TableForm
from badge_inspector.ui.kit.slices import Slices
from badge_inspector.ui.look import language, theme
from badge_inspector.ui.look.text import tooltip, visible
from badge_inspector.ui.widgets.empty_state import EmptyNote
from badge_inspector.ui.widgets.pill import paint_pill, pill_size
from badge_inspector.ui.widgets.table_menu import Copied, Offers, TableMenu, copy_rows
from badge_inspector.ui.widgets.view_option import option_font, option_rect

R = TypeVar("R")
AnyIndex = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole
PILL_ROLE = Qt.ItemDataRole.UserRole + 1
STANDS_OUT_ROLE = Qt.ItemDataRole.UserRole + 2
_SHOWN = 300
"""Characters of a cell that are shown."""

AT_ONCE = 300
"""So many rows are filtered and sorted at once: a turn later would be seen as a flicker."""
_STEP, _PIECE = 25, 500
"""So many rows are asked for their texts, or put into order, between two looks at the clock."""

_SIDE = 8
_GAP = 8
_AIR = 10
_START = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_END = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


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
        """Rows do not come in their own order, which is by that number."""
        self._order = order

    def append(self, rows: Sequence[R]) -> None:
        """More rows came; nothing else moves unless they belong between the others."""
        self.all += rows
        if not self._work.running:  # else they are added when the others have their order
            self._add(rows)

    def _add(self, came: Iterable[R]) -> None:
        """Show those that fit of rows that came."""
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
        """Show what was found, and what came meanwhile."""
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
                return visible(column.text(row)[:_SHOWN])
            case Qt.ItemDataRole.ToolTipRole:
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


class Table(QTableView, Generic[R]):
    """Attributes: rows: the model. empty: the note where there are none. offers: what the menu has beside copying, for
    the rows that are selected and the column that is clicked. filter_by: show only rows with this text; None where the
    table cannot be filtered."""

    row_air = 16
    """Pixels of a row above and below its text."""

    def __init__(self, rows: TableRows[R], parent: QWidget | None = None, *, sorts: bool = True) -> None:
        super().__init__(parent)
        self.rows = rows
        rows.setParent(self)
        self.offers: Callable[[Sequence[R], int], Offers] = lambda _rows, _column: ()
        self.filter_by: Callable[[str], None] | None = None
        self._slices = Slices(self)
        self.setModel(self.rows)
        self.setItemDelegate(_Cells(self))
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        if sorts:
            self.setSortingEnabled(True)
            self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.verticalHeader().hide()
        self._fit_rows()
        header = self.horizontalHeader()
        header.setDefaultAlignment(_START)
        header.setHighlightSections(False)
        self.empty = EmptyNote(self)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_menu)
        self.fit()

    def fit(self) -> None:
        """Give the columns the widths they are declared with."""
        header = self.horizontalHeader()
        for at, column in enumerate(self.rows.columns):
            stretches = column.width is None
            mode = QHeaderView.ResizeMode.Stretch if stretches else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(at, mode)
            if column.width is not None:
                self.setColumnWidth(at, column.width)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:  # the window was zoomed
            self._fit_rows()

    def row_at(self, index: AnyIndex) -> R | None:
        """The row of an index."""
        return cast("R | None", index.data(ROW_ROLE)) if index.isValid() else None

    def selected(self) -> list[R]:
        """The rows that are selected, from above."""
        # Ranges, and not each index: of thousands of rows that takes long.
        ranges = cast("list[QItemSelectionRange]", self.selectionModel().selection())
        places = {at for each in ranges for at in range(each.top(), each.bottom() + 1)}
        return [self.rows.shown[at] for at in sorted(places)]

    def copy_selected(self) -> None:
        """Put the rows that are selected on the clipboard."""
        rows = self.selected()
        if rows:
            copy_rows(self._slices, self.rows.cells(rows), TableForm.TABS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selected()
        else:
            super().keyPressEvent(event)

    def _fit_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + self.row_air)

    def _open_menu(self, at: QPoint) -> None:
        """Open the menu on a place of the viewport, or by the keyboard on the current cell."""
        index = self.indexAt(at)
        if not index.isValid():
            index = self.currentIndex()
        row, rows = self.row_at(index), tuple(self.selected())
        menu = TableMenu(self, self._slices)
        if row is not None:
            menu.offer(self.offers(rows or (row,), index.column()))
        menu.offer_copies(
            Copied(
                tuple(column.title() for column in self.rows.columns),
                None if row is None else self.rows.text(row, index.column()),
                len(rows),
                lambda: self.rows.cells(rows),
                len(self.rows.shown),
                lambda: self.rows.cells(tuple(self.rows.shown)),
            )
        )
        if row is not None and self.filter_by is not None:
            menu.offer_filter(self.rows.text(row, index.column()), self.filter_by)
        if self.selectionMode() is not Table.SelectionMode.SingleSelection:
            menu.addAction(self.tr("Select all"), self.selectAll).setEnabled(bool(self.rows.shown))
        menu.popup(self.viewport().mapToGlobal(at))


class _Cells(QStyledItemDelegate):
    """Cells as the style has them, on the ground that their column gives them, with pills and bold parts."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        badge = index.data(PILL_ROLE)
        if badge is None:
            inner = QStyleOptionViewItem(option)  # lines break within the padding, which Qt does not count here
            cast("Any", inner).rect = option_rect(option).adjusted(0, 0, -2 * _SIDE, 0)
            return super().sizeHint(inner, index) + QSize(2 * _SIDE, _AIR)
        size = pill_size(_value(badge), option_font(option), language.current())
        return QSize(size.width() + 2 * _SIDE, size.height() + _AIR + 2)

    def initStyleOption(self, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        super().initStyleOption(option, index)
        if index.data(PILL_ROLE) is not None or index.data(STANDS_OUT_ROLE):
            cast("Any", option).text = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        rect = option_rect(option)
        ground = index.data(Qt.ItemDataRole.BackgroundRole)
        if ground is not None:
            painter.fillRect(rect.adjusted(0, 0, 0, -1), ground)
        super().paint(painter, option, index)
        inner, font = rect.adjusted(_SIDE, 0, -_SIDE, 0), QFont(option_font(option))
        badge, part = index.data(PILL_ROLE), index.data(STANDS_OUT_ROLE)
        if isinstance(badge, Badge):
            self._paint_badge(painter, inner, font, badge, with_title=_column(index).with_title)
        elif part:
            self._paint_parts(painter, inner, font, str(index.data() or ""), visible(part))

    def _paint_badge(self, painter: QPainter, rect: QRect, font: QFont, badge: Badge, *, with_title: bool) -> None:
        value, spoken = _value(badge), language.current()
        if not value:
            return
        size = pill_size(value, font, spoken)
        width = min(size.width(), rect.width())
        box = QRect(rect.left(), rect.center().y() - size.height() // 2, width, size.height())
        paint_pill(painter, box, value, badge.known_type, font, language=spoken)
        if with_title:
            title = visible((shown_text(badge.title, spoken) or "")[:_SHOWN])
            self._draw(painter, rect.adjusted(width + _GAP, 0, 0, 0), ((title, font),))

    def _paint_parts(self, painter: QPainter, rect: QRect, font: QFont, text: str, part: str) -> None:
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        before, found, after = text.partition(part)
        self._draw(painter, rect, ((before, font), (found, bold), (after, font)))

    def _draw(self, painter: QPainter, rect: QRect, parts: Iterable[tuple[str, QFont]]) -> None:
        painter.save()
        painter.setClipRect(rect)
        painter.setPen(theme.colour("text"))
        for part, font in parts:
            painter.setFont(font)
            painter.drawText(rect, _LINE, part)
            rect = rect.adjusted(QFontMetrics(font).horizontalAdvance(part), 0, 0, 0)
        painter.restore()


def _column(index: AnyIndex) -> Column[Any]:
    return cast("TableRows[Any]", index.model()).columns[index.column()]


def _value(badge: Badge) -> str:
    return shown_text(badge.value, language.current()) or ""
