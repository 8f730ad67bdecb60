"""E-mail addresses and phone numbers taken out of what is passed on."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badge_inspector.domain import personal
from badge_inspector.domain.badge import LocalizedText, PlainText
from badge_inspector.domain.lookup import Found, Lookup
from badge_inspector.domain.personal import EMAIL_MASK, PHONE_MASK, PersonalMask
from tests.support.builders import failed, found
from tests.support.lookups import SAMPLE, lookup, response

BOTH = PersonalMask(emails=True, phones=True)


@pytest.mark.parametrize(
    "text",
    [
        "ivan.petrov+crm@mail.example.ru",
        "Иван@почта.рф",
        "a%40b.example",
        "o'neil@x.co",
    ],
)
def test_emails(text: str) -> None:
    assert BOTH.text(f"to <{text}>, now") == f"to <{EMAIL_MASK}>, now"
    assert PersonalMask(phones=True).text(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "+7 916 123-45-67",
        "+7(916)1234567",
        "8 (916) 123-45-67",
        "(495) 123 45 67",
        "89161234567",
        "79161234567",
        "+49 30 1234567",
        "020 7946 0018",
        "8-916-123-45-67",
        "+1.202.555.0123",
        "+1 234 567",
        "12 34 567",
        "123 1234 1234 1234",
    ],
)
def test_phones(text: str) -> None:
    assert BOTH.text(f"call {text}, please") == f"call {PHONE_MASK}, please"
    assert PersonalMask(emails=True).text(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "1724068028.331234",
        "1787219542",
        "2025-01-21T13:47:08+02:00",
        "2025-01-21 13:47:08",
        "0.3953571319580078",
        "code12345678901",
        "10.0.0.1",
        "12 34",
        "12 34 56",
        "1234 1234 1234 1234",
        "user@localhost",
        "@everyone",
        "v1.2.3",
        "missedCall",
    ],
)
def test_what_stays(text: str) -> None:
    assert BOTH.text(text) == text


def test_json_stays_json_and_its_numbers_stay() -> None:
    text = (
        '{"a":"mail \\u0069van@mail.ru \\/","b":89161234567,"c":1724068028.331234,"d":"x","n":1787219542,'
        '"k@x.ru":["+7 916 123-45-67"]}'
    )
    masked = BOTH.json(text)
    assert masked == (
        f'{{"a":"mail {EMAIL_MASK} /","b":"{PHONE_MASK}","c":1724068028.331234,"d":"x","n":1787219542,'
        f'"{EMAIL_MASK}":["{PHONE_MASK}"]}}'
    )
    assert BOTH.json(SAMPLE.decode()) == SAMPLE.decode()


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ('"\t\\u0069van@mail.ru"', f'"\\t{EMAIL_MASK}"'),
        ('"x ivan@mail.ru \\q"', f'"x {EMAIL_MASK} \\\\q"'),
        ('"x ivan@mail.ru', f'"x {EMAIL_MASK}"'),
        ("8916123456", "8916123456"),
        ("123456789012345", f'"{PHONE_MASK}"'),
        ("1234567890123456", "1234567890123456"),
    ],
    ids=["a bare tab", "an escape of none", "cut off", "ten digits", "fifteen", "sixteen"],
)
def test_a_value_of_json_is_masked_as_it_is_read(text: str, masked: str) -> None:
    assert BOTH.json(text) == masked


def test_a_host_of_any_length_is_masked_whole_at_the_end_of_a_window() -> None:
    before, host = "x" * 16_000 + " ", "mail" + ".example" * 200
    assert PersonalMask(emails=True).text(f"{before}ivan@{host} y") == f"{before}{EMAIL_MASK} y"


@given(st.recursive(st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(), st.lists, max_leaves=5))
def test_masked_json_can_be_read(value: object) -> None:
    json.loads(BOTH.json(json.dumps(value)))


def test_a_lookup_is_masked_in_all_its_parts() -> None:
    body = b'{"result":{"badge":{"code":"c","title":"ivan@mail.ru","value":{"en":"+7 916 123-45-67"},"type":"x"}}}'
    masked = BOTH.lookup(lookup("ivan@mail.ru", response(body)))
    assert isinstance(masked.outcome, Found)
    assert masked.outcome.badge.title == PlainText(EMAIL_MASK)
    assert masked.outcome.badge.value == LocalizedText((("en", PHONE_MASK),))
    assert masked.code == EMAIL_MASK
    assert masked.document is not None
    for part in (repr(masked), masked.document.text, str(masked.exchange.response)):
        assert "ivan" not in part
        assert "916" not in part


@pytest.mark.parametrize(
    ("body", "masked"),
    [
        (' {"n":89161234567}', f' {{"n":"{PHONE_MASK}"}}'),
        ("[89161234567]", f'["{PHONE_MASK}"]'),
        ("<p>89161234567</p>", f"<p>{PHONE_MASK}</p>"),
        ("<p>no number</p>", "<p>no number</p>"),
    ],
)
def test_an_answer_that_is_json_stays_json_and_any_other_is_text(body: str, masked: str) -> None:
    made = PersonalMask(phones=True).lookup(lookup(answer=response(body.encode())))
    assert made.exchange.response is not None
    assert made.exchange.response.body.decode() == masked


@pytest.mark.parametrize(("emails", "phones", "code"), [(True, False, EMAIL_MASK), (False, True, "ivan@mail.ru")])
def test_one_kind_is_masked_without_the_other(emails: bool, phones: bool, code: str) -> None:
    masked = PersonalMask(emails, phones).lookup(replace(found("ivan@mail.ru"), note="+7 916 123-45-67"))
    assert (masked.code, masked.note) == (code, PHONE_MASK if phones else "+7 916 123-45-67")


@pytest.mark.parametrize("made", [found(), failed()], ids=["found", "failed"])
def test_what_was_not_parsed_is_not_parsed_for_a_report(made: Lookup) -> None:
    masked = BOTH.lookup(made)
    assert (masked.document, masked.contract) == (None, None)


def test_nothing_to_hide_is_the_same_lookup() -> None:
    same = found()
    assert PersonalMask().lookup(same) is same


ONE_SEARCH = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}(?:@|%40)[\w-]{1,64}(?:\.[\w-]{1,64})+")
PIECES = [
    "a",
    "b-c",
    ".",
    "@",
    "%40",
    "%25",
    " ",
    "ж",
    "x" * 70,
    "@a.b",
    "+7 ",
    "900",
    " 123",
    "-45-67",
    "(495)",
    "\n",
    ",",
]


@given(st.integers(1, 30), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_windows_hide_what_one_search_does(window: int, text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(personal, "_WINDOW", window)
        hidden = PersonalMask(emails=True).text(text)
        assert PersonalMask(phones=True).text(text) == personal._PHONE.sub(personal._masked_phone, text)
    if "%40" not in text:  # which may be part of a name as well
        assert hidden == ONE_SEARCH.sub(EMAIL_MASK, text)
    assert not ONE_SEARCH.search(hidden.replace(EMAIL_MASK, " "))


WHOLE = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?\Z)|-?\d[\d.eE+-]*', re.DOTALL)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.text('\\"\t\n/a', max_size=40),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(JSON, st.integers(1, 40), st.booleans(), st.integers(0, 5))
def test_texts_and_numbers_are_found_in_steps_as_by_one_search(
    value: object, window: int, ascii_only: bool, cut: int
) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only)
    text = text[: len(text) - cut]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(personal, "_WINDOW", window)
        found = [text[start:end] for start, end in personal._tokens(text)]
    whole = [match[0] for match in WHOLE.finditer(text)]
    # a sign at a window's end is left out: the number is no phone with it, and none of eleven digits without
    assert [each.removeprefix("-") for each in found] == [each.removeprefix("-") for each in whole]


@pytest.mark.parametrize("piece", ["\\t", "\\n", "\\u0000", "\\\\", "a", "\t", "ж\\n"])
def test_no_step_through_a_text_of_megabytes_is_long(piece: str) -> None:
    """One search through 8 MiB of escapes kept every other thread from running, the window's too."""
    text = f'"{piece * 300_000}"'
    step = personal._TEXT_PART.match(text, 1)
    assert step is not None
    assert step.end() <= 8192 + 512 * 258 + 1
    assert list(personal._tokens(text)) == [(0, len(text))]
