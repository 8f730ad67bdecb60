"""Intervals and limits for background work on the history."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Intervals:
    """Intervals and limits for background work on the history: seconds, lookups and bytes.

    `look_s`: whether another window wrote, whether writing works again; up to `longest_look` times as long while
    nothing of either is seen, since each look wakes the processor. `gone_s`: a folder that vanished (a share, a
    stick) may come back, after that it is made anew. `undo_s`: what was deleted can be asked back, after that it is
    removed. `retire_s`, `retire_saves`: retention. `close_s`: a last removal may hold up quitting.
    """

    look_s: float = 2.0
    longest_look: int = 5
    gone_s: float = 10.0
    undo_s: float = 120.0
    retire_s: float = 3600.0
    retire_saves: int = 500
    close_s: float = 0.3
    most_waiting: int = 5_000
    most_waiting_bytes: int = 256 * 1024 * 1024
