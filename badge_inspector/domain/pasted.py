"""What people paste for a portal, understood: webhook addresses, pages, bare hosts, cURL commands. Pure.

What was given is split into address, user and secret; what was changed on the way is noted, what cannot be used is a
problem of one field. Nothing here ever repeats a secret. The cases: bitrix24-facts.md section 7, numbers 1 to 20.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass, replace
from enum import StrEnum
from urllib.parse import SplitResult, unquote, urlsplit

import idna

from badge_inspector.domain.portal import PortalAddress
from badge_inspector.domain.secret import MASK, Secret


class PasteNote(StrEnum):
    """What was changed to make sense of a paste."""

    CURL = "curl"
    WRAPPING = "wrapping"
    HTTPS_ASSUMED = "https_assumed"
    HTTP_UPGRADED = "http_upgraded"
    METHOD_DROPPED = "method_dropped"
    QUERY_DROPPED = "query_dropped"
    SLASHES = "slashes"
    REST_API = "rest_api"
    PAGE = "page"
    INTERNATIONAL = "international"
    SELF_HOSTED = "self_hosted"
    UNUSUAL_SECRET = "unusual_secret"  # noqa: S105 - a note, not a secret


class PasteProblem(StrEnum):
    """Why a paste cannot be used."""

    EMPTY = "empty"
    NOT_AN_ADDRESS = "not_an_address"
    HTTP = "http"
    PASSWORD = "password"  # noqa: S105 - a problem, not a password
    TRAVERSAL = "traversal"
    PLACEHOLDER = "placeholder"
    NO_USER = "no_user"
    NO_SECRET = "no_secret"  # noqa: S105
    SWAPPED = "swapped"
    NOT_A_WEBHOOK = "not_a_webhook"
    LOGIN_SERVICE = "login_service"


@dataclass(frozen=True, slots=True)
class Pasted:
    """`address` is None when there is none to be had. `user` and `secret` are there together or not at all; `masked`
    is the text as pasted with the secret hidden."""

    address: PortalAddress | None = None
    user: str = ""
    secret: Secret | None = None
    notes: tuple[PasteNote, ...] = ()
    problem: PasteProblem | None = None
    masked: str = ""


_WRAPPING = " \t\r\n<>\"'`“”«»‘’\u200b\u200c\u200d\u2060\ufeff\u00a0,;"
_SECRET = re.compile(r"[0-9A-Za-z]{6,50}")
_USUAL_SECRET = re.compile(r"[0-9a-z]{16}")
_USER = re.compile(r"[0-9]{1,12}|[A-Za-z][\w.@\-]{0,63}")
_METHOD = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)*(\.(json|xml))?", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"x{4,}|\*{2,}|your[_-]|put_|[{}<>…]|\.\.\.", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s\"'<>]+", re.IGNORECASE)
_SCHEME = re.compile(r"([a-z][a-z0-9+.\-]*):(?://|(?=[^0-9]))", re.IGNORECASE)


def understand(text: str) -> Pasted:
    """Read a paste. Never raises."""
    pasted = _read(text)
    shown = text.strip()
    return replace(pasted, masked=shown.replace(pasted.secret.reveal(), MASK) if pasted.secret else shown)


def _read(text: str) -> Pasted:
    notes: list[PasteNote] = []
    given = text.strip(_WRAPPING)
    if given != text.strip():
        notes.append(PasteNote.WRAPPING)
    if not given:
        return Pasted(problem=PasteProblem.EMPTY)
    if re.match(r"curl(\.exe)?\s", given, re.IGNORECASE):
        found = _URL.search(given)
        if found is None:
            return Pasted(problem=PasteProblem.NOT_AN_ADDRESS)
        notes.append(PasteNote.CURL)
        given = found[0].rstrip(_WRAPPING + "\\^")
    if any(character.isspace() or character < " " for character in given):
        return Pasted(problem=PasteProblem.NOT_AN_ADDRESS, notes=tuple(notes))
    scheme = _SCHEME.match(given)
    if scheme is None:
        notes.append(PasteNote.HTTPS_ASSUMED)
        given = f"https://{given.lstrip('/')}"
    elif scheme[1].casefold() not in ("http", "https"):
        return Pasted(problem=PasteProblem.NOT_AN_ADDRESS, notes=tuple(notes))
    try:
        parts = urlsplit(given)
        port = parts.port
    except ValueError:
        return Pasted(problem=PasteProblem.NOT_AN_ADDRESS, notes=tuple(notes))
    return _split(parts, port, notes)


def address_problem(text: str) -> PasteProblem | None:
    """What is wrong with an address typed into its own field; None when it can be used."""
    pasted = understand(text)
    if pasted.problem in (PasteProblem.NO_SECRET, PasteProblem.NO_USER):
        return None
    return pasted.problem


def token_problem(text: str) -> bool:
    """Whether a token or secret cannot be one: white space or control characters inside."""
    return any(character.isspace() or not character.isprintable() for character in text.strip())


def looks_secret(text: str) -> bool:
    """Whether a text meant for a name is a webhook address or something like a token."""
    pasted = understand(text)
    token = re.fullmatch(r"[0-9A-Za-z]{16,}", text.strip())
    has_digit_and_letter = any(c.isdigit() for c in text) and any(c.isalpha() for c in text)
    return pasted.secret is not None or bool(token and has_digit_and_letter)


def _split(parts: SplitResult, port: int | None, notes: list[PasteNote]) -> Pasted:
    if "@" in parts.netloc:
        return Pasted(problem=PasteProblem.PASSWORD, notes=tuple(notes))
    host, international = _host(parts.hostname or "")
    if not host:
        placeholder = _PLACEHOLDER.search(parts.netloc) is not None
        problem = PasteProblem.PLACEHOLDER if placeholder else PasteProblem.NOT_AN_ADDRESS
        return Pasted(problem=problem, notes=tuple(notes))
    if international:
        notes.append(PasteNote.INTERNATIONAL)
    if host in ("bitrix24.net", "www.bitrix24.net") or host.endswith(".bitrix24.net"):
        return Pasted(problem=PasteProblem.LOGIN_SERVICE, notes=tuple(notes))
    scheme = parts.scheme.lower()
    bare = PortalAddress(host, scheme)
    if scheme == "http" and not bare.is_loopback:
        notes.append(PasteNote.HTTP_UPGRADED)
        scheme, port = "https", None if port == 80 else port
    if port == {"https": 443, "http": 80}[scheme]:
        port = None
    if not bare.is_cloud and not bare.is_loopback:
        notes.append(PasteNote.SELF_HOSTED)
    if parts.query or parts.fragment:
        notes.append(PasteNote.QUERY_DROPPED)
    segments = [unquote(segment) for segment in parts.path.split("/")]
    if any(segment in (".", "..") or "/" in segment or "\\" in segment for segment in segments):
        return Pasted(problem=PasteProblem.TRAVERSAL, notes=tuple(notes))
    path = [segment for segment in segments if segment]
    if "//" in parts.path:
        notes.append(PasteNote.SLASHES)
    return _path(PortalAddress(host, scheme, port), path, notes)


def _host(host: str) -> tuple[str, bool]:
    """The host in ASCII, "" for none, and whether it was written in other letters."""
    host = host.rstrip(".").lower()
    try:
        ipaddress.ip_address(host)
    except ValueError:
        pass
    else:
        return host, False
    if host.isascii():
        labels = host.split(".")
        sound = all(re.fullmatch(r"(?!-)[a-z0-9_\-]{1,63}(?<!-)", label) for label in labels) and len(host) < 254
        # One label is a machine in the same network, or localhost; a number alone is a mistyped address.
        return (host if sound and not host.replace(".", "").isdigit() else ""), False
    try:
        return idna.encode(host, uts46=True).decode("ascii"), True
    except idna.IDNAError:
        return "", False


def _path(address: PortalAddress, path: list[str], notes: list[PasteNote]) -> Pasted:
    """Everything left of the user is the portal's own path; what is right of the secret is a method."""
    folded = [segment.casefold() for segment in path]
    if "rest" not in folded:
        if path:
            notes.append(PasteNote.PAGE)
        return Pasted(address, notes=tuple(notes))
    at = folded.index("rest")
    prefix = "/" + "/".join(path[: at + 1])
    rest = path[at + 1 :]
    if rest[:1] == ["api"] and len(rest) > 1:
        notes.append(PasteNote.REST_API)
        rest = rest[1:]
    address = PortalAddress(address.host, address.scheme, address.port, prefix)
    return _access(address, rest, notes)


def _access(address: PortalAddress, rest: list[str], notes: list[PasteNote]) -> Pasted:
    if not rest or (len(rest) == 1 and "." in rest[0] and _METHOD.fullmatch(rest[0])):
        if rest:
            notes.append(PasteNote.METHOD_DROPPED)
        return Pasted(address, notes=tuple(notes))
    told = tuple(notes)
    if any(_PLACEHOLDER.search(segment) for segment in rest[:2]):
        return Pasted(address, notes=told, problem=PasteProblem.PLACEHOLDER)
    if len(rest) == 1:
        is_user = rest[0].isdigit() or not _SECRET.fullmatch(rest[0])
        return Pasted(address, notes=told, problem=PasteProblem.NO_SECRET if is_user else PasteProblem.NO_USER)
    user, secret = rest[0], rest[1]
    if secret.isdigit() and len(secret) < 10 and _USUAL_SECRET.fullmatch(user):
        return Pasted(address, notes=told, problem=PasteProblem.SWAPPED)
    if "." in secret and _METHOD.fullmatch(secret):
        problem = PasteProblem.NO_USER if _USUAL_SECRET.fullmatch(user) else PasteProblem.NO_SECRET
        return Pasted(address, notes=told, problem=problem)
    if not _USER.fullmatch(user) or not _SECRET.fullmatch(secret):
        return Pasted(address, notes=told, problem=PasteProblem.NOT_A_WEBHOOK)
    if not _USUAL_SECRET.fullmatch(secret):
        notes.append(PasteNote.UNUSUAL_SECRET)
    if len(rest) > 2:
        notes.append(PasteNote.METHOD_DROPPED)
    return Pasted(address, user, Secret(secret), tuple(notes))
