"""Builders for what a lookup's timing is made of."""

from __future__ import annotations

from badge_inspector.domain.badge import Badge, PlainText
from badge_inspector.domain.exchange import Exchange, Phase, PhaseSpan, Response, SentRequest, Timeline
from badge_inspector.domain.jsontext import JsonDocument
from badge_inspector.domain.lookup import Found, Lookup, Outcome
from badge_inspector.domain.server_time import ServerTime, read_time

STARTED_AT = 1_724_068_028.2
"""Epoch seconds at which the built exchanges begin, by this computer's clock."""

SAMPLE_TIME = """{
    "start": 1724068028.331234, "finish": 1724068028.726591,
    "duration": 0.3953571319580078, "processing": 0.13033390045166016,
    "date_start": "2025-01-21T13:47:08+02:00", "date_finish": "2025-01-21T13:47:08+02:00", "operating": 0}"""
"""The `time` block of the method's own page."""

ROUNDED_TIME = """{
    "start": 1787219542, "finish": 1787219542.888997, "duration": 0.8889970779418945, "processing": 0,
    "date_start": "2026-08-20T12:52:22+03:00", "date_finish": "2026-08-20T12:52:22+03:00",
    "operating_reset_at": 1787220142, "operating": 3.3076241016387939}"""
"""A `time` block of a portal that rounds to whole seconds."""


def server_time(source: str) -> ServerTime:
    """The block of that JSON text."""
    time = read_time(JsonDocument.parse(f'{{"time": {source}}}').at("time"))
    assert time is not None
    return time


def timeline(
    *phases: tuple[Phase, float], started_at: float = STARTED_AT, reused: bool | None = None, rest_s: float = 0.0
) -> Timeline:
    """Phases one after another, of so many seconds each; `rest_s` seconds at the end belong to none."""
    spans: list[PhaseSpan] = []
    now = 0.0
    for phase, length in phases:
        spans.append(PhaseSpan(phase, now, now + length))
        now += length
    return Timeline(tuple(spans), now + rest_s, started_at, started_at + now + rest_s, reused)


def sample_timeline(started_at: float = STARTED_AT) -> Timeline:
    """The exchange of the design picture: 512 ms, 451 of them waiting."""
    return timeline(
        (Phase.CONNECT, 0.0182),
        (Phase.TLS, 0.041),
        (Phase.SEND, 0.0004),
        (Phase.WAIT, 0.451),
        (Phase.DOWNLOAD, 0.0014),
        started_at=started_at,
        reused=False,
    )


def found(time: str | None) -> Found:
    """A badge, with the `time` block of that JSON text."""
    badge = Badge(PlainText("missedCall"), PlainText("Call Status"), PlainText("Missed"), PlainText("failure"))
    return Found(badge, None if time is None else server_time(time))


def timed_lookup(outcome: Outcome, clock: Timeline, *, method: str = "crm.activity.badge.get") -> Lookup:
    """A lookup whose answer came, as far as timing is concerned."""
    request = SentRequest("POST", f"https://acme.bitrix24.com/rest/{method}", (), "")
    exchange = Exchange(request, clock, Response(200, "OK", "HTTP/1.1", (), b"{}", 2))
    return Lookup("missedCall", "acme", "Acme", "acme.bitrix24.com", clock.started_at, outcome, exchange, history_id=7)
