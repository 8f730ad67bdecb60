"""Linux's Secret Service: probed, locked, and where there is none."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import secretstorage

from badge_inspector.domain.secret import KeyringTrouble, Secret, SecretKind, SecretPlace
from badge_inspector.storage.secrets import SecretStore
from tests.support.builders import profile
from tests.support.secret_service import secret_service

ACME = profile()
OTHER = profile(id="other")
WORD = Secret("s3cretvalue")


@pytest.fixture
def no_bus(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)


@pytest.fixture
def keyring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    home = tmp_path / "home"
    home.mkdir()
    with secret_service(home) as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield


@pytest.mark.usefixtures("no_bus")
def test_without_a_keyring_memory_holds_and_the_reason_is_told() -> None:
    async def story() -> None:
        store = SecretStore()
        state = await store.set(ACME, SecretKind.WEBHOOK, WORD)
        assert (state.place, state.trouble) == (SecretPlace.MEMORY, KeyringTrouble.MISSING)
        assert state.reason
        assert await store.get(ACME, SecretKind.WEBHOOK) == WORD
        assert await store.is_in_keyring(ACME, SecretKind.WEBHOOK) is False
        assert await SecretStore().get(ACME, SecretKind.WEBHOOK) is None
        assert (await store.retry()).trouble is KeyringTrouble.MISSING
        assert await store.get(ACME, SecretKind.WEBHOOK) == WORD
        await store.delete(ACME, SecretKind.WEBHOOK)
        assert await store.get(ACME, SecretKind.WEBHOOK) is None

    asyncio.run(story())


@pytest.mark.usefixtures("keyring")
def test_a_probe_leaves_nothing_behind_and_several_do_not_disturb_each_other() -> None:
    async def story() -> None:
        states = await asyncio.gather(*(SecretStore().probe() for _ in range(8)))
        assert {state.place for state in states} == {SecretPlace.KEYRING}

    asyncio.run(story())
    with closing(secretstorage.dbus_init()) as connection:
        collection = secretstorage.get_default_collection(connection)
        services = [item.get_attributes()["service"] for item in collection.get_all_items()]
    assert not [service for service in services if "probe" in service]


# keyring 25 leaves its bus connection to the collector when a collection stays locked (get_preferred_collection).
@pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")
@pytest.mark.usefixtures("keyring")
def test_a_locked_keyring_is_told() -> None:
    """Nobody is there to answer its prompt."""

    async def story() -> None:
        await SecretStore().set(ACME, SecretKind.WEBHOOK, WORD)
        lock()
        store = SecretStore()
        state = await store.set(OTHER, SecretKind.WEBHOOK, WORD)
        assert (state.place, state.trouble) == (SecretPlace.MEMORY, KeyringTrouble.LOCKED)
        assert await store.get(ACME, SecretKind.WEBHOOK) is None
        assert await store.get(OTHER, SecretKind.WEBHOOK) == WORD

    def lock() -> None:
        with closing(secretstorage.dbus_init()) as connection:
            secretstorage.get_default_collection(connection).lock()

    asyncio.run(story())


@pytest.mark.usefixtures("no_bus")
def test_many_at_once_open_the_keyring_once() -> None:
    async def story() -> None:
        store = SecretStore()
        states = await asyncio.gather(*(store.probe() for _ in range(10)))
        assert len(set(states)) == 1

    asyncio.run(story())
