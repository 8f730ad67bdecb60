"""Two lookups side by side."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badge_inspector.domain.compare import DiffLine, Sign, diff_lines


def lines(text: str) -> list[DiffLine]:
    return [DiffLine(Sign(line[0]), line[1:]) for line in text.split("/")]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        pytest.param("", "", [], id="both empty"),
        pytest.param("a,b", "a,b", lines(" a/ b"), id="same"),
        pytest.param("a,b,c", "a,x,c", lines(" a/-b/+x/ c"), id="one changed"),
        pytest.param("a", "a,b", lines(" a/+b"), id="one more"),
        pytest.param("a,b", "b", lines("-a/ b"), id="one less"),
        pytest.param("a,a,a", "a,a", lines(" a/ a/-a"), id="repeated lines"),
        pytest.param("a,p,z", "a,a,z", lines(" a/-p/+a/ z"), id="a new line is like the first"),
        pytest.param("a,a,z", "a,p,z", lines(" a/-a/+p/ z"), id="an old line is like the first"),
        pytest.param("x", "y", lines("-x/+y"), id="all different"),
    ],
)
def test_diff(left: str, right: str, expected: list[DiffLine]) -> None:
    split = [part.split(",") if part else [] for part in (left, right)]
    assert list(diff_lines(*split)) == expected


texts = st.lists(st.sampled_from("abcde"), max_size=30)


@given(texts, texts)
def test_a_diff_holds_both_sides_in_order(left: list[str], right: list[str]) -> None:
    found = list(diff_lines(left, right))
    assert [line.text for line in found if line.sign is not Sign.RIGHT_ONLY] == left
    assert [line.text for line in found if line.sign is not Sign.LEFT_ONLY] == right
