"""A kept lookup as a row of a list."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from badge_inspector.domain.badge_type import BadgeType
from badge_inspector.domain.portal import DEMO_IDS

if TYPE_CHECKING:
    from badge_inspector.domain.badge import FieldValue


class RowStatus(StrEnum):
    FOUND = "found"
    REFUSED = "refused"
    FAILED = "failed"


class HistoryFilter(StrEnum):
    ALL = "all"
    OK = "ok"
    ERRORS = "errors"
    PINNED = "pinned"


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One lookup in the history's list. `asked_at` is epoch seconds UTC; `portal` is the address's authority; `value`
    and `badge_type` are the found badge's; `error` is the portal's error code, or the failure's kind where no portal
    spoke; `total_s` is the round trip in seconds; `run` is the id of the run it was a part of, 0 for none.
    """

    id: int
    asked_at: float
    code: str
    profile_id: str
    portal_name: str
    portal: str
    status: RowStatus
    total_s: float
    value: FieldValue = None
    badge_type: BadgeType | None = None
    error: str = ""
    pinned: bool = False
    note: str = ""
    is_captured: bool = False
    """Another program recorded it: it comes from a HAR file."""
    is_timed: bool = True
    """False where `total_s` was not measured."""
    run: int = 0

    @property
    def place(self) -> str:
        """The portal's name or host for people: the demo listens on another port in each run, and goes by its name."""
        return self.portal_name if self.profile_id in DEMO_IDS else self.portal


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run in the history's list, with how many of its `total` codes were found, are not registered, or failed."""

    id: int
    key: str
    asked_at: float
    profile_id: str
    portal_name: str
    portal: str
    total: int
    found: int = 0
    not_found: int = 0
    failed: int = 0
    pinned: bool = False

    @property
    def unanswered(self) -> int:
        """The codes without an outcome."""
        return self.total - self.found - self.not_found - self.failed

    @property
    def place(self) -> str:
        """The portal's name or host for people, as of a `HistoryRow`."""
        return self.portal_name if self.profile_id in DEMO_IDS else self.portal


HistoryEntry = HistoryRow | RunRow
"""One line of the history: a lookup, or a run with all of its lookups."""
