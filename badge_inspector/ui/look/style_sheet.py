"""The style sheet of all windows: shapes and distances. Colours are `theme.Theme`'s, by name; `ChipShape` follows the
font."""

from __future__ import annotations

from string import Template
from typing import NamedTuple

from PySide6.QtGui import QFont, QFontMetrics

CHIP_ABOVE = 3
"""The style sheet's padding and border above a chip's text, and below it."""

_LEAST_CHIP_LINE = 16
"""Below it a chip would be hard to hit, however small the font."""


class ChipShape(NamedTuple):
    """The style sheet's variables: the least height of a chip's text, and the radius of its corners. Qt leaves the
    corners square where the radius is above half the height."""

    chip_line: int
    chip_radius: int


def chip_shape(font: QFont) -> ChipShape:
    """Shape of chips in a program with this font."""
    line = max(QFontMetrics(font).height(), _LEAST_CHIP_LINE)
    return ChipShape(line, (line + 2 * CHIP_ABOVE) // 2)


STYLE_SHEET = Template("""
QMainWindow, QDialog, QWidget#page { background: $window; }
QToolTip { background: $tooltip; color: $text; border: 1px solid $border; padding: 4px 6px; }
QMenuBar { background: $surface; border-bottom: 1px solid $border; padding: 2px 4px; }
QMenuBar::item { padding: 4px 8px; color: $muted; background: transparent; border-radius: 4px; }
QMenuBar::item:selected { background: $hover; color: $text; }
QMenu { background: $surface; border: 1px solid $border; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 24px; border-radius: 4px; }
QMenu::item:selected { background: $selection; color: $selection_text; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $border; margin: 4px 6px; }
QStatusBar { background: $surface; border-top: 1px solid $border; color: $muted; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: $muted; padding: 3px 6px; }
QFrame[card="true"] { background: $surface; border: 1px solid $border; border-radius: 7px; }
QFrame[card="bad"] { background: $surface; border: 1px solid $border; border-left: 4px solid $bad;
  border-radius: 7px; border-top-left-radius: 0; border-bottom-left-radius: 0; }
QWidget[plain="true"], QFrame[bar="true"] { background: $surface; }
QFrame[bar="true"] { border: none; border-bottom: 1px solid $border; }
QFrame[foot="true"] { background: $surface; border: none; border-top: 1px solid $border; }
QFrame[side="true"] { background: $surface; border: none; border-right: 1px solid $border; }
QLabel[role="heading"] { font-weight: 600; }
QLabel[role="card-title"] { font-weight: 600; color: $muted; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="faint"] { color: $faint; }
QLabel[role="good"] { color: $good; }
QLabel[role="bad"] { color: $bad; }
QLabel[role="good-status"] { color: $good; font-weight: 600; }
QLabel[role="bad-status"] { color: $bad; font-weight: 600; }
QFrame[strip="true"] { background: $selection; border: none; border-radius: 5px; }
QFrame[note="true"] { background: $surface; border: 1px solid $muted; border-radius: 6px; }
QFrame[line="true"] { background: $border; border: none; max-height: 1px; }
QLabel[role="notice"] { background: $notice_surface; color: $muted; border-radius: 5px; padding: 7px 10px; }
QLabel[role="warning"] { background: $warning_surface; color: $warning_text; border-radius: 5px; padding: 7px 10px; }
QLineEdit, QPlainTextEdit {
  background: $surface; color: $text; border: 1px solid $border; border-radius: 5px; padding: 5px 8px;
  selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit:focus, QPlainTextEdit:focus {
  border: 2px solid $focus; padding: 4px 7px; }
QLineEdit[invalid="true"] { border: 2px solid $bad; padding: 4px 7px; }
QLineEdit:disabled, QPlainTextEdit:disabled {
  color: $faint; background: $window; }
QPushButton, QToolButton[button="true"] {
  background: $surface; color: $text; border: 1px solid $border; border-radius: 6px; padding: 6px 14px; }
QPushButton, QToolButton, QCheckBox, QRadioButton, QTabBar { outline: none; }
QPushButton:hover, QToolButton[button="true"]:hover { background: $hover; }
QPushButton:pressed, QToolButton[button="true"]:pressed { background: $selection; }
QPushButton:focus, QToolButton[button="true"]:focus { border: 2px solid $focus; padding: 5px 13px; }
QPushButton:disabled, QToolButton[button="true"]:disabled { color: $faint; background: $window; }
QPushButton[primary="true"] { background: $accent; color: $on_accent; border: 1px solid $accent; font-weight: 600; }
QPushButton[primary="true"]:hover { background: $accent_hover; }
QPushButton[primary="true"]:focus { border: 2px solid $text; padding: 5px 13px; }
QPushButton[primary="true"]:disabled { background: $window; color: $faint; border-color: $border; }
QPushButton[picks="true"] { text-align: left; }
QPushButton[compact="true"] { padding: 6px 8px; }
QPushButton[compact="true"]:focus { padding: 5px 7px; }
QPushButton[split="true"] { padding: 6px 28px 6px 10px; }
QPushButton[split="true"]:focus { padding: 5px 27px 5px 9px; }
QPushButton[opens="true"] { padding-right: 28px; }
QPushButton[opens="true"]:focus { padding-right: 27px; }
QPushButton[opens="true"]::menu-indicator { image: none; width: 0; }
QPushButton[chip="true"], QToolButton[chip="true"] {
  background: $surface; color: $muted; border: 1px solid $border; padding: 2px 8px;
  border-radius: ${chip_radius}px; min-height: ${chip_line}px; }
QPushButton[chip="true"]:hover, QToolButton[chip="true"]:hover { background: $hover; }
QPushButton[chip="true"]:checked { background: $selection; color: $text; border: 1px solid $accent; }
QPushButton[chip="true"]:focus, QToolButton[chip="true"]:focus { border: 2px solid $focus; padding: 1px 7px; }
QToolButton[opens="true"] { padding-right: 20px; }
QToolButton[opens="true"]:focus { padding-right: 19px; }
QToolButton[chip="true"]::menu-indicator { image: none; width: 0; }
QToolButton[sign="true"] { background: transparent; border: 2px solid transparent; border-radius: 5px; padding: 3px; }
QToolButton[sign="true"]:hover { background: $hover; }
QToolButton[sign="true"]:pressed { background: $selection; }
QToolButton[sign="true"]:focus { border: 2px solid $focus; }
QPushButton[flat="true"] { background: transparent; border: 1px solid transparent; padding: 3px 6px; }
QPushButton[flat="true"]:hover { background: $hover; }
QPushButton[flat="true"]:focus { border: 2px solid $focus; padding: 2px 5px; }
QPushButton[link="true"] { background: $window; color: $accent; }
QAbstractItemView { background: $surface; color: $text; border: none; outline: none;
  selection-background-color: $selection; selection-color: $selection_text; alternate-background-color: $raised; }
QAbstractItemView::item:selected { background: $selection; color: $selection_text; }
QTableView::item { padding: 0 6px; border-bottom: 1px solid $border; }
QTableView::item:selected { border-bottom: 1px solid $border; }
QTableView::item:focus, QTreeView::item:focus, QListWidget::item:focus { border: 1px solid $focus; }
QListWidget[pages="true"]::item { padding: 8px 14px; color: $muted; border-left: 3px solid transparent; }
QListWidget[pages="true"]::item:selected { color: $text; background: $selection; border-left: 3px solid $accent; }
QSpinBox, QDoubleSpinBox, QComboBox {
  background: $surface; color: $text; border: 1px solid $border; border-radius: 5px; min-height: 20px; padding: 5px 8px;
  selection-background-color: $accent; selection-color: $on_accent; }
QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus { border: 2px solid $focus; padding: 4px 7px; }
QSpinBox:disabled, QDoubleSpinBox:disabled, QComboBox:disabled { color: $faint; background: $window; }
QAbstractSpinBox QLineEdit { border: none; padding: 0; background: transparent; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $border; padding: 3px; }
QComboBox QAbstractItemView::item { min-height: 26px; padding: 0 6px; }
QSpinBox::up-button, QDoubleSpinBox::up-button { subcontrol-origin: border; subcontrol-position: top right;
  width: 22px; border: none; background: transparent; margin-top: 2px; }
QSpinBox::down-button, QDoubleSpinBox::down-button { subcontrol-origin: border; subcontrol-position: bottom right;
  width: 22px; border: none; background: transparent; margin-bottom: 2px; }
QSpinBox::up-arrow, QSpinBox::down-arrow, QDoubleSpinBox::up-arrow, QDoubleSpinBox::down-arrow { image: none; }
QListView[completions="true"] { border: 1px solid $muted; }
QListView[completions="true"]::item { min-height: 24px; padding: 0 8px; }
QHeaderView { background: $surface; }
QHeaderView::section { background: $surface; color: $muted; border: none; border-bottom: 1px solid $border;
  padding: 6px 8px; font-weight: 600; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: $muted; padding: 8px 12px; border: none;
  border-bottom: 2px solid transparent; }
QTabBar[density="compact"]::tab { padding: 8px 7px; }
QTabBar[density="tight"]::tab { padding: 8px 6px; }
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent; font-weight: 600; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:focus { border-bottom: 2px solid $focus; background: $hover; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: $hover; }
QScrollArea { background: transparent; border: none; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $track; border-radius: 4px; margin: 1px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { background: $track; border: none; border-radius: 3px; max-height: 6px; text-align: center; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QCheckBox, QRadioButton { spacing: 7px; padding: 2px; border: 1px solid transparent; border-radius: 4px; }
QCheckBox:focus, QRadioButton:focus { border: 1px solid $focus; }
QCheckBox::indicator, QRadioButton::indicator {
  width: 14px; height: 14px; border: 1px solid $muted; border-radius: 3px; background: $surface; }
QCheckBox::indicator:checked { background: $accent; border: 1px solid $accent; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border: 1px solid $border; background: $window; }
QRadioButton::indicator { border-radius: 8px; }
QRadioButton::indicator:checked { border: 1px solid $accent; background: qradialgradient(
  cx: 0.5, cy: 0.5, radius: 0.5, fx: 0.5, fy: 0.5, stop: 0.5 $accent, stop: 0.6 $surface); }
QRadioButton::indicator:checked:disabled { border: 1px solid $border; background: qradialgradient(
  cx: 0.5, cy: 0.5, radius: 0.5, fx: 0.5, fy: 0.5, stop: 0.5 $faint, stop: 0.6 $window); }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
""")
