"""Reader of one entry of a HAR file. A member that is missing or of the wrong type is treated as absent."""

from __future__ import annotations

import base64
import binascii
import math
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from badge_inspector.domain.body_text import read_body
from badge_inspector.domain.capture import HarPhase
from badge_inspector.domain.clock import EARLIEST, LATEST, epoch_seconds
from badge_inspector.domain.content_coding import ContentDecoder
from badge_inspector.domain.exchange import Phase, PhaseSpan, Timeline
from badge_inspector.domain.jsontext import JsonDocument, JsonKind, JsonNode

LONGEST_BODY = 32 << 20
"""Bytes to which a compressed body is unpacked."""

Pairs = tuple[tuple[str, str], ...]

GZIP = b"\x1f\x8b"
"""Beginning of gzipped data."""

_UNREADABLE_CODINGS = frozenset({"br", "zstd", "compress"})
_LONGEST_MS = 1e11
_MOMENT = re.compile(
    r"(?P<date>\d{4}-?\d\d-?\d\d)T?(?P<time>\d\d:?\d\d(?::?\d\d)?)(?P<part>[.,]\d+)?\s*(?P<zone>Z|[+-]\d\d:?\d\d)?",
    re.IGNORECASE,
)
_VERSIONS = {"h1": "1.1", "h2": "2", "h2c": "2", "h3": "3", "2.0": "2", "3.0": "3", "quic": "3", "spdy": "2"}
_TOLERANCE = 0.02
"""The share of the whole by which sums of phases may differ from it."""


@dataclass(frozen=True, slots=True)
class HarRequest:
    """`body` is the text that was sent, `params` its fields where only those were recorded."""

    method: str
    url: str
    http_version: str
    headers: Pairs
    body: str
    body_type: str
    params: Pairs


@dataclass(frozen=True, slots=True)
class HarResponse:
    """`body` is decoded, None where it was not recorded; `truncated` as in `exchange.Response`. `body_size` is what the
    file says of the bytes on the wire, None where it does not."""

    status: int
    reason: str
    http_version: str
    headers: Pairs
    body: bytes | None
    body_size: int | None
    truncated: str = ""


@dataclass(frozen=True, slots=True)
class HarEntry:
    """`started_at` is epoch seconds, `time_s` the whole exchange in seconds, None where they were not recorded;
    `timings` are seconds by phase, as recorded: `connect` may include `ssl`. `response` is None where none came;
    `error` is the browser's own word for why. `own` is the text of the `_badgeInspector` member."""

    request: HarRequest
    response: HarResponse | None
    started_at: float | None
    time_s: float | None
    timings: tuple[tuple[HarPhase, float], ...]
    error: str = ""
    own: str = ""


def read_entry(text: str) -> HarEntry | None:
    """Read an entry; None for a text that is not JSON or has no request with an address. Never raises."""
    document = JsonDocument.parse(text)
    root = document.root
    if document.fault is not None or root is None:
        return None
    request = root.child("request")
    url = _text(request, "url")
    if request is None or not url:
        return None
    response = root.child("response")
    timings = root.child("timings")
    own = root.child("_badgeInspector")
    return HarEntry(
        request=_request(request, url),
        response=_response(response),
        started_at=moment(_text(root, "startedDateTime")),
        time_s=_seconds(root, "time"),
        timings=tuple((phase, value) for phase in HarPhase if (value := _seconds(timings, phase)) is not None),
        error=_text(response, "_error") or _text(root, "_error"),
        own=own.source if own is not None and own.kind is JsonKind.OBJECT else "",
    )


def moment(text: str) -> float | None:
    """An ISO 8601 date with time as epoch seconds, in UTC where no zone is named, within the years a clock can show;
    None for anything else."""
    match = _MOMENT.fullmatch(text.strip())
    if match is None:
        return None
    zone = match["zone"] or "Z"
    try:
        whole = datetime.fromisoformat(f"{match['date']}T{match['time']}")
        offset = UTC if zone in "Zz" else datetime.fromisoformat(f"2000-01-01T00:00:00{zone}").tzinfo
        seconds = epoch_seconds(whole.replace(tzinfo=offset))
    except (ValueError, OverflowError):
        return None
    part = float(f"0.{match['part'][1:]}") if match["part"] else 0.0
    return min(max(seconds + part, EARLIEST), LATEST)


def split_timings(entry: HarEntry) -> tuple[tuple[str, float], ...]:
    """The recorded phases with `ssl` taken out of `connect`: the format counts it in (HAR 1.2, "timings"), and some
    programs do not. The whole time tells them apart, as far as it does."""
    found = dict(entry.timings)
    connect, ssl = found.get(HarPhase.CONNECT), found.get(HarPhase.SSL)
    if connect is not None and ssl is not None and ssl <= connect:
        apart = sum(found.values())
        whole = entry.time_s
        is_apart = (
            whole is not None
            and abs(whole - apart) <= _TOLERANCE * max(apart, 1e-3)
            and abs(whole - apart) < abs(whole - (apart - ssl))
        )
        if not is_apart:
            found[HarPhase.CONNECT] = connect - ssl
    return tuple((phase.value, found[phase]) for phase in HarPhase if phase in found)


_SPANS = (
    (Phase.CONNECT, (HarPhase.DNS, HarPhase.CONNECT)),
    (Phase.TLS, (HarPhase.SSL,)),
    (Phase.SEND, (HarPhase.SEND,)),
    (Phase.WAIT, (HarPhase.WAIT,)),
    (Phase.DOWNLOAD, (HarPhase.RECEIVE,)),
)


def timeline_of(timings: tuple[tuple[str, float], ...], time_s: float | None, started_at: float) -> Timeline:
    """The recorded phases one after the other, those that were not recorded left out. `blocked` goes before the
    exchange, as our own pacing does: it is not a part of the round trip."""
    found = dict(timings)
    blocked = found.get(HarPhase.BLOCKED)
    spans: list[PhaseSpan] = []
    at = began = 0.0
    if blocked is not None:
        spans.append(PhaseSpan(Phase.QUEUE, 0.0, blocked))
        at = began = blocked
    for phase, parts in _SPANS:
        recorded = [found[part] for part in parts if part in found]
        if recorded:
            spans.append(PhaseSpan(phase, at, at + sum(recorded)))
            at += sum(recorded)
    total = at - began
    if time_s is not None and all(span.phase is Phase.QUEUE for span in spans):
        total = max(0.0, time_s - began)
    finished = min(started_at + began + total, LATEST)
    return Timeline(tuple(spans), total, started_at, finished)


def has_time(timings: tuple[tuple[str, float], ...], time_s: float | None) -> bool:
    """Tell whether anything of the round trip was recorded."""
    return time_s is not None or any(name != HarPhase.BLOCKED for name, _ in timings)


def http_version(text: str) -> str:
    """The usual name of a version of HTTP, whatever a program calls it; "" for none that is known."""
    name = text.strip().lower()
    name = name.removeprefix("http/").removeprefix("http")
    name = _VERSIONS.get(name.partition("-")[0], _VERSIONS.get(name, name))
    return f"HTTP/{name}" if name in ("1.0", "1.1", "2", "3") else ""


def _request(node: JsonNode, url: str) -> HarRequest:
    sent = node.child("postData")
    text = _text(sent, "text")
    if _text(sent, "encoding").lower() == "base64":
        text = (_from_base64(text) or text.encode("utf-8", "replace")).decode("utf-8", "replace")
    return HarRequest(
        method=_text(node, "method").upper() or "GET",
        url=url,
        http_version=http_version(_text(node, "httpVersion")),
        headers=_headers(node),
        body=text,
        body_type=_text(sent, "mimeType"),
        params=tuple(_pairs(sent.child("params") if sent is not None else None)),
    )


def _response(node: JsonNode | None) -> HarResponse | None:
    status = _number(node, "status") if node is not None else None
    if node is None or status is None or not 100 <= status <= 999:
        return None
    headers = _headers(node)
    body, truncated = _body(node.child("content"), headers, is_failed=bool(_text(node, "_error")))
    size = _number(node, "bodySize")
    return HarResponse(
        status=int(status),
        reason=_text(node, "statusText"),
        http_version=http_version(_text(node, "httpVersion")),
        headers=headers,
        body=body,
        body_size=int(size) if size is not None and 0 <= size < 1 << 53 else None,
        truncated=truncated,
    )


def _body(content: JsonNode | None, headers: Pairs, *, is_failed: bool) -> tuple[bytes | None, str]:
    """The body and why it is not whole. `size` is believed only where there is no text, and there only of a response
    that the browser took in: it says whether there was one."""
    node = content.child("text") if content is not None else None
    text = node.string if node is not None else None
    size = _number(content, "size")
    if not text:
        was_empty = size == 0 if text is None else (size or 0) <= 0
        return (b"", "") if was_empty and not is_failed else (None, "")
    data = None
    if _text(content, "encoding").lower() == "base64":
        data = _from_base64(text)
    elif text.startswith("\x1f\x8b"):
        with suppress(UnicodeEncodeError):  # each character a byte
            data = text.encode("latin-1")
    if data is None:
        return text.encode("utf-8", "replace"), ""
    return _unpacked(data, headers)


def _unpacked(data: bytes, headers: Pairs) -> tuple[bytes, str]:
    """A body in clear: most programs unpack it before they write it down, some do not."""
    if data.startswith(GZIP):
        decoder = ContentDecoder("gzip", LONGEST_BODY)
        for _ in decoder.feed(data):
            pass
        decoder.finish()
        return bytes(decoder.body), decoder.truncated
    codings = {part.strip().lower() for name, value in headers if name.lower() == "content-encoding"
               for part in value.split(",")}  # fmt: skip
    is_text = read_body(data).replaced == 0
    return data, "encoding" if codings & _UNREADABLE_CODINGS and not is_text else ""


def _from_base64(text: str) -> bytes | None:
    try:
        return base64.b64decode("".join(text.split()).translate(_TO_STANDARD), validate=True)
    except (binascii.Error, ValueError):
        return None


_TO_STANDARD = str.maketrans("-_", "+/")


def _headers(node: JsonNode) -> Pairs:
    return tuple(_pairs(node.child("headers")))


def _pairs(node: JsonNode | None) -> Iterator[tuple[str, str]]:
    if node is None or node.kind is not JsonKind.ARRAY:
        return
    for item in node.children():
        name = _text(item, "name")
        if name:
            yield name, _text(item, "value")


def _text(node: JsonNode | None, name: str) -> str:
    member = node.child(name) if node is not None else None
    return (member.string or "") if member is not None else ""


def _number(node: JsonNode | None, name: str) -> float | None:
    member = node.child(name) if node is not None else None
    if member is None or member.kind is not JsonKind.NUMBER:
        return None
    number = float(member.source)
    return number if math.isfinite(number) else None


def _seconds(node: JsonNode | None, name: str) -> float | None:
    """Milliseconds as seconds; -1, and anything else below zero, is "not recorded"."""
    number = _number(node, name)
    return number / 1000 if number is not None and 0 <= number <= _LONGEST_MS else None
