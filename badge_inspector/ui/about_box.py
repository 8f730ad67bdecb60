"""About: versions, licences, where the files are, and what this program may do to a portal."""

from __future__ import annotations

import platform
from pathlib import Path

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import Qt, QUrl, qVersion
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from badge_inspector import __version__


class AboutBox(QDialog):
    """`folder` holds settings and history, `log` the log; both can be opened from here."""

    def __init__(self, folder: Path, log: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("About Badge Inspector"))
        heading = QLabel(self.tr("Badge Inspector {version}").format(version=__version__), self)
        heading.setProperty("role", "heading")
        versions = QLabel(
            f"Python {platform.python_version()} · PySide6 {pyside_version} · Qt {qVersion()} · {platform.platform()}",
            self,
        )
        promise = QLabel(
            self.tr(
                "It only reads: crm.activity.badge.get, crm.activity.badge.list, batch of those, profile, scope, "
                "method.get, app.info and server.time. Nothing on a portal is ever changed. No telemetry."
            ),
            self,
        )
        licences = QLabel(
            self.tr(
                "Badge Inspector is free software under the MIT licence. It uses Qt and PySide6 under the LGPL 3, "
                "and httpx, qasync, platformdirs, keyring and truststore under their own free licences."
            ),
            self,
        )
        self.place = QLabel(self.tr("Settings and history: {folder}").format(folder=folder), self)
        self.log_place = QLabel(self.tr("Log: {folder}").format(folder=log), self)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.open_folder = buttons.addButton(self.tr("Open folder"), QDialogButtonBox.ButtonRole.ActionRole)
        self.open_folder.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))))
        self.open_log = buttons.addButton(self.tr("Open log folder"), QDialogButtonBox.ButtonRole.ActionRole)
        self.open_log.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(log))))
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        for label in (heading, versions, promise, licences, self.place, self.log_place):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            column.addWidget(label)
        column.addWidget(buttons)
        self.resize(520, 300)
