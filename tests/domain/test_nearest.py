"""Registered codes that a mistyped one was meant to be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badge_inspector.domain.badge import Badge, OddValue, PlainText
from badge_inspector.domain.nearest import Apart, Difference, Nearest, difference, nearest

CODES = ("missedCall", "missedChat", "vipClient", "oldDeal", "newLead", "")
BADGES = [Badge(PlainText(code), None, None, None) for code in CODES] + [Badge(OddValue("7"), None, None, None)]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("misedCall", ["missedCall", "missedChat"]),
        ("MISSEDCALL", ["missedCall", "missedChat"]),
        ("оldDeal", ["oldDeal"]),
        ("vipclient", ["vipClient"]),
        ("newLaed", ["newLead"]),
        ("missedCall", ["missedChat"]),
        ("zzz", []),
        ("x" * 5000, []),
    ],
)
def test_nearest(code: str, expected: list[str]) -> None:
    assert [badge.code.text for badge in nearest(code, BADGES)] == expected  # type: ignore[union-attr]


@pytest.mark.parametrize(("code", "is_near"), [("abcdefg123", True), ("abcdef1234", False)])
def test_seven_of_ten_characters_in_common_are_near(code: str, is_near: bool) -> None:
    badge = Badge(PlainText("abcdefghij"), None, None, None)
    assert nearest(code, [badge]) == ((badge,) if is_near else ())


def test_letters_that_are_frequent_in_a_long_code_count() -> None:
    """difflib leaves out what is frequent in a text of 200 characters and more, unless it is told not to."""
    code, meant = "c" + "ab" * 110, "d" + "ab" * 110
    badge = Badge(PlainText(meant), None, None, None)
    assert nearest(code, [badge]) == (badge,)
    assert difference("ab" * 110, "ba" + "ab" * 110) == Difference(Apart.MISSING, "ba", "ba")


def test_four_are_offered_and_of_the_equally_near_the_first() -> None:
    badges = [Badge(PlainText(f"missedCall{number}"), None, None, None) for number in range(6)]
    assert nearest("missedCall", badges) == tuple(badges[:4])


@pytest.mark.parametrize(
    ("code", "meant", "expected"),
    [
        ("MissedCall", "missedCall", Difference(Apart.CASE)),
        ("misedCall", "missedCall", Difference(Apart.MISSING, "s", "s")),
        ("misssedCall", "missedCall", Difference(Apart.EXTRA, "s")),
        ("missedBall", "missedCall", Difference(Apart.OTHER, "B", "C")),
        ("newLaed", "newLead", Difference(Apart.SWAPPED)),
        ("оldDeal", "oldDeal", Difference(Apart.LOOK_ALIKE, "о", "o")),
        ("оlddeal", "oldDeal", Difference(Apart.LOOK_ALIKE, "о", "o")),
        (" missedCall", "missedCall", Difference(Apart.INVISIBLE)),
        ("missed\u200bCall", "missedCall", Difference(Apart.INVISIBLE)),
        ("mizedKall", "missedCall", Difference(Apart.SEVERAL)),
    ],
)
def test_what_sets_two_codes_apart(code: str, meant: str, expected: Difference) -> None:
    assert difference(code, meant) == expected


@given(st.text(), st.text())
def test_nothing_makes_it_raise(code: str, meant: str) -> None:
    assert isinstance(difference(code, meant), Difference)
    Nearest(BADGES).to(code)


def test_what_looks_the_same_is_found_at_once() -> None:
    codes = Nearest(BADGES)
    near = codes.same_but_for_looks("MISSEDCALL")
    assert near is not None
    assert near.plain_code == "missedCall"
    assert codes.same_but_for_looks("missedCall") is None
    assert codes.same_but_for_looks("misedCall") is None
