"""The settings that few people need: the log."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from badge_inspector.domain.preferences import Preferences
from badge_inspector.ui.settings.preference_page import PreferencePage
from badge_inspector.ui.widgets.controls import ComboBox


class AdvancedPage(PreferencePage):
    """The log: what it tells, and where it is.

    Signals: log_requested(): show the log's folder.
    """

    log_requested = Signal()
    members = ("log_level",)

    def _build(self) -> None:
        self.log_level = ComboBox(self)
        for value in ("debug", "info", "warning", "error"):
            self.log_level.addItem("", value)
        self._row("log_level", self.log_level)
        self.open_log = QPushButton(self)
        self.open_log.clicked.connect(self.log_requested)
        self._row("log", self.open_log)
        self.log_level.currentIndexChanged.connect(self._level_changed)

    def _fill(self, preferences: Preferences) -> None:
        self.log_level.setCurrentIndex(self.log_level.findData(preferences.log_level))

    def _level_changed(self) -> None:
        self._tell(log_level=self.log_level.currentData())

    def _words(self) -> dict[str, str]:
        self._filling = True
        for at, words in enumerate(
            (self.tr("Everything"), self.tr("Main events"), self.tr("Warnings"), self.tr("Errors only"))
        ):
            self.log_level.setItemText(at, words)
        self._filling = False
        self.open_log.setText(self.tr("Open the log’s folder"))
        self.rows["log"].say(self.tr("It holds no tokens, webhook secrets or badge codes."))
        return {"log_level": self.tr("Log level"), "log": self.tr("Log")}
