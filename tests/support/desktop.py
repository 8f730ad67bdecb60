"""The whole program in this process, and a person in front of it.

A journey is a coroutine that runs beside the application on its own event loop:

    def test_it(desktop):
        async def journey(person: Person) -> None:
            person.type_code("missedCall")
            person.press(Qt.Key.Key_Return)
            await person.sees("Call Status")
        desktop.run(journey, demo=True)
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from badge_inspector.app import Application
from badge_inspector.cli import Options
from badge_inspector.domain.history import HistoryRow, RunRow
from badge_inspector.ui.history.model import ROW_ROLE
from badge_inspector.ui.kit.tasks import run_application
from badge_inspector.ui.request.portal_popup import PortalPopup
from badge_inspector.ui.settings.settings_window import SettingsWindow
from tests.support import hand
from tests.support.behind import Behind

PATIENCE_S = 60.0
LOOKS_AT_REST = 4
"""So many times in a row nothing in a window has moved when it is at rest."""

Journey = Callable[["Person"], Awaitable[None]]
AWindow = TypeVar("AWindow", bound=QWidget)


class Desktop:
    """Starts the program on a folder of its own, again and again if need be. Attributes: qt, config_dir."""

    def __init__(self, qt: QApplication, config_dir: Path) -> None:
        self.qt = qt
        self.config_dir = config_dir

    def run(self, journey: Journey, early: Callable[[Person], object] | None = None, **options: Any) -> int:
        """Run the program until the journey has ended and the window is closed; returns the exit status. `early` is
        what the person does before the parts behind the window are there."""

        async def life() -> int:
            font = self.qt.font()
            chosen: dict[str, Any] = {"language": "en"} | options
            application = Application(self.qt, Options(config_dir=self.config_dir, **chosen))
            running = asyncio.ensure_future(application.live())
            if early is not None:
                early(Person(application))
            try:
                await asyncio.wait_for(application.begun.wait(), PATIENCE_S)
                person = Person(application)
                # Shortcuts belong to the active window, and without a window manager nobody makes it that.
                application.window.activateWindow()
                await person.until(application.window.isActiveWindow, "the active window")
                await journey(person)
            finally:
                application.close()
                status = await running
                application.window.deleteLater()
                QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
                self.qt.setFont(font)  # as a process of its own would find it, whatever this one zoomed to
            return status

        return run_application(self.qt, life())


def _waits_for_the_focus() -> bool:
    """Do what a window system does: give the focus back to the window that a popup was over. Qt's offscreen platform
    leaves a popup active that is gone."""
    active = QApplication.activeWindow()
    if QGuiApplication.platformName() != "offscreen" or active is None or active.isVisible():
        return False
    below = active.parentWidget() or active.focusProxy()  # the latter of a completer's
    if below is None or not below.window().isVisible():
        return False
    below.window().activateWindow()
    return True


class Person(Behind):
    """Sees what is painted, presses keys, clicks.

    The acts on the parts of any window are in `hand`; those on one window in a page of its own (`pages/`).
    """

    async def until(self, condition: Callable[[], Any], what: str = "") -> None:
        """Go on once the condition holds; fails after a while, naming it."""
        deadline = time.monotonic() + PATIENCE_S
        while _waits_for_the_focus() or not condition():
            if time.monotonic() > deadline:
                raise AssertionError(f"never came: {what or condition}\nseen: {self.texts()}")
            await asyncio.sleep(0.002)

    async def sees(self, text: str, window: QWidget | None = None) -> None:
        await self.until(lambda: any(text in shown for shown in self.texts(window)), text)

    def find_all(self, kind: type[AWindow]) -> list[AWindow]:
        """The windows of a kind that are open."""
        return [each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()]

    def find(self, kind: type[AWindow]) -> AWindow:
        """The one window of a kind that is open."""
        found = self.find_all(kind)
        assert len(found) == 1, f"{len(found)} windows are a {kind.__name__}"
        return found[0]

    async def comes(self, kind: type[AWindow]) -> AWindow:
        """Wait for a window of a kind."""
        await self.until(lambda: self.find_all(kind), kind.__name__)
        return self.find(kind)

    async def rests(self, window: QWidget) -> None:
        """Go on once nothing is under way and the window's parts stay where they are."""
        await self.idle()
        before: list[tuple[QWidget, bool, QRect]] = []
        same = 0
        while same < LOOKS_AT_REST:
            await asyncio.sleep(0.01)
            now = [(each, each.isVisible(), each.geometry()) for each in window.findChildren(QWidget)]
            same = same + 1 if now == before else 0
            before = now

    def texts(self, window: QWidget | None = None) -> list[str]:
        """Every text in a window, the main one unless another is named, that can be read now."""
        found: list[str] = []
        for widget in (window or self.window).findChildren(QWidget):
            if not widget.isVisible():
                continue
            for name in ("text", "toPlainText", "shown_text"):
                read = getattr(widget, name, None)
                if callable(read):
                    found.append(str(read() or ""))
        return found

    def whole_texts(self, window: QWidget) -> list[str]:
        """Texts that break into lines or are cut, to the letter."""
        shown = (widget for widget in window.findChildren(QWidget) if widget.isVisible())
        return [text for widget in shown if (text := str(getattr(widget, "whole", "")))]

    def type_code(self, code: str) -> None:
        field = self.window.request.code
        field.setFocus()
        field.selectAll()
        self.type(field, code)

    def type(self, widget: QWidget, text: str) -> None:
        hand.type_text(widget, text)

    def press(
        self,
        key: Qt.Key,
        widget: QWidget | None = None,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """In the field of the code, unless another part is named."""
        QTest.keyClick(widget or self.window.request.code, key, modifier)

    async def comes_to_the_front(self, window: QWidget | None = None) -> None:
        """Click into a window, the main one unless another is named: without a window manager only Qt brings it to the
        front."""
        (window or self.window).activateWindow()
        await self.is_in_front(window)

    async def is_in_front(self, window: QWidget | None = None) -> None:
        await self.until((window or self.window).isActiveWindow, "the window in front")

    async def uses_shortcut(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press keys that belong to the main window, which has to be in front."""
        await self.comes_to_the_front()
        QTest.keyClick(self.window, key, modifier)

    def click(self, label: str) -> None:
        """Click the visible button that says so."""
        buttons = [
            button
            for button in self.window.findChildren(QAbstractButton)
            if button.isVisible() and button.text().replace("&", "") == label
        ]
        assert len(buttons) == 1, f"{len(buttons)} buttons say {label!r}"
        QTest.mouseClick(buttons[0], Qt.MouseButton.LeftButton)

    def trigger(self, action: str) -> None:
        """Do what a menu or a shortcut does."""
        self.window.actions_[action].trigger()

    def opens_settings(self, page: str = "") -> SettingsWindow:
        """From the menu, then the page of that name; the first one, of the portals, in any language."""
        self.trigger("settings")
        window = self.find(SettingsWindow)
        hand.pick_line(window.pages, page or window.pages.item(0).text())
        return window

    def adds_portal(self) -> SettingsWindow:
        """Open the settings on the form of a new portal."""
        window = self.opens_settings()
        hand.click(window.portals.add)
        return window

    async def tries_the_demo(self) -> None:
        """From the menu of the portals."""
        hand.click((await self.opens_portals()).demo)
        await self.until(lambda: self.portal is not None and self.portal.is_demo, "the demo portal")

    async def chooses_portal(self, name: str) -> None:
        """From the menu of the portals, by typing its name and Enter."""
        menu = await self.opens_portals()
        hand.enter(menu.filter, name)
        await self.until(lambda: self.portal is not None and self.portal.name == name, name)

    async def opens_portals(self) -> PortalPopup:
        """The menu of the portals."""
        self.trigger("choose_portal")
        await self.until(lambda: self.find_all(PortalPopup), "the menu")
        return self.find(PortalPopup)

    @property
    def title(self) -> str:
        """Of the main window."""
        return self.window.windowTitle()

    @property
    def regions(self) -> tuple[QWidget, QWidget, QWidget, QWidget]:
        """Of the main window: request, history, result, answer."""
        return self.window.request, self.window.history, self.window.result, self.window.answer

    async def looks_up(self, code: str) -> None:
        """Type, Enter, and wait until the answer to this code is shown and saved."""
        self.type_code(code)
        self.press(Qt.Key.Key_Return)
        await self.until(
            lambda: (shown := self.shown) and shown.code == code and shown.history_id is not None,
            f"the answer to {code}",
        )
        await self.idle()

    def history(self) -> list[HistoryRow]:
        """The rows at the left, newest first."""
        model = self.window.history.model
        rows = (model.index(at).data(ROW_ROLE) for at in range(model.rowCount()))
        return [row for row in rows if isinstance(row, HistoryRow)]

    def runs(self) -> list[RunRow]:
        """The runs of many codes at the left, newest first."""
        model = self.window.history.model
        rows = (model.index(at).data(ROW_ROLE) for at in range(model.rowCount()))
        return [row for row in rows if isinstance(row, RunRow)]

    def click_history(self, at: int) -> None:
        view = self.window.history.list
        index = self.window.history.model.index_of(self.history()[at].id)
        view.scrollTo(index)  # lays out what a reset left undone
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center() or QPoint())
