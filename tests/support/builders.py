"""Values for tests, each with what does not matter filled in."""

from __future__ import annotations

from badge_inspector.domain.badge import BadgeType, PlainText
from badge_inspector.domain.history import HistoryRow, RowStatus
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
