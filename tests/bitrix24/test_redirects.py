"""Redirects are judged, never followed."""

from __future__ import annotations

import pytest

from badge_inspector.bitrix24.redirects import judge, registrable_domain, same_owner
from badge_inspector.domain.exchange import Response
from badge_inspector.domain.failures import Failure, FailureKind
from badge_inspector.domain.moved import moved_address
from badge_inspector.domain.portal import PortalAddress

ACME = PortalAddress("acme.bitrix24.ru")
PATH = "/rest/1/••••••••/crm.activity.badge.get"
LOCAL = PortalAddress("127.0.0.1", scheme="http", port=8001)


def answer(location: str | None, status: int = 302) -> Response:
    headers = (("Location", location),) if location is not None else ()
    return Response(status, "Found", "HTTP/1.1", headers, b"", 0)


@pytest.mark.parametrize(
    ("location", "kind", "kept"),
    [
        ("https://new.bitrix24.ru" + PATH, FailureKind.PORTAL_MOVED, "https://new.bitrix24.ru"),
        ("https://new.bitrix24.ru/", FailureKind.PORTAL_MOVED, "https://new.bitrix24.ru"),
        ("https://NEW.bitrix24.ru:443/", FailureKind.PORTAL_MOVED, "https://new.bitrix24.ru"),
        ("//new.bitrix24.ru" + PATH, FailureKind.PORTAL_MOVED, "https://new.bitrix24.ru"),
        ("https://acme.bitrix24.com" + PATH, FailureKind.PORTAL_MOVED, "https://acme.bitrix24.com"),
        ("https://acme.bitrix24.com.br" + PATH, FailureKind.PORTAL_MOVED, "https://acme.bitrix24.com.br"),
        ("https://new.bitrix24.ru:8443/b24" + PATH, FailureKind.PORTAL_MOVED, "https://new.bitrix24.ru:8443/b24/rest"),
        ("http://new.bitrix24.ru" + PATH, FailureKind.REDIRECT_INSECURE, "http://new.bitrix24.ru" + PATH),
        ("http://acme.bitrix24.ru" + PATH, FailureKind.REDIRECT_INSECURE, "http://acme.bitrix24.ru" + PATH),
        ("https://evil.example" + PATH, FailureKind.REDIRECT_FOREIGN, "https://evil.example" + PATH),
        ("https://bitrix24.ru.evil.example/", FailureKind.REDIRECT_FOREIGN, "https://bitrix24.ru.evil.example/"),
        ("https://evil-bitrix24.ru/", FailureKind.REDIRECT_FOREIGN, "https://evil-bitrix24.ru/"),
        ("https://bitrix24.evil.example/", FailureKind.REDIRECT_FOREIGN, "https://bitrix24.evil.example/"),
        ("https://u:p@new.bitrix24.ru/", FailureKind.REDIRECT_FOREIGN, "https://u:p@new.bitrix24.ru/"),
        ("https://acme.bitrix24.ru" + PATH, FailureKind.REDIRECT_LOOP, "https://acme.bitrix24.ru" + PATH),
        (PATH + "/", FailureKind.REDIRECT_LOOP, PATH + "/"),
        ("https://old.bitrix24.ru" + PATH, FailureKind.REDIRECT_LOOP, "https://old.bitrix24.ru" + PATH),
        ("/somewhere/else", FailureKind.REDIRECT_UNCLEAR, "/somewhere/else"),
        ("/bitrix/coupon_activation.php", FailureKind.LICENCE_EXPIRED_PAGE, "/bitrix/coupon_activation.php"),
        ("http://acme.bitrix24.ru/bitrix/coupon_activation.php", FailureKind.LICENCE_EXPIRED_PAGE,
         "http://acme.bitrix24.ru/bitrix/coupon_activation.php"),
        ("https://evil.example/bitrix/coupon_activation.php", FailureKind.REDIRECT_FOREIGN,
         "https://evil.example/bitrix/coupon_activation.php"),
        ("/login/?backurl=%2Frest", FailureKind.SIGN_IN_PAGE, "/login/?backurl=%2Frest"),
        ("/auth/?x=1", FailureKind.SIGN_IN_PAGE, "/auth/?x=1"),
        ("https://auth2.bitrix24.net/oauth/authorize/?x", FailureKind.SIGN_IN_PAGE,
         "https://auth2.bitrix24.net/oauth/authorize/?x"),
        ("https://login.microsoftonline.com/t/saml2?SAMLRequest=x", FailureKind.SIGN_IN_PAGE,
         "https://login.microsoftonline.com/t/saml2?SAMLRequest=x"),
        ("https://sso.acme.example/", FailureKind.SIGN_IN_PAGE, "https://sso.acme.example/"),
        (None, FailureKind.REDIRECT_UNCLEAR, ""),
        ("  ", FailureKind.REDIRECT_UNCLEAR, ""),
        ("https://[::1", FailureKind.REDIRECT_UNCLEAR, "https://[::1"),
        ("https://a:99999999/", FailureKind.REDIRECT_UNCLEAR, "https://a:99999999/"),
        ("ftp://new.bitrix24.ru/", FailureKind.REDIRECT_UNCLEAR, "ftp://new.bitrix24.ru/"),
        ("javascript:alert(1)", FailureKind.REDIRECT_UNCLEAR, "javascript:alert(1)"),
        ("https:///nohost", FailureKind.REDIRECT_UNCLEAR, "https:///nohost"),
    ],
)  # fmt: skip
def test_of_a_cloud_portal(location: str | None, kind: FailureKind, kept: str) -> None:
    failure = judge(ACME, PATH, answer(location), moved_from=("old.bitrix24.ru",))
    assert failure is not None
    assert (failure.kind, failure.location, failure.http_status) == (kind, kept, 302)


@pytest.mark.parametrize(
    ("location", "kind"),
    [
        ("http://127.0.0.1:8002" + PATH, FailureKind.PORTAL_MOVED),
        ("http://127.0.0.1:8001" + PATH, FailureKind.REDIRECT_LOOP),
        ("http://127.0.0.2:8001" + PATH, FailureKind.REDIRECT_FOREIGN),
        ("http://acme.bitrix24.ru" + PATH, FailureKind.REDIRECT_INSECURE),
        ("https://acme.bitrix24.ru" + PATH, FailureKind.REDIRECT_FOREIGN),
    ],
)
def test_of_a_portal_on_loopback(location: str, kind: FailureKind) -> None:
    failure = judge(LOCAL, PATH, answer(location))
    assert failure is not None
    assert failure.kind is kind


@pytest.mark.parametrize(
    ("location", "root"),
    [("http://127.0.0.1:80/", "http://127.0.0.1"), ("http://127.0.0.1:443/", "http://127.0.0.1:443")],
)
def test_the_schemes_own_port_is_left_out(location: str, root: str) -> None:
    failure = judge(LOCAL, PATH, answer(location))
    assert failure is not None
    assert (failure.kind, failure.location) == (FailureKind.PORTAL_MOVED, root)


@pytest.mark.parametrize("status", [200, 300, 304, 400, 503])
def test_other_statuses_are_none(status: int) -> None:
    assert judge(ACME, PATH, answer("https://new.bitrix24.ru/", status)) is None


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_every_redirect_is_judged(status: int) -> None:
    failure = judge(ACME, PATH, answer("https://new.bitrix24.ru/", status))
    assert failure is not None
    assert failure.kind is FailureKind.PORTAL_MOVED


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("acme.bitrix24.ru", "bitrix24.ru"),
        ("acme.bitrix24.com.br", "bitrix24.com.br"),
        ("crm.acme.co.uk", "acme.co.uk"),
        ("acme.co.uk", "acme.co.uk"),
        ("crm.acme.example", "acme.example"),
        ("acme.example", "acme.example"),
        ("acme.example.", "acme.example"),
        ("localhost", "localhost"),
        ("10.0.0.1", "10.0.0.1"),
        ("::1", "::1"),
        ("co.uk", "co.uk"),
    ],
)
def test_registrable_domain(host: str, domain: str) -> None:
    assert registrable_domain(host) == domain


def test_brand_needs_its_own_domain() -> None:
    assert same_owner("a.bitrix24.ru", "b.bitrix24.de")
    assert not same_owner("a.bitrix24.ru", "bitrix24.de.evil.example")
    assert not same_owner("10.0.0.1", "10.0.0.2")


@pytest.mark.parametrize(
    ("location", "moved"),
    [
        ("https://new.bitrix24.ru" + PATH, PortalAddress("new.bitrix24.ru")),
        ("https://new.bitrix24.ru:8443/b24" + PATH, PortalAddress("new.bitrix24.ru", port=8443, rest_path="/b24/rest")),
        ("https://new.bitrix24.ru/", PortalAddress("new.bitrix24.ru")),
    ],
)
def test_moved_address(location: str, moved: PortalAddress) -> None:
    failure = judge(ACME, PATH, answer(location))
    assert failure is not None
    assert moved_address(ACME, failure) == moved


@pytest.mark.parametrize(
    ("host", "port"),
    [
        ("http://b24.acme.example:80", None),
        ("http://b24.acme.example:81", 81),
        ("http://b24.acme.example:443", 443),
        ("https://b24.acme.example:443", None),
        ("https://b24.acme.example:80", 80),
    ],
)
def test_the_port_of_its_scheme_is_no_part_of_a_moved_address(host: str, port: int | None) -> None:
    failure = Failure(FailureKind.PORTAL_MOVED, location=f"{host}/rest")
    scheme = host.partition(":")[0]
    assert moved_address(ACME, failure) == PortalAddress("b24.acme.example", scheme=scheme, port=port)


def test_moved_address_keeps_a_rest_path_of_its_own() -> None:
    address = PortalAddress("crm.acme.example", rest_path="/api")
    failure = judge(address, "/api/1/x/m", answer("https://b24.acme.example/api/1/x/m"))
    assert failure is not None
    assert moved_address(address, failure) == PortalAddress("b24.acme.example", rest_path="/api")
    assert moved_address(address, failure.__class__(FailureKind.NOT_JSON)) is None
