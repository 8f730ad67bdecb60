"""Deletion from the history: rows, a day, a portal's lookups, everything; and its undo."""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QMessageBox

from badge_inspector.domain.preferences import Preferences
from badge_inspector.services.history import UndoToken
from badge_inspector.ui.history.controller import HistoryController
from badge_inspector.ui.history.panel import HistoryPanel
from badge_inspector.ui.session.context import Context, Controller
from badge_inspector.ui.words.format import format_count, moment

CHANGE = "history change"
COUNT = "history count"
LISTEN = "history limits"
UNDO_S = 120
"""Seconds for which the history can undo a deletion."""


class RemovalController(Controller):
    """Deletes lookups; those of the last minutes can be brought back, the last first."""

    def __init__(self, context: Context, panel: HistoryPanel, history: HistoryController) -> None:
        super().__init__(context)
        self._panel = panel
        self._history = history
        self._undoable: list[tuple[UndoToken, float]] = []
        self._expiry = QTimer(self)
        self._expiry.setSingleShot(True)
        self._expiry.timeout.connect(self._forget)
        panel.rows_deleted.connect(self.delete)
        panel.day_deleted.connect(self.delete_day)
        panel.portal_deleted.connect(self.delete_portal)
        self._forget()
        self._tasks.start(LISTEN, self._listen())

    def delete_selected(self) -> None:
        """Delete the rows that are marked."""
        rows = self._panel.selected_entries()
        if not rows:
            self._history.chosen_entry()
        self.delete(tuple(row.id for row in rows))

    def delete(self, ids: Sequence[int]) -> None:
        """Delete lookups and runs by their ids, pinned ones too."""
        if ids:
            self._start(ids)

    def delete_current_day(self) -> None:
        row = self._history.chosen_entry()
        if row is not None:
            self.delete_day(row.asked_at)

    def delete_day(self, asked_at: float) -> None:
        """Delete the day, on this computer's clock, that a moment (epoch seconds) belongs to; pinned ones stay."""
        day = moment(asked_at).date()
        begin, end = (float(each.startOfDay().toSecsSinceEpoch()) for each in (day, day.addDays(1)))
        self._start(after=begin, before=end)

    def delete_current_portal(self) -> None:
        row = self._history.chosen_entry()
        if row is not None:
            self.delete_portal(row.portal)

    def delete_portal(self, authority: str) -> None:
        """Delete all lookups of a portal; pinned ones stay."""
        self._start(portal=authority)

    def delete_all(self) -> None:
        """Delete everything after a question to the person; pinned ones stay."""
        if not self._is_changing():
            self._tasks.start(COUNT, self._ask_for_all())

    async def _ask_for_all(self) -> None:
        history = (await self._backend.opened()).history
        total, pinned = await history.reading.totals()
        runs, in_runs = await history.reading.in_runs()
        count = total + in_runs - pinned
        if not (count or runs):
            self._start()  # which says why there is nothing to delete
            return
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(self.tr("Delete the whole history?"))
        words = self.tr("Delete {count} lookup(s)?", "", count)
        if runs:
            with_runs = self.tr("%n run(s)", "", runs)
            words = self.tr("Delete {count} lookup(s), with {runs}?", "", count).replace("{runs}", with_runs)
        box.setText(words.format(count=format_count(count)))
        box.setInformativeText(self.tr("Pinned ones stay. Undo brings them back for two minutes."))
        delete = box.addButton(self.tr("Delete all"), QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        delete.clicked.connect(self._delete_all)
        box.open()

    def _delete_all(self) -> None:
        self._start()

    def undo(self) -> None:
        """Undo the last deletion."""
        if self._undoable:
            token, _ = self._undoable.pop()
            self._forget()
            self._shell.tell("", aloud=False)
            self._tasks.start(CHANGE, self._restore(token))

    def _start(self, ids: Sequence[int] = (), **swath: Any) -> None:
        """Delete rows by their ids, or what a swath of the history holds apart from pinned ones."""
        if not self._is_changing():
            self._shell.tell(self.tr("Deleting…"))
            self._tasks.start(CHANGE, self._delete(ids, swath))

    def _is_changing(self) -> bool:
        """Tell whether a change is under way, which another one would leave half done; the status bar says so."""
        busy = self._tasks.is_busy(CHANGE)
        if busy:
            self._shell.tell(self.tr("Still deleting; try again in a moment."))
        return busy

    async def _delete(self, ids: Sequence[int], swath: dict[str, Any]) -> None:
        history = (await self._backend.opened()).history
        token = await history.removal.delete(ids) if ids else await history.removal.delete_all(**swath)
        if token.count == len(ids):
            self._panel.model.remove(ids)
        self._history.refresh()
        if token.count == 0:
            self._shell.tell(self._history.why_not() or self.tr("Nothing to delete; pinned lookups stay."))
            return
        self._undoable.append((token, time.monotonic() + UNDO_S))
        self._forget()
        said = self.tr("{count} lookup(s) deleted.", "", token.count).format(count=format_count(token.count))
        if not ids:
            stay = self.tr("Pinned ones stay.")
            said = f"{said} {stay}"
        self._shell.offer(said, self.tr("Undo"), self.undo)

    def restore_retired(self) -> None:
        """Bring back what was taken out within the last week because it went beyond the limits of the settings."""
        if not self._is_changing():
            self._tasks.start(CHANGE, self._restore_retired())

    async def _restore_retired(self) -> None:
        count = await (await self._backend.opened()).history.removal.restore_retired()
        back = self.tr("%n lookup(s) are back.", "", count)
        stay = self.tr("The limits do not apply to them for a week; pinned ones stay.")
        nothing = self.tr("Nothing exceeded the limits of the settings within the last week.")
        self._shell.tell(self._history.why_not() or (f"{back} {stay}" if count else nothing))

    async def _listen(self) -> None:
        (await self._backend.opened()).history.removal.on_retired = self._show_retired

    def _show_retired(self, count: int) -> None:
        said = self.tr("%n lookup(s) exceeded the limits of the settings and are out of the history.", "", count)
        self._shell.offer(said, self.tr("Bring back"), self.restore_retired)

    async def _restore(self, token: UndoToken) -> None:
        await (await self._backend.opened()).history.removal.undo(token)
        self._history.refresh()
        self._shell.tell(self._history.why_not() or self.tr("%n lookup(s) are back.", "", token.count))

    def _forget(self) -> None:
        """Offer to undo only what the history still has."""
        now = time.monotonic()
        self._undoable = [(token, until) for token, until in self._undoable if until > now]
        self._shell.action("undo_delete").setEnabled(bool(self._undoable))
        if self._undoable:
            self._expiry.start(max(1, int((self._undoable[0][1] - now) * 1000) + 1))


class PrivateModeController(Controller):
    def __init__(self, context: Context, panel: HistoryPanel) -> None:
        super().__init__(context)
        self._panel = panel
        self._action = context.shell.action("private")
        self._show(context.portals.preferences)
        self._action.toggled.connect(self._set)
        panel.notice.record_requested.connect(partial(self._set, False))
        context.portals.preferences_changed.connect(self._show)

    def _show(self, preferences: Preferences) -> None:
        self._action.setChecked(preferences.private_mode)
        self._panel.show_recording(not preferences.private_mode)

    def _set(self, private: bool) -> None:
        if private != self._portals.preferences.private_mode:
            self._portals.prefer(self._portals.preferences._replace(private_mode=private))
