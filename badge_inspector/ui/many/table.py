"""The table of many codes: a row for each, answered or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtCore import QObject

from badge_inspector.domain.badge import Badge, shown_text
from badge_inspector.domain.compare import plain
from badge_inspector.domain.exchange import Exchange
from badge_inspector.domain.failures import FailureKind
from badge_inspector.domain.history import RowStatus
from badge_inspector.domain.lookup import Found, Lookup, Refused
from badge_inspector.services.export_codes import CodeOutcome
from badge_inspector.ui.look import language
from badge_inspector.ui.widgets.table_rows import Column, TableRows
from badge_inspector.ui.words.codes import difference_text, quoted_code
from badge_inspector.ui.words.failures import words
from badge_inspector.ui.words.format import format_duration
from badge_inspector.ui.words.rows import mark_text

CODE, BADGE, TITLE, TYPE, ON_PORTAL = range(5)
"""The columns."""

_SEARCHED = (CODE, BADGE, TITLE, TYPE)


class OutcomeKind(StrEnum):
    ALL = "all"
    FOUND = "found"
    NOT_FOUND = "not_found"
    FAILED = "failed"
    UNANSWERED = "unanswered"


def kind_of(lookup: Lookup | None) -> OutcomeKind:
    if lookup is None:
        return OutcomeKind.UNANSWERED
    failure = lookup.failure
    if failure is None:
        return OutcomeKind.FOUND
    return OutcomeKind.NOT_FOUND if failure.kind is FailureKind.BADGE_NOT_FOUND else OutcomeKind.FAILED


def without_exchange(lookup: Lookup) -> Lookup:
    """A lookup that is in the history, without the parts that only the main window shows: they are most of its
    memory.
    """
    exchange = lookup.exchange
    light = Exchange(replace(exchange.request, body="", headers=()), exchange.timeline)
    return replace(lookup, document=None, exchange=light)


@dataclass(slots=True)
class OutcomeRow:
    """A code with its place in the list. `lookup` is None while it is not answered. `meant` is the registered code that
    was meant by one not found, "" while none is known."""

    code: str
    number: int
    kind: OutcomeKind
    lookup: Lookup | None = None
    meant: str = ""

    @property
    def outcome(self) -> CodeOutcome:
        """Content of a file for this row."""
        return CodeOutcome(self.code, self.lookup)

    @property
    def badge(self) -> Badge | None:
        return self.lookup.badge if self.lookup is not None else None

    @property
    def portal_s(self) -> float | None:
        """Time that the portal reports for this code, in seconds."""
        time = self.lookup.outcome.time if self.lookup is not None else None
        return time.duration_s if time is not None else None


class Outcomes(TableRows[OutcomeRow]):
    """Outcomes in the order of the list, or sorted by a column."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__((), parent)
        self._places: dict[str, int] = {}
        self.set_order(lambda row: row.number)
        self.set((), self._columns())

    def begin(self, codes: Sequence[str]) -> None:
        """Empty the table for the outcomes of these codes."""
        self._places = {code: at for at, code in enumerate(codes)}
        self.set(())

    def add(self, lookups: Sequence[Lookup]) -> None:
        """Add outcomes."""
        self.append([self._row(lookup.code, lookup) for lookup in lookups])

    def show_unanswered(self, codes: Sequence[str]) -> None:
        """List these codes as not answered, and no others."""
        answered = [row for row in self.all if row.kind is not OutcomeKind.UNANSWERED]
        if codes or len(answered) < len(self.all):
            self.set((*answered, *(self._row(code, None) for code in codes)))

    def suggest(self, meant: Mapping[str, str]) -> None:
        """Name the registered codes that were meant by some of those not found."""
        for row in self.all:
            if row.kind is OutcomeKind.NOT_FOUND and row.code in meant:
                row.meant = meant[row.code]
        self.changed()

    def narrow_to(self, kind: OutcomeKind, text: str) -> None:
        """Show rows of one kind that contain the text, in any letter case."""
        wanted = text.casefold()

        def fits(row: OutcomeRow) -> bool:
            if kind not in (OutcomeKind.ALL, row.kind):
                return False
            return not wanted or any(wanted in self.text(row, column).casefold() for column in _SEARCHED)

        self.narrow(fits if wanted or kind is not OutcomeKind.ALL else None)

    def _row(self, code: str, lookup: Lookup | None) -> OutcomeRow:
        return OutcomeRow(code, self._places.get(code, len(self._places)), kind_of(lookup), lookup)

    def _columns(self) -> list[Column[OutcomeRow]]:
        return [
            Column(lambda: self.tr("Code"), lambda row: row.code, strong=True, width=190),
            Column(
                lambda: self.tr("Badge"),
                self._badge_text,
                pill=lambda row: row.badge,
                ink=lambda row: {OutcomeKind.FOUND: "", OutcomeKind.UNANSWERED: "muted"}.get(row.kind, "bad"),
                hint=self._badge_hint,
                width=170,
            ),
            Column(
                lambda: self.tr("Title"),
                self._title_text,
                stands_out=lambda row: quoted_code(row.meant) if row.meant else "",
            ),
            Column(lambda: self.tr("Type"), lambda row: plain(row.badge.type) if row.badge else "", width=110),
            Column(
                lambda: self.tr("On the portal"),
                lambda row: "" if row.portal_s is None else format_duration(row.portal_s),
                sort_key=lambda row: -1.0 if row.portal_s is None else row.portal_s,
                hint=self._time_hint,
                heading_hint=lambda: self.tr("Time that the portal reports for each code, network apart"),
                at_end=True,
                width=136,
            ),
        ]

    def _badge_text(self, row: OutcomeRow) -> str:
        if row.lookup is None:
            return self.tr("not answered")
        if isinstance(row.lookup.outcome, Found):
            return shown_text(row.lookup.outcome.badge.value, language.current()) or ""
        mark = "⊖" if isinstance(row.lookup.outcome, Refused) else "✕"
        return f"{mark} {row.lookup.outcome.failure.name}"

    def _badge_hint(self, row: OutcomeRow) -> str:
        text = self._badge_text(row)
        if row.lookup is None or isinstance(row.lookup.outcome, Found):
            return text
        is_refused = isinstance(row.lookup.outcome, Refused)
        return f"{text}\n{mark_text(RowStatus.REFUSED if is_refused else RowStatus.FAILED)}"

    def _title_text(self, row: OutcomeRow) -> str:
        if row.badge is not None:
            return shown_text(row.badge.title, language.current()) or ""
        if row.lookup is None or row.lookup.failure is None:
            return ""
        if row.meant:
            meant = self.tr("did you mean {code}?").format(code=quoted_code(row.meant))
            apart = difference_text(row.code, row.meant)
            return f"{meant} {apart}" if apart else meant
        return words(row.lookup.failure, row.code, row.lookup.portal).title

    def _time_hint(self, row: OutcomeRow) -> str:
        if row.lookup is None:
            return ""
        exchange = row.lookup.exchange
        text = self.tr("Round trip of its request: {time}")
        if exchange.is_shared:
            text = self.tr("Round trip of its request, shared with other codes: {time}")
        return text.format(time=format_duration(exchange.timeline.total_s))
