"""Each thing that does not add up, with its figures; and the silence where all is well."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badge_inspector.domain.exchange import Phase, Timeline
from badge_inspector.domain.findings import (
    ClockOff,
    DatesDisagree,
    ExcessBytes,
    Finding,
    FinishMismatch,
    MostlyOutside,
    OddBlock,
    PortalAboveWait,
    ProcessingAboveDuration,
    RoundedTiming,
    SharedExchange,
    ThisComputerLate,
    ZonesDiffer,
    findings,
)
from badge_inspector.domain.waterfall import RowKind, waterfall
from tests.support.timings import ROUNDED_TIME, SAMPLE_TIME, sample_timeline, server_time, timeline

NOON = 1_800_000_000.0
"""Epoch seconds by this computer's clock."""


def found(
    time: str | None, clock: Timeline, *, local_offset_s: int | None = None, shared: bool = False
) -> tuple[Finding, ...]:
    read = None if time is None else server_time(time)
    picture = waterfall(clock, read, shared=shared)
    return findings(clock, read, picture, local_offset_s=local_offset_s, shared=shared)


def wait(seconds: float) -> Timeline:
    return timeline((Phase.WAIT, seconds), started_at=NOON)


def test_no_block_no_findings() -> None:
    assert found(None, sample_timeline()) == ()


def test_a_quiet_block_of_a_portal_in_step_says_nothing() -> None:
    time = (
        f'{{"start": {NOON + 0.05!r}, "finish": {NOON + 0.15!r}, "duration": 0.1, "processing": 0.09,'
        ' "date_start": "2027-01-15T11:00:00+03:00", "date_finish": "2027-01-15T11:00:00+03:00"}'
    )
    assert found(time, wait(0.16), local_offset_s=10800) == ()


def test_the_sample_of_the_methods_page_is_155_days_apart_and_the_clock_is_not_judged_by_it() -> None:
    dates, outside = found(SAMPLE_TIME, sample_timeline(started_at=NOON), local_offset_s=7200)
    assert isinstance(dates, DatesDisagree)
    assert (dates.moment, dates.date) == ("start", "date_start")
    assert dates.apart_s / 86_400 == pytest.approx(155, abs=0.1)
    assert isinstance(outside, MostlyOutside)
    assert outside.outside_s == pytest.approx(0.3817, abs=1e-4)
    assert (outside.largest, outside.largest_s) == (RowKind.SETUP, pytest.approx(0.265, abs=1e-4))
    assert not outside.on_portal


def test_remarks_are_told_from_warnings() -> None:
    remarks = {kind for kind in get_args(Finding) if not kind.is_warning}
    assert remarks == {MostlyOutside, SharedExchange, ZonesDiffer}


def test_bytes_behind_the_answer_are_told_with_and_without_a_block() -> None:
    clock = wait(0.2)
    for time in (None, server_time('{"duration": 0.1}')):
        picture = waterfall(clock, time)
        assert findings(clock, time, picture) == ()
        assert findings(clock, time, picture, excess=1) == (ExcessBytes(1),)


@pytest.mark.parametrize("source", ["[]", '"0.4"', "null", "3", "{}"])
def test_a_block_that_is_none(source: str) -> None:
    assert found(source, wait(1)) == (OddBlock(source),)


def test_a_rounding_portal_says_so_first() -> None:
    first, *others = found(ROUNDED_TIME, timeline((Phase.WAIT, 0.169), started_at=1787219542.75))
    assert first == RoundedTiming(0.8889970779418945, 0.0)
    assert others == []


def test_start_and_finish_disagree_on_dates_by_different_amounts() -> None:
    time = """{"start": 1800000000.0, "date_start": "2027-01-15T08:01:00+00:00",
               "finish": 1800000000.5, "date_finish": "2027-01-15T08:02:00+00:00"}"""
    assert [finding for finding in found(time, wait(1)) if isinstance(finding, DatesDisagree)] == [
        DatesDisagree("start", "date_start", 60.0),
        DatesDisagree("finish", "date_finish", 119.5),
    ]


@pytest.mark.parametrize(
    ("start_apart", "finish_apart", "told"),
    [
        (1.5, -1.5, []),
        (1.625, 0.0, ["start"]),
        (0.0, 1.625, ["finish"]),
        (60.0, 61.5, ["start"]),
        (60.0, 58.5, ["start"]),
        (60.0, 61.625, ["start", "finish"]),
    ],
)
def test_a_second_and_a_half_between_a_moment_and_its_date_is_no_finding(
    start_apart: float, finish_apart: float, told: list[str]
) -> None:
    time = f"""{{"start": {NOON - start_apart!r}, "date_start": "2027-01-15T08:00:00+00:00",
                 "finish": {NOON - finish_apart!r}, "date_finish": "2027-01-15T08:00:00+00:00"}}"""
    assert [one.moment for one in found(time, wait(1)) if isinstance(one, DatesDisagree)] == told


@pytest.mark.parametrize(
    ("finish", "duration", "expected"),
    [
        pytest.param("1800000000.5", "0.5004", (), id="within-the-clock's-own-rounding"),
        pytest.param("1800000000.5", "0.5015", (FinishMismatch(0.5, 0.5015),), id="by-more-than-a-millisecond"),
        pytest.param("1800000000.5", "0.7", (FinishMismatch(0.5, 0.7),), id="differs"),
        pytest.param("1799999999.5", "0.5", (FinishMismatch(-0.5, 0.5),), id="finish-first"),
        pytest.param("1799999999.5", "null", (FinishMismatch(-0.5, None),), id="finish-first-without-duration"),
        pytest.param("1800000000.5", "null", (), id="no-duration"),
        pytest.param("1800000000.0", "0.001", (), id="by-a-millisecond"),
        pytest.param("1800000000.0", "null", (), id="at-once-without-duration"),
        pytest.param("1800000000.5", "-3", (), id="unreadable-duration"),
    ],
)
def test_finish_less_start(finish: str, duration: str, expected: tuple[Finding, ...]) -> None:
    time = f'{{"start": 1800000000.0, "finish": {finish}, "duration": {duration}}}'
    assert found(time, wait(2)) == expected


@pytest.mark.parametrize(
    ("start", "processing", "duration", "told"),
    [
        pytest.param("1.5", "0.4", "0.3", True, id="above"),
        pytest.param("1.5", "0.3", "0.3", False, id="equal"),
        pytest.param("1.5", "0.001", "0.0", False, id="by-a-millisecond"),
        pytest.param("1.5", "0.3009", "0.3", False, id="within the clock's own rounding"),
        pytest.param("1", "1", "0.3", False, id="rounded-may-fit"),
        pytest.param("1", "2", "0.3", True, id="rounded-cannot-fit"),
    ],
)
def test_processing_above_duration(start: str, processing: str, duration: str, told: bool) -> None:
    time = f'{{"start": {start}, "processing": {processing}, "duration": {duration}}}'
    expected = [ProcessingAboveDuration(float(processing), float(duration))] * told
    assert [one for one in found(time, wait(5)) if isinstance(one, ProcessingAboveDuration)] == expected


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        pytest.param('{"duration": 0.6}', [PortalAboveWait(0.6, 0.5)], id="above"),
        pytest.param('{"duration": 0.5}', [], id="equal"),
        pytest.param('{"duration": 0.5049}', [], id="within one per cent"),
        pytest.param('{"duration": 0.5051}', [PortalAboveWait(0.5051, 0.5)], id="beyond one per cent"),
        pytest.param('{"start": 1, "processing": 0, "duration": 1.4}', [], id="rounded-may-fit"),
        pytest.param(
            '{"start": 1, "processing": 0, "duration": 1.75}', [PortalAboveWait(0.75, 0.5)], id="rounded-cannot-fit"
        ),
    ],
)
def test_more_portal_than_wait(time: str, expected: list[Finding]) -> None:
    assert [one for one in found(time, wait(0.5)) if isinstance(one, PortalAboveWait)] == expected


def test_exactly_one_per_cent_more_than_the_wait_is_no_contradiction() -> None:
    for duration, is_told in (("101", False), ("101.001", True)):
        told = found(f'{{"duration": {duration}}}', wait(100.0))
        assert any(isinstance(one, PortalAboveWait) for one in told) is is_told


@pytest.mark.parametrize("waited_s", [0.0002, 0.0009, 0.003, 0.0175, 0.0999, 0.1, 0.175, 0.5, 1.3, 7.0, 29.99, 60.0])
@pytest.mark.parametrize("share", [-1.0, -0.5, 0.0, 1e-5, 0.5, 0.98, 1.02, 1.5, 10.0])
def test_a_portals_figure_contradicts_the_wait_beyond_a_millisecond_or_one_per_cent_and_its_bars_stay_until_then(
    waited_s: float, share: float
) -> None:
    reported_s = max(0.0, waited_s + share * max(0.001, 0.01 * waited_s))
    for time in (
        f'{{"duration": {reported_s!r}}}',
        f'{{"duration": {reported_s!r}, "processing": {reported_s + 2.5e-6!r}}}',
        f'{{"duration": {reported_s!r}, "processing": {reported_s / 2!r}, "operating": {reported_s!r}}}',
    ):
        told = [one for one in found(time, wait(waited_s)) if one.is_warning]
        assert told == ([PortalAboveWait(reported_s, waited_s)] if share > 1 else [])
        picture = waterfall(wait(waited_s), server_time(time))
        assert all(row.is_drawn for row in picture.rows if row.kind is not RowKind.WAIT) is (share <= 1)
        assert len(picture.rows) > 1


@pytest.mark.parametrize(("duration", "is_told"), [("0.0109", False), ("0.01101", True)])
def test_of_a_short_wait_a_millisecond_is_no_contradiction(duration: str, is_told: bool) -> None:
    told = found(f'{{"duration": {duration}}}', wait(0.01))
    assert any(isinstance(one, PortalAboveWait) for one in told) is is_told


@pytest.mark.parametrize(("late_s", "is_told"), [(0.0, False), (0.0199, False), (0.02, True), (2.0, True)])
def test_a_late_computer_is_told_with_and_without_a_block(late_s: float, is_told: bool) -> None:
    for time in ("null", '{"duration": 0.1}'):
        told = found(time, replace(wait(0.5), late_s=late_s))
        assert (ThisComputerLate(late_s) in told) is is_told


@pytest.mark.parametrize(
    ("time", "waited", "offset", "uncertainty"),
    [
        pytest.param(
            f'{{"finish": {NOON + 10.9!r}, "duration": 0.8}}', 1.0, 10.0, 0.1, id="ahead-by-finish-and-half-the-network"
        ),
        pytest.param(f'{{"start": {NOON - 9.9!r}, "duration": 0.8}}', 1.0, -10.0, 0.1, id="behind-by-start"),
        pytest.param(f'{{"finish": {NOON + 10!r}}}', 1.0, 9.5, 0.5, id="without-duration-anywhere-in-the-wait"),
        pytest.param('{"finish": 0.9, "duration": 0.8}', 1.0, -NOON, 0.1, id="portal-in-1970"),
        pytest.param(
            f'{{"start": {int(NOON) + 60}, "processing": 0, "duration": 0.5, "finish": {NOON + 60.5!r}}}',
            1.0,
            60.0,
            0.5,
            id="rounding-portal-by-its-finish",
        ),
        pytest.param(
            f'{{"start": {int(NOON) + 60}, "processing": 0, "duration": 0.5}}', 1.0, 60.0, 1.0, id="rounded-start"
        ),
        pytest.param(f'{{"finish": {NOON + 6!r}, "duration": 5}}', 1.0, 5.0, 0.0, id="longer-than-the-wait"),
        pytest.param(f'{{"finish": {NOON + 2.02!r}, "duration": 0.8}}', 1.0, 1.12, 0.1, id="just-over-a-second"),
        pytest.param(
            f'{{"finish": {NOON - 0.22!r}, "duration": 0.8}}', 1.0, -1.12, 0.1, id="just-over-a-second-behind"
        ),
    ],
)
def test_the_portals_clock_is_off(time: str, waited: float, offset: float, uncertainty: float) -> None:
    clocks = [one for one in found(time, wait(waited)) if isinstance(one, ClockOff)]
    assert [(one.offset_s, one.uncertainty_s) for one in clocks] == [
        (pytest.approx(offset, abs=1e-5), pytest.approx(uncertainty, abs=1e-6))
    ]


@pytest.mark.parametrize(
    ("time", "offset"),
    [
        (f'{{"finish": {NOON + 21.4!r}, "duration": 0.8}}', 20.0),
        (f'{{"start": {NOON + 20.6!r}, "duration": 0.8}}', 20.0),
    ],
)
def test_the_way_to_the_wait_counts_to_the_clocks_difference(time: str, offset: float) -> None:
    clock = timeline((Phase.CONNECT, 0.5), (Phase.WAIT, 1.0), started_at=NOON)
    (told,) = (one for one in found(time, clock) if isinstance(one, ClockOff))
    assert told.offset_s == pytest.approx(offset, abs=1e-5)


@pytest.mark.parametrize(
    ("time", "waited"),
    [
        pytest.param(f'{{"finish": {NOON + 1.7!r}, "duration": 0.8}}', 1.0, id="under-a-second"),
        pytest.param(f'{{"finish": {NOON + 1.98!r}, "duration": 0.8}}', 1.0, id="just-under-a-second-and-the-network"),
        pytest.param(f'{{"finish": {NOON + 5!r}}}', 60.0, id="cannot-be-told-from-a-slow-network"),
        pytest.param(f'{{"finish": {NOON + 2!r}, "duration": 1}}', 1.0, id="exactly-a-second"),
        pytest.param('{"duration": 0.8}', 1.0, id="no-moment"),
    ],
)
def test_a_clock_that_may_be_right_is_not_accused(time: str, waited: float) -> None:
    assert [one for one in found(time, wait(waited)) if isinstance(one, ClockOff)] == []


def test_no_wait_no_comparison_with_this_computers_clock() -> None:
    clock = timeline((Phase.CONNECT, 1.0), started_at=NOON)
    assert found('{"finish": 1.0, "duration": 5}', clock) == ()


def test_zones() -> None:
    time = '{"date_finish": "2027-01-15T11:00:00+03:00"}'
    assert found(time, wait(1), local_offset_s=3600) == (ZonesDiffer(10800, 3600),)
    assert found(time, wait(1), local_offset_s=10800) == ()
    assert found(time, wait(1)) == ()


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        pytest.param(
            '{"duration": 0.9, "processing": 0.25}', MostlyOutside(0.75, 1.0, RowKind.SETUP, 0.65, False), id="setup"
        ),
        pytest.param(
            '{"duration": 0.25, "processing": 0.25}',
            MostlyOutside(0.75, 1.0, RowKind.NETWORK, 0.75, False),
            id="network",
        ),
        pytest.param(
            '{"duration": 4, "processing": 1}',
            MostlyOutside(3.0, 4.0, RowKind.SETUP, 3.0, True),
            id="portal's-own-clock-where-the-two-do-not-fit",
        ),
        pytest.param('{"duration": 0.9, "processing": 0.5}', None, id="half"),
        pytest.param('{"duration": 0.9, "processing": 0.6}', None, id="mostly-inside"),
        pytest.param('{"processing": 0.25}', None, id="nothing-to-blame"),
        pytest.param('{"start": 1, "processing": 0, "duration": 0.9}', None, id="rounded"),
    ],
)
def test_most_of_the_time_outside_the_method(time: str, expected: MostlyOutside | None) -> None:
    told = [one for one in found(time, wait(1.0)) if isinstance(one, MostlyOutside)]
    assert told == [expected] * (expected is not None)


def test_a_fast_call_is_not_lectured_about_its_parts() -> None:
    assert found('{"duration": 0.03, "processing": 0.001}', wait(0.04)) == ()
    assert found('{"duration": 0.1, "processing": 0.001}', wait(0.1)) == ()
    for duration, processing in (("0.12", "0.001"), ("0.1", "0.0")):
        (outside,) = found(f'{{"duration": {duration}, "processing": {processing}}}', wait(float(duration)))
        assert isinstance(outside, MostlyOutside)


def test_a_shared_exchange_is_not_judged_by_its_wait() -> None:
    assert found('{"duration": 0.9, "finish": 3.0}', wait(0.1), shared=True) == (SharedExchange(),)


def test_warnings_come_before_remarks() -> None:
    time = '{"duration": 0.9, "processing": 1, "start": 5.5, "date_start": "1970-01-01T01:00:00+01:00"}'
    told = found(time, wait(0.5), local_offset_s=0)
    assert [finding.is_warning for finding in told] == sorted((f.is_warning for f in told), reverse=True)
    assert {type(finding) for finding in told} >= {DatesDisagree, ProcessingAboveDuration, PortalAboveWait, ZonesDiffer}


_sources = st.sampled_from(["null", "[]", '"x"', "1e400", '"2025-01-21T13:47:08+02:00"']) | (
    st.floats() | st.integers()
).map(json.dumps)


@given(
    st.dictionaries(
        st.sampled_from(["start", "finish", "duration", "processing", "date_start", "date_finish"]), _sources
    ),
    st.floats(0, 1e5),
    st.booleans(),
)
def test_no_block_makes_it_raise(members: dict[str, str], waited: float, shared: bool) -> None:
    source = "{" + ", ".join(f'"{name}": {value}' for name, value in members.items()) + "}"
    for finding in found(source, wait(waited), local_offset_s=0, shared=shared):
        assert isinstance(finding.is_warning, bool)
