"""The calls of `crm.activity.badge.get` in a request: by itself or in a `batch`, in the address or in the body.

Forms: bitrix24/README.md, "The call", "Batch" and "Addresses and tokens". Of the same name in the address and in the
body the body's counts, as it does on the portal.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from email.parser import BytesParser
from email.policy import HTTP
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit

from badge_inspector.domain.har.entry import HarRequest, Pairs
from badge_inspector.domain.jsontext import JsonDocument, JsonNode
from badge_inspector.domain.portal import PortalAddress

METHOD = "crm.activity.badge.get"
BATCH = "batch"

_COMMAND = re.compile(r"cmd\[(?P<name>[^\]]*)\]", re.IGNORECASE)
_LONGEST_MULTIPART = 1 << 20
_SUFFIXES = (".json", ".xml")
_OWN_PORTS = {"https": 443, "http": 80}


@dataclass(frozen=True, slots=True)
class BadgeCall:
    """`code` is what was asked for, "" where nothing was. In a batch `name` is the command's, `command` its text and
    `body` the request's body with no other command in it."""

    code: str
    name: str = ""
    command: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class RestAddress:
    """The address of a REST call taken apart: `secret` is the webhook's, "" with OAuth; `prefix` the path left of user
    and method."""

    parts: SplitResult
    portal: PortalAddress
    user: str
    secret: str
    method: str


def rest_address(url: str) -> RestAddress | None:
    """The parts of a call's address; None for a text that is not a web address."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    scheme, host = parts.scheme.lower(), _ascii((parts.hostname or "").lower())
    if scheme not in _OWN_PORTS or not host:
        return None
    segments = [segment for segment in parts.path.split("/") if segment]
    method = _plain_method(segments[-1]) if segments else ""
    user, secret, left = "", "", segments[:-1]
    if len(left) >= 2 and _is_webhook(left):
        user, secret, left = unquote(left[-2]), left[-1], left[:-2]
    portal = PortalAddress(host, scheme, None if port == _OWN_PORTS[scheme] else port, "/" + "/".join(left))
    return RestAddress(parts, portal, user, secret, method)


def badge_calls(request: HarRequest, address: RestAddress) -> tuple[BadgeCall, ...]:
    """Every call of the method, in the order of the commands; none for other methods."""
    if request.method not in ("GET", "POST"):
        return ()
    if address.method == METHOD:
        sent = _params(request, address)
        return (BadgeCall(sent.get("code", "")),)
    if address.method != BATCH:
        return ()
    commands = _commands(request, address)
    found = [(name, text) for name, text in commands.items() if _plain_method(text.partition("?")[0]) == METHOD]
    return tuple(BadgeCall(_code_in(text), name, text, _own_body(request, name, text)) for name, text in found)


def _ascii(host: str) -> str:
    """A host in ASCII; "" for a text that is not a host."""
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return ""


def _is_webhook(left: list[str]) -> bool:
    """Tell whether the last two segments before the method are a user and a secret: behind `rest`, or a number and what
    looks like one."""
    user, secret = left[-2], unquote(left[-1])
    if "." in secret or secret.casefold() in ("rest", "api"):
        return False
    before = [segment.casefold() for segment in left[:-2]]
    if before[-1:] in (["rest"], ["api"]):
        return True
    return user.isdecimal() and re.fullmatch(r"[0-9A-Za-z]{6,50}", secret) is not None


def _plain_method(text: str) -> str:
    name = unquote(text).strip().strip("/").lower()
    for suffix in _SUFFIXES:
        name = name.removesuffix(suffix)
    return name


def form_pairs(text: str) -> Pairs:
    """The fields of a form's text, or of an address's query."""
    return tuple(parse_qsl(text, keep_blank_values=True, errors="replace"))


def body_pairs(request: HarRequest) -> Pairs:
    """The fields of a body that is a form, of either kind."""
    if not request.body:
        return request.params
    kind = request.body_type.partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        return _multipart(request) or request.params
    return form_pairs(request.body.strip())


def body_json(request: HarRequest) -> JsonNode | None:
    """The object that a body is; None for other bodies."""
    if not request.body.lstrip().startswith("{"):
        return None
    document = JsonDocument.parse(request.body)
    return document.root if document.fault is None else None


def _params(request: HarRequest, address: RestAddress) -> dict[str, str]:
    found = dict(form_pairs(address.parts.query))
    if request.method == "POST":
        node = body_json(request)
        if node is None:
            found |= dict(body_pairs(request))
        else:
            found |= {child.key or "": _as_text(child) for child in node.children()}
    return found


def _commands(request: HarRequest, address: RestAddress) -> dict[str, str]:
    found: dict[str, str] = {}
    pairs = form_pairs(address.parts.query)
    if request.method == "POST":
        node = body_json(request)
        if node is None:
            pairs += body_pairs(request)
        else:
            commands = node.child("cmd")
            for at, child in enumerate(commands.children() if commands is not None else ()):
                found[child.key if child.key is not None else str(at)] = _as_text(child)
    for name, value in pairs:
        match = _COMMAND.fullmatch(name)
        if match is not None:
            found[match["name"] or str(len(found))] = value
    return found


def _code_in(command: str) -> str:
    """PHP's `parse_url` drops what stands behind a `#`."""
    query = command.partition("#")[0].partition("?")[2]
    return dict(form_pairs(query)).get("code", "")


def _own_body(request: HarRequest, name: str, command: str) -> str:
    if request.method != "POST":
        return ""
    if body_json(request) is not None:
        return json.dumps({"cmd": {name: command}}, ensure_ascii=False, separators=(",", ":"))
    return urlencode({f"cmd[{name}]": command}, quote_via=quote, safe="[]", errors="surrogatepass")


def _as_text(node: JsonNode) -> str:
    text = node.string
    return text if text is not None else node.source


def _multipart(request: HarRequest) -> Pairs:
    if len(request.body) > _LONGEST_MULTIPART:
        return ()
    head = f"Content-Type: {' '.join(request.body_type.split())}\r\n\r\n"
    message = BytesParser(policy=HTTP).parsebytes((head + request.body).encode("utf-8", "replace"))
    found: list[tuple[str, str]] = []
    for part in message.walk():
        name = part.get_param("name", header="Content-Disposition")
        payload = part.get_payload(decode=True)
        if isinstance(name, str) and isinstance(payload, bytes):
            found.append((name, payload.decode("utf-8", "replace")))
    return tuple(found)
