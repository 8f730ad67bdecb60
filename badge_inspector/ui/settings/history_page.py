"""The settings of the history."""

from __future__ import annotations

from badge_inspector.domain.preferences import MIB, Preferences
from badge_inspector.ui.look.language import QT_TRANSLATE_NOOP
from badge_inspector.ui.settings.preference_page import Declared, PreferencePage

_NO_LIMIT = QT_TRANSLATE_NOOP("HistoryPage", "no limit")


class HistoryPage(PreferencePage):
    """Settings of the history: its contents, age and size."""

    declared = (
        Declared(
            "private_mode",
            QT_TRANSLATE_NOOP("HistoryPage", "Private mode"),
            text=QT_TRANSLATE_NOOP("HistoryPage", "Record nothing"),
        ),
        Declared(
            "keep_days",
            QT_TRANSLATE_NOOP("HistoryPage", "Keep for"),
            zero=_NO_LIMIT,
        ),
        Declared("keep_count", QT_TRANSLATE_NOOP("HistoryPage", "Keep at most"), zero=_NO_LIMIT),
        Declared(
            "keep_bytes",
            QT_TRANSLATE_NOOP("HistoryPage", "Keep responses up to"),
            scale=MIB,
            zero=_NO_LIMIT,
        ),
    )

    def _fill(self, preferences: Preferences) -> None:
        """Show the values. Limits take effect when the window is closed, so that a person can try out numbers."""
        words = self.tr(
            "Lookups beyond the limits are deleted when this window is closed, and can be brought "
            "back for a week. Pinned ones stay."
        )
        limited = preferences.keep_days or preferences.keep_count or preferences.keep_bytes
        self.rows["keep_bytes"].show_remark(words if limited else "")

    def _unit(self, name: str, number: int) -> str:
        match name:
            case "keep_days":
                return self.tr(" day(s)", "", number)
            case "keep_bytes":
                return " MiB"
            case _:
                return ""

    def _words(self) -> dict[str, str]:
        self._fill(self._preferences)
        return {}
