"""Members of an entry that is written."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from badge_inspector.domain.capture import Capture
from badge_inspector.domain.exchange import Phase, PhaseSpan, Response, SentRequest, Timeline
from badge_inspector.domain.har.writing import har_entry, public
from badge_inspector.domain.secret import MASK
from tests.support.builders import NOON, exchange


@pytest.mark.parametrize("version", ["HTTP/1.1", "HTTP/1.0", "HTTP/2"])
def test_a_request_has_the_version_of_its_answer(version: str) -> None:
    made = exchange(b"{}")
    assert made.response is not None
    answered = replace(made, response=replace(made.response, http_version=version))
    assert har_entry(answered, None, "")["request"]["httpVersion"] == version
    assert har_entry(replace(made, response=None), None, "")["request"]["httpVersion"] == "HTTP/1.1"


def with_spans(*spans: tuple[Phase, float, float]) -> dict[str, Any]:
    timeline = Timeline(tuple(PhaseSpan(*span) for span in spans), 1.0, NOON, NOON + 1)
    return har_entry(replace(exchange(b"{}"), timeline=timeline), None, "")


@pytest.mark.parametrize(
    ("spans", "measured", "time"),
    [
        ([], {}, 0),
        ([(Phase.WAIT, 0.0, 0.0005)], {"wait": 0.5}, 0.5),
        ([(Phase.WAIT, 0.0, 0.0001234567891)], {"wait": 0.123457}, 0.123457),
        ([(Phase.SEND, 0.0, 0.25), (Phase.WAIT, 0.25, 0.75)], {"send": 250, "wait": 500}, 750),
        ([(Phase.CONNECT, 0.0, 0.5), (Phase.TLS, 0.5, 0.75)], {"connect": 750, "ssl": 250}, 750),
        ([(Phase.TLS, 0.5, 0.75)], {"connect": 250, "ssl": 250}, 250),
        ([(Phase.QUEUE, 0.0, 0.5), (Phase.DOWNLOAD, 0.5, 0.75)], {"blocked": 500, "receive": 250}, 750),
    ],
)
def test_times_are_milliseconds_and_tls_is_a_part_of_connect(
    spans: list[tuple[Phase, float, float]], measured: dict[str, float], time: float
) -> None:
    made = with_spans(*spans)
    unmeasured = dict.fromkeys(("blocked", "dns", "connect", "ssl", "send", "wait", "receive"), -1)
    assert made["timings"] == unmeasured | measured
    assert made["time"] == time


def test_phases_of_a_capture_are_written_as_they_were_recorded() -> None:
    made = har_entry(exchange(b"{}"), Capture("a.har", timings=(("dns", 0.001), ("wait", 0.5))), "")
    assert (made["timings"]["dns"], made["timings"]["wait"], made["timings"]["connect"]) == (1, 500, -1)


def test_a_request_and_a_response_have_the_members_of_the_format() -> None:
    url = f"https://acme.bitrix24.com/rest/1/{MASK}/x?code=a%20b&code="
    headers = (("Accept", "*/*"), ("content-type", "application/json"))
    response = Response(
        302, "Found", "", (("Location", f"/rest/1/{MASK}/"), ("content-type", "text/plain")), b"\xff", 7
    )
    made = replace(
        exchange(b"{}"), request=SentRequest("POST", url, headers, f'{{"auth":"{MASK}"}}'), response=response
    )
    entry = har_entry(made, None, "a note")
    assert entry["comment"] == "a note"
    assert entry["cache"] == {}
    assert entry["startedDateTime"] == "2026-11-01T12:00:00.000000Z"
    assert entry["request"] == {
        "method": "POST",
        "url": "https://acme.bitrix24.com/rest/1/SECRET/x?code=a%20b&code=",
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": [{"name": "Accept", "value": "*/*"}, {"name": "content-type", "value": "application/json"}],
        "queryString": [{"name": "code", "value": "a b"}, {"name": "code", "value": ""}],
        "headersSize": -1,
        "bodySize": -1,
        "postData": {"mimeType": "application/json", "text": '{"auth":"SECRET"}'},
    }
    assert entry["response"] == {
        "status": 302,
        "statusText": "Found",
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": [{"name": "Location", "value": "/rest/1/SECRET/"}, {"name": "content-type", "value": "text/plain"}],
        "content": {"size": 1, "mimeType": "text/plain", "text": "/w==", "encoding": "base64"},
        "redirectURL": "/rest/1/SECRET/",
        "headersSize": -1,
        "bodySize": 7,
    }


def test_no_response_is_one_of_status_0_and_nothing_sent_is_no_data() -> None:
    made = exchange(None)
    entry = har_entry(replace(made, request=replace(made.request, body="")), None, "")
    assert "postData" not in entry["request"]
    assert "comment" not in entry
    assert entry["response"] == {
        "status": 0,
        "statusText": "",
        "httpVersion": "",
        "cookies": [],
        "headers": [],
        "content": {"size": 0, "mimeType": "", "text": ""},
        "redirectURL": "",
        "headersSize": -1,
        "bodySize": -1,
    }


def test_a_body_in_utf_8_is_text_and_what_has_no_type_has_none() -> None:
    made = exchange("é".encode())
    assert made.response is not None
    bare = replace(made, response=replace(made.response, headers=()))
    assert har_entry(bare, None, "")["response"]["content"] == {"size": 2, "mimeType": "", "text": "é"}


def test_headers_that_name_a_session_are_left_out_and_told_once() -> None:
    made = exchange(b"{}")
    assert made.response is not None
    request = replace(made.request, headers=(("Cookie", "a"), ("Accept", "*/*"), ("AUTHORIZATION", "b")))
    response = replace(made.response, headers=(("Set-Cookie", "c"), ("Cookie", "d"), ("Server", "nginx")))
    shown, left = public(replace(made, request=request, response=response))
    assert shown.request.headers == (("Accept", "*/*"),)
    assert shown.response is not None
    assert shown.response.headers == (("Server", "nginx"),)
    assert left == ("Cookie", "AUTHORIZATION", "Set-Cookie")
    assert public(replace(made, request=request, response=None))[1] == ("Cookie", "AUTHORIZATION")
