"""A veil comes down a band a frame, so that no paint of what it dims lasts long."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QPaintEvent, QRegion
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from badge_inspector.ui.widgets.pending import Veil
from tests.support.front import bring_to_front


class Below(QWidget):
    """Notes what of it is painted."""

    def __init__(self) -> None:
        super().__init__()
        self.painted: list[QRegion] = []

    def paintEvent(self, event: QPaintEvent) -> None:
        self.painted.append(event.region())


class Resizes(QObject):
    """The heights that a widget gets."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.heights: list[int] = []
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.heights.append(watched.height())
        return False


@pytest.fixture
def below(qtbot: QtBot) -> Below:
    widget = Below()
    qtbot.addWidget(widget)
    widget.resize(300, 300)
    bring_to_front(widget, qtbot)
    qtbot.waitUntil(lambda: bool(widget.painted))
    return widget


def test_it_comes_in_bands_and_each_part_is_painted_once(below: Below, qtbot: QtBot) -> None:
    veil = Veil(below)
    seen = Resizes(veil)
    below.painted.clear()
    with qtbot.waitSignal(veil.covered):
        veil.cover(True)
        assert veil.isHidden()  # the line of the wait is painted first
    assert seen.heights == [100, 200, 300]
    assert veil.geometry() == below.rect()
    # A slow computer may paint two bands together, but none of them again.
    covered = [region.boundingRect() for region in below.painted]
    assert sum(rect.height() for rect in covered) == 300
    below.resize(320, 240)
    qtbot.waitUntil(lambda: veil.geometry() == below.rect())
    veil.cover(True)  # it is there
    assert veil.isVisible()


def test_what_is_dimmed_no_longer_while_the_veil_comes_stays_clear(below: Below, qtbot: QtBot) -> None:
    veil = Veil(below)
    told: list[bool] = []
    veil.covered.connect(lambda: told.append(True))
    veil.cover(True)
    qtbot.waitUntil(veil.isVisible)
    veil.cover(False)
    assert veil.isHidden()
    qtbot.wait_until(lambda: not veil._coming.isActive())  # pyright: ignore[reportPrivateUsage]
    assert not told
    with qtbot.waitSignal(veil.covered):
        veil.cover(True)
    assert veil.geometry() == below.rect()
