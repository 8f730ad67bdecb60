"""A lookup's outcome in one sentence, as a screen reader says it the moment it comes."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from badge_inspector.domain.badge import shown_text
from badge_inspector.domain.compare import plain
from badge_inspector.domain.lookup import Found, Lookup
from badge_inspector.ui.look.text import visible
from badge_inspector.ui.words.captures import round_trip_text
from badge_inspector.ui.words.failures import words

_LONGEST = 200


def outcome_text(lookup: Lookup, portal: str, language: str) -> str:
    """`portal` is what sentences call the portal, `language` the one whose texts are said."""
    translate = QCoreApplication.translate
    if not isinstance(lookup.outcome, Found):
        said = words(lookup.outcome.failure, lookup.code, portal)
        return f"{said.title}. {said.advice}"
    badge = lookup.outcome.badge
    title, value = shown_text(badge.title, language), shown_text(badge.value, language)
    text = translate("Spoken", "Found {code} in {time}. Title: {title}. Value: {value}. Type: {type}.")
    return text.format(
        code=visible(lookup.code[:_LONGEST]),
        time=round_trip_text(lookup),
        title=visible((title or "—")[:_LONGEST]),
        value=visible((value or "—")[:_LONGEST]),
        type=visible(plain(badge.type)[:_LONGEST]),
    )
