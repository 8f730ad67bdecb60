"""The client against a portal of raw sockets: what goes out, what is measured, what a failure is called."""

from __future__ import annotations

import asyncio
import json
import logging
import socket
import sys
import threading
import time
import zlib
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest

from badge_inspector import __version__
from badge_inspector.bitrix24 import client as client_module
from badge_inspector.bitrix24.client import GET_METHOD, METHODS, PortalClient, Reply
from badge_inspector.bitrix24.network import Stream
from badge_inspector.domain.exchange import Phase
from badge_inspector.domain.failures import FailureKind
from badge_inspector.domain.limits import ExchangeLimits, LeakyBucket
from badge_inspector.domain.portal import AccessKind, Credentials, OAuthToken, PortalAddress, PortalProfile, Webhook
from badge_inspector.domain.secret import MASK, Secret
from tests.support import exchange_loop
from tests.support.faulty_portal import (
    GOOD,
    SECRET,
    TOKEN,
    WEBHOOK,
    Conversation,
    FaultyPortal,
    Script,
    always,
    answer,
    in_turn,
)

QUICK = ExchangeLimits(connect_s=0.2, write_s=0.2, read_s=0.2, total_s=60)
STEADY = replace(QUICK, connect_s=60, write_s=60, read_s=1)
"""For portals that do something before they fall silent, and may need some time for it on a busy computer."""


def ask(
    portal: FaultyPortal,
    code: str = "missedCall",
    credentials: Credentials | None = WEBHOOK,
    limits: ExchangeLimits | None = None,
    profile: PortalProfile | None = None,
) -> Reply:
    """One call by a client of its own."""

    async def run() -> Reply:
        access = AccessKind.OAUTH if isinstance(credentials, OAuthToken) else AccessKind.WEBHOOK
        async with PortalClient(limits) as client:
            return await client.call(profile or portal.profile(access), credentials, GET_METHOD, {"code": code})

    return exchange_loop.run(run())


def ask_good() -> Reply:
    with FaultyPortal(answer(200, GOOD)) as portal:
        return ask(portal)


def _hold_before_answer_then(data: bytes) -> Script:
    def script(conversation: Conversation) -> None:
        conversation.read_request()
        conversation.hold()
        conversation.send(data)

    return script


def _read_and_reset(conversation: Conversation) -> None:
    conversation.read_request()
    conversation.reset()


def with_client(body: Callable[[PortalClient], Awaitable[Any]], limits: ExchangeLimits | None = None) -> Any:
    async def run() -> Any:
        async with PortalClient(limits) as client:
            return await body(client)

    return exchange_loop.run(run())


class TestRequest:
    def test_webhook_goes_in_the_path(self) -> None:
        with FaultyPortal(answer(200, GOOD)) as portal:
            reply = ask(portal)
        (received,) = portal.received
        assert received.line == f"POST /rest/1/{SECRET}/crm.activity.badge.get HTTP/1.1"
        assert json.loads(received.body) == {"code": "missedCall"}
        assert received.headers["content-type"] == "application/json"
        assert received.headers["accept"] == "application/json"
        assert received.headers["user-agent"] == f"badge-inspector/{__version__}"
        assert reply.failure is None
        assert reply.exchange.response is not None
        assert reply.exchange.response.body == GOOD

    def test_oauth_token_goes_in_the_body(self) -> None:
        with FaultyPortal(answer(200, GOOD)) as portal:
            ask(portal, credentials=TOKEN)
        (received,) = portal.received
        assert received.path == "/rest/crm.activity.badge.get"
        assert json.loads(received.body) == {"code": "missedCall", "auth": TOKEN.access_token.reveal()}

    @pytest.mark.parametrize(
        "code",
        ["00123", 'a"b\\c', "&#+%$?", "🎉", "שלום\u200f", "one\ntwo", "\x00", "x" * 10_000, "Звонок", "$result[a]"],
    )
    def test_code_arrives_to_the_letter(self, code: str) -> None:
        with FaultyPortal(answer(200, GOOD)) as portal:
            ask(portal, code)
        assert json.loads(portal.received[0].body) == {"code": code}

    def test_text_goes_out_as_it_is_and_not_in_escapes(self) -> None:
        with FaultyPortal(answer(200, GOOD)) as portal:
            reply = ask(portal, "Звонок 🎉")
        assert portal.received[0].body.decode() == reply.exchange.request.body == '{"code":"Звонок 🎉"}'

    def test_half_a_surrogate_pair_is_sent_as_its_escape(self) -> None:
        with FaultyPortal(answer(200, GOOD)) as portal:
            ask(portal, "a\ud800b")
        assert portal.received[0].body == b'{"code":"a\\ud800b"}'

    def test_login_name_and_odd_secret_are_path_segments(self) -> None:
        with FaultyPortal(answer(200, GOOD)) as portal:
            ask(portal, credentials=Webhook("a.b@c/d", Secret("sec/ret?x%41#y")))
        assert portal.received[0].path == "/rest/a.b%40c%2Fd/sec%2Fret%3Fx%2541%23y/crm.activity.badge.get"

    def test_rest_path_of_a_self_hosted_portal(self) -> None:
        with FaultyPortal(answer(200, GOOD)) as portal:
            profile = portal.profile()
            ask(portal, profile=replace(profile, address=profile.address._replace(rest_path="/sub/rest")))
        assert portal.received[0].path == f"/sub/rest/1/{SECRET}/crm.activity.badge.get"

    @pytest.mark.parametrize("credentials", [WEBHOOK, TOKEN], ids=["webhook", "oauth"])
    def test_request_is_shown_masked(self, credentials: Credentials) -> None:
        with FaultyPortal(answer(200, GOOD)) as portal:
            reply = ask(portal, credentials=credentials)
        shown = repr(reply)
        assert SECRET not in shown
        assert TOKEN.access_token.reveal() not in shown
        assert MASK in reply.exchange.request.url + reply.exchange.request.body

    @pytest.mark.parametrize("credentials", [WEBHOOK, TOKEN], ids=["webhook", "oauth"])
    def test_a_request_to_be_sent_shows_no_secret_where_it_is_printed(self, credentials: Credentials) -> None:
        """As in the log of a failure of this program's own."""
        shown = repr(client_module._rest_call(PortalAddress("acme.bitrix24.ru"), credentials, GET_METHOD, {}))
        assert "acme.bitrix24.ru" in shown
        assert SECRET not in shown
        assert TOKEN.access_token.reveal() not in shown

    def test_shown_headers_are_those_sent(self) -> None:
        with FaultyPortal(answer(200, GOOD)) as portal:
            reply = ask(portal)
        sent = {name.lower(): value for name, value in reply.exchange.request.headers}
        received = portal.received[0].headers
        assert received.pop("content-length") == str(len(portal.received[0].body))
        assert sent == received

    def test_cookies_are_not_kept(self) -> None:
        with FaultyPortal(answer(200, GOOD, headers=["Set-Cookie: PHPSESSID=abc; path=/"])) as portal:

            async def twice(client: PortalClient) -> None:
                for _ in range(2):
                    await client.call(portal.profile(), WEBHOOK, GET_METHOD, {"code": "a"})

            with_client(twice)
        assert len(portal.received) == 2
        assert "cookie" not in portal.received[1].headers

    @pytest.mark.parametrize("method", ["crm.deal.delete", "crm.activity.badge.add", "", "CRM.ACTIVITY.BADGE.GET"])
    def test_other_methods_are_refused(self, method: str) -> None:
        with FaultyPortal(answer(200, GOOD)) as portal, pytest.raises(ValueError, match="not a method"):
            with_client(lambda client: client.call(portal.profile(), WEBHOOK, method, {}))
        assert not portal.received

    @pytest.mark.parametrize(
        "commands",
        [{"a": "crm.deal.delete?id=1"}, {"a": "batch?cmd[x]=crm.deal.delete"}, {"a": "profile", "b": "x"}, ["profile"]],
    )
    def test_other_methods_are_refused_inside_a_batch(self, commands: Any) -> None:
        with FaultyPortal(answer(200, GOOD)) as portal, pytest.raises(ValueError, match="not a method"):
            with_client(lambda client: client.call(portal.profile(), WEBHOOK, "batch", {"cmd": commands}))
        assert not portal.received

    def test_its_own_methods_go_out_in_a_batch(self) -> None:
        commands = {"a": f"{GET_METHOD}?code=x%3Fy", "b": "profile"}
        with FaultyPortal(answer(200, GOOD)) as portal:
            with_client(lambda client: client.call(portal.profile(), WEBHOOK, "batch", {"cmd": commands}))
        assert json.loads(portal.received[0].body) == {"cmd": commands}

    def test_the_methods_are_these(self) -> None:
        """Read-only by design: a method more is a decision, not an accident."""
        assert {
            "crm.activity.badge.get",
            "crm.activity.badge.list",
            "batch",
            "profile",
            "scope",
            "method.get",
            "app.info",
            "server.time",
        } == METHODS


class TestUnsendable:
    @pytest.mark.parametrize(
        ("credentials", "kind"),
        [
            (None, FailureKind.TOKEN_MISSING),
            (Webhook("1", Secret("")), FailureKind.TOKEN_MISSING),
            (OAuthToken(Secret("")), FailureKind.TOKEN_MISSING),
            (Webhook("", Secret(SECRET)), FailureKind.TOKEN_MISSING),
            (OAuthToken(Secret("abc\ndef")), FailureKind.TOKEN_UNSENDABLE),
            (Webhook("1", Secret("abc def")), FailureKind.TOKEN_UNSENDABLE),
            (OAuthToken(Secret("abc\u200bdef")), FailureKind.TOKEN_UNSENDABLE),
        ],
    )
    def test_tokens(self, credentials: Credentials | None, kind: FailureKind) -> None:
        with FaultyPortal(answer(200, GOOD)) as portal:
            reply = ask(portal, credentials=credentials)
        assert reply.failure is not None
        assert reply.failure.kind is kind
        assert not portal.connections

    @pytest.mark.parametrize(
        ("access", "path"),
        [(AccessKind.WEBHOOK, f"/rest/1/{MASK}/{GET_METHOD}"), (AccessKind.OAUTH, f"/rest/{GET_METHOD}")],
    )
    def test_without_a_token_it_is_shown_what_would_have_been_asked(self, access: AccessKind, path: str) -> None:
        with FaultyPortal(answer(200, GOOD)) as portal:
            reply = ask(portal, credentials=None, profile=portal.profile(access))
            assert reply.exchange.request.url == f"{portal.address.root}{path}"

    @pytest.mark.parametrize("host", ["acme.bitrix24.com", "127.evil.example", "127.0.0.1.evil.example"])
    def test_plain_http_is_for_this_computer(self, host: str) -> None:
        profile = PortalProfile("p", "P", PortalAddress(host, scheme="http"))
        reply = with_client(lambda client: client.call(profile, WEBHOOK, GET_METHOD, {"code": "a"}))
        assert reply.failure.kind is FailureKind.ADDRESS_INVALID
        assert reply.exchange.timeline.reused is None

    @pytest.mark.parametrize("host", ["a..b.example", "x" * 64 + ".example", "host name.example", "a\x00b.example"])
    def test_hosts_that_are_none(self, host: str) -> None:
        profile = PortalProfile("p", "P", PortalAddress(host))
        reply = with_client(lambda client: client.call(profile, WEBHOOK, GET_METHOD, {"code": "a"}))
        assert reply.failure.kind in (FailureKind.ADDRESS_INVALID, FailureKind.NAME_NOT_RESOLVED)


class TestTimeline:
    def test_phases_of_a_new_and_of_a_kept_connection(self) -> None:
        with FaultyPortal(answer(200, GOOD)) as portal:

            async def twice(client: PortalClient) -> list[Reply]:
                return [await client.call(portal.profile(), WEBHOOK, GET_METHOD, {"code": "a"}) for _ in range(2)]

            first, second = (reply.exchange.timeline for reply in with_client(twice))
        assert portal.connections == 1
        assert [span.phase for span in first.spans] == [Phase.CONNECT, Phase.SEND, Phase.WAIT, Phase.DOWNLOAD]
        assert [span.phase for span in second.spans] == [Phase.SEND, Phase.WAIT, Phase.DOWNLOAD]
        assert (first.reused, second.reused) == (False, True)
        for timeline in (first, second):
            moments = [moment for span in timeline.spans for moment in (span.start_s, span.end_s)]
            assert moments == sorted(moments)
            assert (moments[0], moments[-1]) == (0.0, timeline.total_s)
            assert timeline.finished_at - timeline.started_at == pytest.approx(timeline.total_s, abs=1e-6)

    def test_waiting_ends_at_the_first_byte(self) -> None:
        """Not at the end of the header: the time in which a header trickles in is download."""
        head = answer(200, GOOD)

        def script(conversation: Conversation) -> None:
            conversation.read_request()
            conversation.send(head[:9])
            conversation.hold()
            conversation.send(head[9:])

        with FaultyPortal(script) as portal:
            threading.Thread(target=lambda: (portal.held.wait(), portal.released.set()), daemon=True).start()
            timeline = ask(portal).exchange.timeline
        wait, download = timeline.span(Phase.WAIT), timeline.span(Phase.DOWNLOAD)
        assert wait is not None
        assert download is not None
        assert wait.end_s == download.start_s

    def test_a_computer_that_was_late_says_so_and_a_punctual_one_does_not(self) -> None:
        """The loop stands still for a while, as in a process that was stopped."""
        with FaultyPortal(_hold_before_answer_then(answer(200, GOOD))) as portal:

            async def late(client: PortalClient) -> Reply:
                asking = asyncio.ensure_future(client.call(portal.profile(), WEBHOOK, GET_METHOD, {"code": "a"}))
                await asyncio.to_thread(portal.held.wait)
                time.sleep(0.2)  # noqa: ASYNC251 - what is tested
                portal.released.set()
                return await asking

            reply = with_client(late)
        assert reply.exchange.timeline.late_s >= 0.1
        assert any(ask_good().exchange.timeline.late_s < 0.1 for _ in range(50))  # a busy computer is late at times

    def test_pacing_is_a_phase_and_not_in_the_total(self) -> None:
        with FaultyPortal(answer(200, GOOD)) as portal:

            async def full(client: PortalClient) -> Reply:
                authority = portal.address.authority
                client.pacer.use(authority, LeakyBucket(leak_per_s=20.0))
                client.pacer.exceeded(authority)
                return await client.call(portal.profile(), WEBHOOK, GET_METHOD, {"code": "a"})

            timeline = with_client(full).exchange.timeline
        queue = timeline.spans[0]
        assert queue.phase is Phase.QUEUE
        assert queue.start_s == 0.0
        assert queue.duration_s >= 0.1
        first, last = timeline.spans[1], timeline.spans[-1]
        assert timeline.total_s == pytest.approx(last.end_s - first.start_s)
        assert first.start_s >= queue.end_s


class TestReading:
    """The thread in which `read` runs."""

    def test_megabytes_are_read_beside_the_loop(self) -> None:
        with FaultyPortal(answer(200, GOOD)) as portal:

            async def read_in(client: PortalClient) -> tuple[threading.Thread, threading.Thread]:
                profile = portal.profile()
                asked = (profile, WEBHOOK, GET_METHOD, {"code": "a"})
                answered = await client.ask(*asked, lambda _: threading.current_thread())
                return answered, await client.ask(profile, None, GET_METHOD, {}, lambda _: threading.current_thread())

            answered, unasked = with_client(read_in)
        assert answered is not threading.current_thread()
        assert unasked is threading.current_thread()


class TestTransportFailures:
    def test_refused(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            port = listener.getsockname()[1]
        profile = PortalProfile("p", "P", PortalAddress("127.0.0.1", scheme="http", port=port))
        reply = with_client(lambda client: client.call(profile, WEBHOOK, GET_METHOD, {"code": "a"}))
        assert reply.failure.kind is FailureKind.CONNECTION_REFUSED
        assert reply.failure.phase is Phase.CONNECT
        assert [span.phase for span in reply.exchange.timeline.spans] == [Phase.CONNECT]
        assert reply.exchange.response is None

    def test_name_not_resolved(self) -> None:
        profile = PortalProfile("p", "P", PortalAddress("no-such-portal.invalid"))
        reply = with_client(lambda client: client.call(profile, WEBHOOK, GET_METHOD, {"code": "a"}))
        assert reply.failure.kind is FailureKind.NAME_NOT_RESOLVED
        assert reply.failure.phase is Phase.CONNECT

    @pytest.mark.parametrize(
        ("script", "kind", "phase"),
        [
            (Conversation.read_request, FailureKind.CONNECTION_CLOSED, Phase.WAIT),
            (_read_and_reset, FailureKind.CONNECTION_RESET, Phase.WAIT),
            (in_turn(b"HTTP/1.1 200 O"), FailureKind.CONNECTION_CLOSED, Phase.DOWNLOAD),
            (in_turn(b"220 mail.example ESMTP"), FailureKind.NOT_HTTP, Phase.DOWNLOAD),
            (in_turn(b"SSH-2.0-OpenSSH_9.2\r\n\r\n"), FailureKind.NOT_HTTP, Phase.DOWNLOAD),
            (in_turn(b"\x15\x03\x01\x00\x02\x02\x46" * 3 + b"\r\n\r\n"), FailureKind.NOT_HTTP, Phase.DOWNLOAD),
            (in_turn(b"HTTP/1.1 200 OK\r\nX: " + b"y" * 200_000), FailureKind.NOT_HTTP, Phase.DOWNLOAD),
        ],
        ids=[
            "closed",
            "reset",
            "cut in the header",
            "another without an end",
            "another protocol",
            "binary",
            "endless header",
        ],
    )
    def test_no_answer(self, script: Script, kind: FailureKind, phase: Phase) -> None:
        with FaultyPortal(script) as portal:
            reply = ask(portal)
        assert reply.failure is not None
        assert (reply.failure.kind, reply.failure.phase) == (kind, phase)
        assert reply.failure.detail
        assert reply.exchange.response is None
        assert reply.exchange.excess == 0
        assert reply.exchange.timeline.spans[-1].phase is phase
        assert portal.connections == 1

    def test_read_timeout_while_waiting(self) -> None:
        with FaultyPortal(lambda c: (c.read_request(), c.hold())) as portal:
            reply = ask(portal, limits=replace(STEADY, read_s=0.2))
        assert reply.failure is not None
        assert (reply.failure.kind, reply.failure.phase) == (FailureKind.READ_TIMEOUT, Phase.WAIT)

    def test_read_timeout_in_the_body_keeps_what_came(self) -> None:
        def script(conversation: Conversation) -> None:
            conversation.read_request()
            conversation.send(answer(200, GOOD)[:-20])
            conversation.hold()

        with FaultyPortal(script) as portal:
            reply = ask(portal, limits=STEADY)
        assert reply.failure is not None
        assert (reply.failure.kind, reply.failure.phase) == (FailureKind.READ_TIMEOUT, Phase.DOWNLOAD)
        assert reply.exchange.response is not None
        assert reply.exchange.response.body == GOOD[:-20]
        assert reply.exchange.response.truncated == "closed"

    def test_total_timeout_ends_a_trickle(self) -> None:
        stop = threading.Event()

        def script(conversation: Conversation) -> None:
            conversation.read_request()
            conversation.send(b"HTTP/1.1 200 OK\r\n\r\n{")
            while not stop.wait(0.02):
                conversation.send(b" ")

        with FaultyPortal(script) as portal:
            reply = ask(portal, limits=replace(STEADY, read_s=60, total_s=1))
            stop.set()
        assert reply.failure is not None
        assert (reply.failure.kind, reply.failure.phase) == (FailureKind.TOTAL_TIMEOUT, Phase.DOWNLOAD)

    def test_send_timeout(self) -> None:
        with FaultyPortal(lambda c: c.hold()) as portal:
            reply = ask(portal, "x" * 30_000_000, limits=QUICK)
        assert reply.failure is not None
        assert (reply.failure.kind, reply.failure.phase) == (FailureKind.SEND_TIMEOUT, Phase.SEND)

    def test_connect_timeout(self) -> None:
        """A listener whose queue is full drops what comes on top."""
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            listener.listen(0)
            crowd = [socket.socket() for _ in range(3)]
            for one in crowd:
                one.setblocking(False)
                one.connect_ex(listener.getsockname())
            address = PortalAddress("127.0.0.1", scheme="http", port=listener.getsockname()[1])
            profile = PortalProfile("p", "P", address)
            reply = with_client(lambda client: client.call(profile, WEBHOOK, GET_METHOD, {"code": "a"}), QUICK)
            for one in crowd:
                one.close()
        assert (reply.failure.kind, reply.failure.phase) == (FailureKind.CONNECT_TIMEOUT, Phase.CONNECT)


class TestBody:
    def test_cut_off_body_is_kept(self) -> None:
        with FaultyPortal(in_turn(answer(200, GOOD, length=1000))) as portal:
            response = ask(portal).exchange.response
        assert response is not None
        assert (response.body, response.truncated) == (GOOD, "closed")

    @pytest.mark.parametrize(
        ("coding", "body"),
        [
            ("gzip", zlib.compress(GOOD, wbits=31)),
            ("x-gzip", zlib.compress(GOOD, wbits=31)),
            ("gzip", zlib.compress(GOOD[:50], wbits=31) + zlib.compress(GOOD[50:], wbits=31)),
            ("gzip", zlib.compress(GOOD, wbits=31) + b"\0" * 20),
            ("gzip", GOOD),
            ("deflate", zlib.compress(GOOD)),
            ("deflate", zlib.compress(GOOD, wbits=-15)),
            ("identity", GOOD),
            ("", GOOD),
        ],
        ids=[
            "gzip",
            "x-gzip",
            "members",
            "padded",
            "unpacked by a proxy",
            "deflate",
            "bare deflate",
            "identity",
            "none",
        ],
    )
    def test_content_codings(self, coding: str, body: bytes) -> None:
        with FaultyPortal(answer(200, body, headers=[f"Content-Encoding: {coding}"])) as portal:
            response = ask(portal).exchange.response
        assert response is not None
        assert (response.body, response.truncated) == (GOOD, "")
        assert response.wire_size == len(body)

    def test_chunks_of_one_byte(self) -> None:
        packed = zlib.compress(GOOD, wbits=31)
        chunked = b"".join(b"1\r\n%c\r\n" % byte for byte in packed) + b"0\r\n\r\n"
        head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
        with FaultyPortal(always(head + chunked)) as portal:
            response = ask(portal).exchange.response
        assert response is not None
        assert (response.body, response.wire_size, response.truncated) == (GOOD, len(packed), "")

    @pytest.mark.parametrize("coding", ["br", "zstd", "gzip, gzip"])
    def test_unknown_coding_is_kept_raw(self, coding: str) -> None:
        with FaultyPortal(answer(200, b"\x8b\x02\x80raw", headers=[f"Content-Encoding: {coding}"])) as portal:
            response = ask(portal).exchange.response
        assert response is not None
        assert (response.body, response.truncated) == (b"\x8b\x02\x80raw", "encoding")

    def test_broken_gzip_is_kept_raw(self) -> None:
        packed = zlib.compress(GOOD, wbits=31)
        broken = packed[:-8] + b"\0" * 8  # the checksum and the length
        with FaultyPortal(answer(200, broken, headers=["Content-Encoding: gzip"])) as portal:
            response = ask(portal).exchange.response
        assert response is not None
        assert (response.body, response.truncated) == (broken, "encoding")

    def test_gzip_cut_off_keeps_what_could_be_decoded(self) -> None:
        packed = zlib.compress(b"".join(b"%d," % number for number in range(20_000)), wbits=31)
        with FaultyPortal(answer(200, packed[:-100], headers=["Content-Encoding: gzip"])) as portal:
            response = ask(portal).exchange.response
        assert response is not None
        assert response.truncated == "closed"
        assert response.body.startswith(b"0,1,2,3,")

    def test_bomb_stops_at_the_limit(self) -> None:
        bomb = zlib.compress(b" " * 100_000_000, wbits=31)
        with FaultyPortal(answer(200, bomb, headers=["Content-Encoding: gzip"])) as portal:
            response = ask(portal, limits=ExchangeLimits(body_bytes=1_000_000)).exchange.response
        assert response is not None
        assert (len(response.body), response.truncated) == (1_000_000, "limit")
        assert response.wire_size < len(bomb)

    def test_download_stops_at_the_limit(self) -> None:
        """The server would go on for ever."""

        def script(conversation: Conversation) -> None:
            conversation.read_request()
            conversation.send(b"HTTP/1.1 200 OK\r\n\r\n[")
            while True:
                conversation.send(b'"x",' * 10_000)

        with FaultyPortal(script) as portal:
            reply = ask(portal, limits=ExchangeLimits(wire_bytes=100_000))
        assert reply.failure is None  # not the limit of time
        response = reply.exchange.response
        assert response is not None
        assert (response.wire_size, len(response.body), response.truncated) == (100_000, 100_000, "limit")

    def test_the_rest_of_a_body_that_was_cut_at_the_limit_is_neither_waited_for_nor_an_excess(self) -> None:
        """It was cut behind a bracket, like a whole answer."""
        with FaultyPortal(answer(200, b"[1]" * 100_000)) as portal:

            async def twice(client: PortalClient) -> list[Reply]:
                return [await client.call(portal.profile(), WEBHOOK, GET_METHOD, {"code": "a"}) for _ in range(2)]

            replies = with_client(twice, ExchangeLimits(wire_bytes=3_000))
        assert [reply.exchange.response.body for reply in replies] == [b"[1]" * 1_000] * 2
        assert [reply.exchange.excess for reply in replies] == [0, 0]  # it belongs to the answer
        assert portal.connections == 2

    def test_a_body_that_is_not_wanted_leaves_no_generator_to_the_collector(self) -> None:
        """Generators collected while no loop runs would fail late and out of place."""
        left: list[object] = []

        def script(conversation: Conversation) -> None:
            conversation.read_request()
            conversation.send(answer(200, b"[" + b"1," * 500_000))

        async def run(client: PortalClient) -> Reply:
            sys.set_asyncgen_hooks(finalizer=left.append)
            return await client.call(portal.profile(), WEBHOOK, GET_METHOD, {"code": "a"})

        with FaultyPortal(script) as portal:
            reply = with_client(run, ExchangeLimits(wire_bytes=100_000))
        assert reply.exchange.response.truncated == "limit"
        assert left == []

    def test_cancelled_while_it_ends_a_body_it_still_ends_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        left: list[object] = []
        tasks: list[asyncio.Task[Reply]] = []
        close = Stream.aclose

        async def cancel_and_close(stream: Stream) -> None:
            tasks[0].cancel()
            await close(stream)

        async def run(client: PortalClient) -> list[int]:
            sys.set_asyncgen_hooks(finalizer=left.append)
            tasks.append(asyncio.create_task(client.call(portal.profile(), WEBHOOK, GET_METHOD, {"code": "a"})))
            await asyncio.wait(tasks)
            assert tasks[0].cancelled()
            return [len(pool.connections._requests) for pool in client._transport._pools.values()]

        monkeypatch.setattr(Stream, "aclose", cancel_and_close)
        with FaultyPortal(answer(200, b"[" + b"1," * 500_000)) as portal:
            requests = with_client(run, ExchangeLimits(wire_bytes=1_000))
        assert left == []
        assert requests == [0]

    def test_body_of_exactly_the_limit_is_whole(self) -> None:
        with FaultyPortal(answer(200, GOOD)) as portal:
            size = len(GOOD)
            response = ask(portal, limits=ExchangeLimits(wire_bytes=size, body_bytes=size)).exchange.response
        assert response is not None
        assert (response.body, response.truncated) == (GOOD, "")


class TestConnections:
    def test_stale_connection_is_replaced_once_and_silently(self) -> None:
        """The portal closes after the first answer, just as the second request is under way."""

        def script(conversation: Conversation) -> None:
            conversation.read_request()
            conversation.send(answer(200, GOOD))
            if conversation.portal.connections == 1:
                conversation.read_request()  # and no answer

        with FaultyPortal(script) as portal:

            async def twice(client: PortalClient) -> list[Reply]:
                return [await client.call(portal.profile(), WEBHOOK, GET_METHOD, {"code": "a"}) for _ in range(2)]

            first, second = with_client(twice)
        assert first.failure is None
        assert second.failure is None
        assert second.exchange.timeline.reused is False
        assert portal.connections == 2
        assert len(portal.received) == 3

    def test_new_connection_that_closes_is_not_retried(self) -> None:
        with FaultyPortal(lambda c: c.read_request()) as portal:
            reply = ask(portal)
        assert reply.failure is not None
        assert len(portal.received) == 1

    def test_kept_connection_that_began_to_answer_is_not_retried(self) -> None:
        with FaultyPortal(in_turn(answer(200, GOOD), b"HTTP/1.1 200")) as portal:

            async def twice(client: PortalClient) -> list[Reply]:
                return [await client.call(portal.profile(), WEBHOOK, GET_METHOD, {"code": "a"}) for _ in range(2)]

            second = with_client(twice)[1]
        assert second.failure is not None
        assert second.failure.kind is FailureKind.CONNECTION_CLOSED
        assert len(portal.received) == 2

    def test_timeout_on_a_kept_connection_is_not_retried(self) -> None:
        def script(conversation: Conversation) -> None:
            conversation.read_request()
            conversation.send(answer(200, GOOD))
            conversation.read_request()
            conversation.hold()

        with FaultyPortal(script) as portal:

            async def twice(client: PortalClient) -> list[Reply]:
                return [await client.call(portal.profile(), WEBHOOK, GET_METHOD, {"code": "a"}) for _ in range(2)]

            second = with_client(twice, STEADY)[1]
        assert second.failure is not None
        assert second.failure.kind is FailureKind.READ_TIMEOUT
        assert len(portal.received) == 2

    @pytest.mark.parametrize(("slept_s", "connections"), [(30, 1), (61, 2), (3600, 2)])
    def test_connection_that_slept_for_a_minute_is_not_used_again(self, slept_s: float, connections: int) -> None:
        """A laptop's monotonic clock may stand still in its sleep; the wall clock goes on."""
        with FaultyPortal(answer(200, GOOD)) as portal:

            async def around_a_sleep(client: PortalClient) -> None:
                await client.call(portal.profile(), WEBHOOK, GET_METHOD, {"code": "a"})
                for pool in client._transport._pools.values():
                    pool.used_at -= slept_s
                await client.call(portal.profile(), WEBHOOK, GET_METHOD, {"code": "a"})

            with_client(around_a_sleep)
        assert portal.connections == connections

    def test_at_most_40_requests_are_under_way_at_once(self) -> None:
        """The others wait for a connection to be free again."""
        forty_are_in = threading.Semaphore(0)

        def script(conversation: Conversation) -> None:
            while conversation.read_request() is not None:
                forty_are_in.release()
                conversation.hold()
                conversation.send(answer(200, GOOD))

        with FaultyPortal(script) as portal:

            async def ask_all(client: PortalClient) -> list[Reply]:
                calls = [client.call(portal.profile(), WEBHOOK, GET_METHOD, {"code": "a"}) for _ in range(45)]
                asking = asyncio.gather(*calls)
                await asyncio.to_thread(lambda: [forty_are_in.acquire(timeout=20) for _ in range(40)])
                portal.released.set()
                return await asking

            replies = with_client(ask_all)
        assert [reply.failure for reply in replies] == [None] * 45
        assert portal.connections == 40

    def test_rest_of_a_longer_body_is_not_the_next_answer(self) -> None:
        """A Content-Length that is too small leaves bytes on the connection."""
        with FaultyPortal(always(answer(200, GOOD, length=30))) as portal:

            async def twice(client: PortalClient) -> list[Reply]:
                return [await client.call(portal.profile(), WEBHOOK, GET_METHOD, {"code": "a"}) for _ in range(2)]

            replies = with_client(twice)
        assert [reply.failure for reply in replies] == [None, None]
        assert [reply.exchange.response.body for reply in replies] == [GOOD[:30]] * 2


def _hold_before_answer(conversation: Conversation) -> None:
    conversation.read_request()
    conversation.hold()


def _hold_in_body(conversation: Conversation) -> None:
    conversation.read_request()
    conversation.send(answer(200, GOOD)[:-10])
    conversation.hold()


def _hold_before_reading(conversation: Conversation) -> None:
    conversation.hold()


class TestCancelling:
    @pytest.mark.parametrize(
        ("script", "code"),
        [(_hold_before_answer, "a"), (_hold_in_body, "a"), (_hold_before_reading, "x" * 30_000_000)],
        ids=["wait", "download", "send"],
    )
    def test_cancel_is_prompt_and_leaves_the_client_usable(self, script: Script, code: str) -> None:
        calm = always(answer(200, GOOD))

        def first_hangs(conversation: Conversation) -> None:
            (script if conversation.portal.connections == 1 else calm)(conversation)

        with FaultyPortal(first_hangs) as portal:

            async def cancel_then_ask(client: PortalClient) -> Reply:
                task = asyncio.create_task(client.call(portal.profile(), WEBHOOK, GET_METHOD, {"code": code}))
                await asyncio.to_thread(portal.held.wait)
                task.cancel()
                with pytest.raises(asyncio.CancelledError):
                    await task
                return await client.call(portal.profile(), WEBHOOK, GET_METHOD, {"code": "b"})

            reply = with_client(cancel_then_ask)
        assert reply.failure is None

    def test_cancel_in_name_resolution_does_not_wait_for_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked, release = threading.Event(), threading.Event()
        real = socket.getaddrinfo

        def hanging(host: str, *arguments: Any, **options: Any) -> Any:
            if host == "slow.example":
                asked.set()
                release.wait()
            return real(host, *arguments, **options)

        monkeypatch.setattr(socket, "getaddrinfo", hanging)
        slow = PortalProfile("p", "P", PortalAddress("slow.example"))

        async def cancel(client: PortalClient) -> None:
            task = asyncio.create_task(client.call(slow, WEBHOOK, GET_METHOD, {"code": "a"}))
            await asyncio.to_thread(asked.wait)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

        with_client(cancel)
        assert not release.is_set()  # the client is closed, the loop is gone, and nobody waited
        release.set()

    def test_cancel_while_pacing_gives_the_place_back(self) -> None:
        with FaultyPortal(answer(200, GOOD)) as portal:

            async def cancel(client: PortalClient) -> float:
                authority = portal.address.authority
                client.pacer.exceeded(authority)
                before = client.pacer.delay(authority)
                task = asyncio.create_task(client.call(portal.profile(), WEBHOOK, GET_METHOD, {"code": "a"}))
                await asyncio.sleep(0)
                task.cancel()
                with pytest.raises(asyncio.CancelledError):
                    await task
                return before - client.pacer.delay(authority)

            assert with_client(cancel) >= 0
        assert not portal.received

    def test_ten_superseded_questions_leave_one_answer(self) -> None:
        calm = always(answer(200, GOOD))

        def first_nine_hang(conversation: Conversation) -> None:
            (_hold_before_answer if conversation.portal.connections <= 9 else calm)(conversation)

        with FaultyPortal(first_nine_hang) as portal:

            async def hammer(client: PortalClient) -> Reply:
                for number in range(9):
                    task = asyncio.create_task(client.call(portal.profile(), WEBHOOK, GET_METHOD, {"code": "a"}))
                    await asyncio.to_thread(portal.held.wait)
                    portal.held.clear()
                    task.cancel()
                    with pytest.raises(asyncio.CancelledError):
                        await task
                    assert portal.connections == number + 1
                return await client.call(portal.profile(), WEBHOOK, GET_METHOD, {"code": "last"})

            reply = with_client(hammer)
        assert reply.failure is None
        assert json.loads(portal.received[-1].body) == {"code": "last"}


class TestSecrets:
    @pytest.mark.parametrize(
        "echo",
        [
            SECRET,
            SECRET.replace("3", "%33"),
            "".join(f"\\u{ord(letter):04x}" for letter in SECRET),
            "czNjcjN0dzNiaDAwa3Bxeg==",
        ],
        ids=["raw", "percent", "json", "base64"],
    )
    def test_a_secret_sent_back_is_masked(self, echo: str) -> None:
        body = f'{{"error":"X","error_description":"/rest/1/{echo}/m"}}'
        headers = [f"Location: https://portal.example/rest/1/{echo}/m", f"X-Echo: {echo}"]
        with FaultyPortal(answer(302, body, headers=headers)) as portal:
            response = ask(portal).exchange.response
        assert response is not None
        kept = repr(response.headers) + response.body.decode()
        assert echo.strip("=") not in kept
        assert kept.count(MASK) == 3

    def test_a_good_answer_is_kept_to_the_byte(self) -> None:
        body = GOOD + b" \xff\xfe \r\n\x00"
        with FaultyPortal(answer(200, body)) as portal:
            response = ask(portal).exchange.response
        assert response is not None
        assert response.body == body

    def test_a_warning_of_a_library_is_logged(self, caplog: pytest.LogCaptureFixture) -> None:
        PortalClient()
        logging.getLogger("httpcore.http11").warning("odd")
        assert [record.message for record in caplog.records] == ["odd"]

    @pytest.mark.parametrize("level", [logging.DEBUG, logging.INFO])
    def test_libraries_log_no_address(self, level: int, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(level)
        caplog.set_level(level, "httpx")
        caplog.set_level(level, "httpcore")
        with FaultyPortal(answer(200, GOOD)) as portal:
            ask(portal)
        assert [record for record in caplog.records if record.name.startswith(("httpx", "httpcore"))] == []
        assert SECRET not in caplog.text
