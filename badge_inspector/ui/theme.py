"""Colours and spacing for light and dark: the only place with a hex value.

`apply()` sets palette and style sheet for the whole application; widgets that paint themselves ask `current()` in
`paintEvent` and repaint on `QEvent.PaletteChange`, which Qt sends them whenever the theme changes.
"""

from __future__ import annotations

from enum import StrEnum
from string import Template
from typing import NamedTuple

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from badge_inspector.domain.badge import BadgeType
from badge_inspector.domain.portal import ColourLabel


class ThemeChoice(StrEnum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(NamedTuple):
    """One set of colours, as `#rrggbb`. Text colours reach WCAG AA on the surfaces they are used on (a test checks)."""

    dark: bool
    window: str
    surface: str
    raised: str
    border: str
    text: str
    muted: str
    faint: str
    accent: str
    accent_hover: str
    on_accent: str
    focus: str
    selection: str
    selection_text: str
    hover: str
    good: str
    bad: str
    bad_surface: str
    good_surface: str
    warning_text: str
    warning_surface: str
    notice_surface: str
    tooltip: str
    phase_connect: str
    phase_tls: str
    phase_send: str
    phase_wait: str
    phase_network: str
    phase_server: str
    phase_processing: str
    phase_download: str
    grid: str
    track: str
    json_key: str
    json_string: str
    json_number: str
    json_literal: str
    json_punctuation: str
    line_number: str
    match: str
    current_match: str
    error: str
    label_red: str
    label_amber: str
    label_green: str
    label_blue: str
    label_grey: str


LIGHT = Theme(
    dark=False,
    window="#f5f6f8",
    surface="#ffffff",
    raised="#f5f6f8",
    border="#dfe3e8",
    text="#1d2329",
    muted="#626c77",
    faint="#67717c",
    accent="#0b66c3",
    accent_hover="#0a59ab",
    on_accent="#ffffff",
    focus="#0b66c3",
    selection="#e7f0fb",
    selection_text="#1d2329",
    hover="#eef1f4",
    good="#1b7a3d",
    bad="#b3261e",
    bad_surface="#f4e0df",
    good_surface="#daefe9",
    warning_text="#805300",
    warning_surface="#fff5dd",
    notice_surface="#f5f6f8",
    tooltip="#ffffff",
    phase_connect="#9aa5b1",
    phase_tls="#7c6bd6",
    phase_send="#5aa0b8",
    phase_wait="#c9a227",
    phase_network="#9aa5b1",
    phase_server="#0b66c3",
    phase_processing="#1b9a74",
    phase_download="#9aa5b1",
    grid="#dfe3e8",
    track="#e0e2e8",
    json_key="#0b5cad",
    json_string="#1b7a3d",
    json_number="#a1460d",
    json_literal="#7a3fb0",
    json_punctuation="#1d2329",
    line_number="#6b7580",
    match="#ffe9a8",
    current_match="#ffc24d",
    error="#b3261e",
    label_red="#b3261e",
    label_amber="#8a5a00",
    label_green="#1b7a3d",
    label_blue="#0b66c3",
    label_grey="#67717c",
)

DARK = Theme(
    dark=True,
    window="#1b1e22",
    surface="#23272c",
    raised="#1b1e22",
    border="#363c43",
    text="#e8eaed",
    muted="#9aa4af",
    faint="#919ba6",
    accent="#4a9df0",
    accent_hover="#6bb0f5",
    on_accent="#10161d",
    focus="#4a9df0",
    selection="#2b3b4e",
    selection_text="#e8eaed",
    hover="#2c3138",
    good="#7fd3a0",
    bad="#ff8a80",
    bad_surface="#46292a",
    good_surface="#1f3d35",
    warning_text="#f0c060",
    warning_surface="#3a3220",
    notice_surface="#1b1e22",
    tooltip="#2c3138",
    phase_connect="#7b8794",
    phase_tls="#a99bf0",
    phase_send="#6fb7cf",
    phase_wait="#dcbf55",
    phase_network="#7b8794",
    phase_server="#4a9df0",
    phase_processing="#4fc9a2",
    phase_download="#7b8794",
    grid="#363c43",
    track="#363c43",
    json_key="#7cb8f5",
    json_string="#7fd3a0",
    json_number="#f0a875",
    json_literal="#c9a2f5",
    json_punctuation="#e8eaed",
    line_number="#919ba6",
    match="#5c4a14",
    current_match="#7d5f0d",
    error="#ff8a80",
    label_red="#ff8a80",
    label_amber="#e0b050",
    label_green="#7fd3a0",
    label_blue="#4a9df0",
    label_grey="#9aa4af",
)

PREVIEW_SURFACE, PREVIEW_TEXT, PREVIEW_MUTED, PREVIEW_BORDER = "#ffffff", "#1d2329", "#67717c", "#dfe3e8"
"""The kanban card of the preview: Bitrix24's own, white in both themes."""

_BADGE = {
    BadgeType.SUCCESS: ("#76950b", "#e9f6d6"),
    BadgeType.FAILURE: ("#dd4e5f", "#f3d5d3"),
    BadgeType.WARNING: ("#755c18", "#ebe997"),
    BadgeType.PRIMARY: ("#1097c2", "#dcf5fd"),
    BadgeType.SECONDARY: ("#79818b", "#e0e2e4"),
}

SPACE = 12
"""The distance between cards and inside them, in pixels."""

_QSS = Template("""
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
QFrame[card="bad"] { background: $surface; border: 1px solid $border; border-left: 4px solid $bad; border-radius: 7px; }
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
QPushButton:hover, QToolButton[button="true"]:hover { background: $hover; }
QPushButton:pressed, QToolButton[button="true"]:pressed { background: $selection; }
QPushButton:focus, QToolButton[button="true"]:focus { border: 2px solid $focus; padding: 5px 13px; }
QPushButton:disabled, QToolButton[button="true"]:disabled { color: $faint; background: $window; }
QPushButton[primary="true"] { background: $accent; color: $on_accent; border: 1px solid $accent; font-weight: 600; }
QPushButton[primary="true"]:hover { background: $accent_hover; }
QPushButton[primary="true"]:focus { border: 2px solid $text; padding: 5px 13px; }
QPushButton[primary="true"]:disabled { background: $track; color: $muted; border-color: $track; }
QPushButton[picks="true"] { text-align: left; }
QPushButton[chip="true"], QToolButton[chip="true"] {
  background: $surface; color: $muted; border: 1px solid $border; border-radius: 10px; padding: 2px 8px; }
QPushButton[chip="true"]:hover, QToolButton[chip="true"]:hover { background: $hover; }
QPushButton[chip="true"]:checked { background: $selection; color: $text; border: 1px solid $accent; }
QPushButton[chip="true"]:focus, QToolButton[chip="true"]:focus { border: 2px solid $focus; padding: 1px 7px; }
QToolButton[chip="true"]::menu-indicator { image: none; width: 0; }
QToolButton[disclosure="true"] { background: transparent; color: $muted; border: 1px solid transparent;
  border-radius: 4px; padding: 3px 6px 3px 2px; }
QToolButton[disclosure="true"]:hover { background: $hover; color: $text; }
QToolButton[disclosure="true"]:focus { border: 1px solid $focus; }
QPushButton[flat="true"] { background: transparent; border: 1px solid transparent; padding: 3px 6px; }
QPushButton[flat="true"]:hover { background: $hover; }
QPushButton[flat="true"]:focus { border: 2px solid $focus; padding: 2px 5px; }
QPushButton[fault="true"] { background: $warning_surface; color: $warning_text; border: none; border-radius: 0;
  text-align: left; padding: 6px 10px; }
QPushButton[fault="true"]:focus { border: 2px solid $focus; padding: 4px 8px; }
QAbstractItemView { background: $surface; color: $text; border: none; outline: none;
  selection-background-color: $selection; selection-color: $selection_text; alternate-background-color: $raised; }
QAbstractItemView::item:selected { background: $selection; color: $selection_text; }
QTableView::item { padding: 0 6px; }
QListWidget[pages="true"]::item { padding: 8px 14px; color: $muted; border-left: 3px solid transparent; }
QListWidget[pages="true"]::item:selected { color: $text; background: $selection; border-left: 3px solid $accent; }
QSpinBox, QDoubleSpinBox, QComboBox { min-height: 26px; }
QTreeView::item { padding: 2px 0; }
QHeaderView { background: $surface; }
QHeaderView::section { background: $surface; color: $muted; border: none; border-bottom: 1px solid $border;
  padding: 6px 8px; font-weight: 600; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: $muted; padding: 8px 12px; border: none;
  border-bottom: 2px solid transparent; }
QTabBar[density="compact"]::tab { padding: 8px 9px; }
QTabBar[density="tight"]::tab { padding: 8px 6px; }
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent; font-weight: 600; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:focus { border-bottom: 2px solid $focus; background: $hover; }
QSplitter::handle { background: $border; }
QSplitter::handle:horizontal { width: 1px; }
QScrollArea { background: transparent; border: none; }
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
QCheckBox, QRadioButton { spacing: 7px; }
""")

_current = LIGHT


def current() -> Theme:
    """The theme in force."""
    return _current


def colour(name: str) -> QColor:
    """The current theme's colour of that name, for painting."""
    return QColor(getattr(_current, name))


def badge_colours(kind: BadgeType | None) -> tuple[str, str]:
    """Text and background of a badge as on the kanban card (bitrix24-facts.md section 2); None has secondary's."""
    return _BADGE[kind or BadgeType.SECONDARY]


def label_colour(label: ColourLabel) -> str:
    """The current theme's colour of a portal's label."""
    return {
        ColourLabel.RED: _current.label_red,
        ColourLabel.AMBER: _current.label_amber,
        ColourLabel.GREEN: _current.label_green,
        ColourLabel.BLUE: _current.label_blue,
        ColourLabel.GREY: _current.label_grey,
    }[label]


def monospace() -> QFont:
    """The system's fixed font at the application's size."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPointSizeF(QApplication.font().pointSizeF())
    return font


def tabular(font: QFont) -> QFont:
    """A copy of `font` with digits of one width."""
    copy = QFont(font)
    copy.setFeature(QFont.Tag("tnum"), 1)
    return copy


def scheme_of_system() -> Theme:
    return DARK if QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark else LIGHT


def apply(app: QApplication, choice: ThemeChoice) -> None:
    """Put a theme in force for every window, open ones included."""
    global _current  # noqa: PLW0603 - one application has one theme, and delegates ask for it a thousand times a second
    hints = QGuiApplication.styleHints()
    if choice is ThemeChoice.SYSTEM:
        hints.unsetColorScheme()
        _current = scheme_of_system()
    else:
        _current = DARK if choice is ThemeChoice.DARK else LIGHT
        hints.setColorScheme(Qt.ColorScheme.Dark if _current.dark else Qt.ColorScheme.Light)
    app.setPalette(_palette(_current))
    app.setStyleSheet(_QSS.substitute(_current._asdict()))


def restyle(widget: QWidget, name: str, value: str) -> None:
    """Set a property that the style sheet looks at, and have the widget follow it."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    QApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))


def _palette(theme: Theme) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for name, value in (
        (role.Window, theme.window),
        (role.WindowText, theme.text),
        (role.Base, theme.surface),
        (role.AlternateBase, theme.raised),
        (role.Text, theme.text),
        (role.PlaceholderText, theme.muted),
        (role.Button, theme.surface),
        (role.ButtonText, theme.text),
        (role.BrightText, theme.bad),
        (role.Highlight, theme.accent),
        (role.HighlightedText, theme.on_accent),
        (role.Link, theme.accent),
        (role.ToolTipBase, theme.tooltip),
        (role.ToolTipText, theme.text),
        (role.Mid, theme.border),
        (role.Accent, theme.accent),
    ):
        palette.setColor(name, QColor(value))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(theme.faint))
    return palette
