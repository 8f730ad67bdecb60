"""Kinds of secrets, and the place where they live in this run."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class SecretKind(StrEnum):
    WEBHOOK = "webhook"
    ACCESS_TOKEN = "access_token"
    REFRESH_TOKEN = "refresh_token"
    CLIENT_SECRET = "client_secret"
    PROXY_PASSWORD = "proxy_password"


class KeyringTrouble(StrEnum):
    """Reasons why secrets are kept in memory only."""

    MISSING = "missing"
    LOCKED = "locked"
    """Or its owner did not want to unlock it."""
    SILENT = "silent"
    """No answer within the time limit: it may be asking for its password."""
    REFUSED = "refused"


class SecretPlace(StrEnum):
    """Storage of secrets in this run."""

    UNKNOWN = "unknown"
    KEYRING = "keyring"
    MEMORY = "memory"


@dataclass(frozen=True, slots=True)
class SecretStoreState:
    """`backend` is the keyring's name; `trouble` is why it is not used, `reason` the same in the system's words."""

    place: SecretPlace = SecretPlace.UNKNOWN
    backend: str = ""
    reason: str = ""
    trouble: KeyringTrouble | None = None
