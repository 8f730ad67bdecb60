"""No secret of a recorded call is left anywhere in it, in whatever form it is repeated."""

from __future__ import annotations

import base64
import json
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badge_inspector.domain.har.calls import rest_address
from badge_inspector.domain.har.entry import HarRequest, HarResponse
from badge_inspector.domain.har.masking import EntryMask
from badge_inspector.domain.redaction import SHORTEST
from badge_inspector.domain.secret import MASK, Secret
from tests.domain.har.test_calls import FORM, HOOK, JSON, request

SECRET = "s3cr3tw3bh00kpqz"
TOKEN = "70b3ab640000b6880001bf9f000000018cabab07"
OAUTH = "https://acme.bitrix24.com/rest/crm.activity.badge.get"
PHP_SESSION = "q1w2e3r4t5y6u7i8o9p0"


def masked(made: HarRequest, body: bytes = b"", headers: tuple[tuple[str, str], ...] = ()) -> tuple[str, bytes]:
    """All that would be kept of an entry, as one text; and the response's body."""
    address = rest_address(made.url)
    assert address is not None
    mask = EntryMask(known=())
    mask.learn(made, address)
    sent = mask.request(made, address, made.body)
    response = mask.response(HarResponse(200, "OK", "HTTP/2", headers, body, None))
    return f"{sent}{response.headers}", response.body or b""


@pytest.mark.parametrize(
    ("made", "secret"),
    [
        (request(f"{HOOK}/crm.activity.badge.get", '{"code":"x"}', JSON), SECRET),
        (request(f"https://acme.bitrix24.com/rest/crm.activity.badge.get?auth={TOKEN}", "code=x"), TOKEN),
        (request(OAUTH, f"code=x&auth={TOKEN}"), TOKEN),
        (request(OAUTH, f"code=x&auth%5Baccess_token%5D={TOKEN}"), TOKEN),
        (request(OAUTH, f'{{"code":"x","auth":"{TOKEN}"}}', JSON), TOKEN),
        (request(OAUTH, f'{{"a":{{"access_token":"{TOKEN}"}}}}', JSON), TOKEN),
        (request(OAUTH, f"code=x&sessid={PHP_SESSION}"), PHP_SESSION),
        (request(OAUTH, "", params=(("auth", TOKEN),)), TOKEN),
        (request(f"https://u:{TOKEN}@acme.bitrix24.com/rest/crm.activity.badge.get", "code=x"), TOKEN),
        *(
            (HarRequest("POST", OAUTH, "", (pair,), "code=x", FORM, ()), secret)
            for pair, secret in (
                (("Authorization", f"Bearer {TOKEN}"), TOKEN),
                (("authorization", "Basic " + base64.b64encode(f"user:{TOKEN}".encode()).decode()), TOKEN),
                (("Cookie", f"a=b; PHPSESSID={PHP_SESSION}"), PHP_SESSION),
                (("X-Bitrix-Csrf-Token", PHP_SESSION), PHP_SESSION),
                (("Referer", f"{HOOK}/"), SECRET),
            )
        ),
    ],
)  # fmt: skip
def test_a_secret_is_gone_from_every_place(made: HarRequest, secret: str) -> None:
    escaped = "".join(f"\\u{ord(letter):04x}" for letter in secret)
    body = json.dumps({"error_description": f"Call to {HOOK}/x?auth={secret} failed", "again": [secret, quote(secret)]})
    body = f'{body[:-1]},"escaped":"{escaped}","base64":"{base64.b64encode(secret.encode()).decode()}"}}'
    headers = (("Set-Cookie", f"PHPSESSID={secret}"), ("X-Echo", f"was {secret}"), ("Location", f"/rest/1/{SECRET}/x"))
    kept, answered = masked(made, body.encode(), headers)
    for text in (kept, answered.decode()):
        assert secret not in text
        assert SECRET not in text or secret == TOKEN
        assert escaped not in text
        assert base64.b64encode(secret.encode()).decode() not in text
    assert MASK in kept
    assert json.loads(answered)["again"] == [MASK, MASK]


def learned(*made: HarRequest) -> EntryMask:
    """The secrets of these requests' file."""
    mask = EntryMask(known=())
    for each in made:
        address = rest_address(each.url)
        assert address is not None
        mask.learn(each, address)
    return mask


def with_header(name: str, value: str) -> HarRequest:
    return HarRequest("POST", OAUTH, "", ((name, value),), "code=x", FORM, ())


def secrets(mask: EntryMask) -> list[str]:
    return [secret.reveal() for secret in mask.secrets]


@pytest.mark.parametrize(
    ("made", "found"),
    [
        (with_header("X-Api-Key", TOKEN), [TOKEN]),
        (with_header("X-Api-Key", "no-secret-at-all"), []),
        (with_header("X-Request-Id", TOKEN), []),
        (with_header("Cookie", f"theme=dark; a={TOKEN}"), [TOKEN]),
        (with_header("Authorization", TOKEN), [TOKEN]),
        (with_header("Authorization", "Basic dXNl\ncjpwYXNzd29yZA=="), ["dXNl\ncjpwYXNzd29yZA==", "password"]),
        (with_header("Referer", f"https://a.example/?auth={TOKEN}&code=x"), [TOKEN]),
        (request(OAUTH, "auth=" + "x" * SHORTEST), ["x" * SHORTEST]),
        (request(OAUTH, "auth=" + "x" * (SHORTEST - 1)), []),
        (request(OAUTH, f"auth={MASK}-and-more"), []),
    ],
)  # fmt: skip
def test_what_is_looked_for_elsewhere(made: HarRequest, found: list[str]) -> None:
    assert secrets(learned(made)) == found


def test_two_hundred_secrets_of_a_file_are_looked_for() -> None:
    found = [f"{TOKEN}{number:03}" for number in range(201)]
    assert secrets(learned(*(request(OAUTH, f"auth={each}") for each in found))) == found[:200]


@pytest.mark.parametrize(("before", "is_found"), [(1998, True), (1999, False)])
def test_a_body_is_looked_through_for_two_thousand_values(before: int, is_found: bool) -> None:
    """The object is the first of them."""
    made = request(OAUTH, json.dumps({**{f"n{number}": 1 for number in range(before)}, "auth": TOKEN}), JSON)
    assert secrets(learned(made)) == [TOKEN] * is_found


@pytest.mark.parametrize(("size", "is_found"), [(16_384, True), (16_385, False)])
def test_the_query_of_a_page_is_read_for_16_kib(size: int, is_found: bool) -> None:
    query = f"&auth={TOKEN}".rjust(size, "x")
    assert (TOKEN in secrets(learned(with_header("Referer", f"https://a.example/?{query}")))) is is_found


def test_secrets_of_this_run_are_looked_for_unless_others_are_named() -> None:
    known = Secret("one of this run")
    assert known in EntryMask().secrets
    assert EntryMask(known=()).secrets == ()


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        (f"{HOOK}/crm.activity.badge.get.json", f"https://acme.bitrix24.com/rest/1/{MASK}/crm.activity.badge.get.json"),
        (f"https://u:p@acme.bitrix24.com/rest/x?code=a&auth={TOKEN}&b", f"https://acme.bitrix24.com/rest/x?code=a&auth={MASK}&b"),
        ("https://acme.bitrix24.com/", "https://acme.bitrix24.com"),
    ],
)  # fmt: skip
def test_an_address_is_kept_without_its_secrets(url: str, kept: str) -> None:
    address = rest_address(url)
    assert address is not None
    assert EntryMask(known=()).url(address) == kept


def test_fields_of_http_2_and_the_length_are_left_out_of_a_request() -> None:
    headers = ((":authority", "acme.bitrix24.com"), ("Content-Length", "40"), ("Accept", "*/*"))
    made = HarRequest("POST", OAUTH, "", headers, "code=x", FORM, ())
    address = rest_address(made.url)
    assert address is not None
    assert EntryMask(known=()).request(made, address, made.body).headers == (("Accept", "*/*"),)


@pytest.mark.parametrize("text", ["sessid={}", "PHPSESSID: '{}'", 'bitrix_sessid\\":\\"{}'])
def test_the_key_of_a_session_is_masked_in_any_text(text: str) -> None:
    assert EntryMask(known=()).text(text.format("a1b2c3d4e5f6")) == text.format(MASK)


def test_a_body_is_read_as_its_header_says() -> None:
    made = request(f"{HOOK}/crm.activity.badge.get", "code=x")
    headers = (("Server", "nginx"), ("Content-Type", "text/plain; charset=utf-16-le"))
    _, answered = masked(made, f"ключ {SECRET}".encode("utf-16-le"), headers)
    assert answered.decode("utf-16-le") == f"ключ {MASK}"
    _, answered = masked(made, "é sessid=a1b2c3d4e5f6".encode("utf-16-le"), headers)
    assert answered.decode("utf-16-le") == f"\ufeffé sessid={MASK}"


def test_a_body_in_utf_16_is_looked_through_too() -> None:
    made = request(f"{HOOK}/crm.activity.badge.get", "code=x")
    for encoding in ("utf-16", "utf-32"):
        _, answered = masked(made, f'{{"a":"ключ {SECRET}"}}'.encode(encoding))
        assert answered.decode(encoding) == f'{{"a":"ключ {MASK}"}}'


def test_what_holds_no_secret_stays_byte_for_byte() -> None:
    made = request(f"{HOOK}/crm.activity.badge.get", "code=x")
    for body in (b"\xff\xfe", b"\xef\xbb\xbf{}", bytes(range(256)), b'{"sessid":1}', '{"a":"ё"}'.encode("utf-16")):
        assert masked(made, body)[1] == body


def test_what_one_entry_showed_is_hidden_in_the_next() -> None:
    mask = EntryMask(known=())
    made = request(f"https://acme.bitrix24.com/rest/crm.activity.badge.get?auth={TOKEN}", "code=x")
    address = rest_address(made.url)
    assert address is not None
    mask.learn(made, address)
    assert mask.text(f"again {TOKEN}") == f"again {MASK}"


@given(st.from_regex(r"[0-9a-z]{16}", fullmatch=True), st.text(max_size=40), st.text(max_size=40))
def test_a_webhooks_secret_in_any_text_around(secret: str, before: str, behind: str) -> None:
    made = request(f"https://acme.bitrix24.com/rest/7/{secret}/crm.activity.badge.get", "code=x")
    kept, answered = masked(made, f"{before}{secret}{behind}".encode("utf-8", "replace"))
    assert secret not in kept
    assert secret.encode() not in answered


@pytest.mark.parametrize("field", ["code=missedCall", "code=", "auth", "auth=", "author=me"])
def test_a_field_that_is_no_secret_is_kept(field: str) -> None:
    made = request(OAUTH, f"{field}&halt=0")
    address = rest_address(made.url)
    assert address is not None
    mask = EntryMask(known=())
    mask.learn(made, address)
    assert f"{field}&halt=0" in str(mask.request(made, address, made.body))
