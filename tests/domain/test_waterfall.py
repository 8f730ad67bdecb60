"""The rows of one exchange: two clocks, and no row that claims more than is known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badge_inspector.domain.capture import Capture
from badge_inspector.domain.exchange import Phase, PhaseSpan, Timeline
from badge_inspector.domain.waterfall import INNER, RowKind, WaterfallRow, waterfall
from tests.support.timings import ROUNDED_TIME, SAMPLE_TIME, sample_timeline, server_time, timeline

K = RowKind


def drawn(time: str | None, *phases: tuple[Phase, float], shared: bool = False) -> list[tuple[RowKind, float, float]]:
    picture = waterfall(timeline(*phases), None if time is None else server_time(time), shared=shared)
    return [(row.kind, round(row.start_s, 6), round(row.duration_s, 6)) for row in picture.rows if row.is_drawn]


def kinds(time: str | None, *phases: tuple[Phase, float]) -> list[RowKind]:
    picture = waterfall(timeline(*phases), None if time is None else server_time(time))
    return [row.kind for row in picture.rows]


def test_the_sample_of_the_design() -> None:
    picture = waterfall(sample_timeline(), server_time(SAMPLE_TIME))
    assert picture.total_s == pytest.approx(0.512)
    assert [(row.kind, round(row.start_s, 4), round(row.duration_s, 4)) for row in picture.rows] == [
        (K.CONNECT, 0.0, 0.0182),
        (K.TLS, 0.0182, 0.041),
        (K.WAIT, 0.0596, 0.451),
        (K.NETWORK, 0.0596, 0.0556),
        (K.SETUP, 0.1152, 0.265),
        (K.PROCESSING, 0.3803, 0.1303),
        (K.DOWNLOAD, 0.5106, 0.0014),
    ]
    assert [row.kind for row in picture.rows if row.is_aligned] == [K.NETWORK, K.SETUP, K.PROCESSING]
    assert not any(row.is_last for row in picture.rows)
    assert all(row.is_recorded for row in picture.rows)


def test_an_answer_without_time_has_the_clients_rows_only() -> None:
    assert kinds(None, (Phase.SEND, 0.0002), (Phase.WAIT, 0.197), (Phase.DOWNLOAD, 0.0006)) == [K.WAIT, K.DOWNLOAD]


@pytest.mark.parametrize(
    ("seconds", "whole", "has_row"),
    [(0.0078125, 1.0, False), (0.01, 1.0, True), (0.25, 1.0, True), (0.25, 32.0, False), (0.0078125, 0.5, True)],
)
def test_sending_has_a_row_from_a_hundredth_of_the_whole(seconds: float, whole: float, has_row: bool) -> None:
    assert (K.SEND in kinds(None, (Phase.SEND, seconds), (Phase.WAIT, whole - seconds))) is has_row


def test_the_axis_ends_with_the_last_phase_and_pacing_makes_it_no_longer() -> None:
    spans = (PhaseSpan(Phase.WAIT, 0.0, 0.5), PhaseSpan(Phase.QUEUE, 0.0, 9.0))
    assert waterfall(Timeline(spans, 0.25, 0.0, 9.0), None).total_s == 0.5
    assert waterfall(Timeline(spans, 0.75, 0.0, 9.0), None).total_s == 0.75


def test_our_own_pacing_is_told_and_not_drawn() -> None:
    picture = waterfall(timeline((Phase.QUEUE, 0.5), (Phase.WAIT, 0.2)), None)
    assert [(row.kind, row.is_drawn) for row in picture.rows] == [(K.QUEUE, False), (K.WAIT, True)]


def test_the_phase_in_which_a_failure_ended_is_marked_even_when_short() -> None:
    picture = waterfall(timeline((Phase.CONNECT, 1.0), (Phase.SEND, 0.0001)), None, ended_in=Phase.SEND)
    assert [(row.kind, row.is_last) for row in picture.rows] == [(K.CONNECT, False), (K.SEND, True)]


def test_a_duration_above_the_wait_leaves_no_remainder_to_draw() -> None:
    time = '{"duration": 0.5, "processing": 0.2}'
    assert kinds(time, (Phase.WAIT, 0.3)) == [K.WAIT, K.SETUP, K.PROCESSING]
    assert drawn(time, (Phase.WAIT, 0.3)) == [(K.WAIT, 0.0, 0.3)]


def test_a_processing_above_the_duration_is_not_split() -> None:
    assert drawn('{"duration": 0.2, "processing": 0.3}', (Phase.WAIT, 0.5)) == [
        (K.WAIT, 0.0, 0.5),
        (K.NETWORK, 0.0, 0.3),
        (K.PORTAL, 0.3, 0.2),
    ]


def test_a_duration_alone_is_one_part() -> None:
    assert drawn('{"duration": 0.2}', (Phase.CONNECT, 0.1), (Phase.WAIT, 0.5)) == [
        (K.CONNECT, 0.0, 0.1),
        (K.WAIT, 0.1, 0.5),
        (K.NETWORK, 0.1, 0.3),
        (K.PORTAL, 0.4, 0.2),
    ]


@pytest.mark.parametrize(
    ("time", "parts"),
    [
        ('{"duration": 0.5}', [(K.NETWORK, 0.1, 0.0), (K.PORTAL, 0.1, 0.5)]),
        ('{"processing": 0.5}', [(K.PROCESSING, 0.1, 0.5)]),
        ('{"duration": 0.5, "processing": 0.5}',
         [(K.NETWORK, 0.1, 0.0), (K.SETUP, 0.1, 0.0), (K.PROCESSING, 0.1, 0.5)]),
        ('{"start": 1, "processing": 0, "duration": 1.5}', [(K.PORTAL, 0.1, 0.5)]),
    ],
)  # fmt: skip
def test_what_takes_the_whole_wait_fits(time: str, parts: list[tuple[RowKind, float, float]]) -> None:
    """The last may have taken half a second as well as a second and a half."""
    assert drawn(time, (Phase.CONNECT, 0.1), (Phase.WAIT, 0.5))[2:] == parts


def test_a_processing_alone_leaves_the_rest_unnamed() -> None:
    assert drawn('{"processing": 0.2}', (Phase.WAIT, 0.5)) == [(K.WAIT, 0.0, 0.5), (K.PROCESSING, 0.3, 0.2)]


@pytest.mark.parametrize("source", ["[]", "null", '"0.2"', '{"duration": -1, "processing": -1}', '{"duration": NaN}'])
def test_an_unreadable_block_adds_nothing(source: str) -> None:
    assert kinds(source, (Phase.WAIT, 0.5)) == [K.WAIT]


def test_a_rounded_duration_is_a_range_that_ends_with_the_wait() -> None:
    picture = waterfall(timeline((Phase.WAIT, 0.169)), server_time(ROUNDED_TIME))
    assert picture.rows[1:] == (WaterfallRow(K.PORTAL, 0.0, 0.169, range_s=(0.0, 0.8889970779418945), is_drawn=True),)


def test_a_rounded_duration_shorter_than_the_wait() -> None:
    time = server_time('{"start": 1, "processing": 0, "duration": 1.2}')
    portal = waterfall(timeline((Phase.WAIT, 2.0)), time).row(K.PORTAL)
    assert portal is not None
    assert (round(portal.start_s, 6), portal.duration_s) == (0.8, 1.2)
    assert portal.range_s == (pytest.approx(0.2), 1.2)


def test_a_rounded_duration_that_cannot_fit_is_not_drawn() -> None:
    time = server_time('{"start": 1, "processing": 0, "duration": 1.9}')
    portal = waterfall(timeline((Phase.WAIT, 0.5)), time).row(K.PORTAL)
    assert portal is not None
    assert not portal.is_drawn


def test_a_shared_exchange_is_not_split() -> None:
    assert drawn(SAMPLE_TIME, (Phase.WAIT, 0.5), shared=True) == [(K.WAIT, 0.0, 0.5)]


def test_nothing_measured_is_an_empty_picture() -> None:
    picture = waterfall(timeline(), None)
    assert picture.rows == ()
    assert picture.total_s > 0


_seconds = st.floats(0, 1e6)


@given(
    wait=_seconds,
    before=_seconds,
    duration=st.none() | st.floats(allow_nan=False, allow_infinity=False),
    processing=st.none() | st.floats(allow_nan=False, allow_infinity=False),
    rounded=st.booleans(),
)
def test_every_drawn_row_lies_inside_the_axis_and_the_parts_inside_the_wait(
    wait: float, before: float, duration: float | None, processing: float | None, rounded: bool
) -> None:
    members = [f'"duration": {duration!r}'] * (duration is not None)
    if rounded:
        members += ['"start": 5', f'"processing": {int(processing or 0)}']
    elif processing is not None:
        members.append(f'"processing": {processing!r}')
    time = server_time("{" + ", ".join(members) + "}")
    picture = waterfall(timeline((Phase.CONNECT, before), (Phase.WAIT, wait)), time)
    slack = 1e-6 * max(1.0, picture.total_s) + max(0.001, 0.01 * wait)  # what the two clocks may be apart
    for row in picture.rows:
        assert row.duration_s >= 0
        if row.is_drawn:
            assert -slack <= row.start_s <= row.start_s + row.duration_s <= picture.total_s + slack
            assert row.kind not in INNER or row.start_s >= before - slack
    parts = sum(row.duration_s for row in picture.rows if row.is_drawn and row.kind in INNER)
    assert parts <= wait + slack
    if rounded:
        assert {row.kind for row in picture.rows} <= {K.CONNECT, K.WAIT, K.PORTAL}


def test_a_capture_has_a_row_for_every_phase_and_none_of_zero_for_what_was_not_recorded() -> None:
    timings = (("blocked", 0.01), ("send", 0.0), ("wait", 0.5), ("receive", 0.02))
    spans = (
        PhaseSpan(Phase.QUEUE, 0.0, 0.01),
        PhaseSpan(Phase.SEND, 0.01, 0.01),
        PhaseSpan(Phase.WAIT, 0.01, 0.51),
        PhaseSpan(Phase.DOWNLOAD, 0.51, 0.53),
    )
    clock, capture = Timeline(spans, 0.52, 0.0, 0.53), Capture("a.har", timings=timings)
    inside = waterfall(clock, server_time('{"duration": 0.2}'), capture=capture)
    assert [(row.kind, round(row.duration_s, 6)) for row in inside.rows if row.is_aligned] == [
        (K.NETWORK, 0.3),
        (K.PORTAL, 0.2),
    ]
    shared = waterfall(clock, server_time('{"duration": 0.2}'), capture=capture, shared=True)
    picture = waterfall(clock, None, capture=capture)
    assert shared == picture
    assert [(row.kind, row.is_recorded) for row in picture.rows] == [
        (RowKind.BLOCKED, True),
        (RowKind.DNS, False),
        (RowKind.TCP, False),
        (RowKind.TLS, False),
        (RowKind.SEND, True),
        (RowKind.WAIT, True),
        (RowKind.DOWNLOAD, True),
    ]
    unrecorded = [(row.start_s, row.duration_s, row.is_drawn) for row in picture.rows if not row.is_recorded]
    assert unrecorded == [(0.01, 0.0, False)] * 3
    send = picture.row(RowKind.SEND)
    assert send is not None
    assert (send.start_s, send.duration_s, send.is_drawn) == (0.01, 0.0, True)
    wait = picture.row(RowKind.WAIT)
    assert wait is not None
    assert (round(wait.start_s, 9), wait.duration_s) == (0.01, 0.5)
