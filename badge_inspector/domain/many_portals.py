"""One code on several portals: field by field, with a mark on what one of them has otherwise or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from badge_inspector.domain.compare import SECONDS, Field, Value, differ, field_value
from badge_inspector.domain.lookup import Lookup


class CellMark(StrEnum):
    """Relation of a cell to the others of its row."""

    SAME = "same"
    DIFFERENT = "different"
    """Not what most have; of a time, notably more than the shortest."""
    MISSING = "missing"
    """Not there, though others have it."""
    WAITING = "waiting"
    """No answer yet."""


@dataclass(frozen=True, slots=True)
class PortalCell:
    value: Value
    mark: CellMark


@dataclass(frozen=True, slots=True)
class PortalRow:
    """One field on all portals, in their order; `differs` when a cell is marked as different or missing."""

    field: Field
    cells: tuple[PortalCell, ...]

    @property
    def differs(self) -> bool:
        return any(cell.mark in (CellMark.DIFFERENT, CellMark.MISSING) for cell in self.cells)


def field_rows(lookups: Sequence[Lookup | None]) -> tuple[PortalRow, ...]:
    """The rows for portals in this order, None where no answer has come; fields that none has are left out."""
    rows = (_row(name, lookups) for name in Field)
    return tuple(row for row in rows if any(cell.value is not None for cell in row.cells))


def slowest_first(lookups: Sequence[Lookup | None]) -> list[int]:
    """The places of the lookups by their round trip, the longest first, those without an answer last."""
    return sorted(range(len(lookups)), key=lambda at: -_total(lookups[at]))


def _total(lookup: Lookup | None) -> float:
    return -1.0 if lookup is None or lookup.round_trip_s is None else lookup.round_trip_s


def _row(name: Field, lookups: Sequence[Lookup | None]) -> PortalRow:
    values = [None if lookup is None else field_value(lookup, name) for lookup in lookups]
    present = [value for value in values if value is not None]
    cells: list[PortalCell] = []
    for lookup, value in zip(lookups, values, strict=True):
        if lookup is None:
            mark = CellMark.WAITING
        elif value is None:
            mark = CellMark.MISSING if present else CellMark.SAME
        else:
            mark = CellMark.DIFFERENT if differ(_usual(name, present), value) else CellMark.SAME
        cells.append(PortalCell(value, mark))
    return PortalRow(name, tuple(cells))


def _usual(name: Field, present: Sequence[Value]) -> Value:
    """The value that others are compared with: the commonest one (the first portal's, of several), or the shortest
    time."""
    if name in SECONDS:
        return min(value for value in present if isinstance(value, float | int))
    return Counter(present).most_common(1)[0][0]
