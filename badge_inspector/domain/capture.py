"""Origin of a lookup that this program did not ask: a file in which another one recorded it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class HarPhase(StrEnum):
    """The phases of a HAR file, in their order. CONNECT is without SSL, which a file may count into it."""

    BLOCKED = "blocked"
    DNS = "dns"
    CONNECT = "connect"
    SSL = "ssl"
    SEND = "send"
    WAIT = "wait"
    RECEIVE = "receive"


class Edited(StrEnum):
    """Parts that no longer agree with the hash that Badge Inspector wrote beside it."""

    NO = ""
    BODY = "body"
    """The response itself."""
    REST = "rest"
    """Something else."""


@dataclass(frozen=True, slots=True)
class Capture:
    """`file` is the file's name, `creator` the program that recorded it, with its version, "" where that is not told.
    `timings` are seconds by `HarPhase`, those that were recorded. `is_dated` and `is_timed` say whether the file has a
    moment and a length of time at all. `is_case` says that a Badge Inspector wrote the file; `edited` whether somebody
    changed it since."""

    file: str
    creator: str = ""
    timings: tuple[tuple[str, float], ...] = ()
    is_dated: bool = True
    is_timed: bool = True
    is_case: bool = False
    edited: str = Edited.NO

    @property
    def has_own_phases(self) -> bool:
        """Tell whether the phases are those of a HAR file, in which a missing one was not recorded."""
        return not self.is_case or bool(self.timings)

    def seconds(self, phase: HarPhase) -> float | None:
        """Duration of a phase; None where it was not recorded."""
        return next((value for name, value in self.timings if name == phase), None)
