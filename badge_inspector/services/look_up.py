"""Lookup of one badge: the request, the interpretation of the answer, and both in one value.

lookup = await look_up(client, LookupRequest(profile, code), credentials)
lookup.outcome      Found | Refused | Failed; never an exception, cancelling apart
"""

from __future__ import annotations

import time
from collections.abc import Collection
from urllib.parse import urlsplit

from badge_inspector.bitrix24 import wire
from badge_inspector.bitrix24.client import GET_METHOD, PortalClient, Reply
from badge_inspector.domain.contract import differences
from badge_inspector.domain.failures import Failure, FailureKind
from badge_inspector.domain.lookup import Failed, Lookup, Refused
from badge_inspector.domain.portal import Credentials
from badge_inspector.domain.request import LookupRequest


async def look_up(
    client: PortalClient,
    request: LookupRequest,
    credentials: Credentials | None,
    moved_from: Collection[str] = (),
) -> Lookup:
    """Ask for a badge, once. `credentials` None (or an empty secret) gives Failed with TOKEN_MISSING and sends nothing.
    `moved_from` names the authorities that redirects led away from before, to tell a loop.

    A QUERY_LIMIT_EXCEEDED tells the client's pacer that the portal's bucket is full.
    """
    asked_at = time.time()
    profile = request.profile

    def understood(reply: Reply) -> Lookup:
        response = reply.exchange.response
        if response is None:
            decoded = wire.Decoded(Failed(reply.failure or Failure(FailureKind.UNEXPECTED)), None)
        else:
            decoded = wire.decode(response, profile.address, urlsplit(reply.exchange.request.url).path, moved_from)
        return Lookup(
            code=request.code,
            profile_id=profile.id,
            portal_name=profile.name,
            portal=profile.address.authority,
            asked_at=asked_at,
            outcome=Failed(reply.failure) if reply.failure else decoded.outcome,
            exchange=reply.exchange,
            document=decoded.document,
            contract=None if response is None else differences(response, decoded.document),
        )

    lookup = await client.ask(profile, credentials, GET_METHOD, {"code": request.code}, understood)
    outcome = lookup.outcome
    if isinstance(outcome, Refused) and outcome.failure.kind is FailureKind.QUERY_LIMIT_EXCEEDED:
        client.pacer.exceeded(profile.address.authority)
    return lookup
