"""Removal from the history: by a person, with undo, and by the limits of what is kept."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from functools import partial

from badge_inspector.domain.clock import ClockWait
from badge_inspector.domain.keeping import Retention
from badge_inspector.services.history.facts import UndoToken
from badge_inspector.services.history.file import HistoryFile
from badge_inspector.storage.history_remover import RETIRED_S, Swath

_UNKNOWN = ClockWait(math.inf)
"""The file could not be asked."""


class HistoryRemoval:
    """Deleted lookups lie hidden in batches that can be brought back, until their time is over.

    Attributes: saved: lookups saved since the limits were last looked at. clock_wait: why they are not applied.
    on_retired: called with how many lookups were taken out because they go beyond what is to be kept.
    """

    def __init__(self, file: HistoryFile) -> None:
        self._file, self._remover, self._intervals = file, file.remover, file.intervals
        self._batches: dict[int, float] = {}
        self._limits = Retention()
        self._chosen = Retention()
        self._retired_at: float | None = None
        self.saved = 0
        self._limits_changed = False
        self.clock_wait: ClockWait | None = None
        self.on_retired: Callable[[int], None] = lambda _count: None

    async def delete(self, ids: Sequence[int]) -> UndoToken:
        """Take lookups out, and runs with all that is theirs; what is returned brings them back through `undo()`, for
        two minutes at least."""
        batch, doomed = await self._new_batch(), tuple(ids)
        await self._delete_runs(await self._file.write(lambda: self._remover.runs_among(doomed), ()), batch)
        await self._file.write(lambda: self._remover.delete(doomed, batch), None)
        return await self._token(batch)

    async def delete_all(
        self, *, portal: str | None = None, after: float | None = None, before: float | None = None
    ) -> UndoToken:
        """The same for a portal (its authority), a span of time (epoch seconds), or everything; pinned ones stay."""
        batch = await self._new_batch()
        await self._delete_swath(Swath(portal, after, before), batch)
        return await self._token(batch)

    async def undo(self, token: UndoToken) -> None:
        self._batches.pop(token.batch, None)
        while await self._file.write(lambda: self._remover.undelete(token.batch), False):
            pass

    async def purge(self, token: UndoToken) -> None:
        """Remove what was deleted together, for good and now, and give the space back."""
        while token.batch in self._batches and not self._file.trouble:
            await self._purge(token.batch)

    def set_limits(self, retention: Retention) -> None:
        """Set the limits of the history; they are applied from time to time."""
        if retention != self._limits:
            self._limits = retention
            self._retired_at = None
        if retention and retention != self._chosen:
            self._chosen, before = retention, self._chosen
            self._limits_changed = bool(before)

    async def retired(self) -> int:
        """Number of lookups that were removed by the limits and can be brought back."""
        return await self._file.write(self._remover.retired, 0)

    async def restore_retired(self) -> int:
        """Bring them back, for a week at least. Returns how many."""
        count = 0
        await self._file.write(lambda: self._remover.retire_not_before(time.time() + RETIRED_S), None)
        while back := await self._file.write(self._remover.restore_retired, 0):
            count += back
        if count:
            self._file.on_change()
        return count

    async def _new_batch(self) -> int:
        batch = await self._file.write(self._remover.new_batch, 0)
        if batch:
            self._batches[batch] = time.monotonic() + self._intervals.undo_s
        return batch

    async def _token(self, batch: int) -> UndoToken:
        return UndoToken(batch, await self._file.write(lambda: self._remover.count_of(batch), 0))

    async def _delete_swath(self, swath: Swath, batch: int) -> None:
        """A chunk at a time, so that a lookup can be saved in between; runs whole."""
        if not swath.run:
            await self._delete_runs(await self._file.write(lambda: self._remover.runs_in(swath), ()), batch)
        above: int | None = 0
        while above is not None:
            above = await self._file.write(partial(self._remover.delete_swath, swath, batch, above), None)

    async def _delete_runs(self, run_ids: Sequence[int], batch: int) -> None:
        for run_id in run_ids:
            await self._delete_swath(Swath(run=run_id), batch)
            await self._file.write(partial(self._remover.delete, [run_id], batch), None)

    async def _purge(self, batch: int) -> None:
        """Remove a chunk of a batch; after the last one give the space back."""
        if not await self._file.write(lambda: self._remover.purge(batch), False):
            self._batches.pop(batch, None)
            await self._free_space()

    async def _free_space(self) -> None:
        for part in (self._remover.tidy_words, self._remover.free_space):
            while await self._file.write(part, False):
                pass

    async def retire(self) -> None:
        """Retire lookups beyond the limits of the settings, and remove those retired long ago; only by a clock that
        can be trusted."""
        now = time.monotonic()
        due = self._retired_at is None or now - self._retired_at >= self._intervals.retire_s
        if not (due or self.saved >= self._intervals.retire_saves):
            return
        self._retired_at, self.saved = now, 0
        if self._limits_changed:
            self._limits_changed = False
            await self._file.write(lambda: self._remover.retire_not_before(None), None)
        wait = await self._file.write(self._remover.check_clock, _UNKNOWN)
        if wait is _UNKNOWN:
            return
        swaths = await self._file.write(lambda: self._remover.beyond(self._limits, time.time()), ())
        self.clock_wait = wait if wait is not None and swaths and wait.before is not None else None
        self._file.on_state()
        if wait is None:
            await self._remove_what_is_over()
            if swaths:
                await self._delete_retired(swaths)

    async def _delete_retired(self, swaths: Sequence[Swath]) -> None:
        batch = await self._file.write(lambda: self._remover.new_batch(retired=True), 0)
        if not batch:
            return
        for swath in swaths:
            await self._delete_swath(swath, batch)
        count = await self._file.write(lambda: self._remover.count_of(batch), 0)
        if count:
            self._file.on_change()
            self.on_retired(count)

    async def _remove_what_is_over(self) -> None:
        """Remove leftovers of a run that did not end well, and lookups that can no longer be brought back."""
        while await self._file.write(self._remover.settle_batches, False):
            pass
        purged = False
        while await self._file.write(self._remover.purge, False):
            purged = True
        if purged:
            await self._free_space()

    async def remove_due(self) -> None:
        for batch, until in tuple(self._batches.items()):
            if time.monotonic() >= until:
                await self.purge(UndoToken(batch))

    async def remove_before_closing(self) -> None:
        deadline = time.monotonic() + self._intervals.close_s
        while self._batches and time.monotonic() < deadline and not self._file.trouble:
            await self._purge(next(iter(self._batches)))
