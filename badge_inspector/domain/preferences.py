"""Preferences of a person, without the portals."""

from __future__ import annotations

from typing import NamedTuple

from badge_inspector.domain.portal import ProxyChoice

MIB = 1024 * 1024


class WindowPlace(NamedTuple):
    """Geometry of the windows on one set-up of screens: Qt's own blobs as base64 text. `parts` are those of dialogs,
    splitters and tables, as (name, text), columns as widths in pixels."""

    screens: str
    geometry: str
    splitter: str
    parts: tuple[tuple[str, str], ...] = ()


class Preferences(NamedTuple):
    """`theme` is system, light or dark; `language` is system, en or ru. Limits are seconds and bytes. Retention is off
    at 0: `keep_days`, `keep_count` (lookups), `keep_bytes`. `unknown` holds a newer version's members as (name, JSON
    text), written back untouched."""

    theme: str = "system"
    language: str = "system"
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
    places: tuple[WindowPlace, ...] = ()
    unknown: tuple[tuple[str, str], ...] = ()
