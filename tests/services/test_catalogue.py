from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from badge_inspector.bitrix24.client import PortalClient
from badge_inspector.demo.portal import DemoPortal
from badge_inspector.domain.badge import PlainText
from badge_inspector.domain.failures import Failure, FailureKind
from badge_inspector.domain.portal import Credentials, PortalAddress, PortalProfile
from badge_inspector.services.catalogue import Catalogue, fetch_catalogue, kept_catalogue, save_catalogue
from tests.support.demo import DEMO, QUICK
from tests.support.faulty_portal import WEBHOOK, FaultyPortal, answer


def fetch(profile: PortalProfile, credentials: Credentials) -> Catalogue | Failure:
    async def run() -> Catalogue | Failure:
        async with PortalClient() as client:
            return await fetch_catalogue(client, profile, credentials)

    return asyncio.run(run())


def test_all_badges_of_the_demo() -> None:
    with DemoPortal(pace=QUICK) as portal:
        access = portal.profiles()[0]
        catalogue = fetch(access.profile, access.credentials)
    assert isinstance(catalogue, Catalogue)
    assert [badge.code for badge in catalogue.badges] == [PlainText(badge.code) for badge in DEMO.badges]


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        ('{"result":{"badges":[{"code":"a"},{"code":"b"}]},"total":2}', ["a", "b"]),
        ('{"result":[{"code":"a"}]}', ["a"]),
        ('{"result":{"badges":[{"code":"a"},null,7,"x",[]]}}', ["a"]),
        ('{"result":{"badges":[]}}', []),
        ('{"result":{"badges":{}}}', []),
        ('{"result":[]}', []),
        ('{"result":{"badges":[' + ",".join(['{"code":"a"}'] * 2000) + "]}}", ["a"] * 2000),
    ],
    ids=["list", "documented", "odd entries", "empty", "empty map", "empty result", "many"],
)
def test_shapes(body: str, codes: list[str]) -> None:
    with FaultyPortal(answer(200, body)) as portal:
        catalogue = fetch(portal.profile(), WEBHOOK)
    assert isinstance(catalogue, Catalogue)
    assert [badge.code for badge in catalogue.badges] == [PlainText(code) for code in codes]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (answer(200, '{"result":null}'), FailureKind.ANSWER_SHAPE),
        (answer(200, '{"result":{"badges":null}}'), FailureKind.ANSWER_SHAPE),
        (answer(200, '{"result":{}}'), FailureKind.ANSWER_SHAPE),
        (answer(200, '{"result":{"badges":{"a":{}}}}'), FailureKind.ANSWER_SHAPE),
        (answer(200, "{}"), FailureKind.ANSWER_SHAPE),
        (answer(401, '{"error":"insufficient_scope"}'), FailureKind.INSUFFICIENT_SCOPE),
        (answer(503, '{"error":"QUERY_LIMIT_EXCEEDED"}'), FailureKind.QUERY_LIMIT_EXCEEDED),
        (b"nonsense\r\n\r\n", FailureKind.NOT_HTTP),
    ],
)
def test_failures(data: bytes, kind: FailureKind) -> None:
    with FaultyPortal(data) as portal:
        failure = fetch(portal.profile(), WEBHOOK)
    assert isinstance(failure, Failure)
    assert failure.kind is kind


PROFILE = PortalProfile("p", "Acme", PortalAddress("acme.bitrix24.com"))


def kept(folder: Path, fetched_at: str, source: str) -> Catalogue | None:
    """The catalogue read back from a file whose head says so and which holds such JSON."""
    save_catalogue(folder, PROFILE, Catalogue((), 1.0, source))
    (file,) = folder.iterdir()
    file.write_text(file.read_text().replace('"fetched_at": 1.0', f'"fetched_at": {fetched_at}'))
    return kept_catalogue(folder, PROFILE)


def test_a_kept_catalogue_is_read_again(tmp_path: Path) -> None:
    found = kept(tmp_path, "1800000000.5", '{"badges":[{"code":"a"}]}')
    assert found is not None
    assert found.fetched_at == 1_800_000_000.5
    assert [badge.code for badge in found.badges] == [PlainText("a")]


@pytest.mark.parametrize(
    "fetched_at",
    ["9" * 400, "9" * 5_000, "1e999", "-Infinity", "NaN", "1e300", "[" * 100_000, '{"a":' * 100_000, "null", '"x"'],
    ids=lambda text: text[:8],
)
def test_a_head_that_cannot_be_read_is_no_catalogue(tmp_path: Path, fetched_at: str) -> None:
    assert kept(tmp_path, fetched_at, '{"badges":[{"code":"a"}]}') is None


@pytest.mark.parametrize(
    "entry", ["9" * 400, "9" * 5_000, "[" * 50_000, '{"a":' * 50_000, "[" * 50_000 + "]" * 50_000], ids=lambda t: t[:8]
)
@pytest.mark.parametrize("shape", ['{"badges":[%s]}', '{"badges":[{"code":%s}]}', "%s"])
def test_odd_badges_in_a_kept_catalogue_raise_nothing(tmp_path: Path, shape: str, entry: str) -> None:
    kept(tmp_path, "1.0", shape % entry)


def test_a_folder_that_vanished_is_not_made_again_for_a_catalogue(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        save_catalogue(tmp_path / "vanished" / "catalogues", PROFILE, Catalogue((), 1.0, "[]"))
    assert list(tmp_path.iterdir()) == []
