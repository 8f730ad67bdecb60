"""Page of the settings over some of the preferences: rows made from declarations, and the ways back to defaults."""

from __future__ import annotations

from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit, QPushButton, QWidget

from badge_inspector.domain.preferences import PREFERENCES, Choice, Flag, Number, Preferences
from badge_inspector.ui.kit.boxes import vbox
from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.settings.row import BackButton, SettingRow
from badge_inspector.ui.settings.secret_field import SecretField
from badge_inspector.ui.widgets.controls import CheckBox, ComboBox, DoubleSpinBox, SpinBox

Field = CheckBox | ComboBox | SpinBox | DoubleSpinBox


class Declared(NamedTuple):
    """Words of a preference's row; `domain/preferences.py` has its kind, range and default under the same name.

    Texts are sources of translation in the page's own context. `scale` is how many of the member's unit make one of
    the field's; `zero` stands for 0. `choices` are in the domain's order, and may be names that are the same in every
    language. `text` is that of a check box.
    """

    name: str
    label: str
    scale: int = 1
    zero: str = ""
    choices: tuple[str, ...] = ()
    text: str = ""


class PreferencePage(Retranslated, QWidget):
    """A column of rows over some members of the preferences. Each that is not as it comes has a button that puts it
    back.

    Attributes: fields, rows, resets (by member), reset (the whole page). Signals: changed(Preferences).
    """

    changed = Signal(object)
    declared: tuple[Declared, ...] = ()
    composed: tuple[str, ...] = ()
    """Members with fields of the page's own making."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = Preferences()
        self._filling = False
        self.fields: dict[str, Field] = {}
        self.rows: dict[str, SettingRow] = {}
        self.resets: dict[str, BackButton] = {}
        self.reset = QPushButton(self)
        self._column = vbox(self, margins=(20, 18, 20, 18), spacing=11)
        for each in self.declared:
            field = self.fields[each.name] = self._field(each)
            self._row(each.name, field)
        self._build()
        self._column.addStretch(1)
        self._column.addWidget(self.reset, 0, Qt.AlignmentFlag.AlignLeft)
        self.reset.clicked.connect(self._reset)
        self._retranslate()

    @property
    def members(self) -> tuple[str, ...]:
        return (*self.fields, *self.composed)

    def show_preferences(self, preferences: Preferences) -> None:
        self._filling = True
        self._preferences = preferences
        for each in self.declared:
            _show(self.fields[each.name], getattr(preferences, each.name), each.scale)
        self._fill(preferences)
        self._filling = False
        default = Preferences()
        for name, button in self.resets.items():
            button.setVisible(getattr(preferences, name) != getattr(default, name))

    def _build(self) -> None:
        """Make the fields that no declaration makes, each with a `_row()`."""

    def _fill(self, preferences: Preferences) -> None:
        """Show the values of these."""

    def _words(self) -> dict[str, str]:
        """Labels of these by row."""
        return {}

    def _unit(self, name: str, number: int) -> str:
        """Unit behind a number, in the form that goes with it."""
        return ""

    def _field(self, declared: Declared) -> Field:
        """A field for the kind of the preference, which tells each change of it."""
        tell = partial(self._changed, declared)
        match kind := PREFERENCES[declared.name]:
            case Flag():
                field = CheckBox(self)
                field.toggled.connect(tell)
            case Choice():
                field = ComboBox(self)
                for value in kind.values:
                    field.addItem("", value)
                field.currentIndexChanged.connect(tell)
            case Number():
                field = self._number(kind, declared.scale)
                field.valueChanged.connect(tell)
        return field

    def _number(self, kind: Number, scale: int) -> SpinBox | DoubleSpinBox:
        if kind.is_whole:
            whole = SpinBox(self)
            whole.setRange(int(kind.least) // scale, int(kind.most) // scale)
            return whole
        box = DoubleSpinBox(self)
        box.setRange(kind.least, kind.most)
        box.setDecimals(1)
        return box

    def _row(self, name: str, field: QWidget) -> None:
        field.setMaximumWidth(420 if isinstance(field, QLineEdit | SecretField) else 220)
        if isinstance(field, QAbstractSpinBox):
            field.setKeyboardTracking(False)  # a number half typed is no choice
        self.rows[name] = SettingRow(field, self, self._reset_button(name) if name in self.members else None)
        self._column.addWidget(self.rows[name])

    def _reset_button(self, name: str) -> BackButton:
        button = self.resets[name] = BackButton("refresh", self)
        button.clicked.connect(partial(self._reset, name))
        return button

    def _changed(self, declared: Declared, _value: object) -> None:
        field = self.fields[declared.name]
        if isinstance(field, SpinBox):
            self._word_unit(declared, field)
        self._change(**{declared.name: _value_of(field, declared.scale)})

    def _change(self, **members: Any) -> None:
        if not self._filling:
            self._preferences = self._preferences._replace(**members)
            self.changed.emit(self._preferences)

    def _reset(self, *members: object) -> None:
        """Put these members back, or those of the page where none is named."""
        default = Preferences()
        named = [name for name in members if isinstance(name, str)] or self.members
        self._change(**{name: getattr(default, name) for name in named})
        self.show_preferences(self._preferences)

    def _word_unit(self, declared: Declared, field: SpinBox | DoubleSpinBox) -> None:
        field.setSuffix(self._unit(declared.name, int(field.value())))

    def _word_field(self, declared: Declared) -> None:
        match field := self.fields[declared.name]:
            case CheckBox():
                field.setText(self.tr(declared.text))
            case ComboBox():
                for at, words in enumerate(declared.choices):
                    field.setItemText(at, self.tr(words))
            case SpinBox() | DoubleSpinBox():
                if declared.zero:
                    field.setSpecialValueText(self.tr(declared.zero))
                self._word_unit(declared, field)

    def _retranslate(self) -> None:
        self._filling = True
        for each in self.declared:
            self._word_field(each)
        self._filling = False
        for name, words in ({each.name: self.tr(each.label) for each in self.declared} | self._words()).items():
            self.rows[name].name(words)
            if name in self.resets:
                self.resets[name].setAccessibleName(self.tr("Reset: {setting}").format(setting=words))
                self.resets[name].setToolTip(self.tr("Back to the default"))
        self.reset.setText(self.tr("Reset this page"))


def _show(field: Field, value: Any, scale: int) -> None:
    match field:
        case CheckBox():
            field.setChecked(value)
        case ComboBox():
            field.setCurrentIndex(field.findData(value))
        case SpinBox():
            field.setValue(value // scale)
        case DoubleSpinBox():
            field.setValue(value)


def _value_of(field: Field, scale: int) -> object:
    match field:
        case CheckBox():
            return field.isChecked()
        case ComboBox():
            return field.currentData()
        case SpinBox():
            return field.value() * scale
        case DoubleSpinBox():
            return field.value()
