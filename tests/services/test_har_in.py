"""HAR files into the history: those of real programs, and those that are wrong in some way."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from badge_inspector.domain.badge import PlainText
from badge_inspector.domain.capture import HarPhase
from badge_inspector.domain.clock import LATEST
from badge_inspector.domain.exchange import Phase
from badge_inspector.domain.failures import FailureKind
from badge_inspector.domain.har.scanner import HarFault
from badge_inspector.domain.history import HistoryFilter
from badge_inspector.domain.keeping import HistoryUnavailableError
from badge_inspector.domain.lookup import Found, Lookup
from badge_inspector.domain.secret import MASK
from badge_inspector.services.har_in import HarImported, HarReader, HarSource, import_har
from tests.services.conftest import kept
from tests.support.builders import NOON

FIXTURES = Path(__file__).parents[1] / "fixtures" / "har"
PROGRAMS = ("chromium", "firefox", "mitmproxy", "playwright")
SECRETS = ("demonotasecret01", "demo00not00a00real")
HOOK = "https://acme.bitrix24.com/rest/1/s3cr3tw3bh00kpqz"
BADGE = {"code": "missedCall", "title": "Call Status", "value": "Missed", "type": "failure"}
ANSWER = json.dumps({"result": {"badge": BADGE}})


def read(text: str | bytes, name: str = "a.har") -> tuple[list[Lookup], HarReader]:
    data = text if isinstance(text, bytes) else text.encode("utf-8", "replace")
    reader = HarReader(replace(HarSource.of_text("", NOON), name=name))
    lookups = [lookup for at in range(0, len(data), 1000) for lookup in reader.read(data[at : at + 1000])]
    return lookups + reader.finish(), reader


def har(*entries: dict[str, Any], **more: object) -> str:
    return json.dumps(
        {"log": {"version": "1.2", "creator": {"name": "Some", "version": "1"}, "entries": entries, **more}}
    )


def entry(
    answer: str | None = ANSWER, status: int = 200, method: str = "crm.activity.badge.get", **more: Any
) -> dict[str, Any]:
    """An entry as the format has it; members of `request` and `response` can be added."""
    request = {
        "method": "POST", "url": f"{HOOK}/{method}", "httpVersion": "HTTP/1.1", "headers": [],
        "postData": {"mimeType": "application/json", "text": '{"code":"missedCall"}'},
    }  # fmt: skip
    response = {
        "status": status, "statusText": "", "httpVersion": "HTTP/1.1",
        "headers": [{"name": "Content-Type", "value": "application/json"}],
        "content": {"size": len(answer or ""), "mimeType": "application/json", "text": answer},
    }  # fmt: skip
    made = {
        "startedDateTime": "2026-11-01T12:00:00.000Z", "time": 100, "cache": {},
        "timings": {"blocked": -1, "dns": -1, "connect": -1, "ssl": -1, "send": 1, "wait": 98, "receive": 1},
        "request": {**request, **more.pop("request", {})}, "response": {**response, **more.pop("response", {})},
    }  # fmt: skip
    return {**made, **more}


# Real programs


@pytest.mark.parametrize("program", PROGRAMS)
def test_what_real_programs_recorded_is_read(program: str) -> None:
    lookups, reader = read((FIXTURES / f"{program}.har").read_bytes())
    assert reader.fault is None
    assert reader.counts.broken == 0
    by_code = {lookup.code: lookup for lookup in lookups}
    for code in ("missedCall", "vipClient", "discount&co", "demo.gzip"):
        badge = by_code[code].badge
        assert badge is not None
        assert badge.code == PlainText(code)
    assert {"demo.moved", "demo.closed", ""} <= by_code.keys()
    closed = by_code["demo.closed"].failure
    assert closed is not None
    assert closed.kind in (FailureKind.CONNECTION_CLOSED, FailureKind.CAPTURE_WITHOUT_RESPONSE)
    moved = by_code["demo.moved"].failure
    assert moved is not None
    assert moved.kind is FailureKind.PORTAL_MOVED
    in_batch = [lookup.code for lookup in lookups if lookup.exchange.is_shared]
    assert in_batch[:3] == ["missedCall", "nobody", "vipClient"]
    for lookup in lookups:
        assert lookup.capture is not None
        assert lookup.capture.creator
        assert not any(secret in repr(lookup) for secret in SECRETS)
        assert lookup.exchange.timeline.started_at > NOON
        response = lookup.exchange.response
        assert lookup.failure is not None or response is not None


@pytest.mark.parametrize(("program", "others", "first"), [("chromium", 2, 0), ("firefox", 4, 1), ("mitmproxy", 0, 0)])
def test_what_was_passed_over_is_counted(program: str, others: int, first: int) -> None:
    _, reader = read((FIXTURES / f"{program}.har").read_bytes())
    assert (reader.counts.others, reader.counts.asked_first) == (others, first)


def test_they_are_kept_and_marked_and_no_secret_gets_to_the_disk(file: Path) -> None:
    async def story() -> None:
        async with kept(file) as history:
            shares: list[tuple[int, int]] = []
            for program in PROGRAMS:
                source = HarSource.of_file(FIXTURES / f"{program}.har")
                first = await import_har(history.service, source, lambda done, total: shares.append((done, total)))
                assert first.new == first.calls == len(first.ids) > 10
                again = await import_har(history.service, source)
                assert (again.new, again.known, again.ids) == (0, first.new, first.ids)
            assert all(0 < done <= total for done, total in shares)
            rows = (await history.service.reading.page("source:har", HistoryFilter.ALL, None, 1000)).lookups
            assert rows
            assert all(row.is_captured for row in rows)
            assert (await history.service.reading.page("source:asked", HistoryFilter.ALL, None, 1000)).rows == ()
            opened = await history.service.reading.lookup(rows[0].id)
            assert opened is not None
            assert opened.capture is not None
            assert opened.capture.file in {f"{program}.har" for program in PROGRAMS}
            assert opened.profile_id == f"har:{opened.portal}"

    asyncio.run(story())
    for part in file.parent.iterdir():
        data = part.read_bytes()
        assert not any(secret.encode() in data for secret in SECRETS)


# Bad input

BAD: dict[str, tuple[str | bytes, HarFault | None, int]] = {
    "empty": ("", HarFault.NOT_JSON, 0),
    "no JSON": ("GET /rest HTTP/1.1", HarFault.NOT_JSON, 0),
    "no HAR": ('{"code":"missedCall"}', HarFault.NOT_HAR, 0),
    "cut off": (har(entry(), entry())[:-40], HarFault.CUT_OFF, 1),
    "byte order mark": (b"\xef\xbb\xbf" + har(entry()).encode(), None, 1),
    "UTF-16": (har(entry()).encode("utf-16"), None, 1),
    "no entries": (har(), None, 0),
    "no match": (har(entry(method="crm.activity.badge.list"), entry(method="profile")), None, 0),
    "an entry that is none": (har(entry(), {"badge": 1}, {"request": {"url": 5}, "x": "badge"}), None, 1),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_wrong_with_a_file_is_told_and_what_is_good_is_read(name: str) -> None:
    text, fault, count = BAD[name]
    lookups, reader = read(text)
    assert reader.fault is fault
    assert len(lookups) == count
    assert all(isinstance(lookup.outcome, Found) for lookup in lookups)


def only(made: dict[str, Any]) -> Lookup:
    (lookup,), _ = read(har(made))
    return lookup


def test_a_size_that_lies_changes_nothing() -> None:
    made = entry(response={"content": {"size": 10**15, "text": ANSWER}, "bodySize": -7})
    response = only(made).exchange.response
    assert response is not None
    assert (response.body, response.wire_size) == (ANSWER.encode(), len(ANSWER))


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (entry(response={"status": 0}), FailureKind.CAPTURE_WITHOUT_RESPONSE),
        ({**entry(), "response": None}, FailureKind.CAPTURE_WITHOUT_RESPONSE),
        (entry(response={"status": 0, "_error": "net::ERR_NAME_NOT_RESOLVED"}), FailureKind.NAME_NOT_RESOLVED),
        (entry(response={"status": 0, "_error": "net::ERR_CERT_DATE_INVALID"}), FailureKind.TLS_EXPIRED),
        (entry(response={"content": {"size": 40}}), FailureKind.CAPTURE_WITHOUT_BODY),
        (entry(response={"content": None}), FailureKind.CAPTURE_WITHOUT_BODY),
        (entry(answer=""), FailureKind.EMPTY_BODY),
        (entry(answer="<html>nginx</html>", status=502), FailureKind.SERVER_BUSY_PAGE),
    ],
)  # fmt: skip
def test_what_is_missing_is_said(answer: dict[str, Any], kind: FailureKind) -> None:
    failure = only(answer).failure
    assert failure is not None
    assert failure.kind is kind


@pytest.mark.parametrize(
    ("started", "asked_at", "is_dated"),
    [
        ("1970-01-01T00:00:00.000Z", 0.0, True),
        ("9999-12-31T23:59:59.999Z", LATEST, True),
        ("2026-11-01T15:00:00.250+03:00", NOON + 0.25, True),
        ("", NOON, False),
        (None, NOON, False),
    ],
)
def test_moments_of_any_year_are_kept_and_missing_ones_told(
    file: Path, started: object, asked_at: float, is_dated: bool
) -> None:
    lookup = only(entry(startedDateTime=started))
    assert lookup.asked_at == pytest.approx(asked_at)
    assert lookup.capture is not None
    assert lookup.capture.is_dated is is_dated

    async def story() -> None:
        async with kept(file) as history:
            (taken,) = await history.service.merge([lookup])
            again = await history.service.reading.lookup(taken.id)
            assert again is not None
            assert (again.asked_at, again.capture, again.exchange) == (lookup.asked_at, lookup.capture, lookup.exchange)

    asyncio.run(story())


def test_a_body_in_utf_16_is_read() -> None:
    text = base64.b64encode(
        json.dumps({"result": {"badge": {**BADGE, "value": "Пропущен"}}}, ensure_ascii=False).encode("utf-16")
    )
    badge = only(entry(response={"content": {"size": 1, "text": text.decode(), "encoding": "base64"}})).badge
    assert badge is not None
    assert badge.value == PlainText("Пропущен")


def test_each_step_of_a_redirect_is_a_lookup_of_its_own() -> None:
    moved = entry(
        answer="",
        status=302,
        response={
            "headers": [
                {
                    "name": "Location",
                    "value": "https://acme-new.bitrix24.com/rest/1/s3cr3tw3bh00kpqz/crm.activity.badge.get",
                }
            ]
        },
    )
    then = entry(
        request={
            "method": "GET",
            "url": "https://acme-new.bitrix24.com/rest/1/s3cr3tw3bh00kpqz/crm.activity.badge.get?code=missedCall",
        }
    )
    lookups, _ = read(har(moved, then))
    first, second = lookups
    assert first.failure is not None
    assert (first.failure.kind, first.failure.location) == (FailureKind.PORTAL_MOVED, "https://acme-new.bitrix24.com")
    assert (second.portal, second.code) == ("acme-new.bitrix24.com", "missedCall")
    assert isinstance(second.outcome, Found)
    assert "s3cr3t" not in repr(lookups)


def test_http_3_is_shown_as_such() -> None:
    response = only(entry(response={"httpVersion": "h3"})).exchange.response
    assert response is not None
    assert response.http_version == "HTTP/3"


def test_times_that_were_not_recorded_are_no_zeros(file: Path) -> None:
    untimed = only({**entry(), "time": None, "timings": {}})
    assert untimed.capture is not None
    assert not untimed.capture.is_timed
    timed = only(entry(startedDateTime="2026-11-01T12:00:01Z"))
    assert timed.capture is not None
    assert timed.capture.seconds(HarPhase.DNS) is None
    assert timed.exchange.timeline.span(Phase.CONNECT) is None

    async def story() -> None:
        async with kept(file) as history:
            await history.service.merge([untimed, timed])
            rows = (await history.service.reading.page("", HistoryFilter.ALL)).lookups
            assert [row.is_timed for row in rows] == [True, False]
            assert len((await history.service.reading.page("faster:1s", HistoryFilter.ALL)).rows) == 1
            assert len(await history.service.reading.trend("har:acme.bitrix24.com", "missedCall")) == 1

    asyncio.run(story())


def test_a_batchs_failure_is_that_of_each_command() -> None:
    commands = {"a": "crm.activity.badge.get?code=x", "b": "crm.activity.badge.get?code=y", "c": "profile"}
    sent = {"mimeType": "application/json", "text": json.dumps({"cmd": commands})}
    answer = json.dumps({"error": "QUERY_LIMIT_EXCEEDED", "error_description": "Too many requests"})
    lookups, _ = read(har(entry(answer, 503, "batch", request={"postData": sent})))
    assert [lookup.code for lookup in lookups] == ["x", "y"]
    kinds = {lookup.failure.kind for lookup in lookups if lookup.failure is not None}
    assert kinds == {FailureKind.QUERY_LIMIT_EXCEEDED}


def test_a_call_is_judged_by_the_documentation() -> None:
    assert only(entry(json.dumps({"error": "NOT_FOUND", "error_description": "Not found."}), 400)).contract == ()
    assert only(entry(json.dumps({"result": {"badge": {**BADGE, "extra": 1}}}))).contract


def test_one_match_in_much_is_found_in_little_memory_and_can_be_cancelled(file: Path, tmp_path: Path) -> None:
    large = tmp_path / "large.har"
    filler = json.dumps(entry("x" * 200_000, method="profile"))
    with large.open("w", encoding="utf-8") as stream:
        stream.write('{"log":{"creator":{"name":"Some"},"entries":[')
        for _ in range(100):
            stream.write(f"{filler},")
        stream.write(json.dumps(entry()))
        stream.write("]}}")

    async def story() -> None:
        async with kept(file) as history:
            source = HarSource.of_file(large)
            imported = await import_har(history.service, source)
            assert (imported.new, imported.others, imported.fault) == (1, 100, None)
            begun = asyncio.Event()
            task = asyncio.create_task(import_har(history.service, source, lambda _done, _total: begun.set()))
            await begun.wait()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

    asyncio.run(story())


def test_a_pipe_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="not a plain file"):
        HarSource.of_file(tmp_path)


def test_what_was_pasted_is_read_like_a_file(file: Path) -> None:
    async def story() -> HarImported:
        async with kept(file) as history:
            return await import_har(history.service, HarSource.of_text(har(entry()), NOON))

    imported = asyncio.run(story())
    assert (imported.new, imported.creator) == (1, "Some 1")


REST = "https://acme.bitrix24.com/rest"


def in_header(side: str, name: str, value: str) -> dict[str, Any]:
    more: dict[str, Any] = {side: {"headers": [{"name": name, "value": value}]}}
    return entry(**more)


def in_content(text: str, encoding: str) -> dict[str, Any]:
    data = base64.b64encode(text.encode(encoding)).decode()
    return entry(response={"content": {"text": data, "encoding": "base64"}})


def sent(members: dict[str, str]) -> dict[str, Any]:
    return entry(request={"postData": {"text": json.dumps(members)}})


PLACES: dict[str, Callable[[str], dict[str, Any]]] = {
    "address": lambda secret: entry(request={"url": f"{REST}/1/{secret}/crm.activity.badge.get"}),
    "query": lambda secret: entry(request={"url": f"{REST}/crm.activity.badge.get?auth={secret}"}),
    "request header": lambda secret: in_header("request", "Authorization", f"Bearer {secret}"),
    "cookie": lambda secret: in_header("request", "Cookie", f"x={secret}"),
    "request body": lambda secret: sent({"code": "x", "auth": secret}),
    "response header": lambda secret: in_header("response", "Set-Cookie", f"x={secret}"),
    "response body": lambda secret: entry(json.dumps({"error": "E", "error_description": f"auth={secret}"}), 400),
    "body of another encoding": lambda secret: in_content(f'{{"auth":"{secret}"}}', "utf-16"),
    "reason": lambda secret: entry(response={"statusText": f"auth={secret}"}),
    "error": lambda secret: entry(response={"status": 0, "_error": f"access_token={secret}"}),
    "code": lambda secret: sent({"code": f"{REST}/1/{secret}/"}),
    "comment": lambda secret: {**entry(), "comment": secret},
}


@pytest.mark.parametrize("place", PLACES)
def test_a_secret_in_every_place_is_masked(place: str, file: Path) -> None:
    secret = "7h1s1sas3cr3tt0k3n00"
    (lookup,), _ = read(har(PLACES[place](secret)), f"auth={secret}.har")
    assert secret not in repr(lookup)
    assert secret not in str(lookup.document.text if lookup.document is not None else "")
    assert lookup.capture is not None
    assert MASK in lookup.capture.file

    async def story() -> None:
        async with kept(file) as history:
            await history.service.merge([lookup])

    asyncio.run(story())
    assert all(secret.encode() not in part.read_bytes() for part in file.parent.iterdir())


def test_a_history_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "h.sqlite3"
    folder.mkdir()

    async def story() -> None:
        async with kept(folder) as history:
            with pytest.raises(HistoryUnavailableError):
                await import_har(history.service, HarSource.of_text(har(entry()), NOON))

    asyncio.run(story())
