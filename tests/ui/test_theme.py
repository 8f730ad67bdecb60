"""The theme's colours: text is readable on every surface it stands on, in light and dark."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from badge_inspector.domain.badge import BadgeType
from badge_inspector.ui import theme
from badge_inspector.ui.theme import DARK, LIGHT, Theme, ThemeChoice

AA_TEXT = 4.5
AA_GRAPHICS = 3.0

TEXT_ON: dict[str, tuple[str, ...]] = {
    "text": ("window", "surface", "raised", "hover", "selection", "tooltip", "bad_surface", "good_surface", "match"),
    "muted": ("window", "surface", "raised", "notice_surface", "selection"),
    "faint": ("surface", "window"),
    "selection_text": ("selection",),
    "on_accent": ("accent", "accent_hover"),
    "good": ("surface", "window"),
    "bad": ("surface", "window", "selection"),
    "error": ("surface",),
    "warning_text": ("warning_surface",),
    "line_number": ("surface",),
    "json_key": ("surface", "selection"),
    "json_string": ("surface", "selection"),
    "json_number": ("surface", "selection"),
    "json_literal": ("surface", "selection"),
    "json_punctuation": ("surface", "selection", "current_match"),
}
GRAPHICS_ON: dict[str, tuple[str, ...]] = {
    "focus": ("surface", "window"),
    "accent": ("surface",),
    "label_red": ("surface",),
    "label_amber": ("surface",),
    "label_green": ("surface",),
    "label_blue": ("surface",),
    "label_grey": ("surface",),
}


def luminance(colour: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("name", "surface", "least"),
    [(name, surface, AA_TEXT) for name, surfaces in TEXT_ON.items() for surface in surfaces]
    + [(name, surface, AA_GRAPHICS) for name, surfaces in GRAPHICS_ON.items() for surface in surfaces],
)
def test_contrast(colours: Theme, name: str, surface: str, least: float) -> None:
    assert contrast(getattr(colours, name), getattr(colours, surface)) >= least


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_an_unknown_type_has_the_colours_of_secondary() -> None:
    assert theme.badge_colours(None) == theme.badge_colours(BadgeType.SECONDARY) == ("#79818b", "#e0e2e4")


def test_a_choice_is_put_in_force_everywhere(qapp: QApplication) -> None:
    try:
        theme.apply(qapp, ThemeChoice.DARK)
        assert theme.current() is DARK
        assert qapp.palette().window().color().name() == DARK.window
        assert DARK.accent in qapp.styleSheet()
    finally:
        theme.apply(qapp, ThemeChoice.LIGHT)
    assert theme.current() is LIGHT
