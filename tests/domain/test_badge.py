"""The text a person sees: own language, else English, else the first one sent."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badge_inspector.domain.badge import (
    Badge,
    FieldValue,
    LanguageRule,
    LocalizedText,
    OddValue,
    PlainText,
    ResolvedText,
    resolve,
    shown_text,
)
from badge_inspector.domain.badge_type import BadgeType

THREE = LocalizedText((("ru", "Пропущен"), ("en", "Missed"), ("kz", "Өткізілген")))
NO_ENGLISH = LocalizedText((("kz", "Өткізілген"), ("ru", "Пропущен")))


@pytest.mark.parametrize(
    ("field", "language", "seen"),
    [
        (THREE, "kz", ResolvedText("Өткізілген", "kz", LanguageRule.OWN)),
        (THREE, "en", ResolvedText("Missed", "en", LanguageRule.OWN)),
        (THREE, "de", ResolvedText("Missed", "en", LanguageRule.ENGLISH)),
        (NO_ENGLISH, "de", ResolvedText("Өткізілген", "kz", LanguageRule.FIRST)),
        (LocalizedText((("en", ""),)), "en", ResolvedText("", "en", LanguageRule.OWN)),
        (LocalizedText((), (("en", "7"),)), "en", None),
        (LocalizedText(()), "en", None),
        (PlainText("Missed"), "de", ResolvedText("Missed", "", LanguageRule.ANY)),
        (OddValue("7"), "en", None),
        (None, "en", None),
    ],
    ids=str,
)
def test_resolve(field: FieldValue, language: str, seen: ResolvedText | None) -> None:
    assert resolve(field, language) == seen
    assert shown_text(field, language) == (seen.text if seen else None)


def test_languages_are_those_of_title_and_value_in_their_order() -> None:
    title = LocalizedText((("ru", "a"), ("en", "b")), (("de", "7"),))
    assert Badge(None, title, THREE, None).languages == ("ru", "en", "de", "kz")
    assert Badge(None, PlainText("a"), None, None).languages == ()


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        (PlainText("warning"), BadgeType.WARNING),
        (PlainText("Warning"), None),
        (PlainText("urgent"), None),
        (OddValue("7"), None),
        (None, None),
    ],
    ids=str,
)
def test_only_the_five_types_are_known(field: FieldValue, kind: BadgeType | None) -> None:
    assert Badge(None, None, None, field).known_type is kind


@pytest.mark.parametrize(("field", "code"), [(PlainText("a"), "a"), (OddValue("7"), None), (None, None)], ids=str)
def test_a_code_is_a_text_or_none(field: FieldValue, code: str | None) -> None:
    assert Badge(field, None, None, None).plain_code == code


@given(st.dictionaries(st.text(max_size=3), st.text(max_size=5), max_size=5), st.text(max_size=3))
def test_somebody_always_sees_a_text_that_was_sent(texts: dict[str, str], language: str) -> None:
    seen = resolve(LocalizedText(tuple(texts.items())), language)
    assert (seen is None) == (not texts)
    if seen is not None:
        assert texts[seen.language] == seen.text
        assert (seen.rule is LanguageRule.OWN) == (language in texts)
