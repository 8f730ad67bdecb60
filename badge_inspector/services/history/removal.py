"""What goes out of the history: deleted by a person, who may think better of it, or beyond what is to be kept."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from badge_inspector.services.history.facts import UndoToken
from badge_inspector.services.history.file import HistoryFile
from badge_inspector.services.history.pace import Pace
from badge_inspector.storage.history_writer import Retention, Swath


class HistoryRemoval(HistoryFile):
    """Deleted lookups lie hidden in batches that can be brought back, until their time is over."""

    def __init__(self, file: Path, pace: Pace) -> None:
        super().__init__(file, pace)
        self._batches: dict[int, float] = {}
        self._keep = Retention()
        self._retired_at: float | None = None
        self._saves = 0

    async def delete(self, ids: Sequence[int]) -> UndoToken:
        """Take lookups out; what is returned brings them back through `undo()`, for two minutes at least."""
        batch, doomed = await self._new_batch(), tuple(ids)
        await self._order(lambda: self._writer.delete(doomed, batch), None)
        return await self._token(batch)

    async def delete_all(
        self, *, portal: str | None = None, after: float | None = None, before: float | None = None
    ) -> UndoToken:
        """The same for a portal (its authority), a span of time (epoch seconds), or everything; pinned ones stay."""
        batch = await self._new_batch()
        await self._take_out(Swath(portal, after, before), batch)
        return await self._token(batch)

    async def undo(self, token: UndoToken) -> None:
        self._batches.pop(token.batch, None)
        while await self._order(lambda: self._writer.undelete(token.batch), False):
            pass

    async def purge(self, token: UndoToken) -> None:
        """Remove what was deleted together, for good and now, and give the space back."""
        while token.batch in self._batches and not self._trouble:
            await self._purge(token.batch)

    def keep(self, retention: Retention) -> None:
        """What to keep from now on; looked after now and then."""
        if retention != self._keep:
            self._keep = retention
            self._retired_at = None

    async def _new_batch(self) -> int:
        batch = await self._order(self._writer.new_batch, 0)
        if batch:
            self._batches[batch] = time.monotonic() + self._pace.undo_s
        return batch

    async def _token(self, batch: int) -> UndoToken:
        return UndoToken(batch, await self._order(lambda: self._writer.count_of(batch), 0))

    async def _take_out(self, swath: Swath, batch: int) -> None:
        """A chunk at a time, so that a lookup can be saved in between."""
        above: int | None = 0
        while above is not None:
            above = await self._order(lambda: self._writer.delete_swath(swath, batch, above or 0), None)  # noqa: B023

    async def _purge(self, batch: int) -> None:
        """Remove a chunk of a batch; after the last one give the space back."""
        if not await self._order(lambda: self._writer.purge(batch), False):
            self._batches.pop(batch, None)
            for part in (self._writer.tidy_words, self._writer.give_back):
                while await self._order(part, False):
                    pass

    async def _retire(self) -> None:
        """Remove what goes beyond what is to be kept."""
        now = time.monotonic()
        due = self._retired_at is None or now - self._retired_at >= self._pace.retire_s
        if not self._keep or not (due or self._saves >= self._pace.retire_saves):
            return
        self._retired_at, self._saves = now, 0
        swaths = await self._order(lambda: self._writer.beyond(self._keep, time.time()), ())
        if swaths:
            batch = await self._new_batch()
            for swath in swaths:
                await self._take_out(swath, batch)
            await self.purge(UndoToken(batch))
            self.on_change()

    async def _remove_what_was_left(self) -> None:
        """By a run that did not end well."""
        while await self._order(self._writer.purge, False):
            pass

    async def _remove_what_is_due(self) -> None:
        for batch, until in tuple(self._batches.items()):
            if time.monotonic() >= until:
                await self.purge(UndoToken(batch))

    async def _remove_before_closing(self) -> None:
        deadline = time.monotonic() + self._pace.close_s
        while self._batches and time.monotonic() < deadline and not self._trouble:
            await self._purge(next(iter(self._batches)))
