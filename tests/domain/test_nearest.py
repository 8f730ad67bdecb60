"""Which registered codes a mistyped one was meant to be."""

from __future__ import annotations

import pytest

from badge_inspector.domain.badge import Badge, OddValue, PlainText
from badge_inspector.domain.nearest import nearest

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
