"""Meaning of a redirect. The client follows none: a POST must not become a GET, and a token is for its own portal.

A renamed portal answers 302 with its new host (bitrix24/README.md, "Answers that are not JSON"); the person decides
whether to ask the new host.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from urllib.parse import SplitResult, urljoin, urlsplit

from badge_inspector.domain.exchange import Phase, Response
from badge_inspector.domain.failures import Failure, FailureKind
from badge_inspector.domain.portal import PortalAddress

STATUSES = frozenset({301, 302, 303, 307, 308})

LICENCE_PAGE = "/bitrix/coupon_activation.php"

_SIGN_IN_HOST = re.compile(
    r"(^|\.)(bitrix24\.net|oauth\.bitrix\.info|login\.microsoftonline\.com|accounts\.google\.com|okta\.com)$"
    r"|^(login|auth|sso|idp|adfs|oauth)\."
)
_SIGN_IN_PATH = re.compile(
    r"(^|/)(login|log-in|signin|sign-in|auth|sso|saml2?|adfs|oauth2?|cas)(/|\.php|\.aspx?|$)", re.I
)
_SIGN_IN_QUERY = re.compile(r"(^|&)(SAMLRequest|backurl|login=yes|RelayState|wa=wsignin)", re.I)

_SECOND_LEVELS = frozenset({"ac", "co", "com", "edu", "go", "gob", "gov", "mil", "ne", "net", "nom", "or", "org"})


def registrable_domain(host: str) -> str:
    """The part of a host name that somebody registered: `bitrix24.ru` of `acme.bitrix24.ru`, `bitrix24.com.br` of
    `acme.bitrix24.com.br`; an IP address is its own.

    A rule in place of the public suffix list: the last two labels, or three where the last is a country's and the one
    before is a customary second level ("co.uk"). Where the rule is too generous (two customers of a less usual
    suffix), the person is still asked, with both names before them.
    """
    if re.fullmatch(r"[\d.]+", host) or ":" in host:
        return host
    labels = host.rstrip(".").split(".")
    second, top = ["", *labels][-2:]
    wide = len(top) == 2 and second in _SECOND_LEVELS
    return ".".join(labels[-3 if wide else -2 :])


def same_owner(host: str, other: str) -> bool:
    """Tell whether two hosts belong together: one registrable domain, or both in Bitrix24's cloud, whatever the
    zone."""
    mine, theirs = registrable_domain(host), registrable_domain(other)
    return mine == theirs or (mine.startswith("bitrix24.") and theirs.startswith("bitrix24."))


def judge(
    address: PortalAddress, sent_path: str, response: Response, moved_from: Collection[str] = ()
) -> Failure | None:
    """The failure that a redirect stands for; None when the answer is not a redirect. `sent_path` is the path asked,
    as shown (secret masked); `moved_from` holds the authorities this lookup was sent away from before.

    `location` of PORTAL_MOVED is the new root, followed by its REST path where that is not `/rest`
    (`https://new.bitrix24.ru`, `https://b24.acme.example/b24/rest`); of other kinds it is the target as sent, secrets
    masked.
    """
    if response.status not in STATUSES:
        return None
    failure = Failure(FailureKind.REDIRECT_UNCLEAR, http_status=response.status, phase=Phase.DOWNLOAD)
    location = (response.header("Location") or "").strip()
    if not location:
        return replace(failure, detail="the redirect names no target")
    failure = replace(failure, location=location)
    try:
        target = urlsplit(urljoin(address.root + sent_path, location))
        host, port = (target.hostname or "").lower(), target.port
    except ValueError as error:
        return replace(failure, detail=f"the redirect's target is no address: {error}")
    if not host or target.scheme not in ("http", "https"):
        return failure
    root = _root(target.scheme, host, port)
    kind = _kind(address, sent_path, target, root, moved_from)
    if kind is FailureKind.PORTAL_MOVED:
        asked = sent_path.removeprefix(address.rest_path)
        rest_path = target.path.removesuffix(asked) if target.path.endswith(asked) else address.rest_path
        failure = replace(failure, location=root + ("" if rest_path == "/rest" else rest_path))
    return replace(failure, kind=kind)


def _kind(
    address: PortalAddress, sent_path: str, target: SplitResult, root: str, moved_from: Collection[str]
) -> FailureKind:
    host = (target.hostname or "").lower()
    if host == address.host and target.path.lower() == LICENCE_PAGE:
        return FailureKind.LICENCE_EXPIRED_PAGE
    if _SIGN_IN_HOST.search(host) or _SIGN_IN_PATH.search(target.path) or _SIGN_IN_QUERY.search(target.query):
        return FailureKind.SIGN_IN_PAGE
    if target.scheme == "http" and (address.scheme == "https" or not PortalAddress(host).is_loopback):
        return FailureKind.REDIRECT_INSECURE
    if root == _root(address.scheme, address.host, address.port):
        same = target.path.rstrip("/") == sent_path.rstrip("/")
        return FailureKind.REDIRECT_LOOP if same else FailureKind.REDIRECT_UNCLEAR
    if root.partition("://")[2] in moved_from:
        return FailureKind.REDIRECT_LOOP
    if target.username or target.password or not same_owner(address.host, host):
        return FailureKind.REDIRECT_FOREIGN
    return FailureKind.PORTAL_MOVED


def _root(scheme: str, host: str, port: int | None) -> str:
    """`https://host[:port]`, the scheme's own port left out."""
    own = {"https": 443, "http": 80}[scheme]
    return PortalAddress(host=host, scheme=scheme, port=None if port == own else port).root
