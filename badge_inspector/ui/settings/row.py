"""A labelled row of the settings, with room for a remark and a way back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QToolButton, QWidget

from badge_inspector.ui.kit.boxes import hbox, vbox
from badge_inspector.ui.look import theme
from badge_inspector.ui.look.icons import icon
from badge_inspector.ui.widgets.labels import role_label

LABEL_WIDTH = 132


class SettingRow(QWidget):
    """A label at the left, a field at the right, a remark below it. The label is the field's accessible name."""

    def __init__(self, field: QWidget, parent: QWidget, beside: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.label = role_label(self, "muted")
        self.label.setFixedWidth(LABEL_WIDTH)
        self.label.setWordWrap(True)
        self.label.setBuddy(field)
        self.remark = QLabel(self)
        self.remark.setWordWrap(True)
        self.remark.setTextFormat(Qt.TextFormat.PlainText)
        self.remark.hide()
        line = hbox(spacing=8)
        line.addWidget(field, 1)
        if beside is not None:
            line.addWidget(beside)
        if field.maximumWidth() < 1000:
            line.addStretch(1)
        right = vbox(spacing=3)
        right.addLayout(line)
        right.addWidget(self.remark)
        whole = hbox(self, margins=0, spacing=12)
        whole.addWidget(self.label, 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(right, 1)
        self.label.setContentsMargins(0, 7, 0, 0)

    def reserve_remark(self) -> None:
        """Leave a line for the remark while there is none, so that what is below does not move when it comes."""
        policy = self.remark.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.remark.setSizePolicy(policy)

    def name(self, text: str) -> None:
        """Word the label."""
        self.label.setText(text)
        self.field.setAccessibleName(text)

    def fits(self, wanted: str) -> bool:
        """Tell whether a text in lower case is in the label, the remark, or the choices."""
        field = self.field
        texts = [self.label.text(), self.remark.text() if not self.remark.isHidden() else ""]
        if isinstance(field, QComboBox):
            texts += [field.itemText(at) for at in range(field.count())]
        elif isinstance(field, QAbstractButton):
            texts.append(field.text())
        return any(wanted in text.casefold() for text in texts)

    def mark(self, found: bool) -> None:
        """Have the label stand out, or not."""
        theme.restyle(self.label, "role", "heading" if found else "muted")

    @property
    def is_bad(self) -> bool:
        """Tell whether the remark names a problem."""
        return self.field.property("invalid") == "true"

    def show_remark(self, text: str, role: str = "muted") -> None:
        """A remark below the field; "bad" ones mark the field too."""
        self.remark.setVisible(bool(text))
        self.remark.setText(text)
        self.field.setAccessibleDescription(text)
        theme.restyle(self.remark, "role", role)
        theme.restyle(self.field, "invalid", "true" if role == "bad" and text else "false")


class BackButton(QToolButton):
    """A sign beside a field that takes back what was chosen in it. It keeps its room while it is hidden, as it is
    first."""

    def __init__(self, sign: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setIcon(icon(sign))
        self.setProperty("sign", "true")
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.hide()
