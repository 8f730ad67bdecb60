"""Buttons flow into lines, never beyond the edge, and tell the height that they take."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QWidget
from pytestqt.qtbot import QtBot

from badge_inspector.ui.widgets.flow_layout import FlowLayout


class Box(QFrame):
    """A widget of a wanted size that can be made narrower."""

    def __init__(self, parent: QWidget, width: int) -> None:
        super().__init__(parent)
        self._width = width

    def sizeHint(self) -> QSize:
        return QSize(self._width, 20)

    def minimumSizeHint(self) -> QSize:
        return QSize(30, 20)


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    host = QWidget()
    qtbot.addWidget(host)
    return host


def flow(host: QWidget, *widths: int) -> tuple[FlowLayout, list[Box]]:
    layout = FlowLayout(host)
    boxes = [Box(host, width) for width in widths]
    for box in boxes:
        layout.addWidget(box)
    host.resize(200, 300)
    host.show()
    layout.activate()
    return layout, boxes


def test_lines_are_filled_and_broken(host: QWidget) -> None:
    layout, boxes = flow(host, 90, 90, 90, 300, 50)
    assert [box.geometry().getRect() for box in boxes] == [
        (0, 0, 90, 20),
        (98, 0, 90, 20),
        (0, 28, 90, 20),
        (0, 56, 200, 20),
        (0, 84, 50, 20),
    ]
    assert layout.heightForWidth(200) == 104
    assert layout.heightForWidth(2000) == 20


def test_what_is_hidden_takes_no_room(host: QWidget) -> None:
    layout, boxes = flow(host, 90, 90, 90)
    boxes[0].hide()
    layout.activate()
    assert boxes[1].geometry().x() == 0
    assert layout.heightForWidth(200) == 20


def test_right_to_left_is_mirrored(host: QWidget) -> None:
    host.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    _, boxes = flow(host, 90, 50)
    assert [box.geometry().x() for box in boxes] == [110, 52]


def test_items_can_be_taken(host: QWidget) -> None:
    layout, _ = flow(host, 10, 20)
    assert layout.count() == 2
    item = layout.takeAt(0)
    assert item is not None
    assert layout.count() == 1
    assert layout.takeAt(5) is None
    assert layout.itemAt(-1) is None
    assert layout.minimumSize() == QSize(30, 20)
    assert layout.sizeHint() == QSize(30, 20)
