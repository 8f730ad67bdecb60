"""Widgets shown in turn keep what is around them where it is."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from badge_inspector.ui.widgets.one_place import OnePlace


@pytest.fixture
def row(qtbot: QtBot) -> QWidget:
    """A field and, beside it, a short button and a long one in one place."""
    row = QWidget()
    qtbot.addWidget(row)
    line = QHBoxLayout(row)
    line.addWidget(QLineEdit(row), 1)
    place = OnePlace(row)
    place.take((QPushButton("Go", place), QPushButton("Stop all of it at once", place)))
    line.addWidget(place)
    row.resize(600, 60)
    row.show()
    return row


def test_the_field_beside_stays_where_it_is(row: QWidget) -> None:
    (place,) = row.findChildren(OnePlace)
    short, long = place.findChildren(QPushButton)
    field = row.findChildren(QLineEdit)[0].geometry()
    for shown, hidden in ((long, short), (short, long)):
        place.show_only(shown)
        QApplication.sendPostedEvents()
        assert shown.isVisible()
        assert hidden.isHidden()
        assert row.findChildren(QLineEdit)[0].geometry() == field
        assert shown.width() >= long.sizeHint().width()


def test_it_grows_with_the_words(row: QWidget) -> None:
    """Of one that is not shown, too: they come with another language."""
    (place,) = row.findChildren(OnePlace)
    before = place.width()
    place.findChildren(QPushButton)[1].setText("Stop all of it at once, and whatever else there may be")
    place.findChildren(QPushButton)[0].setText("Start")
    QApplication.sendPostedEvents()
    QApplication.processEvents()
    assert place.width() > before
