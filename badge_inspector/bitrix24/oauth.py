"""A new access token for an expired one, from Bitrix24's authorisation server.

    outcome = await refresh(client, address, client_id=..., client_secret=..., refresh_token=...)
    match outcome: RefreshedToken -> store the pair, then use it; Failure -> one of REFRESH_*, or a transport failure

The refresh token is spent by this: the pair must be stored before the new access token is used. The documented call is
a GET with the secrets in the query (bitrix24/README.md, "Addresses and tokens"); neither request nor answer is
handed on, since the answer holds the new tokens.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

from badge_inspector.bitrix24 import wire
from badge_inspector.bitrix24.client import PortalClient, Reply
from badge_inspector.domain.exchange import Phase
from badge_inspector.domain.failures import Failure, FailureKind
from badge_inspector.domain.jsontext import JsonNode
from badge_inspector.domain.portal import PortalAddress
from badge_inspector.domain.secret import Secret

WORLD = "https://oauth.bitrix.info"
TECH = "https://oauth.bitrix24.tech"
_TECH_ZONES = frozenset({"ru", "by", "kz", "uz", "kg", "am", "az", "ge"})

_CODES = {
    "invalid_grant": FailureKind.REFRESH_INVALID_GRANT,
    "invalid_client": FailureKind.REFRESH_INVALID_CLIENT,
    "invalid_request": FailureKind.REFRESH_INVALID_REQUEST,
    "wrong_client": FailureKind.REFRESH_WRONG_CLIENT,
    "not_installed": FailureKind.REFRESH_NOT_INSTALLED,
    "payment_required": FailureKind.REFRESH_PAYMENT_REQUIRED,
    "invalid_scope": FailureKind.REFRESH_INVALID_SCOPE,
}


@dataclass(frozen=True, slots=True)
class RefreshedToken:
    """The new pair. `expires_at` is epoch seconds UTC by this computer's clock, None when the server named no time;
    `member_id` and `portal` name the portal that the tokens belong to ("" when not sent)."""

    access_token: Secret
    refresh_token: Secret
    expires_at: float | None
    portal: str = ""
    member_id: str = ""


def authorisation_server(address: PortalAddress) -> str:
    """The server for a portal's zone; a portal on this computer is its own."""
    if address.is_loopback:
        return address.root
    return TECH if address.host.rpartition(".")[2] in _TECH_ZONES else WORLD


async def refresh(
    client: PortalClient,
    address: PortalAddress,
    *,
    client_id: str,
    client_secret: Secret,
    refresh_token: Secret,
) -> RefreshedToken | Failure:
    """Ask for a new pair."""
    root = authorisation_server(address)
    params = {"grant_type": "refresh_token", "client_id": client_id}
    asked_at = time.time()
    return await client.authorise(
        f"{root}/oauth/token/",
        params,
        {"client_secret": client_secret, "refresh_token": refresh_token},
        lambda reply: _read(reply, address, asked_at),
    )


def _read(reply: Reply, address: PortalAddress, asked_at: float) -> RefreshedToken | Failure:
    if reply.failure is not None:
        return reply.failure
    response = reply.exchange.response
    if response is None:
        return Failure(FailureKind.UNEXPECTED, phase=Phase.WAIT)
    document, read = wire.read_answer(response, address)
    if not isinstance(read, wire.Answer):
        code = read.failure.code.strip().lower()
        kind = _CODES.get(code, FailureKind.REFRESH_FAILED if read.failure.code else read.failure.kind)
        return replace(read.failure, kind=kind)
    root_node = document.root if document is not None else None
    access, renewed = _text(root_node, "access_token"), _text(root_node, "refresh_token")
    if not access or not renewed:
        return Failure(FailureKind.REFRESH_FAILED, http_status=response.status, phase=Phase.DOWNLOAD)
    return RefreshedToken(
        Secret(access),
        Secret(renewed),
        _expiry(root_node, asked_at),
        _text(root_node, "client_endpoint"),
        _text(root_node, "member_id"),
    )


def _text(node: JsonNode | None, name: str) -> str:
    member = node.child(name) if node is not None else None
    return (member.string or "") if member is not None else ""


def _expiry(node: JsonNode | None, asked_at: float) -> float | None:
    """`expires_in` is seconds from now, a number or a text of one."""
    member = node.child("expires_in") if node is not None else None
    text = (member.string or member.source) if member is not None else ""
    return asked_at + int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None
