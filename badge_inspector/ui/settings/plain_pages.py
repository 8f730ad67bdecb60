"""Pages of the settings with declared rows only: history, appearance and log."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from badge_inspector.domain.preferences import MIB, ZOOMS, Preferences
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


class AdvancedPage(PreferencePage):
    """The log: what it tells, and where it is.

    Signals: log_requested(): show the log's folder.
    """

    log_requested = Signal()
    declared = (
        Declared(
            "log_level",
            QT_TRANSLATE_NOOP("AdvancedPage", "Log level"),
            choices=(
                QT_TRANSLATE_NOOP("AdvancedPage", "Everything"),
                QT_TRANSLATE_NOOP("AdvancedPage", "Main events"),
                QT_TRANSLATE_NOOP("AdvancedPage", "Warnings"),
                QT_TRANSLATE_NOOP("AdvancedPage", "Errors only"),
            ),
        ),
    )

    def _build(self) -> None:
        self.open_log = QPushButton(self)
        self.open_log.clicked.connect(self.log_requested)
        self._row("log", self.open_log)

    def _words(self) -> dict[str, str]:
        self.open_log.setText(self.tr("Open the log’s folder"))
        self.rows["log"].show_remark(self.tr("It holds no tokens, webhook secrets or badge codes."))
        return {"log": self.tr("Log")}
