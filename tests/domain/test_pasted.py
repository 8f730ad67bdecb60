"""Pasted addresses and tokens, and what is made of them."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from badge_inspector.domain.pasted import (
    LONGEST,
    PasteNote,
    PasteProblem,
    looks_secret,
    proxy_problem,
    token_problem,
    understand,
    user_problem,
)
from badge_inspector.domain.portal import PortalAddress
from badge_inspector.domain.secret import Secret

S = "abcdef0123456789"
ACME = PortalAddress("acme.bitrix24.com")
N = PasteNote
P = PasteProblem


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        (f"https://acme.bitrix24.com/rest/1/{S}/", set()),
        (f"https://acme.bitrix24.com/rest/1/{S}", set()),
        (f"https://ACME.bitrix24.com:443/rest/1/{S}/profile.json", {N.METHOD_DROPPED}),
        (f"https://acme.bitrix24.com/rest/1/{S}/profile.xml?code=x#y", {N.METHOD_DROPPED, N.QUERY_DROPPED}),
        (f"  <https://acme.bitrix24.com/rest/1/{S}/>\n", {N.WRAPPING}),
        (f'"https://acme.bitrix24.com/rest/1/{S}/"', {N.WRAPPING}),
        (f"\u200bhttps://acme.bitrix24.com/rest/1/{S}/", {N.WRAPPING}),
        (f"http://acme.bitrix24.com/rest/1/{S}/", {N.HTTP_UPGRADED}),
        (f"acme.bitrix24.com/rest/1/{S}/", {N.HTTPS_ASSUMED}),
        (f"https://acme.bitrix24.com//rest//1/{S}/", {N.SLASHES}),
        (f"https://acme.bitrix24.com/rest/api/1/{S}/", {N.REST_API}),
        (
            f"curl -X POST -H 'Accept: */*' -d '{{\"code\":\"x\"}}' https://acme.bitrix24.com/rest/1/{S}/profile",
            {N.CURL, N.METHOD_DROPPED},
        ),
        (f'curl.exe "https://acme.bitrix24.com/rest/1/{S}/profile" ^', {N.CURL, N.METHOD_DROPPED}),
        (
            f"curl -sS -x http://proxy:3128 -e https://other.example/ \\\n  -XPOST 'https://acme.bitrix24.com/rest/1/{S}/'",
            {N.CURL},
        ),
        (f"curl --url=https://acme.bitrix24.com/rest/1/{S}/", {N.CURL}),
        (f"curl 'https://acme.bitrix24.com/rest/1/{S}/", {N.CURL}),
        (f"Hi, here it is: https://acme.bitrix24.com/rest/1/{S}/. Thanks!", {N.FOUND_IN_TEXT}),
        (f"Вебхук портала https://acme.bitrix24.com\n\nhttps://acme.bitrix24.com/rest/1/{S}/", {N.FOUND_IN_TEXT}),
        (f"try acme.bitrix24.com/rest/1/{S}/ please", {N.FOUND_IN_TEXT, N.HTTPS_ASSUMED}),
        (f"[the webhook](https://acme.bitrix24.com/rest/1/{S}/)", {N.FOUND_IN_TEXT}),
        (f'<a href="https://acme.bitrix24.com/rest/1/{S}/">', {N.WRAPPING, N.FOUND_IN_TEXT}),
        (f"WEBHOOK_URL=https://acme.bitrix24.com/rest/1/{S}/", {N.FOUND_IN_TEXT}),
        (f"https://acme.bit\u200brix24.com/rest/1/{S}/", {N.WRAPPING}),
        (f"https:/acme.bitrix24.com/rest/1/{S}/", {N.SLASHES}),
        (f"https//acme.bitrix24.com/rest/1/{S}/", {N.SLASHES}),
        (f"https:\\\\acme.bitrix24.com/rest/1/{S}/", {N.SLASHES}),
        (f"https%3A%2F%2Facme.bitrix24.com%2Frest%2F1%2F{S}%2F", set()),
        (f"https://acme.bitrix24.com/rest/%31/%61{S[1:]}/", set()),
        (f"https://acme.bitrix24.com/rest/1/{S}/x?auth=a1b2c3d4e5f6", {N.METHOD_DROPPED, N.QUERY_DROPPED}),
        (f"https://acme.bitrix24.com/rest/1/{S}/{{method}}", {N.METHOD_DROPPED}),
    ],
)  # fmt: skip
def test_a_webhook_in_many_wrappings(text: str, notes: set[PasteNote]) -> None:
    pasted = understand(text)
    assert (pasted.address, pasted.user, pasted.secret, pasted.problem) == (ACME, "1", Secret(S), None)
    assert set(pasted.notes) == notes


def test_notes_stand_in_the_order_of_the_changes() -> None:
    pasted = understand(f'<a href="acme.bitrix24.com/rest/1/{S}/x?y">')
    assert pasted.notes == (N.WRAPPING, N.FOUND_IN_TEXT, N.HTTPS_ASSUMED, N.QUERY_DROPPED, N.METHOD_DROPPED)


@pytest.mark.parametrize("text", ["curl --help", "hello world", "hello\x01world"])
def test_what_is_no_address_at_all_has_no_notes(text: str) -> None:
    assert understand(text).notes == ()


@pytest.mark.parametrize(
    ("text", "address", "notes"),
    [
        ("acme.bitrix24.ru", PortalAddress("acme.bitrix24.ru"), {N.HTTPS_ASSUMED}),
        ("https://acme.bitrix24.ru/crm/deal/kanban/?x=1", PortalAddress("acme.bitrix24.ru"), {N.PAGE, N.QUERY_DROPPED}),
        ("https://crm.a.org:8443/sub/rest/", PortalAddress("crm.a.org", "https", 8443, "/sub/rest"), {N.SELF_HOSTED}),
        ("https://портал.рф", PortalAddress("xn--80awhdgm.xn--p1ai"), {N.INTERNATIONAL, N.SELF_HOSTED}),
        ("https://\uff21cme.bitrix24.com", ACME, {N.INTERNATIONAL}),
        ("https://mybitrix24.net/", PortalAddress("mybitrix24.net"), {N.SELF_HOSTED}),
        (f"https://crm.a.org/docs/view/{S}", PortalAddress("crm.a.org"), {N.SELF_HOSTED, N.PAGE}),
        ("https://crm.a.org/x/1/1234567890123456", PortalAddress("crm.a.org"), {N.SELF_HOSTED, N.PAGE}),
        (f"https://crm.a.org/x/1/{S.upper()}", PortalAddress("crm.a.org"), {N.SELF_HOSTED, N.PAGE}),
        (f"https://crm.a.org/1/{S}", PortalAddress("crm.a.org"), {N.SELF_HOSTED, N.PAGE}),
        ("192.168.1.5:8080", PortalAddress("192.168.1.5", port=8080), {N.HTTPS_ASSUMED, N.SELF_HOSTED}),
        ("http://127.0.0.1:4000/rest", PortalAddress("127.0.0.1", "http", 4000), set()),
        ("http://localhost", PortalAddress("localhost", "http"), set()),
        ("http://localhost:80", PortalAddress("localhost", "http"), set()),
        ("http://localhost:443", PortalAddress("localhost", "http", 443), set()),
        ("https://localhost:443", PortalAddress("localhost"), set()),
        ("https://localhost:80", PortalAddress("localhost", port=80), set()),
        ("http://acme.bitrix24.de:80", PortalAddress("acme.bitrix24.de"), {N.HTTP_UPGRADED}),
        ("http://acme.bitrix24.de:81", PortalAddress("acme.bitrix24.de", port=81), {N.HTTP_UPGRADED}),
        ("https://[::1]:8443", PortalAddress("::1", port=8443), set()),
        ("https://acme.bitrix24.de/rest/crm.activity.badge.get", PortalAddress("acme.bitrix24.de"), {N.METHOD_DROPPED}),
    ],
)  # fmt: skip
def test_an_address_without_a_secret(text: str, address: PortalAddress, notes: set[PasteNote]) -> None:
    pasted = understand(text)
    assert (pasted.address, pasted.secret, pasted.problem) == (address, None, None)
    assert set(pasted.notes) == notes


T = "0a1b2c3d4e5f60718293a4b5c6d7e8f9"


@pytest.mark.parametrize(
    "text",
    [
        f"""curl -X POST -H "Content-Type: application/json" -d '{{"code":"missedCall","auth":"{T}"}}' """
        "https://acme.bitrix24.com/rest/crm.activity.badge.get",
        f"curl -d code=x -d auth={T} https://acme.bitrix24.com/rest/crm.activity.badge.get",
        f"curl -H 'Authorization: Bearer {T}' https://acme.bitrix24.com/rest/crm.activity.badge.get",
        f"https://acme.bitrix24.com/rest/crm.activity.badge.get?auth={T}&code=x",
        f"https://acme.bitrix24.com/rest/crm.activity.badge.get.json?code=x&access_token={T}",
    ],
)
def test_an_access_token_comes_along(text: str) -> None:
    pasted = understand(text)
    assert (pasted.address, pasted.secret, pasted.token, pasted.problem) == (ACME, None, Secret(T), None)
    assert T not in repr(pasted)
    assert T not in pasted.masked


@pytest.mark.parametrize("token", ["**put_access_token_here**", "", "x", "abc12", "a b c d e f g"])
def test_what_is_no_token_is_not_taken_for_one(token: str) -> None:
    command = f"""curl -d '{{"auth":"{token}"}}' https://acme.bitrix24.com/rest/crm.activity.badge.get"""
    assert understand(command).token is None
    assert understand(command).address == ACME


def test_a_token_has_six_characters_at_least() -> None:
    pasted = understand("https://acme.bitrix24.com/rest/crm.activity.badge.get?auth=abc123")
    assert pasted.token == Secret("abc123")


def test_a_paste_is_read_whole_up_to_its_limit() -> None:
    address = "https://acme.bitrix24.com"
    assert understand(address.rjust(32_768)).address == ACME
    assert understand(address.rjust(32_769)).problem is P.NOT_AN_ADDRESS


@pytest.mark.parametrize(("length", "problem"), [(253, None), (254, P.NOT_AN_ADDRESS)])
def test_a_name_of_more_than_253_characters_is_no_host(length: int, problem: PasteProblem | None) -> None:
    """RFC 1035, section 2.3.4: 255 bytes on the wire, two of them for lengths."""
    host = "a." * ((length - 60) // 2) + "b" * (60 + (length - 60) % 2)
    assert len(host) == length
    assert understand(f"https://{host}/").problem is problem


def test_ten_digits_are_a_secret_and_nine_a_user_in_its_place() -> None:
    assert understand(f"https://acme.bitrix24.com/rest/{S}/123456789/").problem is P.SWAPPED
    assert understand(f"https://acme.bitrix24.com/rest/{S}/1234567890/").secret == Secret("1234567890")


def test_a_self_hosted_portals_own_name_for_rest() -> None:
    pasted = understand(f"https://crm.a.org/sub/api/1/{S}/profile")
    assert (pasted.address, pasted.user, pasted.secret) == (
        PortalAddress("crm.a.org", rest_path="/sub/api"),
        "1",
        Secret(S),
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (S, P.BARE_TOKEN),
        (f" {T}\n", P.BARE_TOKEN),
        ("https://acme.bitrix24.com:0/", P.NOT_AN_ADDRESS),
        ("curl -d x=y", P.NOT_AN_ADDRESS),
        ("", P.EMPTY),
        (" \n\u200b", P.EMPTY),
        ("hello world", P.NOT_AN_ADDRESS),
        ("acme\x00.bitrix24.com", P.NOT_AN_ADDRESS),
        (f"https://acme.bitrix24.com/rest/1/\x01{S}/", P.NOT_AN_ADDRESS),
        ("ftp://acme.bitrix24.com", P.NOT_AN_ADDRESS),
        ("javascript:alert(1)", P.NOT_AN_ADDRESS),
        ("https://", P.NOT_AN_ADDRESS),
        ("https://acme.bitrix24.com:99999/", P.NOT_AN_ADDRESS),
        ("https://a..b/", P.NOT_AN_ADDRESS),
        ("https://-acme.com/", P.NOT_AN_ADDRESS),
        ("https://1.2.3/", P.NOT_AN_ADDRESS),
        ("curl --help", P.NOT_AN_ADDRESS),
        ("https://user:pass@acme.bitrix24.com/", P.PASSWORD),
        ("https://acme.bitrix24.com/rest/../../etc/1/abcdef0123456789/", P.TRAVERSAL),
        ("https://acme.bitrix24.com/rest/%2e%2e/1/", P.TRAVERSAL),
        ("https://acme.bitrix24.com/rest/1%2f2/abcdef0123456789/", P.TRAVERSAL),
        ("https://acme.bitrix24.com/rest/1%5c2/abcdef0123456789/", P.TRAVERSAL),
        ("https://acme.bitrix24.com/rest/1/xxxxxxxxxxxxxxxx/", P.PLACEHOLDER),
        ("https://**put_your_bitrix24_address**/rest/crm.activity.badge.get", P.PLACEHOLDER),
        ("https://acme.bitrix24.com/rest/1/{secret}/", P.PLACEHOLDER),
        (f"https://acme.bitrix24.com/rest/{S}/", P.NO_USER),
        (f"https://acme.bitrix24.com/rest/{S}/crm.activity.badge.get", P.NO_USER),
        ("https://acme.bitrix24.com/rest/1/", P.NO_SECRET),
        ("https://acme.bitrix24.com/rest/1/profile.json", P.NO_SECRET),
        ("https://acme.bitrix24.com/rest/1234567/", P.NO_SECRET),
        ("https://acme.bitrix24.com/rest/api", P.NO_SECRET),
        ("https://acme.bitrix24.com/rest/api/1", P.NO_SECRET),
        (f"https://acme.bitrix24.com/rest/{S}/1/", P.SWAPPED),
        ("https://acme.bitrix24.com/rest/1/a-b/", P.NOT_A_WEBHOOK),
        ("https://auth.bitrix24.net/", P.LOGIN_SERVICE),
        ("https://bitrix24.net/", P.LOGIN_SERVICE),
    ],
)
def test_what_cannot_be_used(text: str, problem: PasteProblem) -> None:
    pasted = understand(text)
    assert pasted.problem is problem
    assert pasted.secret is None


def test_an_unusual_secret_is_taken_with_a_word() -> None:
    pasted = understand("https://acme.bitrix24.com/rest/admin/ABCdef0123456789XYZ/")
    assert (pasted.user, pasted.secret, pasted.problem) == ("admin", Secret("ABCdef0123456789XYZ"), None)
    assert N.UNUSUAL_SECRET in pasted.notes


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("1", None),
        (" 25 ", None),
        ("admin", None),
        ("ivan.petrov@acme.com", None),
        ("", P.NO_USER),
        ("  ", P.NO_USER),
        (S, P.SWAPPED),
        ("1/../2", P.NOT_A_USER),
        ("..", P.NOT_A_USER),
        ("user one", P.NOT_A_USER),
        ("1%2f", P.NOT_A_USER),
    ],
)
def test_a_webhooks_user(text: str, problem: PasteProblem | None) -> None:
    assert user_problem(text) is problem


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("http://proxy.example:3128", None),
        (" https://10.0.0.1:8080/ ", None),
        ("http://[::1]:3128", None),
        ("http://proxy.example", P.NO_PORT),
        ("http://proxy.example:0", P.NO_PORT),
        ("http://user:pass@proxy.example:3128", P.PASSWORD),
        ("", P.NOT_A_PROXY),
        ("proxy.example:3128", P.NOT_A_PROXY),
        ("socks5://proxy.example:1080", P.NOT_A_PROXY),
        ("http://proxy.example:99999", P.NOT_A_PROXY),
        ("http://proxy.example:3128/path", P.NOT_A_PROXY),
        ("http://:3128", P.NOT_A_PROXY),
    ],
)
def test_a_proxys_address(text: str, problem: PasteProblem | None) -> None:
    assert proxy_problem(text) is problem


@pytest.mark.parametrize("text", [S, T, f"https://acme.bitrix24.com/rest/{S}/1/", f"https://u:{S}@acme.bitrix24.com"])
def test_what_is_refused_is_masked_where_it_tells_a_secret(text: str) -> None:
    pasted = understand(text)
    assert pasted.problem is not None
    assert S not in pasted.masked
    assert T not in pasted.masked


def test_single_fields() -> None:
    assert token_problem("abc def")
    assert token_problem("abc\ndef")
    assert not token_problem("  abcdef \n")
    assert looks_secret(f"https://acme.bitrix24.com/rest/1/{S}/")
    assert looks_secret(S)
    assert looks_secret(f"access_token={T}")
    assert not looks_secret("Acme production")


def test_a_name_or_a_note_is_looked_through_as_far_as_one_is_kept() -> None:
    """32 KiB: what lies behind is cut off wherever one is kept."""
    secret = f"auth={T}"
    assert looks_secret("a " * ((LONGEST - len(secret)) // 2) + secret)
    assert not looks_secret("a " * (LONGEST // 2) + secret)


@given(st.text() | st.text(alphabet="htps:/.@?#[]%abc019-rest ", max_size=60))
@example(f"https://acme.bitrix24.com/rest/1/{S}/x")
@example("https://[")
@example("https://\u2100.com")
def test_nothing_makes_it_raise_or_show_a_secret(text: str) -> None:
    pasted = understand(text)
    if pasted.secret is not None:
        assert pasted.secret.reveal() not in repr(pasted)
        assert pasted.secret.reveal() not in pasted.masked
        assert pasted.user
    if pasted.token is not None:
        assert pasted.token.reveal() not in repr(pasted)
    assert (pasted.address is None) <= (pasted.problem is not None)
