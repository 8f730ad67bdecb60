"""The settings file: what comes back, what is survived, and two windows at once."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from badge_inspector.domain.portal import AccessKind, ColourLabel, PortalAddress, PortalProfile, ProxyChoice, ProxyMode
from badge_inspector.domain.preferences import Preferences, WindowPlace
from badge_inspector.storage.settings import SettingsStore
from badge_inspector.storage.settings_format import Settings, SettingsNotice, Trouble
from tests.support.builders import profile

Opener = Callable[[], SettingsStore]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.json"


@pytest.fixture
def opened(file: Path) -> Iterator[Opener]:
    stores: list[SettingsStore] = []

    def make() -> SettingsStore:
        stores.append(SettingsStore(file))
        return stores[-1]

    yield make
    for store in stores:
        store.close()


FULL = Settings(
    Preferences(
        theme="dark",
        language="ru",
        total_s=12.5,
        keep_days=30,
        private_mode=True,
        proxy=ProxyChoice(ProxyMode.EXPLICIT, "http://proxy.example:3128", "ann"),
        last_portal_id="a",
        places=(WindowPlace("1320x860", "Z2Vv", "c3Bs"),),
    ),
    (
        PortalProfile(
            "a",
            "Прод",
            PortalAddress("crm.example.org", port=8443, rest_path="/sub/rest"),
            access=AccessKind.OAUTH,
            webhook_user="1",
            notes="two\nlines",
            colour=ColourLabel.RED,
            display_language="de",
            operating_limit_s=0.0,
            ca_file="/etc/ca.pem",
            trusted_certificate="ab" * 32,
            oauth_client_id="app.1",
            token_expires_at=1.5,
            last_used_at=2.5,
        ),
        profile("Staging", "acme-dev.bitrix24.com"),
    ),
)


def test_what_was_saved_comes_back(opened: Opener) -> None:
    assert opened().save(FULL).result() is None
    assert opened().load() == (FULL, ())


def test_no_file_is_a_fresh_start(opened: Opener, file: Path) -> None:
    assert opened().load() == (Settings(), ())
    assert not file.parent.exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no mode bits; the profile folder's own rights hold there")
def test_only_the_owner_can_read_it(opened: Opener, file: Path) -> None:
    opened().save(FULL).result()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert sorted(path.name for path in file.parent.iterdir()) == ["settings.json", "settings.lock"]


def test_the_demo_portal_is_not_written(opened: Opener) -> None:
    opened().save(Settings(profiles=(profile("Demo", "127.0.0.1", is_demo=True), profile()))).result()
    assert [found.name for found in opened().load()[0].profiles] == ["Acme support"]


@pytest.mark.parametrize(
    "data",
    [b"", b"\x00\xff", b"{", b"[]", b"null", b'{"a":' * 100_000, b"\xff\xfe{\x00}\x00"],
    ids=["empty", "binary", "cut", "list", "null", "deep", "utf-16"],
)
def test_garbage_is_kept_aside(opened: Opener, file: Path, data: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(data)
    store = opened()
    settings, notices = store.load()
    assert settings == Settings()
    assert [notice.trouble for notice in notices] == [Trouble.UNREADABLE]
    assert (file.parent / notices[0].detail).read_bytes() == data
    assert store.save(FULL).result() is None
    assert opened().load() == (FULL, ())


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("theme", "neon"),
        ("theme", 7),
        ("language", "tlh"),
        ("total_s", "soon"),
        ("total_s", -1),
        ("total_s", True),
        ("keep_days", 1.5),
        ("private_mode", "yes"),
        ("proxy", []),
        ("proxy", {"mode": "carrier pigeon"}),
        ("places", {"a": 1}),
    ],
)
def test_a_wrong_value_falls_back_and_is_named(opened: Opener, file: Path, member: str, value: object) -> None:
    file.parent.mkdir()
    file.write_text(json.dumps({"version": 1, "preferences": {"keep_count": 5, member: value}}))
    settings, notices = opened().load()
    assert settings.preferences == replace(Preferences(), keep_count=5)
    assert notices == (SettingsNotice(Trouble.WRONG_VALUE, f"preferences.{member}"),)


def test_a_portal_without_an_address_is_left_out_the_others_stay(opened: Opener, file: Path) -> None:
    file.parent.mkdir()
    good = {"id": "b", "name": "B", "address": {"host": "b.example", "port": 99999}}
    file.write_text(json.dumps({"portals": [{"id": "a"}, 7, good, good]}))
    settings, notices = opened().load()
    assert [found.address for found in settings.profiles] == [PortalAddress("b.example")]
    assert "portals[0]" in [notice.detail for notice in notices]


def test_a_newer_file_is_read_and_never_written_over(opened: Opener, file: Path) -> None:
    file.parent.mkdir()
    text = json.dumps({"version": 99, "preferences": {"theme": "dark", "hologram": 1}})
    file.write_text(text)
    store = opened()
    settings, notices = store.load()
    assert settings.preferences.theme == "dark"
    assert SettingsNotice(Trouble.NEWER, "99") in notices
    notice = store.save(FULL).result()
    assert notice is not None
    assert file.read_text() == text


def test_members_of_others_are_carried_along(opened: Opener, file: Path) -> None:
    file.parent.mkdir()
    portal = {"id": "a", "name": "A", "address": {"host": "a.example"}, "aura": [1, 2]}
    file.write_text(json.dumps({"version": 1, "preferences": {"hologram": {"x": 1}}, "portals": [portal], "top": "é"}))
    store = opened()
    settings, notices = store.load()
    assert notices == ()
    store.save(replace(settings, preferences=replace(settings.preferences, theme="light"))).result()
    written = json.loads(file.read_text())
    assert written["preferences"] == {"theme": "light", "hologram": {"x": 1}}
    assert written["portals"][0]["aura"] == [1, 2]
    assert written["top"] == "é"


def test_two_windows_keep_each_others_changes(opened: Opener) -> None:
    a, b, c = (profile(name, f"{name}.example") for name in "abc")
    opened().save(Settings(profiles=(a, b))).result()
    one, other = opened(), opened()
    mine, theirs = one.load()[0], other.load()[0]
    one.save(Settings(replace(mine.preferences, theme="dark"), (replace(a, notes="mine"), b))).result()
    other.save(Settings(replace(theirs.preferences, language="ru"), (a, c))).result()
    settings, _ = opened().load()
    assert (settings.preferences.theme, settings.preferences.language) == ("dark", "ru")
    assert settings.profiles == (replace(a, notes="mine"), c)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file where the folder should be")
    store = SettingsStore(tmp_path / "config" / "settings.json")
    notice = store.save(FULL).result()
    store.close()
    assert notice is not None
    assert notice.trouble is Trouble.NOT_WRITABLE
