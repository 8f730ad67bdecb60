"""One command's part of a batch's answer: its outcome, and the response that is kept for it.

The outcome of a code in a batch is kept with its own part of the answer, in the envelope of a single answer: each
value as sent, without the fifty others.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from badge_inspector.bitrix24 import wire
from badge_inspector.bitrix24.batch import BatchItem
from badge_inspector.domain.exchange import Phase, Response
from badge_inspector.domain.failures import Failure, FailureKind
from badge_inspector.domain.jsontext import JsonDocument
from badge_inspector.domain.lookup import Failed, Found, Outcome, Refused
from badge_inspector.domain.server_time import read_time


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
