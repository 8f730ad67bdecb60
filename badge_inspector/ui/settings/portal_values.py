"""Values of a portal's fields and their validation: everything but its secrets, which are never kept here."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from badge_inspector.domain.pasted import LONGEST, looks_secret, user_problem
from badge_inspector.domain.portal import AccessKind, ColourLabel, PortalProfile
from badge_inspector.ui.settings.paste import problem_words
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


_LANGUAGE = re.compile(r"([A-Za-z]{2,3}([_\-][A-Za-z0-9]{2,8})?)?")


def validated(values: PortalValues, profile: PortalProfile) -> tuple[PortalProfile, dict[str, str]]:
    """The portal with what is sound in its fields, and what is said of each that may not be, by row: "" where it is.
    Address, file and certificate are not among them."""
    changed = written(values, profile)
    said: dict[str, str] = dict.fromkeys(("name", "webhook_user", "notes", "display_language"), "")
    if looks_secret(values.name):
        said["name"] = QCoreApplication.translate(
            "Validation", "This looks like a secret. Paste it above; a name is for people."
        )
    elif not values.name:
        said["name"] = QCoreApplication.translate("Validation", "A portal needs a name.")
    else:
        changed = replace(changed, name=values.name)
    needs_user = bool(values.webhook_user) or (values.access is AccessKind.WEBHOOK and bool(profile.webhook_user))
    problem = user_problem(values.webhook_user) if needs_user else None
    if problem is not None:
        said["webhook_user"] = problem_words(problem)
    else:
        changed = replace(changed, webhook_user=values.webhook_user)
    if looks_secret(values.notes):
        said["notes"] = QCoreApplication.translate(
            "Validation", "There is a secret in it: paste it above. Notes are kept in a file."
        )
        changed = replace(changed, notes=profile.notes)
    if _LANGUAGE.fullmatch(values.display_language):
        changed = replace(changed, display_language=values.display_language)
    else:
        said["display_language"] = QCoreApplication.translate(
            "Validation", "A language is two letters, such as de. Leave it empty for your own."
        )
    return changed, said
