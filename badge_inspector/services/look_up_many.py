"""Look up many badges of one portal: fifty a request, as fast as the portal's bucket allows and never over it.

    async with aclosing(look_up_many(client, profile, codes, credentials)) as items:
        async for item in items:
            match item:
                case Lookup(): ...        # one code's outcome, as of a single lookup
                case Interrupted(): ...   # the last item, if not all could be asked: why, and which codes are left

Nothing is lost and nothing asked twice: a code comes exactly once, as a Lookup or among those left. After an
interruption (an expired token, a broken connection) the caller goes on with the codes that remain. Closing the
iterator, or cancelling, keeps what came and asks no more. `client.pacer.delay(authority, requests)` tells how long so
many requests take.

The outcome of a code in a batch is kept with its own part of the answer, in the envelope of a single answer: each
value as sent, without the fifty others.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections import deque
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from badge_inspector.background import in_background
from badge_inspector.bitrix24 import wire
from badge_inspector.bitrix24.batch import (
    MAX_COMMANDS,
    BatchItem,
    batch_params,
    command,
    must_go_singly,
    name_of,
    read_batch,
)
from badge_inspector.bitrix24.client import GET_METHOD, OFF_LOOP_BYTES, PortalClient, Reply
from badge_inspector.domain.exchange import Exchange, Phase, Response
from badge_inspector.domain.failures import Failure, FailureKind
from badge_inspector.domain.jsontext import JsonDocument
from badge_inspector.domain.lookup import Failed, Lookup, LookupRequest, Outcome, Refused
from badge_inspector.domain.portal import Credentials, PortalProfile
from badge_inspector.services.look_up import look_up

IN_FLIGHT = 3
"""Requests under way at once: enough to use the bucket's two a second when each takes a second and a half."""

BUSY_TRIES = 4
"""How often a request is sent to a portal that says "too many" or "busy", the first time included."""

BUSY_PAUSE_S = 1.0
"""The pause before the second try of those, doubled for each later one, unless the answer says how long."""

_BUSY = (FailureKind.QUERY_LIMIT_EXCEEDED, FailureKind.SERVER_BUSY_PAGE)


@dataclass(frozen=True, slots=True)
class Interrupted:
    """Why the rest was not asked, and which codes that are, in their order."""

    failure: Failure
    remaining: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """What goes in one request: codes with their places in the list."""

    codes: tuple[tuple[int, str], ...]
    singly: bool = False


@dataclass(frozen=True, slots=True)
class _Answered:
    """What became of a part; with a `failure`, `left` has the codes that still wait for an answer."""

    lookups: tuple[Lookup, ...] = ()
    failure: Failure | None = None
    left: tuple[tuple[int, str], ...] = ()


async def look_up_many(
    client: PortalClient, profile: PortalProfile, codes: Sequence[str], credentials: Credentials | None
) -> AsyncGenerator[Lookup | Interrupted]:
    """The outcomes, as they come (not in the order of `codes`). Duplicates are for the caller to fold."""
    asking = _Asking(client, profile, credentials)
    waiting = _parts(codes)
    running: set[asyncio.Task[_Answered]] = set()
    failure: Failure | None = None
    left: list[tuple[int, str]] = []
    try:
        while running or (waiting and failure is None):
            while waiting and failure is None and len(running) < IN_FLIGHT:
                running.add(asyncio.create_task(asking.ask(waiting.popleft())))
            done, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
            for answered in [task.result() for task in done]:
                failure = failure or answered.failure
                left += answered.left
                for lookup in answered.lookups:
                    yield lookup
    finally:
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
    if failure is not None:
        left += [place for part in waiting for place in part.codes]
        yield Interrupted(failure, tuple(code for _, code in sorted(left)))


def _parts(codes: Sequence[str]) -> deque[_Part]:
    """The codes by requests: fifty each, and those singly that a batch would change."""
    numbered = list(enumerate(codes))
    together = [place for place in numbered if not must_go_singly(place[1])]
    parts = [_Part(tuple(together[at : at + MAX_COMMANDS])) for at in range(0, len(together), MAX_COMMANDS)]
    parts += [_Part((place,), singly=True) for place in numbered if must_go_singly(place[1])]
    return deque(parts)


class _Asking:
    def __init__(self, client: PortalClient, profile: PortalProfile, credentials: Credentials | None) -> None:
        self._client = client
        self._profile = profile
        self._credentials = credentials

    async def ask(self, part: _Part) -> _Answered:
        """Ask for a part, again while the portal is busy."""
        for tries in range(1, BUSY_TRIES + 1):
            answered = await (self._ask_one(part) if part.singly else self._ask_together(part))
            failure = answered.failure
            if failure is None or failure.kind not in _BUSY or tries == BUSY_TRIES:
                return answered
            if failure.kind is FailureKind.QUERY_LIMIT_EXCEEDED and failure.retry_after_s is None:
                self._client.pacer.exceeded(self._profile.address.authority)  # the pause is in the queue then
            else:
                await asyncio.sleep(failure.retry_after_s or BUSY_PAUSE_S * 2 ** (tries - 1))
        raise AssertionError("unreachable")

    async def _ask_one(self, part: _Part) -> _Answered:
        ((_, code),) = part.codes
        lookup = await look_up(self._client, LookupRequest(self._profile, code), self._credentials)
        failure = _of_the_whole(lookup.outcome, lookup.exchange)
        return _Answered((lookup,)) if failure is None else _Answered(failure=failure, left=part.codes)

    async def _ask_together(self, part: _Part) -> _Answered:
        asked_at = time.time()
        commands = {name_of(at): command(GET_METHOD, {"code": code}) for at, (_, code) in enumerate(part.codes)}
        reply = await self._client.call(self._profile, self._credentials, "batch", batch_params(commands))
        response = reply.exchange.response
        if reply.failure is not None or response is None:
            return _Answered(failure=reply.failure or Failure(FailureKind.UNEXPECTED), left=part.codes)
        if len(response.body) > OFF_LOOP_BYTES:
            return await in_background(lambda: self._read(part, commands, reply, response, asked_at))
        return self._read(part, commands, reply, response, asked_at)

    def _read(
        self, part: _Part, commands: dict[str, str], reply: Reply, response: Response, asked_at: float
    ) -> _Answered:
        sent_path = urlsplit(reply.exchange.request.url).path
        _, answer = wire.read_answer(response, self._profile.address, sent_path)
        if not isinstance(answer, wire.Answer):
            return _Answered(failure=answer.failure, left=part.codes)
        items = read_batch(answer.result, commands)
        if items is None:
            detail = "the answer is none to a batch"
            failure = Failure(
                FailureKind.ANSWER_SHAPE, http_status=response.status, phase=Phase.DOWNLOAD, detail=detail
            )
            return _Answered(failure=failure, left=part.codes)
        lookups: list[Lookup] = []
        left: list[tuple[int, str]] = []
        token_failure: Failure | None = None
        for (name, item), place in zip(items.items(), part.codes, strict=True):
            exchange = _own_exchange(reply.exchange, response, name, commands[name], item)
            outcome = _outcome(item, response)
            failure = _of_the_whole(outcome, exchange)
            if failure is not None:
                token_failure = failure
                left.append(place)
                continue
            lookups.append(self._lookup(place[1], asked_at, outcome, exchange))
        return _Answered(tuple(lookups), token_failure, tuple(left))

    def _lookup(self, code: str, asked_at: float, outcome: Outcome, exchange: Exchange) -> Lookup:
        response = exchange.response
        return Lookup(
            code=code,
            profile_id=self._profile.id,
            portal_name=self._profile.name,
            portal=self._profile.address.authority,
            asked_at=asked_at,
            outcome=outcome,
            exchange=exchange,
            document=JsonDocument.parse(response.body.decode()) if response is not None and response.body else None,
        )


def _of_the_whole(outcome: Outcome, exchange: Exchange) -> Failure | None:
    """The failure that is not this code's: the token has expired, the portal is busy, no answer came at all."""
    if isinstance(outcome, Refused) and outcome.failure.kind in (FailureKind.EXPIRED_TOKEN, *_BUSY):
        return outcome.failure
    if isinstance(outcome, Failed) and (exchange.response is None or outcome.failure.kind in _BUSY):
        return outcome.failure
    return None


def _outcome(item: BatchItem, response: Response) -> Outcome:
    if item.error is not None:
        return Refused(replace(wire.read_error(item.error), http_status=response.status), item.time)
    if item.result is not None:
        return wire.badge_outcome(item.result, item.time, response)
    detail = "the batch's answer does not mention this code"
    failure = Failure(FailureKind.NO_BADGE_IN_ANSWER, http_status=response.status, phase=Phase.DOWNLOAD, detail=detail)
    return Failed(failure)


def _own_exchange(whole: Exchange, response: Response, name: str, own_command: str, item: BatchItem) -> Exchange:
    """The exchange as far as it was about one code."""
    sent = json.loads(whole.request.body)
    sent["cmd"] = {name: own_command}
    request = replace(whole.request, body=json.dumps(sent, ensure_ascii=False, separators=(",", ":")))
    if item.error is not None:
        body = item.error.source
    elif item.result is not None:
        time_member = f',"time":{item.time.source}' if item.time is not None else ""
        body = f'{{"result":{item.result.source}{time_member}}}'
    else:
        body = ""
    data = body.encode("utf-8", "replace")
    return replace(whole, request=request, response=replace(response, body=data, wire_size=len(data), truncated=""))
