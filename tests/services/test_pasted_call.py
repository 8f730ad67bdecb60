"""Calls that the program writes for others, pasted back, give the code they were written for."""

from __future__ import annotations

import json
from urllib.parse import quote, urlencode

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from badge_inspector.domain.exchange import SentRequest
from badge_inspector.domain.pasted import LONGEST, understand
from badge_inspector.domain.pasted_call import PastedForm, read_call
from badge_inspector.domain.secret import MASK
from badge_inspector.services.snippets import SnippetKind, snippet
from tests.services.test_snippets import CODES

METHOD = "crm.activity.badge.get"
BASE = f"https://acme.bitrix24.com/rest/7/{MASK}/"
FORMS = {
    SnippetKind.CURL_SH: PastedForm.CURL,
    SnippetKind.CURL_CMD: PastedForm.CURL,
    SnippetKind.POWERSHELL: PastedForm.POWERSHELL,
    SnippetKind.HTTPIE: PastedForm.HTTPIE,
    SnippetKind.PYTHON: PastedForm.PYTHON,
    SnippetKind.PYTHON_SDK: PastedForm.PYTHON,
    SnippetKind.JAVASCRIPT: PastedForm.JAVASCRIPT,
    SnippetKind.TYPESCRIPT: PastedForm.JAVASCRIPT,
    SnippetKind.PHP: PastedForm.PHP,
    SnippetKind.PHP_SDK: PastedForm.PHP,
    SnippetKind.GO: PastedForm.GO,
}


def written(kind: SnippetKind, code: str, *, by_token: bool) -> str:
    params = {"code": code, "auth": MASK} if by_token else {"code": code}
    url = f"https://acme.bitrix24.com/rest/{METHOD}" if by_token else BASE + METHOD
    headers = (("Content-Type", "application/json"), ("Accept", "application/json"))
    return snippet(kind, SentRequest("POST", url, headers, json.dumps(params)))


def pasted_back(kind: SnippetKind, code: str, *, by_token: bool) -> None:
    call = read_call(written(kind, code, by_token=by_token))
    assert call is not None
    assert (call.codes, call.form) == ((code,), FORMS[kind])
    names_portal = kind is not SnippetKind.JAVASCRIPT and not (
        by_token and kind in (SnippetKind.TYPESCRIPT, SnippetKind.PHP, SnippetKind.PHP_SDK)
    )
    address = understand(call.address).address
    assert (address is not None and address.host == "acme.bitrix24.com") is names_portal


@pytest.mark.parametrize("by_token", [False, True], ids=["webhook", "token"])
@pytest.mark.parametrize("name", [name for name, code in CODES.items() if code.strip()])
@pytest.mark.parametrize("kind", SnippetKind)
def test_each_snippet_pasted_back_gives_its_code(kind: SnippetKind, name: str, by_token: bool) -> None:
    pasted_back(kind, CODES[name], by_token=by_token)


@pytest.mark.parametrize("kind", SnippetKind)
@given(code=st.text(min_size=1, max_size=60).filter(str.strip), by_token=st.booleans())
@example(code="'\\'\"\\\"$(x)`^%", by_token=False)
@example(code="\U0001f4de\0\ue000\U000e0001", by_token=True)
def test_any_code_survives_the_way_there_and_back(kind: SnippetKind, code: str, by_token: bool) -> None:
    pasted_back(kind, code, by_token=by_token)


@pytest.mark.parametrize("kind", SnippetKind)
def test_two_calls_give_two_codes(kind: SnippetKind) -> None:
    one, other = (written(kind, code, by_token=False) for code in ("missedCall", "vip'Client"))
    call = read_call(one + "\n" + other)
    assert call is not None
    assert call.codes == ("missedCall", "vip'Client")


ENTRY = {"request": {"method": "POST", "url": BASE + METHOD + ".json", "postData": {"text": '{"code":"a b"}'}}}
BATCH = {"cmd": {"x": f"{METHOD}?{urlencode({'code': 'a&b'})}", "y": "profile", "z": f"{METHOD}?code=c"}}


@pytest.mark.parametrize(
    ("text", "form", "codes"),
    [
        (f"https://acme.bitrix24.com/rest/7/abcdef0123456789/{METHOD}?code={quote('ключ &')}", "address", ["ключ &"]),
        (f"https://acme.bitrix24.com/rest/{METHOD}.json?auth=x&code=a+b", "address", ["a b"]),
        (json.dumps(ENTRY), "har", ["a b"]),
        (json.dumps({"log": {"entries": [ENTRY, {"request": {"url": "https://x/y"}}, ENTRY]}}), "har", ["a b"]),
        ('{"code": "missed\\u0043all"}', "json", ["missedCall"]),
        (json.dumps(BATCH), "json", ["a&b", "c"]),
        (
            f'10.0.0.7 - - [30/Nov/2026:10:00:00 +0300] "GET /rest/7/x/{METHOD}.json?code=a%20b HTTP/1.1" 200 353',
            "log",
            ["a b"],
        ),
        (f'INFO POST /rest/7/x/{METHOD} body={{"code": "say \\"hi\\""}}', "log", ['say "hi"']),
        (f"curl 'https://acme.bitrix24.com/rest/7/x/{METHOD}' -d code=a%20b --compressed", "curl", ["a b"]),
        (f"http POST https://acme.bitrix24.com/rest/7/x/{METHOD} code=missedCall", "httpie", ["missedCall"]),
        (f"BX24.callMethod('{METHOD}', {{ code: 'missedCall' }}, r => r)", "javascript", ["missedCall"]),
        (f"requests.post('https://a.ru/rest/7/x/{METHOD}', json=dict(code='z'))", "python", ["z"]),
    ],
)
def test_other_forms_are_understood(text: str, form: str, codes: list[str]) -> None:
    call = read_call(text)
    assert call is not None
    assert (call.form, list(call.codes)) == (form, codes)


def test_chrome_copies_a_call_whose_code_is_not_ascii() -> None:
    call = read_call(
        f"curl 'https://acme.bitrix24.com/rest/7/x/{METHOD}' -H 'Accept: */*'"
        r""" --data-raw $'{"code":"\u0437\u0432\'x \ud83d\udcde\u0021"}'"""
    )
    assert call is not None
    assert call.codes == ("зв'x \U0001f4de!",)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "missedCall", "code=abc", METHOD, "a, b\nc", "{}", "[1]", '{"code": 7}', "{" * 9_000, "[" * 30_000,
        "https://example.com/?code=0a1b2c3d4e5f", "curl https://example.com", f"{METHOD} '",
        f"curl '{METHOD}", f"{METHOD} code", '{"log": {"entries": 3}}', "x" * LONGEST + METHOD + '?code=a',
    ],
)  # fmt: skip
def test_what_is_no_call_stays_what_it_is(text: str) -> None:
    assert read_call(text) is None


@given(st.text(alphabet=st.sampled_from("'\"\\^`{}[]?&=/ \n$code:>" + "crm.activity.badge.get"), max_size=200))
def test_nothing_raises(text: str) -> None:
    read_call(text + METHOD)
    read_call(f"curl {text} {METHOD}")
    read_call(f"<?php {METHOD} {text}")


@pytest.mark.parametrize(("escape", "character"), [(r"\u{10ffff}", "\U0010ffff"), (r"\u{110000}", "\ufffd")])
def test_a_number_that_is_no_character_breaks_nothing(escape: str, character: str) -> None:
    call = read_call(f"BX24.callMethod('crm.activity.badge.get', {{code: \"a{escape}b\"}})")
    assert call is not None
    assert call.codes == (f"a{character}b",)
