"""The one certificate that is trusted for a portal besides the system's."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from badge_inspector.ui.kit.retranslated import Retranslated


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
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
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
