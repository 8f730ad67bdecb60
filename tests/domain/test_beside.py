"""One code on several portals, field by field."""

from __future__ import annotations

from dataclasses import replace

from badge_inspector.domain.badge import LocalizedText, PlainText
from badge_inspector.domain.beside import Mark, lay_beside, slowest_first
from badge_inspector.domain.compare import Field
from badge_inspector.domain.lookup import Lookup
from tests.support.builders import exchange, failed, found, refused


def marks(lookups: list[Lookup | None]) -> dict[Field, list[Mark]]:
    return {row.field: [cell.mark for cell in row.cells] for row in lay_beside(lookups)}


def test_the_odd_one_out_is_marked() -> None:
    rows = marks([found(), found(value=PlainText("Other")), found()])
    assert rows[Field.VALUE] == [Mark.SAME, Mark.DIFFERENT, Mark.SAME]
    assert rows[Field.TITLE] == [Mark.SAME] * 3
    assert rows[Field.OUTCOME] == [Mark.SAME] * 3


def test_of_two_the_second_is_held_against_the_first() -> None:
    rows = marks([found(badge_type="failure"), found(badge_type="warning")])
    assert rows[Field.TYPE] == [Mark.SAME, Mark.DIFFERENT]
    assert marks([found(), found(value=LocalizedText((("en", "Missed"),)))])[Field.LANGUAGES][1] is Mark.DIFFERENT


def test_what_one_lacks_is_missing_and_who_has_not_answered_is_waited_for() -> None:
    rows = marks([found(), refused(), None, failed()])
    assert rows[Field.TITLE] == [Mark.SAME, Mark.MISSING, Mark.WAITING, Mark.MISSING]
    assert rows[Field.HTTP_STATUS] == [Mark.SAME, Mark.DIFFERENT, Mark.WAITING, Mark.MISSING]
    assert rows[Field.OUTCOME][2] is Mark.WAITING
    assert Field.DURATION not in rows
    assert marks([None, None]) == {}


def test_times_are_held_against_the_shortest() -> None:
    slow = replace(found(), exchange=exchange(b"{}", total_s=2.0))
    near = replace(found(), exchange=exchange(b"{}", total_s=0.52))
    assert marks([slow, found(), near])[Field.ROUND_TRIP] == [Mark.DIFFERENT, Mark.SAME, Mark.SAME]
    assert slowest_first([found(), None, slow, refused()]) == [2, 0, 3, 1]
