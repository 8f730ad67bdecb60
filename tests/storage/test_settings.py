"""The settings file: what comes back, what is survived, and two windows at once."""

from __future__ import annotations

import json
import os
import stat
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from badge_inspector.domain.portal import AccessKind, ColourLabel, PortalAddress, PortalProfile, ProxyChoice, ProxyMode
from badge_inspector.domain.preferences import (
    PREFERENCES,
    Choice,
    Flag,
    Number,
    PreferenceKind,
    Preferences,
    WindowGeometry,
)
from badge_inspector.storage import settings as settings_module
from badge_inspector.storage import settings_format
from badge_inspector.storage.settings import SettingsStore
from badge_inspector.storage.settings_format import Settings, SettingsNotice, Trouble
from badge_inspector.storage.settings_merge import merge
from tests.support.builders import profile
from tests.support.small_disk import small_disk

NUMBERS = [(name, kind) for name, kind in PREFERENCES.items() if isinstance(kind, Number)]

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
        wrap=False,
        total_s=12.5,
        keep_days=30,
        private_mode=True,
        proxy=ProxyChoice(ProxyMode.EXPLICIT, "http://proxy.example:3128", "ann"),
        last_portal_id="a",
        last_snippet="go",
        geometries=(WindowGeometry("1320x860", "Z2Vv", "c3Bs"),),
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
    [b"", b"\x00\xff", b"{", b"[1]", b"null", b'{"a":' * 100_000, b"[" * 100_000, b"\xff\xfe{\x00}\x00"],
    ids=["empty", "binary", "cut", "list", "null", "deep", "lists", "utf-16"],
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


def test_every_declared_preference_is_one_and_has_a_default_that_it_can_have() -> None:
    default = Preferences()
    assert set(PREFERENCES) <= set(Preferences._fields)
    for name, kind in PREFERENCES.items():
        value = getattr(default, name)
        match kind:
            case Flag():
                assert isinstance(value, bool)
            case Choice():
                assert value in kind.values
            case Number():
                assert kind.least <= value <= kind.most


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("theme", "neon"),
        ("theme", 7),
        ("language", "tlh"),
        ("total_s", "soon"),
        ("total_s", -1),
        ("total_s", True),
        ("total_s", 0),
        ("connect_s", 1e9),
        ("read_s", float("nan")),
        ("read_s", 10**400),
        ("body_limit", 0),
        ("body_limit", 1 << 40),
        ("keep_bytes", 1 << 60),
        ("theme", ["dark"]),
        ("theme", {"dark": 1}),
        ("proxy", {"mode": []}),
        ("keep_days", 1.5),
        ("private_mode", "yes"),
        ("proxy", []),
        ("proxy", {"mode": "carrier pigeon"}),
        ("geometries", {"a": 1}),
        *((name, kind.least - 1) for name, kind in NUMBERS),
        *((name, kind.most + 1) for name, kind in NUMBERS),
    ],
)
def test_a_wrong_value_falls_back_and_is_named(opened: Opener, file: Path, member: str, value: object) -> None:
    file.parent.mkdir()
    file.write_text(json.dumps({"version": 1, "preferences": {"last_portal_id": "b", member: value}}))
    settings, notices = opened().load()
    assert settings.preferences == Preferences()._replace(last_portal_id="b")
    assert notices == (SettingsNotice(Trouble.WRONG_VALUE, f"preferences.{member}"),)


@pytest.mark.parametrize(
    "document",
    [
        {"preferences": []},
        {"preferences": {"theme": 7, "language": None, "read_s": "soon", "keep_days": -1, "private_mode": "yes"}},
        {"preferences": {"places": {"a": 1}}},
        {"preferences": {"places": [{"screens": 1}]}},
        {"preferences": {"places": [{"screens": "x", "parts": {"a": 1}}]}},
        {"preferences": {"proxy": "http://x"}, "portals": "none"},
        {"portals": [1, None, {}, {"id": 5}, {"id": "x", "address": {"host": 1}}]},
        {"version": "two"},
        {"version": True, "preferences": {"total_s": 1e308, "body_limit": 10**30, "log_level": "loud"}},
        {"preferences": {"last_portal_id": {"a": []}}},
    ],
    ids=str,
)
def test_a_document_of_wrong_types_is_read_as_far_as_it_can_be(
    opened: Opener, file: Path, document: dict[str, object]
) -> None:
    file.parent.mkdir()
    file.write_text(json.dumps(document))
    settings, notices = opened().load()
    assert settings == Settings()
    assert {notice.trouble for notice in notices} == {Trouble.WRONG_VALUE}


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
    store.save(settings._replace(preferences=settings.preferences._replace(theme="light"))).result()
    written = json.loads(file.read_text())
    assert written["preferences"] == {"theme": "light", "hologram": {"x": 1}}
    assert written["portals"][0]["aura"] == [1, 2]
    assert written["top"] == "é"


def test_two_windows_keep_each_others_changes(opened: Opener) -> None:
    a, b, c = (profile(name, f"{name}.example") for name in "abc")
    opened().save(Settings(profiles=(a, b))).result()
    one, other = opened(), opened()
    mine, theirs = one.load()[0], other.load()[0]
    one.save(Settings(mine.preferences._replace(theme="dark"), (replace(a, notes="mine"), b))).result()
    other.save(Settings(theirs.preferences._replace(language="ru"), (a, c))).result()
    settings, _ = opened().load()
    assert (settings.preferences.theme, settings.preferences.language) == ("dark", "ru")
    assert settings.profiles == (replace(a, notes="mine"), c)


def test_a_value_that_cannot_be_read_stays_in_the_file_until_it_is_changed(opened: Opener, file: Path) -> None:
    file.parent.mkdir()
    portals = [{"id": "a", "name": "A", "address": {"host": "a.example"}, "colour": "mauve"}, {"id": "b"}, 7, "x"]
    portals += [{"id": 7}, {"id": ["a"]}, {"id": ""}]
    document = {"version": 1, "preferences": {"theme": "neon", "keep_days": "many"}, "portals": portals}
    file.write_text(json.dumps(document))
    store = opened()
    settings, notices = store.load()
    assert len(notices) == 11
    (a,) = settings.profiles
    preferences = settings.preferences._replace(language="ru", keep_days=3)
    assert store.save(settings._replace(preferences=preferences, profiles=(replace(a, notes="n"),))).result() is None
    written = json.loads(file.read_text())
    assert written["preferences"] == {"theme": "neon", "keep_days": 3, "language": "ru"}
    assert written["portals"][0]["colour"] == "mauve"
    assert written["portals"][0]["notes"] == "n"
    assert written["portals"][1:] == portals[1:]


@pytest.mark.parametrize(
    "address",
    [
        {"host": "acme.example/../evil"},
        {"host": "me@evil.example"},
        {"host": "a b"},
        {"host": "ПОРТАЛ.рф"},
        {"host": "Acme.example"},
        {"host": "[::1]"},
        {"host": "a.example\n"},
        {"host": 7},
        {},
        7,
    ],
    ids=repr,
)
def test_a_host_that_is_none_is_no_portal(opened: Opener, file: Path, address: object) -> None:
    file.parent.mkdir()
    file.write_text(json.dumps({"portals": [{"id": "a", "name": "A", "address": address}]}))
    settings, notices = opened().load()
    assert settings.profiles == ()
    assert SettingsNotice(Trouble.WRONG_VALUE, "portals[0]") in notices


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ({"host": "::1", "scheme": "http"}, PortalAddress("::1", "http")),
        ({"host": "127.0.0.1", "scheme": "http", "port": 80}, PortalAddress("127.0.0.1", "http", 80)),
        ({"host": "a.example", "scheme": "http"}, PortalAddress("a.example")),
        ({"host": "a.example", "scheme": "ftp"}, PortalAddress("a.example")),
        (
            {"host": "xn--80aa.xn--p1ai", "rest_path": "/a/rest"},
            PortalAddress("xn--80aa.xn--p1ai", rest_path="/a/rest"),
        ),
        ({"host": "a.example", "rest_path": "/../x"}, PortalAddress("a.example")),
        ({"host": "a.example", "rest_path": "rest"}, PortalAddress("a.example")),
        ({"host": "a.example", "rest_path": "/rest?x"}, PortalAddress("a.example")),
    ],
    ids=repr,
)
def test_an_address_out_of_the_file(
    opened: Opener, file: Path, address: dict[str, object], expected: PortalAddress
) -> None:
    file.parent.mkdir()
    file.write_text(json.dumps({"portals": [{"id": "a", "name": "A", "address": address}]}))
    settings, _ = opened().load()
    assert [found.address for found in settings.profiles] == [expected]


@pytest.mark.parametrize(
    ("port", "read", "faults"),
    [(1, 1, []), (65535, 65535, []), (None, None, []), (0, None, ["address.port"]), (65536, None, ["address.port"]),
     (True, None, ["address.port"]), ("80", None, ["address.port"]), (-1, None, ["address.port"])],
)  # fmt: skip
def test_ports(port: object, read: int | None, faults: list[str]) -> None:
    document: dict[str, object] = {"id": "a", "name": "A", "address": {"host": "a.example", "port": port}}
    found, notices = settings_format.decode({"portals": [document]})
    assert found.profiles[0].address == PortalAddress("a.example", port=read)
    assert [notice.detail for notice in notices] == faults


@pytest.mark.parametrize(
    ("member", "value", "is_read"),
    [
        ("operating_limit_s", 0, True),
        ("operating_limit_s", 999_999_999_999.5, True),
        ("operating_limit_s", 1e12, False),
        ("operating_limit_s", -0.5, False),
        ("operating_limit_s", True, False),
        ("operating_limit_s", None, False),
        ("token_expires_at", None, True),
        ("token_expires_at", 0, True),
        ("token_expires_at", False, False),
        ("notes", "", True),
        ("notes", 7, False),
        ("access", "oauth", True),
        ("access", "password", False),
    ],
)
def test_a_portals_members(member: str, value: object, is_read: bool) -> None:
    document = {"id": "a", "name": "A", "address": {"host": "a.example"}, member: value}
    found, notices = settings_format.decode({"portals": [document]})
    default = PortalProfile("a", "A", PortalAddress("a.example"))
    assert getattr(found.profiles[0], member) == (value if is_read else getattr(default, member))
    assert [notice.detail for notice in notices] == ([] if is_read else [f"portals[0].{member}"])


def test_a_portal_as_it_is_made() -> None:
    made = PortalProfile("a", "A", PortalAddress("a.example"))
    assert (made.operating_limit_s, made.last_used_at, made.is_demo) == (480, 0, False)


@pytest.mark.parametrize(
    ("version", "known", "is_fault"),
    [(1, 1, False), (2, 2, False), (99, 99, False), (0, 1, False), (-1, 1, True), (True, 1, True), ("2", 1, True),
     (2**53 - 1, 2**53 - 1, False), (2**53, 2**53, True)],
)  # fmt: skip
def test_versions(version: object, known: int, is_fault: bool) -> None:
    assert settings_format.version_of({"version": version}) == known
    assert [notice.detail for notice in settings_format.decode({"version": version})[1]] == ["version"] * is_fault


def test_the_file_can_be_read_by_a_person(opened: Opener, file: Path) -> None:
    opened().save(FULL).result()
    text = file.read_text("utf-8")
    assert "Прод" in text
    assert text.endswith("\n}\n")
    assert '\n  "version": 1,\n' in text


def test_in_safe_mode_nothing_is_read_or_written(file: Path, opened: Opener) -> None:
    opened().save(FULL).result()
    before = file.read_bytes()
    store = SettingsStore(file, safe_mode=True)
    settings, notices = store.load()
    assert (settings, notices) == (Settings(Preferences(private_mode=True)), ())
    assert store.save(Settings()).result() is None
    store.close()
    assert file.read_bytes() == before


def test_saves_are_written_one_after_the_other(opened: Opener) -> None:
    store = opened()
    saves = [store.save(Settings(Preferences(keep_days=days))) for days in range(20)]
    assert [save.result() for save in saves] == [None] * 20
    writers = [thread for thread in threading.enumerate() if thread.name.startswith("badge-inspector-settings")]
    assert len(writers) == 1
    assert opened().load()[0].preferences.keep_days == 19


def test_a_second_entry_of_one_portal_stays_where_another_is_changed(opened: Opener, file: Path) -> None:
    file.parent.mkdir()
    one = {"id": "a", "name": "A", "address": {"host": "a.example"}}
    file.write_text(json.dumps({"version": 1, "portals": [one, {**one, "name": "Again"}]}))
    store = opened()
    settings, _ = store.load()
    (a,) = settings.profiles
    assert store.save(settings._replace(profiles=(replace(a, notes="n"),))).result() is None
    written = json.loads(file.read_text())["portals"]
    assert [(each["name"], each.get("notes")) for each in written] == [("A", "n"), ("Again", None)]


def test_two_windows_change_one_portal(opened: Opener) -> None:
    a, b, c, d = (profile(name, f"{name}.example") for name in "abcd")
    opened().save(Settings(profiles=(a, b, c))).result()
    one, other = opened(), opened()
    one.load()
    other.load()
    one.save(Settings(profiles=(replace(a, notes="mine"), c, b))).result()
    other.save(Settings(profiles=(replace(a, name="Theirs"), replace(b, last_used_at=5.0), d, c))).result()
    settings, _ = opened().load()
    assert settings.profiles == (replace(a, notes="mine", name="Theirs"), c, replace(b, last_used_at=5.0), d)
    # and a window that goes on from what it knew takes nothing back
    one.save(Settings(Preferences(theme="dark"), (replace(a, notes="again"), c, b))).result()
    settings, _ = opened().load()
    assert settings.profiles == (replace(a, notes="again", name="Theirs"), c, replace(b, last_used_at=5.0), d)


def test_what_another_window_changed_since_is_not_taken_back(opened: Opener) -> None:
    one, other = opened(), opened()
    one.save(Settings(Preferences(theme="dark"))).result()
    settings, _ = other.load()
    other.save(settings._replace(preferences=Preferences(theme="light"))).result()
    one.save(Settings(Preferences(theme="dark", language="ru"))).result()
    assert opened().load()[0].preferences == Preferences(theme="light", language="ru")


def test_a_portal_removed_in_one_window_stays_away_unless_it_was_changed_in_the_other(opened: Opener) -> None:
    a, b = (profile(name, f"{name}.example") for name in "ab")
    opened().save(Settings(profiles=(a, b))).result()
    one, other = opened(), opened()
    one.load()
    other.load()
    one.save(Settings()).result()
    other.save(Settings(profiles=(replace(a, last_used_at=9.0), replace(b, notes="needed")))).result()
    assert opened().load()[0].profiles == (replace(b, notes="needed"),)


def test_geometry_is_read_under_its_earlier_name(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text(
        '{"version": 1, "preferences": {"places": [{"screens": "desk", "geometry": "a", "splitter": "b"}]}}'
    )
    store = SettingsStore(file)
    settings, notices = store.load()
    assert (settings.preferences.geometries, notices) == ((WindowGeometry("desk", "a", "b"),), ())
    assert store.save(settings._replace(preferences=settings.preferences._replace(theme="dark"))).result() is None
    store.close()
    written = json.loads(file.read_text())["preferences"]
    assert (written["theme"], sorted(written)) == ("dark", ["geometries", "theme"])


def test_windows_on_other_screens_keep_their_places(opened: Opener) -> None:
    one, other = opened(), opened()
    one.save(Settings(Preferences(geometries=(WindowGeometry("desk", "a", "b"),)))).result()
    other.save(Settings(Preferences(geometries=(WindowGeometry("sofa", "c", "d"),)))).result()
    places = (WindowGeometry("desk", "a", "b"), WindowGeometry("sofa", "c", "d"))
    assert opened().load()[0].preferences.geometries == places


def test_many_writers_at_once_lose_nothing(opened: Opener) -> None:
    profiles = [profile(f"p{n}", f"p{n}.example") for n in range(12)]
    saves = [opened().save(Settings(profiles=(each,))) for each in profiles]
    assert [save.result() for save in saves] == [None] * len(saves)
    assert set(opened().load()[0].profiles) == set(profiles)


def test_a_file_that_turned_to_garbage_meanwhile_is_kept_aside(opened: Opener, file: Path) -> None:
    store = opened()
    store.save(FULL).result()
    file.write_bytes(b"\x00garbage")
    assert store.save(FULL._replace(preferences=Preferences(theme="light"))).result() is None
    settings, _ = opened().load()
    assert settings.preferences == Preferences(theme="light")
    assert settings.profiles == FULL.profiles
    (aside,) = file.parent.glob("settings.unreadable-*")
    assert aside.read_bytes() == b"\x00garbage"


def test_a_newer_program_started_meanwhile(opened: Opener, file: Path) -> None:
    store = opened()
    store.save(FULL).result()
    text = json.dumps({"version": 99})
    file.write_text(text)
    assert store.save(Settings()).result() == SettingsNotice(Trouble.NEWER, "settings.json")
    assert file.read_text() == text


def test_nothing_is_written_where_nothing_changed(opened: Opener, file: Path) -> None:
    opened().save(FULL).result()
    before = file.stat()
    store = opened()
    store.load()
    store.save(FULL).result()
    assert file.stat().st_mtime_ns == before.st_mtime_ns
    assert file.stat().st_ino == before.st_ino


def test_a_link_to_a_file_elsewhere_stays_one(opened: Opener, file: Path, tmp_path: Path) -> None:
    file.parent.mkdir()
    (tmp_path / "dotfiles.json").write_text("{}")
    file.symlink_to(tmp_path / "dotfiles.json")
    opened().save(FULL).result()
    assert file.is_symlink()
    assert opened().load() == (FULL, ())


def test_half_a_surrogate_pair_is_kept(opened: Opener, file: Path) -> None:
    odd = Settings(profiles=(profile(notes="half \ud83d Прод"),))
    assert opened().save(odd).result() is None
    assert opened().load() == (odd, ())
    assert '\n  "version": 1,\n' in file.read_text("utf-8")


def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        file = disk.root / "settings.json"
        store = SettingsStore(file)
        store.save(FULL).result()
        before = file.read_bytes()
        disk.fill()
        notice = store.save(FULL._replace(preferences=Preferences(theme="light"))).result()
        assert notice == SettingsNotice(Trouble.NOT_WRITABLE, "No space left on device")
        assert file.read_bytes() == before
        assert sorted(path.name for path in disk.root.iterdir()) == ["ballast", "settings.json", "settings.lock"]
        disk.empty()
        assert store.save(FULL._replace(preferences=Preferences(theme="light"))).result() is None
        store.close()


def test_a_folder_where_the_file_should_be_is_left_alone(opened: Opener, file: Path) -> None:
    file.mkdir(parents=True)
    (file / "precious").write_text("x")
    store = opened()
    settings, notices = store.load()
    assert settings == Settings()
    assert [notice.trouble for notice in notices] == [Trouble.NOT_WRITABLE]
    notice = store.save(FULL).result()
    assert notice is not None
    assert (file / "precious").read_text() == "x"


@pytest.mark.skipif(sys.platform == "win32", reason="no folder of Windows holds a named pipe")
@pytest.mark.parametrize("kind", ["pipe", "link to a pipe", "link to a device"])
def test_what_is_no_file_is_neither_read_nor_written_over(
    opened: Opener, file: Path, tmp_path: Path, kind: str
) -> None:
    """Opening a pipe never ends, and nor does reading some devices."""
    file.parent.mkdir()
    os.mkfifo(file if kind == "pipe" else tmp_path / "pipe")
    if kind != "pipe":
        file.symlink_to("/dev/null" if kind == "link to a device" else tmp_path / "pipe")
    trouble = SettingsNotice(Trouble.NOT_WRITABLE, "not a regular file")
    store = opened()
    assert store.load() == (Settings(), (trouble,))
    assert store.save(FULL).result() == trouble
    assert not file.is_file()


def test_an_older_file_is_brought_up(opened: Opener, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def rename(document: dict[str, object]) -> dict[str, object]:
        return {"preferences": {"theme": document["colours"]}}

    monkeypatch.setattr(settings_format, "VERSION", 2)
    monkeypatch.setattr(settings_module, "VERSION", 2)
    monkeypatch.setattr(settings_format, "MIGRATIONS", {1: rename})
    file.parent.mkdir()
    file.write_text(json.dumps({"version": 1, "colours": "dark"}))
    store = opened()
    found, notices = store.load()
    assert (found.preferences.theme, notices) == ("dark", ())
    store.save(found._replace(preferences=found.preferences._replace(language="ru"))).result()
    assert json.loads(file.read_text()) == {
        "version": 2,
        "preferences": {"theme": "dark", "language": "ru"},
    }


texts = st.text(max_size=20)


def values_of(kind: PreferenceKind) -> st.SearchStrategy[Any]:
    match kind:
        case Flag():
            return st.booleans()
        case Choice():
            return st.sampled_from(kind.values)
        case Number():
            least, most = kind.least, kind.most
            return st.integers(int(least), int(most)) if kind.is_whole else st.floats(least, most)


@st.composite
def preferences(draw: st.DrawFn) -> Preferences:
    declared = {name: draw(values_of(kind)) for name, kind in PREFERENCES.items()}
    return Preferences(
        **declared,
        proxy=ProxyChoice(draw(st.sampled_from(ProxyMode)), draw(texts), draw(texts)),
        last_portal_id=draw(texts),
        last_snippet=draw(texts),
        geometries=tuple(
            WindowGeometry(screens, draw(texts), draw(texts)) for screens in draw(st.sets(texts, max_size=3))
        ),
    )


@st.composite
def profiles(draw: st.DrawFn) -> tuple[PortalProfile, ...]:
    ids = draw(st.lists(texts.filter(bool), unique=True, max_size=4))
    return tuple(
        PortalProfile(
            identity,
            draw(texts),
            PortalAddress(draw(st.from_regex(r"[a-z0-9-]{1,9}\.example", fullmatch=True))),
            access=draw(st.sampled_from(AccessKind)),
            notes=draw(texts),
            colour=draw(st.sampled_from(ColourLabel)),
            operating_limit_s=draw(st.floats(0, 1e6)),
            last_used_at=draw(st.floats(0, 1e11)),
        )
        for identity in ids
    )


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)  # a busy machine is no failure
@given(preferences(), profiles())
def test_any_settings_come_back(chosen: Preferences, kept: tuple[PortalProfile, ...]) -> None:
    whole_file = Settings(chosen, kept)
    document = settings_format.parse(settings_format.dump(settings_format.encode(whole_file)))
    assert settings_format.decode(document) == (whole_file, ())
    encoded = settings_format.encode(whole_file)
    assert merge(encoded, encoded, document) == document
    assert merge(settings_format.encode(Settings()), encoded, settings_format.encode(Settings())) == encoded


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
members = st.sampled_from(
    ["version", "preferences", "portals", "theme", "total_s", "geometries", "proxy", "id", "address"]
)


@given(st.dictionaries(members, json_values | st.dictionaries(members, json_values)))
def test_no_document_is_too_odd(document: dict[str, object]) -> None:
    found, _ = settings_format.decode(document)
    again, notices = settings_format.decode(settings_format.encode(found))
    assert (again.preferences, again.profiles) == (found.preferences, found.profiles)
    assert notices == ()
    merge(settings_format.encode(found), settings_format.encode(Settings()), document)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file where the folder should be")
    store = SettingsStore(tmp_path / "config" / "settings.json")
    notice = store.save(FULL).result()
    store.close()
    assert notice is not None
    assert notice.trouble is Trouble.NOT_WRITABLE


def test_a_folder_that_vanished_is_not_made_again(tmp_path: Path) -> None:
    """Whoever moved it away is to be able to move it back; then what was changed meanwhile is written."""
    folder, away = tmp_path / "config", tmp_path / "away"
    first = SettingsStore(folder / "settings.json")
    assert first.save(FULL).result() is None
    first.close()
    store = SettingsStore(folder / "settings.json")
    settings, _ = store.load()
    folder.rename(away)
    changed = settings._replace(preferences=settings.preferences._replace(keep_days=77))
    notice = store.save(changed).result()
    assert notice is not None
    assert notice.trouble is Trouble.NOT_WRITABLE
    assert not folder.exists()
    away.rename(folder)
    store.close()
    assert SettingsStore(folder / "settings.json").load()[0].preferences.keep_days == 77


def test_a_folder_that_vanished_before_the_first_save_is_not_made_either(tmp_path: Path) -> None:
    folder = tmp_path / "config"
    folder.mkdir()
    store = SettingsStore(folder / "settings.json")
    store.load()
    folder.rmdir()
    store.save(FULL).result()
    store.close()
    assert not folder.exists()
