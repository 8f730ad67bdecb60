"""Whatever the settings file says and whatever is missing: the program starts, and says so in the status bar."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from badge_inspector.startup import resources
from badge_inspector.ui.look import language
from tests.support.desktop import Desktop, Person
from tests.support.pages.status_bar import StatusBar
from tests.support.process import running

FUTURE: dict[str, Any] = {
    "version": 99,
    "preferences": {"theme": "sepia", "language": "tlh", "hologram": {"depth": 3}},
    "portals": [{"id": "p", "name": "Acme", "address": {"host": "acme.bitrix24.com"}, "aura": "blue"}],
    "galaxies": [1, 2, 3],
}
HOSTILE = [
    {"preferences": {"places": [{"screens": "x", "parts": {"a": 1}}]}},
    {"portals": [1, None, {}, {"id": 5}, {"id": "x", "address": {"host": 1}}]},
]
"""The window's place and its portals; what else may be wrong is the store's matter, and told in the same way."""


def write(desktop: Desktop, document: Any) -> Path:
    desktop.config_dir.mkdir(exist_ok=True)
    file = desktop.config_dir / "settings.json"
    file.write_text(json.dumps(document), "utf-8")
    return file


def test_a_file_from_the_future_is_read_and_left_as_it_is(desktop: Desktop) -> None:
    file = write(desktop, FUTURE)
    before = file.read_bytes()

    async def journey(person: Person) -> None:
        await StatusBar(person).warns("newer version (99)")
        await StatusBar(person).warns("preferences.theme")
        assert [profile.name for profile in person.portals] == ["Acme"]
        await person.looks_up("missedCall")
        await StatusBar(person).warns("newer version (99)")  # still there

    desktop.run(journey, demo=True)
    assert file.read_bytes() == before


@pytest.mark.parametrize("document", HOSTILE, ids=lambda document: json.dumps(document)[:60])
def test_wrong_types_fall_back(desktop: Desktop, document: Any) -> None:
    write(desktop, document)

    async def journey(person: Person) -> None:
        await StatusBar(person).warns("A setting had a wrong value")
        assert person.window.isVisible()

    desktop.run(journey)


def test_a_language_that_does_not_exist(desktop: Desktop) -> None:
    write(desktop, {"preferences": {"language": "tlh"}})

    async def journey(person: Person) -> None:
        await StatusBar(person).warns("preferences.language")

    desktop.run(journey)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00"], ids=["empty", "binary"])
def test_a_file_that_is_none_is_kept_aside(desktop: Desktop, content: bytes) -> None:
    desktop.config_dir.mkdir()
    (desktop.config_dir / "settings.json").write_bytes(content)

    async def journey(person: Person) -> None:
        await StatusBar(person).warns("kept as settings.unreadable-")

    desktop.run(journey)
    (kept,) = desktop.config_dir.glob("settings.unreadable-*")
    assert kept.read_bytes() == content


def test_without_resources(desktop: Desktop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "register", lambda: False)

    async def journey(person: Person) -> None:
        await StatusBar(person).warns("Icons and translations are missing")
        await person.looks_up("missedCall")

    desktop.run(journey, demo=True)


def test_without_a_translation(desktop: Desktop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_install", lambda _app, file: "_ru" not in file)

    async def journey(person: Person) -> None:
        await StatusBar(person).warns("The translation is missing")
        await person.sees("Look up")

    desktop.run(journey, language="ru")


@pytest.mark.slow
def test_without_cyrillic_letters(tmp_path: Path) -> None:
    """A computer without any font has none; Russian would be empty boxes."""
    (tmp_path / "fonts").mkdir()
    fonts = tmp_path / "fonts.conf"
    fonts.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{tmp_path}/fonts</dir><cachedir>{tmp_path}/cache</cachedir></fontconfig>"
    )
    with running(tmp_path / "config", "--language", "ru", "--demo", FONTCONFIG_FILE=str(fonts)) as one:
        one.logs("speaks=False")
        assert "Language en" in one.log
        assert one.terminate()[0] == 143
    arguments = ("--language", "ru", "--demo", "missedCall", "--screenshot", str(tmp_path / "shot.png"))
    with running(tmp_path / "picture", *arguments, FONTCONFIG_FILE=str(fonts)) as picture:
        status, _, said = picture.ends()
        assert status == 4
        assert "there are no fonts" in said
    with running(tmp_path / "other", *arguments) as two:
        assert two.ends()[0] == 0
    assert "Language ru" in two.log
