"""A lookup: the code, the portal, the moment, and the outcome with its evidence."""

from __future__ import annotations

from dataclasses import dataclass, field

from badge_inspector.domain.badge import Badge
from badge_inspector.domain.capture import Capture
from badge_inspector.domain.contract import Difference
from badge_inspector.domain.exchange import Exchange
from badge_inspector.domain.failures import Failure
from badge_inspector.domain.jsontext import JsonDocument
from badge_inspector.domain.server_time import ServerTime


@dataclass(frozen=True, slots=True)
class Found:
    """The portal found the badge. `time` is None when the answer carries no `time` member."""

    badge: Badge
    time: ServerTime | None


@dataclass(frozen=True, slots=True)
class Refused:
    """The portal answered with an error."""

    failure: Failure
    time: ServerTime | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """No usable answer: `failure.phase` says how far it came."""

    failure: Failure
    time: ServerTime | None = None


Outcome = Found | Refused | Failed


@dataclass(frozen=True, slots=True)
class Lookup:
    """One lookup, finished.

    `history_id` is the row in the history, None while it is not saved. `asked_at` is epoch seconds UTC.
    `document` is the answer's body parsed once, for all who show it; None when there was no body. `note`, `pinned`
    and `expected`, the outcome that was expected instead, are the person's own. `run` is the key of the `CodeRun` it is
    a part of, "" for one asked alone. `contract` lists the differences from the documentation
    (`domain.contract.differences`), None where that cannot be judged. `capture` says where it comes from that was not
    asked from here, None for all others.
    """

    code: str
    profile_id: str
    portal_name: str
    portal: str
    asked_at: float
    outcome: Outcome
    exchange: Exchange
    document: JsonDocument | None = field(default=None, compare=False)
    history_id: int | None = None
    note: str = ""
    pinned: bool = False
    run: str = ""
    contract: tuple[Difference, ...] | None = None
    capture: Capture | None = None
    expected: str = ""

    @property
    def badge(self) -> Badge | None:
        """The badge that was found."""
        return self.outcome.badge if isinstance(self.outcome, Found) else None

    @property
    def round_trip_s(self) -> float | None:
        """Seconds from the first byte of the connection to the last of the answer; None where a capture has none."""
        is_timed = self.capture is None or self.capture.is_timed
        return self.exchange.timeline.total_s if is_timed else None

    @property
    def failure(self) -> Failure | None:
        """The failure, if no badge was found."""
        return None if isinstance(self.outcome, Found) else self.outcome.failure
