"""The backend keeps to the preferences, however often they are put in force."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from badge_inspector.domain.portal import ProxyChoice, ProxyMode
from badge_inspector.domain.preferences import Preferences
from badge_inspector.domain.secret import Secret
from badge_inspector.services.backend import Backend
from badge_inspector.storage.paths import Paths
from tests.support.keyrings import without_keyring

PROXY = ProxyChoice(ProxyMode.EXPLICIT, "http://proxy.example:3128", "olga")
PASSWORD = Secret("pa55word")


@pytest.fixture(autouse=True)
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    without_keyring(monkeypatch)


def test_the_proxy_keeps_its_password_while_other_preferences_change(tmp_path: Path) -> None:
    async def story() -> None:
        chosen = Preferences(proxy=PROXY)
        backend = await Backend(Paths(tmp_path, tmp_path / "log"), chosen).opened()
        try:
            await backend.portal_secrets.set_proxy_password(PROXY, PASSWORD)
            await backend.use_proxy()
            backend.suspend_retention(True)  # as the settings do when they open
            assert (backend.client._proxy, backend.client._proxy_password) == (PROXY, PASSWORD)
            backend.prefer(chosen._replace(connect_s=3.0))
            assert (backend.client._proxy, backend.client._proxy_password) == (PROXY, PASSWORD)
        finally:
            await backend.close()

    asyncio.run(story())


def test_nothing_is_deleted_while_a_person_tries_out_what_to_keep(tmp_path: Path) -> None:
    async def story() -> None:
        backend = Backend(Paths(tmp_path, tmp_path / "log"), Preferences(keep_count=5))
        backend.suspend_retention(True)
        await backend.opened()
        try:
            assert not backend.history.removal._limits
            backend.suspend_retention(False)
            assert backend.history.removal._limits.count == 5
        finally:
            await backend.close()

    asyncio.run(story())
