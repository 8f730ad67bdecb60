"""Secrets in the system's keyring, and where there is none, in memory for this run. Never in a file.

The platform's own backend is named directly: `keyring.get_keyring()` tries every backend, spawning compilers on the
way, and its null backend drops secrets without a word (ui/README.md, "Keyring"). Every call runs in a daemon thread
with a time limit, since a locked keyring may ask the person for its password.

An entry is of one profile, kind and portal: a secret belongs to its host, and a profile that is moved to another one
has none until it is entered again.
"""

from __future__ import annotations

import asyncio
import hashlib
import importlib
import re
import secrets
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from badge_inspector.background import in_background
from badge_inspector.domain.portal import PortalProfile
from badge_inspector.domain.secret import KeyringTrouble, Secret, SecretKind, SecretPlace, SecretStoreState

SERVICE = "badge-inspector"
_Entry = tuple[str, str]
T = TypeVar("T")

_BACKENDS: dict[str, tuple[tuple[str, str], ...]] = {
    "win32": (("keyring.backends.Windows", "WinVaultKeyring"),),
    "darwin": (("keyring.backends.macOS", "Keyring"),),
    "linux": (
        ("keyring.backends.SecretService", "Keyring"),
        ("keyring.backends.kwallet", "DBusKeyring"),
    ),
}


class _NotViableError(Exception):
    """This keyring does not exist here."""


class SecretStore:
    """Attributes: state.

    `time_limit_s` bounds one call; a keyring that asks its owner something gets that long.
    """

    def __init__(self, time_limit_s: float = 30.0, use_keyring: bool = True) -> None:
        self._time_limit_s = time_limit_s
        self._keyring: Any = None
        self._memory: dict[_Entry, Secret] = {}
        self._for_this_run: set[_Entry] = set()
        self._opening: Future[None] | None = None
        self._lock = threading.Lock()  # of `_opening`: secrets are asked for on the window's loop and on the exchanges'
        self._task: asyncio.Task[None] | None = None
        self._uses_keyring = use_keyring
        self.state = SecretStoreState() if use_keyring else SecretStoreState(SecretPlace.MEMORY)

    async def get(self, profile: PortalProfile, kind: SecretKind) -> Secret | None:
        """The secret of that kind for this profile and its present host; None where there is none."""
        entry = _entry(profile, kind)
        kept = self._memory.get(entry)
        if kept is not None or not await self._has_keyring():
            return kept
        text = await self._ask(lambda keyring: keyring.get_password(*entry))
        return Secret(text) if text else None

    async def is_in_keyring(self, profile: PortalProfile, kind: SecretKind) -> bool | None:
        """True in the keyring, False in memory for this run, None where there is no such secret."""
        if _entry(profile, kind) in self._memory:
            return False
        return True if await self.get(profile, kind) is not None else None

    async def set(self, profile: PortalProfile, kind: SecretKind, secret: Secret) -> SecretStoreState:
        """Store a secret; the state says where."""
        entry = _entry(profile, kind)
        self._memory[entry] = secret
        self._for_this_run.discard(entry)
        if await self._has_keyring():
            await self._move_to_keyring(entry, secret)
        return self.state

    async def delete(self, profile: PortalProfile, kind: SecretKind) -> None:
        """Delete a secret; a missing one is not an error."""
        entry = _entry(profile, kind)
        self._memory.pop(entry, None)
        self._for_this_run.discard(entry)
        if await self._has_keyring():
            await self._ask(lambda keyring: _deleted(keyring, entry))

    def set_for_this_run(self, profile: PortalProfile, kind: SecretKind, secret: Secret) -> None:
        """A secret that never reaches the keyring (from the environment, for a demo portal)."""
        entry = _entry(profile, kind)
        self._memory[entry] = secret
        self._for_this_run.add(entry)

    async def replace(self, profile: PortalProfile, kind: SecretKind, secret: Secret) -> None:
        """A secret in the place of the one there: one for this run only stays one."""
        if _entry(profile, kind) in self._for_this_run:
            self.set_for_this_run(profile, kind, secret)
        else:
            await self.set(profile, kind, secret)

    async def probe(self) -> SecretStoreState:
        """Open the keyring if that has not happened yet, and say where secrets live."""
        await self._has_keyring()
        return self.state

    async def retry(self) -> SecretStoreState:
        """Try the keyring again, after its owner unlocked it or started it; what had to live in memory moves in."""
        if self._uses_keyring and self.state.place is SecretPlace.MEMORY:
            self.state, self._opening = SecretStoreState(), None
            if await self._has_keyring():
                for entry, secret in tuple(self._memory.items()):
                    if entry not in self._for_this_run:
                        await self._move_to_keyring(entry, secret)
        return self.state

    async def _move_to_keyring(self, entry: _Entry, secret: Secret) -> None:
        """Move a secret from memory into the keyring."""
        text = secret.reveal()
        if await self._ask(lambda keyring: _written(keyring, entry, text)) and self._memory.get(entry) is secret:
            del self._memory[entry]

    async def _has_keyring(self) -> bool:
        if self.state.place is SecretPlace.UNKNOWN:
            with self._lock:
                opening, first = self._opening, self._opening is None
                if opening is None:
                    opening = self._opening = Future()
            if first:
                self._task = asyncio.ensure_future(self._open())
                self._task.add_done_callback(lambda _: opening.set_result(None))
            await asyncio.shield(asyncio.wrap_future(opening))
        return self.state.place is SecretPlace.KEYRING

    async def _open(self) -> None:
        try:
            self._keyring = await _in_thread(_working_backend, self._time_limit_s)
        except Exception as error:  # noqa: BLE001 - backends raise their own, D-Bus's and ctypes' errors alike
            self.state = SecretStoreState(SecretPlace.MEMORY, reason=_reason(error), trouble=_trouble(error))
        else:
            self.state = SecretStoreState(SecretPlace.KEYRING, backend=str(self._keyring.name))

    async def _ask(self, question: Callable[[Any], T]) -> T | None:
        """Ask the keyring; when it fails, memory takes over for the rest of the run."""
        try:
            return await _in_thread(lambda: question(self._keyring), self._time_limit_s)
        except Exception as error:  # noqa: BLE001 - as in _open
            self.state = SecretStoreState(SecretPlace.MEMORY, reason=_reason(error), trouble=_trouble(error))
            return None


def digest_of(secret: Secret) -> str:
    """A digest of a secret, by which it is recognised where the secret itself must not be stored; hexadecimal."""
    return hashlib.sha256(f"{SERVICE}/{secret.reveal()}".encode()).hexdigest()


def _entry(profile: PortalProfile, kind: SecretKind) -> _Entry:
    """Service and user. Each secret has a service of its own, since Windows knows one user a service; the user is the
    portal, which is what a person sees in the keyring's own window."""
    return f"{SERVICE}/{profile.id}/{kind.value}", profile.address.authority


def _working_backend() -> Any:
    """The platform's keyring after a secret went in, came back and was deleted. Raises what the
    first one raised."""
    problem: Exception | None = None
    for module, name in _BACKENDS.get(sys.platform, _BACKENDS["linux"]):
        try:
            backend = getattr(importlib.import_module(module), name)()
            if not backend.viable:
                # What makes it unusable is told by priority, which raises the reason.
                problem = problem or _NotViableError(_why_not_viable(type(backend)))
                continue
            _try_out(backend)
        except Exception as error:  # noqa: BLE001 - the next backend may work; the first one's reason is told
            problem = problem or error
        else:
            return backend
    raise problem or _NotViableError(f"no keyring is known for {sys.platform}")


def _try_out(backend: Any) -> None:
    if sys.platform == "win32":
        backend.persist = "local machine"  # the default roams: a secret would leave this computer
    # Another window may be trying it out too.
    probe = f"{SERVICE}/probe/{secrets.token_hex(8)}", "probe"
    backend.set_password(*probe, "probe")
    found = backend.get_password(*probe)
    backend.delete_password(*probe)
    if found != "probe":
        raise RuntimeError(f"{backend.name} does not give back what it was given")


def _why_not_viable(kind: Any) -> str:
    try:
        return f"{kind.__name__} has priority {kind.priority}"
    except Exception as error:  # noqa: BLE001 - the reason is what is wanted
        return _reason(error)


def _written(keyring: Any, entry: _Entry, text: str) -> bool:
    keyring.set_password(*entry, text)
    return True


def _deleted(keyring: Any, entry: _Entry) -> None:
    # Deleting what is not there is an error in each backend, and a different one.
    if keyring.get_password(*entry) is not None:
        keyring.delete_password(*entry)


def _trouble(error: Exception) -> KeyringTrouble:
    from keyring import errors  # noqa: PLC0415 - slow, and loaded by now

    if isinstance(error, TimeoutError):
        return KeyringTrouble.SILENT
    # A locked collection whose prompt nobody sees ends as InitError("... Prompt dismissed") in keyring 25.
    if isinstance(error, errors.KeyringLocked) or re.search("dismissed|locked", str(error), re.IGNORECASE):
        return KeyringTrouble.LOCKED
    if isinstance(error, errors.InitError | errors.NoKeyringError | ImportError | _NotViableError):
        return KeyringTrouble.MISSING
    return KeyringTrouble.REFUSED


def _reason(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "no answer in time"
    return str(error) or type(error).__name__


async def _in_thread(call: Callable[[], T], time_limit_s: float) -> T:
    async with asyncio.timeout(time_limit_s):
        return await in_background(call)
