"""The badges of two portals held against each other."""

from __future__ import annotations

from badge_inspector.domain.badge import Badge, LocalizedText, OddValue, PlainText
from badge_inspector.domain.catalogue_diff import Standing, compare_catalogues
from badge_inspector.domain.compare import Field


def badge(code: str, title: str = "T", value: str = "V", kind: str = "success") -> Badge:
    return Badge(PlainText(code), PlainText(title), PlainText(value), PlainText(kind))


def test_each_code_is_told_apart() -> None:
    here = [badge("same"), badge("changed"), badge("mine"), badge("Case")]
    there = [badge("theirs"), badge("changed", title="U", kind="failure"), badge("same"), badge("case")]
    found = [(each.code, each.standing, each.fields) for each in compare_catalogues(here, there)]
    assert found == [
        ("same", Standing.SAME, ()),
        ("changed", Standing.DIFFERENT, (Field.TITLE, Field.TYPE)),
        ("mine", Standing.ONLY_HERE, ()),
        ("Case", Standing.DIFFERENT, (Field.CODE,)),
        ("theirs", Standing.ONLY_THERE, ()),
    ]


def test_one_text_and_texts_by_language_are_different() -> None:
    by_language = Badge(PlainText("a"), PlainText("T"), LocalizedText((("en", "V"),)), PlainText("success"))
    (found,) = compare_catalogues([badge("a")], [by_language])
    assert found.fields == (Field.VALUE,)


def test_twice_the_same_code_and_odd_codes() -> None:
    odd = Badge(OddValue("7"), None, None, None)
    found = compare_catalogues([badge("a"), badge("a"), odd], [badge("a"), odd])
    assert [each.standing for each in found] == [Standing.SAME, Standing.ONLY_HERE, Standing.SAME]
    assert compare_catalogues([], []) == ()
