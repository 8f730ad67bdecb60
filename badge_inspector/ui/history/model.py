"""The history as a list model over keyset pages, with a heading before the first row of each day."""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from badge_inspector.domain.history import HistoryEntry, HistoryRow, RowStatus, RunRow
from badge_inspector.ui.look.text import tooltip, visible
from badge_inspector.ui.words.format import format_clock, format_day, format_moment, length_text, moment
from badge_inspector.ui.words.portals import kept_place
from badge_inspector.ui.words.rows import mark_text, run_words

AnyIndex = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole
HEADING_ROLE = Qt.ItemDataRole.UserRole + 1
_EXPLAINS = (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.WhatsThisRole)


class DayHeading(NamedTuple):
    """Heading above the rows of a day; `asked_at` is the first row's."""

    asked_at: float
    day: int


Item = HistoryEntry | DayHeading


class HistoryModel(QAbstractListModel):
    """Rows newest first.

    Attributes: heading_rows: where the headings are, in order.

    Signals: page_needed(before_id): the view came to the end; answer with `append()`. Sent once for each page.
    """

    page_needed = Signal(object)  # ids outgrow a C++ int where a clock was ahead

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._items: list[Item] = []
        self.heading_rows: list[int] = []
        self._complete = True
        self._asked_before: int | None = None

    @property
    def last_id(self) -> int | None:
        last = self._items[-1] if self._items else None
        return last.id if isinstance(last, HistoryEntry) else None

    def set_first_page(self, rows: Sequence[HistoryEntry], complete: bool) -> None:
        """Start over with the newest rows; `complete` says that there are no more."""
        self.beginResetModel()
        self._items = self._with_headings(rows, None)
        self._find_headings()
        self._complete = complete
        self._asked_before = None
        self.endResetModel()

    def append(self, rows: Sequence[HistoryEntry], complete: bool) -> None:
        """The page asked for by `page_needed`."""
        self._complete = complete
        self._asked_before = None
        if not rows:
            return
        added = self._with_headings(rows, self._items[-1] if self._items else None)
        self.beginInsertRows(QModelIndex(), len(self._items), len(self._items) + len(added) - 1)
        self.heading_rows += [at for at, item in enumerate(added, len(self._items)) if isinstance(item, DayHeading)]
        self._items.extend(added)
        self.endInsertRows()

    def prepend(self, row: HistoryRow) -> None:
        """A lookup that was just saved."""
        first = self._items[0] if self._items else None
        same_day = isinstance(first, DayHeading) and first.day == _day(row.asked_at)
        if same_day:
            self.beginInsertRows(QModelIndex(), 1, 1)
            self._items.insert(1, row)
        else:
            self.beginInsertRows(QModelIndex(), 0, 1)
            self._items[:0] = [DayHeading(row.asked_at, _day(row.asked_at)), row]
        self._find_headings()
        self.endInsertRows()

    def drop_rows_from(self, at: int) -> None:
        """Drop the rows from there on: they are read again when the view scrolls near them. Nothing is dropped while a
        page is being read, which belongs below them.
        """
        if self._asked_before is not None:
            return
        first = at - 1 if self.is_heading(at - 1) else at
        if first >= len(self._items):
            return
        self.beginRemoveRows(QModelIndex(), first, len(self._items) - 1)
        del self._items[first:]
        self._find_headings()
        self._complete = False
        self.endRemoveRows()

    def replace(self, row: HistoryEntry) -> None:
        """The row of that id changed (pinned, a note)."""
        at = self._find(row.id)
        if at is not None:
            self._items[at] = row
            self.dataChanged.emit(self.index(at), self.index(at))

    def remove(self, ids: Sequence[int]) -> None:
        """Rows that are no longer kept; a heading goes with the last row of its day."""
        for row_id in ids:
            at = self._find(row_id)
            if at is None:
                continue
            alone = isinstance(self._items[at - 1], DayHeading) and (
                at + 1 == len(self._items) or isinstance(self._items[at + 1], DayHeading)
            )
            first = at - 1 if alone else at
            self.beginRemoveRows(QModelIndex(), first, at)
            del self._items[first : at + 1]
            self._find_headings()
            self.endRemoveRows()

    def item(self, at: int) -> Item:
        return self._items[at]

    def is_heading(self, at: int) -> bool:
        return 0 <= at < len(self._items) and isinstance(self._items[at], DayHeading)

    def index_of(self, row_id: int) -> QModelIndex:
        at = self._find(row_id)
        return self.index(at) if at is not None else QModelIndex()

    def id_at(self, at: int) -> int | None:
        """The id of what is in a row; of what is below it for a heading."""
        for item in self._items[max(0, at) : at + 2]:
            if isinstance(item, HistoryEntry):
                return item.id
        return None

    def ranges_of(self, ids: Collection[int]) -> list[tuple[int, int]]:
        """Rows of these lookups, as first and last rows without a gap between."""
        ranges: list[tuple[int, int]] = []
        for at, item in enumerate(self._items):
            if isinstance(item, HistoryEntry) and item.id in ids:
                begins = ranges.pop()[0] if ranges and ranges[-1][1] == at - 1 else at
                ranges.append((begins, at))
        return ranges

    def position_of(self, row_id: int) -> int:
        """The row of a lookup, or of the next older one where it is no longer there; the last one at the end."""
        for at, item in enumerate(self._items):
            if isinstance(item, HistoryEntry) and item.id <= row_id:
                return at
        return len(self._items) - 1

    def rows(self) -> list[HistoryRow]:
        """The lookups that were fetched so far, newest first; runs and their lookups apart."""
        return [item for item in self._items if isinstance(item, HistoryRow) and not item.run]

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._items)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid() or isinstance(self._items[index.row()], DayHeading):
            return Qt.ItemFlag.NoItemFlags  # the arrow keys step over what is not enabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        item = self._items[index.row()]
        if role == ROW_ROLE:
            return item if isinstance(item, HistoryEntry) else None
        if role == HEADING_ROLE:
            return item if isinstance(item, DayHeading) else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._spoken(item)
        if role in _EXPLAINS and isinstance(item, RunRow):
            facts = run_words().found(item), *run_words().rest(item), kept_place(item), format_moment(item.asked_at)
            return tooltip(run_words().title(item), *facts)
        if role in _EXPLAINS and isinstance(item, HistoryRow):
            note = item.note.splitlines()[:20]
            har = self.tr("from a HAR file") if item.is_captured else ""
            lines = (item.code, mark_text(item.status), item.error, kept_place(item), format_moment(item.asked_at), har)
            return tooltip(*lines, *note)
        return None

    def canFetchMore(self, parent: AnyIndex) -> bool:
        return not parent.isValid() and not self._complete and self._asked_before is None

    def fetchMore(self, parent: AnyIndex) -> None:
        last = self.last_id
        if last is not None and self.canFetchMore(parent):
            self._asked_before = last
            self.page_needed.emit(last)

    def _spoken(self, item: Item) -> str:
        """A row in words, for a screen reader and for type-ahead."""
        if isinstance(item, DayHeading):
            return format_day(item.asked_at, time.time())
        if isinstance(item, RunRow):
            parts = [run_words().title(item), run_words().found(item), *run_words().rest(item)]
            parts += [visible(kept_place(item)), format_clock(item.asked_at)]
            return ", ".join([*parts, self.tr("pinned")] if item.pinned else parts)
        status = {
            RowStatus.FOUND: self.tr("found"),
            RowStatus.REFUSED: self.tr("refused"),
            RowStatus.FAILED: self.tr("failed"),
        }[item.status]
        parts = [visible(item.code), status, item.error, visible(kept_place(item)), format_clock(item.asked_at)]
        parts.append(self.tr("part of a run") if item.run else length_text(item.total_s, item.is_timed))
        if item.is_captured:
            parts.append(self.tr("from a HAR file"))
        if item.pinned:
            parts.append(self.tr("pinned"))
        if item.note:
            parts.append(self.tr("note: {text}").format(text=visible(item.note[:200])))
        return ", ".join(part for part in parts if part)

    def _find(self, row_id: int) -> int | None:
        """A plain walk: it is asked for once a click, over the pages that were scrolled through."""
        for at, item in enumerate(self._items):
            if isinstance(item, HistoryEntry) and item.id == row_id:
                return at
        return None

    def _find_headings(self) -> None:
        self.heading_rows = [at for at, item in enumerate(self._items) if isinstance(item, DayHeading)]

    def _with_headings(self, rows: Sequence[HistoryEntry], last: Item | None) -> list[Item]:
        day = _day(last.asked_at) if last is not None else None
        items: list[Item] = []
        for row in rows:
            if _day(row.asked_at) != day:
                day = _day(row.asked_at)
                items.append(DayHeading(row.asked_at, day))
            items.append(row)
        return items


def _day(epoch_s: float) -> int:
    return moment(epoch_s).date().toJulianDay()
