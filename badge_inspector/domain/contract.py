"""The documented contract of `crm.activity.badge.get`: one table of promises, and an answer's differences from it.

    found = differences(response, document)      # () is "as documented", None is "cannot be judged"

The table holds what each page promised on the date it was read. Pages of the documentation disagree with each other
about statuses: a difference there is `disputed`, and no error of the portal. Facts beyond the pages:
bitrix24/README.md, "The call", "Errors", "The time block", "Answers that are not JSON", "Answers to survive" and
"The documentation".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import islice

from badge_inspector.domain.badge_type import BadgeType
from badge_inspector.domain.exchange import Response
from badge_inspector.domain.jsontext import JsonDocument, JsonKind, JsonNode

MOST = 50
"""Greatest number of differences listed: an answer with more of them does not belong to this method."""

_MOST_MEMBERS = 20_000
"""Members of one object that are looked at: some 50 ms."""

_SHOWN = 60
"""Characters of a value that a difference quotes."""

LONGEST_CODE = 30
"""Characters that `crm.activity.badge.add` takes."""

LANGUAGES = frozenset(
    (
        *("ar", "br", "de", "en", "fr", "id", "in", "it", "ja", "kz"),
        *("la", "ms", "pl", "ru", "sc", "tc", "th", "tr", "ua", "vn"),
    )
)
"""Languages of Bitrix24's cloud, in its own codes (bitrix24/README.md, "The documentation")."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the documentation, and the date on which its promises were read."""

    name: str
    url: str
    read: date = date(2026, 11, 30)


_DOCS = "https://apidocs.bitrix24.com"
_BADGES = f"{_DOCS}/api-reference/crm/timeline/activities/configurable/badges"
METHOD = Page("crm.activity.badge.get", f"{_BADGES}/crm-activity-badge-get.html")
ADD = Page("crm.activity.badge.add", f"{_BADGES}/crm-activity-badge-add.html")
FIELDS = Page("Badges, fields", f"{_BADGES}/index.html")
TIME = Page("Data types, time", f"{_DOCS}/api-reference/data-types.html#time")
ERRORS = Page("Error codes", f"{_DOCS}/error-codes.html")
ERRORS_RUSSIAN = Page("Error codes (Russian)", "https://apidocs.bitrix24.ru/error-codes.html")
ERRORS_NEWEST = Page("Error codes (repository)", "https://github.com/bitrix24/b24restdocs/blob/main/error-codes.md")


class Verdict(StrEnum):
    """Ways in which an answer differs."""

    UNDOCUMENTED = "undocumented"
    """No page mentions it."""
    OTHERWISE = "otherwise"
    """A page documents something else."""
    PRACTICE = "practice"
    """No page mentions it, but portals are known to do it."""


class Point(StrEnum):
    """The promise that a difference is about."""

    NOT_JSON = "not_json"
    STATUS = "status"
    EXTRA_MEMBER = "extra_member"
    MISSING_MEMBER = "missing_member"
    DUPLICATE_MEMBER = "repeated_member"
    TYPE = "type"
    WHOLE_SECONDS = "whole_seconds"
    CODE_LENGTH = "code_length"
    LANGUAGE = "language"
    BADGE_TYPE = "badge_type"
    NULL_RESULT = "null_result"
    ERROR_CODE = "error_code"
    ERROR_TEXT = "error_text"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference. `path` is the JSONPath of its place in the answer ("$" for the whole, the object's for a missing
    member). `documented` and `found` are in the words of the pages and the answer. `pages` made the promise; `disputed`
    says that pages contradict each other about it. `heading` is the part of our own facts that knows this from practice
    (bitrix24/README.md, "Errors" for one), "" where none does."""

    kind: Verdict
    point: Point
    path: str
    documented: str = ""
    found: str = ""
    pages: tuple[Page, ...] = ()
    heading: str = ""
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """A member that a page promises. `types` are the documentation's names; `kinds` the JSON values that are one."""

    name: str
    types: str
    kinds: frozenset[JsonKind]
    pages: tuple[Page, ...]


def _member(name: str, types: str, *pages: Page) -> Member:
    return Member(name, types, frozenset(kind for each in types.split("|") for kind in _KINDS[each]), pages)


_KINDS: dict[str, tuple[JsonKind, ...]] = {
    "string": (JsonKind.STRING,),
    "object": (JsonKind.OBJECT,),
    "array": (JsonKind.OBJECT,),  # of texts by language: PHP's array with names is JSON's object
    "time": (JsonKind.OBJECT,),
    "double": (JsonKind.NUMBER,),
    "timestamp": (JsonKind.NUMBER,),
}

ANSWER_MEMBERS = (_member("result", "object", METHOD), _member("time", "time", METHOD, TIME))
RESULT_MEMBERS = (_member("badge", "object", METHOD),)
BADGE_MEMBERS = (
    _member("code", "string", FIELDS, METHOD),
    _member("title", "string|array", FIELDS, METHOD),
    _member("value", "string|array", FIELDS, METHOD),
    _member("type", "string", FIELDS, METHOD),
)
TIME_MEMBERS = (
    _member("start", "double", TIME, METHOD),
    _member("finish", "double", TIME, METHOD),
    _member("duration", "double", TIME, METHOD),
    _member("processing", "double", TIME, METHOD),
    _member("date_start", "string", TIME, METHOD),
    _member("date_finish", "string", TIME, METHOD),
    _member("operating", "double", TIME, METHOD),
    _member("operating_reset_at", "timestamp", TIME),
)
ERROR_MEMBERS = (
    _member("error", "string", METHOD, ERRORS),
    _member("error_description", "string", METHOD, ERRORS),
)

_OPTIONAL = frozenset({"operating_reset_at"})
"""In the full list of members, and not in the sample of the method's page."""

_TIME_OF_ERROR = frozenset({"time"})
""" "Present in the responses to all REST requests" by one page, absent from the sample of an error: both are
accepted.
"""


@dataclass(frozen=True, slots=True)
class PromisedError:
    """An error as one page documents it: its HTTP status and its texts, which may be none."""

    code: str
    page: Page
    status: int
    texts: tuple[str, ...] = ()


def _of_pages(
    code: str, texts: str, published: int | None, russian: int | None, newest: int | None
) -> Iterator[PromisedError]:
    for page, status in ((ERRORS, published), (ERRORS_RUSSIAN, russian), (ERRORS_NEWEST, newest)):
        if status is not None:
            yield PromisedError(code, page, status, tuple(texts.split("|")))


_SCOPE = "The request requires higher privileges than provided by the "
_PLANS = (
    "REST API is available only on commercial plans|REST is available only on commercial plans"
    "|REST is available only by subscription|Access denied! Application context required"
)

PROMISED_ERRORS: tuple[PromisedError, ...] = (
    PromisedError("NOT_FOUND", METHOD, 400, ("Not found.",)),
    PromisedError("ACCESS_DENIED", METHOD, 400),
    PromisedError("", ERRORS_NEWEST, 400),
    *_of_pages("INTERNAL_SERVER_ERROR", "Internal server error", 500, 500, 500),
    *_of_pages("ERROR_UNEXPECTED_ANSWER", "Server returned an unexpected response", 500, 500, 500),
    *_of_pages("QUERY_LIMIT_EXCEEDED", "Too many requests", 503, 503, 503),
    *_of_pages("OPERATION_TIME_LIMIT", "Method is blocked due to operation time limit", None, 429, 429),
    *_of_pages("ERROR_BATCH_METHOD_NOT_ALLOWED", "Method is not allowed for batch usage", 405, 405, None),
    *_of_pages("ERROR_BATCH_LENGTH_EXCEEDED", "Max batch length exceeded", 400, 400, None),
    *_of_pages("NO_AUTH_FOUND", "Wrong authorization data", 401, 401, 401),
    *_of_pages("INVALID_REQUEST", "Https required.", 400, 400, 401),
    *_of_pages("OVERLOAD_LIMIT", "REST API is blocked due to overload", 503, 503, 401),
    *_of_pages("ACCESS_DENIED", _PLANS, 403, 403, 401),
    *_of_pages("INVALID_CREDENTIALS", "Invalid request credentials", 403, 403, 401),
    *_of_pages("ERROR_MANIFEST_IS_NOT_AVAILABLE", "Manifest is not available.", 404, 404, None),
    *_of_pages("ERROR_METHOD_NOT_FOUND", "Method not found!", None, None, 404),
    *_of_pages("insufficient_scope", f"{_SCOPE}webhook token|{_SCOPE}access token", 403, 403, 401),
    *_of_pages("expired_token", "The access token provided has expired", 401, 401, 401),
    *_of_pages("user_access_error", "The user does not have access to the application", 403, 403, 401),
    *_of_pages("PORTAL_DELETED", "Portal was deleted", None, 500, 403),
)
"""Errors by page, as read."""

KNOWN_ERRORS = frozenset(
    code.casefold()
    for code in (
        *("0", "100", "allowed_only_intranet_user", "invalid_token", "ERROR_OAUTH", "NOT_INSTALLED"),
        *("APPLICATION_NOT_FOUND", "CONNECTION_ERROR", "authorization_error", "PAYMENT_REQUIRED", "WRONG_LICENSE"),
        *("WRONG_AUTH_TYPE", "METHOD_CONFIRM_WAITING", "METHOD_CONFIRM_DENIED", "ERROR_CORE", "ERROR_ARGUMENT"),
        *("INVALID_ARG_VALUE", "WRONG_ENCODING"),
    )
)
"""Codes that no page names and that portals send (bitrix24/README.md, "Errors"), in lower case."""

_KNOWN_TEXT = {"not_found": "badge not found for code"}
"""Beginnings of texts that no page has and that portals send, by code."""

_KNOWN_MEMBERS = {"settings": "The call", "argument": "Errors"}
"""Members that no page has and that portals send, and the heading that knows them."""


def promised(code: str) -> tuple[PromisedError, ...]:
    """Every page's promise about an error, compared without regard to letter case."""
    return tuple(error for error in PROMISED_ERRORS if error.code.casefold() == code.casefold())


def differences(
    response: Response | None, document: JsonDocument | None, *, shared: bool = False
) -> tuple[Difference, ...] | None:
    """Every difference of an answer, `MOST` of them at the most; None where there is nothing to judge: no answer, or a
    part of one. `shared` says that the answer was cut out of a batch's, whose status it has."""
    if response is None or response.truncated or (shared and not response.body):
        return None
    return tuple(islice(_differences(response, document, shared), MOST))


def _differences(response: Response, document: JsonDocument | None, shared: bool) -> Iterator[Difference]:
    status = response.status
    if not shared and 300 <= status < 400:
        yield Difference(
            Verdict.OTHERWISE,
            Point.STATUS,
            "$",
            "200, 4xx, 5xx",
            str(status),
            (METHOD, ERRORS),
            "Answers that are not JSON",
        )
        return
    root = document.root if document is not None and document.fault is None else None
    if root is None:
        found = response.header("Content-Type") or ""
        yield Difference(
            Verdict.OTHERWISE,
            Point.NOT_JSON,
            "$",
            "JSON",
            found[:_SHOWN],
            (METHOD, ERRORS),
            "Answers that are not JSON",
        )
    elif root.kind is not JsonKind.OBJECT:
        yield _of_type(root, "object", (METHOD,), "Answers to survive")
    else:
        members = _Members(root)
        if "error" in members.by_name:
            yield from _error(members, status, shared)
        else:
            if not shared and status != 200:
                yield Difference(Verdict.OTHERWISE, Point.STATUS, "$", "200", str(status), (METHOD,))
            yield from _success(members)


class _Members:
    """An object's members by name, the last of those that repeat; `duplicates` are their names."""

    def __init__(self, node: JsonNode) -> None:
        self.node = node
        self.by_name: dict[str, JsonNode] = {}
        self.duplicates: dict[str, None] = {}
        for child in islice(node.children(), _MOST_MEMBERS):
            name = child.key or ""
            if name in self.by_name:
                self.duplicates[name] = None
            self.by_name[name] = child

    @property
    def is_whole(self) -> bool:
        return self.node.child_count <= _MOST_MEMBERS

    def against(self, promised: tuple[Member, ...], optional: frozenset[str] = frozenset()) -> Iterator[Difference]:
        """Differences of the members themselves: sent twice, missing, too many, of another type."""
        for name in self.duplicates:
            path = self.by_name[name].path
            yield Difference(Verdict.UNDOCUMENTED, Point.DUPLICATE_MEMBER, path, found=name[:_SHOWN])
        for member in promised:
            child = self.by_name.get(member.name)
            if child is not None:
                if child.kind not in member.kinds:
                    yield _of_type(child, member.types, member.pages, _heading_of_type(member, child))
            elif member.name not in optional and self.is_whole:
                yield _missing(self.node, member)
        known = {member.name for member in promised} | optional
        for name, child in self.by_name.items():
            if name not in known:
                heading = _KNOWN_MEMBERS.get(name, "")
                kind = Verdict.PRACTICE if heading else Verdict.UNDOCUMENTED
                yield Difference(kind, Point.EXTRA_MEMBER, child.path, found=name[:_SHOWN], heading=heading)


def _missing(node: JsonNode, member: Member) -> Difference:
    """Members of `time` "may vary" by one page, and are in the sample of the other."""
    of_time = member in TIME_MEMBERS
    if of_time and member.name == "operating":
        return Difference(
            Verdict.PRACTICE, Point.MISSING_MEMBER, node.path, member.name, "", member.pages, "The time block", True
        )
    return Difference(
        Verdict.OTHERWISE, Point.MISSING_MEMBER, node.path, member.name, "", member.pages, disputed=of_time
    )


def _heading_of_type(member: Member, node: JsonNode) -> str:
    """The known fact that covers a value of another type."""
    if member.name in ("title", "value") and _is_empty_list(node):
        return "The call"
    if member.name == "operating_reset_at" and node.kind is JsonKind.STRING:
        return "The time block"
    if member.name == "error" and node.kind is JsonKind.OBJECT:
        return "Errors"
    return ""


def _is_empty_list(node: JsonNode) -> bool:
    return node.kind is JsonKind.ARRAY and node.child_count == 0


def _of_type(node: JsonNode, types: str, pages: tuple[Page, ...], heading: str = "") -> Difference:
    """An empty map is `[]` where PHP writes it: the text of no language, which no page mentions."""
    kind = Verdict.PRACTICE if heading == "The call" else Verdict.OTHERWISE
    return Difference(kind, Point.TYPE, node.path, types.replace("|", ", "), _value(node), pages, heading)


def _value(node: JsonNode) -> str:
    """A value's beginning; a text in quotes, so that it is told from a number."""
    beginning = node.beginning(_SHOWN)
    return f'"{beginning}"' if node.kind is JsonKind.STRING else beginning


def _success(members: _Members) -> Iterator[Difference]:
    result = members.by_name.get("result")
    is_null = result is not None and result.kind is JsonKind.NULL
    for difference in members.against(ANSWER_MEMBERS):
        if is_null and difference.point is Point.TYPE and difference.path == "$.result":
            # "In case of failure, it will return null", says the page whose sample of a failure is an error object.
            yield Difference(
                Verdict.OTHERWISE, Point.NULL_RESULT, "$.result", "object", "null", (METHOD, ERRORS), "The call", True
            )
        else:
            yield difference
    if result is not None and result.kind is JsonKind.OBJECT:
        inside = _Members(result)
        yield from inside.against(RESULT_MEMBERS)
        badge = inside.by_name.get("badge")
        if badge is not None and badge.kind is JsonKind.OBJECT:
            yield from _badge(_Members(badge))
    block = members.by_name.get("time")
    if block is not None and block.kind is JsonKind.OBJECT:
        yield from _time(_Members(block))


def _badge(members: _Members) -> Iterator[Difference]:
    yield from members.against(BADGE_MEMBERS)
    code = members.by_name.get("code")
    if code is not None and (length := len(code.string or "")) > LONGEST_CODE:
        yield _refused_by_add(Point.CODE_LENGTH, code, str(LONGEST_CODE), str(length))
    for name in ("title", "value"):
        texts = members.by_name.get(name)
        if texts is not None and texts.kind is JsonKind.OBJECT:
            yield from _texts(texts)
    kind = members.by_name.get("type")
    if kind is not None and kind.kind is JsonKind.STRING and kind.string not in BadgeType._value2member_map_:
        yield _refused_by_add(Point.BADGE_TYPE, kind, ", ".join(BadgeType), kind.beginning(_SHOWN), FIELDS)


def _texts(texts: JsonNode) -> Iterator[Difference]:
    members = _Members(texts)
    for language, text in members.by_name.items():
        if text.kind is not JsonKind.STRING:
            yield _of_type(text, "string", (FIELDS,))
        if language not in LANGUAGES:
            yield _refused_by_add(Point.LANGUAGE, text, "", language[:_SHOWN], FIELDS)


def _refused_by_add(point: Point, node: JsonNode, documented: str, found: str, *pages: Page) -> Difference:
    return Difference(Verdict.OTHERWISE, point, node.path, documented, found, (ADD, *pages), "When a badge is shown")


def _time(members: _Members) -> Iterator[Difference]:
    yield from members.against(TIME_MEMBERS, _OPTIONAL)
    start = members.by_name.get("start")
    rounded = ("start", "finish", "processing") if start is not None and _is_whole(start) else ("finish",)
    for name in rounded:
        moment = members.by_name.get(name)
        if moment is not None and _is_whole(moment):
            yield Difference(
                Verdict.OTHERWISE, Point.WHOLE_SECONDS, moment.path, "double", moment.beginning(_SHOWN), (TIME, METHOD),
                "The time block",
            )  # fmt: skip


def _is_whole(node: JsonNode) -> bool:
    return node.kind is JsonKind.NUMBER and not set(node.beginning(_SHOWN)) & set(".eE")


def _error(members: _Members, status: int, shared: bool) -> Iterator[Difference]:
    yield from members.against(ERROR_MEMBERS, _TIME_OF_ERROR)
    error = members.by_name["error"]
    if error.kind is not JsonKind.STRING:
        return
    code = error.string or ""
    pages = promised(code)
    if pages:
        if not shared:
            yield from _status(pages, status)
        yield from _text(code, pages, members.by_name.get("error_description"))
        return
    kind, heading = (Verdict.PRACTICE, "Errors") if code.casefold() in KNOWN_ERRORS else (Verdict.UNDOCUMENTED, "")
    yield Difference(kind, Point.ERROR_CODE, error.path, found=code[:_SHOWN], pages=(METHOD, ERRORS), heading=heading)
    if not shared and status < 400:
        # One edition lists "20x" among the statuses of errors, another has 4xx and 5xx only.
        yield Difference(
            Verdict.OTHERWISE, Point.STATUS, "$", "4xx, 5xx", str(status), (ERRORS_NEWEST, ERRORS), "Errors", True
        )


def _status(pages: tuple[PromisedError, ...], status: int) -> Iterator[Difference]:
    """A status counts as different where any page has another one; where pages have different ones it is disputed."""
    statuses = sorted({error.status for error in pages})
    if statuses != [status]:
        disputed = len(statuses) > 1
        yield Difference(
            Verdict.OTHERWISE, Point.STATUS, "$", ", ".join(f"{each} ({_named(pages, each)})" for each in statuses),
            str(status), tuple(error.page for error in pages), "Errors" if disputed else "", disputed,
        )  # fmt: skip


def _named(pages: tuple[PromisedError, ...], status: int) -> str:
    return ", ".join(error.page.name for error in pages if error.status == status)


def _text(code: str, pages: tuple[PromisedError, ...], text: JsonNode | None) -> Iterator[Difference]:
    """A text of 200 characters at most is compared, without regard to case and a full stop at its end; where a page
    leaves the text open, any is accepted."""
    texts = [each for error in pages for each in error.texts]
    if text is None or text.kind is not JsonKind.STRING or not all(error.texts for error in pages):
        return
    said = text.beginning(200)
    if _plain(said) in map(_plain, texts):
        return
    known = _KNOWN_TEXT.get(code.casefold())
    is_known = known is not None and said.casefold().startswith(known)
    yield Difference(
        Verdict.PRACTICE if is_known else Verdict.UNDOCUMENTED, Point.ERROR_TEXT, text.path, texts[0], said[:_SHOWN],
        tuple(error.page for error in pages), "Errors" if is_known else "",
    )  # fmt: skip


def _plain(text: str) -> str:
    return text.strip().rstrip(".").casefold()
