"""Where secrets live when there is no keyring; the real Secret Service has tests of its own."""

from __future__ import annotations

import asyncio

import pytest

from badge_inspector.domain.portal import PortalAddress
from badge_inspector.domain.secret import Secret
from badge_inspector.storage.secrets import SecretKind, SecretPlace, SecretStore
from tests.support.builders import profile

ACME = profile()
MOVED = profile(address=PortalAddress("evil.example"))


@pytest.fixture
def no_bus(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)


@pytest.mark.usefixtures("no_bus")
def test_without_a_keyring_memory_holds_and_the_reason_is_told() -> None:
    async def story() -> None:
        store = SecretStore()
        state = await store.set(ACME, SecretKind.WEBHOOK, Secret("s3cretvalue"))
        assert state.place is SecretPlace.MEMORY
        assert state.reason
        assert await store.get(ACME, SecretKind.WEBHOOK) == Secret("s3cretvalue")
        assert await SecretStore().get(ACME, SecretKind.WEBHOOK) is None
        await store.delete(ACME, SecretKind.WEBHOOK)
        assert await store.get(ACME, SecretKind.WEBHOOK) is None

    asyncio.run(story())


def test_a_secret_belongs_to_its_host_and_kind() -> None:
    async def story() -> None:
        store = SecretStore(use_keyring=False)
        await store.set(ACME, SecretKind.WEBHOOK, Secret("s3cretvalue"))
        assert await store.get(MOVED, SecretKind.WEBHOOK) is None
        assert await store.get(ACME, SecretKind.ACCESS_TOKEN) is None

    asyncio.run(story())


@pytest.mark.usefixtures("no_bus")
def test_many_at_once_open_the_keyring_once() -> None:
    async def story() -> None:
        store = SecretStore()
        states = await asyncio.gather(*(store.probe() for _ in range(10)))
        assert len(set(states)) == 1

    asyncio.run(story())
