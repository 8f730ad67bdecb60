"""What people paste, and what is made of it."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from badge_inspector.domain.pasted import (
    PasteNote,
    PasteProblem,
    address_problem,
    looks_secret,
    token_problem,
    understand,
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
    ],
)  # fmt: skip
def test_a_webhook_in_many_wrappings(text: str, notes: set[PasteNote]) -> None:
    pasted = understand(text)
    assert (pasted.address, pasted.user, pasted.secret, pasted.problem) == (ACME, "1", Secret(S), None)
    assert set(pasted.notes) == notes


@pytest.mark.parametrize(
    ("text", "address", "notes"),
    [
        ("acme.bitrix24.ru", PortalAddress("acme.bitrix24.ru"), {N.HTTPS_ASSUMED}),
        ("https://acme.bitrix24.ru/crm/deal/kanban/?x=1", PortalAddress("acme.bitrix24.ru"), {N.PAGE, N.QUERY_DROPPED}),
        ("https://crm.a.org:8443/sub/rest/", PortalAddress("crm.a.org", "https", 8443, "/sub/rest"), {N.SELF_HOSTED}),
        ("https://портал.рф", PortalAddress("xn--80awhdgm.xn--p1ai"), {N.INTERNATIONAL, N.SELF_HOSTED}),
        ("192.168.1.5:8080", PortalAddress("192.168.1.5", port=8080), {N.HTTPS_ASSUMED, N.SELF_HOSTED}),
        ("http://127.0.0.1:4000/rest", PortalAddress("127.0.0.1", "http", 4000), set()),
        ("http://localhost", PortalAddress("localhost", "http"), set()),
        ("https://[::1]:8443", PortalAddress("::1", port=8443), set()),
        ("https://acme.bitrix24.de/rest/crm.activity.badge.get", PortalAddress("acme.bitrix24.de"), {N.METHOD_DROPPED}),
    ],
)  # fmt: skip
def test_an_address_without_a_secret(text: str, address: PortalAddress, notes: set[PasteNote]) -> None:
    pasted = understand(text)
    assert (pasted.address, pasted.secret, pasted.problem) == (address, None, None)
    assert set(pasted.notes) == notes


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", P.EMPTY),
        (" \n\u200b", P.EMPTY),
        ("hello world", P.NOT_AN_ADDRESS),
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
        ("https://acme.bitrix24.com/rest/1/xxxxxxxxxxxxxxxx/", P.PLACEHOLDER),
        ("https://**put_your_bitrix24_address**/rest/crm.activity.badge.get", P.PLACEHOLDER),
        ("https://acme.bitrix24.com/rest/1/{secret}/", P.PLACEHOLDER),
        (f"https://acme.bitrix24.com/rest/{S}/", P.NO_USER),
        (f"https://acme.bitrix24.com/rest/{S}/crm.activity.badge.get", P.NO_USER),
        ("https://acme.bitrix24.com/rest/1/", P.NO_SECRET),
        ("https://acme.bitrix24.com/rest/1/profile.json", P.NO_SECRET),
        (f"https://acme.bitrix24.com/rest/{S}/1/", P.SWAPPED),
        ("https://acme.bitrix24.com/rest/1/a-b/", P.NOT_A_WEBHOOK),
        ("https://auth.bitrix24.net/", P.LOGIN_SERVICE),
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


def test_single_fields() -> None:
    assert address_problem("https://acme.bitrix24.com/rest/1/") is None
    assert address_problem("https://user:pass@acme.bitrix24.com") is P.PASSWORD
    assert token_problem("abc def")
    assert token_problem("abc\ndef")
    assert not token_problem("  abcdef \n")
    assert looks_secret(f"https://acme.bitrix24.com/rest/1/{S}/")
    assert looks_secret(S)
    assert not looks_secret("Acme production")


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
    assert (pasted.address is None) <= (pasted.problem is not None)
