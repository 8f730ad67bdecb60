"""Kept lookups in windows of their own."""

from __future__ import annotations

import asyncio
import itertools
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from badge_inspector.domain.lookup import Lookup
from badge_inspector.services.backend import Backend
from badge_inspector.ui.history.controller import HistoryController
from badge_inspector.ui.kit.tasks import Tasks
from badge_inspector.ui.look import language
from badge_inspector.ui.session.lookups import LookupController
from badge_inspector.ui.session.portals import PortalController
from badge_inspector.ui.shell.main_window import MainWindow

if TYPE_CHECKING:
    from badge_inspector.domain.exchange import SentRequest
    from badge_inspector.domain.jsontext import JsonDocument
    from badge_inspector.services.snippets import SnippetKind
    from badge_inspector.ui.shell.entry_window import EntryWindow

ENTRY = "entry"


class EntryController(QObject):
    """Attributes: windows: those that are open.

    Signals: repeat_requested(profile_id, code): ask again, in the main window. compare_requested(ids): put two side by
    side. secret_copy_requested(kind, request, lookup): copy the request with the secret of the lookup's portal.
    """

    repeat_requested = Signal(str, str)
    compare_requested = Signal(object)
    secret_copy_requested = Signal(object, object, object)

    def __init__(
        self,
        window: MainWindow,
        tasks: Tasks,
        backend: Backend,
        *,
        portals: PortalController,
        lookups: LookupController,
        history: HistoryController,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._tasks = tasks
        self._backend = backend
        self._portals = portals
        self._lookups = lookups
        self._history = history
        self._numbers = itertools.count()
        self.windows: list[EntryWindow] = []
        window.history.beside_requested.connect(self.open)
        self.compare_requested.connect(window.history.compare_requested)

    def open_current(self) -> None:
        """Open the row that is marked."""
        row = self._history.chosen_row()
        if row is not None:
            self.open(row.id)

    def open(self, history_id: int) -> None:
        """Show a kept lookup exactly as it was, without a request; the main window stays as it is."""
        self._tasks.start(f"{ENTRY} {history_id}", self._read(history_id), self._show)

    async def _read(self, history_id: int) -> Lookup | None:
        return await (await self._backend.opened()).history.lookup(history_id)

    def _show(self, lookup: Lookup | None) -> None:
        if lookup is None:
            self._window.tell(self.tr("That lookup is no longer in the history."))
            return
        from badge_inspector.ui.shell.entry_window import EntryWindow  # noqa: PLC0415 - few runs need it

        window = EntryWindow(lookup, self._window)
        self.windows.append(window)
        slot = f"{ENTRY} layout {next(self._numbers)}"

        def lay_out_here(document: JsonDocument, exact: bool) -> None:
            from badge_inspector.domain.jsonlayout import as_received, lay_out  # noqa: PLC0415 - not at every start

            make = as_received if exact else lay_out
            self._tasks.start(slot, asyncio.to_thread(make, document), window.answer.show_layout)

        def copy_secret(kind: SnippetKind, request: SentRequest) -> None:
            self.secret_copy_requested.emit(kind, request, lookup)

        def gone() -> None:
            self._tasks.cancel(slot)
            self.windows.remove(window)

        window.answer.layout_needed.connect(lay_out_here)
        window.answer.copied.connect(self._window.answer.copied)
        window.answer.secret_copy_requested.connect(copy_secret)
        window.repeat_requested.connect(partial(self.repeat_requested.emit, lookup.profile_id))
        window.mend_requested.connect(lambda: self._lookups.open(lookup.history_id or 0))
        window.compare_requested.connect(lambda: self._compare(lookup))
        window.destroyed.connect(gone)
        profile = self._portals.profile(lookup.profile_id)
        window.show_kept(
            self._portals.called(lookup),
            self._portals.shown_name(lookup),
            (profile.display_language if profile else "") or language.current(),
            profile.operating_limit_s if profile else 0.0,
        )
        window.answer.show_lookup(lookup)
        window.show()

    def _compare(self, lookup: Lookup) -> None:
        shown = self._lookups.shown
        if shown is None or shown.history_id is None or shown.history_id == lookup.history_id:
            self._window.tell(self.tr("Open another lookup in the main window to compare this one with."))
        else:
            self.compare_requested.emit((lookup.history_id, shown.history_id))
