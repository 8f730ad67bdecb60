"""Versions of the libraries below the window."""

from __future__ import annotations

import ssl

from badge_inspector.bitrix24.client import HTTPX_VERSION
from badge_inspector.storage.database import SQLITE_VERSION


def versions() -> dict[str, str]:
    """Versions by the library's name, as the loaded library reports them."""
    return {
        "httpx": HTTPX_VERSION,
        "OpenSSL": ssl.OPENSSL_VERSION.removeprefix("OpenSSL "),
        "SQLite": SQLITE_VERSION,
    }
