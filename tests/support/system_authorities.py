"""The authorities that the system trusts: for most tests there are none, since to read the list takes 20 ms of every
client that speaks TLS, and nobody on it vouches for a portal of the tests."""

from __future__ import annotations

import ssl

import pytest


def forget_them() -> None:
    """Let every TLS context of this process begin without the system's authorities."""

    def nothing(self: ssl.SSLContext) -> None:
        pass

    ssl.SSLContext.set_default_verify_paths = nothing


def read_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let contexts read the system's list again, for the rest of a test."""
    monkeypatch.delattr(ssl.SSLContext, "set_default_verify_paths")
