"""Preferences of a person, without the portals, each with the values it can have.

The settings file is checked against `PREFERENCES`, and the pages of the settings make their fields from it; the words
are beside the pages (`ui/settings/`). A new preference is a member of `Preferences`, a line there, and a row of a page.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from badge_inspector.domain.portal import ProxyChoice

MIB = 1024 * 1024
ZOOMS = ("75", "90", "100", "110", "125", "150", "175", "200")
"""Sizes of what is written, in per cent of the system's."""


class WindowGeometry(NamedTuple):
    """Geometry of the windows on one set-up of screens: Qt's own blobs as base64 text. `parts` are those of dialogs,
    splitters and tables, as (name, text), columns as widths in pixels."""

    screens: str
    geometry: str
    splitter: str
    parts: tuple[tuple[str, str], ...] = ()


class Preferences(NamedTuple):
    """`theme` is system, light or dark; `language` is system, en or ru; `zoom` is one of ZOOMS; `wrap` breaks long
    lines of JSON. Limits are seconds and bytes. Retention is off at 0: `keep_days`, `keep_count` (lookups),
    `keep_bytes`. `unknown` holds a newer version's members as (name, JSON text), written back untouched."""

    theme: str = "system"
    language: str = "system"
    zoom: str = "100"
    wrap: bool = True
    connect_s: float = 10.0
    read_s: float = 65.0
    total_s: float = 90.0
    body_limit: int = 8 * MIB
    keep_days: int = 0
    keep_count: int = 0
    keep_bytes: int = 0
    private_mode: bool = False
    log_level: str = "info"
    proxy: ProxyChoice = ProxyChoice()
    last_portal_id: str = ""
    last_snippet: str = ""
    geometries: tuple[WindowGeometry, ...] = ()
    unknown: tuple[tuple[str, str], ...] = ()


class Flag(NamedTuple):
    """On or off."""


class Choice(NamedTuple):
    """One of some texts, in the order shown."""

    values: tuple[str, ...]


class Number(NamedTuple):
    """A number from `least` to `most`, both allowed, in the member's own unit: seconds, days, lookups or bytes."""

    least: float
    most: float
    is_whole: bool = True


PreferenceKind = Flag | Choice | Number

_TIMEOUT_S = Number(0.1, 3600.0, is_whole=False)

PREFERENCES: Mapping[str, PreferenceKind] = {
    "theme": Choice(("system", "light", "dark")),
    "language": Choice(("system", "en", "ru")),
    "zoom": Choice(ZOOMS),
    "wrap": Flag(),
    "connect_s": _TIMEOUT_S,
    "read_s": _TIMEOUT_S,
    "total_s": _TIMEOUT_S,
    "body_limit": Number(MIB, 256 * MIB),
    "keep_days": Number(0, 36_500),
    "keep_count": Number(0, 100_000_000),
    "keep_bytes": Number(0, 1_000_000 * MIB),
    "private_mode": Flag(),
    "log_level": Choice(("debug", "info", "warning", "error")),
}
"""The members that have a field of one value in the settings; the others are made of several."""
