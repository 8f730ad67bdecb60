"""Lookups that wait in memory for a file that cannot be written."""

from __future__ import annotations

from badge_inspector.services.history.facts import Intervals
from badge_inspector.services.history.waiting import WaitingRoom
from tests.support.lookups import lookup


def test_the_oldest_give_way_and_are_counted() -> None:
    room = WaitingRoom(Intervals(most_waiting=2))
    room.add([lookup("a"), lookup("b"), lookup("c")])
    assert [each.code for each in room.lookups] == ["b", "c"]
    assert room.dropped == 1


def test_what_came_while_others_were_written_stays() -> None:
    """The oldest gave way while they were being written: they are on disk, and no newer one goes in their place."""
    room = WaitingRoom(Intervals(most_waiting=2))
    room.add([lookup("a"), lookup("b")])
    written = room.lookups
    room.add([lookup("c")])
    room.leave(written)
    assert [each.code for each in room.lookups] == ["c"]
    assert room.dropped == 0
