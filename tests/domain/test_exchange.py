"""Both sides of an exchange."""

from __future__ import annotations

from dataclasses import replace

import pytest

from badge_inspector.domain.exchange import Phase, PhaseSpan, Timeline
from tests.support.builders import exchange


def test_an_answer_has_no_bytes_behind_it_unless_they_are_told() -> None:
    assert exchange(b"{}").excess == 0


def test_the_first_header_of_a_name_counts_in_any_letter_case() -> None:
    made = exchange(b"{}").response
    assert made is not None
    assert (made.header("x-odd"), made.header("CONTENT-TYPE"), made.header("Odd")) == ("é", "application/json", None)


def test_a_span_ends_after_it_began() -> None:
    made = Timeline((PhaseSpan(Phase.WAIT, 0.25, 0.75),), 0.5, 0.0, 0.5)
    wait = made.span(Phase.WAIT)
    assert wait is not None
    assert wait.duration_s == 0.5
    assert made.span(Phase.SEND) is None
    assert (made.reused, made.late_s) == (None, 0.0)


@pytest.mark.parametrize(
    ("path", "is_shared"),
    [
        ("/rest/1/x/batch", True),
        ("/rest/1/x/BATCH.json/", True),
        ("/rest/batch.xml?auth=x", True),
        ("/rest/1/x/crm.activity.badge.get?batch", False),
        ("/rest/1/x/mybatch", False),
    ],
)
def test_a_request_to_batch_is_shared(path: str, is_shared: bool) -> None:
    made = exchange(b"{}")
    asked = replace(made, request=replace(made.request, url=f"https://acme.bitrix24.com{path}"))
    assert asked.is_shared is is_shared
