"""Every form of the call, by itself and in a batch."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badge_inspector.domain.har.calls import badge_calls, rest_address
from badge_inspector.domain.har.entry import HarRequest

HOOK = "https://acme.bitrix24.com/rest/1/s3cr3tw3bh00kpqz"
GET = "crm.activity.badge.get"
JSON, FORM = "application/json", "application/x-www-form-urlencoded"
MULTIPART = '--x\r\nContent-Disposition: form-data; name="code"\r\n\r\nviä\r\n--x--\r\n'


def request(url: str, body: str = "", body_type: str = FORM, method: str = "POST", **more: object) -> HarRequest:
    return HarRequest(method, url, "HTTP/1.1", (), body, body_type, **{"params": (), **more})  # type: ignore[arg-type]


def codes(made: HarRequest) -> list[str]:
    address = rest_address(made.url)
    return [call.code for call in badge_calls(made, address)] if address is not None else []


@pytest.mark.parametrize(
    ("made", "found"),
    [
        (request(f"{HOOK}/crm.activity.badge.get", '{"code":"a&b"}', JSON), ["a&b"]),
        (request(f"{HOOK}/crm.activity.badge.get", ' {"code":12.50}', "text/plain"), ["12.50"]),
        (request(f"{HOOK}/crm.activity.badge.get.json", "code=a%26b+c"), ["a&b c"]),
        (request(f"{HOOK}/CRM.Activity.Badge.Get/", "code=x"), ["x"]),
        (request(f"{HOOK}/crm.activity.badge.get?code=q", method="GET"), ["q"]),
        (request(f"{HOOK}/crm.activity.badge.get?code=q", "code=body"), ["body"]),
        (request(f"{HOOK}/crm.activity.badge.get?code=q", "code="), [""]),
        (request(f"{HOOK}/crm.activity.badge.get", '{"code":"x"', JSON), [""]),
        (request(f"{HOOK}/crm.activity.badge.get", "", params=(("code", "p"),)), ["p"]),
        (request(f"{HOOK}/crm.activity.badge.get", MULTIPART, 'multipart/form-data; boundary="x"'), ["viä"]),
        (request(f"{HOOK}/crm.activity.badge.get"), [""]),
        (request("https://b24.acme.example/portal/rest/crm.activity.badge.get", "code=x&auth=t"), ["x"]),
        (request("https://b24.acme.example:8443/myrest/1/s3cr3tw3bh00kpqz/crm.activity.badge.get", "code=x"), ["x"]),
        (request("https://acme.bitrix24.com/rest/api/1/s3cr3tw3bh00kpqz/crm.activity.badge.get", "code=x"), ["x"]),
        (request(f"{HOOK}/crm.activity.badge.list", "code=x"), []),
        (request("https://acme.bitrix24.com/crm/deal/?method=crm.activity.badge.get", "code=x"), []),
        (request(f"{HOOK}/crm.activity.badge.get", "code=x", method="OPTIONS"), []),
        (request("data:text/plain,crm.activity.badge.get"), []),
        (request("ftp://acme.bitrix24.com/rest/1/s3cr3tw3bh00kpqz/crm.activity.badge.get", "code=x"), []),
        (request("https:///rest/1/s3cr3tw3bh00kpqz/crm.activity.badge.get", "code=x"), []),
        (request("https://[/crm.activity.badge.get", "code=x"), []),
        (
            request(f"{HOOK}/batch", '{"cmd":{"a":"crm.activity.badge.get?code=a%26b","b":"profile"}}', JSON),
            ["a&b"],
        ),
        (request(f"{HOOK}/batch.json", json.dumps({"cmd": ["profile", "crm.activity.badge.get?code=x"]}), JSON), ["x"]),
        (request(f"{HOOK}/batch", f"cmd[0]={GET}%3Fcode%3Dx&cmd[1]=CRM.activity.badge.get?code=y"), ["x", "y"]),
        (request(f"{HOOK}/batch", "cmd%5Ba%5D=crm.activity.badge.get%3Fcode%3Da%2526b%23rest"), ["a&b"]),
        (request(f"{HOOK}/batch?cmd[a]=crm.activity.badge.get%3Fcode%3Dx&halt=0", method="GET"), ["x"]),
        (request(f"{HOOK}/batch", "cmd[a]=crm.activity.badge.get"), [""]),
        (request(f"{HOOK}/batch", "cmd=crm.activity.badge.get"), []),
    ],
)  # fmt: skip
def test_each_form_of_the_call(made: HarRequest, found: list[str]) -> None:
    assert codes(made) == found


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_any_code_comes_through_each_form(code: str) -> None:
    get = f"{HOOK}/crm.activity.badge.get"
    command = f"crm.activity.badge.get?code={quote(code, safe='')}"
    assert codes(request(get, json.dumps({"code": code}), JSON)) == [code]
    assert codes(request(get, f"code={quote(code, safe='')}")) == [code]
    assert codes(request(f"{get}?code={quote(code, safe='')}", method="GET")) == [code]
    assert codes(request(f"{HOOK}/batch", json.dumps({"cmd": {"a": command}}), JSON)) == [code]
    assert codes(request(f"{HOOK}/batch", f"cmd[a]={quote(command, safe='')}")) == [code]


def test_an_address_is_taken_apart() -> None:
    hook = rest_address(f"{HOOK}/crm.activity.badge.get")
    assert hook is not None
    assert (hook.user, hook.secret, hook.portal.rest_url) == (
        "1", "s3cr3tw3bh00kpqz", "https://acme.bitrix24.com/rest",
    )  # fmt: skip
    oauth = rest_address("https://B24.acme.example:8443/sub/rest/crm.activity.badge.get.json?auth=x")
    assert oauth is not None
    assert (oauth.user, oauth.secret, oauth.portal.rest_url) == ("", "", "https://b24.acme.example:8443/sub/rest")


@pytest.mark.parametrize(
    ("origin", "root"),
    [
        ("https://a.example:443", "https://a.example"),
        ("https://a.example:80", "https://a.example:80"),
        ("http://a.example:80", "http://a.example"),
        ("http://a.example:443", "http://a.example:443"),
        ("HTTPS://A.Example", "https://a.example"),
    ],
)
def test_a_schemes_own_port_is_none(origin: str, root: str) -> None:
    address = rest_address(f"{origin}/rest/{GET}")
    assert address is not None
    assert address.portal.root == root


@pytest.mark.parametrize(("size", "code"), [(1 << 20, "viä"), ((1 << 20) + 1, "")])
def test_a_form_in_parts_is_read_up_to_a_megabyte(size: int, code: str) -> None:
    body = MULTIPART.ljust(size, "-")
    assert codes(request(f"{HOOK}/{GET}", body, 'multipart/form-data; boundary="x"')) == [code]


@pytest.mark.parametrize(
    ("path", "user", "secret"),
    [
        ("/rest/1/s3cr3t", "1", "s3cr3t"),
        ("/rest/admin/s3-cr", "admin", "s3-cr"),  # its place tells, not its look
        ("/rest/api/1/s3_cr", "1", "s3_cr"),
        ("/hooks/1/s3cr3t", "1", "s3cr3t"),  # its look tells
        ("/1/s3cr3t", "1", "s3cr3t"),
        ("/hooks/1/s3-cr3t", "", ""),
        ("/hooks/1/s3cr", "", ""),
        ("/hooks/admin/s3cr3t", "", ""),
        ("/rest/1/rest", "", ""),
        ("/rest/1/s3cr3t.php", "", ""),
    ],
)
def test_a_secret_is_told_by_its_place_or_by_its_look(path: str, user: str, secret: str) -> None:
    address = rest_address(f"https://acme.bitrix24.com{path}/{GET}")
    assert address is not None
    assert (address.user, address.secret) == (user, secret)


NAMELESS = "--x\r\n\r\nnothing\r\n"
IN_PARTS = f'--x\r\nContent-Disposition: form-data; name="cmd[a]"\r\n\r\n{GET}?code=x\r\n--x--\r\n'


@pytest.mark.parametrize(
    ("body", "kind", "name", "kept"),
    [
        ({"cmd": {"ключ": f"{GET}?code=x"}}, JSON, "ключ", f'{{"cmd":{{"ключ":"{GET}?code=x"}}}}'),
        ({"cmd": ["profile", f"{GET}?code=x"]}, JSON, "1", f'{{"cmd":{{"1":"{GET}?code=x"}}}}'),
        (f"cmd[]=profile&cmd[]={GET}", FORM, "1", f"cmd[1]={GET}"),
        (NAMELESS + IN_PARTS, 'multipart/form-data; boundary="x"', "a", f"cmd[a]={GET}%3Fcode%3Dx"),
    ],
    ids=["an object", "a list", "a form without names", "a form in parts"],
)
def test_a_command_goes_by_its_name_or_its_place(body: object, kind: str, name: str, kept: str) -> None:
    made = request(f"{HOOK}/batch", body if isinstance(body, str) else json.dumps(body), kind)
    address = rest_address(made.url)
    assert address is not None
    (call,) = badge_calls(made, address)
    assert (call.name, call.body) == (name, kept)


def test_a_command_is_kept_without_the_others() -> None:
    made = request(f"{HOOK}/batch", "halt=0&cmd[a]=crm.activity.badge.get%3Fcode%3Dx&cmd[b]=profile")
    address = rest_address(made.url)
    assert address is not None
    (call,) = badge_calls(made, address)
    assert call.body == "cmd[a]=crm.activity.badge.get%3Fcode%3Dx"
