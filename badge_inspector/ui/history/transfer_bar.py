"""Progress of an export, an import or a large deletion, with a button that stops it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from badge_inspector.ui.kit.retranslated import Retranslated

_STEPS = 1000


class TransferBar(Retranslated, QFrame):
    """Hidden while nothing runs. Attributes: label, progress, cancel. Signals: cancel_requested()."""

    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("foot", "true")
        self.label = QLabel(self)
        self.label.setWordWrap(True)
        self.progress = QProgressBar(self)
        self.progress.setTextVisible(False)
        self.progress.setRange(0, _STEPS)
        self.cancel = QPushButton(self)
        self.cancel.setProperty("flat", "true")
        line = QHBoxLayout()
        line.addWidget(self.progress, 1)
        line.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 6)
        column.setSpacing(2)
        column.addWidget(self.label)
        column.addLayout(line)
        self.cancel.clicked.connect(self.cancel_requested)
        self.hide()
        self._retranslate()

    def show_progress(self, text: str, done: int, total: int) -> None:
        """`done` of `total`, in whatever unit."""
        self.label.setText(text)
        # Counts outgrow the C++ int that a progress bar has.
        self.progress.setValue(min(_STEPS, done * _STEPS // total) if total > 0 else 0)
        self.show()

    def show_nothing(self) -> None:
        self.hide()

    def _retranslate(self) -> None:
        self.cancel.setText(self.tr("Cancel"))
        self.progress.setAccessibleName(self.tr("Progress"))
