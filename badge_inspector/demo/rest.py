"""One portal's REST server: from a call to its answer, checks in the server's own order.

    front end (leaky bucket) -> portal stopped -> method exists -> token, scope -> working time -> the method itself

Source: rest.php process and processCall, apauth/auth.php, oauth/auth.php
(bitrix24/README.md, "Addresses and tokens" and "Errors").
"""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from badge_inspector.demo import refusals
from badge_inspector.demo.batch import MAX_COMMANDS, split_command
from badge_inspector.demo.http11 import HttpAnswer
from badge_inspector.demo.limits import Account, Hits, OperatingLedger, RateLimit, RequestBucket
from badge_inspector.demo.methods import Caller, Method, Replaced, Run, find_method
from badge_inspector.demo.oddities import MISSING
from badge_inspector.demo.pages import JSON_TYPE, Asked
from badge_inspector.demo.php import PhpArray, PhpValue, as_int, as_text, is_true, items, json_encode
from badge_inspector.demo.refusals import RestError
from badge_inspector.demo.tenants import Tenant

BATCH = "batch"
COMMAND_SHARE = 0.05
"""Share of a lone call's working time that a batch's command takes: the portal is set up once for all of them."""

_NO_SNIFFING: tuple[str, str] = ("X-Content-Type-Options", "nosniff")


class Latency(NamedTuple):
    """Duration of a call: seconds before its method runs (routing, token), and seconds of the method."""

    setup_s: float
    processing_s: float


LIFELIKE = (
    Latency(0.041, 0.062),
    Latency(0.028, 0.118),
    Latency(0.056, 0.047),
    Latency(0.033, 0.091),
    Latency(0.047, 0.127),
    Latency(0.024, 0.055),
    Latency(0.038, 0.081),
)
"""Latencies for people: every other call or so is long enough to count towards `operating`."""

AT_ONCE = (Latency(0.0, 0.0),)
"""Latencies for tests and benchmarks."""

CLOUD_RATE = RateLimit(capacity=50, per_second=2.0)


@dataclass(frozen=True, slots=True)
class Pace:
    """Everything that has to do with time: the clock (epoch seconds), the way to wait, what calls take (in turn), and
    the two limits; `rate` None is a portal without a leaky bucket, `operating_limit_s` counts ten minutes' seconds."""

    now: Callable[[], float] = time.time
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    latencies: Sequence[Latency] = LIFELIKE
    rate: RateLimit | None = CLOUD_RATE
    operating_limit_s: float = 480.0


@dataclass(frozen=True, slots=True)
class RestCall:
    """A call as it came over HTTP: `method` in lower case, `params` those of the query and the body together,
    `bearer` the token of an `Authorization: Bearer` header."""

    method: str
    params: PhpArray
    bearer: str | None
    asked: Asked


class RestServer:
    """One portal, with its memory of recent calls."""

    def __init__(self, tenant: Tenant, pace: Pace) -> None:
        self.tenant = tenant
        self._pace = pace
        self._bucket = RequestBucket(pace.rate, pace.now) if pace.rate else None
        self._ledger = OperatingLedger(pace.now)
        self._latencies = itertools.cycle(pace.latencies)

    async def answer(self, call: RestCall) -> HttpAnswer:
        """Answer a call. Never raises."""
        if self._bucket and not self._bucket.admit():
            refused = refusals.query_limit_exceeded()
            return HttpAnswer(refused.status, (JSON_TYPE,), json_encode(refused.body()).encode())
        run = Run(call.method, dict(call.params), self._now(), Hits(), call.asked)
        headers: list[tuple[str, str]] = [JSON_TYPE, _NO_SNIFFING]
        status = 200
        try:
            caller = self._admit(run, call.bearer)
            if caller.is_application:
                headers.append(("X-Bitrix-Rest-Application", self.tenant.application))
            latency = next(self._latencies)
            await self._pace.sleep(latency.setup_s)
            body = await self._process(run, caller, latency.processing_s)
        except RestError as error:
            body, status = error.body(), error.status
        except Replaced as replaced:
            await self._pace.sleep(replaced.page.wait_s)
            return replaced.page.answer(call.asked)
        finally:
            self._ledger.close(run.hits)
        headers.append(("X-Bitrix-Rest-Time", f"{self._processing(run):.10f}"))
        return HttpAnswer(status, tuple(headers), json_encode(body).encode())

    def _admit(self, run: Run, bearer: str | None) -> Caller:
        if self.tenant.stopped:
            raise refusals.portal_deleted()
        run.params.pop("state", None)
        return self._authorise(run.params, bearer, find_method(run.method))

    def _authorise(self, params: PhpArray, bearer: str | None, method: Method) -> Caller:
        """The token of an application comes first, wherever it is; then the webhook. What was used is taken out of the
        parameters."""
        texts = [params[name] for name in ("auth", "access_token") if not isinstance(params.get(name, []), list | dict)]
        token = bearer if bearer is not None else next((as_text(text) for text in texts), "")
        if token:
            if token != self.tenant.token:
                raise refusals.invalid_token()
            caller, bearing = Caller("oauth", self.tenant.scopes, is_application=True), "access token"
        elif "aplogin" in params and "ap" in params:
            user, secret = as_text(params["aplogin"]), as_text(params["ap"])
            if user not in (self.tenant.user, self.tenant.login) or secret != self.tenant.secret:
                raise refusals.invalid_credentials()
            caller, bearing = Caller("apauth", self.tenant.scopes, is_application=False), "webhook token"
        else:
            raise refusals.no_auth()
        _drop_tokens(params)
        if not caller.may(method.scope):
            raise refusals.insufficient_scope(bearing)
        return caller

    async def _process(self, run: Run, caller: Caller, processing_s: float) -> PhpArray:
        """Run the method: `result`, `total` where it has one, and `time`. Raises RestError and Replaced."""
        account = Account(caller.access, run.method)
        if self._ledger.operating(account, run.hits) > self._pace.operating_limit_s:
            raise refusals.operation_time_limit()
        run.start = as_int(run.params.pop("start", 0))
        run.process_started = self._now()
        await self._pace.sleep(processing_s)
        method = find_method(run.method)
        result = method.run(self.tenant, run, caller) if method.run else await self._batch(run, caller)
        run.process_finished = self._now()
        run.hits.record(account, run.process_started, run.process_finished)
        body: PhpArray = {"result": result}
        if isinstance(result, dict) and "total" in result:
            body["total"] = result.pop("total")
        shown = self._time(run, account)
        changed = run.odd_time.change(shown) if run.odd_time else shown
        if changed is not MISSING:
            body["time"] = changed
        return body

    def _time(self, run: Run, account: Account) -> PhpArray:
        started, finish = self._kept(run.started), self._now()
        return {
            "start": started,
            "finish": finish,
            "duration": finish - started,
            "processing": self._processing(run),
            "date_start": self.tenant.date(run.started),
            "date_finish": self.tenant.date(finish),
            "operating_reset_at": self._ledger.reset_at(account, run.hits),
            "operating": self._ledger.operating(account, run.hits),
        }

    def _processing(self, run: Run) -> float:
        """Seconds of the method; 0 when it did not come to its end."""
        return self._kept(run.process_finished) - self._kept(run.process_started) if run.process_finished else 0

    def _kept(self, at: float) -> float:
        """A clock reading as the server keeps it: today's build cuts it to whole seconds."""
        return int(at) if self.tenant.whole_seconds else at

    def _now(self) -> float:
        """PHP's `microtime(true)`: epoch seconds to the microsecond."""
        return round(self._pace.now(), 6)

    async def _batch(self, run: Run, caller: Caller) -> PhpValue:
        query = {str(name).upper(): value for name, value in run.params.items()}
        so_far: dict[str, PhpArray] = {name: {} for name in ("result", "next", "total", "time", "error")}
        for count, (key, command) in enumerate(items(query.get("CMD"))):
            if count >= MAX_COMMANDS:
                answer: PhpArray = RestError(0, "ERROR_BATCH_LENGTH_EXCEEDED", "Max batch length exceeded").body()
            elif isinstance(command, str):
                answer = await self._command(command, run, caller, so_far)
            else:
                continue
            if "error" in answer:
                so_far["error"][key] = answer
                if is_true(query.get("HALT")):
                    break
            else:
                for name, value in answer.items():
                    so_far[str(name)][key] = value
        return {
            "result": so_far["result"],
            "result_error": so_far["error"],
            "result_total": so_far["total"],
            "result_next": so_far["next"],
            "result_time": so_far["time"],
        }

    async def _command(self, command: str, batch: Run, caller: Caller, so_far: dict[str, PhpArray]) -> PhpArray:
        """One command's answer, or its error in the same form. Raises Replaced."""
        name, params = split_command(command, {**so_far})
        run = Run(name.lower(), params, self._now(), batch.hits, batch.asked, in_batch=True)
        _drop_tokens(params)
        try:
            if run.method == BATCH:
                raise RestError(0, "ERROR_BATCH_METHOD_NOT_ALLOWED", "Method is not allowed for batch usage")
            if not caller.may(find_method(run.method).scope):
                raise refusals.insufficient_scope("")
            return await self._process(run, caller, next(self._latencies).processing_s * COMMAND_SHARE)
        except RestError as error:
            return error.body()


def _drop_tokens(params: PhpArray) -> None:
    for name in ("auth", "access_token", "aplogin", "ap", "state"):
        params.pop(name, None)
