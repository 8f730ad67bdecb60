"""Codes out of whatever was pasted or opened."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badge_inspector.domain.codelist import CodeList, CodeTable, Separator, codes_of, read_codes, read_table


@pytest.mark.parametrize(
    ("text", "codes", "duplicates"),
    [
        ("", (), 0),
        (" \n,;\t\n", (), 0),
        ("a\nb\r\nc\n", ("a", "b", "c"), 0),
        ("a, b;c\td", ("a", "b", "c", "d"), 0),
        ("a\na\n a ", ("a",), 2),
        ("two words\nb", ("two words", "b"), 0),
        ("a b  c", ("a", "b", "c"), 0),
        ("a|b\nc|d", ("a", "b", "c", "d"), 0),
        ('"a,b",c', ("a,b", "c"), 0),
        ('"line\nbreak";x', ("line\nbreak", "x"), 0),
        ('"unclosed\nx', ('"unclosed', "x"), 0),
        ('a\n5" screen\nb', ("a", '5" screen', "b"), 0),
        ("\0a\0", ("a",), 0),
        ("код,код 2", ("код", "код 2"), 0),
        ("code\na\nb", ("a", "b"), 0),
        ("code", ("code",), 0),
        ('code\n"a"\nb', ("a", "b"), 0),
        ('code, x\n"a"', ("code", "x", "a"), 0),
        ('code\n"a","b"', ("a", "b"), 0),
        ("badge,code\na,1\nb,2", ("a", "b"), 0),
        ("a,code\nb,c", ("c",), 0),
        ("Badge code;Title\nmissedCall;Call Status\nvipClient;Client", ("missedCall", "vipClient"), 0),
        ('"id","code"\n1,"a"\n2,"b, c"', ("a", "b, c"), 0),
        ('Название\tКод бейджа\n"в две\nстроки"\ta\nx\tb', ("a", "b"), 0),
    ],
)
def test_read_codes(text: str, codes: tuple[str, ...], duplicates: int) -> None:
    assert read_codes(text) == CodeList(codes, duplicates)


@pytest.mark.parametrize(
    ("separator", "codes"),
    [
        (Separator.LINE, ("a,b c;d",)),
        (Separator.COMMA, ("a", "b c;d")),
        (Separator.SEMICOLON, ("a,b c", "d")),
        (Separator.SPACE, ("a,b", "c;d")),
        (Separator.ANY, ("a", "b c", "d")),
    ],
)
def test_the_separator_can_be_given(separator: Separator, codes: tuple[str, ...]) -> None:
    table = read_table("a,b c;d", separator)
    assert codes_of(table, None, False).codes == codes
    assert table.width == (2 if separator in (Separator.COMMA, Separator.SEMICOLON) else 1)


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("one", Separator.LINE),
        ("a\nb", Separator.LINE),
        ("two words\nb", Separator.LINE),
        ("\n\ntwo words\nb", Separator.LINE),
        ("two words\rb", Separator.LINE),
        ("no! words", Separator.LINE),
        ("a b", Separator.SPACE),
        ("a b\n\n", Separator.SPACE),
        ("\n\n\na b", Separator.SPACE),
        ("a b,c", Separator.ANY),
        ('"a"', Separator.ANY),
        ("a,b", Separator.ANY),
        ("a,b\nc,d", Separator.COMMA),
        ("a;b\nc;d", Separator.SEMICOLON),
        ("a\tb\nc\td", Separator.TAB),
        ("a|b\nc|d", Separator.BAR),
        ("a;b\nc;d\n" + "x" * 100_000, Separator.SEMICOLON),
        ("x" + "y" * 100_000, Separator.ANY),
        ("\n".join(["a,b"] * 9 + ["c"]), Separator.COMMA),
        ("\n".join(["a,b"] * 8 + ["c"]), Separator.ANY),
    ],
)
def test_the_separator_is_found_by_the_beginning(text: str, separator: Separator) -> None:
    assert read_table(text).separator is separator


def test_a_separator_far_down_a_list_separates() -> None:
    assert read_codes("a\n" * 50_000 + "b,c").codes == ("a", "b", "c")


@pytest.mark.parametrize("separator", [Separator.ANY, Separator.COMMA])
def test_a_text_of_nothing_is_the_empty_table(separator: Separator) -> None:
    table = read_table("", separator)
    assert table == CodeTable(separator=separator)
    assert not table.has_header
    assert table.width == 1
    assert table.column_name(0, True) == ""


def test_a_column_and_the_header_can_be_chosen() -> None:
    table = read_table("id;name;state\n1;a;on\n2;b;off\n3;;off")
    assert (table.separator, table.width, table.has_header, table.code_column) == (Separator.SEMICOLON, 3, False, None)
    assert codes_of(table, 1, True).codes == ("a", "b")
    assert codes_of(table, 1, False).codes == ("name", "a", "b")
    assert [table.column_name(at, True) for at in range(3)] == ["id", "name", "state"]
    assert table.column_name(3, True) == ""
    assert table.column_name(0, False) == ""


def test_a_row_too_short_or_too_long_spoils_no_table() -> None:
    rows = [f"code{number},x" for number in range(50)]
    table = read_table("\n".join(["code,title", *rows, "short", "a,b,c"]))
    assert (table.width, table.code_column) == (2, 0)
    assert len(codes_of(table, 0, True).codes) == 52


def test_a_code_of_more_than_ten_thousand_characters_is_counted_and_left_out() -> None:
    assert read_codes(f"a\n{'x' * 10_001}") == CodeList(("a",), 0, 1)
    assert read_codes(f"a\n{'x' * 10_000}") == CodeList(("a", "x" * 10_000))


@given(st.text(), st.sampled_from([None, *Separator]))
def test_nothing_makes_it_raise(text: str, separator: Separator | None) -> None:
    table = read_table(text, separator)
    found = codes_of(table, table.code_column, table.has_header)
    assert len(set(found.codes)) == len(found.codes)
    assert all(code == code.strip() and code for code in found.codes)


def test_a_hundred_thousand_lines() -> None:
    found = read_codes("\n".join(f"code{number % 60_000}" for number in range(100_000)))
    assert (len(found.codes), found.duplicates) == (60_000, 40_000)


@pytest.mark.slow
def test_ten_megabytes_of_quoted_cells() -> None:
    line = 'x;"two\nlines";"code{}"\n'
    text = "id;text;code\n" + "".join(line.format(number) for number in range(400_000))
    assert len(text) > 10_000_000
    assert len(read_codes(text).codes) == 400_000
