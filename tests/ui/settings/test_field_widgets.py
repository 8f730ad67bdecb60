"""The choice of a colour, which is painted here."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from badge_inspector.domain.portal import ColourLabel
from badge_inspector.ui.settings.field_widgets import ColourChoice
from tests.support.front import bring_to_front


@pytest.mark.parametrize("label", [ColourLabel.BLUE, ColourLabel.RED], ids=["chosen", "not chosen"])
def test_a_colour_shows_that_it_has_the_focus(qtbot: QtBot, label: ColourLabel) -> None:
    choice = ColourChoice()
    qtbot.addWidget(choice)
    choice.choose(ColourLabel.BLUE)
    bring_to_front(choice, qtbot)
    dot, other = choice.dots[label], choice.dots[ColourLabel.GREEN]
    other.setFocus()
    without = dot.grab().toImage()
    dot.setFocus()
    assert dot.hasFocus()
    assert dot.grab().toImage() != without
