"""Test of a portal's connection: account, scopes, and the availability of the badge method.

One batch of `profile`, `scope` and `method.get` (bitrix24/README.md, "List and connection test"): none of them needs
a scope.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit

from badge_inspector.bitrix24 import wire
from badge_inspector.bitrix24.batch import BatchItem, batch_params, command, read_batch
from badge_inspector.bitrix24.client import GET_METHOD, PortalClient, Reply
from badge_inspector.domain.exchange import Exchange, Phase
from badge_inspector.domain.failures import Failure, FailureKind
from badge_inspector.domain.jsontext import JsonKind, JsonNode
from badge_inspector.domain.portal import Credentials, PortalProfile

CRM_SCOPE = "crm"

_COMMANDS = {
    "account": command("profile", {}),
    "scopes": command("scope", {}),
    "method": command("method.get", {"name": GET_METHOD}),
}


@dataclass(frozen=True, slots=True)
class ConnectionReport:
    """A portal's answer to a connection test.

    None is "the portal did not say": of the account when the user is inactive, of the others when a part of the batch
    failed (`failures` has it by part: "account", "scopes", "method"). `round_trip_s` is from sending to the last byte,
    the opening of the connection left out.
    """

    account_name: str
    account_id: str
    is_admin: bool | None
    scopes: tuple[str, ...] | None
    method_available: bool | None
    round_trip_s: float
    exchange: Exchange
    failures: tuple[tuple[str, Failure], ...] = ()

    @property
    def has_crm(self) -> bool | None:
        """Tell whether the token may ask for badges."""
        return None if self.scopes is None else CRM_SCOPE in self.scopes


async def check_connection(
    client: PortalClient, profile: PortalProfile, credentials: Credentials | None
) -> ConnectionReport | Failure:
    """Ask; a Failure when no usable answer came, or the portal refused the whole."""
    return await client.ask(profile, credentials, "batch", batch_params(_COMMANDS), partial(_read, profile))


def _read(profile: PortalProfile, reply: Reply) -> ConnectionReport | Failure:
    response = reply.exchange.response
    if reply.failure is not None or response is None:
        return reply.failure or Failure(FailureKind.UNEXPECTED)
    _, answer = wire.read_answer(response, profile.address, urlsplit(reply.exchange.request.url).path)
    if not isinstance(answer, wire.Answer):
        return answer.failure
    items = read_batch(answer.result, _COMMANDS)
    if items is None:
        return Failure(FailureKind.ANSWER_SHAPE, http_status=response.status, phase=Phase.DOWNLOAD)
    account, method = items["account"].result, items["method"].result
    name = " ".join(part for part in (_text(account, "NAME"), _text(account, "LAST_NAME")) if part)
    timeline = reply.exchange.timeline
    opening = sum(span.duration_s for span in timeline.spans if span.phase in (Phase.CONNECT, Phase.TLS))
    return ConnectionReport(
        account_name=name,
        account_id=_text(account, "ID"),
        is_admin=_flag(account, "ADMIN"),
        scopes=_scopes(items["scopes"]),
        method_available=_available(method),
        round_trip_s=timeline.total_s - opening,
        exchange=reply.exchange,
        failures=tuple((part, wire.read_error(item.error)) for part, item in items.items() if item.error is not None),
    )


def _scopes(item: BatchItem) -> tuple[str, ...] | None:
    """The scopes granted, in lower case; `[""]` is what a portal says for none."""
    if item.result is None or item.result.kind not in (JsonKind.ARRAY, JsonKind.OBJECT):
        return None
    return tuple(scope for child in item.result.children() if (scope := (child.string or "").strip().lower()))


def _available(method: JsonNode | None) -> bool | None:
    existing, available = _flag(method, "isExisting"), _flag(method, "isAvailable")
    return None if existing is None and available is None else existing is not False and available is not False


def _text(node: JsonNode | None, name: str) -> str:
    """A text or number; "" for everything else."""
    member = node.child(name) if node is not None else None
    if member is None or member.kind not in (JsonKind.STRING, JsonKind.NUMBER):
        return ""
    return member.string if member.string is not None else member.source


def _flag(node: JsonNode | None, name: str) -> bool | None:
    """A boolean, also as PHP's "Y"/"N", 1/0 and "true"/"false"."""
    member = node.child(name) if node is not None else None
    if member is None:
        return None
    word = (member.string or member.source).strip().lower()
    return {"true": True, "y": True, "1": True, "false": False, "n": False, "0": False}.get(word)
