"""The `time` block: every field as sent, its reading, and why there is none."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badge_inspector.domain.jsontext import JsonDocument, JsonKind
from badge_inspector.domain.server_time import FIELDS, Flaw, Reads, ServerTime, read_time, read_value

SAMPLE = """{"time": {
  "start": 1724068028.331234, "finish": 1724068028.726591,
  "duration": 0.3953571319580078, "processing": 0.13033390045166016,
  "date_start": "2025-01-21T13:47:08+02:00", "date_finish": "2025-01-21T13:47:08+02:00", "operating": 0}}"""


def read(text: str) -> ServerTime:
    time = read_time(JsonDocument.parse(text).at("time"))
    assert time is not None
    return time


def read_field(name: str, source: str) -> tuple[float | None, Flaw | None]:
    field = read(f'{{"time": {{"{name}": {source}}}}}').field(name)
    assert field.source == source
    assert field.path == f"$.time.{name}"
    assert field.seconds == (None if field.flaw else field.number)
    return field.number, field.flaw


def test_no_time_member_is_no_server_time() -> None:
    assert read_time(JsonDocument.parse('{"result": null}').at("time")) is None


def test_the_sample_of_the_methods_page() -> None:
    time = read(SAMPLE)
    assert [field.name for field in time.fields] == [name for name, _ in FIELDS]
    assert time.field("duration").source == "0.3953571319580078"
    assert time.duration_s == 0.3953571319580078
    assert time.processing_s == 0.13033390045166016
    assert time.start == 1724068028.331234
    assert time.finish == 1724068028.726591
    assert time.field("date_start").seconds == 1737460028
    assert time.operating_s == 0
    assert time.operating_reset_at is None
    assert time.field("operating_reset_at").flaw is Flaw.NOT_SENT
    assert not time.field("operating_reset_at").is_sent
    assert time.offset_s == 7200
    assert not time.is_rounded
    assert time.duration_range == (0.3953571319580078, 0.3953571319580078)


@pytest.mark.parametrize(
    ("source", "number", "flaw"),
    [
        pytest.param("0", 0.0, None, id="zero"),
        pytest.param("0.5", 0.5, None, id="fraction"),
        pytest.param("5e-1", 0.5, None, id="exponent"),
        pytest.param('"0.5"', 0.5, None, id="text"),
        pytest.param('" 5 "', 5.0, None, id="text-with-spaces"),
        pytest.param("-0.5", -0.5, Flaw.NEGATIVE, id="negative"),
        pytest.param('"-0.5"', -0.5, Flaw.NEGATIVE, id="negative-text"),
        pytest.param("-0", 0.0, None, id="negative-zero"),
        pytest.param("1e400", None, Flaw.TOO_LARGE, id="no-double-holds-it"),
        pytest.param("-1e400", None, Flaw.TOO_LARGE, id="no-double-holds-it-negative"),
        pytest.param("1e-400", 0.0, None, id="too-small-to-tell-from-zero"),
        pytest.param("1e99999999999", None, Flaw.NOT_A_NUMBER, id="absurd-exponent"),
        pytest.param("9" * 5000, None, Flaw.NOT_A_NUMBER, id="5000-digits"),
        pytest.param("NaN", None, Flaw.NOT_A_NUMBER, id="nan"),
        pytest.param("-Infinity", None, Flaw.NOT_A_NUMBER, id="infinity"),
        pytest.param('"NaN"', None, Flaw.NOT_A_NUMBER, id="nan-text"),
        pytest.param('"٣"', None, Flaw.NOT_A_NUMBER, id="arabic-digit"),
        pytest.param('"1_0"', None, Flaw.NOT_A_NUMBER, id="python-underscore"),
        pytest.param('"0,5"', None, Flaw.NOT_A_NUMBER, id="decimal-comma"),
        pytest.param('""', None, Flaw.NOT_A_NUMBER, id="empty-text"),
        pytest.param("null", None, Flaw.NOT_A_NUMBER, id="null"),
        pytest.param("true", None, Flaw.NOT_A_NUMBER, id="true"),
        pytest.param("[0.5]", None, Flaw.NOT_A_NUMBER, id="list"),
        pytest.param('{"0": 1}', None, Flaw.NOT_A_NUMBER, id="object"),
    ],
)
def test_spans(source: str, number: float | None, flaw: Flaw | None) -> None:
    for name in ("duration", "processing", "operating"):
        assert read_field(name, source) == (number, flaw)


@pytest.mark.parametrize(
    ("source", "number", "flaw"),
    [
        pytest.param("1724068028.331234", 1724068028.331234, None, id="epoch"),
        pytest.param("1787219542", 1787219542.0, None, id="epoch-integer"),
        pytest.param('"1787219542"', 1787219542.0, None, id="epoch-text"),
        pytest.param("0", 0.0, None, id="1970"),
        pytest.param("-1", -1.0, None, id="before-1970"),
        pytest.param("253402300799", 253402300799.0, None, id="9999"),
        pytest.param("253402300800", None, Flaw.OUT_OF_CALENDAR, id="10000"),
        pytest.param("1724068028331", None, Flaw.OUT_OF_CALENDAR, id="milliseconds"),
        pytest.param("-62135596801", None, Flaw.OUT_OF_CALENDAR, id="year-0"),
        pytest.param("1e400", None, Flaw.TOO_LARGE, id="no-double-holds-it"),
        pytest.param('"2025-01-21T13:47:08+02:00"', 1737460028.0, None, id="iso"),
        pytest.param('"2025-01-21T11:47:08Z"', 1737460028.0, None, id="iso-utc"),
        pytest.param('"2025-01-21 11:47:08.25+0000"', 1737460028.25, None, id="iso-loose"),
        pytest.param('"2025-01-21T11:47+00"', 1737460020.0, None, id="iso-minutes"),
        pytest.param('"1970-01-01T00:00:00+00:00"', 0.0, None, id="iso-1970"),
        pytest.param('"9999-12-31T23:59:59+00:00"', 253402300799.0, None, id="iso-9999"),
        pytest.param('"9999-12-31T23:59:59-12:00"', None, Flaw.OUT_OF_CALENDAR, id="iso-past-9999"),
        pytest.param('"0001-01-01T00:00:00+05:00"', None, Flaw.OUT_OF_CALENDAR, id="iso-before-1"),
        pytest.param('"0000-00-00T00:00:00+00:00"', None, Flaw.NOT_A_MOMENT, id="iso-zeros"),
        pytest.param('"2025-02-30T00:00:00+00:00"', None, Flaw.NOT_A_MOMENT, id="iso-no-such-day"),
        pytest.param('"2025-01-21T13:47:08+99:00"', None, Flaw.NOT_A_MOMENT, id="iso-no-such-zone"),
        pytest.param('"2025-01-21T13:47:08"', None, Flaw.NO_OFFSET, id="iso-without-zone"),
        pytest.param('"yesterday"', None, Flaw.NOT_A_MOMENT, id="words"),
        pytest.param("null", None, Flaw.NOT_A_MOMENT, id="null"),
        pytest.param("[]", None, Flaw.NOT_A_MOMENT, id="list"),
        pytest.param("NaN", None, Flaw.NOT_A_MOMENT, id="nan"),
    ],
)
def test_moments(source: str, number: float | None, flaw: Flaw | None) -> None:
    for name in ("start", "finish", "date_start", "date_finish", "operating_reset_at"):
        assert read_field(name, source) == (number, flaw)


@pytest.mark.parametrize(
    ("start", "processing", "rounded"),
    [
        pytest.param("1787219542", "0", True, id="whole-seconds"),
        pytest.param('"1787219542"', '"1"', True, id="whole-seconds-as-texts"),
        pytest.param("1787219542.0", "0", False, id="start-with-a-point"),
        pytest.param("1787219542", "0.0", False, id="processing-with-a-point"),
        pytest.param("1787219542", "0e0", False, id="processing-with-an-exponent"),
        pytest.param("1787219542", "null", False, id="no-processing"),
        pytest.param("null", "0", False, id="no-start"),
        pytest.param('"2025-01-21T13:47:08+02:00"', "0", False, id="start-is-a-date"),
    ],
)
def test_a_portal_that_rounds_is_recognised(start: str, processing: str, rounded: bool) -> None:
    time = read(f'{{"time": {{"start": {start}, "processing": {processing}, "duration": 1.25}}}}')
    assert time.is_rounded is rounded
    assert time.duration_range == ((0.25, 1.25) if rounded else (1.25, 1.25))


def test_a_duration_alone_is_not_rounded() -> None:
    time = read('{"time": {"duration": 1.25}}')
    assert not time.is_rounded
    assert time.duration_range == (1.25, 1.25)


@pytest.mark.parametrize(("digits", "flaw"), [(1200, None), (1201, Flaw.NOT_A_NUMBER)])
def test_a_number_longer_than_any_double_is_not_read(digits: int, flaw: Flaw | None) -> None:
    assert read_field("duration", "0." + "0" * (digits - 2))[1] is flaw


@pytest.mark.parametrize(("characters", "is_read"), [(1200, True), (1201, False)])
def test_a_date_in_a_long_text_is_not_read(characters: int, is_read: bool) -> None:
    text = '"2025-01-21T10:00:00Z' + " " * (characters - 22) + '"'
    node = JsonDocument.parse(f'{{"seen": {text}}}').find("$.seen")
    assert node is not None
    assert (read_value(node) is not None) is is_read


def test_a_rounded_duration_below_a_second_may_be_nothing() -> None:
    time = read('{"time": {"start": 1787219542, "processing": 0, "duration": 0.889}}')
    assert time.duration_range == (0.0, 0.889)


def test_other_members_are_listed_after_the_documented_ones() -> None:
    time = read('{"time": {"queue": [1], "duration": 1, "it\'s": "x"}}')
    assert [(field.name, field.source, field.reads) for field in time.fields[len(FIELDS) :]] == [
        ("queue", "[1]", Reads.UNKNOWN),
        ("it's", '"x"', Reads.UNKNOWN),
    ]
    with pytest.raises(KeyError):
        time.field("queue")


def test_of_a_repeated_member_the_last_counts() -> None:
    assert read('{"time": {"duration": 1, "duration": 2}}').duration_s == 2


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        pytest.param("[]", JsonKind.ARRAY, id="empty-map-of-php"),
        pytest.param('"0.5"', JsonKind.STRING, id="text"),
        pytest.param("1.5", JsonKind.NUMBER, id="number"),
        pytest.param("null", JsonKind.NULL, id="null"),
        pytest.param("{}", JsonKind.OBJECT, id="empty-object"),
        pytest.param('[{"duration": 1}]', JsonKind.ARRAY, id="list"),
    ],
)
def test_a_block_of_another_shape_says_so(source: str, kind: JsonKind) -> None:
    time = read(f'{{"time": {source}}}')
    assert not time.is_block
    assert (time.kind, time.source, time.path) == (kind, source, "$.time")
    assert {field.flaw for field in time.fields} == {Flaw.NOT_SENT}
    assert time.duration_range is None
    assert time.offset_s is None


_scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.datetimes().map(lambda moment: moment.isoformat())
    | st.integers().map(str)
    | st.floats().map(str)
)
_json: st.SearchStrategy[Any] = st.recursive(
    _scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3), max_leaves=5
)
_names = st.sampled_from([name for name, _ in FIELDS]) | st.text()


@given(_json | st.dictionaries(_names, _json))
def test_no_block_makes_it_raise_and_no_figure_is_unusable(block: Any) -> None:
    time = read(json.dumps({"time": block}))
    for name in ("duration_s", "processing_s", "operating_s", "operating_reset_at", "start", "finish"):
        value = getattr(time, name)
        assert value is None or math.isfinite(value)
    for value in (time.duration_s, time.processing_s, time.operating_s):
        assert value is None or value >= 0
    assert time.is_rounded in (True, False)
    if isinstance(block, dict):
        sent = {field.name for field in time.fields if field.is_sent}
        assert sent == set(json.loads(json.dumps(block)))


@pytest.mark.parametrize(
    ("path", "seconds"),
    [
        ("$.time.duration", 0.5),
        ("$.time.start", 1724068028.0),
        ("$.result.result_time.cmd.start", 1724068029.0),
        ("$.result.start", None),
        ("$.result.seen", 1737453600.0),
        ("$.result.list[0]", 1737453600.0),
        ("$.result.local", None),
        ("$.time", None),
        ("$.time.own", None),
    ],
)
def test_a_single_value_is_read_where_it_stands(path: str, seconds: float | None) -> None:
    text = """{"time":{"duration":0.5,"start":1724068028,"own":3},"result":{"start":1,"seen":"2025-01-21T10:00:00Z",
    "list":["2025-01-21T10:00:00Z"],"local":"2025-01-21T10:00:00","result_time":{"cmd":{"start":1724068029}}}}"""
    node = JsonDocument.parse(text).find(path)
    assert node is not None
    field = read_value(node)
    assert (None if field is None else field.seconds) == seconds
    assert field is None or field.name == (node.key or "")
