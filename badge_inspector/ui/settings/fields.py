"""Small parts of the settings: a labelled row with room for a remark, a secret's field, the choice of a colour."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from badge_inspector.domain.pasted import token_problem
from badge_inspector.domain.portal import ColourLabel
from badge_inspector.domain.secret import Secret
from badge_inspector.ui import theme
from badge_inspector.ui.icons import icon

LABEL_WIDTH = 132


class Row(QWidget):
    """A label at the left, a field at the right, a remark below it. The label is the field's accessible name."""

    def __init__(self, field: QWidget, parent: QWidget, beside: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.label = QLabel(self)
        self.label.setProperty("role", "muted")
        self.label.setFixedWidth(LABEL_WIDTH)
        self.label.setWordWrap(True)
        self.label.setBuddy(field)
        self.remark = QLabel(self)
        self.remark.setWordWrap(True)
        self.remark.setTextFormat(Qt.TextFormat.PlainText)
        self.remark.hide()
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(field, 1)
        if beside is not None:
            line.addWidget(beside)
        if field.maximumWidth() < 1000:
            line.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(3)
        right.addLayout(line)
        right.addWidget(self.remark)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(self.label, 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(right, 1)
        self.label.setContentsMargins(0, 7, 0, 0)

    def name(self, text: str) -> None:
        """Word the label."""
        self.label.setText(text)
        self.field.setAccessibleName(text)

    def fits(self, wanted: str) -> bool:
        """Whether a text in lower case is in the label, the remark, or what there is to choose."""
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
        """Whether the remark says what is wrong."""
        return self.field.property("invalid") == "true"

    def say(self, text: str, role: str = "muted") -> None:
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


class SecretFault(Enum):
    """Why a text cannot be a secret."""

    EMPTY = auto()
    SPACES = auto()


class SecretField(QWidget):
    """A secret: hidden, and shown only while its button is down.

    Signals: entered(Secret): the person typed one. refused(SecretFault): what was typed cannot be one, and stays in the
    field. address_pasted(text): it was a webhook's whole address. reveal_requested(): answer with `reveal()`.
    """

    entered = Signal(object)
    refused = Signal(object)
    address_pasted = Signal(str)
    reveal_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept = False
        self.edit = QLineEdit(self)
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.show_button = QPushButton(self)
        self.show_button.setCheckable(True)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.edit, 1)
        line.addWidget(self.show_button)
        self.setFocusProxy(self.edit)
        self.edit.editingFinished.connect(self._finish)
        self.show_button.toggled.connect(self._toggle)
        self._retranslate()

    @property
    def is_edited(self) -> bool:
        """Whether something was typed that is not kept yet."""
        return self.edit.isModified() and bool(self.edit.text())

    def show_kept(self, kept: bool) -> None:
        """Whether there is one; its text stays where it is kept, and what is being typed stays in the field."""
        self._kept = kept
        if not self.is_edited:
            self.show_button.setChecked(False)
            self.edit.clear()
            self.edit.setModified(False)
        self.edit.setPlaceholderText("•" * 16 if kept else "")
        self.show_button.setEnabled(kept)

    def empty(self) -> None:
        """Drop what was typed: another portal is shown."""
        self.edit.clear()
        self.edit.setModified(False)

    def reveal(self, secret: Secret) -> None:
        """The answer to `reveal_requested`. The one place outside client and keyring that unwraps a secret."""
        if self.show_button.isChecked():
            self.edit.setText(secret.reveal())
            self.edit.setModified(False)
            self.edit.setEchoMode(QLineEdit.EchoMode.Normal)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.edit.setAccessibleName(name)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _finish(self) -> None:
        text = self.edit.text().strip()
        if not self.edit.isModified():
            return
        if not text:
            if not self._kept:
                self.refused.emit(SecretFault.EMPTY)
        elif token_problem(text):
            self.refused.emit(SecretFault.SPACES)
        elif "://" in text:
            self.edit.clear()
            self.address_pasted.emit(text)
        else:
            self.edit.setModified(False)
            self.entered.emit(Secret(text))

    def _toggle(self, down: bool) -> None:
        if down and self._kept and not self.edit.text():
            self.reveal_requested.emit()
        elif down:
            self.edit.setEchoMode(QLineEdit.EchoMode.Normal)
        else:
            self.edit.setEchoMode(QLineEdit.EchoMode.Password)
            if self._kept and not self.edit.isModified():
                self.edit.clear()
        self._retranslate()

    def _retranslate(self) -> None:
        self.show_button.setText(self.tr("Hide") if self.show_button.isChecked() else self.tr("Show"))


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


class ColourChoice(QWidget):
    """Signals: picked(ColourLabel)."""

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dots = {label: ColourDot(label, self) for label in ColourLabel}
        self._group = QButtonGroup(self)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        for dot in self.dots.values():
            self._group.addButton(dot)
            line.addWidget(dot)
            dot.clicked.connect(self._tell)
        line.addStretch(1)
        self._retranslate()

    def choose(self, label: ColourLabel) -> None:
        self.dots[label].setChecked(True)
        self.setFocusProxy(self.dots[label])

    @property
    def chosen(self) -> ColourLabel:
        return next((label for label, dot in self.dots.items() if dot.isChecked()), ColourLabel.GREY)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _tell(self) -> None:
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
