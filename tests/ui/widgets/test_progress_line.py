"""The line that moves while something runs, and does not on a system set to less motion."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from badge_inspector.ui.look import motion, theme
from badge_inspector.ui.widgets.pending import ProgressLine


def colours(line: ProgressLine) -> list[str]:
    image: QImage = line.grab().toImage()
    return [image.pixelColor(x, 1).name() for x in range(image.width())]


@pytest.fixture
def line(qtbot: QtBot) -> ProgressLine:
    made = ProgressLine()
    qtbot.addWidget(made)
    made.resize(200, 3)
    made.show()
    return made


def test_it_moves_while_something_runs(line: ProgressLine, qtbot: QtBot) -> None:
    line.set_running(True)
    before = colours(line)
    qtbot.waitUntil(lambda: colours(line) != before)
    line.set_running(False)
    assert not line.running
    assert theme.current().accent not in colours(line)


def test_it_stands_still_on_a_system_set_to_less_motion(line: ProgressLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(motion, "is_reduced", lambda: True)
    line.set_running(True)
    assert line.running
    assert set(colours(line)) == {theme.current().accent}
    assert not line._timer.isActive()
    line.set_running(False)
    assert theme.current().accent not in colours(line)
