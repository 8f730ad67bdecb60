"""The method's operating budget: how much of it is used, what one call cost, and when some of it comes back.

A portal adds up the seconds that a method has run, for one webhook or application, over ten buckets of a minute each;
calls of 0.1 s and less are not counted (bitrix24/README.md, "The time block" and "Limits").
"""

from __future__ import annotations

from dataclasses import dataclass

from badge_inspector.domain.server_time import ServerTime


@dataclass(frozen=True, slots=True)
class Budget:
    """`used_s` is None where the portal did not report it. `limit_s` is 0 where nothing limits it. `cost_s` is what the
    last call added, None where there is nothing to compare with. `reset_at` is epoch seconds UTC, None if not sent."""

    used_s: float | None
    limit_s: float
    cost_s: float | None = None
    reset_at: float | None = None

    @property
    def share(self) -> float | None:
        """The used part of the limit, 0 to 1 and beyond; None where either is not known."""
        return self.used_s / self.limit_s if self.used_s is not None and self.limit_s > 0 else None


def budget(time: ServerTime | None, limit_s: float, previous: ServerTime | None = None) -> Budget:
    """`previous` is the block of the last answer before this one, got with the same token.

    The growth since then is this call's cost, unless the old sum's oldest minute may have expired in between: then, or
    where the sum has shrunk, the cost stays unknown.
    """
    used = time.operating_s if time else None
    cost: float | None = None
    if time and previous and used is not None and previous.operating_s is not None:
        growth = used - previous.operating_s
        if growth >= 0 and not (previous.operating_s > 0 and _has_expired(previous, time)):
            cost = growth
    return Budget(used, max(0.0, limit_s), cost, time.operating_reset_at if time else None)


def _has_expired(previous: ServerTime, time: ServerTime) -> bool:
    """Tell whether the oldest minute of the earlier sum has expired, by the portal's own clock; False where it is not
    known.
    """
    now = time.finish if time.finish is not None else time.start
    return now is not None and previous.operating_reset_at is not None and now >= previous.operating_reset_at
