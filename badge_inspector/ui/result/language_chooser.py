"""The chip that chooses the language of the preview."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.look.language import LANGUAGES
from badge_inspector.ui.look.locales import COMMON, language_name
from badge_inspector.ui.result.language_model import OTHERS

_IN_MENU = 40


class LanguageChooser(Retranslated, QToolButton):
    """Its menu has the badge's languages, then those of the window and the common ones; it is filled when it opens.

    Signals: picked(str): a language in Bitrix24's code.
    """

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._own: tuple[str, ...] = ()
        self._language = ""
        self.setProperty("chip", "true")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        menu.aboutToShow.connect(self._fill_menu)
        self.setMenu(menu)
        self._retranslate()

    def show_languages(self, own: Sequence[str], language: str) -> None:
        """`own` are the badge's languages, `language` is the one chosen."""
        self._own, self._language = tuple(own[:_IN_MENU]), language
        self._retranslate()

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

    def _retranslate(self) -> None:
        name = self.tr("others") if self._language == OTHERS else language_name(self._language)
        text = self.tr("Language: {language}").format(language=name)
        self.setText(f"{text} ▾".replace("&", "&&"))
        self.setAccessibleName(text)
        self.setToolTip(self.tr("The language of the person who looks at the card"))
