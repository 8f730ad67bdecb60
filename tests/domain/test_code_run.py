"""A run of many codes, opened again."""

from __future__ import annotations

from badge_inspector.domain.code_run import CodeRun, KeptRun
from badge_inspector.domain.history import RunRow

RUN = KeptRun(
    RunRow(7, "key", 1_700_000_000.0, "profile", "Portal", "portal.example", 4, found=1, not_found=1),
    ("d", "a", "c", "b"),
    {"a": 11, "b": 12},
)


def test_codes_without_an_outcome_come_in_the_order_of_the_list() -> None:
    assert RUN.unanswered == ("d", "c")
    assert RUN.row.unanswered == 2


def test_a_run_opened_again_is_as_it_was_asked() -> None:
    asked = CodeRun("key", 1_700_000_000.0, "profile", "Portal", "portal.example", ("d", "a", "c", "b"))
    assert RUN.as_asked() == asked
