"""No form of a secret is left."""

from __future__ import annotations

import base64
import html
import json
import re
from collections.abc import Callable
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from badge_inspector.domain import secret_places
from badge_inspector.domain.redaction import (
    _WINDOW,
    SHORTEST,
    holds,
    holds_plainly,
    redact,
    redact_bytes,
    scrub,
    scrub_shortly,
)
from badge_inspector.domain.secret import MASK, Secret, seen
from badge_inspector.domain.secret_places import holds_unknown, redact_unknown

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
    "HTML in HTML": lambda text: html.escape("".join(f"&#{ord(character)};" for character in text)),
    "HTML in PHP's JSON": lambda text: html.escape(text).replace("&", "\\u0026"),
    "Python's bytes": lambda text: "".join(f"\\x{byte:02x}" for byte in text.encode()),
    "hexadecimal": lambda text: text.encode().hex(),
    "HEXADECIMAL": lambda text: text.encode().hex().upper(),
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
    for text in (f"{TEXT}{before}{after}", f"{TOKEN}{before}{after}"):
        written = encode((before + text + after).encode()).decode()
        first, last = -(-8 * len(before) // 6), 8 * len((before + text).encode()) // 6
        assert redact(written, [Secret(text)]) == written[:first] + MASK + written[last:]


@pytest.mark.parametrize("written", [r"\/", "%2F", "%252f", "_"])
def test_base64_is_found_in_an_address_and_in_json(written: str) -> None:
    secret = "???>>>???>>>"
    assert redact(base64.b64encode(secret.encode()).decode().replace("/", written), [Secret(secret)]) == MASK


def test_a_secret_within_a_longer_one_leaves_nothing_of_that() -> None:
    short, long = Secret("middle"), Secret("begin-middle-end")
    assert redact("begin-middle-end", [short, long]) == MASK


@pytest.mark.parametrize("text", ["\\" * 12 + "z", "\\u005cz1", "a\\u0061\\\\x", '\\"' * 6, "a\\%5cb\\\\"])
def test_backslashes_are_found_and_take_no_time(text: str) -> None:
    """Sharing a run of backslashes out among a secret's took a minute for twelve of them."""
    for form in ("raw", "JSON", "quoted", "JSON in JSON", "JSON, every character"):
        assert FORMS[form](text) not in redact(f"({FORMS[form](text)})", [Secret(text)])
    assert redact("\\" * 50_000 + "y", [Secret(text)]).endswith("y")


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("GET https://a.bitrix24.com/rest/1/s3cr3tw3bh00k/profile", "GET https://a.bitrix24.com/rest/1/{}/profile"),
        ("/rest/api/1/s3cr3tw3bh00k/", "/rest/api/1/{}/"),
        ("/sub/rest/admin/s3cr3tw3bh00k", "/sub/rest/admin/{}"),
        (r"https:\/\/a.com\/rest\/1\/s3cr3tw3bh00k\/x", r"https:\/\/a.com\/rest\/1\/{}\/x"),
        ("https%3A%2F%2Fa.com%2Frest%2F1%2Fs3cr3tw3bh00k%2F", "https%3A%2F%2Fa.com%2Frest%2F1%2F{}%2F"),
        ("https://a.com/rest/method?auth=t0k3n&code=x", "https://a.com/rest/method?auth={}&code=x"),
        ("?auth[access_token]=t0k3n&auth[domain]=a.com", "?auth[access_token]={}&auth[domain]=a.com"),
        ("x?y=1%26auth%3Dt0k3n%26z", "x?y=1%26auth%3D{}%26z"),
        ("refresh_token=t0k3n client_secret=t0k3n", "refresh_token={} client_secret={}"),
        ('{"access_token":"t0k3n","code":"auth"}', '{{"access_token":"{}","code":"auth"}}'),
        (r"{\"auth\": \"t0k3n\"}", r"{{\"auth\": \"{}\"}}"),
        ("{'client_secret': 't0k3n'}", "{{'client_secret': '{}'}}"),
        ("'auth' => 't0k3n'", "'auth' => '{}'"),
        ('("auth", "t0k3n")', '("auth", "{}")'),
        ('{"auth":"a\\"b"}', '{{"auth":"{}"}}'),
        ("Authorization: Bearer t0k3n\nHost: a.com", "Authorization: Bearer {}\nHost: a.com"),
        ("(b'Authorization', b'Bearer t0k3n')", "(b'Authorization', b'Bearer {}')"),
        ("proxy-authorization: Basic dXNlcjpwYXNz", "proxy-authorization: Basic {}"),
        ("sent Bearer abcdefghijklmnop1234", "sent Bearer {}"),
        ("http://user:pass@proxy:3128 refused", "http://user:{}@proxy:3128 refused"),
    ],
)
def test_what_stands_in_a_secrets_place_is_hidden(text: str, cleaned: str) -> None:
    assert redact_unknown(text) == cleaned.format(MASK, MASK)
    assert redact_unknown(redact_unknown(text)) == redact_unknown(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "https://acme.bitrix24.com/rest/crm.activity.badge.get",
        "https://acme.bitrix24.com/rest/1/crm.activity.badge.get.json?code=x",
        "https://acme.bitrix24.com/crm/deal/details/1234567/",
        "Bearer of bad news; the author=me; heading: 12:30",
        '{"code":"missedCall","title":"auth","type":"failure"}',
        "mail someone@example.com, see http://proxy:3128/",
        "the rest of it/and more/something else",
        f"http://a:{'p' * 50_000} no at-sign",
        f"http://{'u' * 40_000}:/{'p' * 40_000}@",
        f"http://a:@{'b' * 40_000}",
    ],
)
def test_what_is_no_secret_is_left(text: str) -> None:
    assert redact_unknown(text) == text


WORDS = (
    *(
        "auth",
        "access_token",
        "refresh_id",
        "client_secret",
        "ap",
        "password",
        "map",
        "AUTH",
        "cl\u0131ent_\u017fecret",
    ),
    *("to\u212aen", "application_to\u212aen", "=", "%3D", "]", "%5d", "[", '"', "'", '\\"', ":", "=>", "(", ",", "b"),
    *("rest/", "re\u017ft/", "rest\\/", "%2frest%2F", "1/", "s3cr3ts3cr3t", "/x.y", "authorization", ": ", "Bearer "),
    *("//", "user:", "@", " ", "\n", "ж", "🎉", "t0k3n-t0k3n-t0k3n", "&", "%26"),
    *("auth=t0k3n", "/rest/1/s3cr3ts3cr3t/x", '"auth":"t0k3n"', "'ap'=>'t0k3n", '("auth_id","t0k3n")', "//user:t0k3n@"),
    *("Authorization: Basic t0k3n", "bearer t0k3n-t0k3n-t0k3n", "/rest/1/methodname.get", "password%3Dt0k3n"),
)


@given(st.text() | st.text(alphabet="rest/\\auth=\"':%2f1abcdefg ", max_size=80))
def test_hiding_the_unknown_changes_nothing_the_second_time(text: str) -> None:
    once = redact_unknown(text)
    assert redact_unknown(once) == once


def masked(match: re.Match[str]) -> str:
    start, end = (place - match.start() for place in match.span(match.re.groups))
    return f"{match[0][:start]}{MASK}{match[0][end:]}"


def found_by_one_search(text: str) -> str:
    for place in secret_places._PLACES:
        text = place._pattern.sub(masked, text)
    return text


@given(st.integers(1, 40), st.lists(st.sampled_from(WORDS), max_size=60))
@example(1, ["auth", "rest/", "rest/", "auth", "auth"])
def test_windows_hide_what_one_search_does(window: int, words: list[str]) -> None:
    text = "".join(words)
    whole = found_by_one_search(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(secret_places, "_WINDOW", window)
        assert redact_unknown(text) == whole
        assert holds_unknown(text) == (whole != text)


@given(st.integers(1, 40), st.integers(0, 12), st.lists(st.sampled_from(WORDS), max_size=60))
def test_a_text_of_too_many_places_is_hidden_from_there_on(window: int, most: int, words: list[str]) -> None:
    text = "".join(words)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(secret_places, "_WINDOW", window)
        patch.setattr(secret_places, "_MOST", most)
        cleaned = redact_unknown(text)
        assert holds_unknown(text) == (cleaned != text)
    # What is shown is the beginning of what is shown without such a limit.
    whole = found_by_one_search(text)
    assert cleaned == whole or (cleaned.endswith(MASK) and whole.startswith(cleaned.removesuffix(MASK)))


@pytest.mark.parametrize(
    "place", ["&auth=a1", "/rest/1/s3cr3tw3/x ", '"auth":"a",', "//a:b@c ", "Bearer 0123456789abcdef\n"]
)
def test_megabytes_of_places_are_not_looked_through(place: str) -> None:
    assert len(redact_unknown(f"begin {place * 400_000}")) < len(place) * 250_000
    assert redact_unknown(f"begin {place * 2_000}") == found_by_one_search(f"begin {place * 2_000}")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("auth=", "&code=x"),
        ('{"auth":"', '","code":"x"}'),
        ("Authorization: Basic ", "\nHost: a"),
        ("bearer ", " x"),
        ("https://a:", "@b.com/"),
        ("x" * 32_000 + "//:", "@b.com/ //c:" + "d" * 5_000 + " //e"),
        ("//x://" + "u" * 4_097 + ":", "@b.com/ //c:d e"),
        ("x" * 32_760 + "//" + "u" * 100_000 + ":", "@b.com/"),
        ("//" + "u" * 40_000 + ":", "@b.com/"),
        ("x" * 32_766 + "//" + "u" * 100_000 + ":", "@b.com/"),
        ("x" * 32_767 + "//" + "u" * 100_000 + ":", "@b.com/"),
        ("x" * 32_768 + "//" + "u" * 100_000 + ":", "@b.com/"),
        ("//" + "u" * 32_768 + " //" + "u" * 32_000 + ":", "@b.com/ //" + "u" * 50_000 + ":" + "p" * 50_000 + "/@"),
    ],
)
def test_a_value_longer_than_any_secret_is_hidden_to_its_end(before: str, after: str) -> None:
    assert redact_unknown(f"{before}{'a1' * 100_000}{after}") == f"{before}{MASK}{after}"


def test_a_method_that_the_end_of_a_look_cuts_is_no_secret() -> None:
    secret, method, before = "/rest/1/s3cr3ts3cr3t/x ", "/rest/1/methodname.get", "." * 5_000
    looked_at = secret_places._WINDOW + secret_places.REACH
    filler = "." * (looked_at - len(before) - len(secret) - len("/rest/1/methodname"))
    assert redact_unknown(f"{before}{secret}{filler}{method}") == f"{before}/rest/1/{MASK}/x {filler}{method}"


def test_what_moves_ahead_since_a_long_value_before_it_is_masked_is_masked_too() -> None:
    text = f"auth={'a' * 100_000}& bearer abcdefghijklmnop1234"
    assert redact_unknown(text) == f"auth={MASK}& bearer {MASK}"


@pytest.mark.parametrize("length", [-1, 0, 1])
def test_a_password_is_hidden_where_the_first_look_ends_right_before_its_sign(length: int) -> None:
    user = "https://a:"
    password = "p" * (secret_places._WINDOW + secret_places.REACH - len(user) + length)
    assert redact_unknown(f"{user}{password}@b") == f"{user}{MASK}@b"


def test_of_as_many_places_as_are_examined_each_is_masked_and_of_one_more_all_is() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(secret_places, "_MOST", 3)
        assert redact_unknown("auth=a1 " * 3) == f"auth={MASK} " * 3
        assert redact_unknown("auth=a1 " * 4) == MASK


def test_several_secrets_and_occurrences() -> None:
    one, two = Secret("first-secret"), Secret("second-secret")
    text = "first-secret second-secret first-secret"
    assert redact(text, [one, two]) == f"{MASK} {MASK} {MASK}"


def test_what_holds_none_is_untouched() -> None:
    data = bytes(range(256)) * 10
    assert redact_bytes(data, [Secret(TEXT)]) is data
    assert not holds(data, [Secret(TEXT)])
    assert holds(b"x" + percent(TEXT).encode(), [Secret(TEXT)])


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "utf-16", "utf-32"])
@pytest.mark.parametrize("text", ["{0}", "at {0}", "Звонок: {0}, {0}!"])
def test_a_secret_in_wide_characters_is_hidden(encoding: str, text: str) -> None:
    hidden = redact_bytes(text.format(TEXT).encode(encoding), [Secret(TEXT)])
    assert hidden.decode(encoding) == text.format(MASK)


def test_bytes_that_are_no_wide_characters_are_left() -> None:
    between = b"x" + TEXT.encode("utf-16-le")
    assert redact_bytes(between, [Secret(TEXT)]) == between
    assert redact_bytes("short".encode("utf-16-le"), [Secret("short")]) == "short".encode("utf-16-le")


def test_too_short_and_empty_secrets_are_not_looked_for() -> None:
    assert redact("a1a1a1", [Secret(""), Secret("a"), Secret("1a1"), Secret("a1a1a")]) == "a1a1a1"
    assert redact("a1a1a1", [Secret("a1a1a1")]) == MASK
    assert SHORTEST == 6


def test_in_utf_16_a_secret_of_six_characters_is_found_where_a_character_begins() -> None:
    for text, found in (("a1a1a1", MASK), ("a1a1a", "a1a1a")):
        assert redact_bytes(f"({text})".encode("utf-16-le"), [Secret(text)]) == f"({found})".encode("utf-16-le")
    alike = b"x" + b"\x01" * 13 + b"\0\0"  # each two of its bytes are one character of the secret
    assert redact_bytes(alike, [Secret("\u0101" * 6)]) == b"x\x01" + MASK.encode("utf-16-le") + b"\0\0"


def test_an_escape_without_its_backslash_is_none() -> None:
    for text in ("su0033cr3tw3bh00kpqz", "sx33cr3tw3bh00kpqz", "+s3cr3tw3bh00kpqz"[1:].replace("3", "+", 1)):
        assert redact(text, [Secret(TEXT)]) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("\U00010000bcdefg", escaped("\U00010000bcdefg")),
        ("bcdefg\U00010000", escaped("bcdefg\U00010000")),
        ("\uffffbcdefg", escaped("\uffffbcdefg")),
        ("bcdefg\uffff", escaped("bcdefg\uffff")),
        (" bcdefg", "+bcdefg"),
        ("'bcdefg", "&apos;bcdefg"),
        ("it's it", "it&apos;s it"),
        ("é\U0010ffffbcdefg", escaped("é\U0010ffffbcdefg")),
    ],
    ids=ascii,
)
def test_a_character_is_found_first_and_later(text: str, written: str) -> None:
    assert redact(f"({written})", [Secret(text)]) == f"({MASK})"


@pytest.mark.parametrize("text", ['ab\\cd/e"f', "\\u0061bcdef", "C:\\new\\u0041", "\\\\server\\x5c"])
def test_a_secret_with_backslashes_is_found_whole(text: str) -> None:
    for form in ("raw", "JSON", "quoted", "JSON in JSON"):
        assert redact(f"({FORMS[form](text)})", [Secret(text)]) == f"({MASK})"


def test_what_stands_behind_a_secrets_last_backslash_stays() -> None:
    assert redact("(abcdef\\u005c)", [Secret("abcdef\\")]) == f"({MASK}u005c)"


def test_each_of_several_escapes_goes_with_its_backslashes() -> None:
    written = "\\" * 3 + "u0073" + TEXT[1:]
    assert redact(f"a {written} b {written} c", [Secret(TEXT)]) == f"a {MASK} b {MASK} c"


def test_a_secret_is_told_from_its_other_forms() -> None:
    assert holds_plainly(f"a {TEXT} b".encode(), Secret(TEXT))
    assert not holds_plainly(percent(TEXT).encode(), Secret(TEXT))


def test_of_a_long_text_the_middle_is_left_out_and_no_half_of_a_secret_stays() -> None:
    secret = Secret("h4lf-of-me-is-kept")
    text = "".join(f"{number:05d}" for number in range(4_000))
    assert scrub_shortly(text, 20_000) == text
    assert scrub_shortly(text, 19_999) == f"{text[:9_999]}\n…\n{text[-9_999:]}"
    assert scrub_shortly(text, 101) == f"{text[:50]}\n…\n{text[-50:]}"
    cut = f"{'a' * 90}{secret.reveal()}{'b' * 9_000}{secret.reveal()}{'c' * 90}"
    assert scrub_shortly(cut, 200) == f"{'a' * 90}\n…\n{'c' * 90}"


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


def test_every_secret_this_run_has_seen_is_taken_out() -> None:
    kept = Secret("k3pt-all-the-while")
    Secret("forg0tten-a-moment-ago")
    for number in range(30):
        Secret(f"another-{number:04d}-one")
    assert kept in seen()
    assert scrub("k3pt-all-the-while forg0tten-a-moment-ago another-0007-one") == f"{MASK} {MASK} {MASK}"
    assert scrub("nobody's: ?auth=n0b0dys&x=1") == f"nobody's: ?auth={MASK}&x=1"


def test_secrets_nobody_holds_are_forgotten_in_time() -> None:
    kept = [Secret(f"kept-{number:06d}") for number in range(200)]
    for number in range(1000):
        Secret(f"gone-{number:06d}")
    assert set(kept) <= seen()
    assert len([each for each in seen() if "gone" in each.reveal()]) < 100


@pytest.mark.parametrize("depth", [1, 2, 3, 7, 63, 200])
def test_an_escape_goes_with_all_its_backslashes(depth: int) -> None:
    """A rest of them would make JSON invalid."""
    written = "\\" * depth + "u0073" + TEXT[1:]
    assert redact(f'{{"a":"{written}"}}', [Secret(TEXT)]) == f'{{"a":"{MASK}"}}'


def test_backslashes_before_a_plain_secret_stay() -> None:
    assert redact(f"C:\\{TEXT}", [Secret(TEXT)]) == f"C:\\{MASK}"


@pytest.mark.parametrize("length", [1024, 1025, 5000])
def test_a_very_long_secret_is_found_in_its_usual_forms(length: int) -> None:
    text = ('"a/bé' * length)[: length - 1] + "\n"
    for form in (text, quote(text, safe=""), json.dumps(text)[1:-1], text.encode().hex()):
        assert redact(f"x {form} y", [Secret(text)]) == f"x {MASK} y"
    assert (MASK in redact(FORMS["HTML, decimal"](text), [Secret(text)])) is (length <= 1024)


def test_a_secret_at_the_seam_of_two_windows_is_found() -> None:
    for before in range(_WINDOW - 40, _WINDOW + 3):
        assert TEXT not in redact("." * before + TEXT + "." * 100, [Secret(TEXT)])
