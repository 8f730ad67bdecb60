"""Certificates for a test: one authority nobody trusts unless told, and the ways a certificate can be wrong."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path

import trustme


@lru_cache
def authority() -> trustme.CA:
    return trustme.CA(organization_name="Test Authority")


def authority_file(folder: Path) -> str:
    path = folder / "authority.pem"
    authority().cert_pem.write_to_path(str(path))
    return str(path)


def server_context(
    *hosts: str, not_before: datetime | None = None, not_after: datetime | None = None
) -> ssl.SSLContext:
    """A server's side of TLS, with the authority's certificate for these hosts."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    names = hosts or ("localhost", "127.0.0.1")
    authority().issue_cert(*names, not_before=not_before, not_after=not_after).configure_cert(context)
    return context


def expired() -> ssl.SSLContext:
    now = datetime.now(UTC)
    return server_context(not_before=now - timedelta(days=20), not_after=now - timedelta(days=10))


def not_yet_valid() -> ssl.SSLContext:
    now = datetime.now(UTC)
    return server_context(not_before=now + timedelta(days=10), not_after=now + timedelta(days=20))


def wrong_host() -> ssl.SSLContext:
    return server_context("other.example")


def self_signed(folder: Path) -> ssl.SSLContext:
    """A certificate that vouches for itself: trustme issues none, its authority's own certificate is one."""
    lonely = trustme.CA(organization_name="Lonely")
    certificate, key = folder / "self.pem", folder / "self.key"
    lonely.cert_pem.write_to_path(str(certificate))
    lonely.private_key_pem.write_to_path(str(key))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context
