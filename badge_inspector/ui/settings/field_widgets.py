"""Widgets of a portal's fields: its colour, trusted certificate, the end of its token, its file of authorities."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import QDateTime, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QDateTimeEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from badge_inspector.domain.portal import ColourLabel
from badge_inspector.ui.kit.boxes import hbox, vbox
from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.look import theme
from badge_inspector.ui.widgets.controls import CheckBox
from badge_inspector.ui.widgets.file_dialogs import open_file
from badge_inspector.ui.widgets.flow_layout import FlowLayout


class CertificateField(Retranslated, QWidget):
    """The fingerprint of the one certificate that is trusted for this portal besides the system's.

    Attributes: sha256 (lower-case hexadecimal, "" for none).

    Signals: removed().
    """

    removed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sha256 = ""
        self.print = QLabel(self)
        self.print.setWordWrap(True)
        self.print.setTextFormat(Qt.TextFormat.PlainText)
        self.print.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.remove = QPushButton(self)
        self.print.setContentsMargins(0, 7, 0, 0)
        column = vbox(self, margins=0, spacing=8)
        column.addWidget(self.print)
        column.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.remove)
        self.remove.clicked.connect(self.removed)
        self._retranslate()

    def show_print(self, sha256: str) -> None:
        """`sha256` in lower-case hexadecimal, "" for no certificate."""
        self.sha256 = sha256
        self.remove.setEnabled(bool(sha256))
        pairs = zip(sha256[::2], sha256[1::2], strict=False)
        # A colon may end a line, which is what the space of no width says.
        grouped = ":\u200b".join(f"{one}{other}" for one, other in pairs).upper()
        self.print.setText(grouped or self.tr("None left"))
        self.print.setAccessibleName(sha256 or self.print.text())

    def _retranslate(self) -> None:
        self.remove.setText(self.tr("Stop trusting"))
        self.show_print(self.sha256)


LIFETIME_S = 3600.0
"""Lifetime of an access token (bitrix24/README.md, "Addresses and tokens")."""


class ExpiryField(Retranslated, QWidget):
    """Field for the end of an access token, where that is known.

    Signals: changed().
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.known = CheckBox(self)
        self.edit = QDateTimeEdit(self)
        self.edit.setCalendarPopup(True)
        self.edit.setEnabled(False)
        line = FlowLayout(self)
        line.addWidget(self.known)
        line.addWidget(self.edit)
        self.setFocusProxy(self.known)
        self.known.clicked.connect(self._known_clicked)
        self.edit.dateTimeChanged.connect(self.changed)
        self._retranslate()

    @property
    def moment(self) -> float | None:
        """Epoch seconds UTC; None for not known."""
        return float(self.edit.dateTime().toSecsSinceEpoch()) if self.known.isChecked() else None

    def show_moment(self, epoch_s: float | None) -> None:
        self.edit.blockSignals(True)
        self.known.setChecked(epoch_s is not None)
        self.edit.setEnabled(epoch_s is not None)
        shown = time.time() + LIFETIME_S if epoch_s is None else epoch_s
        self.edit.setDateTime(QDateTime.fromSecsSinceEpoch(int(min(max(shown, 0), 1e11))))
        self.edit.blockSignals(False)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.edit.setAccessibleName(name)

    def _known_clicked(self, known: bool) -> None:
        self.show_moment(time.time() + LIFETIME_S if known else None)
        self.changed.emit()

    def _retranslate(self) -> None:
        self.known.setText(self.tr("known"))
        self.edit.setLocale(self.locale())


class FileField(Retranslated, QWidget):
    """A file's path, typed or chosen. Whether the file is of use is judged elsewhere.

    Signals: entered(path): "" for none.
    """

    entered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told = ""
        self.edit = QLineEdit(self)
        self.choose = QPushButton(self)
        line = hbox(self, margins=0, spacing=8)
        line.addWidget(self.edit, 1)
        line.addWidget(self.choose)
        self.setFocusProxy(self.edit)
        self.edit.editingFinished.connect(self._finish)
        self.choose.clicked.connect(self._open_dialog)
        self._retranslate()

    def show_path(self, path: str) -> None:
        self._told = path
        self.edit.setText(path)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.edit.setAccessibleName(name)

    def _finish(self) -> None:
        path = self.edit.text().strip()
        if path != self._told:
            self._told = path
            self.entered.emit(path)

    def _open_dialog(self) -> None:
        kinds = self.tr("Certificates (*.pem *.crt *.cer)"), self.tr("All files (*)")
        open_file(self, self.tr("Choose a file of certificate authorities"), kinds, self._chosen)

    def _chosen(self, file: Path) -> None:
        self.edit.setText(str(file))
        self._finish()

    def _retranslate(self) -> None:
        self.choose.setText(self.tr("Choose…"))


class ColourDot(QAbstractButton):
    """One colour to choose."""

    def __init__(self, label: ColourLabel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = label
        self.setCheckable(True)
        self.setFixedSize(28, 28)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.label_colour(self.label)))
        painter.drawEllipse(self.rect().adjusted(6, 6, -6, -6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.isChecked():
            painter.setPen(QPen(theme.colour("text"), 2))
            painter.drawEllipse(self.rect().adjusted(3, 3, -3, -3))
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 5, 5)


class ColourChoice(Retranslated, QWidget):
    """Signals: picked(ColourLabel)."""

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dots = {label: ColourDot(label, self) for label in ColourLabel}
        self._group = QButtonGroup(self)
        line = hbox(self, margins=0, spacing=2)
        for dot in self.dots.values():
            self._group.addButton(dot)
            line.addWidget(dot)
            dot.clicked.connect(self._announce)
        line.addStretch(1)
        self._retranslate()

    def choose(self, label: ColourLabel) -> None:
        self.dots[label].setChecked(True)
        self.setFocusProxy(self.dots[label])

    @property
    def chosen(self) -> ColourLabel:
        return next((label for label, dot in self.dots.items() if dot.isChecked()), ColourLabel.GREY)

    def _announce(self) -> None:
        self.setFocusProxy(self.dots[self.chosen])
        self.picked.emit(self.chosen)

    def _retranslate(self) -> None:
        for label, words in (
            (ColourLabel.RED, self.tr("Red")),
            (ColourLabel.AMBER, self.tr("Amber")),
            (ColourLabel.GREEN, self.tr("Green")),
            (ColourLabel.BLUE, self.tr("Blue")),
            (ColourLabel.GREY, self.tr("Grey")),
        ):
            self.dots[label].setAccessibleName(words)
            self.dots[label].setToolTip(words)
