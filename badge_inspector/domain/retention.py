"""Limits of the history, beyond which lookups are taken out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Retention:
    """Limits of the history: lookups not older than `days`, the newest `count`, the newest ones whose evidence takes
    `size` bytes together. 0 is no limit. Pinned ones stay whatever their age."""

    days: int = 0
    count: int = 0
    size: int = 0

    def __bool__(self) -> bool:
        return bool(self.days or self.count or self.size)
