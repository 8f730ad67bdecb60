"""An entry as it was recorded: bodies, versions, moments, and times that were not recorded."""

from __future__ import annotations

import base64
import gzip
import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badge_inspector.domain.capture import Capture, HarPhase
from badge_inspector.domain.clock import EARLIEST, LATEST
from badge_inspector.domain.exchange import Phase
from badge_inspector.domain.har.entry import (
    HarEntry,
    HarResponse,
    has_time,
    http_version,
    moment,
    read_entry,
    split_timings,
    timeline_of,
)

URL = "https://acme.bitrix24.com/rest/crm.activity.badge.get"
BODY = '{"result":{"badge":{"code":"é"}}}'


def entry(**more: object) -> HarEntry:
    found = read_entry(json.dumps({"request": {"url": URL}, **more}))
    assert found is not None
    return found


def response(**content: object) -> HarResponse:
    headers = content.pop("headers", [])
    found = entry(response={"status": 200, "headers": headers, "content": content}).response
    assert found is not None
    return found


def in_base64(data: bytes) -> str:
    return base64.b64encode(data).decode()


@pytest.mark.parametrize(
    ("content", "body", "truncated"),
    [
        ({"text": BODY}, BODY.encode(), ""),
        ({"text": BODY, "size": 3}, BODY.encode(), ""),
        ({"text": BODY, "size": 10**15}, BODY.encode(), ""),
        ({"text": in_base64(BODY.encode()), "encoding": "base64"}, BODY.encode(), ""),
        ({"text": in_base64(gzip.compress(BODY.encode())), "encoding": "base64"}, BODY.encode(), ""),
        ({"text": gzip.compress(BODY.encode()).decode("latin-1")}, BODY.encode(), ""),
        ({"text": in_base64(gzip.compress(BODY.encode())[:-9]), "encoding": "base64"}, BODY.encode(), "closed"),
        ({"text": "no base64!", "encoding": "base64"}, b"no base64!", ""),
        ({"text": in_base64(BODY.encode("utf-16")), "encoding": "base64"}, BODY.encode("utf-16"), ""),
        ({"text": "", "size": 0}, b"", ""),
        ({"size": 0}, b"", ""),
        ({"text": ""}, b"", ""),
        ({"text": "", "size": -1}, b"", ""),
        ({"text": "", "size": 1}, None, ""),
        ({"size": 41}, None, ""),
        ({"size": -1}, None, ""),
        ({}, None, ""),
        ({"text": 5, "size": 1}, None, ""),
        ({"text": in_base64(b"\x8b\x0f\x80\xff"), "encoding": "base64"}, b"\x8b\x0f\x80\xff", ""),
        ({"text": BODY, "headers": [{"name": "Content-Encoding", "value": "br"}]}, BODY.encode(), ""),
        (
            {"text": in_base64(BODY.encode()), "encoding": "base64",
             "headers": [{"name": "content-encoding", "value": "BR"}]},
            BODY.encode(), "",
        ),
        (
            {"text": in_base64(b"\x8b\x0f\x80\xff"), "encoding": "base64",
             "headers": [{"name": "Content-Encoding", "value": "br"}]},
            b"\x8b\x0f\x80\xff", "encoding",
        ),
    ],
)  # fmt: skip
def test_a_body_is_decoded_and_its_told_size_not_believed(
    content: dict[str, object], body: bytes | None, truncated: str
) -> None:
    found = response(**content)
    assert (found.body, found.truncated) == (body, truncated)


def test_a_body_that_unpacks_to_very_much_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("badge_inspector.domain.har.entry.LONGEST_BODY", 5000)
    found = response(text=in_base64(gzip.compress(bytes(1_000_000))), encoding="base64")
    assert (len(found.body or b""), found.truncated) == (5000, "limit")


def test_a_response_that_the_browser_kept_from_the_page_has_no_body() -> None:
    found = entry(response={"status": 403, "content": {"size": 0}, "_error": "net::ERR_FAILED"})
    assert found.response is not None
    assert found.response.body is None
    assert found.error == "net::ERR_FAILED"


@pytest.mark.parametrize(
    ("request_members", "method", "body"),
    [
        ({}, "GET", ""),
        ({"method": "post", "postData": {"text": "code=é"}}, "POST", "code=é"),
        ({"method": "POST", "postData": {"text": in_base64("é".encode()), "encoding": "BASE64"}}, "POST", "é"),
        ({"method": "POST", "postData": {"text": "no base64!", "encoding": "base64"}}, "POST", "no base64!"),
    ],
)
def test_what_was_sent(request_members: dict[str, object], method: str, body: str) -> None:
    found = entry(request={"url": URL, **request_members}).request
    assert (found.method, found.body) == (method, body)


@pytest.mark.parametrize("status", [100, 999])
def test_any_status_of_three_digits_is_a_response(status: int) -> None:
    found = entry(response={"status": status}).response
    assert found is not None
    assert (found.status, found.body_size) == (status, None)


@pytest.mark.parametrize(
    ("told", "size"), [(0, 0), (1, 1), ((1 << 53) - 1, (1 << 53) - 1), (1 << 53, None), (-1, None), ("1", None)]
)
def test_a_size_on_the_wire_is_one_that_a_double_holds(told: object, size: int | None) -> None:
    found = entry(response={"status": 200, "bodySize": told}).response
    assert found is not None
    assert found.body_size == size


@pytest.mark.parametrize("status", [0, -1, None, "200", 99, 1000])
def test_no_status_is_no_response(status: object) -> None:
    assert entry(response={"status": status, "content": {"text": "x"}}).response is None


@pytest.mark.parametrize(
    ("text", "epoch_s"),
    [
        ("1970-01-01T00:00:00.000Z", 0.0),
        ("2026-11-30T08:38:04.975966+00:00", 1_796_027_884.975966),
        ("2026-11-30T11:38:04.9759661234+03:00", 1_796_027_884.9759661234),
        ("2026-11-30T11:38:04+0300", 1_796_027_884.0),
        ("20261130T083804Z", 1_796_027_884.0),
        ("2026-11-30T08:38:04", 1_796_027_884.0),
        ("9999-12-31T23:59:59.999Z", LATEST),
        ("0001-01-01T00:00:00Z", EARLIEST),
        ("9999-12-31T23:59:59-14:00", LATEST),
        ("", None),
        ("yesterday", None),
        ("2026-13-01T00:00:00Z", None),
        ("10000-01-01T00:00:00Z", None),
    ],
)
def test_moments(text: str, epoch_s: float | None) -> None:
    found = moment(text)
    assert found is None if epoch_s is None else found == pytest.approx(epoch_s, abs=1e-6)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("HTTP/1.1", "HTTP/1.1"), ("http/2.0", "HTTP/2"), ("h2", "HTTP/2"), ("HTTP/2", "HTTP/2"), ("h3", "HTTP/3"),
        ("h3-29", "HTTP/3"), ("HTTP/3", "HTTP/3"), ("http/1.0", "HTTP/1.0"), ("", ""), ("unknown", ""),
    ],
)  # fmt: skip
def test_versions_of_http_go_by_one_name(text: str, name: str) -> None:
    assert http_version(text) == name


def ms(**timings: object) -> dict[str, float]:
    found = entry(timings=timings, time=timings.pop("time", None))
    return {name: round(value * 1000, 6) for name, value in split_timings(found)}


def test_what_was_not_recorded_is_not_zero() -> None:
    assert ms(blocked=-1, dns=-1, connect=None, send=0, wait=12.5, receive="1") == {"send": 0, "wait": 12.5}
    assert ms() == {}
    assert ms(wait=math.nan) == {}


@pytest.mark.parametrize(
    ("time", "connect"),
    [(None, 10), (112, 10), (132, 30), (500, 30), (0, 10)],
    ids=["not told", "counted in", "apart", "a whole that agrees with neither", "a whole of nothing"],
)
def test_tls_is_taken_out_of_connect_where_it_was_counted_in(time: float | None, connect: float) -> None:
    found = ms(connect=30, ssl=20, send=1, wait=80, receive=1, time=time)
    assert found["ssl"] == 20
    if time == 500:
        connect = 10  # the format's own word, where nothing speaks against it
    assert found["connect"] == connect


@pytest.mark.parametrize(
    ("connect", "ssl", "wait", "time", "expected"),
    [
        pytest.param(20_000, 10_000, 20_000, 51_000, 20_000, id="a fiftieth"),
        pytest.param(20_000, 10_000, 20_000, 51_001, 10_000, id="more than a fiftieth"),
        pytest.param(20_000, 10_000, 20_000, 48_999, 10_000, id="less by more than a fiftieth"),
        pytest.param(0.3, 0.2, 0.0, 0.515, 0.3, id="hundredths of a millisecond"),
        pytest.param(0.3, 0.2, 0.0, 0.53, 0.1, id="more of them"),
        pytest.param(20, 20, 80, 100, 0, id="nothing but TLS"),
        pytest.param(20, 21, 80, 101, 20, id="less than TLS"),
    ],
)
def test_a_whole_tells_them_apart_to_a_fiftieth(
    connect: float, ssl: float, wait: float, time: float, expected: float
) -> None:
    assert ms(connect=connect, ssl=ssl, wait=wait, time=time)["connect"] == expected


def test_a_time_of_more_than_three_years_was_not_measured() -> None:
    assert ms(wait=1e11) == {"wait": 1e11}
    assert ms(wait=1.1e11) == {}


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"request":{}}', '{"request":{"url":5}}', '{"request":{"url":"x"}'])
def test_what_has_no_request_is_no_entry(text: str) -> None:
    assert read_entry(text) is None


@pytest.mark.parametrize(("own", "text"), [({"a": 1}, '{"a": 1}'), ([1], ""), (None, ""), ("x", "")])
def test_our_own_member_is_an_object(own: object, text: str) -> None:
    assert entry(_badgeInspector=own).own == text


def test_a_whole_halfway_between_both_is_no_word_against_the_formats_own() -> None:
    assert ms(connect=500, ssl=125, wait=8000, time=8562.5)["connect"] == 375


def test_phases_follow_one_another_and_blocked_goes_before() -> None:
    found = entry(timings={"blocked": 5, "dns": 1, "connect": 30, "ssl": 20, "send": 0, "wait": 80, "receive": 2})
    line = timeline_of(split_timings(found), None, 1000.0)
    spans = {span.phase: (round(span.start_s, 6), round(span.end_s, 6)) for span in line.spans}
    assert spans == {
        Phase.QUEUE: (0, 0.005),
        Phase.CONNECT: (0.005, 0.016),
        Phase.TLS: (0.016, 0.036),
        Phase.SEND: (0.036, 0.036),
        Phase.WAIT: (0.036, 0.116),
        Phase.DOWNLOAD: (0.116, 0.118),
    }
    assert line.total_s == pytest.approx(0.113)
    assert line.finished_at == pytest.approx(1000.118)


def test_phases_begin_at_once_and_their_sum_is_the_round_trip_whatever_the_whole_says() -> None:
    for time_s in (None, 9.0):
        line = timeline_of((("send", 0.25), ("wait", 0.5)), time_s, 1000.0)
        assert [(span.start_s, span.end_s) for span in line.spans] == [(0.0, 0.25), (0.25, 0.75)]
        assert (line.total_s, line.finished_at) == (0.75, 1000.75)
    assert timeline_of((), None, 1000.0).total_s == 0.0


def test_a_whole_without_phases_is_a_length_of_time() -> None:
    line = timeline_of((("blocked", 0.1),), 0.5, 1000.0)
    assert line.total_s == pytest.approx(0.4)
    assert has_time((), 0.5)
    assert not has_time((("blocked", 0.1),), None)


def test_a_capture_knows_what_was_recorded() -> None:
    capture = Capture("x.har", timings=(("wait", 0.0),))
    assert capture.seconds(HarPhase.WAIT) == 0.0
    assert capture.seconds(HarPhase.DNS) is None


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=12),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(
        st.sampled_from(["url", "method", "headers", "status", "content", "text", "encoding", "name", "value", "time",
                         "wait", "connect", "ssl", "params", "postData", "mimeType", "size", "_error"]),
        inside, max_size=4,
    ),
    max_leaves=20,
)  # fmt: skip


REQUESTS = st.dictionaries(st.sampled_from(["url", "method", "headers", "postData"]), JSON)
MADE = {"request": REQUESTS, "response": JSON, "timings": JSON, "startedDateTime": JSON}


@given(st.fixed_dictionaries(MADE))
def test_no_entry_makes_it_raise(made: dict[str, Any]) -> None:
    found = read_entry(json.dumps(made))
    if found is not None:
        started = found.started_at if found.started_at is not None else 0.0
        line = timeline_of(split_timings(found), found.time_s, started)
        assert line.total_s >= 0
        assert all(span.duration_s >= 0 for span in line.spans)
