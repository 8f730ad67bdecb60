"""Conversion of the settings file's JSON to domain values, and back. Pure.

    {"version": 1, "preferences": {...}, "portals": [{...}, ...]}

Members of the wrong type fall back to their default and are named; members nobody knows are carried along untouched.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any, NamedTuple, cast

from badge_inspector.domain.portal import PortalAddress, PortalProfile
from badge_inspector.domain.preferences import Preferences
from badge_inspector.storage.settings_members import (
    PREFERENCE_MEMBERS,
    PROFILE_MEMBERS,
    Json,
    one_of,
    plain,
    read_host,
    read_list,
    read_object,
    read_port,
    read_rest_path,
    read_text,
    read_whole,
)

VERSION = 1

MIGRATIONS: Mapping[int, Callable[[Json], Json]] = {}
"""Functions that make a document of that version one of the next. Version 1 is the first."""

_RENAMED = {"places": "geometries"}
"""Names of preferences in earlier files, and today's."""


class Trouble(StrEnum):
    """Faults of the file, for the window to word."""

    UNREADABLE = "unreadable"
    """Not JSON, or not an object: it was kept aside."""
    NEWER = "newer"
    """A newer version wrote it: it is read as far as understood and not written over."""
    WRONG_VALUE = "wrong_value"
    """A member has a wrong type or value: its default is used."""
    NOT_WRITABLE = "not_writable"
    """The file cannot be written: changes live for this run."""


class SettingsNotice(NamedTuple):
    """`detail` is a member's name, a file's name, or the system's reason."""

    trouble: Trouble
    detail: str = ""


class Settings(NamedTuple):
    """All that the file holds. `unknown` are members of the whole file that only a newer version knows."""

    preferences: Preferences = Preferences()
    profiles: tuple[PortalProfile, ...] = ()
    unknown: tuple[tuple[str, str], ...] = ()


class NotSettingsError(ValueError):
    """The text is not a settings file."""


def parse(data: bytes) -> Json:
    """The file's document, brought up to this version. Raises NotSettingsError."""
    try:
        document: object = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise NotSettingsError(str(error)) from error
    if not isinstance(document, dict):
        raise NotSettingsError("not an object")
    found = cast("Json", document)
    while (version := version_of(found)) in MIGRATIONS:
        found = {**MIGRATIONS[version](found), "version": version + 1}
    return _renamed(found)


def _renamed(document: Json) -> Json:
    """The document with today's names of preferences. Not worth a new version, which an older program leaves alone."""
    preferences = document.get("preferences")
    if not isinstance(preferences, dict):
        return document
    members = cast("Json", preferences)
    return {**document, "preferences": {_RENAMED.get(name, name): value for name, value in members.items()}}


def dump(document: Json) -> bytes:
    """The file's text. All is escaped where there is half a surrogate pair, which no UTF-8 can carry."""
    text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    try:
        return text.encode()
    except UnicodeEncodeError:
        return (json.dumps(document, indent=2) + "\n").encode()


def version_of(document: Json) -> int:
    version = document.get("version")
    return version if isinstance(version, int) and not isinstance(version, bool) and version > 0 else VERSION


def decode(document: Json) -> tuple[Settings, tuple[SettingsNotice, ...]]:
    """Settings, and what was wrong in them."""
    reader = _Reader(document, "")
    reader.take("version", read_whole, VERSION)
    preferences = _read_preferences(reader)
    profiles = tuple(_read_profiles(reader))
    return Settings(preferences, profiles, reader.rest()), tuple(reader.notices)


def encode(settings: Settings) -> Json:
    """The document. Demo portals are part of the program and not written."""
    return {
        "version": VERSION,
        "preferences": _write_preferences(settings.preferences),
        "portals": [write_profile(profile) for profile in settings.profiles if not profile.is_demo],
        **_parsed(settings.unknown),
    }


def write_profile(profile: PortalProfile) -> Json:
    """One portal as JSON; secrets are not part of a profile."""
    address = profile.address
    document: Json = {
        "id": profile.id,
        "name": profile.name,
        "address": {
            "scheme": address.scheme,
            "host": address.host,
            "port": address.port,
            "rest_path": address.rest_path,
        },
    }
    document |= {name: plain(getattr(profile, name)) for name in PROFILE_MEMBERS if getattr(profile, name) is not None}
    document.update(_parsed(profile.unknown))
    return document


def read_profile(document: Json, notices: list[SettingsNotice], where: str = "portal") -> PortalProfile | None:
    """A portal from JSON; None, with a notice, when it has no usable address."""
    reader = _Reader(document, where, notices)
    address = _read_address(reader)
    identity = reader.take("id", read_text, "")
    name = reader.take("name", read_text, address.host if address else "")
    if address is None or not identity:
        notices.append(SettingsNotice(Trouble.WRONG_VALUE, where))
        return None
    default = PortalProfile(identity, name, address)
    members: Json = {
        member: reader.take(member, read_member, getattr(default, member))
        for member, read_member in PROFILE_MEMBERS.items()
    }
    return PortalProfile(identity, name, address, **members, unknown=reader.rest())


class _Reader:
    """Takes members out of an object, noting what is wrong; what is left over is `rest()`."""

    def __init__(self, document: Json, where: str, notices: list[SettingsNotice] | None = None) -> None:
        self._left = dict(document)
        self._where = where
        self.notices: list[SettingsNotice] = [] if notices is None else notices

    def take(self, name: str, read_member: Callable[[object], Any], default: Any) -> Any:
        if name not in self._left:
            return default
        value = self._left.pop(name)
        try:
            return read_member(value)
        except (TypeError, ValueError):
            where = f"{self._where}.{name}" if self._where else name
            self.notices.append(SettingsNotice(Trouble.WRONG_VALUE, where))
            return default

    def rest(self) -> tuple[tuple[str, str], ...]:
        return tuple((name, json.dumps(value)) for name, value in self._left.items())


def _read_preferences(reader: _Reader) -> Preferences:
    inner = _Reader(reader.take("preferences", read_object, {}), "preferences", reader.notices)
    default = Preferences()
    members: Json = {
        name: inner.take(name, read_member, getattr(default, name)) for name, read_member in PREFERENCE_MEMBERS.items()
    }
    return Preferences(**members, unknown=inner.rest())


def _write_preferences(preferences: Preferences) -> Json:
    default = Preferences()
    changed: Json = {
        name: plain(getattr(preferences, name))
        for name in PREFERENCE_MEMBERS
        if getattr(preferences, name) != getattr(default, name)
    }
    changed.update(_parsed(preferences.unknown))
    return changed


def _read_profiles(reader: _Reader) -> Iterable[PortalProfile]:
    seen: set[str] = set()
    for at, item in enumerate(reader.take("portals", read_list, [])):
        where = f"portals[{at}]"
        if not isinstance(item, dict):
            reader.notices.append(SettingsNotice(Trouble.WRONG_VALUE, where))
            continue
        profile = read_profile(cast("Json", item), reader.notices, where)
        if profile is not None and profile.id not in seen:
            seen.add(profile.id)
            yield profile


def _read_address(reader: _Reader) -> PortalAddress | None:
    inner = _Reader(reader.take("address", read_object, {}), "address", reader.notices)
    host = inner.take("host", read_host, "")
    if not host:
        return None
    # In the clear a token goes nowhere but to this computer.
    schemes = ("https", "http") if PortalAddress(host).is_loopback else ("https",)
    return PortalAddress(
        host=host,
        scheme=inner.take("scheme", one_of(*schemes), "https"),
        port=inner.take("port", read_port, None),
        rest_path=inner.take("rest_path", read_rest_path, "/rest"),
    )


def _parsed(unknown: Iterable[tuple[str, str]]) -> Json:
    return {name: json.loads(text) for name, text in unknown}
