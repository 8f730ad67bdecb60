"""A page of the settings over some of the preferences: its rows, and the ways back to what they come as."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit, QPushButton, QVBoxLayout, QWidget

from badge_inspector.domain.preferences import Preferences
from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.settings.row import BackButton, Row
from badge_inspector.ui.settings.secret_field import SecretField


class PreferencePage(Retranslated, QWidget):
    """A column of rows over some members of the preferences. Each that is not as it comes has a button that puts it
    back.

    Attributes: rows, resets (by member), reset (the whole page). Signals: changed(Preferences).
    """

    changed = Signal(object)
    members: tuple[str, ...] = ()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = Preferences()
        self._filling = False
        self.rows: dict[str, Row] = {}
        self.resets: dict[str, BackButton] = {}
        self.reset = QPushButton(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 18, 20, 18)
        self._column.setSpacing(11)
        self._build()
        self._column.addStretch(1)
        self._column.addWidget(self.reset, 0, Qt.AlignmentFlag.AlignLeft)
        self.reset.clicked.connect(self._reset)
        self._retranslate()

    def show_preferences(self, preferences: Preferences) -> None:
        self._filling = True
        self._preferences = preferences
        self._fill(preferences)
        self._filling = False
        default = Preferences()
        for name, button in self.resets.items():
            button.setVisible(getattr(preferences, name) != getattr(default, name))

    def _build(self) -> None:
        """Make the fields, each with a `_row()`."""

    def _fill(self, preferences: Preferences) -> None:
        """Show what is chosen."""

    def _words(self) -> dict[str, str]:
        """The labels by row."""
        return {}

    def _row(self, name: str, field: QWidget) -> None:
        field.setMaximumWidth(420 if isinstance(field, QLineEdit | SecretField) else 220)
        if isinstance(field, QAbstractSpinBox):
            field.setKeyboardTracking(False)  # a number half typed is no choice
        self.rows[name] = Row(field, self, self._reset_button(name) if name in self.members else None)
        self._column.addWidget(self.rows[name])

    def _reset_button(self, name: str) -> BackButton:
        button = self.resets[name] = BackButton("refresh", self)
        button.clicked.connect(partial(self._reset, name))
        return button

    def _tell(self, **members: Any) -> None:
        if not self._filling:
            self._preferences = self._preferences._replace(**members)
            self.changed.emit(self._preferences)

    def _reset(self, *members: object) -> None:
        """Put these members back, or those of the page where none is named."""
        default = Preferences()
        named = [name for name in members if isinstance(name, str)] or self.members
        self._tell(**{name: getattr(default, name) for name in named})
        self.show_preferences(self._preferences)

    def _retranslate(self) -> None:
        for name, words in self._words().items():
            self.rows[name].name(words)
            if name in self.resets:
                self.resets[name].setAccessibleName(self.tr("Reset: {setting}").format(setting=words))
                self.resets[name].setToolTip(self.tr("Back to the default"))
        self.reset.setText(self.tr("Reset this page"))
