"""Addresses of portals as they are shown and asked, and the profile at another address."""

from __future__ import annotations

from dataclasses import replace

import pytest

from badge_inspector.domain.capture import Capture, HarPhase
from badge_inspector.domain.portal import (
    AccessKind,
    PortalAddress,
    PortalProfile,
    captured_authority,
    captured_profile_id,
)


@pytest.mark.parametrize(
    ("address", "authority", "display", "rest_url"),
    [
        (PortalAddress("a.example"), "a.example", "a.example", "https://a.example/rest"),
        (PortalAddress("a.example", port=8443), "a.example:8443", "a.example:8443", "https://a.example:8443/rest"),
        (PortalAddress("::1", "http", 80, "/x/rest"), "[::1]:80", "[::1]:80", "http://[::1]:80/x/rest"),
        (PortalAddress("::1"), "[::1]", "[::1]", "https://[::1]/rest"),
        (PortalAddress("xn--80awhdgm.xn--p1ai"), "xn--80awhdgm.xn--p1ai", "портал.рф",
         "https://xn--80awhdgm.xn--p1ai/rest"),
        (PortalAddress("xn--80awhdgm.xn--p1ai", port=1), "xn--80awhdgm.xn--p1ai:1", "портал.рф:1",
         "https://xn--80awhdgm.xn--p1ai:1/rest"),
        (PortalAddress("xn--\ud83d"), "xn--\ud83d", "xn--\ud83d", "https://xn--\ud83d/rest"),
    ],
)  # fmt: skip
def test_forms_of_an_address(address: PortalAddress, authority: str, display: str, rest_url: str) -> None:
    assert (address.authority, address.display, address.rest_url) == (authority, display, rest_url)
    assert address.root == rest_url.removesuffix(address.rest_path)


@pytest.mark.parametrize(
    ("host", "is_loopback", "is_cloud"),
    [
        ("localhost", True, False),
        ("::1", True, False),
        ("127.0.0.1", True, False),
        ("127.255.0.9", True, False),
        ("127.0.0.1.example", False, False),
        ("128.0.0.1", False, False),
        ("a.localhost", False, False),
        ("acme.bitrix24.ru", False, True),
        ("bitrix24.ru", False, True),
        ("acmebitrix24.ru", False, False),
        ("a.example", False, False),
    ],
)
def test_hosts(host: str, is_loopback: bool, is_cloud: bool) -> None:
    assert (PortalAddress(host).is_loopback, PortalAddress(host).is_cloud) == (is_loopback, is_cloud)


def test_a_portal_that_moved_leaves_its_certificate_and_its_host_s_name_behind() -> None:
    here, there = PortalAddress("a.example"), PortalAddress("b.example")
    named = PortalProfile("1", "Production", here, trusted_certificate="ab")
    unnamed = replace(named, name="a.example")
    assert named.moved_to(there) == replace(named, address=there, trusted_certificate="")
    assert unnamed.moved_to(there).name == "b.example"
    elsewhere = here._replace(rest_path="/sub/rest")
    assert named.moved_to(elsewhere) == replace(named, address=elsewhere)


def test_a_new_portal_has_the_clouds_budget_and_was_never_used() -> None:
    """480 s of `operating` in ten minutes (bitrix24/README.md, "Limits")."""
    new = PortalProfile("1", "Production", PortalAddress("a.example"))
    assert (new.operating_limit_s, new.last_used_at, new.is_demo, new.access) == (480, 0, False, AccessKind.WEBHOOK)


def test_a_capture_of_a_browser_and_of_this_program() -> None:
    browser, timed = Capture("a.har"), Capture("a.har", timings=(("wait", 0.5), ("send", 0.0)))
    assert (browser.is_dated, browser.is_timed, browser.is_case) == (True, True, False)
    assert browser.has_own_phases
    assert not replace(browser, is_case=True).has_own_phases
    assert replace(timed, is_case=True).has_own_phases
    assert [timed.seconds(phase) for phase in (HarPhase.WAIT, HarPhase.SEND, HarPhase.DNS)] == [0.5, 0.0, None]


def test_a_captures_portal_is_none_that_is_asked() -> None:
    assert captured_authority(captured_profile_id("a.example:8443")) == "a.example:8443"
    assert captured_authority("a.example") is None
