"""The chip that chooses the language of the preview."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.look.language import LANGUAGES
from badge_inspector.ui.look.locales import COMMON, language_name
from badge_inspector.ui.result.language_model import OTHERS
from badge_inspector.ui.widgets.menu_buttons import ChipMenu

_IN_MENU = 40
_CODE_LONGEST = 8


class Form(Enum):
    """Length of the chip's words: "Language: English", "English", "EN"."""

    WHOLE = auto()
    NAME = auto()
    CODE = auto()


class LanguageChooser(Retranslated, ChipMenu):
    """Its menu has the badge's languages, then those of the window and the common ones; it is filled when it opens.

    Signals: picked(str): a language in Bitrix24's code.
    """

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._own: tuple[str, ...] = ()
        self._language = ""
        self._form = Form.WHOLE
        self.menu().aboutToShow.connect(self._fill_menu)
        self._retranslate()

    def show_languages(self, own: Sequence[str], language: str) -> None:
        """`own` are the badge's languages, `language` is the one chosen."""
        self._own, self._language = tuple(own[:_IN_MENU]), language
        self._retranslate()

    def show_in(self, form: Form) -> None:
        """Say as much as there is room for."""
        if form is not self._form:
            self._form = form
            self._retranslate()

    def width_of(self, form: Form) -> int:
        """Pixels it takes with words of that length."""
        wanted, shown = (
            self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, said.replace("&", "&&")).width()
            for said in (self._said(form), self._said(self._form))
        )
        return self.sizeHint().width() + wanted - shown

    def _fill_menu(self) -> None:
        menu = self.menu()
        menu.clear()
        more = [code for code in dict.fromkeys((*LANGUAGES, *COMMON)) if code not in self._own]
        for group in (self._own, more):
            for code in group:
                name = language_name(code)
                label = name if name == code else f"{name} ({code})"
                action = menu.addAction(label.replace("&", "&&"))
                action.setCheckable(True)
                action.setChecked(code == self._language)
                action.triggered.connect(partial(self.picked.emit, code))
            menu.addSeparator()

    def _said(self, form: Form) -> str:
        if form is Form.CODE and self._language != OTHERS:
            return self._language.upper()[:_CODE_LONGEST]
        name = self.tr("others") if self._language == OTHERS else language_name(self._language)
        return self.tr("Language: {language}").format(language=name) if form is Form.WHOLE else name

    def _retranslate(self) -> None:
        self.setText(self._said(self._form).replace("&", "&&"))
        self.setAccessibleName(self._said(Form.WHOLE))
        self.setToolTip(self.tr("The language of the person who looks at the card"))
