"""Dialog of a report for a ticket: preview, masking, and copying or saving."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)

from badge_inspector.domain.personal import PersonalMask
from badge_inspector.ui.kit.boxes import hbox, vbox
from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.look import theme
from badge_inspector.ui.look.theme import SPACE
from badge_inspector.ui.widgets.file_dialogs import choose_folder
from badge_inspector.ui.widgets.labels import PlainLabel, role_label

_SHOWN = 30_000
"""Characters of the preview."""
_LONGEST_EXPECTATION = 500
_PAUSE_MS = 300
"""After the last key, before the preview follows."""


class ReportDialog(Retranslated, QDialog):
    """Attributes: expectation, emails, phones, markdown, plain, preview, copy, save, said.

    Signals: mask_changed(PersonalMask), format_changed(is plain), expected(str): answer with `show_text()`.
    copy_requested(); save_requested(Path): the folder that the report's own is to be made in.
    """

    format_changed = Signal(bool)
    expected = Signal(str)

    mask_changed = Signal(object)
    copy_requested = Signal()
    save_requested = Signal(object)

    def __init__(self, mask: PersonalMask, is_plain: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(760, 580)
        self._heading = role_label(self, "heading")
        self._about = role_label(self, "muted", wraps=True)
        self.emails, self.phones = QCheckBox(self), QCheckBox(self)
        self.emails.setChecked(mask.emails)
        self.phones.setChecked(mask.phones)
        self.markdown, self.plain = QRadioButton(self), QRadioButton(self)
        (self.plain if is_plain else self.markdown).setChecked(True)
        self._expectation_label = QLabel(self)
        self.expectation = QLineEdit(self)
        self.expectation.setMaxLength(_LONGEST_EXPECTATION)
        self._expectation_label.setBuddy(self.expectation)
        self._typed = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self.preview = QPlainTextEdit(self)
        self.preview.setReadOnly(True)
        self.preview.setFont(theme.monospace())
        self.preview.setTabChangesFocus(True)
        self.said = PlainLabel(self, "muted")
        self.copy, self.save, self._close = QPushButton(self), QPushButton(self), QPushButton(self)
        self.copy.setProperty("primary", "true")
        self.copy.setDefault(True)
        top, bottom = QFrame(self), QFrame(self)
        top.setProperty("bar", "true")
        bottom.setProperty("foot", "true")
        head = vbox(top, margins=SPACE)
        head.addWidget(self._heading)
        head.addWidget(self._about)
        asked = hbox(spacing=10)
        asked.addWidget(self._expectation_label)
        asked.addWidget(self.expectation, 1)
        head.addLayout(asked)
        masks = hbox(spacing=18)
        masks.addWidget(self.emails)
        masks.addWidget(self.phones)
        masks.addStretch(1)
        masks.addWidget(self.markdown)
        masks.addWidget(self.plain)
        head.addLayout(masks)
        middle = vbox(margins=SPACE)
        middle.addWidget(self.preview)
        foot = hbox(bottom, margins=(SPACE, 10, SPACE, 10))
        foot.addWidget(self.said, 1)
        for button in (self.copy, self.save, self._close):
            foot.addWidget(button)
        column = vbox(self, margins=0, spacing=0)
        column.addWidget(top)
        column.addLayout(middle, 1)
        column.addWidget(bottom)
        order = (
            self.expectation,
            self.emails,
            self.phones,
            self.markdown,
            self.plain,
            self.preview,
            self.copy,
            self.save,
        )
        for one, other in pairwise((*order, self._close)):
            self.setTabOrder(one, other)
        self.expectation.setFocus()
        self.emails.toggled.connect(self._mask_changed)
        self.phones.toggled.connect(self._mask_changed)
        self.plain.toggled.connect(self._format_changed)
        self.expectation.textEdited.connect(self._wait_for_more)
        self._typed.timeout.connect(self._announce_expected)
        self.finished.connect(self._announce_expected)
        self.copy.clicked.connect(self._copy)
        self.save.clicked.connect(self._choose_folder)
        self._close.clicked.connect(self.reject)
        self._retranslate()

    @property
    def chosen(self) -> PersonalMask:
        """Values to mask, as chosen."""
        return PersonalMask(self.emails.isChecked(), self.phones.isChecked())

    def show_expected(self, text: str) -> None:
        """Show what was expected of this lookup before."""
        self.expectation.setText(text)

    def show_text(self, text: str) -> None:
        """Show the text of the report."""
        self.preview.setPlainText(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…")

    def show_result(self, text: str, is_bad: bool = False) -> None:
        """Show the result of copying or saving."""
        theme.restyle(self.said, "role", "bad" if is_bad else "muted")
        self.said.show_text(text)

    def _mask_changed(self) -> None:
        self.show_result("")
        self.mask_changed.emit(self.chosen)

    def _format_changed(self, is_plain: bool) -> None:
        self.show_result("")
        self.format_changed.emit(is_plain)

    def _wait_for_more(self) -> None:
        self._typed.start()

    def _announce_expected(self) -> None:
        self._typed.stop()
        self.expected.emit(" ".join(self.expectation.text().split()))

    def _copy(self) -> None:
        self._announce_expected()
        self.copy_requested.emit()

    def _choose_folder(self) -> None:
        self._announce_expected()
        choose_folder(self, self.tr("Choose where to create the report’s folder"), self.save_requested.emit)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Report for a ticket"))
        self._heading.setText(self.tr("Report for a ticket"))
        self._about.setText(
            self.tr(
                "A folder gets the text below, a picture of the result, the response and the timing. The "
                "portal’s secrets are masked, and it is checked once more for them before anything is "
                "written or copied."
            )
        )
        self._expectation_label.setText(self.tr("What did you expect?"))
        self.expectation.setPlaceholderText(self.tr("Optional, one line: it stays with this lookup"))
        self.expectation.setAccessibleName(self.tr("What did you expect?"))
        self.markdown.setText(self.tr("Markdown"))
        self.plain.setText(self.tr("Plain text"))
        self.emails.setText(self.tr("Mask what looks like an e-mail address"))
        self.phones.setText(self.tr("Mask what looks like a phone number"))
        self.preview.setAccessibleName(self.tr("The report"))
        self.copy.setText(self.tr("Copy"))
        self.save.setText(self.tr("Save as a folder…"))
        self._close.setText(self.tr("Close"))
        self.show_result("")
