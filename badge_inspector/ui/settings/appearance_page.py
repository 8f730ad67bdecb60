"""The settings of what it looks like and speaks."""

from __future__ import annotations

from collections.abc import Collection

from badge_inspector.domain.preferences import Preferences
from badge_inspector.ui.settings.preference_page import PreferencePage
from badge_inspector.ui.widgets.controls import ComboBox


class AppearancePage(PreferencePage):
    """Colours and language, put in force at once."""

    members = ("theme", "language")

    def show_given(self, members: Collection[str]) -> None:
        """The command line has the say in these for this run."""
        self._given = members
        self._say_given()

    def _build(self) -> None:
        self._given: Collection[str] = ()
        self.theme, self.language = ComboBox(self), ComboBox(self)
        for value in ("system", "light", "dark"):
            self.theme.addItem("", value)
        for value, name in (("system", ""), ("en", "English"), ("ru", "Русский")):
            self.language.addItem(name, value)
        self._row("theme", self.theme)
        self._row("language", self.language)
        self.theme.currentIndexChanged.connect(self._theme_changed)
        self.language.currentIndexChanged.connect(self._language_changed)

    def _fill(self, preferences: Preferences) -> None:
        self.theme.setCurrentIndex(self.theme.findData(preferences.theme))
        self.language.setCurrentIndex(self.language.findData(preferences.language))

    def _theme_changed(self) -> None:
        self._tell(theme=self.theme.currentData())

    def _language_changed(self) -> None:
        self._tell(language=self.language.currentData())

    def _say_given(self) -> None:
        words = self.tr("Set on the command line for this run; a choice made here applies from the next start.")
        for name, row in self.rows.items():
            row.say(words if name in self._given else "")

    def _words(self) -> dict[str, str]:
        self._filling = True
        for at, words in enumerate((self.tr("Same as system"), self.tr("Light"), self.tr("Dark"))):
            self.theme.setItemText(at, words)
        self.language.setItemText(0, self.tr("Same as system"))
        self._filling = False
        self._say_given()
        return {"theme": self.tr("Theme"), "language": self.tr("Language")}
