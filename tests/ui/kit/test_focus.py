"""The caret rests while nobody types, and blinks again with the first key."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from badge_inspector.ui.kit.focus import RestingCaret


@pytest.fixture
def caret(qapp: QApplication) -> Iterator[RestingCaret]:
    flash_ms = QGuiApplication.styleHints().cursorFlashTime()
    owner = QObject()
    yield RestingCaret(qapp, owner)
    Shiboken.delete(owner)
    QGuiApplication.styleHints().setCursorFlashTime(flash_ms)


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_it_rests_and_blinks_again(
    caret: RestingCaret, qtbot: QtBot, kind: type[QLineEdit] | type[QPlainTextEdit]
) -> None:
    hints = QGuiApplication.styleHints()
    hints.setCursorFlashTime(1000)
    caret._flash_ms = 1000
    window = QWidget()
    field, other = kind(window), QLineEdit(window)
    column = QVBoxLayout(window)
    column.addWidget(other)
    column.addWidget(field)
    window.show()
    window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    assert caret.rest.isActive()
    caret.rest.timeout.emit()
    assert hints.cursorFlashTime() == 0
    QTest.keyClicks(field, "a")
    assert hints.cursorFlashTime() == 1000
    caret.rest.timeout.emit()
    other.setFocus()
    assert hints.cursorFlashTime() == 1000
    field.deleteLater()
    window.close()
    window.deleteLater()


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_a_field_that_is_deleted_while_it_is_typed_into_is_let_go(
    caret: RestingCaret, qtbot: QtBot, kind: type[QLineEdit] | type[QPlainTextEdit]
) -> None:
    window = QWidget()
    field = kind(window)
    window.show()
    window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    Shiboken.delete(field)
    other = QLineEdit(window)
    other.show()
    other.setFocus()
    QTest.keyClicks(other, "a")
    assert caret.rest.isActive()
    window.close()
    Shiboken.delete(window)
