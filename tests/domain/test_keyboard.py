"""A code typed on the wrong layout is recognised, and given as it was meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badge_inspector.domain.keyboard import looks_mistyped, other_layout


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ьшыувСфдд", "misedCall"),
        ("мшзСдшуте", "vipClient"),
        ("pdjyjr", "звонок"),
        ("Jgkfnf", "Оплата"),
        ("зщкефд.уь_1", "portal.em_1"),
        ("missedСall", ""),
        ("12-3", ""),
        ("", ""),
        ("ш" * 200, "i" * 200),
        ("ш" * 201, ""),
    ],
)
def test_the_other_layout(typed: str, meant: str) -> None:
    assert other_layout(typed) == meant


@given(st.text("qwertyuiopasdfghjklzxcvbnmQWERTYUIOPASDFGHJKLZXCVBNM", min_size=1, max_size=60))
def test_there_and_back(code: str) -> None:
    assert other_layout(other_layout(code)) == code


@pytest.mark.parametrize("code", ["ьшыувСфдд", "мшзСдшуте", "ыдфКшыл"])
def test_what_no_russian_writes(code: str) -> None:
    assert looks_mistyped(code)


@pytest.mark.parametrize("code", ["звонок", "Звонок пропущен", "срок", "VIPклиент", "missedCall", "новый_лид", ""])
def test_what_may_be_meant(code: str) -> None:
    assert not looks_mistyped(code)
