"""Field for the end of an access token."""

from __future__ import annotations

import time

from PySide6.QtCore import QDateTime, Signal
from PySide6.QtWidgets import QDateTimeEdit, QWidget

from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.widgets.controls import CheckBox
from badge_inspector.ui.widgets.flow_layout import FlowLayout

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
