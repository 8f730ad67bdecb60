"""A lookup as an entry of a HAR file, and the file around the entries: HAR 1.2, as its published schema has it.

Sanitised by construction: what a lookup holds was masked when it was made; here the mask becomes a placeholder that an
address can have, and the headers that may name a person's session are left out altogether.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import quote, urlsplit

from badge_inspector.domain.capture import Capture, HarPhase
from badge_inspector.domain.clock import utc_time
from badge_inspector.domain.exchange import Exchange, Phase, Response, SentRequest, Timeline
from badge_inspector.domain.har.calls import form_pairs
from badge_inspector.domain.secret import MASK

PLACEHOLDER = "SECRET"
"""Stands in an address where a secret stood."""

OWN = "_badgeInspector"
PRIVATE_HEADERS = frozenset(
    {"authorization", "proxy-authorization", "cookie", "cookie2", "set-cookie", "set-cookie2", "x-bitrix-csrf-token"}
)
"""Names of the headers that never leave, in small letters."""

_IN_ADDRESS = "!#$%&'()*+,/:;=?@[]~"


def around(creator: str, version: str, own: Mapping[str, Any]) -> tuple[str, str]:
    """Text before and behind the entries, which are parted by commas."""
    head = {"version": "1.2", "creator": {"name": creator, "version": version}, OWN: own}
    return f'{{"log":{json.dumps(head)[:-1]},"entries":[\n', "\n]}}\n"


def public(exchange: Exchange) -> tuple[Exchange, tuple[str, ...]]:
    """An exchange without the headers that never leave, and the names of those that were left out."""
    response = exchange.response
    headers, left = _public(exchange.request.headers)
    request = replace(exchange.request, headers=headers)
    if response is not None:
        headers, left_of_response = _public(response.headers)
        response, left = replace(response, headers=headers), left + left_of_response
    return replace(exchange, request=request, response=response), tuple(dict.fromkeys(left))


def _public(headers: Iterable[tuple[str, str]]) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    kept = tuple((name, value) for name, value in headers if name.lower() not in PRIVATE_HEADERS)
    return kept, tuple(name for name, _ in headers if name.lower() in PRIVATE_HEADERS)


def har_entry(exchange: Exchange, capture: Capture | None, note: str) -> dict[str, Any]:
    """The members that the format has, of an exchange as it may leave."""
    timings = _timings(capture, exchange.timeline)
    spent = sum(max(0.0, value) for name, value in timings.items() if name != HarPhase.SSL)
    entry: dict[str, Any] = {
        "startedDateTime": _moment(exchange.timeline.started_at),
        "time": round(spent, 6),
        "request": _request(exchange.request, exchange.response),
        "response": _response(exchange.response),
        "cache": {},
        "timings": timings,
    }
    if note:
        entry["comment"] = note
    return entry


def _timings(capture: Capture | None, timeline: Timeline) -> dict[str, float]:
    """Milliseconds; -1 for what was not measured. `connect` counts TLS in, as the format has it."""
    if capture is not None and capture.timings:
        found = {HarPhase(name): value for name, value in capture.timings}
    else:
        found = {name: span.duration_s for name, phase in _PHASES.items() if (span := timeline.span(phase)) is not None}
    if HarPhase.SSL in found:
        found[HarPhase.CONNECT] = found.get(HarPhase.CONNECT, 0.0) + found[HarPhase.SSL]
    return {phase.value: round(found[phase] * 1000, 6) if phase in found else -1 for phase in HarPhase}


_PHASES = {
    HarPhase.BLOCKED: Phase.QUEUE,
    HarPhase.CONNECT: Phase.CONNECT,
    HarPhase.SSL: Phase.TLS,
    HarPhase.SEND: Phase.SEND,
    HarPhase.WAIT: Phase.WAIT,
    HarPhase.RECEIVE: Phase.DOWNLOAD,
}


def _request(request: SentRequest, response: Response | None) -> dict[str, Any]:
    url = _address(request.url)
    made: dict[str, Any] = {
        "method": request.method,
        "url": url,
        "httpVersion": (response.http_version if response is not None else "") or "HTTP/1.1",
        "cookies": [],
        "headers": _headers(request.headers),
        "queryString": [{"name": name, "value": value} for name, value in form_pairs(urlsplit(url).query)],
        "headersSize": -1,
        "bodySize": -1,
    }
    if request.body:
        kind = next((value for name, value in request.headers if name.lower() == "content-type"), "")
        made["postData"] = {"mimeType": kind, "text": request.body.replace(MASK, PLACEHOLDER)}
    return made


def _response(response: Response | None) -> dict[str, Any]:
    """Members of a response; of none the status is 0, as browsers write it."""
    if response is None:
        return {
            "status": 0, "statusText": "", "httpVersion": "", "cookies": [], "headers": [],
            "content": {"size": 0, "mimeType": "", "text": ""}, "redirectURL": "", "headersSize": -1, "bodySize": -1,
        }  # fmt: skip
    return {
        "status": response.status,
        "statusText": response.reason,
        "httpVersion": response.http_version or "HTTP/1.1",
        "cookies": [],
        "headers": _headers(response.headers),
        "content": _content(response),
        "redirectURL": (response.header("Location") or "").replace(MASK, PLACEHOLDER),
        "headersSize": -1,
        "bodySize": response.wire_size,
    }


def _content(response: Response) -> dict[str, Any]:
    """The body as text where it is text in UTF-8, else in base64: the same bytes come back either way."""
    content: dict[str, Any] = {"size": len(response.body), "mimeType": response.header("Content-Type") or ""}
    try:
        content["text"] = response.body.decode("utf-8")
    except UnicodeDecodeError:
        content |= {"text": base64.b64encode(response.body).decode("ascii"), "encoding": "base64"}
    return content


def _headers(headers: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"name": name, "value": value.replace(MASK, PLACEHOLDER)} for name, value in headers]


def _address(url: str) -> str:
    return quote(url.replace(MASK, PLACEHOLDER), safe=_IN_ADDRESS)


def _moment(epoch_s: float) -> str:
    return utc_time(epoch_s).isoformat(timespec="microseconds").replace("+00:00", "Z")
