"""A computer without a keyring, on every system."""

from __future__ import annotations

import sys

import pytest

from badge_inspector.storage import secrets

NO_BUS = "unix:path=/nonexistent"


def without_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take every keyring away. Linux' are reached over the session bus, which is taken away, and may be given back; elsewhere none is
    known. A test's secrets have no business in the keyring of whoever runs it."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", NO_BUS)
    if sys.platform != "linux":
        monkeypatch.setitem(secrets._BACKENDS, sys.platform, ())
