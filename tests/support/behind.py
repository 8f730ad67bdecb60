"""The program behind its windows, as far as a journey has to know it or to have it be otherwise."""

from __future__ import annotations

from collections.abc import Coroutine, Generator, Sequence
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from badge_inspector.app import Application
from badge_inspector.domain.history import HistoryFilter, HistoryRow
from badge_inspector.domain.keeping import HistoryState
from badge_inspector.domain.limits import LeakyBucket
from badge_inspector.domain.lookup import Lookup
from badge_inspector.domain.portal import Credentials, PortalProfile, Webhook
from badge_inspector.domain.preferences import Preferences
from badge_inspector.domain.request import LookupRequest
from badge_inspector.domain.secret import Secret, SecretKind
from badge_inspector.ui.session.lookups import LOOKUP


class Behind:
    """Facts that no window shows, or shows in other words, and what no hand can do. Attributes: app, window (the main
    one)."""

    def __init__(self, app: Application) -> None:
        self.app = app
        self.window = app.window

    # Facts

    async def idle(self) -> None:
        """Go on once nothing is under way."""
        await self.app.tasks.idle()

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

    @property
    def portals(self) -> Sequence[PortalProfile]:
        """The person's own, without the demo's."""
        return self.app.portals.own_profiles

    def portal_name_of(self, lookup: Lookup) -> str:
        """Name by which sentences call the portal of a lookup."""
        return self.app.portals.shown_name(lookup)

    def portal_called(self, lookup: Lookup) -> str:
        """Name of the portal of a lookup, as lines have it."""
        return self.app.portals.called(lookup)

    @property
    def preferences(self) -> Preferences:
        """The ones in force."""
        return self.app.portals.preferences

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

    async def secret_of(self, profile: PortalProfile, kind: SecretKind = SecretKind.WEBHOOK) -> Secret | None:
        """Look a kept secret up, of a portal or of the address that it had: the latter is in no window."""
        await self.idle()
        return await (await self.app.backend.opened()).secrets.get(profile, kind)

    def has_secret_copy_for_ms(self) -> int:
        """Milliseconds after which a secret leaves the clipboard; 0 while none is there."""
        timer = self.app.features.secret_copies.timer
        return timer.interval() if timer.isActive() else 0

    # What is so, however it came about, and what happens around the program

    def prefers(self, **changes: Any) -> None:
        """Have other preferences from now on, where how they are set is not what the test is about."""
        self.app.portals.prefer(self.preferences._replace(**changes))

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

    async def has_kept(self, several: Sequence[Lookup]) -> None:
        """Have lookups of old in the history."""
        await (await self.app.backend.opened()).history.merge(several)

    def is_paced(self, profile: PortalProfile, bucket: LeakyBucket) -> None:
        """Ask a portal as fast as this bucket allows, however fast its own would be."""
        self.app.backend.client.pacer.use(profile.address.authority, bucket)

    def has_task(self, coroutine: Coroutine[Any, Any, object]) -> None:
        """Have the program run a coroutine of the test as one of its own."""
        self.app.tasks.start("of the test", coroutine)

    @contextmanager
    def told_of_crashes(self) -> Generator[None]:
        """Have what nobody caught told in a window, as in a process of its own; pytest-qt fails the test else."""
        self.app.unexpected.install()
        try:
            yield
        finally:
            self.app.unexpected.remove()

    def sees_the_window_early(self) -> None:
        """Be there before the program has made the portals out: the window is shown, and it waits for them as from the
        first step of a start."""
        self.window.show()
        self.app.portals.is_awaited = True

    def comes_back_to_the_program(self) -> None:
        """From another one; without a window manager no window system tells."""
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)

    def closes_at_the_answer(self) -> None:
        """Close the window in the very turn of the event loop in which the answer is shown."""
        self.app.lookups.shown_changed.connect(self.window.close)

    def has_screens_settled(self) -> None:
        """Have the program look at the screens, which it does a while after they came or went."""
        self.app.geometry._settled.start(0)

    def has_waited_a_minute(self, *, at_once: bool = False) -> None:
        """Have a secret leave the clipboard: in the next turn of the event loop, or `at_once`."""
        if at_once:
            self.app.features.secret_copies.clear()
        else:
            self.app.features.secret_copies.timer.setInterval(1)

    async def has_waited_an_hour(self) -> None:
        """Have old lookups go by the limits of the settings, which is done once an hour."""
        removal = self.app.backend.history.removal
        removal._retired_at = None
        await removal.retire()
