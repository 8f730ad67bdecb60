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
    """One line of the history. `asked_at` is epoch seconds UTC; `portal` is the address's authority; `value` and
    `badge_type` are the found badge's; `error` is the portal's error code, or the failure's kind where no portal
    spoke; `total_s` is the round trip in seconds."""

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
    """Whether `total_s` was measured at all."""

    @property
    def place(self) -> str:
        """The portal's name or host for people: the demo listens on another port in each run, and goes by its name."""
        return self.portal_name if self.profile_id in DEMO_IDS else self.portal
