"""Export and import of portals as a file for a colleague, without secrets and without trusted certificates.

    {"format": "badge-inspector-portals", "version": 1, "portals": [{...}, ...]}

A file is foreign input: its addresses are read as pasted ones are, and neither a CA file nor a trusted certificate is
taken from it. Blocking; call in a thread.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from badge_inspector.domain.pasted import LONGEST, looks_secret, understand, user_problem
from badge_inspector.domain.portal import PortalProfile
from badge_inspector.domain.secret_places import redact_unknown
from badge_inspector.storage.files import write_private
from badge_inspector.storage.settings_format import SettingsNotice, read_profile, write_profile

FORMAT = "badge-inspector-portals"
VERSION = 1
LARGEST = 16 * 1024 * 1024


class NotPortalsError(ValueError):
    """The file holds no portals, or those of a newer version."""


@dataclass(frozen=True, slots=True)
class ImportedPortals:
    """`profiles` are new ones, with ids of their own; `known` counts those that are there already, `unusable` those
    with an unusable address."""

    profiles: tuple[PortalProfile, ...]
    known: int = 0
    unusable: int = 0


def export_portals(profiles: Iterable[PortalProfile], file: Path) -> None:
    """Write the person's portals. Notes lose what looks like a secret in them. Raises OSError."""
    documents = [write_profile(_without_trust(profile)) for profile in profiles if not profile.is_demo]
    text = json.dumps({"format": FORMAT, "version": VERSION, "portals": documents}, ensure_ascii=False, indent=2)
    write_private(file, f"{text}\n".encode())


def import_portals(file: Path, present: Sequence[PortalProfile]) -> ImportedPortals:
    """Read portals that are not among those present. Raises OSError and NotPortalsError."""
    with file.open("rb") as stream:
        data = stream.read(LARGEST + 1)
    items = _items(data)
    seen = {_what(profile) for profile in present}
    profiles: list[PortalProfile] = []
    known = unusable = 0
    for item in items:
        profile = _read(item)
        if profile is None:
            unusable += 1
        elif _what(profile) in seen:
            known += 1
        else:
            seen.add(_what(profile))
            profiles.append(profile)
    return ImportedPortals(tuple(profiles), known, unusable)


def _items(data: bytes) -> list[object]:
    try:
        document: object = json.loads(data.decode("utf-8-sig")) if len(data) <= LARGEST else None
    except (ValueError, RecursionError) as error:
        raise NotPortalsError(str(error)) from error
    members = cast("dict[str, object]", document) if isinstance(document, dict) else {}
    version, portals = members.get("version"), members.get("portals")
    if members.get("format") != FORMAT or not isinstance(version, int) or not isinstance(portals, list):
        raise NotPortalsError("not an export of portals")
    if version > VERSION:
        raise NotPortalsError(f"version {version} is newer than this program")
    return cast("list[object]", portals)


def _read(item: object) -> PortalProfile | None:
    """A portal from the file; None when it has no address, or one that could not have been pasted."""
    notices: list[SettingsNotice] = []
    if not isinstance(item, dict):
        return None
    profile = read_profile({"id": "new", **cast("dict[str, object]", item)}, notices)
    if profile is None or understand(profile.address.root).address != profile.address._replace(rest_path="/rest"):
        return None
    if profile.webhook_user and user_problem(profile.webhook_user):
        return None
    name = profile.name[:LONGEST].strip()  # as much as is looked through
    usable = name if name and not looks_secret(name) else profile.address.display
    return replace(_without_trust(profile), id=uuid.uuid4().hex, name=usable, unknown=())


def _without_trust(profile: PortalProfile) -> PortalProfile:
    return replace(
        profile,
        ca_file="",
        trusted_certificate="",
        token_expires_at=None,
        last_used_at=0.0,
        notes=redact_unknown(profile.notes),
    )


def _what(profile: PortalProfile) -> tuple[object, ...]:
    """Key by which two profiles are the same portal to a person."""
    return (profile.name.casefold(), profile.address, profile.access, profile.webhook_user)
