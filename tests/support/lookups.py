"""Lookups for tests: an answer's bytes in, a lookup as the client makes it out."""

from __future__ import annotations

import json

from badge_inspector.bitrix24.wire import decode
from badge_inspector.domain.contract import differences
from badge_inspector.domain.exchange import Certificate, Exchange, Phase, PhaseSpan, Response, SentRequest, Timeline
from badge_inspector.domain.failures import Failure
from badge_inspector.domain.jsontext import JsonDocument
from badge_inspector.domain.lookup import Failed, Lookup, Outcome
from badge_inspector.domain.portal import PortalAddress
from badge_inspector.domain.secret import MASK
from tests.support.builders import NOON

METHOD = "crm.activity.badge.get"
TIMELINE = Timeline((PhaseSpan(Phase.WAIT, 0.0, 0.5),), 0.512, NOON, NOON + 0.512, True)
CERTIFICATE = Certificate("acme.bitrix24.com", "R11", NOON - 86_400, NOON + 86_400 * 60, "ab" * 32)
SAMPLE = b"""{"result":{"badge":{"code":"missedCall","title":"Call Status","value":"Missed","type":"failure"}},\
"time":{"start":1724068028.331234,"finish":1724068028.726591,"duration":0.3953571319580078,\
"processing":0.13033390045166016,"date_start":"2025-01-21T13:47:08+02:00","date_finish":"2025-01-21T13:47:08+02:00",\
"operating":0}}"""


def sent(code: str = "missedCall") -> SentRequest:
    headers = (("Host", "acme.bitrix24.com"), ("Accept", "application/json"), ("Content-Type", "application/json"))
    body = json.dumps({"code": code}, ensure_ascii=False, separators=(",", ":"))
    return SentRequest("POST", f"https://acme.bitrix24.com/rest/1/{MASK}/{METHOD}", headers, body)


def response(body: bytes = SAMPLE, status: int = 200, reason: str = "OK", **more: object) -> Response:
    facts: dict[str, object] = {
        "status": status,
        "reason": reason,
        "http_version": "HTTP/1.1",
        "headers": (("Server", "nginx"), ("Content-Type", "application/json; charset=utf-8")),
        "body": body,
        "wire_size": len(body),
        "certificate": CERTIFICATE,
    }
    return Response(**(facts | more))  # type: ignore[arg-type]


def lookup(code: str = "missedCall", answer: Response | None = None) -> Lookup:
    """A lookup whose outcome is what the answer means."""
    answer = answer or response()
    decoded = decode(answer, PortalAddress("acme.bitrix24.com"))
    return _kept(code, decoded.outcome, Exchange(sent(code), TIMELINE, answer), decoded.document)


def failed(failure: Failure, code: str = "missedCall") -> Lookup:
    """A lookup to which no answer came."""
    return _kept(code, Failed(failure), Exchange(sent(code), TIMELINE), None)


def _kept(code: str, outcome: Outcome, exchange: Exchange, document: JsonDocument | None) -> Lookup:
    contract = differences(exchange.response, document)
    return Lookup(
        code, "acme", "Acme support", "acme.bitrix24.com", NOON, outcome, exchange, document, contract=contract
    )
