"""No form of a secret is left."""

from __future__ import annotations

import base64
import html
import json
from collections.abc import Callable
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from badge_inspector.domain.redaction import SHORTEST, holds, redact, redact_bytes
from badge_inspector.domain.secret import MASK, Secret

TEXT = "s3cr3tw3bh00kpqz"
TOKEN = "a b+c/\"é\\<&>🎉'="


def percent(text: str, *, lower: bool = False) -> str:
    encoded = "".join(f"%{byte:02X}" for byte in text.encode())
    return encoded.lower() if lower else encoded


def escaped(text: str) -> str:
    units = text.encode("utf-16-be")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))


FORMS: dict[str, Callable[[str], str]] = {
    "raw": lambda text: text,
    "quoted": lambda text: quote(text, safe=""),
    "quoted, lower case": lambda text: percent(text, lower=True),
    "quoted, every byte": percent,
    "quoted twice": lambda text: quote(quote(text, safe=""), safe=""),
    "every byte quoted twice": lambda text: quote(percent(text), safe=""),
    "quoted three times": lambda text: quote(quote(percent(text), safe=""), safe=""),
    "form": quote_plus,
    "half quoted": lambda text: text[:5] + percent(text[5:]),
    "JSON": lambda text: json.dumps(text)[1:-1],
    "JSON, every character": escaped,
    "PHP's JSON": lambda text: json.dumps(text)[1:-1].replace("/", "\\/"),
    "JSON in JSON": lambda text: json.dumps(json.dumps(text))[3:-3],
    "HTML": html.escape,
    "HTML, decimal": lambda text: "".join(f"&#{ord(character)};" for character in text),
    "HTML, hexadecimal": lambda text: "".join(f"&#x{ord(character):x};" for character in text),
}


@pytest.mark.parametrize("text", [TEXT, TOKEN], ids=["webhook", "odd token"])
@pytest.mark.parametrize("form", list(FORMS))
def test_forms(form: str, text: str) -> None:
    written = FORMS[form](text)
    assert redact(f"before {written} after", [Secret(text)]) == f"before {MASK} after"


@pytest.mark.parametrize("before", ["", "a", "ab", "user:"])
@pytest.mark.parametrize("after", ["", "x", "xy", ":more"])
@pytest.mark.parametrize("encode", [base64.b64encode, base64.urlsafe_b64encode], ids=["standard", "urlsafe"])
def test_base64_at_every_alignment(before: str, after: str, encode: Callable[[bytes], bytes]) -> None:
    for text in (TEXT, TOKEN):
        written = encode((before + text + after).encode()).decode()
        cleaned = redact(written, [Secret(text)])
        assert MASK in cleaned
        assert len(cleaned.replace(MASK, "")) <= len(encode((before + after).encode())) + 6


def test_several_secrets_and_occurrences() -> None:
    one, two = Secret("first-secret"), Secret("second-secret")
    text = "first-secret second-secret first-secret"
    assert redact(text, [one, two]) == f"{MASK} {MASK} {MASK}"


def test_what_holds_none_is_untouched() -> None:
    data = bytes(range(256)) * 10
    assert redact_bytes(data, [Secret(TEXT)]) is data
    assert not holds(data, [Secret(TEXT)])
    assert holds(b"x" + percent(TEXT).encode(), [Secret(TEXT)])


def test_too_short_and_empty_secrets_are_not_looked_for() -> None:
    assert redact("a1a1a1", [Secret(""), Secret("a"), Secret("1a1")]) == "a1a1a1"
    assert SHORTEST <= 6


def test_windows_lose_nothing() -> None:
    """Megabytes are searched in windows; secrets across a border are found."""
    data = bytearray(b"." * 3_000_000)
    places = [0, 524_280, 524_288 - 8, 1_048_576, 2_000_000, 3_000_000 - len(TEXT)]
    for place in places:
        data[place : place + len(TEXT)] = TEXT.encode()
    cleaned = redact_bytes(bytes(data), [Secret(TEXT)])
    assert TEXT.encode() not in cleaned
    assert cleaned.count(MASK.encode()) == 5  # the second and the third overlap


@given(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=SHORTEST, max_size=30),
    st.lists(st.sampled_from(sorted(FORMS)), min_size=1, max_size=3),
    st.text(max_size=10),
)
def test_no_form_of_no_secret_is_left(text: str, forms: list[str], around: str) -> None:
    written = [FORMS[form](text) for form in forms]
    assume(MASK not in text)
    cleaned = redact(around + around.join(written) + around, [Secret(text)])
    for form in written:
        assert form not in cleaned or form in around
