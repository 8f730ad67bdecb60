"""Hidden characters of a code are told, once each; the others are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badge_inspector.domain.codehints import CodeHint, HintKind, hints, plain_form

CASES = [
    ("missedСall", HintKind.CYRILLIC_LOOK_ALIKE, "С", (6,), "C", "missedCall"),
    ("mіssed", HintKind.CYRILLIC_LOOK_ALIKE, "і", (1,), "i", "missed"),
    ("miѕѕed", HintKind.CYRILLIC_LOOK_ALIKE, "ѕ", (2, 3), "s", "missed"),
    ("missedοall", HintKind.GREEK_LOOK_ALIKE, "ο", (6,), "o", "missedoall"),
    ("звонoк", HintKind.LATIN_LOOK_ALIKE, "o", (4,), "о", "звонок"),
    ("miss\u200bed", HintKind.INVISIBLE, "\u200b", (4,), "", "missed"),
    ("\ufeffmissed", HintKind.INVISIBLE, "\ufeff", (0,), "", "missed"),
    ("miss\u202eed", HintKind.INVISIBLE, "\u202e", (4,), "", "missed"),
    ("miss\u00aded", HintKind.INVISIBLE, "\u00ad", (4,), "", "missed"),
    ("miss\u3164ed", HintKind.INVISIBLE, "\u3164", (4,), "", "missed"),
    ("missed\ufe0fcall", HintKind.INVISIBLE, "\ufe0f", (6,), "", "missedcall"),
    ("a\u200db", HintKind.INVISIBLE, "\u200d", (1,), "", "ab"),
    ("missed\x00call", HintKind.CONTROL, "\x00", (6,), "", "missedcall"),
    ("missed\ncall", HintKind.CONTROL, "\n", (6,), "", "missedcall"),
    ("missed\u00a0call", HintKind.ODD_SPACE, "\u00a0", (6,), " ", "missed call"),
    ("missed–call", HintKind.OTHER_LOOK_ALIKE, "–", (6,), "-", "missed-call"),
    ("client’s", HintKind.OTHER_LOOK_ALIKE, "’", (6,), "'", "client's"),
    ("ｍissed", HintKind.OTHER_LOOK_ALIKE, "ｍ", (0,), "m", "missed"),
    ("𝐦issed", HintKind.OTHER_LOOK_ALIKE, "𝐦", (0,), "m", "missed"),
    ("ﬁx", HintKind.OTHER_LOOK_ALIKE, "ﬁ", (0,), "fi", "fix"),
    ("VIPклиент", HintKind.MIXED_SCRIPTS, "", (0,), "", "VIPклиент"),
    ("VIPклиентVIPклиент", HintKind.MIXED_SCRIPTS, "", (0,), "", "VIPклиентVIPклиент"),
    ("cafe\u0301", HintKind.NORMALISATION, "", (), "café", "café"),
    ("СРОК", HintKind.ALL_CYRILLIC, "", (), "CPOK", "СРОК"),
    (" missed", HintKind.EDGE_SPACE, "", (), "missed", "missed"),
]


@pytest.mark.parametrize(
    ("code", "expected", "plain"),
    [(code, expected, plain) for code, *expected, plain in CASES],
    ids=[ascii(case[0]) for case in CASES],
)
def test_one_hint(code: str, expected: list[object], plain: str) -> None:
    (hint,) = hints(code)
    assert [hint.kind, hint.char, hint.positions, hint.looks_like] == expected
    assert plain_form(code) == plain


@pytest.mark.parametrize(
    "code",
    [
        "",
        "missedCall",
        "звонок_пропущен",
        "00123",
        "vip client",
        "a&b#c",
        "👨\u200d👩\u200d👧",
        "❤\ufe0f",
        "1\ufe0f⃣",
        "café",
        "m²",
        "通话",
        "שיחה",
    ],
    ids=ascii,
)
def test_nothing_to_tell(code: str) -> None:
    assert hints(code) == ()
    assert plain_form(code) == code


def test_equal_characters_are_told_once_with_their_places() -> None:
    (hint,) = hints("\u200ba\u200bb" * 50)
    assert hint.char == "\u200b"
    assert hint.positions == (0, 2, 4, 6, 8, 10, 12, 14, 16)


def test_a_text_beyond_four_thousand_characters_is_looked_at_in_part_and_not_mended() -> None:
    within, beyond = "–" + "x" * 3_999, "x" * 4_000 + "–"
    assert plain_form(within) == "-" + "x" * 3_999
    assert plain_form(beyond) == beyond
    assert hints(beyond) == ()
    assert [hint.positions for hint in hints("x" * 3_999 + "––")] == [(3_999,)]


@pytest.mark.parametrize(
    ("code", "kinds"),
    [
        ("\ufe0f", [HintKind.INVISIBLE]),
        ("#\ufe0f", []),
        ("a\ufe0f", [HintKind.INVISIBLE]),
        ("\x80", [HintKind.CONTROL]),
        ("\x7f", [HintKind.CONTROL]),
        ("~", []),
        ("VIPклиентVIP", [HintKind.MIXED_SCRIPTS]),
        ("αβгa", [HintKind.MIXED_SCRIPTS]),
        ("СРОК-VIP", []),
    ],
    ids=ascii,
)
def test_kinds_of_hints(code: str, kinds: list[HintKind]) -> None:
    assert [hint.kind for hint in hints(code)] == kinds


def test_different_findings_are_all_told() -> None:
    kinds = [hint.kind for hint in hints(" missedСall\u200b – ")]
    assert kinds == [
        HintKind.EDGE_SPACE,
        HintKind.INVISIBLE,
        HintKind.OTHER_LOOK_ALIKE,
        HintKind.CYRILLIC_LOOK_ALIKE,
    ]
    assert plain_form(" missedСall\u200b – ") == "missedCall -"


@given(st.text(max_size=60))
def test_any_text_is_survived_and_a_plain_form_hides_nothing_more(code: str) -> None:
    found = hints(code)
    assert all(isinstance(hint, CodeHint) for hint in found)
    assert len({(hint.kind, hint.char) for hint in found}) == len(found)
    again = plain_form(plain_form(code))
    assert plain_form(again) == again


def test_ten_thousand_characters_of_every_kind_give_few_hints() -> None:
    assert len(hints("missedСall\u200b \u00a0" * 1000)) < 8
