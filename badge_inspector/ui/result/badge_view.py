"""The card of a found badge: preview as on the kanban card, fields as sent, and texts by language."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from badge_inspector.domain.badge import Badge, resolve
from badge_inspector.domain.codehints import hints
from badge_inspector.domain.contract import Difference, Point
from badge_inspector.domain.jsontext import path_step
from badge_inspector.ui.kit.boxes import vbox
from badge_inspector.ui.result.badge_facts import BadgeFacts, has_texts
from badge_inspector.ui.result.contract_line import ContractLine
from badge_inspector.ui.result.kanban_preview import KanbanPreview
from badge_inspector.ui.result.language_chooser import LanguageChooser
from badge_inspector.ui.result.language_model import OTHERS
from badge_inspector.ui.result.language_table import LanguageTable
from badge_inspector.ui.result.why_hidden import WhyHidden
from badge_inspector.ui.widgets.card import Card
from badge_inspector.ui.widgets.flow_layout import FlowLayout
from badge_inspector.ui.widgets.labels import PlainLabel
from badge_inspector.ui.words.codes import hint_text, quoted_code
from badge_inspector.ui.words.contract import sentence
from badge_inspector.ui.words.format import format_list

_NARROWEST_FACTS = 210
"""With less room beside the preview, in pixels, the facts go below it."""
_GAP = 16
_NAMES, _NAME_LONGEST = 5, 60
"""Names sent more than once that are told, and how much of each."""
_PATH = "$.result.badge"
_REFUSED_BY_ADD = frozenset({Point.CODE_LENGTH, Point.LANGUAGE, Point.BADGE_TYPE})


class BadgeView(QWidget):
    """Attributes: chooser: the language chip, hidden and in no layout here.

    Signals: as BadgeCard's.
    """

    field_activated = Signal(str)
    language_picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.language = ""
        self._badge = Badge(None, None, None, None)
        self._asked = ""
        self._shown: tuple[Badge, str, str, Sequence[Difference] | None] | None = None
        self.chooser = LanguageChooser(self)
        self.chooser.hide()
        self._preview = KanbanPreview(self)
        self._facts = BadgeFacts(self)
        self._table = LanguageTable(self)
        self._difference = PlainLabel(self, "warning")
        self._duplicates = PlainLabel(self, "warning")
        self._hints = PlainLabel(self, "notice")
        self._refused: list[Difference] = []
        self._contract = ContractLine(self)
        self._why = WhyHidden(self)
        lines = FlowLayout()
        lines.addWidget(self._contract.toggle)
        lines.addWidget(self._why.toggle)
        self._right = vbox(spacing=8)
        for widget in (self._facts, self._difference, self._duplicates, self._hints):
            self._right.addWidget(widget)
        self._right.addStretch(1)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(_GAP)
        self._sides.addWidget(self._preview, 0, Qt.AlignmentFlag.AlignTop)
        self._sides.addLayout(self._right, 1)
        column = vbox(self, margins=0, spacing=8)
        column.addLayout(self._sides)
        column.addWidget(self._table)
        column.addLayout(lines)
        column.addWidget(self._contract)
        column.addWidget(self._why)
        self._facts.field_activated.connect(self._activate)
        self._table.cell_activated.connect(self._activate)
        self._table.language_picked.connect(self._pick_row)
        self.chooser.picked.connect(self._pick)
        self._contract.place_activated.connect(self.field_activated)

    def show_badge(
        self, badge: Badge, code_asked: str, language: str, contract: Sequence[Difference] | None = None
    ) -> None:
        shown = badge, code_asked, language, contract
        if shown == self._shown and language == self.language and not self._contract.toggle.isChecked():
            return  # asked again: nothing is laid out and painted for that
        self._shown = shown
        self._contract.show_contract(contract)
        self._refused = [one for one in contract or () if one.point in _REFUSED_BY_ADD]
        self._badge, self._asked, self.language = badge, code_asked, language
        self._why.show_code(badge.plain_code or code_asked)
        self._show_code_hints()
        self._show_duplicates()
        self._show_language()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show_code_hints()
            self._show_duplicates()

    def _activate(self, field: str, language: str = "") -> None:
        self.field_activated.emit(_PATH + path_step(field) + (path_step(language) if language else ""))

    def _show_language(self) -> None:
        """Preview, table and chooser in the language chosen."""
        by_language = has_texts(self._badge.title) or has_texts(self._badge.value)
        self._table.setVisible(by_language)
        if by_language:
            self._table.show_badge(self._badge, self.language)
        self._show_preview()

    def _show_preview(self) -> None:
        badge, language = self._badge, self.language
        self._facts.show_badge(badge, language)
        self._preview.show_texts(resolve(badge.title, language), resolve(badge.value, language), badge.known_type)
        self.chooser.show_languages(badge.languages, language)

    def _pick(self, language: str) -> None:
        if language != self.language:
            self.language = language
            self._show_language()
            self.language_picked.emit(language)

    def _pick_row(self, language: str) -> None:
        """A row of the table: it is there already, so the table need not be filled anew."""
        if language != self.language:
            self.language = language
            self._table.choose(language)
            self._show_preview()
            if language != OTHERS:
                self.language_picked.emit(language)

    def _show_code_hints(self) -> None:
        """Show hints on the code: invisible or look-alike characters, a length that `badge.add` refuses, and a
        difference between the code in the answer and the one asked for.
        """
        said = [hint_text(hint) for hint in hints(self._badge.plain_code or self._asked)]
        said += dict.fromkeys(sentence(one) for one in self._refused[:_NAMES])
        said += ["…"] if len(self._refused) > _NAMES else []
        self._hints.show_text("\n".join(said), keep_lines=True)
        self._hints.setVisible(bool(said))
        came, asked = self._badge.plain_code, self._asked
        differs = came is not None and came != asked
        self._difference.setVisible(differs)
        if came is None or not differs:
            return
        if came.casefold() == asked.casefold():
            words = self.tr(
                "You asked for “{code}”: the letter case differs, and activities must use the portal’s form."
            )
        else:
            words = self.tr("You asked for “{code}”: the portal’s code differs from position {position} on.")
        pairs = enumerate(zip(came, asked, strict=False))
        position = next((at for at, (mine, theirs) in pairs if mine != theirs), min(len(came), len(asked))) + 1
        self._difference.show_text(words.format(code=quoted_code(asked), position=position))

    def _show_duplicates(self) -> None:
        """Show the names sent more than once: JSON readers differ in which of the values they use."""
        names = [name if len(name) <= _NAME_LONGEST else f"{name[:_NAME_LONGEST]}…" for name in self._badge.duplicates]
        listed = format_list(names[:_NAMES]) + ("…" if len(names) > _NAMES else "")
        self._duplicates.show_text(self.tr("Sent more than once; the last one counts: {names}").format(names=listed))
        self._duplicates.setVisible(bool(names))

    def _arrange(self) -> None:
        """Preview and facts side by side where there is room."""
        beside = self.width() - self._preview.sizeHint().width() - _GAP
        is_narrow = beside < _NARROWEST_FACTS
        way = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        if self._sides.direction() is not way:
            self._sides.setDirection(way)


class BadgeCard(Card):
    """Its inside is imported and built when the first badge is shown: a start-up pays for the frame only.

    Signals: field_activated(str): the JSON path of a field that was clicked; language_picked(str): the language, in
    Bitrix24's code, whose texts the person wants to see.
    """

    field_activated = Signal(str)
    language_picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, titled=False)
        self._view: BadgeView | None = None

    @property
    def language(self) -> str:
        """The language of the preview."""
        return self._view.language if self._view else ""

    @property
    def chooser(self) -> LanguageChooser:
        """The chip that chooses the preview's language, for whoever has a place for it."""
        return self.prepare().chooser

    def prepare(self) -> BadgeView:
        """Build the inside ahead of the first badge, so that it is painted as fast as later ones."""
        if self._view is None:
            self._view = self._build()
        return self._view

    def show_badge(
        self, badge: Badge, code_asked: str, language: str, contract: Sequence[Difference] | None = None
    ) -> None:
        """Show a badge that was found by asking for `code_asked`, previewed in `language`; `contract` is what in the
        answer differs from the documentation, None where that is not known."""
        self.prepare().show_badge(badge, code_asked, language, contract)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._view is not None:
            self._retranslate()

    def _build(self) -> BadgeView:
        view = BadgeView(self)
        self.body.addWidget(view)
        view.field_activated.connect(self.field_activated)
        view.language_picked.connect(self.language_picked)
        self._retranslate()
        return view

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Badge"))
