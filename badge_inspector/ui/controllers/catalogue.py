"""The portal's badges: the window that lists them, and the code field's completions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from badge_inspector.domain.badge import PlainText
from badge_inspector.domain.failures import Failure
from badge_inspector.domain.portal import PortalProfile
from badge_inspector.services.backend import Backend
from badge_inspector.ui.controllers.portals import PortalController
from badge_inspector.ui.main_window import MainWindow
from badge_inspector.ui.tasks import Tasks

if TYPE_CHECKING:
    from badge_inspector.services.catalogue import Catalogue
    from badge_inspector.ui.catalogue.catalogue_window import CatalogueWindow

CATALOGUE = "catalogue"


class CatalogueController(QObject):
    """Attributes: window_ (the list, None while it is closed)."""

    def __init__(self, window: MainWindow, tasks: Tasks, backend: Backend, portals: PortalController) -> None:
        super().__init__(window)
        self._window = window
        self._tasks = tasks
        self._backend = backend
        self._portals = portals
        self.window_: CatalogueWindow | None = None
        window.catalogue_requested.connect(self.open)

    def open(self) -> None:
        """List the badges of the portal in use."""
        profile = self._portals.current
        if profile is None:
            return
        if self.window_ is None:
            from badge_inspector.ui.catalogue.catalogue_window import CatalogueWindow  # noqa: PLC0415 - on first use

            self.window_ = CatalogueWindow(self._window)
            self.window_.finished.connect(self._closed)
            self.window_.code_picked.connect(self._picked)
            self.window_.refresh_requested.connect(self._refresh)
        self.window_.show()
        self._tasks.start(CATALOGUE, self._fetched(profile, fresh=False), self._show)

    def _refresh(self) -> None:
        profile = self._portals.current
        if profile is not None:
            self._tasks.start(CATALOGUE, self._fetched(profile, fresh=True), self._show)

    async def _fetched(self, profile: PortalProfile, fresh: bool) -> tuple[PortalProfile, Catalogue | Failure]:
        return profile, await self._backend.catalogue(profile, fresh=fresh)

    def _show(self, found: tuple[PortalProfile, Catalogue | Failure]) -> None:
        profile, catalogue = found
        if self.window_ is None:
            return
        if isinstance(catalogue, Failure):
            from badge_inspector.ui.wording import words  # noqa: PLC0415 - not for the first paint

            said = words(catalogue, "", profile.name if profile.is_demo else profile.address.display)
            self.window_.say(f"{said.title}. {said.advice}")
        else:
            codes = [badge.code.text for badge in catalogue.badges if isinstance(badge.code, PlainText)]
            self._window.request.code.complete_from(codes)
            self.window_.show_badges(profile.name, catalogue.badges, catalogue.fetched_at)

    def _picked(self, code: str) -> None:
        self._window.request.show_code(code)
        self._window.request.ask()

    def _closed(self) -> None:
        self.window_ = None
