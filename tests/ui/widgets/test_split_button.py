"""The button with a menu keeps its width while it says that something is done."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from badge_inspector.ui.look import appearance
from badge_inspector.ui.look.appearance import ThemeChoice
from badge_inspector.ui.widgets.split_button import SplitButton

SIZES = (8.0, 8.25, 9.0, 10.0, 10.5, 11.0, 12.0, 13.5, 16.0)


@pytest.fixture(params=SIZES, ids="{} pt".format)
def _font(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[None]:
    before = qapp.font()
    font = QFont(before)
    font.setPointSizeF(request.param)
    qapp.setFont(font)
    appearance.apply(qapp, ThemeChoice.LIGHT)
    yield
    qapp.setFont(before)
    appearance.apply(qapp, ThemeChoice.LIGHT)


@pytest.mark.usefixtures("_font")
@pytest.mark.parametrize("texts", [("Copy", "Copied"), ("Копировать", "Скопировано"), ("Save…", "Saved"), ("W", "i")])
def test_its_width_is_the_same_before_meanwhile_and_after(qtbot: QtBot, texts: tuple[str, str]) -> None:
    button = SplitButton()
    qtbot.addWidget(button)
    button.show_texts(*texts)
    widths = [button.sizeHint().width()]
    button.show_done()
    widths.append(button.sizeHint().width())
    button.end()
    widths.append(button.sizeHint().width())
    assert len(set(widths)) == 1
