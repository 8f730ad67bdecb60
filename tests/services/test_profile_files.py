"""Portals in a file: what goes out, and what is let in."""

from __future__ import annotations

import json
import os
import stat
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from badge_inspector.domain.pasted import LONGEST
from badge_inspector.domain.portal import AccessKind, ColourLabel, PortalAddress, PortalProfile
from badge_inspector.services.profile_files import NotPortalsError, export_portals, import_portals
from tests.support.builders import profile

SECRET = "abcdefgh12345678"
FULL = PortalProfile(
    "id-1",
    "Acme “production”",
    PortalAddress("crm.example.org", port=8443, rest_path="/b24/api"),
    access=AccessKind.OAUTH,
    notes="call Olga",
    colour=ColourLabel.RED,
    display_language="de",
    operating_limit_s=0.0,
    oauth_client_id="local.5e8f.1",
)


def portal(**members: Any) -> dict[str, Any]:
    address = {"scheme": "https", "host": "acme.bitrix24.com", "port": None, "rest_path": "/rest"}
    return {"name": "Acme", "address": address, "access": "webhook", "webhook_user": "1", **members}


def write(file: Path, *portals: object, **members: Any) -> Path:
    document = {"format": "badge-inspector-portals", "version": 1, "portals": list(portals), **members}
    file.write_text(json.dumps(document), encoding="utf-8")
    return file


def test_there_and_back(tmp_path: Path) -> None:
    file = tmp_path / "portals.json"
    export_portals([FULL, profile(name="Café 日本")], file)
    found = import_portals(file, ())
    assert (found.known, found.unusable) == (0, 0)
    assert [replace(each, id="") for each in found.profiles] == [
        replace(FULL, id=""),
        replace(profile(name="Café 日本"), id="", last_used_at=0.0),
    ]
    assert len({each.id for each in found.profiles} - {"id-1"}) == 2


def test_nothing_secret_and_nobody_to_trust_goes_out(tmp_path: Path) -> None:
    file = tmp_path / "portals.json"
    notes = f"the hook is https://acme.bitrix24.com/rest/1/{SECRET}/profile.json, ask Olga"
    trusting = replace(
        FULL,
        notes=notes,
        ca_file="/home/olga/ca.pem",
        trusted_certificate="ab" * 32,
        token_expires_at=1.0,
        last_used_at=2.0,
    )
    export_portals([trusting, replace(FULL, id="demo", is_demo=True, name="Demo")], file)
    text = file.read_text(encoding="utf-8")
    for hidden in (SECRET, "ca.pem", "abab", "Demo"):
        assert hidden not in text
    assert "ask Olga" in text
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_those_that_are_there_are_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "portals.json"
    export_portals([FULL, replace(FULL, name="Another")], file)
    found = import_portals(file, [replace(FULL, id="mine", notes="mine")])
    assert ([each.name for each in found.profiles], found.known) == (["Another"], 1)


@pytest.mark.parametrize(
    "bad",
    [
        "a text",
        {"name": "no address"},
        portal(address={"host": "acme.bitrix24.com/../evil"}),
        portal(address={"host": "user:pw@acme.bitrix24.com"}),
        portal(address={"host": "acme.bitrix24.net"}),
        portal(webhook_user=SECRET),
        portal(webhook_user="1/" + SECRET),
    ],
    ids=lambda bad: json.dumps(bad)[:60],
)
def test_an_address_that_could_not_be_pasted_stays_out(tmp_path: Path, bad: object) -> None:
    found = import_portals(write(tmp_path / "portals.json", bad, portal()), ())
    assert ([each.name for each in found.profiles], found.unusable) == (["Acme"], 1)


def test_neither_trust_nor_a_secret_comes_in(tmp_path: Path) -> None:
    item = portal(
        id="mine",
        name=SECRET,
        notes=f"https://acme.bitrix24.com/rest/1/{SECRET}/",
        ca_file="evil.pem",
        trusted_certificate="ab" * 32,
        last_used_at=5.0,
        secret=SECRET,
        is_demo=True,
    )
    (found,) = import_portals(write(tmp_path / "portals.json", item), ()).profiles
    assert SECRET not in repr(found)
    assert (found.id == "mine", found.name) == (False, "acme.bitrix24.com")
    assert (found.ca_file, found.trusted_certificate, found.last_used_at, found.is_demo) == ("", "", 0.0, False)


def test_no_secret_comes_in_behind_what_is_looked_through(tmp_path: Path) -> None:
    item = portal(name="a " * (LONGEST // 2) + SECRET, notes="b " * LONGEST + f"auth={SECRET}")
    (found,) = import_portals(write(tmp_path / "portals.json", item), ()).profiles
    assert SECRET not in repr(found)
    assert found.name == ("a " * (LONGEST // 2)).strip()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "Expecting value"),
        (b"\xff\xfe", "decode"),
        (b"[" * 100_000, "recursion"),
        (b"[]", "not an export"),
        (b'{"format": "badge-inspector-portals", "version": 2, "portals": []}', "newer"),
        (b'{"format": "badge-inspector-portals", "version": "1", "portals": []}', "not an export"),
        (b'{"version": 1, "portals": []}', "not an export"),
        (b'{"format": "badge-inspector-portals", "version": 1, "portals": {}}', "not an export"),
        (b" " * (17 * 1024 * 1024), "not an export"),
    ],
    ids=["empty", "binary", "deep", "a list", "newer", "a text for a version", "settings", "an object", "huge"],
)
def test_what_is_no_export_is_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    file = tmp_path / "portals.json"
    file.write_bytes(data)
    with pytest.raises(NotPortalsError, match=reason):
        import_portals(file, ())


def test_files_that_cannot_be_used(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        import_portals(tmp_path / "nowhere.json", ())
    with pytest.raises((IsADirectoryError, PermissionError)):  # the second is what Windows says
        import_portals(tmp_path, ())
    with pytest.raises(FileNotFoundError):
        export_portals([FULL], tmp_path / "nowhere" / "portals.json")
