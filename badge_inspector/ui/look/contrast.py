"""Contrast of colours as WCAG 2.2 measures it, and colours made so that they can be read."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

AA_TEXT = 4.5
AA_GRAPHICS = 3.0
AAA_TEXT = 7.0


def contrast(one: QColor, other: QColor) -> float:
    """The ratio of two colours' luminances, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def legible(colour: QColor, ground: QColor, least: float) -> QColor:
    """The colour if it can be read on that ground, else black or white, whichever can be read better."""
    if contrast(colour, ground) >= least:
        return colour
    black, white = QColor(Qt.GlobalColor.black), QColor(Qt.GlobalColor.white)
    return black if contrast(black, ground) > contrast(white, ground) else white


def tinted(ground: QColor, text: QColor, share: float) -> QColor:
    """The ground with so much of the text's colour in it, or as much as lets the text be read on it."""
    while share > 0:
        mixed = QColor.fromRgbF(
            *(one * (1 - share) + other * share for one, other in zip(_parts(ground), _parts(text), strict=True))
        )
        if contrast(mixed, text) >= AA_TEXT:
            return mixed
        share -= 0.05
    return QColor(ground)


def _parts(colour: QColor) -> tuple[float, float, float]:
    return colour.redF(), colour.greenF(), colour.blueF()


def _luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = map(linear, _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
