"""About: versions, licences, where the files are, and what this program may do to a portal."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from pathlib import Path

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import Qt, QUrl, qVersion
from PySide6.QtGui import QDesktopServices, QGuiApplication, QIcon, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from badge_inspector import __version__
from badge_inspector.ui.kit.boxes import hbox, vbox
from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.look.theme import SPACE, Type, set_type
from badge_inspector.ui.widgets.labels import PlainLabel, role_label

_ICON, _WIDTH = 48, 600


class AboutBox(Retranslated, QDialog):
    """`folder` holds settings and history, `log` the log, `notices` the terms of every library (None where this is no
    package); each can be opened from here. `libraries` are versions by name, beyond those of Python and Qt.

    Attributes: places, opens (labels and buttons in that order), versions (by name), copy_versions.
    """

    def __init__(
        self, folder: Path, log: Path, libraries: Mapping[str, str], parent: QWidget, notices: Path | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.versions = {
            "Python": platform.python_version(),
            "Qt": qVersion(),
            "PySide6": pyside_version,
            **libraries,
        }
        icon = QLabel(self)
        icon.setPixmap(QIcon(":/icons/badge_inspector.svg").pixmap(_ICON, _ICON))
        icon.setAccessibleName("Badge Inspector")
        self._name = role_label(self, "heading")
        set_type(self._name, Type.DISPLAY)
        self._promise = PlainLabel(self, role="muted")
        self._licences = PlainLabel(self)
        self._headings = [QLabel(self) for _ in range(3)]
        for heading in self._headings:
            set_type(heading, Type.STRONG)
        self.copy_versions = QPushButton(self)
        self.copy_versions.clicked.connect(self._copy_versions)
        places = (folder, log) if notices is None else (folder, log, notices)
        self._labels = [QLabel(self) for _ in places]
        self.places = [PlainLabel(self) for _ in places]
        self.opens = [QPushButton(self) for _ in places]
        for place, shown, button in zip(places, self.places, self.opens, strict=True):
            shown.show_text(str(place))
            shown.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            url = QUrl.fromLocalFile(str(place))
            button.clicked.connect(lambda _checked=False, url=url: QDesktopServices.openUrl(url))
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self._buttons.addButton(self.copy_versions, QDialogButtonBox.ButtonRole.ActionRole)
        self._buttons.rejected.connect(self.reject)

        title = vbox(spacing=2)
        title.addWidget(self._name)
        title.addWidget(self._promise)
        top = hbox(spacing=SPACE)
        top.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(title, 1)
        column = self._column = QVBoxLayout(self)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)  # it would be that of unwrapped texts
        column.setContentsMargins(20, 18, 20, 14)
        column.setSpacing(8)
        column.addLayout(top)
        for heading, below in zip(
            self._headings, (self._lay_out_versions(), self._lay_out_places(), self._licences), strict=True
        ):
            column.addSpacing(8)
            column.addWidget(heading)
            if isinstance(below, QWidget):
                column.addWidget(below)
            else:
                column.addLayout(below)
        column.addStretch(1)
        column.addSpacing(8)
        column.addWidget(self._buttons)
        self._retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        """As high as it has to be; known once the fonts of the style sheet are."""
        super().showEvent(event)
        height = self._column.totalHeightForWidth(_WIDTH)
        self.setMinimumSize(_WIDTH, height)
        self.resize(_WIDTH, height)

    def _lay_out_versions(self) -> QGridLayout:
        """Two pairs a line."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE)
        grid.setVerticalSpacing(4)
        for at, (name, version) in enumerate((*self.versions.items(), ("", platform.platform()))):
            label = QLabel(name, self)
            label.setProperty("role", "muted")
            shown = PlainLabel(self)
            shown.show_text(version)
            row, pair = divmod(at, 2)
            if name:
                grid.addWidget(label, row, 2 * pair, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(shown, row, 2 * pair + 1)
            else:
                self._system = label
                grid.addWidget(label, grid.rowCount(), 0, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(shown, grid.rowCount() - 1, 1, 1, 3)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        return grid

    def _lay_out_places(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE)
        grid.setVerticalSpacing(6)
        for row, (label, place, button) in enumerate(zip(self._labels, self.places, self.opens, strict=True)):
            label.setProperty("role", "muted")
            for column, widget in enumerate((label, place, button)):
                grid.addWidget(widget, row, column)
        grid.setColumnStretch(1, 1)
        return grid

    def _copy_versions(self) -> None:
        lines = [f"Badge Inspector {__version__}", *(f"{name} {version}" for name, version in self.versions.items())]
        QGuiApplication.clipboard().setText("\n".join([*lines, platform.platform()]))

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("About Badge Inspector"))
        self._name.setText(self.tr("Badge Inspector {version}").format(version=__version__))
        self._promise.show_text(
            self.tr(
                "It only reads: crm.activity.badge.get, crm.activity.badge.list, batch of those, profile, scope, "
                "method.get, app.info and server.time. Nothing on a portal is ever changed. No telemetry."
            )
        )
        for heading, words in zip(
            self._headings, (self.tr("Versions"), self.tr("Places"), self.tr("Licences")), strict=True
        ):
            heading.setText(words)
        self._system.setText(self.tr("System"))
        self._licences.show_text(
            self.tr(
                "Badge Inspector is free software under the MIT licence. It uses Qt and PySide6 under the LGPL 3, "
                "and httpx, qasync, platformdirs, keyring and truststore under their own free licences."
            )
        )
        names = (self.tr("Settings and history"), self.tr("Log"), self.tr("Licences in full"))
        words = (self.tr("Open folder"), self.tr("Open folder"), self.tr("Open"))
        for label, button, name, opens in zip(self._labels, self.opens, names, words, strict=False):
            label.setText(name)
            button.setText(opens)
            button.setAccessibleName(f"{opens}: {name}")
        self.copy_versions.setText(self.tr("Copy versions"))
