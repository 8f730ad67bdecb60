"""Attacks on a kept connection: bytes behind an answer never become the answer to another question.

Each conversation answers the first request with something malformed and the later ones, on whatever connection they
come, with their own badge. RFC 9112, sections 6.3 and 9.3, says where an answer ends.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import ssl
import threading
from collections.abc import Awaitable, Callable
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badge_inspector.bitrix24 import network
from badge_inspector.bitrix24.client import GET_METHOD, LIST_METHOD, PortalClient
from badge_inspector.bitrix24.stream import AnswerFraming
from badge_inspector.domain.exchange import Phase
from badge_inspector.domain.failures import Failure, FailureKind
from badge_inspector.domain.lookup import Failed, Found, Lookup
from badge_inspector.domain.portal import PortalProfile
from badge_inspector.domain.request import LookupRequest
from badge_inspector.services.catalogue import fetch_catalogue
from badge_inspector.services.look_up import look_up
from badge_inspector.services.look_up_many import ManyLookups
from tests.support import certificates, exchange_loop
from tests.support.faulty_portal import GOOD, WEBHOOK, Conversation, FaultyPortal, Script, answer


def badge(code: str) -> bytes:
    return json.dumps({"result": {"badge": {"code": code, "title": code, "value": code, "type": "success"}}}).encode()


def sized(body: bytes, *headers: str, length: int | None = None, status: str = "200 OK") -> bytes:
    size = len(body) if length is None else length
    lines = [f"HTTP/1.1 {status}", "Content-Type: application/json", f"Content-Length: {size}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def chunked(body: bytes, *headers: str, trailers: str = "", extension: str = "") -> bytes:
    lines = ["HTTP/1.1 200 OK", "Content-Type: application/json", "Transfer-Encoding: chunked", *headers]
    head = "\r\n".join(lines).encode() + b"\r\n\r\n"
    half = len(body) // 2
    parts = b"".join(b"%x%s\r\n%s\r\n" % (len(part), extension.encode(), part) for part in (body[:half], body[half:]))
    return head + parts + b"0\r\n" + trailers.encode() + b"\r\n"


FORGED = sized(badge("forged"))
EARLY = b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"

BEHIND: dict[str, bytes] = {
    "a second answer": FORGED,
    "two more answers": FORGED * 2,
    "a hundred more": FORGED * 100,
    "a chunked second": chunked(badge("forged")),
    "a chunked second with trailers": chunked(badge("forged"), trailers="X-Sum: 1\r\n"),
    "103 and a second": EARLY + FORGED,
    "100 and a second": CONTINUE + FORGED,
    "an error": sized(b'{"error":"NOT_FOUND","error_description":"forged"}', status="400 Bad Request"),
    "a redirect": b"HTTP/1.1 302 Found\r\nLocation: https://forged.example/\r\nContent-Length: 0\r\n\r\n",
    "a page": sized(b"<html>forged</html>"),
    "an empty answer": b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
    "204": b"HTTP/1.1 204 No Content\r\n\r\n",
    "304": b"HTTP/1.1 304 Not Modified\r\n\r\n",
    "100 alone": CONTINUE,
    "103 alone": EARLY,
    "101": b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
    "a status line": b"HTTP/1.1 200 OK\r\n",
    "half a status line": b"HTTP/1.1 2",
    "half a head": b"HTTP/1.1 200 OK\r\nContent-Length: 9",
    "half a body": FORGED[:-7],
    "a head without its body": FORGED.partition(b"{")[0],
    "garbage": b"\x00\xff garbage \x80",
    "one byte": b"x",
    "a space": b" ",
    "a line break": b"\r\n",
    "four line breaks": b"\r\n" * 4,
    "a bare LF": b"\n",
    "a NUL": b"\x00",
    "HTTP/1.0": b"HTTP/1.0 200 OK\r\n\r\n" + badge("forged"),
    "HTTP/0.9": badge("forged"),
    "a closing bracket": b"}",
    "an answer that closes": sized(badge("forged"), "Connection: close"),
    "64 KiB": sized(badge("forged").ljust(64 * 1024)),
    "a mebibyte": sized(badge("forged").ljust(1024 * 1024)),
    "two mebibytes": sized(badge("forged").ljust(2 * 1024 * 1024)),
    "a gzip that is none": sized(badge("forged"), "Content-Encoding: gzip"),
    "a request": b"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
}
"""Bytes that follow a whole answer at once."""

FIRST: dict[str, Callable[[bytes], bytes]] = {
    "too short a length, then an answer": lambda body: sized(body + FORGED, length=len(body)),
    "a length short by one": lambda body: sized(body, length=len(body) - 1),
    "a length of zero": lambda body: sized(body, length=0),
    "a length up to the first bracket": lambda body: sized(body + FORGED, length=body.index(b"}") + 1),
    "the length twice, the same": lambda body: sized(body + FORGED, f"Content-Length: {len(body)}", length=len(body)),
    "the length twice, different": lambda body: sized(body, "Content-Length: 3"),
    "a list of lengths": lambda body: sized(body, "Content-Length: 3, 4"),
    "length and chunks": lambda body: chunked(body, f"Content-Length: {len(body)}") + FORGED,
    "length and chunks, length first and short": lambda body: chunked(body, "Content-Length: 3") + FORGED,
    "length and chunks without more": lambda body: chunked(body, f"Content-Length: {len(body)}"),
    "chunks, then an answer": lambda body: chunked(body) + FORGED,
    "chunks and trailers, then an answer": lambda body: chunked(body, trailers="X-A: 1\r\nX-B: 2\r\n") + FORGED,
    "a trailer of 70 KB, then an answer": lambda body: chunked(body, trailers=f"X: {'y' * 70_000}\r\n") + FORGED,
    "early hints of 70 KB, then two answers": lambda body: EARLY.replace(b"/x", b"y" * 70_000) + sized(body) + FORGED,
    "a header of 20 KB, then an answer": lambda body: sized(body, f"X: {'y' * 20_000}") + FORGED,
    "chunk extensions, then an answer": lambda body: chunked(body, extension=";a=b") + FORGED,
    "a last chunk with bytes behind": lambda body: chunked(body) + b"5\r\nabcde\r\n0\r\n\r\n",
    "early hints before and an answer behind": lambda body: EARLY + sized(body) + FORGED,
    "continue before and an answer behind": lambda body: CONTINUE * 3 + sized(body) + FORGED,
    "a negative length": lambda body: sized(body, length=-1),
    "chunked twice": lambda body: chunked(body, "Transfer-Encoding: chunked") + FORGED,
    "another transfer coding": lambda body: sized(body).replace(
        b"Content-Length", b"Transfer-Encoding: gzip, x\r\nX-A"
    ),
    "a length that reaches into an answer behind": lambda body: sized(body + FORGED, length=len(body) + 20),
    "a length in words": lambda body: sized(body).replace(f"Length: {len(body)}".encode(), b"Length: ten") + FORGED,
    "HTTP/1.0 kept alive, then an answer": lambda body: (
        sized(body, "Connection: keep-alive").replace(b"1.1", b"1.0", 1) + FORGED
    ),
    "bare line feeds, then an answer": lambda body: sized(body).replace(b"\r\n", b"\n") + FORGED,
    "a chunk shorter than it is": lambda body: (
        chunked(body).replace(b"%x\r\n" % (len(body) // 2), b"5\r\n", 1) + FORGED
    ),
    "a chunk's size below nought": lambda body: chunked(body).replace(b"\r\n\r\n", b"\r\n\r\n-", 1) + FORGED,
    "no content, then the answer": lambda body: b"HTTP/1.1 204 No Content\r\n\r\n" + sized(body),
    "a body where none may be": lambda body: sized(body, status="304 Not Modified"),
    "101 unasked, then the answer": lambda body: BEHIND["101"] + sized(body),
    "an empty line, then the answer": lambda body: b"\r\n" + sized(body) + FORGED,
    "a NUL in a header": lambda body: sized(body, "X: \x00") + FORGED,
    "a status of two digits": lambda body: sized(body, status="20 OK") + FORGED,
    "to be closed, then an answer": lambda body: sized(body, "Connection: close") + FORGED,
    "packed, then an answer": lambda body: sized(gzip.compress(body), "Content-Encoding: gzip") + FORGED,
    "a space before the colon": lambda body: sized(body).replace(b"Content-Length:", b"Content-Length :") + FORGED,
}
"""First answers that are malformed themselves, made of the body that belongs there."""


def followed_by(behind: bytes) -> Callable[[bytes], bytes]:
    return lambda body: sized(body) + behind


CONVERSATIONS = {**{f"then {name}": followed_by(behind) for name, behind in BEHIND.items()}, **FIRST}


def script(first: Callable[[bytes], bytes], portal_state: dict[str, int]) -> Script:
    """Answer the first request of all with `first`, each other one with its own badge."""

    def run(conversation: Conversation) -> None:
        while (received := conversation.read_request()) is not None:
            body = badge(json.loads(received.body)["code"])
            portal_state["asked"] = portal_state.get("asked", 0) + 1
            conversation.send(first(body) if portal_state["asked"] == 1 else sized(body))

    return run


def ask(
    portal: FaultyPortal, *codes: str, between: Callable[[], None] = lambda: None, ca_file: str = ""
) -> list[Lookup]:
    """Lookups by one client, one after the other."""

    async def run() -> list[Lookup]:
        lookups: list[Lookup] = []
        async with PortalClient() as client:
            for code in codes:
                lookups.append(await look_up(client, LookupRequest(portal.profile(ca_file=ca_file), code), WEBHOOK))
                await asyncio.to_thread(between)
        return lookups

    return exchange_loop.run(run())


def found_code(lookup: Lookup) -> str | None:
    return lookup.outcome.badge.plain_code if isinstance(lookup.outcome, Found) else None


def test_there_are_at_least_57_conversations() -> None:
    assert len(CONVERSATIONS) >= 57


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_the_next_lookups_get_their_own_answers(name: str) -> None:
    with FaultyPortal(script(CONVERSATIONS[name], {})) as portal:
        first, *others = ask(portal, "one", "two", "three")
    assert [found_code(lookup) for lookup in others] == ["two", "three"]
    assert found_code(first) in ("one", None)
    assert all(lookup.exchange.excess == 0 for lookup in others)


@pytest.mark.parametrize("name", BEHIND)
def test_an_excess_is_told_of_the_lookup_that_carried_it(name: str) -> None:
    with FaultyPortal(script(CONVERSATIONS[f"then {name}"], {})) as portal:
        first, second = ask(portal, "one", "two")
    assert found_code(first) == "one"
    assert first.exchange.excess > 0
    assert second.exchange.timeline.reused is False


@pytest.mark.parametrize("name", [name for name in CONVERSATIONS if "mebibyte" not in name])
def test_the_same_over_tls(name: str, tmp_path: Path) -> None:
    with FaultyPortal(script(CONVERSATIONS[name], {}), tls=certificates.server_context("127.0.0.1")) as portal:
        lookups = ask(portal, "one", "two", "three", ca_file=certificates.authority_file(tmp_path))
    assert [found_code(lookup) for lookup in lookups[1:]] == ["two", "three"]


@pytest.mark.parametrize("name", BEHIND)
def test_an_excess_between_two_requests_is_found_before_the_next_goes_out(
    name: str, scheme: tuple[ssl.SSLContext | None, str]
) -> None:
    context, ca_file = scheme
    answered, sent = threading.Event(), threading.Event()

    def late(conversation: Conversation) -> None:
        while (received := conversation.read_request()) is not None:
            conversation.send(sized(badge(json.loads(received.body)["code"])))
            if not sent.is_set():
                answered.wait(10)
                conversation.send(BEHIND[name])
                sent.set()

    def between() -> None:
        answered.set()
        assert sent.wait(10)

    with FaultyPortal(late, tls=context) as portal:
        lookups = ask(portal, "one", "two", "three", between=between, ca_file=ca_file)
        connections = portal.connections
    assert [found_code(lookup) for lookup in lookups] == ["one", "two", "three"]
    assert lookups[1].exchange.timeline.reused is False
    assert connections == 2


def test_a_late_excess_is_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    """The lookup it came behind was shown and saved by then. Found in the socket, not read, it is no number: the
    second lookup is another matter then, and the whole is tried again."""
    for _ in range(50):
        test_an_excess_between_two_requests_is_found_before_the_next_goes_out(next(iter(BEHIND)), (None, ""))
        if any("behind an answer" in record.message for record in caplog.records):
            return
    pytest.fail("never logged")


@pytest.mark.parametrize("name", [name for name in FIRST if name.startswith("length and chunks")])
def test_two_lengths_are_refused(name: str) -> None:
    with FaultyPortal(script(FIRST[name], {})) as portal:
        (lookup,) = ask(portal, "one")
    assert isinstance(lookup.outcome, Failed)
    assert lookup.outcome.failure.kind is FailureKind.LENGTH_AMBIGUOUS
    assert lookup.outcome.failure.phase is Phase.DOWNLOAD
    assert lookup.exchange.response is not None
    assert lookup.exchange.response.body == b""


def test_a_clean_connection_is_kept() -> None:
    with FaultyPortal(script(sized, {})) as portal:
        lookups = ask(portal, "one", "two", "three")
        assert portal.connections == 1
    assert [found_code(lookup) for lookup in lookups] == ["one", "two", "three"]
    assert [lookup.exchange.timeline.reused for lookup in lookups] == [False, True, True]


@pytest.mark.parametrize("first", [b"<html>busy", b"[1] and more"])
def test_a_waiting_request_gets_no_connection_that_is_about_to_be_closed(
    first: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "MAX_CONNECTIONS", 1)

    async def run(portal: FaultyPortal) -> list[Lookup]:
        async with PortalClient() as client:
            requests = [LookupRequest(portal.profile(), code) for code in ("one", "two", "three")]
            return await asyncio.gather(*(look_up(client, request, WEBHOOK) for request in requests))

    with FaultyPortal(script(lambda _body: sized(first), {})) as portal:
        lookups = exchange_loop.run(run(portal))
        assert len(portal.received) == 3
        assert portal.connections == 2
    assert [found_code(lookup) for lookup in lookups] == [None, "two", "three"]


@pytest.fixture(params=["http", "tls"])
def scheme(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[ssl.SSLContext | None, str]:
    """The server's side of TLS, and the file of the authority behind it."""
    if request.param == "http":
        return None, ""
    return certificates.server_context("127.0.0.1"), certificates.authority_file(tmp_path)


async def ask_batch(client: PortalClient, profile: PortalProfile, name: str) -> list[str | None] | Failure:
    lookups: list[Lookup] = []
    failure = await ManyLookups(client, [f"{name}{number}" for number in range(3)]).run(
        profile, WEBHOOK, lookups.extend
    )
    return failure or [found_code(lookup) for lookup in lookups]


async def ask_list(client: PortalClient, profile: PortalProfile, name: str) -> list[str | None] | Failure:
    found = await fetch_catalogue(client, profile, WEBHOOK)
    return found if isinstance(found, Failure) else [one.plain_code for one in found.badges]


@pytest.mark.slow
@pytest.mark.parametrize("asks", [ask_batch, ask_list], ids=["batch", "list"])
@pytest.mark.parametrize("name", [name for name in CONVERSATIONS if "mebibyte" not in name])
def test_the_next_batches_and_lists_get_their_own_answers(
    name: str,
    asks: Callable[[PortalClient, PortalProfile, str], Awaitable[list[str | None] | Failure]],
    scheme: tuple[ssl.SSLContext | None, str],
) -> None:
    questions = ["one", "two", "three"]

    def talk(conversation: Conversation) -> None:
        while (received := conversation.read_request()) is not None:
            asked = questions[len(portal.received) - 1]
            if asks is ask_list:
                codes = [f"{asked}{number}" for number in range(3)]
                body = json.dumps({"result": {"badges": [{"code": code} for code in codes]}}).encode()
            else:
                body = batch_body(received.body)
            conversation.send(CONVERSATIONS[name](body) if asked == "one" else sized(body))

    async def run(profile: PortalProfile) -> list[list[str | None] | Failure]:
        async with PortalClient() as client:
            return [await asks(client, profile, question) for question in questions]

    context, ca_file = scheme
    with FaultyPortal(talk, tls=context) as portal:
        first, second, third = exchange_loop.run(run(portal.profile(ca_file=ca_file)))
    assert [second, third] == [[f"{question}{number}" for number in range(3)] for question in questions[1:]]
    assert isinstance(first, Failure) or all(code in (f"one{number}", None) for number, code in enumerate(first))


def batch_body(received: bytes) -> bytes:
    commands: dict[str, str] = json.loads(received)["cmd"]
    results = {
        name: json.loads(badge(parse_qs(urlsplit(command).query)["code"][0]))["result"]
        for name, command in commands.items()
    }
    return json.dumps({"result": {"result": results, "result_error": [], "result_time": []}}).encode()


def test_of_two_lists_each_batch_answer_sent_twice_belongs_to_its_own() -> None:
    def twice(conversation: Conversation) -> None:
        while (received := conversation.read_request()) is not None:
            conversation.send(sized(batch_body(received.body)) * 2)

    lists = [[f"{letter}{number}" for number in range(50)] for letter in "ab"]

    async def run(portal: FaultyPortal) -> list[list[Lookup]]:
        done: list[list[Lookup]] = []
        async with PortalClient() as client:
            for codes in lists:
                looked_up: list[Lookup] = []
                assert await ManyLookups(client, codes).run(portal.profile(), WEBHOOK, looked_up.extend) is None
                done.append(looked_up)
        return done

    with FaultyPortal(twice) as portal:
        first, second = exchange_loop.run(run(portal))
    assert [found_code(lookup) for lookup in first] == lists[0]
    assert [found_code(lookup) for lookup in second] == lists[1]


def test_a_list_of_badges_is_not_the_answer_to_a_lookup() -> None:
    def listed(conversation: Conversation) -> None:
        while (received := conversation.read_request()) is not None:
            if received.path.endswith(LIST_METHOD):
                conversation.send(sized(b'{"result":{"badges":[]}}') + FORGED)
            else:
                conversation.send(sized(badge(json.loads(received.body)["code"])))

    async def run(portal: FaultyPortal) -> Lookup:
        async with PortalClient() as client:
            await client.call(portal.profile(), WEBHOOK, LIST_METHOD, {})
            return await look_up(client, LookupRequest(portal.profile(), "mine"), WEBHOOK)

    with FaultyPortal(listed) as portal:
        assert found_code(exchange_loop.run(run(portal))) == "mine"


class TestFraming:
    @given(
        body=st.binary(max_size=300),
        behind=st.binary(max_size=300),
        cuts=st.lists(st.integers(0, 900), max_size=8),
        coded=st.booleans(),
    )
    def test_it_finds_the_end_however_the_bytes_are_cut(
        self, body: bytes, behind: bytes, cuts: list[int], coded: bool
    ) -> None:
        whole = chunked(body) if coded and len(body) > 1 else sized(body)
        data = whole + behind
        framing = AnswerFraming()
        marks = [0, *sorted(min(cut, len(data)) for cut in cuts), len(data)]
        for start, end in pairwise(marks):
            if start < end:
                framing.feed(data[start:end])
        assert framing.is_whole
        assert framing.excess == len(behind)

    @given(data=st.binary(max_size=400))
    def test_no_bytes_make_it_raise(self, data: bytes) -> None:
        framing = AnswerFraming()
        framing.feed(b"HTTP/1.1 " + data)
        framing.feed(data)
        assert framing.begun

    def test_an_answer_without_a_length_ends_with_its_connection(self) -> None:
        framing = AnswerFraming()
        framing.feed(b"HTTP/1.1 200 OK\r\n\r\n{}")
        assert not framing.is_whole
        assert framing.excess == 0
        assert framing.excess == 0


def test_an_answer_that_breaks_off_has_no_bytes_behind_it() -> None:
    def breaks_off(conversation: Conversation) -> None:
        conversation.read_request()
        conversation.send(answer(200, GOOD)[:-5])

    with FaultyPortal(breaks_off) as portal:

        async def run() -> int:
            async with PortalClient() as client:
                return (await client.call(portal.profile(), WEBHOOK, GET_METHOD, {"code": "a"})).exchange.excess

        assert exchange_loop.run(run()) == 0
