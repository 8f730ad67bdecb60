"""A lookup: read again, and one about which nobody said anything."""

from __future__ import annotations

from dataclasses import replace

from badge_inspector.domain.capture import Capture
from badge_inspector.domain.lookup import Lookup
from tests.support.builders import NOON, failed, found
from tests.support.lookups import lookup


def test_a_lookup_read_again_is_the_same_lookup() -> None:
    assert lookup() == lookup()
    assert lookup() != lookup("another")


def test_a_lookup_is_neither_saved_nor_pinned_at_first() -> None:
    made = Lookup("code", "profile", "Portal", "portal.example", NOON, found().outcome, found().exchange)
    assert (made.history_id, made.pinned, made.note, made.run, made.expected) == (None, False, "", "", "")
    assert (made.document, made.contract, made.capture) == (None, None, None)


def test_a_badge_or_a_failure() -> None:
    assert (found().badge is None, found().failure) == (False, None)
    assert (failed().badge, failed().failure is None) == (None, False)


def test_a_round_trip_is_that_of_this_computers_clock_or_a_captures() -> None:
    made = found()
    assert made.round_trip_s == 0.512
    assert replace(made, capture=Capture("a.har")).round_trip_s == 0.512
    assert replace(made, capture=Capture("a.har", is_timed=False)).round_trip_s is None
