"""Calls in what people paste, form by form: their codes, and the address that the portal is read from."""

from __future__ import annotations

import json
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badge_inspector.domain.pasted_call import PastedForm, read_call

METHOD = "crm.activity.badge.get"
SECRET = "abcdef0123456789"
BASE = f"https://acme.bitrix24.com/rest/7/{SECRET}/"
CALL = BASE + METHOD
ENTRY = {"request": {"method": "POST", "url": f"{CALL}.json", "postData": {"text": '{"code":"a b"}'}}}
PROFILE = {"request": {"url": f"{BASE}profile?code=x"}}
BATCH = {"cmd": {"x": f"{METHOD}?{urlencode({'code': 'a&b'})}", "y": "profile", "z": f"/{METHOD}?code=c"}}
BX24 = f"BX24.callMethod('{METHOD}', "


@pytest.mark.parametrize(
    ("text", "form", "codes", "address"),
    [
        (f"{CALL}?code={quote('ключ &')}", "address", ["ключ &"], f"{CALL}?code={quote('ключ &')}"),
        (f"{CALL}.json?auth=x&code=a+b", "address", ["a b"], f"{CALL}.json?auth=x&code=a+b"),
        (f"{CALL}.xml/?code=&code=x", "address", ["x"], f"{CALL}.xml/?code=&code=x"),
        (f"{BASE}batch?cmd[a]={METHOD}%3Fcode%3Dc", "address", ["c"], f"{BASE}batch?cmd[a]={METHOD}%3Fcode%3Dc"),
        (json.dumps(ENTRY), "har", ["a b"], f"{CALL}.json"),
        (json.dumps({"log": {"entries": [PROFILE, ENTRY, ENTRY]}}), "har", ["a b"], f"{CALL}.json"),
        ('{"code": "missed\\u0043all"}', "json", ["missedCall"], ""),
        (json.dumps(BATCH), "json", ["a&b", "c"], ""),
        (json.dumps({"cmd": [f"{METHOD}?code=a", 7]}), "json", ["a"], ""),
        (f'10.0.0.7 - - "GET /rest/7/x/{METHOD}.json?code=a%20b HTTP/1.1" 200 353', "log", ["a b"], ""),
        (f'INFO POST /rest/7/x/{METHOD} body={{"code": "say \\"hi\\""}}', "log", ['say "hi"'], ""),
        (f'POST {CALL} body="{{\\"code\\":\\"a\\"}}"', "log", ["a"], CALL),
        (f"from https://x.org/y to {CALL}?code=a at {BASE}profile?code=b", "log", ["a"], f"{CALL}?code=a"),
        (f"{CALL}?code=a b", "log", ["a"], f"{CALL}?code=a"),
        (f"http://[x/{METHOD}?code=a", "log", ["a"], ""),
        (f"http POST {CALL} code=missedCall", "httpie", ["missedCall"], CALL),
        (f"$ http {CALL} name=x code==b", "httpie", ["b"], CALL),
        (f"Invoke-RestMethod {METHOD} -Body '{{\"code\":\"it''s\"}}'", "powershell", ["it's"], ""),
        (f"irm ‘{CALL}’ -Body @{{ code = ‘a’’b’ }}", "powershell", ["a’b"], CALL),
        (f"{BX24}{{ code: 'missedCall', name: 'x' }}, r => r)", "javascript", ["missedCall"], ""),
        (f"code = 'z'\nfetch('{CALL}')", "javascript", ["z"], CALL),
        (f"requests.post('{CALL}', json=dict(code='z'))", "python", ["z"], CALL),
        (f"requests.post('{CALL}', data='{{\"code\": \"z\"}}')", "log", ["z"], CALL),
        (f"httpx.get('https://x.org/y')\nhttpx.post('{CALL}', json={{'code': 'z'}})", "python", ["z"], CALL),
        (f"httpx.post('{CALL}', json={{'name': 'x', 'barcode': 'y', 'code': 'z'}})", "python", ["z"], CALL),
        (f"httpx.post('{CALL}', json=dict(barcode{' ' * 34}= 'x', code{' ' * 99}= 'z'))", "python", ["z"], CALL),
        (f"call_method('{METHOD}', dict(code='z'), domain='a.ru')", "python", ["z"], "https://a.ru"),
        (
            f"call_method('{METHOD}', {{'code': 'z'}}, domain = 'a.ru', webhook_token='7/{SECRET}')",
            "python",
            ["z"],
            f"https://a.ru/rest/7/{SECRET}",
        ),
        (f"call_method('{METHOD}', {{'code': 'z'}}, '{CALL}', domain='a.ru')", "python", ["z"], CALL),
    ],
)
def test_other_forms_are_understood(text: str, form: str, codes: list[str], address: str) -> None:
    call = read_call(text)
    assert call is not None
    assert (call.form, list(call.codes), call.address) == (form, codes, address)
    assert SECRET not in repr(call)


@pytest.mark.parametrize(
    ("command", "codes", "address"),
    [
        (f"curl '{CALL}' -d code=a%20b --compressed", ["a b"], CALL),
        (rf"curl {CALL} -d code=a\ b -d", ["a b"], CALL),
        (f'curl -d code=a --data-raw=code=b --json \'{{"code":"c"}}\' -F code=d {CALL}', ["a", "b", "c", "d"], CALL),
        (f"curl https://x.org/y '{CALL}?code=a' '{BASE}profile?code=b'", ["a"], f"{CALL}?code=a"),
        (f"curl {BASE}batch --data cmd[0]={METHOD}%3Fcode%3Da", ["a"], f"{BASE}batch"),
        (f"curl http://[x/{METHOD} -d code=a", ["a"], ""),
        (f"curl '{CALL}' -d 'code=^\"a'", ['^"a'], CALL),
        (f'curl.exe ^"{CALL}^" ^\r\n -d ^"^" -d ^"code=a^%25b^"', ["a%b"], CALL),
        (f'curl ^"{CALL}^" -d code=a^&b -d "code=a^b"', ["a", "a^b"], CALL),
        (rf'curl ^"{CALL}^" -d ^"code=a\\^"', ["a\\"], CALL),
        (f'curl ^"{CALL}^"  -d ^"code=a  b^"  -d "code=c d"', ["a  b", "c d"], CALL),
        (rf'curl ^"{CALL}^" -d ^"code=a\\\^"b^"', ['a\\"b'], CALL),
        (rf'curl ^"{CALL}^" -d ^"code=a\\\\^" -d ^"code=b\c^"', ["a\\\\", "b\\c"], CALL),
    ],
)
def test_a_curl_command_is_read_by_the_rules_of_its_shell(command: str, codes: list[str], address: str) -> None:
    call = read_call(command)
    assert call is not None
    assert (call.form, list(call.codes), call.address) == (PastedForm.CURL, codes, address)


def test_chrome_copies_a_call_whose_code_is_not_ascii() -> None:
    call = read_call(
        f"curl 'https://acme.bitrix24.com/rest/7/x/{METHOD}' -H 'Accept: */*'"
        r""" --data-raw $'{"code":"\u0437\u0432\'x \ud83d\udcde\u0021"}'"""
    )
    assert call is not None
    assert call.codes == ("зв'x \U0001f4de!",)


@pytest.mark.parametrize(
    ("begin", "literal", "code"),
    [
        (BX24, r"'a\u{62}\u0063\U00000064\x65\q\n\'\\'", "abcdeq\n'\\"),
        (BX24, r"'a\u b\x4'", "au bx4"),
        (BX24, r"'\ud83d\udcde'", "\U0001f4de"),
        (BX24, r"'\u{10ffff}\u{110000}\u{0}'", "\U0010ffff\ufffd\0"),
        ("package main", r'"\xed\xa0\xbd\xed\xb3\x9e"', "\U0001f4de"),
        ("package main", r'"\xed\xa0\x80"', "\ud800"),
        ("package main", r'"\xed\x9f\xbf"', "\u00ed\u009f\u00bf"),
        ("package main", r'"\xee\xa0\x80"', "\u00ee\u00a0\u0080"),
        ("package main", r'"\xed\xa0\xbd\xe9\xe8\xea"', "\u00ed\u00a0\u00bdéèê"),
        ("package main", r'"\xed\xa0\xbd\x41"', "\u00ed\u00a0\u00bdA"),
        ("<?php", r"'it\'s \\ \n'", "it's \\ \\n"),
        ("<?php", r'"\u{e9}\x41\x7\n\$x\q\\"', "éA\x07\n$x\\q\\"),
    ],
)
def test_a_string_is_read_by_the_rules_of_its_language(begin: str, literal: str, code: str) -> None:
    call = read_call(f'{begin} "{METHOD}" {{"code": {literal}}})')
    assert call is not None
    assert call.codes == (code,)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "missedCall", "code=abc", METHOD, "a, b\nc", "{}", "[1]", '{"code": 7}', "{" * 9_000, "[" * 30_000,
        "https://example.com/?code=0a1b2c3d4e5f", "curl https://example.com", f"{METHOD} '",
        f"curl '{METHOD}", f"{METHOD} code", '{"log": {"entries": 3}}', f"curl {CALL} code=a", f"http {CALL} code='a",
        f'{CALL} {{"code": "a', f"httpx.post('{CALL}', json={{'name': 'x'}})",
    ],
)  # fmt: skip
def test_what_is_no_call_stays_what_it_is(text: str) -> None:
    assert read_call(text) is None


def test_a_paste_of_32_kib_is_read_and_no_longer_one() -> None:
    assert read_call(f"{CALL}?code=a".rjust(32_768)) is not None
    assert read_call(f"{CALL}?code=a".rjust(32_769)) is None


@given(st.text(alphabet=st.sampled_from("'\"\\^`{}[]?&=/ \n$code:>" + METHOD), max_size=200))
def test_nothing_raises(text: str) -> None:
    read_call(text + METHOD)
    read_call(f"curl {text} {METHOD}")
    read_call(f"<?php {METHOD} {text}")
