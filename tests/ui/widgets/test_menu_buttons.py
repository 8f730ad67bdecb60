"""Buttons that open a menu show the same chevron everywhere."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionButton
from pytestqt.qtbot import QtBot

from badge_inspector.ui.look import appearance, theme
from badge_inspector.ui.look.appearance import ThemeChoice
from badge_inspector.ui.widgets.menu_buttons import MenuButton


@pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.DARK])
def test_its_chevron_is_drawn_beside_the_text(qtbot: QtBot, qapp: QApplication, choice: ThemeChoice) -> None:
    appearance.apply(qapp, choice)
    button = MenuButton()
    qtbot.addWidget(button)
    button.setText("Export")
    button.resize(button.sizeHint())
    option = QStyleOptionButton()
    button.initStyleOption(option)
    text = button.fontMetrics().horizontalAdvance("Export")
    contents = button.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, button)
    assert contents.width() >= text
    picture = button.grab().toImage()
    end = range(button.width() - 24, button.width() - 4)
    wanted = theme.colour("muted")
    near = [(x, y) for x in end for y in range(4, button.height() - 4) if _apart(picture.pixelColor(x, y), wanted) < 60]
    assert len(near) >= 6
    appearance.apply(qapp, ThemeChoice.LIGHT)


def _apart(one: QColor, other: QColor) -> int:
    reds, greens, blues = one.red() - other.red(), one.green() - other.green(), one.blue() - other.blue()
    return abs(reds) + abs(greens) + abs(blues)
