"""The settings that few people need: the log."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from badge_inspector.ui.look.language import QT_TRANSLATE_NOOP
from badge_inspector.ui.settings.preference_page import Declared, PreferencePage


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
