"""Two lookups or more, field by field."""

from __future__ import annotations

from dataclasses import replace

import pytest

from badge_inspector.domain.badge import LocalizedText, OddValue, PlainText
from badge_inspector.domain.compare import Field, Mark, Value, compare_fields, differ, same_but_for_time, slowest_first
from badge_inspector.domain.lookup import Lookup
from tests.support import lookups
from tests.support.builders import exchange, failed, found, refused


def marks(lookups: list[Lookup | None]) -> dict[Field, list[Mark]]:
    return {row.field: [cell.mark for cell in row.cells] for row in compare_fields(lookups)}


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
    assert marks([slow, found(), near])[Field.ROUND_TRIP] == [Mark.SLOWER, Mark.SAME, Mark.SAME]
    assert slowest_first([found(), None, slow, refused()]) == [2, 0, 3, 1]


def test_slower_or_without_a_time_is_no_difference() -> None:
    slow = replace(found(), exchange=exchange(b"{}", total_s=2.0))
    assert not [row.field for row in compare_fields([slow, found(), None]) if row.differs]
    timed = lookups.lookup()
    [duration] = [row for row in compare_fields([timed, found()]) if row.field is Field.DURATION]
    assert [cell.mark for cell in duration.cells] == [Mark.SAME, Mark.SAME]
    assert not duration.differs


@pytest.mark.parametrize(
    ("one", "other", "notable"),
    [
        (0.010, 0.040, True),
        (0.010, 0.025, False),
        (0.0, 0.02, False),
        (0.100, 0.140, True),
        (0.75, 1.0, False),
        (0.74, 1.0, True),
        (1.0, 1.4, True),
        (10.0, 11.0, False),
        (10.0, 20.0, True),
    ],
)
def test_times_differ_by_more_than_20_ms_and_a_quarter_of_the_longer(one: float, other: float, notable: bool) -> None:
    assert differ(one, other) is notable
    assert differ(other, one) is notable


@pytest.mark.parametrize(
    ("one", "other", "different"), [("a", "a", False), ("a", "b", True), (0.5, None, True), (None, 0.5, True)]
)
def test_what_is_no_time_differs_by_its_value(one: Value, other: Value, different: bool) -> None:
    assert differ(one, other) is different


def test_fields_that_the_method_does_not_promise_are_held_against_each_other() -> None:
    def more(answer: bytes) -> Lookup:
        return lookups.lookup(answer=lookups.response(lookups.SAMPLE.replace(b'"type"', answer + b'"type"')))

    plain, extra = more(b""), more(b'"icon":null,"rank":7,')
    assert Field.EXTRA not in marks([plain, plain])
    [row] = [row for row in compare_fields([extra, plain]) if row.field is Field.EXTRA]
    assert [(cell.value, cell.mark) for cell in row.cells] == [("icon: null, rank: 7", Mark.SAME), (None, Mark.MISSING)]


def test_the_code_that_was_asked_is_the_one_that_was_found() -> None:
    [code] = [row for row in compare_fields([found("oldDeal"), refused("oldDeal")]) if row.field is Field.CODE]
    assert not code.differs


def test_languages_that_differ_are_named_where_each_has_the_text() -> None:
    def titles(**texts: str) -> Lookup:
        return found(value=LocalizedText(tuple(texts.items())))

    one, other = titles(en="Missed", ru="Пропущен"), titles(en="Missed", ru="Пропущено", de="Verpasst")
    [value] = [row for row in compare_fields([one, other, one]) if row.field is Field.VALUE]
    assert value.languages == ("ru", "de")
    [value] = [row for row in compare_fields([one, other, found(value=OddValue("7"))]) if row.field is Field.VALUE]
    assert value.differs
    assert value.languages == ()
    [value] = [row for row in compare_fields([one, refused()]) if row.field is Field.VALUE]
    assert value.differs
    assert value.languages == ()


def test_all_answers_are_the_same_but_for_their_times() -> None:
    other_time = lookups.SAMPLE.replace(b"1724068028", b"1724069999")
    same = [lookups.lookup(), lookups.lookup(answer=lookups.response(other_time)), lookups.lookup()]
    assert same_but_for_time(same)
    other = lookups.lookup(answer=lookups.response(lookups.SAMPLE.replace(b"Missed", b"Other")))
    assert not same_but_for_time([*same, other])
    assert not same_but_for_time([same[0], other])
    renamed = lookups.lookup(answer=lookups.response(lookups.SAMPLE.replace(b'"result"', b'"results"')))
    assert not same_but_for_time([same[0], renamed])
    assert not same_but_for_time([*same, failed()])
