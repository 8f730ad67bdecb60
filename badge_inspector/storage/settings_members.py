"""Conversion of members of the settings file to domain values, and back. Pure.

Each reader takes a member's value as `json` parsed it, and raises TypeError or ValueError for an unusable one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import Enum
from functools import partial
from typing import Any, TypeVar, cast

from badge_inspector.domain.portal import AccessKind, ColourLabel, ProxyChoice, ProxyMode
from badge_inspector.domain.preferences import PREFERENCES, Choice, Flag, Number, PreferenceKind, WindowGeometry

Json = dict[str, Any]
E_ = TypeVar("E_", bound=Enum)

_HOST = re.compile(r"[a-z0-9._-]+|[0-9a-f:.]+")
_GEOMETRY_TEXTS = ("screens", "geometry", "splitter")


def read_text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def read_host(value: object) -> str:
    """A host that is more than a host (a path, a user, white space) would send a token astray."""
    host = read_text(value)
    if not _HOST.fullmatch(host):
        raise ValueError
    return host


def read_rest_path(value: object) -> str:
    path = read_text(value)
    if not path.startswith("/") or ".." in path.split("/") or any(mark in path for mark in "\\?# "):
        raise ValueError
    return path


def read_whole(value: object) -> int:
    """A whole number from 0 on that any program reads exactly."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 1 << 53:
        raise TypeError
    return value


def reader_of(kind: PreferenceKind) -> Callable[[object], Any]:
    """Reader of a preference's value: of its type, and of those it can have."""
    match kind:
        case Choice():
            return one_of(*kind.values)
        case Number():
            return partial(_number, kind)
        case Flag():
            return _flag


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _number(kind: Number, value: object) -> float:
    number = read_whole(value) if kind.is_whole else _seconds(value)
    if not kind.least <= number <= kind.most:
        raise ValueError
    return number


def _seconds(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e12:
        raise TypeError
    return float(value)


def _optional_seconds(value: object) -> float | None:
    return None if value is None else _seconds(value)


def read_port(value: object) -> int | None:
    if value is None:
        return None
    port = read_whole(value)
    if not 0 < port < 65536:
        raise ValueError
    return port


def read_object(value: object) -> Json:
    if not isinstance(value, dict):
        raise TypeError
    return cast("Json", value)


def read_list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError
    return cast("list[object]", value)


def one_of(*choices: str) -> Callable[[object], str]:
    def read_choice(value: object) -> str:
        if value not in choices:
            raise ValueError
        return cast("str", value)

    return read_choice


def _member_of(kind: type[E_]) -> Callable[[object], E_]:
    return kind


def _proxy(value: object) -> ProxyChoice:
    document = read_object(value)
    return ProxyChoice(
        ProxyMode(document.get("mode", "system")),
        read_text(document.get("url", "")),
        read_text(document.get("user", "")),
    )


def _geometries(value: object) -> tuple[WindowGeometry, ...]:
    return tuple(_geometry(read_object(item)) for item in read_list(value))


def _geometry(item: Json) -> WindowGeometry:
    parts = tuple((name, read_text(part)) for name, part in read_object(item.get("parts", {})).items())
    screens, geometry, splitter = (read_text(item.get(name, "")) for name in _GEOMETRY_TEXTS)
    return WindowGeometry(screens, geometry, splitter, parts)


def plain(value: object) -> object:
    """A member's value as `json` writes it."""
    if isinstance(value, ProxyChoice):
        return {"mode": value.mode.value, "url": value.url, "user": value.user}
    if isinstance(value, tuple):
        geometries = cast("tuple[WindowGeometry, ...]", value)
        return [
            {name: getattr(geometry, name) for name in _GEOMETRY_TEXTS} | {"parts": dict(geometry.parts)}
            for geometry in geometries
        ]
    return value.value if isinstance(value, Enum) else value


PREFERENCE_MEMBERS: Mapping[str, Callable[[object], Any]] = {
    **{name: reader_of(kind) for name, kind in PREFERENCES.items()},
    "proxy": _proxy,
    "last_portal_id": read_text,
    "last_snippet": read_text,
    "geometries": _geometries,
}
PROFILE_MEMBERS: Mapping[str, Callable[[object], Any]] = {
    "access": _member_of(AccessKind),
    "webhook_user": read_text,
    "notes": read_text,
    "colour": _member_of(ColourLabel),
    "display_language": read_text,
    "operating_limit_s": _seconds,
    "ca_file": read_text,
    "trusted_certificate": read_text,
    "oauth_client_id": read_text,
    "token_expires_at": _optional_seconds,
    "last_used_at": _seconds,
}
