"""Conversion of a lookup to what is kept, and back: what was never written so is damage."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any

import pytest

from badge_inspector.domain.badge import FieldValue, LocalizedText, OddValue, PlainText
from badge_inspector.domain.capture import Capture, Edited
from badge_inspector.domain.clock import EARLIEST, LATEST
from badge_inspector.domain.failures import Failure, FailureKind
from badge_inspector.domain.history import HistoryRow, RowStatus
from badge_inspector.domain.lookup import Lookup
from badge_inspector.storage import records
from badge_inspector.storage.packing import PLAIN, pack
from badge_inspector.storage.records import UNREADABLE, DamagedRowError, Evidence
from tests.support import lookups
from tests.support.builders import NOON, failed, found, refused

Record = dict[str, Any]


def record(lookup: Lookup) -> Record:
    return json.loads(json.dumps(records.record_of(lookup)))


@pytest.mark.parametrize("make", [found, refused, failed])
def test_the_size_of_evidence_is_that_of_its_columns(make: Callable[[], Lookup]) -> None:
    kept = records.evidence(make())
    assert kept.size == sum(len(part) for part in (kept.record, kept.body) if part is not None)
    assert (kept.body is None) == (make().exchange.response is None)


@pytest.mark.parametrize(
    ("value", "is_read"),
    [(0.0, True), (0.5, True), (999_999_999.9, True), (1e9, False), (-0.1, False), (1, False), (math.nan, False),
     ("1", False)],
    ids=str,
)  # fmt: skip
def test_durations(value: object, is_read: bool) -> None:
    """Some thirty years are the longest."""
    if is_read:
        assert records.a_duration(value) == value
    else:
        with pytest.raises(ValueError, match="no duration"):
            records.a_duration(value)


@pytest.mark.parametrize(
    ("value", "is_read"),
    [(NOON, True), (EARLIEST, True), (LATEST, True), (EARLIEST - 1, False), (LATEST + 1, False), (1, False),
     (None, False)],
    ids=str,
)  # fmt: skip
def test_moments(value: object, is_read: bool) -> None:
    if is_read:
        assert records.a_moment(value) == value
    else:
        with pytest.raises(ValueError, match="no moment"):
            records.a_moment(value)


@pytest.mark.parametrize(
    ("digits", "expected"), [(True, (0.3953571319580078, 0.13033390045166016)), (False, (None, None))]
)
def test_only_what_the_server_measured_is_a_duration_of_it(digits: bool, expected: tuple[object, object]) -> None:
    """Whole seconds say nothing of a duration."""
    body = lookups.SAMPLE if digits else re.sub(rb"(\d)\.\d+", rb"\1", lookups.SAMPLE)
    columns = records.columns(lookups.lookup(answer=lookups.response(body)), 0)
    assert (columns["duration_s"], columns["processing_s"]) == expected


def test_an_answer_without_times_has_no_duration_of_the_server() -> None:
    columns = records.columns(found(), 0)
    assert (columns["duration_s"], columns["processing_s"]) == (None, None)


def test_a_type_that_nobody_knows_is_none() -> None:
    assert records.columns(found(badge_type="odd"), 0)["badge_type"] is None
    assert records.row_of(7, found(badge_type="odd")).badge_type is None
    assert records.row_of(7, found()).run == 0


def test_a_record_of_the_first_version_says_nothing_of_an_excess() -> None:
    data = record(found())
    del data["excess"]
    exchange, _ = records.read_record(data, b"")
    assert exchange.excess == 0


def changed(data: Record, path: str, value: object) -> Record:
    *parents, name = path.split("/")
    place = data
    for parent in parents:
        place = place[parent]
    place[name] = value
    return data


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("request/method", None),
        ("request/method", 7),
        ("request/headers", [["Accept", 7]]),
        ("request/headers", [["Accept"]]),
        ("timeline/total_s", "0.5"),
        ("timeline/total_s", True),
        ("timeline/total_s", None),
        ("timeline/reused", 1),
        ("timeline/spans", [{"phase": "lunch", "start_s": 0.0, "end_s": 1.0}]),
        ("timeline/spans", [{"phase": "wait", "start_s": 0.0}]),
        ("response/status", "200"),
        ("response/status", 200.5),
        ("response/status", True),
        ("response/certificate", {"subject": 7}),
        ("response/certificate", "none"),
        ("response", None),
        ("response", 7),
        ("code", 7),
        ("excess", 1.5),
        ("request", None),
        ("capture", {"file": 7, "timings": []}),
        ("capture", {"file": "a.har", "timings": [["wait", -1]]}),
        ("capture", {"file": "a.har", "timings": [["wait"]]}),
    ],
)
def test_a_record_that_was_never_written_so_is_not_read(path: str, value: object) -> None:
    data = changed(record(found()), path, value)
    with pytest.raises(UNREADABLE):
        records.read_evidence(Evidence(pack(json.dumps(data).encode()), b"{}", PLAIN))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("timeline/total_s", 1),
        ("timeline/started_at", 5),
        ("response/certificate", None),
        ("response/aura", 7),
        ("aura", None),
        ("capture", None),
        ("capture", {"file": "a.har", "timings": [["wait", 1]], "aura": 7}),
    ],
)
def test_a_record_that_may_be_written_so_is_read(path: str, value: object) -> None:
    data = changed(record(found()), path, value)
    code, exchange, failure, capture = records.read_evidence(Evidence(pack(json.dumps(data).encode()), b"{}", PLAIN))
    assert (code, failure, exchange.request) == ("missedCall", None, found().exchange.request)
    assert (capture is not None) == (path == "capture" and value is not None)
    assert exchange.response is not None
    assert (exchange.response.certificate is None) == (path == "response/certificate")


def test_a_failure_is_read_with_all_it_says() -> None:
    failure = Failure(FailureKind.NAME_NOT_RESOLVED, retry_after_s=1.5, detail="no such host")
    data = changed(record(failed()), "failure", asdict(failure))
    assert records.read_record(data, b"")[1] == failure
    data = changed(data, "failure/phase", "connect")
    read = records.read_record(data, b"")[1]
    assert read is not None
    assert read.phase == "connect"


@pytest.mark.parametrize(
    ("status", "code", "expected", "is_whole"),
    [
        (RowStatus.FOUND, "missedCall", "", True),
        (RowStatus.REFUSED, "missedCall", "", False),
        (RowStatus.FOUND, "other", "", False),
        (RowStatus.FOUND, "missedCall", 7, False),
    ],
)
def test_a_row_and_its_evidence_agree(status: RowStatus, code: str, expected: Any, is_whole: bool) -> None:
    row = HistoryRow(7, NOON, code, "acme", "Acme", "a.example", status, 0.5)
    kept = records.evidence(found())
    if is_whole:
        assert records.stored_lookup(row, kept, expected).code == code
    else:
        with pytest.raises(DamagedRowError, match="lookup 7 is damaged"):
            records.stored_lookup(row, kept, expected)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        (None, "", None),
        ("", "Missed", PlainText("Missed")),
        ('{"text": "a\\ud800"}', "a\ufffd", PlainText("a\ud800")),
        ('{"texts": [["en", "a"]], "odd": [["de", "7"]]}', "a", LocalizedText((("en", "a"),), (("de", "7"),))),
        ('{"json": "[1]"}', "", OddValue("[1]")),
    ],
)
def test_fields_of_a_badge(text: str | None, words: str, value: FieldValue) -> None:
    assert records.field_from_json(text, words) == value


@pytest.mark.parametrize(
    "text",
    ['{"text": 7}', '{"json": null}', '{"texts": [["en", 7]], "odd": []}', '{"texts": [["en"]], "odd": []}', "{}", "[]",
     "7", "{"],
)  # fmt: skip
def test_what_is_no_field_of_a_badge_is_damage(text: str) -> None:
    with pytest.raises(UNREADABLE):
        records.field_from_json(text, "")


@pytest.mark.parametrize(
    ("kept", "edited"),
    [
        (found(), None),
        (replace(found(), capture=Capture("a.har")), ""),
        (replace(found(), capture=Capture("a.har", edited=Edited.BODY)), "body"),
    ],
)
def test_edits_of_a_file_are_told(kept: Lookup, edited: str | None) -> None:
    assert records.edited_in(records.evidence(kept).record) == edited
    assert records.edited_in(b"damaged") is None


@pytest.mark.parametrize(
    ("counts", "is_whole"),
    [((4, 2, 1, 1), True), ((4, 0, 0, 0), True), ((4, 2, 2, 1), False), ((4, -1, 0, 0), False), ((4, 0, -1, 0), False),
     ((4, 0, 0, -1), False), (("many", 0, 0, 0), False)],
)  # fmt: skip
def test_counts_of_a_run_agree(counts: tuple[Any, ...], is_whole: bool) -> None:
    values = (7, "key", NOON, "acme", "Acme", "a.example", *counts, 1)
    if is_whole:
        row = records.run_row(values)
        assert (row.total, row.found, row.not_found, row.failed, row.pinned) == (*counts, True)
    else:
        with pytest.raises(DamagedRowError):
            records.run_row(values)


@pytest.mark.parametrize("at", [1, 3, 4, 5])
def test_a_text_of_a_run_that_is_none_is_damage(at: int) -> None:
    values: list[Any] = [7, "key", NOON, "acme", "Acme", "a.example", 4, 0, 0, 0, 0]
    values[at] = b"bytes"
    with pytest.raises(DamagedRowError):
        records.run_row(tuple(values))


@pytest.mark.parametrize(("lookup", "column"), [(found(), "found"), (refused(), "not_found"), (failed(), "failed")])
def test_outcomes_are_counted_by_whether_the_badge_is_known(lookup: Lookup, column: str) -> None:
    assert records.outcome_column(lookup) == column
