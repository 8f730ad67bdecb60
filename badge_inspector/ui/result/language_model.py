"""Texts of a badge by language, with the rule that chose them."""

from __future__ import annotations

from PySide6.QtCore import QObject

from badge_inspector.domain.badge import Badge, FieldValue, LanguageRule, LocalizedText, ResolvedText, resolve
from badge_inspector.ui.look.text import visible
from badge_inspector.ui.widgets.table_rows import Column, TableRows

LANGUAGE, TITLE, VALUE, RULE = range(4)
OTHERS = "\0"
"""Stands for the language of the last row: everybody whose language the badge does not have."""
LONGEST = 200
"""Characters of a cell that are shown."""


class LanguageRows(TableRows[str]):
    """A row for each language of the badge, one for the language of the preview where the badge lacks it, and one for
    all others. Texts are looked up when a row is seen, so that a badge of 100,000 languages opens at once."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__((), parent)
        self._badge = Badge(None, None, None, None)
        self._chosen = ""
        self.set((), self._columns())

    def show_badge(self, badge: Badge, chosen: str) -> None:
        """Show the languages of a badge; the chosen one is that of the preview."""
        languages = badge.languages
        more = (chosen,) if chosen and chosen not in languages else ()
        self._badge, self._chosen = badge, chosen
        self.set((*languages, *more, OTHERS))

    def choose(self, language: str) -> None:
        """Mark another of the rows as the preview's."""
        self._chosen = language
        self.changed()

    def row_of(self, language: str) -> int:
        """The row of a language, -1 when it has none."""
        return self.shown.index(language) if language in self.shown else -1

    def is_bold(self, language: str, column: int) -> bool:
        """Tell whether a cell belongs to the preview's language."""
        return column != RULE and language == self._chosen

    def path(self, language: str, column: int) -> tuple[str, str] | None:
        """Field and language under which the text of a cell was sent; None where there is none."""
        if column not in (TITLE, VALUE):
            return None
        name, field = ("title", self._badge.title) if column == TITLE else ("value", self._badge.value)
        seen = resolve(field, language)
        return (name, seen.language) if seen else None

    def _seen(self, language: str) -> tuple[ResolvedText | None, ResolvedText | None]:
        return resolve(self._badge.title, language), resolve(self._badge.value, language)

    def _columns(self) -> list[Column[str]]:
        return [
            Column(lambda: self.tr("Language"), lambda each: self.tr("others") if each == OTHERS else each, width=80),
            Column(
                lambda: self.tr("Title"),
                lambda each: _text(resolve(self._badge.title, each)),
                ink=lambda each: _ink(resolve(self._badge.title, each)),
                width=80,
            ),
            Column(
                lambda: self.tr("Value"),
                lambda each: _text(resolve(self._badge.value, each)),
                ink=lambda each: _ink(resolve(self._badge.value, each)),
                width=80,
            ),
            Column(
                lambda: self.tr("Why"), self._rule, hint=self._explained, ink=lambda _: "muted", at_end=True, width=80
            ),
        ]

    def _rule(self, language: str) -> str:
        title, value = self._seen(language)
        odd = [_is_odd(field, language) for field in (self._badge.title, self._badge.value)]
        if title is None and value is None:
            return self.tr("no text")
        from_title, from_value = _taken_from(title), _taken_from(value)
        if from_title and from_value:
            taken = from_title if from_title == from_value else f"{from_title}, {from_value}"
            return self.tr("none → {language}").format(language=visible(taken))
        if from_title:
            words = self.tr("title is no text → {language}") if odd[0] else self.tr("no title → {language}")
            return words.format(language=visible(from_title))
        if from_value:
            words = self.tr("value is no text → {language}") if odd[1] else self.tr("no value → {language}")
            return words.format(language=visible(from_value))
        if title is None:
            return self.tr("no title")
        if value is None:
            return self.tr("no value")
        return self.tr("own language")

    def _explained(self, language: str) -> str:
        rules = {seen.rule for seen in self._seen(language) if seen}
        if LanguageRule.FIRST in rules:
            return self.tr(
                "Neither this language nor English was sent, so the first one counts. Some portals show a number here."
            )
        if LanguageRule.ENGLISH in rules:
            return self.tr("This language was not sent, so English is shown.")
        return self.tr("The text of the person’s own language is shown.")


def _taken_from(seen: ResolvedText | None) -> str:
    """The language that a text was taken from in place of the person's own; "" where none had to be."""
    return seen.language if seen and seen.rule in (LanguageRule.ENGLISH, LanguageRule.FIRST) else ""


def _is_odd(field: FieldValue, language: str) -> bool:
    return isinstance(field, LocalizedText) and any(key == language for key, _ in field.odd)


def _text(seen: ResolvedText | None) -> str:
    return seen.text if seen else "—"


def _ink(seen: ResolvedText | None) -> str:
    """Muted where a text is not of the row's own language."""
    return "muted" if seen is None or seen.rule in (LanguageRule.ENGLISH, LanguageRule.FIRST) else ""
