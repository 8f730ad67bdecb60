"""Places of secrets: in the system's real keyring, in one that hangs or forgets, and where there is none."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from keyring import errors

from badge_inspector.domain.portal import PortalAddress
from badge_inspector.domain.secret import KeyringTrouble, Secret, SecretKind, SecretPlace
from badge_inspector.storage import secrets
from badge_inspector.storage.secrets import SecretStore
from tests.support.builders import profile
from tests.support.secret_service import secret_service

ACME = profile()
MOVED = profile(address=PortalAddress("evil.example"))
PORT = profile(address=PortalAddress("acme.bitrix24.com", port=8443))
OTHER = profile(id="other")
WORD = Secret("s3cretvalue")


@pytest.fixture(scope="module")
def bus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home: Path = tmp_path_factory.mktemp("home")
    with secret_service(home) as address:
        yield address


@pytest.fixture
def keyring(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The Secret Service on a bus of its own; Windows' Credential Locker as it is."""
    if sys.platform == "linux":
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", request.getfixturevalue("bus"))


class FakeKeyring:
    """A backend whose calls can be held up or made to fail."""

    name = "fake"
    persist = ""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.answers = threading.Event()
        self.answers.set()
        self.error: Exception | None = None

    def get_password(self, service: str, user: str) -> str | None:
        self._think()
        return self.kept.get((service, user))

    def set_password(self, service: str, user: str, text: str) -> None:
        self._think()
        self.kept[service, user] = text

    def delete_password(self, service: str, user: str) -> None:
        self._think()
        del self.kept[service, user]

    def _think(self) -> None:
        self.answers.wait(60)
        if self.error is not None:
            raise self.error


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeKeyring]:
    backend = FakeKeyring()

    def open_fake() -> Any:
        secrets._try_out(backend)
        return backend

    monkeypatch.setattr(secrets, "_working_backend", open_fake)
    yield backend
    backend.answers.set()


@pytest.mark.usefixtures("keyring")
@pytest.mark.parametrize("text", ["s3cretvalue", "a" * 5000, "пароль 🔑", "line\nbreak\ttab", " edges "], ids=ascii)
def test_a_keyring_keeps_it_for_the_next_run(text: str) -> None:
    async def story() -> None:
        state = await SecretStore().set(ACME, SecretKind.WEBHOOK, Secret(text))
        assert (state.place, state.trouble, state.reason) == (SecretPlace.KEYRING, None, "")
        assert state.backend
        next_run = SecretStore()
        assert await next_run.get(ACME, SecretKind.WEBHOOK) == Secret(text)
        assert await next_run.is_in_keyring(ACME, SecretKind.WEBHOOK) is True
        await next_run.delete(ACME, SecretKind.WEBHOOK)
        await next_run.delete(ACME, SecretKind.WEBHOOK)
        assert await SecretStore().get(ACME, SecretKind.WEBHOOK) is None

    asyncio.run(story())


@pytest.mark.usefixtures("keyring")
def test_in_a_keyring_too_a_secret_belongs_to_its_host_and_kind() -> None:
    async def story() -> None:
        store = SecretStore()
        for number, kind in enumerate(SecretKind):
            await store.set(ACME, kind, Secret(f"secret {number}"))
        for number, kind in enumerate(SecretKind):
            assert await store.get(ACME, kind) == Secret(f"secret {number}")
            for stranger in (MOVED, PORT, OTHER):
                assert await store.get(stranger, kind) is None
        await store.set(ACME, SecretKind.WEBHOOK, Secret("another"))
        assert await SecretStore().get(ACME, SecretKind.WEBHOOK) == Secret("another")

    asyncio.run(story())


@pytest.mark.usefixtures("keyring")
def test_a_secret_for_this_run_never_reaches_the_keyring() -> None:
    async def story() -> None:
        store = SecretStore()
        store.set_for_this_run(OTHER, SecretKind.WEBHOOK, WORD)
        await store.probe()
        await store.retry()
        assert await store.get(OTHER, SecretKind.WEBHOOK) == WORD
        assert await SecretStore().get(OTHER, SecretKind.WEBHOOK) is None

    asyncio.run(story())


def test_a_keyring_that_hangs_is_not_waited_for_and_can_be_tried_again(fake: FakeKeyring) -> None:
    async def story() -> None:
        fake.answers.clear()
        store = SecretStore(time_limit_s=1.0)
        state = await store.set(ACME, SecretKind.WEBHOOK, WORD)
        store.set_for_this_run(OTHER, SecretKind.WEBHOOK, WORD)
        assert (state.place, state.trouble) == (SecretPlace.MEMORY, KeyringTrouble.SILENT)
        assert await store.get(ACME, SecretKind.WEBHOOK) == WORD
        fake.answers.set()
        state = await store.retry()
        assert (state.place, state.trouble) == (SecretPlace.KEYRING, None)
        assert await store.is_in_keyring(ACME, SecretKind.WEBHOOK) is True
        assert await store.is_in_keyring(OTHER, SecretKind.WEBHOOK) is False
        assert WORD.reveal() in fake.kept.values()

    asyncio.run(story())


def test_a_keyring_that_stops_working_hands_over_to_memory(fake: FakeKeyring) -> None:
    async def story() -> None:
        store = SecretStore()
        assert (await store.set(ACME, SecretKind.WEBHOOK, WORD)).place is SecretPlace.KEYRING
        fake.error = OSError("the vault is closed")
        state = await store.set(OTHER, SecretKind.WEBHOOK, WORD)
        assert (state.place, state.trouble) == (SecretPlace.MEMORY, KeyringTrouble.REFUSED)
        assert state.reason == "the vault is closed"
        assert await store.get(OTHER, SecretKind.WEBHOOK) == WORD
        fake.error = None
        assert (await store.retry()).place is SecretPlace.KEYRING
        assert await store.get(ACME, SecretKind.WEBHOOK) == WORD
        assert await store.is_in_keyring(OTHER, SecretKind.WEBHOOK) is True

    asyncio.run(story())


def test_a_keyring_that_forgets_is_not_trusted(fake: FakeKeyring, monkeypatch: pytest.MonkeyPatch) -> None:
    def forget(self: FakeKeyring, service: str, user: str, text: str) -> None:
        self.kept[service, user] = ""

    monkeypatch.setattr(FakeKeyring, "set_password", forget)

    async def story() -> None:
        state = await SecretStore().probe()
        assert (state.place, state.trouble) == (SecretPlace.MEMORY, KeyringTrouble.REFUSED)
        assert fake.kept == {}

    asyncio.run(story())


@pytest.mark.parametrize(
    ("error", "trouble", "reason"),
    [
        (errors.KeyringLocked("no"), KeyringTrouble.LOCKED, "no"),
        (
            errors.InitError("Failed to unlock: Prompt Dismissed"),
            KeyringTrouble.LOCKED,
            "Failed to unlock: Prompt Dismissed",
        ),
        (errors.InitError("no bus"), KeyringTrouble.MISSING, "no bus"),
        (ImportError("no module"), KeyringTrouble.MISSING, "no module"),
        (errors.PasswordSetError("full"), KeyringTrouble.REFUSED, "full"),
        (OSError(), KeyringTrouble.REFUSED, "OSError"),
    ],
    ids=repr,
)
def test_why_a_keyring_cannot_be_used(
    fake: FakeKeyring, error: Exception, trouble: KeyringTrouble, reason: str
) -> None:
    fake.error = error
    state = asyncio.run(SecretStore().probe())
    assert (state.place, state.trouble, state.reason) == (SecretPlace.MEMORY, trouble, reason)


def test_a_renewed_secret_stays_where_the_one_before_it_was(fake: FakeKeyring) -> None:
    async def story() -> None:
        store = SecretStore()
        store.set_for_this_run(ACME, SecretKind.WEBHOOK, WORD)
        await store.set(OTHER, SecretKind.WEBHOOK, WORD)
        for each in (ACME, OTHER):
            await store.replace(each, SecretKind.WEBHOOK, Secret("renewed value"))
            assert await store.get(each, SecretKind.WEBHOOK) == Secret("renewed value")
        assert list(fake.kept.values()) == ["renewed value"]

    asyncio.run(story())


def test_a_store_without_a_keyring_never_opens_one(fake: FakeKeyring) -> None:
    async def story() -> None:
        store = SecretStore(use_keyring=False)
        await store.set(ACME, SecretKind.WEBHOOK, WORD)
        assert (await store.retry()).place is SecretPlace.MEMORY
        assert fake.kept == {}

    asyncio.run(story())


class Broken(FakeKeyring):
    viable = True

    def __init__(self) -> None:
        super().__init__()
        self.error = OSError("it is broken")


class Working(FakeKeyring):
    viable = True


class Unwilling(FakeKeyring):
    viable = False
    priority = 0


@pytest.mark.parametrize(
    ("backends", "reason"),
    [
        ([], f"no keyring is known for {sys.platform}"),
        ([Unwilling], "Unwilling has priority 0"),
        ([Unwilling, Broken], "Unwilling has priority 0"),
        ([Broken, Unwilling], "it is broken"),
        ([Broken, Working], ""),
        ([Unwilling, Working], ""),
    ],
    ids=lambda value: " ".join(kind.__name__ for kind in value) if isinstance(value, list) else "",
)
def test_the_first_keyring_that_works_is_taken_and_else_the_first_ones_reason_is_told(
    monkeypatch: pytest.MonkeyPatch, backends: list[type[FakeKeyring]], reason: str
) -> None:
    monkeypatch.setitem(secrets._BACKENDS, sys.platform, tuple((__name__, kind.__name__) for kind in backends))
    state = asyncio.run(SecretStore().probe())
    assert state.reason == reason
    assert (state.place is SecretPlace.KEYRING) is (not reason)


@pytest.mark.parametrize(("platform", "persist"), [("win32", "local machine"), ("linux", "")])
def test_a_secret_of_windows_does_not_leave_this_computer(
    fake: FakeKeyring, monkeypatch: pytest.MonkeyPatch, platform: str, persist: str
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    secrets._try_out(fake)
    assert fake.persist == persist


def test_no_backend_is_tried_that_drops_secrets() -> None:
    names = {name for backends in secrets._BACKENDS.values() for name, _ in backends}
    assert names == {
        "keyring.backends.Windows",
        "keyring.backends.macOS",
        "keyring.backends.SecretService",
        "keyring.backends.kwallet",
    }


def test_a_secret_belongs_to_its_host_and_kind() -> None:
    async def story() -> None:
        store = SecretStore(use_keyring=False)
        await store.set(ACME, SecretKind.WEBHOOK, WORD)
        for stranger in (MOVED, PORT, OTHER):
            assert await store.get(stranger, SecretKind.WEBHOOK) is None
        assert await store.get(ACME, SecretKind.ACCESS_TOKEN) is None
        assert (await store.retry()).place is SecretPlace.MEMORY

    asyncio.run(story())
