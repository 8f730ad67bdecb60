"""Parser of pasted portals: webhook addresses, pages, bare hosts, cURL commands. Pure.

The text is split into address, user and secret. Each change made on the way is noted; a part that cannot be used is a
problem of its field. No result repeats a secret in clear. The cases: bitrix24/README.md, "Pasted addresses".
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from urllib.parse import SplitResult, unquote, urlsplit

import idna

from badge_inspector.domain.curl_command import is_curl, read_curl, token_in
from badge_inspector.domain.portal import PortalAddress
from badge_inspector.domain.redaction import redact
from badge_inspector.domain.secret import MASK, Secret
from badge_inspector.domain.secret_places import holds_unknown, redact_unknown


class PasteNote(StrEnum):
    """Changes made to a paste while it was read."""

    CURL = "curl"
    FOUND_IN_TEXT = "found_in_text"
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
    UNUSUAL_SECRET = "unusual_secret"


class PasteProblem(StrEnum):
    """Reasons why a paste cannot be used."""

    EMPTY = "empty"
    BARE_TOKEN = "bare_token"
    NOT_AN_ADDRESS = "not_an_address"
    HTTP = "http"
    PASSWORD = "password"
    TRAVERSAL = "traversal"
    PLACEHOLDER = "placeholder"
    NO_USER = "no_user"
    NOT_A_USER = "not_a_user"
    NO_SECRET = "no_secret"
    SWAPPED = "swapped"
    NOT_A_WEBHOOK = "not_a_webhook"
    LOGIN_SERVICE = "login_service"
    NOT_A_PROXY = "not_a_proxy"
    NO_PORT = "no_port"


@dataclass(frozen=True, slots=True)
class Pasted:
    """`address` is None when there is none to be had. `user` and `secret` are there together or not at all; `token` is
    an OAuth access token that came along, or with BARE_TOKEN alone; `masked` is the text as pasted with whatever is
    secret hidden."""

    address: PortalAddress | None = None
    user: str = ""
    secret: Secret | None = None
    token: Secret | None = None
    notes: tuple[PasteNote, ...] = ()
    problem: PasteProblem | None = None
    masked: str = ""


LONGEST = 32 * 1024
"""Characters of a paste that are read: a cURL command with a browser's cookies has some ten thousand."""

_WRAPPING = " \t\r\n<>\"'`“”«»‘’\u00a0,;"
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_SECRET = re.compile(r"[0-9A-Za-z]{6,50}")
_USUAL_SECRET = re.compile(r"[0-9a-z]{16,17}")
_USER = re.compile(r"[0-9]{1,12}|[A-Za-z][\w.@\-]{0,63}")
_METHOD = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)*(\.(json|xml))?", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"x{4,}|\*{2,}|your[_-]|put_|[{}<>…]|\.\.\.", re.IGNORECASE)
_URL = re.compile(
    r"https?://[^\s\"'<>]+|(?<![\w@/.\-])(?:[\w\-]+\.)+\w{2,}(?::\d+)?/(?:\S{0,500}/)?rest/\S+", re.IGNORECASE
)
_BEGIN = re.compile(r"(https?)(?::[/\\]*|[/\\]{2,})(?=[^/\\])", re.IGNORECASE)
_SCHEME = re.compile(r"([a-z][a-z0-9+.\-]*):(?://|(?=[^0-9]))", re.IGNORECASE)
_BLANK = re.compile(r"[\s\x00-\x1f]")
_TOKEN = re.compile(r"(?=.*[0-9])(?=.*[A-Za-z])[0-9A-Za-z]{16,}")
_TOKEN_WITHIN = re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z]{16,}")


def understand(text: str) -> Pasted:
    """Read a paste. Never raises."""
    if len(text) > LONGEST:
        shown = _TOKEN_WITHIN.sub(MASK, redact_unknown(text[:LONGEST].strip()))
        return Pasted(problem=PasteProblem.NOT_AN_ADDRESS, masked=f"{shown}…")
    pasted = _read(text)
    secrets = [secret for secret in (pasted.secret, pasted.token) if secret is not None]
    masked = redact_unknown(redact(text.strip(), secrets))
    return replace(pasted, masked=_TOKEN_WITHIN.sub(MASK, masked) if pasted.problem is not None else masked)


def _read(text: str) -> Pasted:
    cleaned = _INVISIBLE.sub("", text).strip()
    bare = cleaned.strip(_WRAPPING)
    if not bare:
        return Pasted(problem=PasteProblem.EMPTY)
    if _TOKEN.fullmatch(bare):
        return Pasted(problem=PasteProblem.BARE_TOKEN, token=Secret(bare))
    notes: list[PasteNote] = []
    given, token = _unwrapped(cleaned, bare, notes)
    if bare != text.strip() and PasteNote.CURL not in notes:
        notes.insert(0, PasteNote.WRAPPING)
    refused = Pasted(problem=PasteProblem.NOT_AN_ADDRESS)
    if not given or _BLANK.search(given):
        return refused
    given = _with_scheme(given, notes)
    try:
        parts = urlsplit(given)
        port = parts.port
    except ValueError:
        return refused
    if port == 0 or parts.scheme not in ("http", "https"):
        return refused
    return _with_token(_split(parts, port, notes), token or token_in(parts.query))


def _unwrapped(cleaned: str, bare: str, notes: list[PasteNote]) -> tuple[str, str]:
    """The address, and a token, out of the command or the text around it."""
    if is_curl(cleaned):
        notes.append(PasteNote.CURL)
        command = read_curl(cleaned)
        return command.address.strip(_WRAPPING), command.token
    if _SCHEME.match(bare) is None or any(character.isspace() for character in bare):
        found = sorted(_URL.findall(bare), key=lambda url: "/rest/" not in url)
        if found and found[0] != bare:
            notes.append(PasteNote.FOUND_IN_TEXT)
            return found[0].rstrip(_WRAPPING + "\\^).]}|"), ""
    return bare, ""


def _with_scheme(given: str, notes: list[PasteNote]) -> str:
    """With `https://` where there is no scheme, and with the two slashes that belong there."""
    if re.match("https?%3a", given, re.IGNORECASE):
        given = unquote(given)
    begin = _BEGIN.match(given)
    if begin is not None:
        if begin[0] != f"{begin[1]}://":
            notes.append(PasteNote.SLASHES)
        return f"{begin[1]}://{given[begin.end() :]}"
    if _SCHEME.match(given) is None:
        notes.append(PasteNote.HTTPS_ASSUMED)
        return f"https://{given.lstrip('/')}"
    return given


def _with_token(pasted: Pasted, token: str) -> Pasted:
    """A webhook needs no token; one in its query is left out with the query."""
    usable = len(token) >= 6 and not token_problem(token) and not _PLACEHOLDER.search(token)
    return replace(pasted, token=Secret(token)) if usable and pasted.problem is None and not pasted.secret else pasted


def user_problem(text: str) -> PasteProblem | None:
    """Problem of a webhook's user typed into its own field; None when it can be used."""
    user = text.strip()
    if not user:
        return PasteProblem.NO_USER
    if _TOKEN.fullmatch(user):
        return PasteProblem.SWAPPED
    return None if _USER.fullmatch(user) else PasteProblem.NOT_A_USER


def token_problem(text: str) -> bool:
    """Problem of a token or secret: white space or control characters inside."""
    return any(character.isspace() or not character.isprintable() for character in text.strip())


def proxy_problem(text: str) -> PasteProblem | None:
    """Problem of a proxy's address: it is `http://host:port`, without user and password."""
    try:
        parts = urlsplit(text.strip())
        port = parts.port
    except ValueError:
        return PasteProblem.NOT_A_PROXY
    if "@" in parts.netloc:
        return PasteProblem.PASSWORD
    if parts.scheme not in ("http", "https") or not _host(parts.hostname or "") or parts.path not in ("", "/"):
        return PasteProblem.NOT_A_PROXY
    return None if port else PasteProblem.NO_PORT


def looks_secret(text: str) -> bool:
    """Tell whether a text meant for a name or a note is a webhook address or like a token, as far as it is read:
    LONGEST characters, which no name and few notes have."""
    given = text[:LONGEST].strip()
    return _TOKEN.fullmatch(given) is not None or holds_unknown(given) or understand(given).secret is not None


def _split(parts: SplitResult, port: int | None, notes: list[PasteNote]) -> Pasted:
    if "@" in parts.netloc:
        return Pasted(problem=PasteProblem.PASSWORD, notes=tuple(notes))
    host = _host(parts.hostname or "")
    if not host:
        placeholder = _PLACEHOLDER.search(parts.netloc) is not None
        problem = PasteProblem.PLACEHOLDER if placeholder else PasteProblem.NOT_AN_ADDRESS
        return Pasted(problem=problem, notes=tuple(notes))
    if not parts.netloc.isascii():
        notes.append(PasteNote.INTERNATIONAL)
    if host == "bitrix24.net" or host.endswith(".bitrix24.net"):
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


def _host(host: str) -> str:
    """The host in ASCII, "" for none."""
    host = host.rstrip(".").lower()
    try:
        ipaddress.ip_address(host)
    except ValueError:
        pass
    else:
        return host
    if host.isascii():
        labels = host.split(".")
        sound = all(re.fullmatch(r"(?!-)[a-z0-9_\-]{1,63}(?<!-)", label) for label in labels) and len(host) < 254
        # One label is a machine in the same network, or localhost; a number alone is a mistyped address.
        return host if sound and not host.replace(".", "").isdigit() else ""
    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError:
        return ""


def _path(address: PortalAddress, path: list[str], notes: list[PasteNote]) -> Pasted:
    """Everything left of the user is the portal's own path; what is right of the secret is a method."""
    folded = [segment.casefold() for segment in path]
    at = folded.index("rest") if "rest" in folded else _renamed_rest(path)
    if at is None:
        if path:
            notes.append(PasteNote.PAGE)
        return Pasted(address, notes=tuple(notes))
    prefix = "/" + "/".join(path[: at + 1])
    rest = path[at + 1 :]
    if rest[:1] == ["api"] and len(rest) > 1:
        notes.append(PasteNote.REST_API)
        rest = rest[1:]
    address = PortalAddress(address.host, address.scheme, address.port, prefix)
    return _access(address, rest, notes)


def _renamed_rest(path: list[str]) -> int | None:
    """Index of a self-hosted portal's own name for /rest (`rest_server_path`): before a number and a secret; None
    for nowhere."""
    pairs = enumerate(pairwise(path[1:]))
    secrets = (
        at
        for at, (user, text) in pairs
        if user.isdecimal() and _USUAL_SECRET.fullmatch(text) and _TOKEN.fullmatch(text)
    )
    return next(secrets, None)


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
    return Pasted(address, user, Secret(secret), notes=tuple(notes))
