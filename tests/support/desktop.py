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
from collections.abc import Awaitable, Callable, Coroutine, Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from badge_inspector.app import Application
from badge_inspector.cli import Options
from badge_inspector.domain.history import HistoryFilter, HistoryRow, RunRow
from badge_inspector.domain.keeping import HistoryState
from badge_inspector.domain.limits import LeakyBucket
from badge_inspector.domain.lookup import Lookup
from badge_inspector.domain.portal import Credentials, PortalProfile, Webhook
from badge_inspector.domain.preferences import Preferences
from badge_inspector.domain.request import LookupRequest
from badge_inspector.domain.secret import Secret, SecretKind
from badge_inspector.ui.history.model import ROW_ROLE
from badge_inspector.ui.kit.tasks import run_application
from badge_inspector.ui.request.portal_popup import PortalPopup
from badge_inspector.ui.session.lookups import LOOKUP
from badge_inspector.ui.settings.settings_window import SettingsWindow
from tests.support import hand

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


class Person:
    """Sees what is painted, presses keys, clicks. Attributes: window (the main one), app (for what no person can see).

    The acts on the parts of any window are in `hand`; those on one window in a page of its own (`pages/`).
    """

    def __init__(self, app: Application) -> None:
        self.app = app
        self.window = app.window

    def sees_the_window_early(self) -> None:
        """Be there before the program has made the portals out: the window is shown, and it waits for them as from the
        first step of a start."""
        self.window.show()
        self.app.portals.is_awaited = True

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

    async def idle(self) -> None:
        """Go on once nothing is under way."""
        await self.app.tasks.idle()

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

    def comes_back_to_the_program(self) -> None:
        """From another one; without a window manager no window system tells."""
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)

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

    @property
    def shown(self) -> Lookup | None:
        """The lookup that the cards show."""
        return self.app.lookups.shown

    @property
    def is_asking(self) -> bool:
        """Tell whether the lookup of the code field is under way."""
        return self.app.tasks.is_busy(LOOKUP)

    @property
    def asked(self) -> LookupRequest | None:
        """The request of the lookup that was asked last, and is waited for while `is_asking`."""
        return self.app.lookups.asked

    @property
    def has_opened_meanwhile(self) -> bool:
        """Tell whether the lookup that is shown was opened while another one is waited for."""
        return self.app.lookups.opened_meanwhile

    @property
    def is_busy(self) -> bool:
        """Tell whether anything is under way but a lookup."""
        return bool(set(self.app.tasks.busy_slots) - {LOOKUP})

    @property
    def portal(self) -> PortalProfile | None:
        """The portal in use."""
        return self.app.portals.current

    def portal_name_of(self, lookup: Lookup) -> str:
        """Name by which sentences call the portal of a lookup."""
        return self.app.portals.shown_name(lookup)

    def portal_called(self, lookup: Lookup) -> str:
        """Name of the portal of a lookup, as lines have it."""
        return self.app.portals.called(lookup)

    @property
    def portals(self) -> Sequence[PortalProfile]:
        """The person's own, without the demo's."""
        return self.app.portals.own_profiles

    @property
    def preferences(self) -> Preferences:
        """The ones in force."""
        return self.app.portals.preferences

    def prefers(self, **changes: Any) -> None:
        """Have other preferences from now on, where how they are set is not what the test is about."""
        self.app.portals.prefer(self.preferences._replace(**changes))

    async def looks_up(self, code: str) -> None:
        """Type, Enter, and wait until the answer to this code is shown and saved."""
        self.type_code(code)
        self.press(Qt.Key.Key_Return)
        await self.until(
            lambda: (shown := self.shown) and shown.code == code and shown.history_id is not None,
            f"the answer to {code}",
        )
        await self.idle()

    async def has_kept(self, several: Sequence[Lookup]) -> None:
        """Have lookups of old in the history."""
        await (await self.app.backend.opened()).history.merge(several)

    async def has(self, profile: PortalProfile, credentials: Credentials | None = None) -> None:
        """Have a portal of the test, however it came; its secret lives for this run."""
        secrets = (await self.app.backend.opened()).secrets
        if isinstance(credentials, Webhook):
            secrets.set_for_this_run(profile, SecretKind.WEBHOOK, credentials.secret)
        elif credentials is not None:
            secrets.set_for_this_run(profile, SecretKind.ACCESS_TOKEN, credentials.access_token)
        self.app.portals.save_profile(profile)

    async def uses(self, profile: PortalProfile, credentials: Credentials | None = None) -> None:
        """Have a portal of the test, and put it in use."""
        await self.has(profile, credentials)
        self.app.portals.use(profile)

    @property
    def history_state(self) -> HistoryState:
        """Of the history's file, as its service knows it."""
        return self.app.backend.history.state

    @property
    def history_is_looked_through(self) -> bool:
        """Tell whether its file was looked through for damage, to the end: nothing is saved before, and no window says
        that it was."""
        history = self.app.backend.history
        return history._looked_through and not history.file.rescuing

    async def kept_codes(self, most: int) -> set[str]:
        """Codes of the lookups in the history's file, also of those that the list has not read."""
        page = await self.app.backend.history.reading.page("", HistoryFilter.ALL, None, most)
        return {row.code for row in page.rows if isinstance(row, HistoryRow)}

    async def has_waited_an_hour(self) -> None:
        """Have old lookups go by the limits of the settings, which is done once an hour."""
        removal = self.app.backend.history.removal
        removal._retired_at = None
        await removal.retire()

    def has_secret_copy_for_ms(self) -> int:
        """Milliseconds after which a secret leaves the clipboard; 0 while none is there."""
        timer = self.app.features.secret_copies.timer
        return timer.interval() if timer.isActive() else 0

    def has_waited_a_minute(self, *, at_once: bool = False) -> None:
        """Have a secret leave the clipboard: in the next turn of the event loop, or `at_once`."""
        if at_once:
            self.app.features.secret_copies.clear()
        else:
            self.app.features.secret_copies.timer.setInterval(1)

    def closes_at_the_answer(self) -> None:
        """Close the window in the very turn of the event loop in which the answer is shown."""
        self.app.lookups.shown_changed.connect(self.window.close)

    def has_screens_settled(self) -> None:
        """Have the program look at the screens, which it does a while after they came or went."""
        self.app.geometry._settled.start(0)

    def is_paced(self, profile: PortalProfile, bucket: LeakyBucket) -> None:
        """Ask a portal as fast as this bucket allows, however fast its own would be."""
        self.app.backend.client.pacer.use(profile.address.authority, bucket)

    @contextmanager
    def told_of_crashes(self) -> Generator[None]:
        """Have what nobody caught told in a window, as in a process of its own; pytest-qt fails the test else."""
        self.app.unexpected.install()
        try:
            yield
        finally:
            self.app.unexpected.remove()

    def has_task(self, coroutine: Coroutine[Any, Any, object]) -> None:
        """Have the program run a coroutine of the test as one of its own."""
        self.app.tasks.start("of the test", coroutine)

    async def secret_of(self, profile: PortalProfile, kind: SecretKind = SecretKind.WEBHOOK) -> Secret | None:
        """Look a kept secret up, of a portal or of the address that it had: the latter is in no window."""
        await self.idle()
        return await (await self.app.backend.opened()).secrets.get(profile, kind)

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
