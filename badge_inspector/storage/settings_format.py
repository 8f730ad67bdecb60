"""The settings file's text: JSON in, domain values out, and back. Pure.

    {"version": 1, "preferences": {...}, "portals": [{...}, ...]}

Members of the wrong type fall back to their default and are named; members nobody knows are carried along untouched.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from typing import Any, NamedTuple, TypeVar, cast

from badge_inspector.domain.portal import (
    AccessKind,
    ColourLabel,
    PortalAddress,
    PortalProfile,
    ProxyChoice,
    ProxyMode,
)
from badge_inspector.domain.preferences import Preferences, WindowPlace

VERSION = 1
Json = dict[str, Any]
E_ = TypeVar("E_", bound=Enum)

MIGRATIONS: Mapping[int, Callable[[Json], Json]] = {}
"""What makes a document of that version one of the next. Version 1 is the first."""

_HOST = re.compile(r"[a-z0-9._-]+|[0-9a-f:.]+")
_LONGEST_WAIT_S = 3600.0
_LARGEST_BODY = 1 << 30


class Trouble(StrEnum):
    """What was wrong with the file, for the window to say."""

    UNREADABLE = "unreadable"
    """Not JSON, or not an object: it was kept aside."""
    NEWER = "newer"
    """A newer version wrote it: it is read as far as understood and not written over."""
    WRONG_VALUE = "wrong_value"
    """A member had a wrong type or value: its default is used."""
    NOT_WRITABLE = "not_writable"
    """The file cannot be written: changes live for this run."""


class SettingsNotice(NamedTuple):
    """`detail` is a member's name, a file's name, or the system's reason."""

    trouble: Trouble
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """All that the file holds. `unknown` are members of the whole file that only a newer version knows."""

    preferences: Preferences = field(default_factory=Preferences)
    profiles: tuple[PortalProfile, ...] = ()
    unknown: tuple[tuple[str, str], ...] = ()


class NotSettingsError(ValueError):
    """The text is no settings file."""


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
    return found


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
    reader.take("version", _whole, VERSION)
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
    document |= {
        name: _plain(getattr(profile, name)) for name in _PROFILE_MEMBERS if getattr(profile, name) is not None
    }
    document.update(_parsed(profile.unknown))
    return document


def read_profile(document: Json, notices: list[SettingsNotice], where: str = "portal") -> PortalProfile | None:
    """A portal from JSON; None, with a notice, when it has no usable address."""
    reader = _Reader(document, where, notices)
    address = _read_address(reader)
    identity = reader.take("id", _text, "")
    name = reader.take("name", _text, address.host if address else "")
    if address is None or not identity:
        notices.append(SettingsNotice(Trouble.WRONG_VALUE, where))
        return None
    default = PortalProfile(identity, name, address)
    members: Json = {
        member: reader.take(member, read_member, getattr(default, member))
        for member, read_member in _PROFILE_MEMBERS.items()
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
        return tuple((name, json.dumps(value, ensure_ascii=False)) for name, value in self._left.items())


def _read_preferences(reader: _Reader) -> Preferences:
    inner = _Reader(reader.take("preferences", _object, {}), "preferences", reader.notices)
    default = Preferences()
    members: Json = {
        name: inner.take(name, read_member, getattr(default, name)) for name, read_member in _PREFERENCE_MEMBERS.items()
    }
    return Preferences(**members, unknown=inner.rest())


def _write_preferences(preferences: Preferences) -> Json:
    default = Preferences()
    changed: Json = {
        name: _plain(getattr(preferences, name))
        for name in _PREFERENCE_MEMBERS
        if getattr(preferences, name) != getattr(default, name)
    }
    changed.update(_parsed(preferences.unknown))
    return changed


def _read_profiles(reader: _Reader) -> Iterable[PortalProfile]:
    seen: set[str] = set()
    for at, item in enumerate(reader.take("portals", _list, [])):
        where = f"portals[{at}]"
        if not isinstance(item, dict):
            reader.notices.append(SettingsNotice(Trouble.WRONG_VALUE, where))
            continue
        profile = read_profile(cast("Json", item), reader.notices, where)
        if profile is not None and profile.id not in seen:
            seen.add(profile.id)
            yield profile


def _read_address(reader: _Reader) -> PortalAddress | None:
    inner = _Reader(reader.take("address", _object, {}), "address", reader.notices)
    host = inner.take("host", _host, "")
    if not host:
        return None
    # In the clear a token goes nowhere but to this computer.
    schemes = ("https", "http") if PortalAddress(host).is_loopback else ("https",)
    return PortalAddress(
        host=host,
        scheme=inner.take("scheme", _one_of(*schemes), "https"),
        port=inner.take("port", _port, None),
        rest_path=inner.take("rest_path", _rest_path, "/rest"),
    )


_PLACE_TEXTS = ("screens", "geometry", "splitter")


def _plain(value: object) -> object:
    if isinstance(value, ProxyChoice):
        return {"mode": value.mode.value, "url": value.url, "user": value.user}
    if isinstance(value, tuple):
        places = cast("tuple[WindowPlace, ...]", value)
        return [
            {name: getattr(place, name) for name in _PLACE_TEXTS} | {"parts": dict(place.parts)} for place in places
        ]
    return value.value if isinstance(value, Enum) else value


def _parsed(unknown: Iterable[tuple[str, str]]) -> Json:
    return {name: json.loads(text) for name, text in unknown}


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _host(value: object) -> str:
    """A host that is more than a host (a path, a user, white space) would send a token astray."""
    host = _text(value)
    if not _HOST.fullmatch(host):
        raise ValueError
    return host


def _rest_path(value: object) -> str:
    path = _text(value)
    if not path.startswith("/") or ".." in path.split("/") or any(mark in path for mark in "\\?# "):
        raise ValueError
    return path


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 1 << 53:
        raise TypeError
    return value


def _body_limit(value: object) -> int:
    limit = _whole(value)
    if not 0 < limit <= _LARGEST_BODY:
        raise ValueError
    return limit


def _wait(value: object) -> float:
    seconds = _seconds(value)
    if not 0 < seconds <= _LONGEST_WAIT_S:
        raise ValueError
    return seconds


def _seconds(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e12:
        raise TypeError
    return float(value)


def _optional_seconds(value: object) -> float | None:
    return None if value is None else _seconds(value)


def _port(value: object) -> int | None:
    if value is None:
        return None
    port = _whole(value)
    if not 0 < port < 65536:
        raise ValueError
    return port


def _object(value: object) -> Json:
    if not isinstance(value, dict):
        raise TypeError
    return cast("Json", value)


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError
    return cast("list[object]", value)


def _one_of(*choices: str) -> Callable[[object], str]:
    def read_choice(value: object) -> str:
        if value not in choices:
            raise ValueError
        return cast("str", value)

    return read_choice


def _member_of(kind: type[E_]) -> Callable[[object], E_]:
    return kind


def _proxy(value: object) -> ProxyChoice:
    document = _object(value)
    return ProxyChoice(
        ProxyMode(document.get("mode", "system")), _text(document.get("url", "")), _text(document.get("user", ""))
    )


def _places(value: object) -> tuple[WindowPlace, ...]:
    return tuple(_place(_object(item)) for item in _list(value))


def _place(item: Json) -> WindowPlace:
    parts = tuple((name, _text(part)) for name, part in _object(item.get("parts", {})).items())
    screens, geometry, splitter = (_text(item.get(name, "")) for name in _PLACE_TEXTS)
    return WindowPlace(screens, geometry, splitter, parts)


_PREFERENCE_MEMBERS: Mapping[str, Callable[[object], Any]] = {
    "theme": _one_of("system", "light", "dark"),
    "language": _one_of("system", "en", "ru"),
    "connect_s": _wait,
    "read_s": _wait,
    "total_s": _wait,
    "body_limit": _body_limit,
    "keep_days": _whole,
    "keep_count": _whole,
    "keep_bytes": _whole,
    "private_mode": _flag,
    "log_level": _one_of("debug", "info", "warning", "error"),
    "proxy": _proxy,
    "last_portal_id": _text,
    "places": _places,
}
_PROFILE_MEMBERS: Mapping[str, Callable[[object], Any]] = {
    "access": _member_of(AccessKind),
    "webhook_user": _text,
    "notes": _text,
    "colour": _member_of(ColourLabel),
    "display_language": _text,
    "operating_limit_s": _seconds,
    "ca_file": _text,
    "trusted_certificate": _text,
    "oauth_client_id": _text,
    "token_expires_at": _optional_seconds,
    "last_used_at": _seconds,
}
