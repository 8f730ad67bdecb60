"""Look up one badge: the question asked, the answer understood, both kept together.

lookup = await look_up(client, LookupRequest(profile, code), credentials)
lookup.outcome      Found | Refused | Failed; never an exception, cancelling apart

document = await parse_body(lookup.exchange.response)      # of a lookup out of the history, from its kept bytes
"""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping
from urllib.parse import urlsplit

from badge_inspector.background import in_background
from badge_inspector.bitrix24 import wire
from badge_inspector.bitrix24.client import GET_METHOD, JsonValue, PortalClient
from badge_inspector.domain.body_text import read_body
from badge_inspector.domain.contract import Difference, differences
from badge_inspector.domain.exchange import Response
from badge_inspector.domain.failures import Failure, FailureKind
from badge_inspector.domain.jsontext import JsonDocument
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
    params: Mapping[str, JsonValue] = {"code": request.code}
    reply = await client.call(profile, credentials, GET_METHOD, params)
    response = reply.exchange.response
    document: JsonDocument | None = None
    contract: tuple[Difference, ...] | None = None
    if response is None:
        outcome = Failed(reply.failure or Failure(FailureKind.UNEXPECTED))
    else:
        sent_path = urlsplit(reply.exchange.request.url).path
        decoded = await in_background(lambda: wire.decode(response, profile.address, sent_path, moved_from))
        document = decoded.document
        contract = await in_background(lambda: differences(response, decoded.document))
        outcome = Failed(reply.failure) if reply.failure else decoded.outcome
    if isinstance(outcome, Refused) and outcome.failure.kind is FailureKind.QUERY_LIMIT_EXCEEDED:
        client.pacer.exceeded(profile.address.authority)
    return Lookup(
        code=request.code,
        profile_id=profile.id,
        portal_name=profile.name,
        portal=profile.address.authority,
        asked_at=asked_at,
        outcome=outcome,
        exchange=reply.exchange,
        document=document,
        contract=contract,
    )


async def parse_body(response: Response | None) -> JsonDocument | None:
    """The document in kept bytes, parsed in a thread; None where there is no text."""
    if response is None or response.truncated == "encoding":
        return None
    body = response.body
    content_type = response.header("Content-Type")

    def parse() -> JsonDocument | None:
        text = read_body(body, content_type).text
        return JsonDocument.parse(text) if text.strip() else None

    return await in_background(parse)
