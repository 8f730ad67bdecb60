"""Versions of what the program is built on below the window."""

from __future__ import annotations

import ssl

from badge_inspector.bitrix24.client import HTTPX_VERSION
from badge_inspector.storage.database import SQLITE_VERSION


def versions() -> dict[str, str]:
    """By the library's name, as the library that was loaded says itself."""
    return {
        "httpx": HTTPX_VERSION,
        "OpenSSL": ssl.OPENSSL_VERSION.removeprefix("OpenSSL "),
        "SQLite": SQLITE_VERSION,
    }
