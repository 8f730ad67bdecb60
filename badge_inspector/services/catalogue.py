"""Which badges a portal knows: `crm.activity.badge.list`, all of them in one answer."""

from __future__ import annotations

import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from badge_inspector.background import in_background
from badge_inspector.bitrix24 import wire
from badge_inspector.bitrix24.client import LIST_METHOD, OFF_LOOP_BYTES, PortalClient
from badge_inspector.domain.badge import Badge
from badge_inspector.domain.exchange import Phase, Response
from badge_inspector.domain.failures import Failure, FailureKind
from badge_inspector.domain.portal import Credentials, PortalProfile


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A portal's badges as it listed them; `fetched_at` is epoch seconds UTC."""

    badges: tuple[Badge, ...]
    fetched_at: float


async def fetch_catalogue(
    client: PortalClient, profile: PortalProfile, credentials: Credentials | None
) -> Catalogue | Failure:
    """Ask for the list. A QUERY_LIMIT_EXCEEDED tells the client's pacer that the portal's bucket is full."""
    reply = await client.call(profile, credentials, LIST_METHOD, {})
    response = reply.exchange.response
    if reply.failure is not None or response is None:
        return reply.failure or Failure(FailureKind.UNEXPECTED)
    sent_path = urlsplit(reply.exchange.request.url).path

    def read() -> tuple[Badge, ...] | Failure:
        return _read(response, profile, sent_path)

    badges = read() if len(response.body) <= OFF_LOOP_BYTES else await in_background(read)
    if not isinstance(badges, Failure):
        return Catalogue(badges, time.time())
    if badges.kind is FailureKind.QUERY_LIMIT_EXCEEDED:
        client.pacer.exceeded(profile.address.authority)
    return badges


def _read(response: Response, profile: PortalProfile, sent_path: str) -> tuple[Badge, ...] | Failure:
    _, answer = wire.read_answer(response, profile.address, sent_path)
    if not isinstance(answer, wire.Answer):
        return answer.failure
    badges = wire.read_badges(answer.result)
    if badges is None:
        detail = "there is no list of badges in the answer"
        return Failure(FailureKind.ANSWER_SHAPE, http_status=response.status, phase=Phase.DOWNLOAD, detail=detail)
    return badges
