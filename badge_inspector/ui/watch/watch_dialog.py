"""Dialog that starts a watch."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from badge_inspector.domain.portal import PortalProfile
from badge_inspector.domain.watch import LONGEST_MIN, SHORTEST_MIN
from badge_inspector.ui.kit.boxes import vbox
from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.widgets.controls import SpinBox
from badge_inspector.ui.widgets.labels import role_label
from badge_inspector.ui.widgets.portal_box import PortalBox
from badge_inspector.ui.words.portals import portal_name

_USUAL_MIN = 5


class WatchDialog(Retranslated, QDialog):
    """Attributes: code, portal, minutes, start.

    Signals: watch_requested(PortalProfile, code, minutes).
    """

    watch_requested = Signal(object, str, int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._records = True
        self._about = role_label(self, "muted", wraps=True)
        self.code = QLineEdit(self)
        self.portal = PortalBox(portal_name, self)
        self.minutes = SpinBox(self)
        self.minutes.setRange(SHORTEST_MIN, LONGEST_MIN)
        self.minutes.setValue(_USUAL_MIN)
        self._labels = [QLabel(self) for _ in range(3)]
        self._form = QFormLayout()
        for label, field in zip(self._labels, (self.code, self.portal, self.minutes), strict=True):
            label.setBuddy(field)
            label.setMinimumHeight(field.sizeHint().height())
            self._form.addRow(label, field)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.start = QPushButton(self)
        self.start.setProperty("primary", "true")
        self._buttons.addButton(self.start, QDialogButtonBox.ButtonRole.AcceptRole)
        column = vbox(self, margins=16, spacing=12)
        column.addWidget(self._about)
        column.addLayout(self._form)
        column.addWidget(self._buttons)
        self.start.setDefault(True)
        self.code.textChanged.connect(self._allow)
        self._buttons.accepted.connect(self._ask)
        self._buttons.rejected.connect(self.reject)
        self._retranslate()
        self._allow()
        self.resize(440, self.sizeHint().height())

    def show_question(self, profiles: Sequence[PortalProfile], current_id: str | None, code: str) -> None:
        """Show the code and the portal offered for a watch."""
        self.portal.show_profiles(profiles, current_id)
        self.code.setText(code)

    def show_recording(self, records: bool) -> None:
        """Show whether lookups are kept in the history."""
        self._records = records
        self._word_about()

    def _allow(self) -> None:
        self.start.setEnabled(bool(self.code.text().strip()))

    def _ask(self) -> None:
        profile = self.portal.current
        if profile is not None:
            self.watch_requested.emit(profile, self.code.text().strip(), self.minutes.value())
        self.accept()

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Watch a badge"))
        self._word_about()
        for label, text in zip(self._labels, (self.tr("Badge code"), self.tr("Portal"), self.tr("Every")), strict=True):
            label.setText(text)
        self.portal.setAccessibleName(self.tr("Portal"))
        self.minutes.setSuffix(self.tr(" min"))
        self.start.setText(self.tr("Watch"))

    def _word_about(self) -> None:
        what = self.tr(
            "The lookup is repeated while Badge Inspector runs, and the desktop tells you when its outcome changes."
        )
        kept, lost = self.tr("Every lookup is kept in the history."), self.tr("Private mode: nothing is recorded.")
        self._about.setText(f"{what} {kept if self._records else lost}")
