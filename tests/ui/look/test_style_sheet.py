"""Chips and pills are round at their ends in every size of the system's font."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from badge_inspector.domain.badge_type import BadgeType
from badge_inspector.ui.look import appearance, theme
from badge_inspector.ui.look.appearance import Follower, ThemeChoice
from badge_inspector.ui.look.style_sheet import chip_shape
from badge_inspector.ui.widgets.pill import paint_pill, pill_size

SIZES = (6.0, 7.0, 8.0, 8.25, 9.0, 10.0, 11.0, 12.0, 14.0, 16.0, 18.0, 20.0, 24.0)


@pytest.fixture(params=SIZES, ids="{} pt".format)
def font(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[QFont]:
    """The application's font in that size, and its style sheet after it."""
    before = qapp.font()
    follower = Follower(qapp, ThemeChoice.LIGHT)
    font = QFont(before)
    font.setPointSizeF(request.param)
    qapp.setFont(font)
    yield font
    qapp.setFont(before)
    follower.deleteLater()
    appearance.apply(qapp, ThemeChoice.LIGHT)


@pytest.mark.parametrize("kind", [QPushButton, QToolButton])
def test_a_chip_s_corners_are_round(font: QFont, qtbot: QtBot, kind: Callable[[], QAbstractButton]) -> None:
    chip = kind()
    qtbot.addWidget(chip)
    chip.setText("Not found")
    chip.setProperty("chip", "true")
    chip.ensurePolished()
    least = chip.minimumSizeHint().expandedTo(chip.sizeHint())
    radius = chip_shape(font).chip_radius
    assert least.height() / 2 - 3 <= radius <= least.height() / 2
    assert QFontMetrics(chip.font()).height() <= least.height()
    chip.resize(least)
    shown = chip.grab().toImage()
    border = shown.pixelColor(least.width() // 2, 0)
    assert border != shown.pixelColor(0, 0)  # a corner, where a square frame would have its own
    assert border != shown.pixelColor(1, 1)
    assert border != shown.pixelColor(0, 2)


def test_a_pill_s_corners_are_round(font: QFont) -> None:
    size = pill_size("Missed", font)
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(QColor("black"))
    painter = QPainter(image)
    paint_pill(painter, QRect(0, 0, size.width(), size.height()), "Missed", BadgeType.FAILURE, font)
    painter.end()
    ground = QColor(theme.badge_colours(BadgeType.FAILURE)[1])
    assert image.pixelColor(0, size.height() // 2) != QColor("black")
    corner = 1 if size.height() >= 14 else 0  # a circle of 13 pixels touches the second of the diagonal
    assert image.pixelColor(corner, corner) == QColor("black")
    eighth = size.height() // 8
    assert (
        image.pixelColor(eighth, eighth) != ground
    )  # a circle of half the height leaves it out, a smaller one may not
    assert image.pixelColor(size.height() // 2, 1) == ground
