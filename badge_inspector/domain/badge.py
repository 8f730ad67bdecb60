"""A badge as `crm.activity.badge.get` answers it: every field survives whatever the portal put there.

Shapes and the language rule: bitrix24/README.md, "The call". Colours live in `ui/look/theme.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from badge_inspector.domain.badge_type import BadgeType


class LanguageRule(StrEnum):
    """The rule that chose a text: the viewer's own language, else English, else the first one sent; or there is one
    text for all languages."""

    OWN = "own"
    ENGLISH = "en"
    FIRST = "first"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class ResolvedText:
    """The text a viewer sees; `language` is the language it is written in, "" for one text for all languages."""

    text: str
    language: str
    rule: LanguageRule


@dataclass(frozen=True, slots=True)
class PlainText:
    """One text for all languages."""

    text: str


@dataclass(frozen=True, slots=True)
class LocalizedText:
    """Texts by language, in the order sent. A language whose value was not a text is left out of `texts` and named
    with the JSON as sent in `odd`."""

    texts: tuple[tuple[str, str], ...]
    odd: tuple[tuple[str, str], ...] = ()

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(language for language, _ in self.texts)

    def get(self, language: str) -> str | None:
        return next((text for key, text in self.texts if key == language), None)

    def resolve(self, language: str) -> ResolvedText | None:
        """The text a person with this interface language sees; None when there is no text at all."""
        own = self.get(language)
        if own is not None:
            return ResolvedText(own, language, LanguageRule.OWN)
        english = self.get("en")
        if english is not None:
            return ResolvedText(english, "en", LanguageRule.ENGLISH)
        if self.texts:
            first, text = self.texts[0]
            return ResolvedText(text, first, LanguageRule.FIRST)
        return None


@dataclass(frozen=True, slots=True)
class OddValue:
    """A value of a shape the method does not promise (number, null, list, ...): its JSON text as sent."""

    json: str


FieldValue = PlainText | LocalizedText | OddValue | None
"""A field of a badge; None when the portal did not send it."""


@dataclass(frozen=True, slots=True)
class Badge:
    """The four fields of the method and whatever else came, each as sent.

    `extra` holds (name, JSON text) in the order sent. `duplicates` names what was sent more than once, of which the
    last counts: fields as `title`, texts as `title.en`.
    """

    code: FieldValue
    title: FieldValue
    value: FieldValue
    type: FieldValue
    extra: tuple[tuple[str, str], ...] = ()
    duplicates: tuple[str, ...] = ()

    @property
    def known_type(self) -> BadgeType | None:
        """The type when it is one of the five the method knows, else None (shown in the colours of secondary)."""
        if isinstance(self.type, PlainText) and self.type.text in BadgeType._value2member_map_:
            return BadgeType(self.type.text)
        return None

    @property
    def plain_code(self) -> str | None:
        """The code when it came as a text."""
        return self.code.text if isinstance(self.code, PlainText) else None

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages named by title or value, title's order first, those with an odd value included."""
        seen: dict[str, None] = {}
        for field in (self.title, self.value):
            if isinstance(field, LocalizedText):
                seen.update(dict.fromkeys(field.languages))
                seen.update(dict.fromkeys(language for language, _ in field.odd))
        return tuple(seen)


def resolve(field: FieldValue, language: str) -> ResolvedText | None:
    """Text of a field for a viewer with `language`, with the rule that chose it; None when there is nothing to see."""
    if isinstance(field, PlainText):
        return ResolvedText(field.text, "", LanguageRule.ANY)
    return field.resolve(language) if isinstance(field, LocalizedText) else None


def shown_text(field: FieldValue, language: str) -> str | None:
    """Text of a field for a viewer with `language`; None when there is nothing to see."""
    resolved = resolve(field, language)
    return resolved.text if resolved else None
