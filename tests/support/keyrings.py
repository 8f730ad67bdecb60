"""A computer without a keyring, on every system."""

from __future__ import annotations

import sys

import pytest

from badge_inspector.storage import secrets

NO_BUS = "unix:path=/nonexistent"


def without_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take every keyring away: a test's secrets have no business in the one of whoever runs it. Linux' are reached over
    the session bus, which may be given back; elsewhere none is known any more."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", NO_BUS)
    if sys.platform != "linux":
        monkeypatch.setitem(secrets._BACKENDS, sys.platform, ())
