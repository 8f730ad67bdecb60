"""Catalogue of a portal's badges: `crm.activity.badge.list`, all of them in one answer; and the last answer of each
portal on disk, so that codes can be completed before anything was asked."""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from badge_inspector.bitrix24 import wire
from badge_inspector.bitrix24.client import LIST_METHOD, PortalClient, Reply
from badge_inspector.domain.badge import Badge
from badge_inspector.domain.clock import EARLIEST, LATEST
from badge_inspector.domain.exchange import Phase, Response
from badge_inspector.domain.failures import Failure, FailureKind
from badge_inspector.domain.jsontext import JsonDocument
from badge_inspector.domain.portal import Credentials, PortalProfile
from badge_inspector.storage.files import read_file, write_private


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A portal's badges as it listed them; `fetched_at` is epoch seconds UTC; `source` is the JSON they came in."""

    badges: tuple[Badge, ...]
    fetched_at: float
    source: str = field(default="", compare=False, repr=False)


async def fetch_catalogue(
    client: PortalClient, profile: PortalProfile, credentials: Credentials | None
) -> Catalogue | Failure:
    """Ask for the list. A QUERY_LIMIT_EXCEEDED tells the client's pacer that the portal's bucket is full."""

    def read(reply: Reply) -> Catalogue | Failure:
        response = reply.exchange.response
        if reply.failure is not None or response is None:
            return reply.failure or Failure(FailureKind.UNEXPECTED)
        return _read(response, profile, urlsplit(reply.exchange.request.url).path)

    found = await client.ask(profile, credentials, LIST_METHOD, {}, read)
    if isinstance(found, Failure) and found.kind is FailureKind.QUERY_LIMIT_EXCEEDED:
        client.pacer.exceeded(profile.address.authority)
    return found


def save_catalogue(folder: Path, profile: PortalProfile, catalogue: Catalogue) -> None:
    """Store it in place of the last one. Blocks. Raises OSError."""
    head = json.dumps({"portal": profile.address.rest_url, "fetched_at": catalogue.fetched_at})
    folder.mkdir(mode=0o700, exist_ok=True)  # not what it is in: that was moved away, and is to come back
    write_private(_file(folder, profile), f"{head}\n{catalogue.source}".encode("utf-8", "surrogatepass"))


def kept_catalogue(folder: Path, profile: PortalProfile) -> Catalogue | None:
    """The catalogue stored last for this portal; None if it is missing or cannot be read. Blocks."""
    try:
        text = read_file(_file(folder, profile)).decode("utf-8", "surrogatepass")
        head, _, source = text.partition("\n")
        facts = json.loads(head)
        portal, fetched_at = facts["portal"], float(facts["fetched_at"])
    except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return None  # a cache: what cannot be read is asked for again
    if not EARLIEST <= fetched_at <= LATEST:
        return None
    badges = wire.read_badges(JsonDocument.parse(source).root)
    return None if badges is None or portal != profile.address.rest_url else Catalogue(badges, fetched_at, source)


def _file(folder: Path, profile: PortalProfile) -> Path:
    name = hashlib.sha256(profile.id.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return folder / f"{name}.json"


def _read(response: Response, profile: PortalProfile, sent_path: str) -> Catalogue | Failure:
    _, answer = wire.read_answer(response, profile.address, sent_path)
    if not isinstance(answer, wire.Answer):
        return answer.failure
    badges = wire.read_badges(answer.result)
    if badges is None:
        detail = "there is no list of badges in the answer"
        return Failure(FailureKind.ANSWER_SHAPE, http_status=response.status, phase=Phase.DOWNLOAD, detail=detail)
    return Catalogue(badges, time.time(), answer.result.source if answer.result is not None else "")
