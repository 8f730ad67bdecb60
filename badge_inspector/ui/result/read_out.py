"""Timestamps and spans of time in an answer, in words for tooltips."""

from __future__ import annotations

from badge_inspector.domain.jsontext import JsonNode
from badge_inspector.domain.server_time import Reads, read_value
from badge_inspector.ui.words.format import format_duration, format_moment


def read_out(node: JsonNode) -> str:
    """A moment or a span of time in words; "" for a value that is neither."""
    field = read_value(node)
    seconds = field.seconds if field is not None else None
    if field is None or seconds is None:
        return ""
    return format_moment(seconds) if field.reads is Reads.MOMENT else format_duration(seconds)
