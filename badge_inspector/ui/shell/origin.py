"""Origin of a lookup, for the strip above it; apart from the strip, which the first paint does not need."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from badge_inspector.domain.capture import Capture


class Origin(NamedTuple):
    """`elsewhere` is the portal that is in use, where it is another one than was asked; `is_gone`: the one that was
    asked is not in the settings; `capture`: it comes out of a file; `is_trimmed`: white space around the code was
    left out."""

    from_history: bool = False
    elsewhere: str = ""
    is_gone: bool = False
    capture: Capture | None = None
    is_trimmed: bool = False
