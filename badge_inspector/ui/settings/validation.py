"""Validation of a portal's fields, with the reason for each value that cannot be kept."""

from __future__ import annotations

import re
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from badge_inspector.domain.pasted import looks_secret, user_problem
from badge_inspector.domain.portal import AccessKind, PortalProfile
from badge_inspector.ui.settings.paste_words import problem_words
from badge_inspector.ui.settings.portal_values import PortalValues, written

_LANGUAGE = re.compile(r"([A-Za-z]{2,3}([_\-][A-Za-z0-9]{2,8})?)?")


def validated(values: PortalValues, profile: PortalProfile) -> tuple[PortalProfile, dict[str, str]]:
    """The portal with what is sound in its fields, and what is said of each that may not be, by row: "" where it is.
    Address, file and certificate are none of them."""
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
