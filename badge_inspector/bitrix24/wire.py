"""Interpretation of an answer's bytes. Pure: no clock, no network. Never raises.

    decoded = decode(response, address)
    decoded.outcome       Found | Refused | Failed
    decoded.document      the body as JsonDocument, None when there is no text at all

Shapes: bitrix24/README.md, "The call" and "Answers to survive"; the `error` member decides, never the HTTP status.
"""

from __future__ import annotations

import email.utils
from collections.abc import Collection
from dataclasses import dataclass, replace

from badge_inspector.bitrix24 import failures, pages, redirects
from badge_inspector.domain.badge import Badge, FieldValue, LocalizedText, OddValue, PlainText
from badge_inspector.domain.body_text import read_body
from badge_inspector.domain.exchange import Phase, Response
from badge_inspector.domain.failures import Failure, FailureKind
from badge_inspector.domain.jsontext import JsonDocument, JsonKind, JsonNode
from badge_inspector.domain.lookup import Failed, Found, Outcome, Refused
from badge_inspector.domain.portal import PortalAddress
from badge_inspector.domain.server_time import ServerTime, read_time

_FIELDS = ("code", "title", "value", "type")
_WORDS_CHARACTERS = 2000
"""A portal's words are quoted up to here; the whole of them is in the body."""


@dataclass(frozen=True, slots=True)
class Decoded:
    outcome: Outcome
    document: JsonDocument | None


@dataclass(frozen=True, slots=True)
class Answer:
    """A usable answer to any method: its `result` member (None when there is none) and its `time`."""

    document: JsonDocument
    result: JsonNode | None
    time: ServerTime | None


def decode(
    response: Response, address: PortalAddress, sent_path: str = "", moved_from: Collection[str] = ()
) -> Decoded:
    """Outcome of an answer to `crm.activity.badge.get`. `sent_path` and `moved_from` are for redirects
    (`redirects.judge`)."""
    document, answer = read_answer(response, address, sent_path, moved_from)
    if isinstance(answer, Answer):
        answer = badge_outcome(answer.result, answer.time, response)
    return Decoded(answer, document)


def read_answer(
    response: Response, address: PortalAddress, sent_path: str = "", moved_from: Collection[str] = ()
) -> tuple[JsonDocument | None, Answer | Refused | Failed]:
    """Meaning of an answer to any method, without a look at its `result`."""
    body = read_body(response.body, response.header("Content-Type"))
    if response.truncated == "encoding":
        coding = response.header("Content-Encoding") or ""
        return None, _failed(FailureKind.BODY_UNDECODABLE, response, detail=f"Content-Encoding: {coding}")
    redirect = redirects.judge(address, sent_path, response, moved_from)
    if not body.text.strip():
        return None, Failed(redirect) if redirect else _empty(response)
    document = JsonDocument.parse(body.text)
    root = document.root
    if document.fault is not None or root is None:
        return document, Failed(redirect) if redirect else _not_json(response, body.text, document)
    if root.kind is not JsonKind.OBJECT:
        return document, Failed(redirect) if redirect else _shape(response, f"the answer is {_a(root.kind)}")
    time = read_time(root.child("time"))
    if root.child("error") is not None:
        failure = read_error(root)
        sent = replace(failure, http_status=response.status, retry_after_s=retry_after(response))
        return document, Refused(sent, time)
    if redirect is not None:
        return document, Failed(redirect, time)
    return document, Answer(document, root.child("result"), time)


def badge_outcome(result: JsonNode | None, time: ServerTime | None, response: Response) -> Outcome:
    """Outcome of a `result` of `crm.activity.badge.get`, of a single answer or of one command in a batch."""
    if result is None:
        return _shape(response, "there is neither result nor error in the answer", time)
    if result.kind is JsonKind.NULL or _is_empty(result):
        return _failed(FailureKind.NO_BADGE_IN_ANSWER, response, time, f"result is {result.source}")
    if result.kind is not JsonKind.OBJECT:
        return _shape(response, f"result is {_a(result.kind)}", time)
    badge = result.child("badge")
    if badge is None or badge.kind is JsonKind.NULL or _is_empty(badge):
        shown = f"badge is {badge.source}" if badge is not None else "result has no badge"
        return _failed(FailureKind.NO_BADGE_IN_ANSWER, response, time, shown)
    if badge.kind is not JsonKind.OBJECT:
        return _shape(response, f"badge is {_a(badge.kind)}", time)
    return Found(read_badge(badge), time)


def read_badges(result: JsonNode | None) -> tuple[Badge, ...] | None:
    """The badges in the `result` of `crm.activity.badge.list`: a list under `badges`, as servers send it, or itself the
    list, as the documentation has it (bitrix24/README.md, "List and connection test"). Members that are not objects are
    left out; None when there is no list at all."""
    listed = result.child("badges") if result is not None and result.kind is JsonKind.OBJECT else result
    if listed is None or (listed.kind is not JsonKind.ARRAY and not _is_empty(listed)):
        return None
    return tuple(read_badge(node) for node in listed.children() if node.kind is JsonKind.OBJECT)


def read_badge(node: JsonNode) -> Badge:
    """A badge from its JSON object; of duplicate names the last counts."""
    members = {child.key: child for child in node.children()}
    return Badge(
        code=_plain(members.get("code")),
        title=_localized(members.get("title")),
        value=_localized(members.get("value")),
        type=_plain(members.get("type")),
        extra=tuple((key or "", member.source) for key, member in members.items() if key not in _FIELDS),
        duplicates=_duplicates(node, members),
    )


def _duplicates(badge: JsonNode, members: dict[str | None, JsonNode]) -> tuple[str, ...]:
    texts = ((name, members[name]) for name in ("title", "value") if name in members)
    inside = (f"{name}.{language}" for name, node in texts for language in node.duplicate_names)
    return (*badge.duplicate_names, *inside)


def _plain(node: JsonNode | None) -> FieldValue:
    if node is None:
        return None
    text = node.string
    return PlainText(text) if text is not None else OddValue(node.source)


def _localized(node: JsonNode | None) -> FieldValue:
    """One text, or texts by language; PHP's `[]` is an empty map."""
    if node is None or node.kind is not JsonKind.OBJECT:
        empty_map = node is not None and node.kind is JsonKind.ARRAY and _is_empty(node)
        return LocalizedText(()) if empty_map else _plain(node)
    members = {child.key or "": child for child in node.children()}
    texts = tuple((language, text) for language, child in members.items() if (text := child.string) is not None)
    odd = tuple((language, child.source) for language, child in members.items() if child.string is None)
    return LocalizedText(texts, odd)


def read_error(root: JsonNode) -> Failure:
    """The failure in an object with an `error` (an answer's, or one of a batch's `result_error`): flat, or REST 3's
    object with code, message and validation."""
    error = root.child("error")
    if error is not None and error.kind is JsonKind.OBJECT:
        code, description = _words(error.child("code")), _words(error.child("message"))
        kind = FailureKind.REST3_ERROR if code or description else FailureKind.UNKNOWN_ERROR
        validation = error.child("validation")
        reasons = [_words(item.child("message")) for item in validation.children()] if validation is not None else []
        description = " ".join(part for part in (description, *reasons) if part) or error.source
    else:
        code, description = _words(error), _words(root.child("error_description"))
        kind = failures.portal_kind(code, description)
        if kind is FailureKind.ARGUMENT_INVALID and (argument := root.child("argument")) is not None:
            description = f"{description} ({_words(argument)})"
    return Failure(
        kind,
        code=code[:_WORDS_CHARACTERS],
        description=description[:_WORDS_CHARACTERS],
        phase=Phase.DOWNLOAD,
    )


def _words(node: JsonNode | None) -> str:
    """A text as it is, another value as its JSON, nothing for null and what is missing."""
    if node is None or node.kind is JsonKind.NULL:
        return ""
    text = node.string
    return text if text is not None else node.source


def _empty(response: Response) -> Failed:
    if response.truncated == "limit":
        return _too_large(response)
    if response.truncated:
        return _cut_off(response, "no byte of the body came")
    return _failed(FailureKind.EMPTY_BODY, response)


def _not_json(response: Response, text: str, document: JsonDocument) -> Failed:
    if response.truncated == "limit":
        return _too_large(response)
    if pages.is_page(response, text):
        return _failed(pages.recognise(response, text), response, description=pages.excerpt(text))
    if response.truncated:
        return _cut_off(response, f"{response.wire_size} bytes of the body came")
    fault = document.fault
    where = f"line {fault.line}, column {fault.column}: {fault.reason.replace('_', ' ')}" if fault else "no value"
    if text.lstrip()[0] in '{["':
        return _failed(FailureKind.JSON_INVALID, response, detail=where)
    return _failed(pages.recognise(response, text), response, description=pages.excerpt(text), detail=where)


def _too_large(response: Response) -> Failed:
    return _failed(FailureKind.BODY_TOO_LARGE, response, detail=f"{len(response.body)} bytes were taken in")


def _cut_off(response: Response, detail: str) -> Failed:
    announced = response.header("Content-Length")
    return _failed(FailureKind.BODY_CUT_OFF, response, detail=f"{detail} of {announced}" if announced else detail)


def _shape(response: Response, detail: str, time: ServerTime | None = None) -> Failed:
    return _failed(FailureKind.ANSWER_SHAPE, response, time, detail)


def _failed(
    kind: FailureKind, response: Response, time: ServerTime | None = None, detail: str = "", description: str = ""
) -> Failed:
    failure = Failure(
        kind,
        description=description,
        http_status=response.status,
        phase=Phase.DOWNLOAD,
        retry_after_s=retry_after(response),
        detail=detail,
    )
    return Failed(failure, time)


def retry_after(response: Response) -> float | None:
    """Seconds to wait as a proxy's `Retry-After` says, in seconds or as a date counted from the answer's own `Date`;
    None when it says nothing usable."""
    value = (response.header("Retry-After") or "").strip()
    if value.isascii() and value.isdecimal() and len(value) < 10:
        return float(value)
    then, now = (_date(text) for text in (value, response.header("Date") or ""))
    return max(0.0, then - now) if then is not None and now is not None else None


def _date(text: str) -> float | None:
    try:
        return email.utils.parsedate_to_datetime(text).timestamp()
    except (ValueError, OverflowError, OSError):
        return None


def _is_empty(node: JsonNode) -> bool:
    """PHP's empty map: `[]`, or `{}`."""
    return node.kind in (JsonKind.ARRAY, JsonKind.OBJECT) and next(node.children(), None) is None


def _a(kind: JsonKind) -> str:
    return {JsonKind.ARRAY: "a list", JsonKind.STRING: "a text", JsonKind.NUMBER: "a number"}.get(kind, kind.value)
