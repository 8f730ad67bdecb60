"""The `time` block as sent, its readings, and what does not add up in it."""

from __future__ import annotations

from dataclasses import dataclass

from badge_inspector.domain.jsontext import JsonNode


@dataclass(frozen=True, slots=True)
class ServerTime:
    """The block as sent. Seconds, and epoch seconds UTC, where a field could be read; None where not."""

    duration_s: float | None
    processing_s: float | None
    operating_s: float | None
    operating_reset_at: float | None


def read_time(node: JsonNode | None) -> ServerTime | None:
    """Read `time`; None when the answer has no such member. Never raises, whatever the node is."""
    raise NotImplementedError
