"""An expired access token: renewed once, kept before it is used, and never twice by two windows."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from badge_inspector.bitrix24.client import PortalClient
from badge_inspector.domain.failures import Failure, FailureKind
from badge_inspector.domain.lookup import Found, Lookup, Refused
from badge_inspector.domain.portal import OAuthToken, PortalProfile
from badge_inspector.domain.preferences import Preferences
from badge_inspector.domain.request import LookupRequest
from badge_inspector.domain.secret import Secret, SecretKind
from badge_inspector.services.backend import Backend
from badge_inspector.services.catalogue import Catalogue
from badge_inspector.services.look_up_many import ManyLookups
from badge_inspector.services.renew_token import TokenRenewer
from badge_inspector.storage.locks import exclusive
from badge_inspector.storage.paths import Paths
from badge_inspector.storage.secrets import SecretStore
from tests.support.faulty_portal import answer
from tests.support.keyrings import without_keyring
from tests.support.oauth_portal import CLIENT_SECRET, FIRST_ACCESS, FIRST_REFRESH, OAuthPortal
from tests.support.secret_service import secret_service

TOKENS = {
    SecretKind.ACCESS_TOKEN: FIRST_ACCESS,
    SecretKind.REFRESH_TOKEN: FIRST_REFRESH,
    SecretKind.CLIENT_SECRET: CLIENT_SECRET,
}


@pytest.fixture(autouse=True)
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    without_keyring(monkeypatch)


@pytest.fixture
def portal() -> Iterator[OAuthPortal]:
    portal = OAuthPortal()
    with portal.server:
        yield portal


async def give(secrets: SecretStore, profile: PortalProfile, *without: SecretKind) -> None:
    for kind, text in TOKENS.items():
        if kind not in without:
            await secrets.set(profile, kind, Secret(text))


@asynccontextmanager
async def window(folder: Path, profile: PortalProfile | None = None, *without: SecretKind) -> AsyncGenerator[Backend]:
    """Backend of one window; its tokens are given when there is a profile."""
    backend = await Backend(Paths(folder, folder / "log"), Preferences()).opened()
    try:
        if profile is not None:
            await give(backend.secrets, profile, *without)
        yield backend
    finally:
        await backend.close()


async def pair(secrets: SecretStore, profile: PortalProfile) -> tuple[Secret | None, Secret | None]:
    return (
        await secrets.get(profile, SecretKind.ACCESS_TOKEN),
        await secrets.get(profile, SecretKind.REFRESH_TOKEN),
    )


def failure_of(lookup: Lookup) -> Failure:
    assert isinstance(lookup.outcome, Refused)
    return lookup.outcome.failure


def test_renewed_once_kept_first_and_asked_again(portal: OAuthPortal, tmp_path: Path) -> None:
    told: list[tuple[str, float | None]] = []

    async def story() -> None:
        async with window(tmp_path, portal.profile) as backend:
            backend.token_renewed = lambda profile_id, expires_at: told.append((profile_id, expires_at))
            keep = backend.secrets.replace

            async def watched(profile: PortalProfile, kind: SecretKind, secret: Secret) -> None:
                await keep(profile, kind, secret)
                portal.events.append(f"kept {kind.value}")

            backend.secrets.replace = watched
            lookup = await backend.calls.look_up(LookupRequest(portal.profile, "missedCall"))
            assert isinstance(lookup.outcome, Found)
            assert await pair(backend.secrets, portal.profile) == (Secret(portal.access), Secret(portal.refresh))

    asyncio.run(story())
    assert portal.events == [
        f"asked with {FIRST_ACCESS}",
        "renewal",
        "kept refresh_token",
        "kept access_token",
        f"asked with {portal.access}",
    ]
    ((profile_id, expires_at),) = told
    assert profile_id == portal.profile.id
    assert expires_at is not None
    assert portal.access not in (tmp_path / "oauth-used").read_text()
    assert FIRST_REFRESH not in (tmp_path / "oauth-used").read_text()


def test_a_new_token_that_has_expired_too_is_not_renewed_again(portal: OAuthPortal, tmp_path: Path) -> None:
    portal.always_expired = True

    async def story() -> None:
        async with window(tmp_path, portal.profile) as backend:
            lookup = await backend.calls.look_up(LookupRequest(portal.profile, "missedCall"))
            assert failure_of(lookup).kind is FailureKind.EXPIRED_TOKEN

    asyncio.run(story())
    assert portal.renewals == 1


@pytest.mark.parametrize("missing", [SecretKind.REFRESH_TOKEN, SecretKind.CLIENT_SECRET])
def test_without_all_three_it_stays_expired(portal: OAuthPortal, tmp_path: Path, missing: SecretKind) -> None:
    async def story() -> None:
        async with window(tmp_path, portal.profile, missing) as backend:
            lookup = await backend.calls.look_up(LookupRequest(portal.profile, "missedCall"))
            assert failure_of(lookup).kind is FailureKind.EXPIRED_TOKEN

    asyncio.run(story())
    assert portal.events == [f"asked with {FIRST_ACCESS}"]


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (400, b'{"error":"invalid_grant"}', FailureKind.REFRESH_INVALID_GRANT),
        (400, b'{"error":"invalid_client"}', FailureKind.REFRESH_INVALID_CLIENT),
        (400, b'{"error":"invalid_request"}', FailureKind.REFRESH_INVALID_REQUEST),
        (200, b'{"error":"wrong_client"}', FailureKind.REFRESH_WRONG_CLIENT),
        (401, b'{"error":"NOT_INSTALLED"}', FailureKind.REFRESH_NOT_INSTALLED),
        (401, b'{"error":"PAYMENT_REQUIRED"}', FailureKind.REFRESH_PAYMENT_REQUIRED),
        (403, b'{"error":"INVALID_SCOPE"}', FailureKind.REFRESH_INVALID_SCOPE),
        (400, b'{"error":"brand_new"}', FailureKind.REFRESH_FAILED),
        (502, b"<html>Bad Gateway</html>", FailureKind.REFRESH_FAILED),
        (200, b"", FailureKind.REFRESH_FAILED),
        (200, b'{"access_token":"only"}', FailureKind.REFRESH_FAILED),
    ],
)
def test_why_it_could_not_be_renewed_is_the_outcome(
    portal: OAuthPortal, tmp_path: Path, status: int, body: bytes, kind: FailureKind
) -> None:
    portal.refuse = answer(status, body)

    async def story() -> None:
        async with window(tmp_path, portal.profile) as backend:
            lookup = await backend.calls.look_up(LookupRequest(portal.profile, "missedCall"))
            assert failure_of(lookup).kind is kind
            assert await pair(backend.secrets, portal.profile) == (Secret(FIRST_ACCESS), Secret(FIRST_REFRESH))
            portal.refuse = b""
            lookup = await backend.calls.look_up(LookupRequest(portal.profile, "missedCall"))
            assert isinstance(lookup.outcome, Found)

    asyncio.run(story())


def test_list_test_and_many_go_on_with_the_new_token(portal: OAuthPortal, tmp_path: Path) -> None:
    async def story() -> None:
        async with window(tmp_path, portal.profile) as backend:
            assert not isinstance(await backend.calls.check_connection(portal.profile), Failure)
            assert portal.renewals == 1
            portal.always_expired = True
            listed = await backend.calls.catalogue(portal.profile)
            assert not isinstance(listed, Catalogue)
            assert listed.kind is FailureKind.EXPIRED_TOKEN
            assert portal.renewals == 2

    asyncio.run(story())


def test_many_codes_outlive_their_token(portal: OAuthPortal, tmp_path: Path) -> None:
    codes = [f"code{number}" for number in range(170)]
    portal.good_for = 2  # requests of fifty codes with each token

    async def story() -> None:
        async with window(tmp_path, portal.profile) as backend:
            lookups: list[Lookup] = []
            many = ManyLookups(backend.client, codes)
            assert await backend.calls.look_up_many(portal.profile, many, lookups.extend) is None
            assert sorted(lookup.code for lookup in lookups) == sorted(codes)
            portal.always_expired = True
            failure = await backend.calls.look_up_many(
                portal.profile, ManyLookups(backend.client, codes), lookups.extend
            )
            assert failure is not None
            assert failure.kind is FailureKind.EXPIRED_TOKEN

    asyncio.run(story())
    assert portal.renewals == 3


def test_cancelled_in_the_middle_the_new_pair_is_kept(portal: OAuthPortal, tmp_path: Path) -> None:
    portal.before_renewal = lambda: portal.server.held.set() or portal.server.released.wait(20)

    async def story() -> None:
        async with window(tmp_path, portal.profile) as backend:
            lookup = asyncio.create_task(backend.calls.look_up(LookupRequest(portal.profile, "missedCall")))
            await asyncio.to_thread(portal.server.held.wait, 20)
            lookup.cancel()
            await asyncio.gather(lookup, return_exceptions=True)
            portal.server.released.set()
            await backend._exchanges.run(backend.calls._renewer.close())
            assert await pair(backend.secrets, portal.profile) == (Secret(portal.access), Secret(portal.refresh))

    asyncio.run(story())
    assert portal.renewals == 1


def test_two_windows_at_once_refresh_once(portal: OAuthPortal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each has its own connection to a real keyring."""
    home = tmp_path / "home"
    home.mkdir()

    async def story() -> None:
        await give(SecretStore(), portal.profile)
        async with window(tmp_path) as first, window(tmp_path) as second:
            request = LookupRequest(portal.profile, "missedCall")
            lookups = await asyncio.gather(
                first.calls.look_up(request),
                second.calls.look_up(request),
                first.calls.look_up(request),
                second.calls.look_up(request),
            )
            assert [type(lookup.outcome) for lookup in lookups] == [Found] * 4
        assert await pair(SecretStore(), portal.profile) == (Secret(portal.access), Secret(portal.refresh))

    with secret_service(home) as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        asyncio.run(story())
    assert portal.renewals == 1
    assert portal.events.count("renewal") == 1


def test_two_windows_without_a_keyring_do_not_send_one_token_twice(portal: OAuthPortal, tmp_path: Path) -> None:
    async def story() -> None:
        async with window(tmp_path, portal.profile) as first, window(tmp_path, portal.profile) as second:
            request = LookupRequest(portal.profile, "missedCall")
            assert isinstance((await first.calls.look_up(request)).outcome, Found)
            failure = failure_of(await second.calls.look_up(request))
            assert failure.kind is FailureKind.REFRESH_INVALID_GRANT
            assert "on this computer" in failure.detail

    asyncio.run(story())
    assert portal.events.count("renewal") == 1


def test_a_window_that_never_lets_go_is_not_waited_for(
    portal: OAuthPortal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("badge_inspector.services.renew_token.LOCK_WAIT_S", 0.05)

    async def story() -> None:
        secrets = SecretStore(use_keyring=False)
        await give(secrets, portal.profile)
        async with PortalClient() as client:
            renewer = TokenRenewer(client, secrets, tmp_path)
            with exclusive(tmp_path / "oauth.lock", 1):
                failure = await renewer.renew(portal.profile, Secret(FIRST_ACCESS))
            assert isinstance(failure, Failure)
            assert (failure.kind, "another window" in failure.detail) == (FailureKind.REFRESH_FAILED, True)
            assert isinstance(await renewer.renew(portal.profile, Secret(FIRST_ACCESS)), OAuthToken)

    asyncio.run(story())


def test_a_token_for_this_run_is_renewed_for_this_run(portal: OAuthPortal, tmp_path: Path) -> None:
    async def story() -> None:
        secrets = SecretStore(use_keyring=False)
        for kind, text in TOKENS.items():
            secrets.set_for_this_run(portal.profile, kind, Secret(text))
        async with PortalClient() as client:
            await TokenRenewer(client, secrets, tmp_path).renew(portal.profile, Secret(FIRST_ACCESS))
        assert len(secrets._for_this_run) == 3
        assert await pair(secrets, portal.profile) == (Secret(portal.access), Secret(portal.refresh))

    asyncio.run(story())


def test_a_folder_that_vanished_is_not_made_again_for_the_lock(portal: OAuthPortal, tmp_path: Path) -> None:
    async def story() -> None:
        folder = tmp_path / "config"
        folder.mkdir()
        secrets = SecretStore(use_keyring=False)
        await give(secrets, portal.profile)
        async with PortalClient() as client:
            renewer = TokenRenewer(client, secrets, folder)
            folder.rmdir()
            failure = await renewer.renew(portal.profile, Secret(FIRST_ACCESS))
        assert isinstance(failure, Failure)
        assert failure.kind is FailureKind.REFRESH_FAILED
        assert not folder.exists()

    asyncio.run(story())
