"""The card of a found badge: as on the kanban card, its fields as sent, and what each language sees."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from badge_inspector.domain.badge import Badge, resolve
from badge_inspector.domain.jsontext import path_step
from badge_inspector.ui.language import LANGUAGES
from badge_inspector.ui.locales import COMMON, language_name
from badge_inspector.ui.result.badge_facts import BadgeFacts, has_texts
from badge_inspector.ui.result.kanban_preview import KanbanPreview
from badge_inspector.ui.result.language_table import OTHERS, LanguageTable
from badge_inspector.ui.result.why_hidden import WhyHidden
from badge_inspector.ui.theme import SPACE
from badge_inspector.ui.widgets.card import Card
from badge_inspector.ui.widgets.plain_label import PlainLabel
from badge_inspector.ui.wording import quoted_code

_NARROWEST_FACTS = 210
"""With less room beside the preview, in pixels, the facts go below it."""
_GAP = 16
_IN_MENU = 40
_PATH = "$.result.badge"


class BadgeCard(Card):
    """Its inside is built when the first badge is shown.

    Signals: field_activated(str): the JSON path of a field that was clicked; language_picked(str): the language, in
    Bitrix24's code, whose texts the person wants to see.
    """

    field_activated = Signal(str)
    language_picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._badge: Badge | None = None
        self._asked = ""
        self._language = ""
        self._inside: _Inside | None = None

    @property
    def language(self) -> str:
        """The language of the preview."""
        return self._language

    def show_badge(self, badge: Badge, code_asked: str, language: str) -> None:
        """Show a badge that was found by asking for `code_asked`, previewed in `language`."""
        if self._inside is None:
            self._inside = self._build()
            self._retranslate()
        self._badge, self._asked, self._language = badge, code_asked, language
        self._inside.facts.show_badge(badge)
        self._inside.why.show_code(badge.plain_code or code_asked)
        self._show_difference()
        self._show_language()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._inside is not None:
            self._retranslate()
            self._show_difference()
            self._word_chooser()

    def _build(self) -> _Inside:
        inside = _Inside(self)
        self.header.addWidget(inside.chooser)
        self.body.addLayout(inside.sides)
        self.body.addLayout(inside.below)
        self.body.addWidget(inside.why)
        inside.menu.aboutToShow.connect(self._fill_menu)
        inside.facts.field_activated.connect(self._activate)
        inside.table.language_picked.connect(partial(self._pick, in_table=True))
        inside.table.cell_activated.connect(self._activate)
        return inside

    def _arrange(self) -> None:
        if self._inside is not None:
            self._inside.arrange(self.contentsRect().width() - 2 * SPACE)

    def _activate(self, field: str, language: str = "") -> None:
        self.field_activated.emit(_PATH + path_step(field) + (path_step(language) if language else ""))

    def _show_language(self) -> None:
        """The preview, the table and the chooser in the language chosen."""
        if self._inside is None or self._badge is None:
            return
        badge, language = self._badge, self._language
        self._inside.preview.show_texts(
            resolve(badge.title, language), resolve(badge.value, language), badge.known_type
        )
        by_language = has_texts(badge.title) or has_texts(badge.value)
        self._inside.table.setVisible(by_language)
        if by_language:
            self._inside.table.show_badge(badge, language)
            self._arrange()
        self._word_chooser()

    def _pick(self, language: str, in_table: bool = False) -> None:
        if language == self._language or self._badge is None or self._inside is None:
            return
        self._language = language
        if in_table:
            badge = self._badge
            title, value = resolve(badge.title, language), resolve(badge.value, language)
            self._inside.preview.show_texts(title, value, badge.known_type)
            self._inside.table.choose(language)
            self._word_chooser()
        else:
            self._show_language()
        if language != OTHERS:
            self.language_picked.emit(language)

    def _show_difference(self) -> None:
        """Say where the code that came back is not the one asked for."""
        if self._inside is None or self._badge is None:
            return
        came = self._badge.plain_code
        differs = came is not None and came != self._asked
        self._inside.difference.setVisible(differs)
        if came is None or not differs:
            return
        if came.casefold() == self._asked.casefold():
            words = self.tr(
                "You asked for “{code}”: the letter case differs, and activities must use the portal’s form."
            )
        else:
            words = self.tr("You asked for “{code}”: the portal’s code differs from position {position} on.")
        pairs = zip(came, self._asked, strict=False)
        shared = min(len(came), len(self._asked))
        position = next((at for at, (mine, theirs) in enumerate(pairs) if mine != theirs), shared) + 1
        self._inside.difference.show_text(words.format(code=quoted_code(self._asked), position=position))

    def _fill_menu(self) -> None:
        if self._inside is None or self._badge is None:
            return
        menu = self._inside.menu
        menu.clear()
        own = self._badge.languages[:_IN_MENU]
        more = [code for code in dict.fromkeys((*LANGUAGES, *COMMON)) if code not in own]
        for group in (own, more):
            for code in group:
                name = language_name(code)
                label = name if name == code else f"{name} ({code})"
                action = menu.addAction(label.replace("&", "&&"))
                action.setCheckable(True)
                action.setChecked(code == self._language)
                action.triggered.connect(partial(self._pick, code))
            menu.addSeparator()

    def _word_chooser(self) -> None:
        if self._inside is not None:
            language = self.tr("others") if self._language == OTHERS else language_name(self._language)
            text = self.tr("Language: {language}").format(language=language)
            self._inside.chooser.setText(f"{text} ▾".replace("&", "&&"))
            self._inside.chooser.setAccessibleName(text)

    def _retranslate(self) -> None:
        self.title.setText(self.tr("Badge"))
        if self._inside is not None:
            self._inside.chooser.setToolTip(self.tr("The language of the person who looks at the card"))


class _Inside:
    """What the card is made of."""

    def __init__(self, card: QWidget) -> None:
        self.chooser = QToolButton(card)
        self.chooser.setProperty("chip", "true")
        self.chooser.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self.chooser)
        self.chooser.setMenu(self.menu)
        self.preview = KanbanPreview(card)
        self.facts = BadgeFacts(card)
        self.table = LanguageTable(card)
        self.difference = PlainLabel(card, "warning")
        self.why = WhyHidden(card)
        self.right = QVBoxLayout()
        self.right.setSpacing(8)
        for widget in (self.facts, self.table, self.difference):
            self.right.addWidget(widget)
        self.right.addStretch(1)
        self.sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.sides.setSpacing(_GAP)
        self.sides.addWidget(self.preview, 0, Qt.AlignmentFlag.AlignTop)
        self.sides.addLayout(self.right, 1)
        self.below = QVBoxLayout()

    def arrange(self, width: int) -> None:
        """Preview and facts side by side where there is room, and the table with the facts where it fits there."""
        beside = width - self.preview.sizeHint().width() - _GAP
        is_narrow = beside < _NARROWEST_FACTS
        way = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        if self.sides.direction() is not way:
            self.sides.setDirection(way)
        fits = is_narrow or self.table.needed_width() <= beside
        place = self.right if fits else self.below
        if place.indexOf(self.table) < 0:
            self.right.removeWidget(self.table)
            self.below.removeWidget(self.table)
            place.insertWidget(1 if fits else 0, self.table)
