"""Window of a portal's badges: a table to search, and the differences from another portal."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from badge_inspector.domain.badge import Badge, PlainText, shown_text
from badge_inspector.domain.catalogue_diff import CodeOnTwo
from badge_inspector.domain.compare import plain
from badge_inspector.domain.portal import PortalProfile
from badge_inspector.ui.catalogue.differences import Differences
from badge_inspector.ui.kit.boxes import hbox, vbox
from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.look import language
from badge_inspector.ui.look.text import visible
from badge_inspector.ui.widgets.labels import ElidedLabel
from badge_inspector.ui.widgets.portal_box import PortalBox
from badge_inspector.ui.widgets.search_field import SearchField
from badge_inspector.ui.widgets.table import Table
from badge_inspector.ui.widgets.table_menu import Offers
from badge_inspector.ui.widgets.table_rows import Column, TableRows
from badge_inspector.ui.words.format import format_clock, format_count, format_countdown
from badge_inspector.ui.words.portals import portal_name


class CatalogueRows(TableRows[Badge]):
    """The badges in the portal's order, narrowed by a text."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__((), parent)
        self.set((), self._columns())

    def narrow_to(self, text: str) -> None:
        """Show the badges that have a text in a column, letter case apart."""
        wanted, columns = text.casefold(), range(len(self.columns))
        self.narrow(
            (lambda badge: any(wanted in self.text(badge, column).casefold() for column in columns)) if wanted else None
        )

    def _columns(self) -> list[Column[Badge]]:
        return [
            Column(lambda: self.tr("Code"), lambda badge: plain(badge.code), width=200),
            Column(
                lambda: self.tr("Badge"),
                lambda badge: shown_text(badge.value, language.current()) or "",
                pill=lambda badge: badge,
                width=190,
            ),
            Column(lambda: self.tr("Title"), lambda badge: shown_text(badge.title, language.current()) or ""),
            Column(lambda: self.tr("Type"), lambda badge: plain(badge.type), width=100),
        ]


_OLD_S = 60.0
"""An age worth telling."""

_LONGEST_NAME = 60
"""Characters of a portal's name in a menu."""


class CatalogueWindow(Retranslated, QDialog):
    """Attributes: filter, table, other (the portal to compare with), differences, count, refresh.

    Signals: code_picked(str, PortalProfile | None): look this badge up on the portal that has it.
    refresh_requested(): fetch the list anew.
    compare_requested(PortalProfile | None): show what differs from that portal, or the list alone again.
    """

    code_picked = Signal(str, object)
    refresh_requested = Signal()
    compare_requested = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(860, 560)
        self._portal: PortalProfile | None = None
        self._compared: PortalProfile | None = None
        self._listed: tuple[int, float] | None = None
        self._said: Callable[[], str] | None = None
        self.filter = SearchField(self)
        self.filter.setMinimumHeight(32)
        self.other = PortalBox(portal_name, self)
        self.refresh = QPushButton(self)
        self.refresh.setAutoDefault(False)
        self.count = ElidedLabel(self, "muted")
        self._rows = CatalogueRows()
        self.table = Table(self._rows, self)
        self.table.offers = self._offers
        self.table.filter_by = self.filter.setText
        self.differences = Differences(self)
        self.differences.table.offers = self._offers_on_two
        self.differences.table.filter_by = self.filter.setText
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.differences)
        top, bottom = QFrame(self), QFrame(self)
        top.setProperty("bar", "true")
        bottom.setProperty("foot", "true")
        line = hbox(top, margins=(12, 10, 12, 10))
        line.addWidget(self.filter, 1)
        line.addWidget(self.other)
        line.addWidget(self.refresh)
        foot = hbox(bottom, margins=(12, 6, 12, 6))
        foot.addWidget(self.count)
        column = vbox(self, margins=0, spacing=0)
        column.addWidget(top)
        column.addWidget(self._pages, 1)
        column.addWidget(bottom)
        self.filter.textChanged.connect(self._narrow)
        self.filter.returnPressed.connect(self._pick_first)
        self.table.activated.connect(self._pick)
        self.differences.activated.connect(self._pick_entry)
        self.other.portal_picked.connect(self.compare_requested)
        self.refresh.clicked.connect(self.refresh_requested)
        self._retranslate()
        self.show_state(lambda: self.tr("Asking the portal…"))

    def show_portals(self, others: Sequence[PortalProfile]) -> None:
        """These can be compared with."""
        self.other.show_profiles(others, None)
        self.other.setVisible(bool(others))

    def show_badges(self, portal: PortalProfile, badges: Sequence[Badge], fetched_at: float) -> None:
        """Show the portal's badges as listed at `fetched_at`, epoch seconds."""
        self._portal, self._listed, self._said = portal, (len(badges), fetched_at), None
        self.table.rows.set(badges)
        self._word()

    def show_differences(self, entries: Sequence[CodeOnTwo], other: PortalProfile) -> None:
        """Show the differences from the other portal."""
        self._pages.setCurrentWidget(self.differences)
        self._compared = other
        self.differences.show_entries(entries, self._portal or other, other)
        self._narrow(self.filter.text())
        self._said = None
        self._word()

    def show_list(self) -> None:
        """The portal's own badges alone."""
        self._pages.setCurrentWidget(self.table)
        self._said = None
        self._word()

    def show_state(self, words: Callable[[], str]) -> None:
        """Show a note on the state below the table; `words` is called again in each language."""
        self._said = words
        self._word()

    def _narrow(self, text: str) -> None:
        self._rows.narrow_to(text.strip())
        self._word_empty()
        self.differences.narrow(text.strip())

    def _pick_first(self) -> None:
        shown = self.differences.table if self._pages.currentWidget() is self.differences else self.table
        index = shown.currentIndex()
        shown.activated.emit(index if index.isValid() else shown.model().index(0, 0))

    def _pick(self, index: QModelIndex) -> None:
        badge = self.table.row_at(index)
        if badge is not None and isinstance(badge.code, PlainText):
            self._pick_and_close(badge.code.text, self._portal)

    def _pick_entry(self, entry: CodeOnTwo | None) -> None:
        if entry is not None:
            self._pick_and_close(entry.code, self._compared if entry.here is None else self._portal)

    def _offers(self, badges: Sequence[Badge], _column: int) -> Offers:
        codes = [badge.plain_code for badge in badges if badge.plain_code]
        if len(codes) == 1:
            yield self.tr("Look up"), lambda: self._pick_and_close(codes[0], self._portal)
        if codes:
            yield self._copying(codes)

    def _offers_on_two(self, entries: Sequence[CodeOnTwo], _column: int) -> Offers:
        [entry, *others] = entries
        sides = () if others else ((entry.here, self._portal), (entry.there, self._compared))
        for badge, portal in sides:
            if badge is not None and portal is not None:
                name = visible(portal_name(portal)[:_LONGEST_NAME]).replace("&", "&&")
                take = partial(self._pick_and_close, entry.code, portal)
                yield self.tr("Look up on {portal}").format(portal=name), take
        yield self._copying([each.code for each in entries])

    def _copying(self, codes: Sequence[str]) -> tuple[str, Callable[[], object]]:
        several = self.tr("Copy {count} code(s)", "", len(codes)).format(count=format_count(len(codes)))
        words = several if len(codes) > 1 else self.tr("Copy code")
        return words, lambda: QGuiApplication.clipboard().setText("\n".join(codes))

    def _pick_and_close(self, code: str, portal: PortalProfile | None) -> None:
        self.code_picked.emit(code, portal)
        self.accept()

    def _word(self) -> None:
        title = self.tr("Badges of the portal")
        if self._portal is not None:
            title = self.tr("Badges of {portal}").format(portal=visible(portal_name(self._portal)))
        self.setWindowTitle(title)
        words = self._said() if self._said is not None else ""
        if not words and self._listed is not None:
            count, fetched_at = self._listed
            listed = self.tr("%n badge(s), as of {time}. Enter looks one up.", "", count)
            words = listed.format(time=format_clock(fetched_at))
            age = time.time() - fetched_at
            if age >= _OLD_S:
                words += " " + self.tr("That was {time} ago.").format(time=format_countdown(age))
        self.count.show_text(words)
        self._word_empty()

    def _word_empty(self) -> None:
        if self._listed is None:
            self.table.empty.show_text(self._said() if self._said is not None else "")
        elif self._listed[0] == 0:
            self.table.empty.show_text(
                self.tr(
                    "This portal has no badges. An application registers them with crm.activity.badge.add; then "
                    "“Refresh” shows them here."
                )
            )
        else:
            self.table.empty.show_text(self.tr("No matching badges. Try fewer letters."))

    def _retranslate(self) -> None:
        self.filter.setPlaceholderText(self.tr("Filter badges…"))
        self.filter.setAccessibleName(self.tr("Filter badges"))
        self.other.name_none(self.tr("Compare with…"))
        self.other.setAccessibleName(self.tr("Compare with another portal"))
        self.refresh.setText(self.tr("Refresh"))
        self.table.setAccessibleName(self.tr("Badges"))
        self._rows.changed()
        self._word()
