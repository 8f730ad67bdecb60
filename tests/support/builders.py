"""Values for tests, each with what does not matter filled in."""

from __future__ import annotations

from collections.abc import Sequence

from badge_inspector.domain.badge import Badge, FieldValue, PlainText
from badge_inspector.domain.badge_type import BadgeType
from badge_inspector.domain.code_run import CodeRun
from badge_inspector.domain.exchange import Certificate, Exchange, Phase, PhaseSpan, Response, SentRequest, Timeline
from badge_inspector.domain.failures import Failure, FailureKind
from badge_inspector.domain.history import HistoryRow, RowStatus
from badge_inspector.domain.lookup import Failed, Found, Lookup, Outcome, Refused
from badge_inspector.domain.portal import ColourLabel, PortalAddress, PortalProfile

NOON = 1_793_534_400.0
"""1 November 2026, 12:00 UTC, as epoch seconds."""


def profile(name: str = "Acme support", host: str = "acme.bitrix24.com", **more: object) -> PortalProfile:
    facts: dict[str, object] = {"id": host, "name": name, "address": PortalAddress(host), "colour": ColourLabel.GREEN}
    return PortalProfile(**(facts | more))  # type: ignore[arg-type]


def row(row_id: int, code: str = "missedCall", asked_at: float = NOON, **more: object) -> HistoryRow:
    facts: dict[str, object] = {
        "id": row_id,
        "asked_at": asked_at,
        "code": code,
        "profile_id": "acme.bitrix24.com",
        "portal_name": "Acme support",
        "portal": "acme.bitrix24.com",
        "status": RowStatus.FOUND,
        "total_s": 0.512,
        "value": PlainText("Missed"),
        "badge_type": BadgeType.FAILURE,
    }
    return HistoryRow(**(facts | more))  # type: ignore[arg-type]


def exchange(body: bytes | None, status: int = 200, total_s: float = 0.512) -> Exchange:
    request = SentRequest(
        "POST", "https://acme.bitrix24.com/rest/1/••••••••/crm.activity.badge.get", (("Accept", "*/*"),), "{}"
    )
    spans = (PhaseSpan(Phase.WAIT, 0.0, total_s - 0.001), PhaseSpan(Phase.DOWNLOAD, total_s - 0.001, total_s))
    timeline = Timeline(spans, total_s, NOON, NOON + total_s, reused=True)
    if body is None:
        return Exchange(request, timeline)
    certificate = Certificate("CN=*.bitrix24.com", "CN=Test CA", NOON - 1e6, NOON + 1e6, "ab" * 32)
    headers = (("Content-Type", "application/json"), ("X-Odd", "é"), ("X-Odd", ""))
    return Exchange(request, timeline, Response(status, "OK", "HTTP/1.1", headers, body, len(body), "", certificate))


def code_run(key: str, codes: Sequence[str], asked_at: float = NOON) -> CodeRun:
    """A run on the portal of the lookups here."""
    return CodeRun(key, asked_at, "acme", "Acme support", "acme.bitrix24.com", tuple(codes))


def _lookup(code: str, outcome: Outcome, sent: Exchange) -> Lookup:
    return Lookup(code, "acme", "Acme support", "acme.bitrix24.com", NOON, outcome, sent)


def found(
    code: str = "missedCall",
    title: str = "Call Status",
    value: FieldValue = PlainText("Missed"),  # noqa: B008 - frozen
    badge_type: str = "failure",
    body: bytes = b'{"result":{"badge":{}}}',
) -> Lookup:
    badge = Badge(PlainText(code), PlainText(title), value, PlainText(badge_type))
    return _lookup(code, Found(badge, None), exchange(body))


def refused(code: str = "misedCall", total_s: float = 0.198) -> Lookup:
    failure = Failure(FailureKind.BADGE_NOT_FOUND, "NOT_FOUND", "Badge not found", 400, Phase.DOWNLOAD)
    return _lookup(code, Refused(failure), exchange(b'{"error":"NOT_FOUND"}', 400, total_s))


def failed(code: str = "missedCall") -> Lookup:
    failure = Failure(FailureKind.NAME_NOT_RESOLVED, phase=Phase.CONNECT, detail="no such host")
    return _lookup(code, Failed(failure), exchange(None))
