"""The case file: any tool opens it, no secret is in it, and another Badge Inspector has it back without loss."""

from __future__ import annotations

import asyncio
import base64
import json
import re
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from haralyzer import HarEntry, HarParser
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft6Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT6

from badge_inspector.demo.portal import DemoPortal
from badge_inspector.domain.capture import Edited
from badge_inspector.domain.exchange import Phase, PhaseSpan
from badge_inspector.domain.failures import Failure, FailureKind
from badge_inspector.domain.har.writing import OWN
from badge_inspector.domain.jsontext import JsonDocument
from badge_inspector.domain.lookup import Lookup, Refused
from badge_inspector.domain.portal import Webhook
from badge_inspector.domain.secret import MASK, Secret
from badge_inspector.services import har_out
from badge_inspector.services.har_in import HarReader, HarSource, import_har
from badge_inspector.services.har_out import CaseWritten, case_entry, write_case
from tests.services.conftest import kept
from tests.services.test_demo_answers import LIMITS, ask
from tests.services.test_har_in import FIXTURES, PROGRAMS, read
from tests.support import lookups
from tests.support.builders import NOON
from tests.support.demo import QUICK
from tests.support.demo_outcomes import FAILED, FOUND, REFUSED, SLOW


def schema() -> Draft6Validator:
    """HAR 1.2 as har-schema 2.0.0 has it."""
    files = {file.name: json.loads(file.read_bytes()) for file in (FIXTURES / "schema").glob("*.json")}
    resources = [(found["$id"], Resource(found, DRAFT6)) for found in files.values()]
    named = [(f"{name}#", Resource(found, DRAFT6)) for name, found in files.items()]
    registry: Registry[Any] = Registry().with_resources([*resources, *named])
    return Draft6Validator(files["har.json"], registry=registry, format_checker=Draft6Validator.FORMAT_CHECKER)


VALIDATOR = schema()


def written(file: Path, *made: Lookup, secrets: tuple[Secret, ...] = ()) -> dict[str, Any]:
    assert asyncio.run(write_case(file, made, secrets=secrets)) == CaseWritten(len(made))
    found: dict[str, Any] = json.loads(file.read_bytes())
    return found


def back(file: Path) -> tuple[list[Lookup], HarReader]:
    return read(file.read_bytes(), file.name)


def facts(lookup: Lookup) -> dict[str, Any]:
    """All that a lookup says, but for whose it is in which history, and whence it came."""
    document = lookup.document
    return {
        "code": lookup.code, "portal": lookup.portal, "portal_name": lookup.portal_name, "asked_at": lookup.asked_at,
        "outcome": repr(lookup.outcome), "exchange": lookup.exchange, "note": lookup.note,
        "expected": lookup.expected, "pinned": lookup.pinned,
        "contract": lookup.contract, "text": document.text if document is not None else None,
    }  # fmt: skip


def without_token(lookup: Lookup) -> Lookup:
    """The same with the mask for the value of `auth`."""
    response, failure = lookup.exchange.response, lookup.failure
    assert response is not None
    assert failure is not None
    hidden = re.sub(rb"auth=\w+", f"auth={MASK}".encode(), response.body)
    document = JsonDocument.parse(hidden.decode())
    outcome = Refused(replace(failure, description=re.sub(r"auth=\w+", f"auth={MASK}", failure.description)))
    exchange = replace(lookup.exchange, response=replace(response, body=hidden))
    return replace(lookup, exchange=exchange, document=document, outcome=outcome)


@pytest.fixture(scope="module")
def demo() -> Generator[DemoPortal]:
    with DemoPortal(pace=QUICK) as portal:
        yield portal


@pytest.mark.slow
@pytest.mark.parametrize("name", [*FAILED, *REFUSED, *FOUND, *SLOW])
def test_each_code_of_the_demo_portal_comes_back_without_loss(demo: DemoPortal, name: str, tmp_path: Path) -> None:
    limits = replace(LIMITS, total_s=2.5) if name in SLOW else LIMITS  # one of them drips until a limit is reached
    lookup = replace(ask(demo, name, limits), note="ключ\nline two", pinned=True, expected="красный")
    file = tmp_path / "case.har"
    access = demo.profiles()[0].credentials
    assert isinstance(access, Webhook)
    data = written(file, lookup, secrets=(access.secret,))
    assert [error.message for error in VALIDATOR.iter_errors(data)] == []
    (again,), reader = back(file)
    assert reader.fault is None
    if name == "secret_in_error":  # the portal repeats a token there that nobody here knows
        assert b"auth=demo00" in (lookup.exchange.response or lookups.response()).body
        lookup = without_token(lookup)
    assert facts(again) == facts(lookup)
    assert again.capture is not None
    assert (again.capture.is_case, again.capture.edited) == (True, Edited.NO)
    assert again.capture.creator.startswith("Badge Inspector ")


@pytest.mark.parametrize("program", PROGRAMS)
def test_what_others_recorded_goes_out_and_comes_back(program: str, tmp_path: Path) -> None:
    captured, _ = read((FIXTURES / f"{program}.har").read_bytes(), f"{program}.har")
    file = tmp_path / "case.har"
    data = written(file, *captured)
    assert [error.message for error in VALIDATOR.iter_errors(data)] == []
    again, _ = back(file)
    left = {"set-cookie", "cookie", "authorization"}
    for before, after in zip(captured, again, strict=True):
        asked = tuple(pair for pair in before.exchange.request.headers if pair[0].lower() not in left)
        sent = replace(before.exchange, request=replace(before.exchange.request, headers=asked))
        assert facts(after) == facts(replace(before, exchange=sent))
        assert before.capture is not None
        assert after.capture == replace(before.capture, file="case.har", is_case=True)


def test_another_windows_history_has_them_as_they_were(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "case.har"

    async def story() -> None:
        async with kept(file) as one:
            rows = await one.service.save_all([lookups.lookup(f"c{n}") for n in range(120)])
            wanted = [row.id for row in rows[:110]]
            shares: list[tuple[int, int]] = []
            done = await write_case(
                out, wanted, one.service, secrets=(), on_progress=lambda *share: shares.append(share)
            )
            assert done == CaseWritten(110)
            assert shares[-1] == (110, 110)
        async with kept(tmp_path / "other" / "history.sqlite3") as other:
            imported = await import_har(other.service, HarSource.of_file(out))
            assert (imported.new, imported.edited, imported.others) == (110, 0, 0)
            assert await other.codes("source:har code:c109") == ["c109"]

    asyncio.run(story())


def test_the_file_has_what_a_colleague_needs(tmp_path: Path) -> None:
    answer = lookups.response(headers=(("Set-Cookie", "PHPSESSID=x"), ("Content-Type", "application/json")))
    data = written(tmp_path / "a.har", replace(lookups.lookup(answer=answer), note="seen at noon"))
    own = data["log"]["entries"][0][OWN]
    assert base64.b64decode(own["lookup"]["body_base64"]) == lookups.SAMPLE
    assert own["clocks"]["client"]["started_at"] == NOON
    assert json.loads(own["clocks"]["portal"])["duration"] == 0.3953571319580078
    assert own["documentation"]["differences"] == []
    assert own["headers_left_out"] == ["Set-Cookie"]
    assert re.fullmatch("[0-9a-f]{64}", own["sha256"]["body"])
    assert {"Badge Inspector", "Python"} <= data["log"][OWN]["versions"].keys()
    assert data["log"]["entries"][0]["comment"] == "seen at noon"
    assert "Set-Cookie" not in json.dumps(data["log"]["entries"][0]["response"])
    assert "PHPSESSID" not in json.dumps(data)


def test_a_library_that_is_not_ours_reads_it(demo: DemoPortal, tmp_path: Path) -> None:
    made = [ask(demo, name) for name in ("NOT_FOUND", "closed", "html_502", "moved", "invalid_utf8")]
    parser: Any = HarParser(written(tmp_path / "a.har", *made))
    assert parser.creator["name"] == "Badge Inspector"
    entries: list[Any] = [HarEntry(each) for each in parser.har_data["entries"]]
    for entry, lookup in zip(entries, made, strict=True):
        response = lookup.exchange.response
        assert (entry.request.method, entry.status) == ("POST", response.status if response is not None else 0)
        assert entry.startTime.timestamp() == pytest.approx(lookup.exchange.timeline.started_at, abs=1e-5)
        assert json.loads(entry.request.text) == {"code": lookup.code}
        body = entry.response.text.encode()
        if entry.response.textEncoding == "base64":
            body = base64.b64decode(body)
        assert body == (response.body if response is not None else b"")


def test_no_mask_and_no_secret_stands_in_an_address(tmp_path: Path) -> None:
    data = written(tmp_path / "a.har", lookups.lookup())
    (entry,) = data["log"]["entries"]
    assert entry["request"]["url"] == "https://acme.bitrix24.com/rest/1/SECRET/crm.activity.badge.get"
    assert MASK not in json.dumps({**entry, OWN: None}, ensure_ascii=False)


SECRET = "s3cr3tw3bh00kpqz"


@pytest.mark.parametrize(
    "made",
    [
        lookups.lookup(SECRET),
        lookups.lookup("x", lookups.response(f'{{"error":"{SECRET}"}}'.encode())),
        lookups.lookup("x", lookups.response(base64.b64encode(SECRET.encode()))),
        lookups.lookup("x", lookups.response("".join(f"%{ord(each):02x}" for each in SECRET).encode())),
        replace(lookups.lookup(), note=f"it is {SECRET}"),
        replace(lookups.lookup(), portal_name=SECRET),
        lookups.failed(Failure(FailureKind.UNEXPECTED, detail=SECRET)),
    ],
    ids=["code", "body", "base64 in the body", "percent in the body", "note", "name", "reason"],
)
def test_a_file_with_a_secret_in_it_is_refused_and_not_there(made: Lookup, tmp_path: Path) -> None:
    file = tmp_path / "a.har"
    file.write_text("before")
    done = asyncio.run(write_case(file, [lookups.lookup(), made], secrets=[Secret(SECRET)]))
    assert done.leak is not None
    assert done.count == 0
    assert [part.name for part in tmp_path.iterdir()] == ["a.har"]
    assert file.read_text() == "before"


def test_a_note_with_an_address_goes_without_its_secret(tmp_path: Path) -> None:
    made = replace(lookups.lookup(), note=f"https://acme.bitrix24.com/rest/1/{SECRET}/ and auth={SECRET}")
    assert SECRET not in json.dumps(written(tmp_path / "a.har", made))


def edited(data: dict[str, Any], *path: str | int, value: Any) -> bytes:
    place: Any = data["log"]["entries"][0]
    for step in path[:-1]:
        place = place[step]
    assert place[path[-1]] != value
    place[path[-1]] = value
    return json.dumps(data, indent=2).encode()


FORGED = base64.b64encode(b'{"result":{"badge":{}}}').decode()


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        (("response", "content", "text"), '{"result":{}}', Edited.BODY),
        ((OWN, "lookup", "body_base64"), FORGED, Edited.BODY),
        ((OWN, "sha256", "body"), "ab" * 32, Edited.BODY),
        (("response", "status"), 404, Edited.REST),
        (("startedDateTime",), "2026-11-01T12:00:00Z", Edited.REST),
        (("timings", "wait"), 1, Edited.REST),
        ((OWN, "lookup", "note"), "another", Edited.REST),
        ((OWN, "lookup", "record", "response", "status"), 404, Edited.REST),
        ((OWN, "clocks", "client", "total_s"), 0, Edited.REST),
    ],
)
def test_a_file_edited_by_hand_is_told(path: tuple[str, ...], value: Any, told: Edited, tmp_path: Path) -> None:
    data = written(tmp_path / "a.har", lookups.lookup())
    (again,), reader = read(edited(data, *path, value=value))
    assert again.capture is not None
    assert again.capture.edited == told
    assert reader.counts.edited == 1


def test_an_edited_lookup_is_not_taken_for_the_one_that_is_kept(file: Path, tmp_path: Path) -> None:
    data = written(tmp_path / "a.har", lookups.lookup())
    forged = tmp_path / "b.har"
    forged.write_bytes(edited(data, "response", "content", "text", value="{}"))

    async def story() -> None:
        async with kept(file) as history:
            for name, new in (("a.har", 1), ("b.har", 1), ("a.har", 0), ("b.har", 0)):
                imported = await import_har(history.service, HarSource.of_file(tmp_path / name))
                assert (imported.new, imported.known) == (new, 1 - new)
                lookup = await history.service.reading.lookup(imported.ids[0])
                assert lookup is not None
                assert lookup.capture is not None
                assert lookup.capture.edited == (Edited.BODY if name == "b.har" else Edited.NO)

    asyncio.run(story())


def test_blanks_and_the_order_of_names_are_no_edit(tmp_path: Path) -> None:
    data = written(tmp_path / "a.har", lookups.lookup("ключ 😀"))
    again, reader = read(json.dumps(data, indent=4, sort_keys=True, ensure_ascii=False))
    assert reader.counts.edited == 0
    assert again[0].code == "ключ 😀"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ((OWN, "lookup", "record"), None),
        ((OWN, "lookup"), []),
        ((OWN, "lookup", "record", "request"), {}),
        ((OWN, "lookup", "body_base64"), "?"),
        ((OWN, "lookup", "asked_at"), 1e300),
        ((OWN, "lookup", "record", "timeline", "total_s"), -5),
        ((OWN, "lookup", "record", "capture"), {"file": 5}),
    ],
)
def test_an_entry_that_was_broken_by_hand_is_read_as_any_other(
    path: tuple[str, ...], value: Any, tmp_path: Path
) -> None:
    data = written(tmp_path / "a.har", lookups.lookup())
    place: Any = data["log"]["entries"][0]
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    (again,), reader = read(json.dumps(data))
    assert again.code == "missedCall"
    assert again.badge is not None
    assert reader.counts.edited == 1


def test_a_newer_formats_entry_is_read_as_any_other(tmp_path: Path) -> None:
    data = written(tmp_path / "a.har", lookups.lookup())
    (again,), reader = read(edited(data, OWN, "format", value="badge-inspector-case/2"))
    assert again.capture is not None
    assert not again.capture.is_case
    assert reader.counts.edited == 0


def test_a_secret_put_in_by_hand_is_masked(tmp_path: Path) -> None:
    data = written(tmp_path / "a.har", lookups.lookup())
    url = f"https://acme.bitrix24.com/rest/1/{SECRET}/crm.activity.badge.get"
    (again,), _ = read(edited(data, OWN, "lookup", "record", "request", "url", value=url))
    assert SECRET not in repr(again)


def test_cancelling_leaves_no_file(tmp_path: Path) -> None:
    file = tmp_path / "a.har"

    async def story() -> None:
        begun = asyncio.Event()
        made = [lookups.lookup()] * (har_out.CHUNK * 40)
        task = asyncio.create_task(write_case(file, made, secrets=(), on_progress=lambda _done, _total: begun.set()))
        await begun.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(story())
    assert list(tmp_path.iterdir()) == []


@settings(max_examples=60, deadline=None)
@given(
    code=st.text(max_size=20),
    note=st.text(max_size=20),
    body=st.binary(max_size=60),
    status=st.integers(100, 999),
    spans=st.lists(st.tuples(st.sampled_from(Phase), st.floats(0, 100)), max_size=6, unique_by=lambda span: span[0]),
)
def test_any_lookup_comes_back_as_it_was(
    code: str, note: str, body: bytes, status: int, spans: list[tuple[Phase, float]]
) -> None:
    lookup = lookups.lookup(code, lookups.response(body, status))
    line = replace(lookup.exchange.timeline, spans=tuple(PhaseSpan(phase, 0.0, length) for phase, length in spans))
    lookup = replace(lookup, note=note, exchange=replace(lookup.exchange, timeline=line))
    entry = case_entry(lookup)
    (again,), reader = read(json.dumps({"log": {"entries": [entry]}}))
    assert reader.counts.edited == 0
    assert (again.code, again.exchange) == (lookup.code, lookup.exchange)
    assert again.note == lookup.note.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
