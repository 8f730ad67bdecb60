"""The timing in words: each finding one sentence with its figures, each field its reading."""

from __future__ import annotations

import time as clock
from collections.abc import Iterator
from typing import get_args

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from badge_inspector.domain.budget import Budget, budget
from badge_inspector.domain.exchange import Phase
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
)
from badge_inspector.domain.server_time import FIELDS
from badge_inspector.domain.waterfall import RowKind, waterfall
from badge_inspector.startup import resources
from badge_inspector.ui.look import language
from badge_inspector.ui.timing.field_words import (
    Zone,
    field_explained,
    field_lines,
    format_offset,
    local_offset_s,
    read_moment,
)
from badge_inspector.ui.timing.finding_words import finding_text
from badge_inspector.ui.timing.lines import Line, Tone
from badge_inspector.ui.timing.row_words import row_lines
from badge_inspector.ui.words.phases import row_explained, row_name
from tests.support.timings import ROUNDED_TIME, SAMPLE_TIME, sample_timeline, server_time, timeline

DAY = 86_400.0


@pytest.fixture(autouse=True)
def _english(qapp: QApplication) -> None:
    resources.register()
    assert language.apply(qapp, "en")
    QLocale.setDefault(QLocale("en_US"))


@pytest.fixture
def far_east(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """This computer is nine hours east of UTC."""
    monkeypatch.setenv("TZ", "JST-9")
    clock.tzset()
    yield
    monkeypatch.undo()
    clock.tzset()


SENTENCES: list[tuple[Finding, str]] = [
    (OddBlock("[]"), "The portal sent an empty time block: []"),
    (OddBlock('"soon\\n"'), 'The portal sent this in place of a time block: "soon\\n"'),
    (OddBlock("x" * 90), "The portal sent this in place of a time block: " + "x" * 80 + "…"),
    (
        RoundedTiming(0.889, 0.0),
        "This portal rounds its timing to whole seconds: duration 889 ms may be up to 1 s too long, and processing"
        " 0 s is not a measurement. Rely on the waiting time above.",
    ),
    (
        RoundedTiming(None, 1.0),
        "This portal rounds its timing to whole seconds: its figures are not measurements. "
        "Rely on the waiting time above.",
    ),
    (FinishMismatch(0.5, 0.7), "finish − start is 500 ms, while duration says 700 ms."),
    (FinishMismatch(-3.0, 0.7), "finish is 3 s before start, while duration says 700 ms."),
    (FinishMismatch(-3.0, None), "finish is 3 s before start."),
    (
        DatesDisagree("start", "date_start", 155.0005 * DAY),
        "start and date_start are 155 days apart: this portal’s clock fields disagree.",
    ),
    (
        ProcessingAboveDuration(1.2, 0.9),
        "processing (1.20 s) is above duration (900 ms), which includes it.",
    ),
    (
        PortalAboveWait(0.6, 0.45),
        "The portal reports 600 ms of work, 150 ms more than this computer waited (450 ms): nothing is left for"
        " the network.",
    ),
    (ClockOff(98.8, 0.01), "The portal’s clock is 98.8 s ahead of this computer’s."),
    (ClockOff(-5.25, 0.4), "The portal’s clock is 5.3 s ± 0.40 s behind this computer’s."),
    (ClockOff(-54 * 365.2425 * DAY, 0.4), "The portal’s clock is 54 years behind this computer’s."),
    (ClockOff(600.0, 0.0), "The portal’s clock is 10 minutes ahead of this computer’s."),
    (ClockOff(7200.0, 0.0), "The portal’s clock is 2 hours ahead of this computer’s."),
    (
        ZonesDiffer(7200, -12600),
        "The portal’s dates are in UTC+02:00; this computer is in UTC−03:30.",
    ),
    (
        MostlyOutside(0.382, 0.512, RowKind.SETUP, 0.265, on_portal=False),
        "Most of the time was spent outside the method: 382 ms of 512 ms. The largest part is server setup, 265 ms.",
    ),
    (
        MostlyOutside(3.0, 4.0, RowKind.SETUP, 3.0, on_portal=True),
        "Most of the portal’s time was spent outside the method: 3.00 s of 4.00 s.",
    ),
    (
        SharedExchange(),
        "This lookup shared one request with others: the waiting is that of all of them, the time block is its own.",
    ),
    (
        ThisComputerLate(2.0),
        "This computer was busy or asleep for 2.00 s of this lookup: the times above include that delay, which is"
        " not the portal’s.",
    ),
    (
        ExcessBytes(321),
        "321 bytes came after the response that belong to no request. The connection was closed, so that no other"
        " lookup reads them.",
    ),
]


@pytest.mark.parametrize(("finding", "sentence"), SENTENCES, ids=lambda value: type(value).__name__)
def test_a_finding_is_one_sentence_with_its_figures(finding: Finding, sentence: str) -> None:
    assert finding_text(finding).replace("\u00a0", " ") == sentence


def test_no_kind_of_finding_is_without_a_case_above() -> None:
    assert {type(finding) for finding, _ in SENTENCES} == set(get_args(Finding))


@pytest.mark.parametrize("choice", ["en", "ru"])
def test_every_row_and_field_is_named_and_explained_and_differs(qapp: QApplication, choice: str) -> None:
    assert language.apply(qapp, choice)
    assert len({row_name(kind) for kind in RowKind}) == len(RowKind)
    assert len({row_explained(kind) for kind in RowKind}) == len(RowKind)
    fields = server_time("{}").fields
    assert len({field_explained(field) for field in fields}) == len(FIELDS)


def lines(source: str, limit_s: float = 480.0, zone: Zone = Zone.UTC, now: float = 0.0) -> dict[str, Line]:
    time = server_time(source)
    return {line.label: line for line in field_lines(time, budget(time, limit_s), zone, now)}


def readings(source: str, now: float = 0.0) -> dict[str, str]:
    return {name: line.figure.replace("\u00a0", " ") for name, line in lines(source, now=now).items()}


def test_the_sample_reads_as_in_the_design() -> None:
    shown = lines(SAMPLE_TIME)
    assert [(line.label, line.value, line.figure.replace("\u00a0", " ")) for line in shown.values()] == [
        ("duration", "0.3953571319580078", "395 ms"),
        ("processing", "0.13033390045166016", "130 ms · 33 %"),
        ("start", "1724068028.331234", "2024-08-19 11:47:08.331 UTC"),
        ("finish", "1724068028.726591", "2024-08-19 11:47:08.727 UTC"),
        ("date_start", "2025-01-21T13:47:08+02:00", "11:47:08 UTC"),
        ("date_finish", "2025-01-21T13:47:08+02:00", "11:47:08 UTC"),
        ("operating", "0", "0 s of 480 s"),
        ("operating_reset_at", "not sent", ""),
    ]
    assert shown["duration"].path == "$.time.duration"
    assert shown["operating_reset_at"].path == ""
    assert shown["operating_reset_at"].value_tone is Tone.MUTED
    assert shown["duration"].spoken.replace("\u00a0", " ") == "duration: 0.3953571319580078, 395 ms"
    assert shown["operating_reset_at"].spoken == "operating_reset_at: not sent"


def test_a_rounding_portal_reads_as_a_range() -> None:
    shown = readings(ROUNDED_TIME, now=1787219561.0)
    assert shown["duration"] == "0 to 889 ms"
    assert shown["processing"] == "rounded"
    assert shown["operating_reset_at"] == "oldest minute expires in 9:41"
    assert readings('{"start": 1, "processing": 1, "duration": 1.5}')["duration"] == "500 ms to 1.50 s"


def test_a_countdown_that_is_over() -> None:
    assert readings(ROUNDED_TIME, now=1787220142.0)["operating_reset_at"] == "oldest minute has expired"


@pytest.mark.parametrize(
    ("told", "reading"),
    [
        (Budget(3.3, 480.0, 0.21), "3.3 s of 480 s · +0.21 s"),
        (Budget(3.3, 480.0, 0.0), "3.3 s of 480 s"),
        (Budget(3.3, 480.0), "3.3 s of 480 s"),
        (Budget(3.3, 0.0), "3.3 s, not limited"),
    ],
    ids=["cost", "no-cost", "unknown-cost", "not-limited"],
)
def test_what_operating_reads(told: Budget, reading: str) -> None:
    time = server_time('{"operating": 3.3}')
    shown = next(line for line in field_lines(time, told, Zone.UTC, 0.0) if line.label == "operating")
    assert shown.figure.replace("\u00a0", " ") == reading


@pytest.mark.parametrize(
    ("source", "name", "value", "reading"),
    [
        ('{"duration": -0.5}', "duration", "-0.5", "below zero: -500 ms"),
        ('{"duration": 1e400}', "duration", "1e400", "number too large"),
        ('{"duration": "0.5"}', "duration", '"0.5"', "500 ms"),
        ('{"duration": NaN}', "duration", "NaN", "not a number"),
        ('{"processing": []}', "processing", "[]", "not a number"),
        ('{"processing": 0.5}', "processing", "0.5", "500 ms"),
        ('{"processing": 0.5, "duration": 0}', "processing", "0.5", "500 ms"),
        ('{"processing": 0.5, "duration": 0.4}', "processing", "0.5", "500 ms"),
        ('{"start": 0}', "start", "0", "1970-01-01 00:00:00 UTC"),
        ('{"start": "9999-12-31T23:59:59Z"}', "start", '"9999-12-31T23:59:59Z"', "23:59:59 UTC"),
        ('{"start": 1e12}', "start", "1e12", "outside the calendar"),
        ('{"date_start": "2025-01-21T01:00:00+02:00"}', "date_start", "2025-01-21T01:00:00+02:00",
         "2025-01-20 23:00:00 UTC"),
        ('{"date_start": "2025-01-21T01:00:00"}', "date_start", '"2025-01-21T01:00:00"', "no time zone"),
        ('{"date_start": "<b>now</b>\\u0007"}', "date_start", '"<b>now</b>\\u0007"', "not a date and time"),
        ('{"operating": "soon"}', "operating", '"soon"', "not a number"),
        ('{"que\\u0007ue": [1]}', "que␇ue", "[1]", ""),
    ],
)  # fmt: skip
def test_odd_values_are_shown_as_sent_with_the_reason(source: str, name: str, value: str, reading: str) -> None:
    shown = lines(source)[name]
    assert shown.value == value
    assert shown.figure.replace("\u00a0", " ") == reading
    told = reading.startswith(("below", "number too", "not a", "outside", "no time"))
    assert (shown.figure_tone is Tone.WARNING) is told


def test_a_huge_value_is_cut_to_show_and_copied_whole() -> None:
    source = '"' + "x" * 100_000 + '"'
    shown = lines(f'{{"note": {source}}}')["note"]
    assert len(shown.value) == 400
    assert shown.copied == source
    assert len(shown.tip()) < 2000


def test_tooltips_escape_what_the_portal_sent() -> None:
    shown = lines('{"note": "<img src=x>, and much more than fits into a row"}')["note"]
    assert "&lt;img src=x&gt;" in shown.tip()
    assert "<img" not in shown.tip()


@pytest.mark.usefixtures("far_east")
@pytest.mark.parametrize(
    ("zone", "reading"),
    [
        (Zone.UTC, "2024-08-19 11:47:08.331 UTC"),
        (Zone.PORTAL, "2024-08-19 13:47:08.331 +02:00"),
        (Zone.COMPUTER, "2024-08-19 20:47:08.331 +09:00"),
    ],
)
def test_zones(zone: Zone, reading: str) -> None:
    assert lines(SAMPLE_TIME, zone=zone)["start"].figure == reading
    for other in ("11:47:08.331 UTC", "13:47:08.331 +02:00 at the portal", "20:47:08.331 +09:00 on this computer"):
        assert other in lines(SAMPLE_TIME)["start"].tip()
    assert local_offset_s(1724068028.0) == 9 * 3600


def test_without_a_zone_the_portal_s_falls_back_to_utc() -> None:
    assert read_moment(0.0, Zone.PORTAL, None) == "1970-01-01 00:00:00 UTC"


@pytest.mark.parametrize(("seconds", "text"), [(0, "+00:00"), (20700, "+05:45"), (-12600, "−03:30"), (86340, "+23:59")])
def test_offsets(seconds: int, text: str) -> None:
    assert format_offset(seconds) == text
    assert text in read_moment(0.0, Zone.PORTAL, seconds) or seconds == 0


def test_rows_of_the_waterfall_in_words() -> None:
    shown = row_lines(waterfall(sample_timeline(), server_time(SAMPLE_TIME)), "$.time")
    assert [(line.label, line.figure.replace("\u00a0", " "), line.path) for line in shown] == [
        ("DNS + connect", "18.2 ms", ""),
        ("TLS", "41.0 ms", ""),
        ("Waiting", "451 ms", ""),
        ("· network", "55.6 ms", ""),
        ("· server setup", "265 ms", "$.time.duration"),
        ("· processing", "130 ms", "$.time.processing"),
        ("Download", "1.4 ms", ""),
    ]
    assert shown[4].spoken.replace("\u00a0", " ") == "server setup, within the waiting: 265 ms"
    assert "its place within the waiting is not" in shown[4].explained
    assert "its place within the waiting is not" not in shown[2].explained


def test_rows_that_are_not_drawn_say_why() -> None:
    clock_ = timeline((Phase.QUEUE, 1.0), (Phase.WAIT, 0.3))
    queue, _, setup, processing = row_lines(
        waterfall(clock_, server_time('{"duration": 0.5, "processing": 0.2}')), "$.time"
    )
    assert (queue.value, setup.value, processing.value) == (
        "before the exchange",
        "does not fit",
        "does not fit",
    )
    assert setup.spoken.endswith("does not fit")


def test_the_row_in_which_a_failure_ended_is_marked_in_words_too() -> None:
    (row,) = row_lines(waterfall(timeline((Phase.CONNECT, 3.0)), None, ended_in=Phase.CONNECT), "")
    assert row.figure_tone is Tone.BAD
    assert "broke off" in row.explained
