"""Values of a portal's fields for undo: everything but its secrets, which are never kept here."""

from __future__ import annotations

from dataclasses import dataclass, replace

from badge_inspector.domain.pasted import LONGEST
from badge_inspector.domain.portal import AccessKind, ColourLabel, PortalProfile
from badge_inspector.ui.words.portals import portal_name


@dataclass(frozen=True, slots=True)
class PortalValues:
    """By row; as it comes, an empty form. `token_expires_at` is whole epoch seconds UTC."""

    name: str = ""
    address: str = ""
    access: AccessKind = AccessKind.WEBHOOK
    webhook_user: str = ""
    token_expires_at: float | None = None
    oauth_client_id: str = ""
    colour: ColourLabel = ColourLabel.GREY
    display_language: str = ""
    operating_limit_s: float = 480
    notes: str = ""
    ca_file: str = ""
    trusted_certificate: str = ""


UNDOABLE = tuple(PortalValues.__dataclass_fields__)
"""The rows with a way back of their own: each goes by one name, from the settings file to the form."""


def values_of(profile: PortalProfile | None) -> PortalValues:
    """Values of the form for a portal, or for a new one."""
    if profile is None:
        return PortalValues()
    address, expires = profile.address, profile.token_expires_at
    return PortalValues(
        name=portal_name(profile).strip(),
        address=address.root if address.rest_path == "/rest" else address.rest_url,
        access=profile.access,
        webhook_user=profile.webhook_user,
        token_expires_at=None if expires is None else float(int(expires)),
        oauth_client_id=profile.oauth_client_id,
        colour=profile.colour,
        display_language=profile.display_language,
        operating_limit_s=float(round(profile.operating_limit_s)),
        notes=profile.notes,
        ca_file=profile.ca_file,
        trusted_certificate=profile.trusted_certificate,
    )


def written(values: PortalValues, profile: PortalProfile) -> PortalProfile:
    """The portal with what can be kept as it stands: not name, user and language, and not what is kept by itself. Of
    notes as much as is looked through for secrets."""
    return replace(
        profile,
        access=values.access,
        token_expires_at=values.token_expires_at,
        oauth_client_id=values.oauth_client_id,
        notes=values.notes[:LONGEST],
        operating_limit_s=values.operating_limit_s,
        colour=values.colour,
    )
