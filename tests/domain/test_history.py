"""Rows of the history: a lookup, and a run of many codes, opened again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from badge_inspector.domain.code_run import CodeRun, KeptRun
from badge_inspector.domain.history import HistoryEntry, HistoryRow, RowStatus, RunRow
from tests.support.builders import NOON

LOOKUP = HistoryRow(1, NOON, "code", "profile", "Portal", "portal.example", RowStatus.FOUND, 0.5)
RUN = RunRow(7, "key", NOON, "profile", "Portal", "portal.example", 4)


def test_a_row_is_a_lookup_that_was_asked_from_here_alone_and_measured() -> None:
    assert (LOOKUP.is_captured, LOOKUP.is_timed, LOOKUP.run) == (False, True, 0)
    assert (LOOKUP.pinned, LOOKUP.note, LOOKUP.error, LOOKUP.value, LOOKUP.badge_type) == (False, "", "", None, None)


def test_of_a_run_that_began_nothing_is_answered() -> None:
    assert (RUN.found, RUN.not_found, RUN.failed, RUN.unanswered, RUN.pinned) == (0, 0, 0, 4, False)
    assert replace(RUN, total=9, found=1, not_found=2, failed=3).unanswered == 3


@pytest.mark.parametrize("row", [LOOKUP, RUN], ids=["lookup", "run"])
@pytest.mark.parametrize(("profile_id", "place"), [("demo", "Portal"), ("profile", "portal.example")])
def test_the_demo_goes_by_its_name_and_a_portal_by_its_host(row: HistoryEntry, profile_id: str, place: str) -> None:
    assert replace(row, profile_id=profile_id).place == place


def test_codes_without_an_outcome_come_in_the_order_of_the_list() -> None:
    run = KeptRun(RUN, ("d", "a", "c", "b"), {"a": 11, "b": 12})
    assert run.unanswered == ("d", "c")
    assert run.as_asked() == CodeRun("key", NOON, "profile", "Portal", "portal.example", ("d", "a", "c", "b"))
