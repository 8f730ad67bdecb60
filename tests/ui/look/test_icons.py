"""Icons are drawn in the theme's colour, and crisp at every scale of the screen."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtWidgets import QApplication

from badge_inspector.startup import resources
from badge_inspector.ui.look import appearance, icons, theme
from badge_inspector.ui.look.appearance import ThemeChoice
from badge_inspector.ui.look.icons import icon
from badge_inspector.ui.shell.actions import ACTIONS

ROOT = Path(__file__).resolve().parents[3]
SCALES = (1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)


@pytest.fixture(autouse=True)
def themed(qapp: QApplication) -> Iterator[QApplication]:
    assert resources.register()
    icons._sources.clear()
    yield qapp
    appearance.apply(qapp, ThemeChoice.LIGHT)


def drawn(which: QIcon, scale: float, mode: QIcon.Mode = QIcon.Mode.Normal) -> QImage:
    return which.pixmap(QSize(16, 16), scale, mode).toImage()


def colours(image: QImage) -> set[str]:
    """Of the pixels that are painted in full."""
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


@pytest.mark.parametrize("scale", SCALES)
def test_one_pixel_of_the_screen_is_one_of_the_icon(scale: float) -> None:
    image = drawn(icon("settings"), scale)
    assert image.size() == QSize(16, 16) * scale
    assert image.devicePixelRatio() == scale


def test_a_large_one_is_drawn_and_not_blown_up() -> None:
    large, small = drawn(icon("search"), 3.0), drawn(icon("search"), 1.0)
    blown_up = small.scaled(large.size())
    assert large != blown_up
    partly = sum(0 < large.pixelColor(x, y).alpha() < 255 for x in range(48) for y in range(48))
    assert partly < 48 * 48 * 0.15, "lines have edges, not clouds"


@pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.DARK])
@pytest.mark.parametrize(
    ("mode", "name"),
    [
        (QIcon.Mode.Normal, "muted"),
        (QIcon.Mode.Active, "muted"),
        (QIcon.Mode.Disabled, "faint"),
        (QIcon.Mode.Selected, "selection_text"),
    ],
)
def test_the_theme_gives_the_colour(themed: QApplication, choice: ThemeChoice, mode: QIcon.Mode, name: str) -> None:
    made = icon("pinned")
    appearance.apply(themed, choice)
    assert QColor(theme.colour(name)).name() in colours(drawn(made, 3.0, mode))


def test_one_that_is_there_follows_the_theme(themed: QApplication) -> None:
    made = icon("pinned")
    gc.collect()
    appearance.apply(themed, ThemeChoice.LIGHT)
    light = drawn(made, 2.0)
    appearance.apply(themed, ThemeChoice.DARK)
    assert drawn(made, 2.0) != light


def test_without_the_resource_it_is_empty() -> None:
    assert colours(drawn(icon("no such icon"), 1.0)) == set()


def test_every_icon_that_is_asked_for_is_there() -> None:
    there = {path.stem for path in (ROOT / "resources" / "icons").glob("*.svg")}
    asked = {spec.icon for spec in ACTIONS if spec.icon}
    for file in (ROOT / "badge_inspector").rglob("*.py"):
        asked |= set(re.findall(r"\bicon\(\"([\w-]+)\"", file.read_text(encoding="utf-8")))
    assert asked <= there
