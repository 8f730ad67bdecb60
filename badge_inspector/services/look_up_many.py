"""Look up many badges of one portal: fifty a request, as fast as the portal's bucket allows and never over it.

    many = ManyLookups(client, codes)
    failure = await many.run(profile, credentials, show)      # show(lookups) as they come, never an exception
    many.remaining                                            # what was not answered, in order
    many.pause(); many.resume()                               # from anywhere, while it runs or before

Nothing is lost and nothing asked twice: a code is either handed to `show` exactly once or among those that remain.
After a failure (an expired token, a broken connection), or after cancelling, `run` again asks for those only.
`client.pacer.delay(authority, requests)` tells how long so many requests take.

The outcome of a code in a batch is kept with its own part of the answer, in the envelope of a single answer: each
value as sent, without the fifty others.
"""

from __future__ import annotations

import asyncio
import json
import math
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

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
from badge_inspector.bitrix24.client import GET_METHOD, PortalClient, Reply
from badge_inspector.domain.contract import differences
from badge_inspector.domain.exchange import Exchange, Phase, Response
from badge_inspector.domain.failures import Failure, FailureKind
from badge_inspector.domain.jsontext import JsonDocument
from badge_inspector.domain.lookup import Failed, Lookup, Outcome, Refused
from badge_inspector.domain.portal import Credentials, PortalProfile
from badge_inspector.domain.request import LookupRequest
from badge_inspector.services.look_up import batch_outcome, look_up, own_response

IN_FLIGHT = 6
"""Requests under way at once: enough to use the bucket's two a second when each takes three seconds."""

BUSY_TRIES = 4
"""Number of times that a request is sent to a portal that says "too many" or "busy", the first included."""

BUSY_PAUSE_S = 1.0
"""The pause before the second try of those, doubled for each later one, unless the answer says how long."""

_BUSY = (FailureKind.QUERY_LIMIT_EXCEEDED, FailureKind.SERVER_BUSY_PAGE)
_OF_ALL = frozenset(
    {
        *_BUSY,
        FailureKind.EXPIRED_TOKEN,
        FailureKind.INVALID_TOKEN,
        FailureKind.INVALID_CREDENTIALS,
        FailureKind.NO_AUTH_FOUND,
        FailureKind.INSUFFICIENT_SCOPE,
        FailureKind.OPERATION_TIME_LIMIT,
        FailureKind.OVERLOAD_LIMIT,
    }
)
"""Refusals that say nothing of the code they stand at: whoever asks next gets the same."""

_Place = tuple[int, str]
"""A code with its place in the list."""


@dataclass(frozen=True, slots=True)
class _Part:
    """The codes of one request."""

    codes: tuple[_Place, ...]
    singly: bool = False


@dataclass(frozen=True, slots=True)
class _Answered:
    """Result of a part; with a `failure`, `left` still waits for an answer. `by_code`: the portal took the request
    and refused some of its codes."""

    lookups: tuple[tuple[int, Lookup], ...] = ()
    failure: Failure | None = None
    left: tuple[_Place, ...] = ()
    by_code: bool = False


def requests_for(codes: int) -> int:
    """Number of requests for so many codes, one at least; more where some go singly."""
    return max(1, math.ceil(codes / MAX_COMMANDS))


class ManyLookups:
    """The lookup of one list of codes, each of which is there once.

    Attributes: total (codes), paused.
    """

    def __init__(self, client: PortalClient, codes: Sequence[str]) -> None:
        self._client = client
        self._left = dict(enumerate(codes))
        self._blamed: set[int] = set()
        self._may_ask = asyncio.Event()
        self._may_ask.set()
        self._paused = False
        self._loop: asyncio.AbstractEventLoop | None = None
        self._authority = ""
        self.total = len(codes)

    @property
    def remaining(self) -> tuple[str, ...]:
        return tuple(self._left.values())

    @property
    def remaining_s(self) -> float:
        """Time that the bucket takes for the remaining codes, from now, in seconds; `run` has to have begun."""
        return self._client.pacer.delay(self._authority, requests_for(len(self._left)))

    @property
    def paused(self) -> bool:
        return self._paused

    def pause(self) -> None:
        """Send nothing new; what is under way still comes."""
        self._paused = True
        self._on_loop(self._may_ask.clear)

    def resume(self) -> None:
        self._paused = False
        self._on_loop(self._may_ask.set)

    def _on_loop(self, change: Callable[[], None]) -> None:
        """Change the event on the loop that waits for it, whichever thread asks."""
        if self._loop is None:
            change()
        else:
            self._loop.call_soon_threadsafe(change)

    async def run(
        self,
        profile: PortalProfile,
        credentials: Credentials | None,
        show: Callable[[Sequence[Lookup]], object],
    ) -> Failure | None:
        """Ask for what remains. None when all of it was answered, else why the rest was not. The outcomes of each
        request go to `show` as they come, not in the order of the codes."""
        self._authority = profile.address.authority
        self._loop = asyncio.get_running_loop()
        asking = _Asking(self._client, profile, credentials, self._blamed)
        waiting = _parts(list(self._left.items()))
        running: set[asyncio.Task[Failure | None]] = set()
        failure: Failure | None = None

        def take(lookups: Sequence[tuple[int, Lookup]]) -> None:
            for at, _ in lookups:
                del self._left[at]
            show([lookup for _, lookup in lookups])

        try:
            while running or (waiting and failure is None):
                if not running:
                    await self._may_ask.wait()
                while waiting and failure is None and not self.paused and len(running) < IN_FLIGHT:
                    running.add(asyncio.create_task(asking.ask(waiting.popleft(), self._may_ask, take)))
                done, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
                for ended in done:
                    failure = failure or ended.result()
        finally:
            for task in running:
                task.cancel()
            await asyncio.gather(*running, return_exceptions=True)
            self._loop = None
        return failure


def _parts(numbered: Sequence[_Place]) -> deque[_Part]:
    """The codes by requests: fifty each, and those singly that a batch would change."""
    together = [place for place in numbered if not must_go_singly(place[1])]
    parts = [_Part(tuple(together[at : at + MAX_COMMANDS])) for at in range(0, len(together), MAX_COMMANDS)]
    parts += [_Part((place,), singly=True) for place in numbered if must_go_singly(place[1])]
    return deque(parts)


class _Asking:
    """`blamed` has the places of codes at which the portal stopped once before: a code that is refused so again while
    others are answered has that for its outcome, lest a list never end."""

    def __init__(
        self, client: PortalClient, profile: PortalProfile, credentials: Credentials | None, blamed: set[int]
    ) -> None:
        self._client = client
        self._profile = profile
        self._credentials = credentials
        self._blamed = blamed
        self._line = asyncio.Lock()

    async def ask(
        self, part: _Part, may_ask: asyncio.Event, take: Callable[[Sequence[tuple[int, Lookup]]], object]
    ) -> Failure | None:
        """Ask for a part, and for what a busy portal left of it again."""
        for tries in range(1, BUSY_TRIES + 1):
            await self._turn(may_ask)
            answered = await (self._ask_one(part) if part.singly else self._ask_together(part))
            if answered.lookups:
                take(answered.lookups)
            failure = answered.failure
            if failure is None:
                return None
            part = replace(part, codes=answered.left)
            if failure.kind not in _BUSY or tries == BUSY_TRIES:
                if answered.by_code:
                    self._blamed.update(at for at, _ in answered.left)
                return failure
            if failure.kind is FailureKind.QUERY_LIMIT_EXCEEDED and failure.retry_after_s is None:
                self._client.pacer.exceeded(self._profile.address.authority)  # the pause is in the queue then
            else:
                await asyncio.sleep(failure.retry_after_s or BUSY_PAUSE_S * 2 ** (tries - 1))
        raise AssertionError("unreachable")

    async def _turn(self, may_ask: asyncio.Event) -> None:
        """Wait until the portal's bucket has room. One waits for it and the others for that one: a pause then holds at
        once, with nothing in the client's queue."""
        async with self._line:
            while True:
                await may_ask.wait()
                delay = self._client.pacer.delay(self._profile.address.authority)
                if delay <= 0:
                    return
                await asyncio.sleep(delay)

    async def _ask_one(self, part: _Part) -> _Answered:
        ((at, code),) = part.codes
        lookup = await look_up(self._client, LookupRequest(self._profile, code), self._credentials)
        outcome = lookup.outcome
        if isinstance(outcome, Failed) and (lookup.exchange.response is None or outcome.failure.kind in _BUSY):
            return _Answered(failure=outcome.failure, left=part.codes)
        if isinstance(outcome, Refused) and outcome.failure.kind in _OF_ALL:
            return _Answered(failure=outcome.failure, left=part.codes)
        return _Answered(((at, lookup),))

    async def _ask_together(self, part: _Part) -> _Answered:
        asked_at = time.time()
        commands = {name_of(at): command(GET_METHOD, {"code": code}) for at, (_, code) in enumerate(part.codes)}
        return await self._client.ask(
            self._profile,
            self._credentials,
            "batch",
            batch_params(commands),
            lambda reply: self._read(part, commands, reply, asked_at),
        )

    def _read(self, part: _Part, commands: dict[str, str], reply: Reply, asked_at: float) -> _Answered:
        response = reply.exchange.response
        if reply.failure is not None or response is None:
            return _Answered(failure=reply.failure or Failure(FailureKind.UNEXPECTED), left=part.codes)
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
        asked = {code for _, code in part.codes}
        outcomes = [
            batch_outcome(item, code, asked, response)
            for item, (_, code) in zip(items.values(), part.codes, strict=True)
        ]
        stopped = [isinstance(outcome, Refused) and outcome.failure.kind in _OF_ALL for outcome in outcomes]
        by_itself = not all(stopped) or len(part.codes) == 1
        lookups: list[tuple[int, Lookup]] = []
        left: list[_Place] = []
        failure: Failure | None = None
        for (name, item), place, outcome, stops in zip(items.items(), part.codes, outcomes, stopped, strict=True):
            if stops and isinstance(outcome, Refused) and not (by_itself and place[0] in self._blamed):
                failure = outcome.failure
                left.append(place)
                continue
            exchange = _own_exchange(reply.exchange, response, name, commands[name], item)
            lookups.append((place[0], self._lookup(place[1], asked_at, outcome, exchange)))
        return _Answered(tuple(lookups), failure, tuple(left), by_code=True)

    def _lookup(self, code: str, asked_at: float, outcome: Outcome, exchange: Exchange) -> Lookup:
        response = exchange.response
        document = JsonDocument.parse(response.body.decode()) if response is not None and response.body else None
        return Lookup(
            code=code,
            profile_id=self._profile.id,
            portal_name=self._profile.name,
            portal=self._profile.address.authority,
            asked_at=asked_at,
            outcome=outcome,
            exchange=exchange,
            document=document,
            contract=differences(response, document, shared=True),
        )


def _own_exchange(whole: Exchange, response: Response, name: str, own_command: str, item: BatchItem) -> Exchange:
    """The exchange as far as it was about one code."""
    sent = json.loads(whole.request.body)
    sent["cmd"] = {name: own_command}
    request = replace(whole.request, body=json.dumps(sent, ensure_ascii=False, separators=(",", ":")))
    return replace(whole, request=request, response=own_response(response, item))
