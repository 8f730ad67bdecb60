"""Texts of About, and that Qt's own words in it follow the language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from badge_inspector import __version__
from badge_inspector.startup import resources
from badge_inspector.ui.look import language
from badge_inspector.ui.shell.about_box import AboutBox


@pytest.fixture
def spoken(qapp: QApplication) -> Iterator[QApplication]:
    resources.register()
    yield qapp
    language.apply(qapp, "en")


@pytest.fixture
def box(spoken: QApplication, qtbot: QtBot, request: pytest.FixtureRequest) -> Iterator[AboutBox]:
    language.apply(spoken, getattr(request, "param", "en"))
    window = QWidget()
    qtbot.addWidget(window)
    yield AboutBox(Path("/settings"), Path("/logs"), {"httpx": "0.28.1"}, window)
    window.close()


def test_it_names_versions_and_places(box: AboutBox) -> None:
    said = "\n".join(label.text() for label in box.findChildren(QLabel))
    places = (str(Path("/settings")), str(Path("/logs")))
    for part in (__version__, *box.versions, *box.versions.values(), "MIT", "LGPL", *places):
        assert part in said


@pytest.mark.parametrize(("box", "shown"), [("en", "Close"), ("ru", "Закрыть")], indirect=["box"])
def test_qt_s_own_buttons_speak_the_language(box: AboutBox, shown: str) -> None:
    buttons = box.findChildren(QDialogButtonBox)
    assert [each.button(QDialogButtonBox.StandardButton.Close).text().replace("&", "") for each in buttons] == [shown]
