"""The fields of a badge as sent, one below the other, with those that are missing or of an undocumented shape."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from badge_inspector.domain.badge import Badge, FieldValue, LocalizedText, OddValue, PlainText, resolve
from badge_inspector.ui.look import theme
from badge_inspector.ui.look.text import visible
from badge_inspector.ui.widgets.fact_row import FactRow
from badge_inspector.ui.widgets.labels import role_label
from badge_inspector.ui.words.compared import colour_word

_EXTRAS = 20
"""Extra fields listed; the JSON has all of them."""
_NAME_LONGEST = 60
_LANGUAGES = 6
"""Languages named; the table below has all of them."""


class BadgeFacts(QWidget):
    """The same rows for every badge.

    Signals: field_activated(str, str): the name of a field whose value was clicked, or entered, and the language of the
    text that is shown, "" for one that is for all."""

    field_activated = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._badge: Badge | None = None
        self._language = ""
        self._rows: list[FactRow] = []
        self._more = role_label(self, "muted")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self._more.hide()

    def show_badge(self, badge: Badge, language: str) -> None:
        """Show a badge as people of that language see it."""
        self._badge, self._language = badge, language
        names = ["code", "title", "value", "type", "", *(name for name, _ in badge.extra[:_EXTRAS])]
        while len(self._rows) < len(names):
            self._add_row(len(self._rows))
        for row, name in zip(self._rows, names, strict=False):
            row.field = name
        for row in self._rows[len(names) :]:
            row.setVisible(False)
        self._fill(badge)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._badge is not None:
            self._fill(self._badge)

    def _add_row(self, at: int) -> None:
        row = FactRow(self)
        row.value.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row.value.clicked.connect(partial(self._activate, row))
        self._grid.addWidget(row.name, at, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(row.cell, at, 1)
        self._grid.addWidget(self._more, at + 1, 1)
        self._rows.append(row)

    def _activate(self, row: FactRow) -> None:
        if row.field and self._badge is not None:
            text = {"title": self._badge.title, "value": self._badge.value}.get(row.field)
            seen = resolve(text, self._language) if isinstance(text, LocalizedText) else None
            self.field_activated.emit(row.field, seen.language if seen is not None else "")

    def _fill(self, badge: Badge) -> None:
        code, title, value, kind, languages = self._rows[:5]
        code.plain_type = theme.Type.STRONG if isinstance(badge.code, PlainText) else None
        for row, name, field in (
            (code, self.tr("Code"), badge.code),
            (title, self.tr("Title"), badge.title),
            (value, self.tr("Value"), badge.value),
        ):
            row.show_name(name)
            self._show_field(row, field)
            row.setVisible(True)
        self._show_type(kind, badge)
        kind.setVisible(True)
        languages.show_name(self.tr("Languages"))
        texts = [field for field in (badge.title, badge.value) if field is not None]
        languages.show_value("", self._of_languages(badge))
        languages.setVisible(bool(texts))
        for row, (name, json) in zip(self._rows[5:], badge.extra, strict=False):
            row.show_name(visible(name if len(name) <= _NAME_LONGEST else f"{name[:_NAME_LONGEST]}…"))
            row.show_value(json, "", fixed=True)
            row.setVisible(True)
        left = len(badge.extra) - _EXTRAS
        self._more.setText(self.tr("and %n more field(s), see the JSON", "", left))
        self._more.setVisible(left > 0)

    def _show_field(self, row: FactRow, field: FieldValue) -> None:
        match field:
            case None:
                row.show_value("", self.tr("not sent"))
            case PlainText(text) if not text:
                row.show_value("", self.tr("empty text"))
            case PlainText(text):
                row.show_value(text, self.tr("only white space") if text.isspace() else "")
            case OddValue(json):
                row.show_value(json, self._shape(json), fixed=True)
            case LocalizedText() if (seen := resolve(field, self._language)) is not None:
                row.show_value(seen.text, self.tr("empty text") if not seen.text else "")
            case LocalizedText() if has_texts(field):
                row.show_value("", self.tr("no text for this language"))
            case LocalizedText():
                row.show_value("", self.tr("texts by language, none sent"))

    def _of_languages(self, badge: Badge) -> str:
        languages = badge.languages
        if not languages:
            return self.tr("one text for all")
        listed = ", ".join(visible(language[:_NAME_LONGEST]) for language in languages[:_LANGUAGES])
        more = len(languages) - _LANGUAGES
        return listed if more <= 0 else self.tr("{languages} and %n more", "", more).format(languages=listed)

    def _show_type(self, row: FactRow, badge: Badge) -> None:
        row.show_name(self.tr("Type"))
        known = badge.known_type
        if known is not None:
            row.show_value(known.value, f"— {colour_word(known)}", beside=True)
        elif isinstance(badge.type, PlainText) and badge.type.text:
            row.show_value(badge.type.text, self.tr("unknown type, shown grey as secondary"))
        else:
            self._show_field(row, badge.type)
        row.show_dot(theme.badge_colours(known)[0])

    def _shape(self, json: str) -> str:
        match json[:1]:
            case "{":
                return self.tr("an object, not a text")
            case "[":
                return self.tr("a list, not a text")
            case "t" | "f":
                return self.tr("a yes-or-no value, not a text")
            case "n":
                return self.tr("null, not a text")
            case _:
                return self.tr("a number, not a text")


def has_texts(field: FieldValue) -> bool:
    """Tell whether a field has a text of its own for some language."""
    return isinstance(field, LocalizedText) and bool(field.texts or field.odd)
