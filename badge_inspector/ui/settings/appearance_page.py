"""The settings of appearance and language."""

from __future__ import annotations

from collections.abc import Collection

from badge_inspector.domain.preferences import ZOOMS
from badge_inspector.ui.look.language import QT_TRANSLATE_NOOP
from badge_inspector.ui.settings.preference_page import Declared, PreferencePage


class AppearancePage(PreferencePage):
    """Colours, language and size, put in force at once."""

    declared = (
        Declared(
            "theme",
            QT_TRANSLATE_NOOP("AppearancePage", "Theme"),
            choices=(
                QT_TRANSLATE_NOOP("AppearancePage", "Same as system"),
                QT_TRANSLATE_NOOP("AppearancePage", "Light"),
                QT_TRANSLATE_NOOP("AppearancePage", "Dark"),
            ),
        ),
        Declared(
            "language",
            QT_TRANSLATE_NOOP("AppearancePage", "Language"),
            choices=(QT_TRANSLATE_NOOP("AppearancePage", "Same as system"), "English", "Русский"),
        ),
        Declared(
            "zoom", QT_TRANSLATE_NOOP("AppearancePage", "Zoom"), choices=tuple(f"{percent} %" for percent in ZOOMS)
        ),
        Declared(
            "wrap",
            QT_TRANSLATE_NOOP("AppearancePage", "JSON"),
            text=QT_TRANSLATE_NOOP("AppearancePage", "Wrap long lines"),
        ),
    )

    def show_given(self, members: Collection[str]) -> None:
        """Show that the command line decides these preferences for this run."""
        self._given = members
        self._show_given()

    def _build(self) -> None:
        self._given: Collection[str] = ()

    def _show_given(self) -> None:
        words = self.tr("Set on the command line for this run; a choice made here applies from the next start.")
        for name, row in self.rows.items():
            row.show_remark(words if name in self._given else "")

    def _words(self) -> dict[str, str]:
        self._show_given()
        return {}
