"""Lookup of one badge: the request, the interpretation of the answer, and both in one value.

lookup = await look_up(client, LookupRequest(profile, code), credentials)
lookup.outcome      Found | Refused | Failed; never an exception, cancelling apart

And the outcome of one command of a batch: a code is kept with its own part of the answer, in the envelope of a single
answer: each value as sent, without the fifty others.
"""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import replace
from urllib.parse import urlsplit

from badge_inspector.bitrix24 import wire
from badge_inspector.bitrix24.batch import BatchItem
from badge_inspector.bitrix24.client import GET_METHOD, PortalClient, Reply
from badge_inspector.domain.contract import differences
from badge_inspector.domain.exchange import Phase, Response
from badge_inspector.domain.failures import Failure, FailureKind
from badge_inspector.domain.jsontext import JsonDocument
from badge_inspector.domain.lookup import Failed, Found, Lookup, Outcome, Refused
from badge_inspector.domain.portal import Credentials
from badge_inspector.domain.request import LookupRequest
from badge_inspector.domain.server_time import read_time


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


def batch_outcome(item: BatchItem, code: str, asked: Collection[str], response: Response) -> Outcome:
    """Outcome for `code`, one of those `asked` in the same request."""
    if item.error is not None:
        return Refused(replace(wire.read_error(item.error), http_status=response.status), item.time)
    if item.result is None:
        return _unusable(FailureKind.NO_BADGE_IN_ANSWER, "the batch's answer does not mention this code", response)
    outcome = wire.badge_outcome(item.result, item.time, response)
    if isinstance(outcome, Found):
        answered = outcome.badge.plain_code
        if answered is not None and answered in asked and answered.casefold() != code.casefold():
            return _unusable(FailureKind.ANSWER_SHAPE, f"the answer is about another code: {answered}", response)
    return outcome


def _unusable(kind: FailureKind, detail: str, response: Response) -> Failed:
    return Failed(Failure(kind, http_status=response.status, phase=Phase.DOWNLOAD, detail=detail))


def in_own_body(outcome: Outcome, document: JsonDocument | None) -> Outcome:
    """An outcome with the `time` that its own part of the answer has, and that part's path to it."""
    return replace(outcome, time=read_time(document.at("time")) if document is not None else None)


def own_response(response: Response, item: BatchItem) -> Response:
    """A batch's response with one command's part for its body; empty where the portal said nothing of it."""
    if item.error is not None:
        body = item.error.source
    elif item.result is not None:
        time_member = f',"time":{item.time.source}' if item.time is not None else ""
        body = f'{{"result":{item.result.source}{time_member}}}'
    else:
        body = ""
    data = body.encode("utf-8", "replace")
    return replace(response, body=data, wire_size=len(data), truncated="")
