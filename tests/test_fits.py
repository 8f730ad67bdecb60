"""The search for texts that are cut off, which journeys look through windows with."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.support.fits import cut_off


@pytest.mark.parametrize("width", [20, 60])
def test_the_reader_sees_what_is_cut(qtbot: QtBot, width: int) -> None:
    top = QWidget()
    qtbot.addWidget(top)
    label, button = QLabel("a rather long text", top), QPushButton("a rather long text", top)
    label.resize(width, 20)
    button.setGeometry(0, 40, width, 24)
    top.resize(400, 200)
    top.show()
    assert len(cut_off(top)) == 2
    for each in (label, button):
        each.setToolTip(each.text())
    assert cut_off(top) == []
    for each in (label, button):
        each.setToolTip("")
        each.resize(300, 24)
    assert cut_off(top) == []
    label.move(380, 0)
    assert len(cut_off(top)) == 1
