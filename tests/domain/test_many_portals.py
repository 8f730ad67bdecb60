"""One code on several portals, field by field."""

from __future__ import annotations

from dataclasses import replace

from badge_inspector.domain.badge import LocalizedText, PlainText
from badge_inspector.domain.compare import Field
from badge_inspector.domain.lookup import Lookup
from badge_inspector.domain.many_portals import CellMark, field_rows, slowest_first
from tests.support.builders import exchange, failed, found, refused


def marks(lookups: list[Lookup | None]) -> dict[Field, list[CellMark]]:
    return {row.field: [cell.mark for cell in row.cells] for row in field_rows(lookups)}


def test_the_odd_one_out_is_marked() -> None:
    rows = marks([found(), found(value=PlainText("Other")), found()])
    assert rows[Field.VALUE] == [CellMark.SAME, CellMark.DIFFERENT, CellMark.SAME]
    assert rows[Field.TITLE] == [CellMark.SAME] * 3
    assert rows[Field.OUTCOME] == [CellMark.SAME] * 3


def test_of_two_the_second_is_held_against_the_first() -> None:
    rows = marks([found(badge_type="failure"), found(badge_type="warning")])
    assert rows[Field.TYPE] == [CellMark.SAME, CellMark.DIFFERENT]
    assert marks([found(), found(value=LocalizedText((("en", "Missed"),)))])[Field.LANGUAGES][1] is CellMark.DIFFERENT


def test_what_one_lacks_is_missing_and_who_has_not_answered_is_waited_for() -> None:
    rows = marks([found(), refused(), None, failed()])
    assert rows[Field.TITLE] == [CellMark.SAME, CellMark.MISSING, CellMark.WAITING, CellMark.MISSING]
    assert rows[Field.HTTP_STATUS] == [CellMark.SAME, CellMark.DIFFERENT, CellMark.WAITING, CellMark.MISSING]
    assert rows[Field.OUTCOME][2] is CellMark.WAITING
    assert Field.DURATION not in rows
    assert marks([None, None]) == {}


def test_times_are_held_against_the_shortest() -> None:
    slow = replace(found(), exchange=exchange(b"{}", total_s=2.0))
    near = replace(found(), exchange=exchange(b"{}", total_s=0.52))
    assert marks([slow, found(), near])[Field.ROUND_TRIP] == [CellMark.DIFFERENT, CellMark.SAME, CellMark.SAME]
    assert slowest_first([found(), None, slow, refused()]) == [2, 0, 3, 1]
