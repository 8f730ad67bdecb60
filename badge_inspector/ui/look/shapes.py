"""Measures in pixels that follow a font: a chip and a pill are round at their ends in any size of it."""

from __future__ import annotations

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


def pill_radius(height: int) -> float:
    return height / 2
