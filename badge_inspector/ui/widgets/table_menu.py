"""Context menu of a table: what can be done with its rows, copying, and showing only rows with the same value."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice

from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from badge_inspector.services.table_text import TableForm, write_table
from badge_inspector.ui.kit.slices import Slices
from badge_inspector.ui.look.text import visible

_AT_ONCE = 200
"""Rows that are copied in one go; more are written a few milliseconds at a time."""

_MOST_ROWS = 100_000
_LONGEST = 30
"""Characters of a value in the menu."""

Offers = Iterable[tuple[str, Callable[[], object]]]
"""Names of what can be done, and what they do."""


@dataclass(frozen=True, slots=True)
class Copied:
    """Parts of a table that can be copied. headings: of all columns. cell: the whole text of the one that is clicked,
    None for none. selected, everything: the number of rows, and the cells of each."""

    headings: Sequence[str]
    cell: str | None
    selected: int
    selected_cells: Callable[[], Iterable[Sequence[str]]]
    everything: int
    all_cells: Callable[[], Iterable[Sequence[str]]]


class TableMenu(QMenu):
    """Menu on a place of a table; `slices` write what is long."""

    def __init__(self, table: QWidget, slices: Slices) -> None:
        super().__init__(table)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._slices = slices

    def offer(self, offers: Offers) -> None:
        """Begin with what a table itself can do."""
        for name, act in offers:
            self.addAction(name).triggered.connect(partial(_run, act))
        if not self.isEmpty():
            self.addSeparator()

    def offer_copies(self, copied: Copied) -> None:
        """Offer to copy the cell, the selected rows and the whole table, as text with tabs or in a form of choice."""
        cell = self.addAction(self.tr("Copy cell"), lambda: _copy_text(copied.cell or ""))
        cell.setEnabled(bool(copied.cell))
        count = copied.selected
        several = self.tr("Copy {count} row(s)", "", count).format(count=QLocale().toString(count))
        rows = self.addAction(several if count > 1 else self.tr("Copy row"))
        rows.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        rows.triggered.connect(lambda: copy_rows(self._slices, copied.selected_cells(), TableForm.TABS))
        rows.setEnabled(copied.selected > 0)
        some = self.addMenu(self.tr("Copy selected rows as"))
        some.setEnabled(copied.selected > 0)
        whole = self.addMenu(self.tr("Copy whole table as"))
        whole.setEnabled(0 < copied.everything <= _MOST_ROWS)
        offer_forms(some, partial(self._copy, copied.headings, copied.selected_cells))
        offer_forms(whole, partial(self._copy, copied.headings, copied.all_cells))
        self.addSeparator()

    def offer_filter(self, value: str, narrow: Callable[[str], None]) -> None:
        """Offer to show only rows that have the same value, unless it is empty."""
        if not value.strip():
            return
        shown = visible(value[:_LONGEST]) + ("…" if len(value) > _LONGEST else "")
        only = self.addAction(self.tr("Show only “{value}”").format(value=shown.replace("&", "&&")))
        only.triggered.connect(partial(_run, partial(narrow, value)))

    def _copy(self, headings: Sequence[str], rows: Callable[[], Iterable[Sequence[str]]], form: TableForm) -> None:
        copy_rows(self._slices, chain([headings], rows()), form)


def copy_rows(slices: Slices, rows: Iterable[Sequence[str]], form: TableForm) -> None:
    """Put rows on the clipboard, at once where they are few."""
    text = io.StringIO(newline="")
    steps = write_table(text, rows, form)
    if next(islice(steps, _AT_ONCE, None), steps) is steps:  # that was all
        _copy_text(text.getvalue().removesuffix("\n"))
    else:
        slices.start(steps, lambda: _copy_text(text.getvalue().removesuffix("\n")))


def offer_forms(menu: QMenu, copy: Callable[[TableForm], object]) -> None:
    """Offer the forms in which rows can be copied."""
    translate = QCoreApplication.translate
    for name, form in (
        (translate("TableMenu", "Table with tabs"), TableForm.TABS),
        (translate("TableMenu", "CSV"), TableForm.CSV),
        (translate("TableMenu", "Markdown"), TableForm.MARKDOWN),
    ):
        menu.addAction(name).triggered.connect(partial(_run, partial(copy, form)))


def _run(act: Callable[[], object], _checked: bool = False) -> None:
    act()


def _copy_text(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
