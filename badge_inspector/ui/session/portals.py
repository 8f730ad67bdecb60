"""The portals, the one in use, the preferences, and the settings file."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from badge_inspector.domain.portal import PortalProfile, captured_authority
from badge_inspector.domain.preferences import Preferences
from badge_inspector.services.backend import Backend
from badge_inspector.storage.settings import SettingsStore
from badge_inspector.storage.settings_format import Settings
from badge_inspector.ui.kit.tasks import Tasks
from badge_inspector.ui.words.portals import asked_name, portal_name
from badge_inspector.ui.words.troubles import settings_trouble

if TYPE_CHECKING:
    from badge_inspector.domain.lookup import Lookup

StartDemo = Callable[[], Awaitable[Sequence[PortalProfile]]]
"""Starts the demo portal unless it runs, keeps its secrets for this run, and gives its profiles."""

DEMO = "demo"


class PortalSession(QObject):
    """The portals of this run, the one in use, the preferences, and the settings file that holds them all.

    Attributes: preferences, profiles, current: the settings in force. `profiles` are the person's own, in their order;
    those of this run only (the demo's, the environment's) stand behind them. is_awaited: the start puts one of those
    in use in a moment, so none has to be asked for.

    Signals:

    profiles_changed(): the list, or which of it is in use. portal_changed(PortalProfile | None): the one in use, or its
    settings. preferences_changed(Preferences). token_renewed(PortalProfile). said(str): a sentence for the status bar.

    portal_needed(): nothing can be asked before a portal is added. portal_offered(str): the person wants to add the one
    in this text, which may hold its secret. settings_needed(PortalProfile, bool): this portal's
    settings, at its secret if so; renewal_needed(PortalProfile): at what renews its token. page_needed(str): a page
    of the settings: network, history, appearance or advanced.
    """

    profiles_changed = Signal()
    portal_changed = Signal(object)
    preferences_changed = Signal(object)
    token_renewed = Signal(object)
    said = Signal(str)
    portal_needed = Signal()
    portal_offered = Signal(str)
    settings_needed = Signal(object, bool)
    renewal_needed = Signal(object)
    page_needed = Signal(str)

    def __init__(
        self, tasks: Tasks, backend: Backend, *, store: SettingsStore, settings: Settings, start_demo: StartDemo
    ) -> None:
        super().__init__()
        self._tasks = tasks
        self._backend = backend
        self._store = store
        self._settings = settings
        self._start_demo = start_demo
        self._passing: tuple[PortalProfile, ...] = ()
        self.current: PortalProfile | None = None
        self.is_awaited = False
        backend.token_renewed = self._renewed

    @property
    def preferences(self) -> Preferences:
        return self._settings.preferences

    @property
    def profiles(self) -> tuple[PortalProfile, ...]:
        return (*self._settings.profiles, *self._passing)

    def profile(self, profile_id: str) -> PortalProfile | None:
        """The portal of that id; for lookups out of a HAR file the first one at their portal's address."""
        authority = captured_authority(profile_id)
        if authority is not None:
            return next((profile for profile in self.profiles if profile.address.authority == authority), None)
        return next((profile for profile in self.profiles if profile.id == profile_id), None)

    def find(self, name: str) -> PortalProfile | None:
        """By name or host, letter case apart; a part is enough when it fits one only."""
        wanted = name.casefold()
        names = [(each, (each.name, portal_name(each), each.address.display)) for each in self.profiles]
        exact = [each for each, called in names if wanted in map(str.casefold, called)]
        part = [each for each, called in names if wanted in " ".join(called).casefold()]
        return exact[0] if exact else part[0] if len(part) == 1 else None

    def shown_name(self, lookup: Lookup) -> str:
        """Name of a lookup's portal in sentences: its host, and the demo by its name."""
        profile = self.profile(lookup.profile_id)
        if profile is not None and profile.is_demo:
            return portal_name(profile)
        if profile is not None and profile.address.authority == lookup.portal:
            return profile.address.display
        return lookup.portal

    def called(self, lookup: Lookup) -> str:
        """The present name of a lookup's portal, or the name it had if it is no longer in the settings."""
        profile = self.profile(lookup.profile_id)
        return asked_name(lookup) if profile is None else portal_name(profile)

    def show_in_use(self, profile: PortalProfile) -> None:
        """Put a portal in use because one of its lookups is shown; it does not become the one used last."""
        if self.current is None or self.current.id != profile.id:
            self._set_current(profile)

    def in_use(self) -> PortalProfile | None:
        """The portal in use; where there is none, one is asked for."""
        if self.current is None:
            self.portal_needed.emit()
        return self.current

    def start(self) -> None:
        """Show the portal used last, or the first-run page."""
        last = self.profile(self.preferences.last_portal_id)
        self._set_current(last or next(iter(self.by_last_use()), None))

    def use(self, profile: PortalProfile) -> None:
        """Put a portal in use and remember it as the last one."""
        used = replace(profile, last_used_at=time.time())
        self._replace(used)
        self._settings = self._settings._replace(preferences=self.preferences._replace(last_portal_id=used.id))
        self._set_current(used)
        self.save()

    @property
    def own_profiles(self) -> tuple[PortalProfile, ...]:
        """The person's portals in their order, the demo's left out."""
        return self._settings.profiles

    def save_profile(self, profile: PortalProfile) -> None:
        """A portal was added or changed."""
        known = self.profile(profile.id)
        if known == profile:
            return
        if known is None:
            self._settings = self._settings._replace(profiles=(*self._settings.profiles, profile))
        else:
            self._replace(profile)
        if self.current is None or self.current.id == profile.id:
            self._set_current(profile)
        else:
            self.profiles_changed.emit()
        self.save()

    def _renewed(self, profile_id: str, expires_at: float | None) -> None:
        profile = self.profile(profile_id)
        if profile is not None:
            renewed = replace(profile, token_expires_at=expires_at)
            self.save_profile(renewed)
            self.token_renewed.emit(renewed)

    def set_profiles(self, profiles: Sequence[PortalProfile]) -> None:
        """These are the person's portals, in this order: after deleting, reordering, and taking either back."""
        self._settings = self._settings._replace(profiles=tuple(profiles))
        current = self.profile(self.current.id) if self.current is not None else None
        self._set_current(current or next(iter(self.by_last_use()), None))
        self.save()

    def prefer(self, preferences: Preferences) -> None:
        """Other choices, in force at once."""
        self._settings = self._settings._replace(preferences=preferences)
        self.preferences_changed.emit(preferences)
        self.save()

    def remember(self, preferences: Preferences) -> None:
        """Choices the window made by itself: written, without anything being put in force."""
        self._settings = self._settings._replace(preferences=preferences)
        self._store.save(self._settings)

    def use_for_this_run(self, profile: PortalProfile) -> None:
        """Put a portal in use that is never stored."""
        self._passing = (*self._passing, profile)
        self._set_current(profile)

    def try_demo(self) -> None:
        """Start the demo portal and put it in use."""
        self._tasks.start(DEMO, self.started_demo(), self.use)

    async def started_demo(self) -> PortalProfile:
        """The demo's first portal, the demo running and its portals listed."""
        self._passing = tuple(await self._start_demo())
        return self._passing[0]

    def save(self) -> None:
        """Write the settings; only what goes wrong is told."""
        self._tasks.start("save settings", self._save())

    async def _save(self) -> None:
        notice = await asyncio.wrap_future(self._store.save(self._settings))
        if notice is not None:
            self.said.emit(settings_trouble(notice))

    def by_last_use(self) -> list[PortalProfile]:
        """All portals, the one used last first."""
        return sorted(self.profiles, key=lambda profile: -profile.last_used_at)

    def _replace(self, profile: PortalProfile) -> None:
        def put(profiles: tuple[PortalProfile, ...]) -> tuple[PortalProfile, ...]:
            return tuple(profile if each.id == profile.id else each for each in profiles)

        self._settings = self._settings._replace(profiles=put(self._settings.profiles))
        self._passing = put(self._passing)

    def _set_current(self, profile: PortalProfile | None) -> None:
        self.current = profile
        self.profiles_changed.emit()
        self.portal_changed.emit(profile)
