"""The server's end of HTTP/1.1 over raw sockets: good requests, bad ones, and clients that misbehave."""

from __future__ import annotations

import logging
import re
import socket
import struct
import threading
from contextlib import ExitStack

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from badge_inspector.demo.http11 import MAX_BODY_BYTES, MAX_HEADERS, http_date
from badge_inspector.demo.portal import DemoPortal
from tests.support.demo import QUICK, call, connected, fetch, read_all, webhook_path

PROFILE = webhook_path("profile")


def say(portal: DemoPortal, request: bytes) -> bytes:
    """Send it, say no more, and read until the portal closes."""
    with connected(portal) as client:
        client.sendall(request)
        client.shutdown(socket.SHUT_WR)
        return read_all(client)


def get(path: str = PROFILE, *lines: str, version: str = "HTTP/1.1") -> bytes:
    return "\r\n".join([f"GET {path} {version}", "Host: 127.0.0.1", *lines, "", ""]).encode()


def statuses(received: bytes) -> list[bytes]:
    return re.findall(rb"HTTP/1\.1 ([0-9]+) ", received)


def test_a_connection_serves_many_requests(portal: DemoPortal) -> None:
    with connected(portal) as client:
        for _ in range(3):
            client.sendall(get())
            received = b""
            while not received.endswith(b"}}"):
                received += client.recv(65536)
            assert b"Connection: keep-alive" in received


def test_pipelined_requests_are_answered_in_turn(portal: DemoPortal) -> None:
    requests = [get(f"/rest/{name}") for name in ("one", "two")] + [b"\r\n", get(), get("/nowhere")]
    assert statuses(say(portal, b"".join(requests))) == [b"404", b"404", b"200", b"404"]


@pytest.mark.parametrize(
    "request_bytes",
    [get(PROFILE, "Connection: close"), get(version="HTTP/1.0")],
    ids=["asked to close", "HTTP/1.0"],
)
def test_the_connection_closes_when_it_should(portal: DemoPortal, request_bytes: bytes) -> None:
    with connected(portal) as client:
        client.sendall(request_bytes)
        received = read_all(client)
    assert b"\r\nConnection: close\r\n" in received
    assert statuses(received) == [b"200"]


def test_an_old_client_may_keep_its_connection(portal: DemoPortal) -> None:
    request = get(PROFILE, "Connection: keep-alive", version="HTTP/1.0")
    assert statuses(say(portal, request * 2)) == [b"200", b"200"]


def test_bare_line_feeds_are_understood(portal: DemoPortal) -> None:
    assert statuses(say(portal, get().replace(b"\r\n", b"\n"))) == [b"200"]


def test_the_absolute_form_is_understood(portal: DemoPortal) -> None:
    assert statuses(say(portal, get(portal.root_url + PROFILE))) == [b"200"]


def test_the_answer_tells_its_length_and_the_date(portal: DemoPortal) -> None:
    head, _, body = say(portal, get()).partition(b"\r\n\r\n")
    assert f"\r\nContent-Length: {len(body)}\r\n".encode() in head + b"\r\n"
    assert b"\r\nDate: " in head


def test_the_date_is_english_anywhere() -> None:
    assert http_date(784_111_777) == "Sun, 06 Nov 1994 08:49:37 GMT"


def test_head_tells_the_length_and_sends_no_body(portal: DemoPortal) -> None:
    got = fetch(portal, "/rest/nothing")
    received = say(portal, get("/rest/nothing").replace(b"GET", b"HEAD"))
    assert received.endswith(b"\r\n\r\n")
    assert f"\r\nContent-Length: {len(got.body)}\r\n".encode() in received


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "rebound.example"},
        {"Host": "127.0.0.1.rebound.example:80"},
        {"Origin": "https://page.example"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
    ids=str,
)
@pytest.mark.parametrize("verb", ["GET", "POST", "OPTIONS"])
def test_a_web_page_gets_nothing(portal: DemoPortal, verb: str, headers: dict[str, str]) -> None:
    got = fetch(portal, PROFILE, verb=verb, headers=headers)
    assert got.status == 403
    assert not [name for name in got.headers if name.startswith("access-control-")]


def test_its_own_pages_and_an_address_bar_are_answered(portal: DemoPortal) -> None:
    for headers in ({"Origin": portal.root_url}, {"Sec-Fetch-Site": "none"}, {"Host": f"localhost:{portal.port}"}):
        got = fetch(portal, PROFILE, headers=headers)
        assert got.status == 200
        assert "access-control-allow-origin" not in got.headers


@pytest.mark.parametrize("verb", ["OPTIONS", "PUT", "DELETE", "PATCH", "BREW"])
def test_other_verbs_are_refused(portal: DemoPortal, verb: str) -> None:
    got = fetch(portal, PROFILE, verb=verb)
    assert got.status == 405
    assert "POST" in got.headers["allow"]


BAD_REQUESTS = [
    pytest.param(b"hello\r\n\r\n", b"400", id="one word"),
    pytest.param(b"GET /\r\n\r\n", b"400", id="HTTP/0.9"),
    pytest.param(b"GET / b HTTP/1.1\r\nHost: x\r\n\r\n", b"400", id="a blank in the target"),
    pytest.param(b"GET / HTTPS/1.1\r\nHost: x\r\n\r\n", b"400", id="not HTTP"),
    pytest.param(b"GET / HTTP/2.0\r\nHost: x\r\n\r\n", b"505", id="HTTP/2"),
    pytest.param(b"GET / HTTP/1.1\r\n\r\n", b"400", id="no Host"),
    pytest.param(b"GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", b"400", id="two Hosts"),
    pytest.param(b"GET / HTTP/1.1\r\nHost x\r\n\r\n", b"400", id="a header without a colon"),
    pytest.param(b"GET / HTTP/1.1\r\nHost : x\r\n\r\n", b"400", id="a blank before the colon"),
    pytest.param(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", b"400", id="a negative length"),
    pytest.param(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1e3\r\n\r\n", b"400", id="an odd length"),
    pytest.param(
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", b"400", id="two lengths"
    ),
    pytest.param(
        f"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: {MAX_BODY_BYTES + 1}\r\n\r\n".encode(), b"413", id="large body"
    ),
    pytest.param(
        b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n0\r\n\r\n", b"501", id="an unknown coding"
    ),
    pytest.param(
        b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
        b"400",
        id="chunks and a length",
    ),
    pytest.param(
        b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
        + (b"10000\r\n" + b"a" * 0x10000 + b"\r\n") * (MAX_BODY_BYTES // 0x10000 + 1)
        + b"0\r\n\r\n",
        b"413",
        id="a large chunked body",
    ),
    pytest.param(b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", b"414", id="an endless target"),
    pytest.param(b"GET / HTTP/1.1\r\nX: " + b"a" * 200_000 + b"\r\n\r\n", b"431", id="an endless header"),
    pytest.param(b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X: y\r\n" * MAX_HEADERS + b"\r\n", b"431", id="too many headers"),
    pytest.param(
        b"GET / HTTP/1.1\r\nHost: x\r\n" + (b"X: " + b"y" * 2000 + b"\r\n") * 60 + b"\r\n", b"431", id="large headers"
    ),
    pytest.param(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"400", id="a TLS greeting"),
    pytest.param(b"\x00\x01\x02\x03", b"400", id="noise"),
]


@pytest.mark.parametrize(("request_bytes", "status"), BAD_REQUESTS)
def test_bad_requests_are_refused_and_the_connection_closes(
    portal: DemoPortal, request_bytes: bytes, status: bytes
) -> None:
    with connected(portal) as client:
        client.sendall(request_bytes)
        received = read_all(client)
    assert statuses(received) == [status]
    assert b"\r\nConnection: close\r\n" in received


def test_a_body_is_awaited_by_its_length(portal: DemoPortal) -> None:
    head = f"POST {PROFILE} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n"
    with connected(portal) as client:
        client.sendall(head.encode())
        assert client.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        client.sendall(b"a=")
        client.sendall(b"1c")
        assert client.recv(15) == b"HTTP/1.1 200 OK"


def test_a_chunked_body_and_a_folded_header_are_understood(portal: DemoPortal) -> None:
    start = f"POST {PROFILE} HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: one\r\n  two\r\nTransfer-Encoding: chunked\r\n\r\n"
    chunks = b"2\r\na=\r\n2;extension\r\n1c\r\n0\r\nTrailer: x\r\n\r\n"
    assert statuses(say(portal, (start.encode() + chunks) * 2)) == [b"200", b"200"]


def test_a_request_that_takes_too_long_is_refused() -> None:
    with DemoPortal(pace=QUICK, request_s=0.01) as portal, connected(portal) as client:
        client.sendall(b"GET / HT")
        assert statuses(read_all(client)) == [b"408"]


def test_an_idle_connection_is_closed() -> None:
    with DemoPortal(pace=QUICK, idle_s=0.5) as portal, connected(portal) as client:
        client.sendall(get())
        assert statuses(read_all(client)) == [b"200"]


def test_clients_that_vanish_harm_nobody(portal: DemoPortal) -> None:
    threads = threading.active_count()
    for start in (b"", b"G", b"GET / HTTP/1.1\r\n", get(webhook_path("crm.activity.badge.get?code=demo.too_big"))):
        for _ in range(5):
            with connected(portal) as client:
                client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                client.sendall(start)
    assert call(portal, "profile").status == 200
    assert threading.active_count() == threads


def test_stopping_with_clients_in_every_state_is_quiet(caplog: pytest.LogCaptureFixture) -> None:
    starts = (b"", b"GET / HT", get(), get(webhook_path("crm.activity.badge.get?code=demo.silent")))
    for round_ in range(20):
        with DemoPortal(pace=QUICK) as portal, ExitStack() as stack:
            clients = [stack.enter_context(connected(portal)) for _ in range(8)]
            for client, start in zip(clients, starts * 2, strict=True):
                client.sendall(start)
            if round_ % 2:
                assert statuses(say(portal, get())) == [b"200"]
    assert [record for record in caplog.records if record.levelno > logging.DEBUG] == []


def test_slow_clients_do_not_hold_up_the_others(portal: DemoPortal) -> None:
    slow = [socket.create_connection(("127.0.0.1", portal.port)) for _ in range(50)]
    try:
        for client in slow:
            client.sendall(b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\na")
        assert call(portal, "profile").status == 200
    finally:
        for client in slow:
            client.close()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(min_size=1, max_size=300) | st.binary(max_size=100).map(lambda noise: b"GET / HTTP/1.1\r\n" + noise))
def test_noise_gets_an_answer_or_a_close(portal: DemoPortal, noise: bytes) -> None:
    assert all(status.isdigit() for status in statuses(say(portal, noise)))
    assert call(portal, "profile").status == 200
