"""Values of a portal's fields for undo: everything but its secrets, which are never kept here."""

from __future__ import annotations

from dataclasses import dataclass, replace

from badge_inspector.domain.pasted import LONGEST
from badge_inspector.domain.portal import AccessKind, ColourLabel, PortalProfile
from badge_inspector.ui.words.portals import portal_name

UNDOABLE = (
    *("name", "address", "access", "user", "valid_until", "client_id"),
    *("colour", "language", "limit", "notes", "ca_file", "certificate"),
)
"""The rows with a way back of their own."""


@dataclass(frozen=True, slots=True)
class PortalValues:
    """By row; as it comes, an empty form. `valid_until` is whole epoch seconds UTC, `limit` seconds."""

    name: str = ""
    address: str = ""
    access: AccessKind = AccessKind.WEBHOOK
    user: str = ""
    valid_until: float | None = None
    client_id: str = ""
    colour: ColourLabel = ColourLabel.GREY
    language: str = ""
    limit: float = 480
    notes: str = ""
    ca_file: str = ""
    certificate: str = ""


def values_of(profile: PortalProfile | None) -> PortalValues:
    """Values of the form for a portal, or for a new one."""
    if profile is None:
        return PortalValues()
    address, expires = profile.address, profile.token_expires_at
    return PortalValues(
        name=portal_name(profile).strip(),
        address=address.root if address.rest_path == "/rest" else address.rest_url,
        access=profile.access,
        user=profile.webhook_user,
        valid_until=None if expires is None else float(int(expires)),
        client_id=profile.oauth_client_id,
        colour=profile.colour,
        language=profile.display_language,
        limit=float(round(profile.operating_limit_s)),
        notes=profile.notes,
        ca_file=profile.ca_file,
        certificate=profile.trusted_certificate,
    )


def written(values: PortalValues, profile: PortalProfile) -> PortalProfile:
    """The portal with what can be kept as it stands: not name, user and language, and not what is kept by itself. Of
    notes as much as is looked through for secrets."""
    return replace(
        profile,
        access=values.access,
        token_expires_at=values.valid_until,
        oauth_client_id=values.client_id,
        notes=values.notes[:LONGEST],
        operating_limit_s=values.limit,
        colour=values.colour,
    )
