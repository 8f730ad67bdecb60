"""Colours, spacing and type for light and dark: the only place with a hex value.

`appearance.py` puts a theme in force; widgets that paint themselves ask `colour()` in `paintEvent` and repaint on
`QEvent.PaletteChange`, which Qt sends them whenever the theme changes.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase
from PySide6.QtWidgets import QApplication, QWidget

from badge_inspector.domain.badge_type import BadgeType
from badge_inspector.domain.portal import ColourLabel


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

_BADGE_READ = {
    BadgeType.SUCCESS: "#566d08",
    BadgeType.FAILURE: "#a82030",
    BadgeType.WARNING: "#715917",
    BadgeType.PRIMARY: "#0b6b8a",
    BadgeType.SECONDARY: "#565c63",
}
"""The portal's text colours, darkened until they reach WCAG AA on its fills (four of the five do not)."""

SPACE = 12
"""The distance between cards and inside them, in pixels."""


_current = LIGHT
_colours: dict[str, QColor] = {}
"""Those asked for since the theme was put in force."""


def current() -> Theme:
    """The theme in force."""
    return _current


def use(theme: Theme) -> None:
    """Make this the theme of `current()` and `colour()`; `appearance.apply()` sets the palette and the style sheet."""
    global _current  # noqa: PLW0603 - one application has one theme, and delegates ask for it a thousand times a second
    _current = theme
    _colours.clear()


def colour(name: str) -> QColor:
    """The current theme's colour of that name, for painting; shared, so not to be changed."""
    found = _colours.get(name)
    if found is None:
        found = _colours[name] = QColor(getattr(_current, name))
    return found


def badge_colours(kind: BadgeType | None) -> tuple[str, str]:
    """Text and background of a badge as on the kanban card; None has secondary's. Source: bitrix24/README.md,
    "Colours of a badge"."""
    return _BADGE[kind or BadgeType.SECONDARY]


def readable_badge_colours(kind: BadgeType | None) -> tuple[str, str]:
    """The same for small text in lists: the portal's fill, and its text colour darkened to WCAG AA."""
    kind = kind or BadgeType.SECONDARY
    return _BADGE_READ[kind], _BADGE[kind][1]


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


class Type(StrEnum):
    """Type other than the system's plain one: the fixed font, and weights and sizes relative to the system's."""

    MONO = "mono"
    STRONG = "strong"
    CAPTION = "caption"
    TITLE = "title"
    DISPLAY = "display"


_SIZES = {Type.CAPTION: 0.92, Type.TITLE: 1.22, Type.DISPLAY: 1.35}


def set_type(widget: QWidget, kind: Type | None) -> None:
    """Give a widget its type; it goes on following the system's font. None takes the plain one."""
    widget.setProperty("type", kind.value if kind else None)
    if kind is Type.MONO:
        font = monospace()
    else:
        font = QFont()
        # A font that says nothing, set on a widget with a style sheet, makes Qt 6.11 forget the next one when the style
        # sheet is set again.
        font.setWeight(QFont.Weight.DemiBold if kind else QFont.Weight.Normal)
        if kind is not None:
            font.setPointSizeF(QApplication.font().pointSizeF() * _SIZES.get(kind, 1.0))
    widget.setFont(font)


def restyle(widget: QWidget, name: str, value: str) -> None:
    """Set a property that the style sheet looks at, and have the widget follow it."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return  # it will be when it is first shown
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    QApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))
