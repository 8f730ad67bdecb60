"""Windows that are open when the language changes speak the new one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from badge_inspector.domain.personal import PersonalMask
from badge_inspector.ui import language, resources
from badge_inspector.ui.beside.beside_window import BesideWindow
from badge_inspector.ui.catalogue.catalogue_window import CatalogueWindow
from badge_inspector.ui.many.many_window import ManyWindow
from badge_inspector.ui.report_dialog import ReportDialog
from badge_inspector.ui.watch.watch_dialog import WatchDialog
from tests.support.builders import NOON, found, profile

ENGLISH = re.compile(r"[A-Za-z]{3,}")
NAMES = ("CSV", "JSON", "Lines", "Markdown", "Enter", "Acme", "support", "missedCall", "Badge", "Inspector", "Call")


@pytest.fixture
def russian_later(qapp: QApplication) -> Iterator[Callable[[], None]]:
    resources.register()
    language.apply(qapp, "en")
    yield lambda: assert_russian(qapp)
    language.apply(qapp, "en")


def assert_russian(qapp: QApplication) -> None:
    assert language.apply(qapp, "ru")


def many(parent: QWidget) -> ManyWindow:
    window = ManyWindow(parent)
    window.show_portal([profile()], profile())
    window.show_start(["missedCall", "b"])
    window.show_outcomes([found()])
    return window


def beside(parent: QWidget) -> BesideWindow:
    window = BesideWindow(parent)
    acme = profile(id="acme")
    window.show_portals([acme], {"acme"})
    window.show_code("missedCall")
    window.request()
    window.show_lookup(found())
    return window


def catalogue(parent: QWidget) -> CatalogueWindow:
    window = CatalogueWindow(parent)
    window.show_portals([profile()])
    window.show_badges("Acme support", (), NOON)
    return window


WINDOWS: tuple[Callable[[QWidget], QWidget], ...] = (
    many,
    beside,
    catalogue,
    WatchDialog,
    lambda parent: ReportDialog(PersonalMask(), parent),
)


@pytest.mark.parametrize("make", WINDOWS, ids=["many", "beside", "catalogue", "watch", "report"])
def test_no_english_is_left(
    make: Callable[[QWidget], QWidget], qtbot: QtBot, russian_later: Callable[[], None]
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    window = make(parent)
    window.show()
    russian_later()
    QApplication.sendPostedEvents()
    texts = [window.windowTitle()]
    for widget in window.findChildren(QWidget):
        if isinstance(widget, QLabel | QAbstractButton):
            texts.append(widget.text())
        if isinstance(widget, QLineEdit):
            texts.append(widget.placeholderText())
        texts.append(widget.accessibleName())
    left = [text for text in texts if any(word not in NAMES for word in ENGLISH.findall(text.replace("\u200b", "")))]
    assert left == []
