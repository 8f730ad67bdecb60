"""Recognition of web pages received in place of a REST answer, and their text without markup.

Pages seen in practice: bitrix24/README.md, "Answers that are not JSON". Servers and filters are recognised by their
names in headers and text; without such a name, by the HTTP status, since a page has no `error` member.
"""

from __future__ import annotations

import html
import re

from badge_inspector.domain.exchange import Response
from badge_inspector.domain.failures import FailureKind

EXCERPT_CHARACTERS = 300
_LOOKED_AT = 32 * 1024

_LICENCE = re.compile(r"coupon_activation|trial period (has )?expired|пробн\w+ (период|срок)\w* (истек|закончил)", re.I)
_SIGN_IN = re.compile(
    r"type\s*=\s*[\"']?password|name\s*=\s*[\"']?(USER_LOGIN|AUTH_FORM)|SAMLRequest|bitrix24\.net/(auth|oauth|login)"
    r"|<title>[^<]{0,80}(sign in|log ?in|authori[sz]ation|авторизация|вход)",
    re.I,
)
_BLOCKED = re.compile(
    r"(portal|account|site|bitrix24)[^<.]{0,60}(is |has been |was )?(blocked|suspended|disabled|deactivated)"
    r"|(портал|сайт|аккаунт)[^<.]{0,60}(заблокирован|приостановлен|отключ[её]н)",
    re.I,
)
_PROXY_NAMES = re.compile(
    r"squid|blue ?coat|zscaler|fortigate|fortiguard|forcepoint|websense|web ?gateway|mcafee|ironport|sophos|kerio"
    r"|usergate|ideco|privoxy|mitmproxy|netskope|barracuda|palo alto|web filter|captive portal|proxy server|proxy error"
    r"|прокси",
    re.I,
)
_PROXY_HEADERS = ("X-Squid-Error", "Proxy-Authenticate", "Proxy-Connection", "X-BlueCoat-Via")
_WRONG_HOST = re.compile(
    r"welcome to nginx|apache2? \w* ?default page|it works!|iis windows|test page for|domain (is )?(for sale|parked)"
    r"|(portal|site|host|domain|page)[^<.]{0,40}(not found|does ?n[o']t exist|no longer exists)|unknown host"
    r"|(портал|сайт|домен|страница)[^<.]{0,40}(не найден|не существует)",
    re.I,
)
_BUSY_STATUSES = frozenset({429, 502, 503, 504, 520, 521, 522, 523, 524})


def is_page(response: Response, text: str) -> bool:
    """Tell whether a body that is not JSON is a web page or another document for people."""
    kind = (response.header("Content-Type") or "").lower()
    return "html" in kind or text.lstrip()[:1] == "<"


def recognise(response: Response, text: str) -> FailureKind:
    """Recognise the program that a page comes from."""
    text = text[:_LOOKED_AT]
    status = response.status
    if _LICENCE.search(text):
        return FailureKind.LICENCE_EXPIRED_PAGE
    if status == 407:
        return FailureKind.PROXY_AUTH_REQUIRED
    named = f"{response.header('Server') or ''} {response.header('Via') or ''}"
    if status == 511 or _PROXY_NAMES.search(named) or any(response.header(name) for name in _PROXY_HEADERS):
        return FailureKind.PROXY_PAGE
    if _PROXY_NAMES.search(excerpt(text, _LOOKED_AT)):
        return FailureKind.PROXY_PAGE
    if status in _BUSY_STATUSES:
        return FailureKind.SERVER_BUSY_PAGE
    if _BLOCKED.search(text):
        return FailureKind.PORTAL_BLOCKED_PAGE
    if _SIGN_IN.search(text) or status == 401:
        return FailureKind.SIGN_IN_PAGE
    if status == 403:
        return FailureKind.PORTAL_BLOCKED_PAGE
    if status in (404, 405, 410, 421) or _WRONG_HOST.search(text):
        return FailureKind.WRONG_HOST_PAGE
    return FailureKind.NOT_JSON


def excerpt(text: str, characters: int = EXCERPT_CHARACTERS) -> str:
    """Text of a page, as one line of plain text."""
    text = re.sub(r"<(script|style)\b.*?(</\1\s*>|$)|<!--.*?(-->|$)", " ", text[:_LOOKED_AT], flags=re.I | re.S)
    text = " ".join(html.unescape(re.sub(r"<[^<>]*>", " ", text)).split())
    return text if len(text) <= characters else text[: characters - 1] + "…"
