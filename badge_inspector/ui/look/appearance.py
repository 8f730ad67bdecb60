"""The application's theme, kept in step with the system's colours, contrast and font."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from badge_inspector.ui.look.contrast import AA_GRAPHICS, AA_TEXT, AAA_TEXT, contrast, legible, tinted
from badge_inspector.ui.look.style_sheet import STYLE_SHEET, chip_shape
from badge_inspector.ui.look.theme import DARK, LIGHT, Theme, Type, current, set_type, use


class ThemeChoice(StrEnum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


def wants_contrast() -> bool:
    """Tell whether the system is set to high contrast."""
    hints = QGuiApplication.styleHints().accessibility()
    return hints.contrastPreference() is Qt.ContrastPreference.HighContrast


def scheme_of_system() -> Theme:
    return DARK if QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark else LIGHT


def apply(app: QApplication, choice: ThemeChoice) -> None:
    """Put a theme in force for every window, open ones included. On a system set to high contrast it is made of the
    system's own palette, or of black and white where light or dark was chosen here."""
    hints = QGuiApplication.styleHints()
    if choice is ThemeChoice.SYSTEM:
        hints.unsetColorScheme()
        theme = scheme_of_system()
    else:
        theme = DARK if choice is ThemeChoice.DARK else LIGHT
        hints.setColorScheme(Qt.ColorScheme.Dark if theme.dark else Qt.ColorScheme.Light)
    if wants_contrast():
        app.setPalette(QPalette())  # the system's, for a moment
        theme = high_contrast(theme, app.palette() if choice is ThemeChoice.SYSTEM else _black_and_white(theme))
    use(theme)
    app.setPalette(_palette(theme))
    _style(app)


def _style(app: QApplication) -> None:
    app.setStyleSheet(STYLE_SHEET.substitute(current()._asdict() | chip_shape(app.font())._asdict()))


class Follower(QObject):
    """Puts the theme in force again whenever the system's colours, contrast or font change."""

    def __init__(self, app: QApplication, choice: ThemeChoice, zoom: int = 100) -> None:
        """`zoom` is in per cent of the system's font."""
        super().__init__()
        self._app = app
        self._points = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).pointSizeF()
        self._percent = 100
        self.zoom(zoom)
        self._applying = False
        self.choice = choice
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._system_changed)
        app.fontChanged.connect(self._font_changed)
        self._apply(choice)

    def zoom(self, percent: int) -> None:
        """Set the size of all text; measures follow the font."""
        if percent != self._percent:
            self._percent = percent
            font = QFont(self._app.font())
            font.setPointSizeF(self._points * percent / 100)
            self._app.setFont(font)

    def choose(self, choice: ThemeChoice) -> None:
        """Put another choice in force."""
        if choice is not self.choice:
            self._apply(choice)

    def _apply(self, choice: ThemeChoice) -> None:
        self.choice = choice
        self._applying = True
        apply(self._app, choice)
        self._applying = False

    def _system_changed(self) -> None:
        if not self._applying:
            self._apply(self.choice)

    def _font_changed(self) -> None:
        _style(self._app)
        for widget in self._app.allWidgets():
            kind = widget.property("type")
            if isinstance(kind, str) and kind in list(Type):
                set_type(widget, Type(kind))


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
        (role.Dark, theme.tooltip),  # a second frame inside that of "What's this?"
        (role.Accent, theme.accent),
    ):
        palette.setColor(name, QColor(value))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(theme.faint))
    return palette


_GROUNDS = (
    *("window", "surface", "raised", "tooltip"),
    *("notice_surface", "warning_surface", "bad_surface", "good_surface"),
)
_TINTS = {"hover": 0.15, "selection": 0.25, "match": 0.25, "current_match": 0.4}
_HUES = (
    *("good", "bad", "error", "warning_text", "json_key", "json_string", "json_number", "json_literal"),
    *("phase_tls", "phase_send", "phase_wait", "phase_server", "phase_processing"),
)
"""Colours that are kept where they can be read on ground and tints; all else that is not ground has the text's."""
_TRACK = 0.35
"""Of what is behind a gauge, which would look full in the text's colour."""
_DOTS = ("label_red", "label_amber", "label_green", "label_blue", "label_grey")
"""Never text: these keep it where it can be seen on the ground and on what is selected."""


def high_contrast(base: Theme, palette: QPalette) -> Theme:
    """A theme of the palette's ground, text and highlight: what `base` tells by a tint is told by lines, signs and
    words then."""
    ground = palette.color(QPalette.ColorRole.Base)
    text = legible(palette.color(QPalette.ColorRole.Text), ground, AAA_TEXT)
    accent = legible(palette.color(QPalette.ColorRole.Highlight), ground, AA_TEXT)
    on_accent = legible(palette.color(QPalette.ColorRole.HighlightedText), accent, AA_TEXT)
    tints = {name: tinted(ground, text, share) for name, share in _TINTS.items()}
    colours = dict.fromkeys(Theme._fields[1:], text) | dict.fromkeys(_GROUNDS, ground) | tints
    for names, behind, least in (
        (_HUES, (ground, *tints.values()), AA_TEXT),
        (_DOTS, (ground, tints["selection"]), AA_GRAPHICS),
    ):
        for name in names:
            hue = QColor(getattr(base, name))
            if all(contrast(hue, each) >= least for each in behind):
                colours[name] = hue
    colours |= {"track": tinted(ground, text, _TRACK), "accent": accent, "accent_hover": accent, "on_accent": on_accent}
    return Theme(contrast(ground, QColor(Qt.GlobalColor.white)) > AA_TEXT, *(each.name() for each in colours.values()))


def _black_and_white(base: Theme) -> QPalette:
    ground, text = QColor(Qt.GlobalColor.white), QColor(Qt.GlobalColor.black)
    if base.dark:
        ground, text = text, ground
    palette = QPalette()
    role = QPalette.ColorRole
    for name, value in (
        (role.Base, ground),
        (role.Text, text),
        (role.Highlight, QColor(base.accent)),
        (role.HighlightedText, QColor(base.on_accent)),
    ):
        palette.setColor(name, value)
    return palette
