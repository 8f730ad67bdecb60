"""Dialog of an unexpected error, shown once, with a report to copy."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QPushButton, QWidget

from badge_inspector.services.crash_report import crash_report
from badge_inspector.ui.kit.boxes import vbox
from badge_inspector.ui.kit.retranslated import Retranslated


class CrashDialog(Retranslated, QDialog):
    """Not modal: the window behind it stays usable.

    Attributes: said, count, report, copy, open_log, close_button. Signals: log_requested(): show the log's folder.
    """

    log_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._times = 0
        self.said, self.count = QLabel(self), QLabel(self)
        self.said.setWordWrap(True)
        self.count.setProperty("role", "muted")
        for label in (self.said, self.count):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.report = QPlainTextEdit(self)
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        self.report.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.copy = QPushButton(self)
        self.copy.setProperty("primary", "true")
        buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        self.open_log = buttons.addButton("", QDialogButtonBox.ButtonRole.ActionRole)
        self.close_button = buttons.button(QDialogButtonBox.StandardButton.Close)
        column = vbox(self, spacing=10)
        for widget in (self.said, self.report, self.count, buttons):
            column.addWidget(widget)
        column.setStretchFactor(self.report, 1)
        self.copy.clicked.connect(self._copy)
        self.open_log.clicked.connect(self.log_requested)
        buttons.rejected.connect(self.reject)
        self.resize(680, 420)
        self._retranslate()

    def show_errors(self, texts: Sequence[str], around: str, times: int) -> None:
        """Show a report of errors, each with its text, and how often they came up; `around` names Qt's versions."""
        report = crash_report(texts, around)
        if report != self.report.toPlainText():
            self.report.setPlainText(report)
        self._times = times
        self._count()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
        self.copy.setText(self.tr("Copied"))

    def _count(self) -> None:
        self.count.setText(self.tr("It happened %n time(s) in this run.", "", self._times))

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Unexpected error"))
        self.said.setText(
            self.tr(
                "Something went wrong inside the program. You can go on working; what is saved is safe. "
                "The report below helps to fix it. It contains no tokens or webhook secrets."
            )
        )
        self.report.setAccessibleName(self.tr("Report"))
        self.copy.setText(self.tr("Copy report"))
        self.open_log.setText(self.tr("Open the log’s folder"))
        self._count()
