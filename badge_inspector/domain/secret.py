"""A secret that prints masked: a webhook's, an OAuth token, a proxy's password; kinds of them, and their store."""

from __future__ import annotations

from collections import deque
from enum import StrEnum
from typing import NamedTuple, NoReturn
from weakref import WeakValueDictionary

MASK = "••••••••"

_alive: WeakValueDictionary[int, Secret] = WeakValueDictionary()
_latest: deque[Secret] = deque(maxlen=64)
"""The latest secrets: a traceback may hold the text of a secret after the last reference to the `Secret` is gone."""


def seen() -> frozenset[Secret]:
    """The secrets this run knows or knew a moment ago: what a log or a report must not hold, whoever wrote it."""
    return frozenset((*_latest.copy(), *_alive.values()))


class Secret:
    """A text that shows itself only through `reveal()`.

    `str`, `repr`, `format`, logging and tracebacks print a mask of fixed length, so that not even the length leaks.
    Pickling and copying to JSON are refused: a secret is handed over, never serialised. Few modules may call
    `reveal()`: tests/architecture/test_one_place.py lists them, each with its reason.
    """

    __slots__ = ("__weakref__", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        _alive[id(self)] = self
        _latest.append(self)

    def reveal(self) -> str:
        return self._text

    def __bool__(self) -> bool:
        return bool(self._text)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        from hmac import compare_digest  # noqa: PLC0415 - OpenSSL: nothing for the first paint

        mine, theirs = (secret._text.encode("utf-8", "surrogatepass") for secret in (self, other))
        return compare_digest(mine, theirs)

    def __hash__(self) -> int:
        return hash(("Secret", self._text))

    def __str__(self) -> str:
        return MASK

    def __repr__(self) -> str:
        return f"Secret({MASK})"

    def __format__(self, spec: str) -> str:
        return format(MASK, spec)

    def __reduce__(self) -> NoReturn:
        raise TypeError("a Secret is not serialised")


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
    """The keyring is locked, or its owner refused to unlock it."""
    SILENT = "silent"
    """No answer within the time limit: it may be asking for its password."""
    REFUSED = "refused"


class SecretPlace(StrEnum):
    """Place in which the secrets of this run are stored."""

    UNKNOWN = "unknown"
    KEYRING = "keyring"
    MEMORY = "memory"


class SecretStoreState(NamedTuple):
    """`backend` is the keyring's name; `trouble` is why it is not used, `reason` the same in the system's words."""

    place: SecretPlace = SecretPlace.UNKNOWN
    backend: str = ""
    reason: str = ""
    trouble: KeyringTrouble | None = None
