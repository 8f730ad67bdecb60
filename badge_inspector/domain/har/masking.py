"""Masking of secrets in an entry: those in its own request, wherever else in the entry they are repeated and in any
encoding, and any value in a secret's place.

    mask = EntryMask()               # for one file: what was learned of one entry holds for those after it
    mask.learn(request, address)
    mask.request(...), mask.response(...), mask.text(...)
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from urllib.parse import quote, unquote

from badge_inspector.domain.body_text import read_body
from badge_inspector.domain.exchange import SentRequest
from badge_inspector.domain.har.calls import RestAddress, body_json, body_pairs, form_pairs
from badge_inspector.domain.har.entry import HarRequest, HarResponse, Pairs
from badge_inspector.domain.jsontext import JsonKind, JsonNode
from badge_inspector.domain.redaction import SHORTEST, redact, redact_bytes
from badge_inspector.domain.secret import MASK, Secret, seen
from badge_inspector.domain.secret_places import redact_unknown

_SECRET_NAME = re.compile(
    r"(?:access_|refresh_|application_|csrf_?)?token|client_secret|secret|auth(?:_id)?|refresh_id|ap|app_sid|password"
    r"|sessid|bitrix_sessid|phpsessid|webhook_secret",
    re.IGNORECASE,
)
_SECRET_HEADER = re.compile(
    r"(?:proxy-)?authorization|(?:set-)?cookie2?|.*(?:token|secret|csrf|sessid|session|api-?key|password).*",
    re.IGNORECASE | re.DOTALL,
)
_LEFT_OUT = re.compile(r":.*|content-length", re.IGNORECASE | re.DOTALL)
"""Of a request: HTTP/2's own fields, which hold the address once more, and the length, which tells that of a token."""

_TOKEN = re.compile(r"(?=[^0-9]*[0-9])(?=[^A-Za-z]*[A-Za-z])[0-9A-Za-z+/_.=-]{16,}")
"""A cookie's value that is looked for elsewhere too: no word, and no setting."""

_MOST_SECRETS = 200
"""Secrets of a file that are looked for in all of its entries; the first ones are the portals' own."""

_MOST_NODES = 2_000
_LONGEST_QUERY = 16_384
_WEBHOOK = re.compile(r"/rest/(?:api/)?[^/\s?#]{1,64}/(?P<secret>[0-9A-Za-z]{6,50})(?=[/?#]|$)")
_SESSION = re.compile(
    r"(?<![0-9A-Za-z])(?P<name>(?:bitrix_|php)?sessid|app_sid)"
    r"(?P<between>\\*[\"']?\s*(?:=|:|%3d)\s*\\*[\"']?)(?P<value>[0-9A-Za-z]{6,128})",
    re.IGNORECASE,
)


class EntryMask:
    """Keeps the secrets of one file. `known` are this run's own, looked for as well."""

    def __init__(self, known: Iterable[Secret] | None = None) -> None:
        self._secrets: dict[str, Secret] = {}
        self._known = tuple(seen() if known is None else known)

    def learn(self, request: HarRequest, address: RestAddress) -> None:
        """Collect every secret in a request."""
        values = [unquote(address.secret), address.parts.password or ""]
        pairs = [*form_pairs(address.parts.query), *body_pairs(request)]
        values += [value for name, value in pairs if _is_secret(name)]
        node = body_json(request)
        values += _in_json(node) if node is not None else []
        for name, value in request.headers:
            values += _in_header(name, value)
        for value in values:
            if len(value) >= SHORTEST and MASK not in value and len(self._secrets) < _MOST_SECRETS:
                self._secrets.setdefault(value, Secret(value))

    @property
    def secrets(self) -> tuple[Secret, ...]:
        return (*self._secrets.values(), *self._known)

    def text(self, text: str) -> str:
        """A text without any of them."""
        return _without_sessions(redact_unknown(redact(text, self.secrets)))

    def body(self, body: bytes, content_type: str | None) -> bytes:
        """A body without any of them; the same bytes where there is none."""
        read = read_body(body, content_type)
        if read.encoding.startswith(("utf-16", "utf-32")):
            masked = self.text(read.text)
            return body if masked == read.text else f"\ufeff{masked}".encode(read.encoding, "replace")
        body = redact_bytes(body, self.secrets)
        text = body.decode("utf-8", "surrogateescape")
        masked = _without_sessions(redact_unknown(text))
        return body if masked == text else masked.encode("utf-8", "surrogateescape")

    def headers(self, headers: Pairs) -> Pairs:
        """Headers without any of them; the values of cookies and of authorisation are masked whole."""
        return tuple(
            (self.text(name), MASK if _SECRET_HEADER.fullmatch(name) else self.text(value)) for name, value in headers
        )

    def request(self, request: HarRequest, address: RestAddress, body: str) -> SentRequest:
        """The request as it may be kept, with `body` for its own."""
        headers = tuple((name, value) for name, value in request.headers if not _LEFT_OUT.fullmatch(name))
        return SentRequest(self.text(request.method), self.url(address), self.headers(headers), self._sent_body(body))

    def response(self, response: HarResponse) -> HarResponse:
        """The response as it may be kept."""
        headers = self.headers(response.headers)
        content_type = next((value for name, value in headers if name.lower() == "content-type"), None)
        body = self.body(response.body, content_type) if response.body is not None else None
        return replace(response, reason=self.text(response.reason), headers=headers, body=body)

    def url(self, address: RestAddress) -> str:
        """The address with the mask where secrets stand, and no password."""
        path = [address.portal.rest_path.rstrip("/")]
        if address.secret:
            path += [quote(address.user, safe=""), MASK]
        last = [segment for segment in address.parts.path.split("/") if segment]
        path += last[-1:]
        query = "&".join(map(_masked_field, address.parts.query.split("&"))) if address.parts.query else ""
        url = f"{address.portal.root}{'/'.join(path)}{'?' if query else ''}{query}"
        return self.text(url)

    def _sent_body(self, body: str) -> str:
        if body.lstrip().startswith("{"):
            return self.text(body)
        return self.text("&".join(map(_masked_field, body.split("&"))))


def _is_secret(name: str) -> bool:
    """Tell whether a field has the name of a secret: `auth`, `auth[access_token]`."""
    return any(_SECRET_NAME.fullmatch(part) for part in re.split(r"[\[\]]+", name) if part)


def _masked_field(field: str) -> str:
    name, sign, value = field.partition("=")
    return f"{name}={MASK}" if sign and value and _is_secret(unquote(name)) else field


def _in_json(node: JsonNode) -> list[str]:
    """Texts under the name of a secret, at any depth, of the first members of a body."""
    document = node.document
    found: list[str] = []
    for index in range(min(len(document.nodes), _MOST_NODES)):
        child = document.node(index)
        if child.kind is JsonKind.STRING and (text := child.string) and _is_secret(child.key or ""):
            found.append(text)
    return found


def _in_header(name: str, value: str) -> list[str]:
    low = name.lower()
    if low == "referer":
        found = [match["secret"] for match in _WEBHOOK.finditer(value)]
        return found + [
            each for field, each in form_pairs(value.partition("?")[2][:_LONGEST_QUERY]) if _is_secret(field)
        ]
    if low in ("cookie", "set-cookie"):
        values = (part.partition("=")[2].strip() for part in value.split(";"))
        return [each for each in values if _TOKEN.fullmatch(each)]
    if low.removeprefix("proxy-") == "authorization":
        word, _, rest = value.partition(" ")
        found = [rest.strip() or word]
        if word.lower() == "basic":
            with suppress(binascii.Error, ValueError):
                found.append(base64.b64decode(rest).decode("utf-8", "replace").partition(":")[2])
        return found
    return [value] if _SECRET_HEADER.fullmatch(name) and _TOKEN.fullmatch(value) else []


def _without_sessions(text: str) -> str:
    """Without the keys of sessions, which open a portal as its user's browser does."""
    if "sid" not in text.lower():
        return text
    return _SESSION.sub(lambda match: f"{match['name']}{match['between']}{MASK}", text)
