"""Bitrix24's language codes mean the languages that Bitrix24 means."""

from __future__ import annotations

import pytest

from badge_inspector.ui.look.locales import COMMON, language_name, upper


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("en", "English"),
        ("ru", "русский"),
        ("kz", "қазақ тілі"),
        ("ua", "українська"),
        ("br", "português"),
        ("de", "Deutsch"),
        ("DE", "Deutsch"),
        ("zz-top", "zz-top"),
        ("", ""),
    ],
)
def test_a_language_is_named_in_itself(code: str, name: str) -> None:
    assert language_name(code) == name


def test_the_common_ones_are_all_known_and_different() -> None:
    assert len({language_name(code) for code in COMMON}) == len(COMMON)
    assert not {language_name(code) for code in COMMON} & set(COMMON)


@pytest.mark.parametrize(
    ("code", "text", "raised"),
    [
        ("en", "Missed", "MISSED"),
        ("ru", "Пропущен", "ПРОПУЩЕН"),
        ("tr", "iptal ışık", "İPTAL IŞIK"),
        ("en", "iptal", "IPTAL"),
        ("de", "groß", "GROSS"),
        ("kz", "Өткізілген", "ӨТКІЗІЛГЕН"),
        ("el", "άλφα", "ΑΛΦΑ"),
        ("xx", "none", "NONE"),
        ("ar", "مكالمة", "مكالمة"),
        ("en", "", ""),
    ],
)
def test_upper_case_follows_the_language(code: str, text: str, raised: str) -> None:
    assert upper(text, code) == raised
