"""Texts of a badge by language, with the rule that chose them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from badge_inspector.domain.badge import Badge, FieldValue, LanguageRule, LocalizedText, ResolvedText, resolve
from badge_inspector.ui.look.text import tooltip, visible

AnyIndex = QModelIndex | QPersistentModelIndex

LANGUAGE, TITLE, VALUE, RULE = range(4)
OTHERS = "\0"
"""Stands for the language of the last row: everybody whose language the badge does not have."""
LONGEST = 200
"""Characters of a cell that are shown."""


class LanguageModel(QAbstractTableModel):
    """A row for each language of the badge, one for the language of the preview where the badge lacks it, and one for
    all others. Texts are looked up when a row is seen, so that a badge of 100,000 languages opens at once."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._badge = Badge(None, None, None, None)
        self._languages: tuple[str, ...] = ()
        self._chosen = ""

    def show_badge(self, badge: Badge, chosen: str) -> None:
        self.beginResetModel()
        languages = badge.languages
        more = (chosen,) if chosen and chosen not in languages else ()
        self._badge, self._chosen, self._languages = badge, chosen, (*languages, *more, OTHERS)
        self.endResetModel()

    def choose(self, language: str) -> None:
        """Mark another of the rows as the preview's."""
        self._chosen = language
        self.dataChanged.emit(self.index(0, LANGUAGE), self.index(self.rowCount() - 1, RULE))

    def language(self, row: int) -> str:
        return self._languages[row]

    def row_of(self, language: str) -> int:
        """The row of a language, -1 when it has none."""
        return self._languages.index(language) if language in self._languages else -1

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._languages)

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 4

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Language"), self.tr("Title"), self.tr("Value"), self.tr("Why"))[section]
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section == RULE else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        language, column = self._languages[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return visible(self.whole(index.row(), column)[:LONGEST])
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip(self._explained(language) if column == RULE else self.whole(index.row(), column))
            case _:
                return None

    def is_muted(self, row: int, column: int) -> bool:
        """Tell whether a cell is no text of the row's own language."""
        return column == RULE or self._is_gap(self._languages[row], column)

    def is_bold(self, row: int, column: int) -> bool:
        """Tell whether a cell belongs to the preview's language."""
        return column != RULE and self._languages[row] == self._chosen

    def whole(self, row: int, column: int) -> str:
        """The whole text of a cell."""
        language = self._languages[row]
        if column == LANGUAGE:
            return self.tr("others") if language == OTHERS else language
        if column == RULE:
            return self._rule(language)
        field = self._badge.title if column == TITLE else self._badge.value
        seen = resolve(field, language)
        return seen.text if seen else "—"

    def path(self, row: int, column: int) -> tuple[str, str] | None:
        """Field and language under which the text of a cell was sent; None where there is none."""
        if column not in (TITLE, VALUE):
            return None
        name, field = ("title", self._badge.title) if column == TITLE else ("value", self._badge.value)
        seen = resolve(field, self._languages[row])
        return (name, seen.language) if seen else None

    def _seen(self, language: str) -> tuple[ResolvedText | None, ResolvedText | None]:
        return resolve(self._badge.title, language), resolve(self._badge.value, language)

    def _is_gap(self, language: str, column: int) -> bool:
        if column not in (TITLE, VALUE):
            return False
        seen = self._seen(language)[column - TITLE]
        return seen is None or seen.rule in (LanguageRule.ENGLISH, LanguageRule.FIRST)

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
