"""The codes with an agreed answer, as they go over the wire. What the program makes of each: test_demo_answers.py."""

from __future__ import annotations

import asyncio
import gzip
import json
import zlib
from pathlib import Path

import pytest

from badge_inspector.demo.codes import DEMO_CODES
from badge_inspector.demo.pages import BIG_BODY_BYTES, BOMB_BYTES
from badge_inspector.demo.php import PhpArray, json_encode
from badge_inspector.demo.portal import DemoPortal
from badge_inspector.demo.refusals import REFUSALS
from badge_inspector.demo.rest import AT_ONCE, Pace
from badge_inspector.demo.tenants import Tenant
from tests.support.demo import (
    DEMO,
    NEW_BUILD,
    OAUTH,
    PATIENCE_S,
    FakeClock,
    Got,
    call,
    command,
    connected,
    fetch,
    read_all,
)
from tests.support.demo import webhook_path as path_of

GET = "crm.activity.badge.get"
README = Path(__file__).parents[2] / "README.md"

SAMPLE = b"""{
    "result": {
        "badge": {
            "code": "missedCall",
            "title": "Call Status",
             "value": "Missed",
             "type": "failure"
        }
    },
    "time": {
        "start": 1724068028.331234,
        "finish": 1724068028.726591,
        "duration": 0.3953571319580078,
        "processing": 0.13033390045166016,
        "date_start": "2025-01-21T13:47:08+02:00",
        "date_finish": "2025-01-21T13:47:08+02:00",
        "operating": 0
    }
}"""


def ask(portal: DemoPortal, code: str) -> Got:
    return call(portal, GET, {"code": code})


def test_the_sample_of_the_method_s_page_comes_byte_for_byte(portal: DemoPortal) -> None:
    assert ask(portal, "samplePage").body == SAMPLE


def test_every_code_says_what_it_shows() -> None:
    assert all(0 < len(about) <= 60 for about in DEMO_CODES.values())
    assert len({code.casefold() for code in DEMO_CODES}) == len(DEMO_CODES)


def test_the_readme_lists_every_code() -> None:
    text = README.read_text(encoding="utf-8")
    assert [code for code in DEMO_CODES if f"`{code}`" not in text] == []


ERRORS_OF_A_PORTAL = [
    ("NOT_FOUND", 400),
    ("100", 400),
    ("ACCESS_DENIED", 401),
    ("ACCESS_DENIED", 403),
    ("allowed_only_intranet_user", 403),
    ("ERROR_METHOD_NOT_FOUND", 404),
    ("NO_AUTH_FOUND", 401),
    ("INVALID_CREDENTIALS", 401),
    ("insufficient_scope", 401),
    ("expired_token", 401),
    ("invalid_token", 401),
    ("ERROR_OAUTH", 401),
    ("NOT_INSTALLED", 401),
    ("APPLICATION_NOT_FOUND", 401),
    ("CONNECTION_ERROR", 401),
    ("authorization_error", 401),
    ("user_access_error", 401),
    ("PAYMENT_REQUIRED", 401),
    ("INVALID_REQUEST", 401),
    ("OVERLOAD_LIMIT", 401),
    ("WRONG_LICENSE", 403),
    ("WRONG_AUTH_TYPE", 403),
    ("METHOD_CONFIRM_WAITING", 401),
    ("METHOD_CONFIRM_DENIED", 403),
    ("OPERATION_TIME_LIMIT", 429),
    ("QUERY_LIMIT_EXCEEDED", 503),
    ("PORTAL_DELETED", 403),
    ("ERROR_CORE", 500),
    ("ERROR_ARGUMENT", 400),
    ("INVALID_ARG_VALUE", 400),
    ("WRONG_ENCODING", 200),
    ("INTERNAL_SERVER_ERROR", 500),
    ("ERROR_UNEXPECTED_ANSWER", 500),
    ("", 400),
    ("0", 400),
]


@pytest.mark.parametrize(("error", "status"), ERRORS_OF_A_PORTAL)
def test_every_error_of_a_portal_can_be_had(error: str, status: int) -> None:
    assert (error, status) in {(refusal.error, refusal.status) for refusal in REFUSALS.values()}


@pytest.mark.parametrize("name", REFUSALS)
def test_an_error_is_the_server_s_own(portal: DemoPortal, name: str) -> None:
    refusal = REFUSALS[name]
    got = ask(portal, f"demo.{name}")
    assert got.status == refusal.status
    expected: PhpArray = {"error": refusal.error, "error_description": refusal.text, **dict(refusal.extra)}
    assert got.body == json_encode(expected).encode()


@pytest.mark.parametrize("tenant", [DEMO, NEW_BUILD, OAUTH], ids=lambda tenant: tenant.id)
@pytest.mark.parametrize("code", ["demo.expired_token", "DEMO.EXPIRED_TOKEN", "Demo.Html_403", "SAMPLEPAGE"])
def test_the_codes_are_known_everywhere_in_any_letter_case(portal: DemoPortal, tenant: Tenant, code: str) -> None:
    assert b"NOT_FOUND" not in call(portal, GET, {"code": code}, tenant).body


def test_a_name_that_is_no_code_is_no_badge(portal: DemoPortal) -> None:
    assert ask(portal, "demo.no_such_thing").json["error"] == "NOT_FOUND"


# -- inside a batch


def batch(portal: DemoPortal, **codes: str) -> Got:
    return call(portal, "batch", {"cmd": {name: command(GET, code=code) for name, code in codes.items()}})


def test_a_batch_carries_errors_odd_badges_and_odd_times(portal: DemoPortal) -> None:
    got = batch(
        portal,
        refused="demo.expired_token",
        odd="demo.empty_texts",
        timeless="demo.no_time",
        late="demo.negative_time",
        sample="samplePage",
    ).json["result"]
    assert got["result_error"]["refused"]["error"] == "expired_token"
    assert got["result"]["odd"]["badge"]["title"] == []
    assert list(got["result_time"]) == ["odd", "late", "sample"]
    assert got["result_time"]["late"]["duration"] == -0.25
    assert got["result"]["sample"]["badge"]["value"] == "Missed"


def test_a_page_takes_the_whole_batch_with_it(portal: DemoPortal) -> None:
    got = batch(portal, first="missedCall", second="demo.html_502")
    assert got.status == 502
    assert b"502 Bad Gateway" in got.body


# -- pages, redirects, bodies


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("html_200", 200),
        ("html_403", 403),
        ("html_404", 404),
        ("html_500", 500),
        ("html_502", 502),
        ("html_503", 503),
        ("html_504", 504),
        ("proxy_page", 403),
        ("proxy_sign_in", 407),
        ("wrong_host", 200),
        ("sign_in_page", 200),
    ],
)
def test_pages_are_pages(portal: DemoPortal, name: str, status: int) -> None:
    got = ask(portal, f"demo.{name}")
    assert got.status == status
    assert got.headers["content-type"] == "text/html; charset=utf-8"
    assert got.body.lower().startswith((b"<!doctype html>", b"<html>"))
    assert "retry-after" not in got.headers


@pytest.mark.parametrize("name", ["html_503.retry_after", "rate_limit.retry_after"])
def test_a_proxy_may_say_when_to_come_back(portal: DemoPortal, name: str) -> None:
    got = ask(portal, f"demo.{name}")
    assert (got.status, got.headers["retry-after"]) == (503, "5")


@pytest.mark.parametrize(
    ("name", "location"),
    [
        ("sign_in", "/auth/?backurl={path}"),
        ("coupon_activation", "{root}/bitrix/coupon_activation.php"),
        ("moved_foreign", "https://portal.somebody-else.example{path}"),
        ("moved_insecure", "http://portal.somebody-else.example{path}"),
        ("redirect_loop", "{root}{path}"),
        ("redirect_nowhere", None),
    ],
)
def test_redirects_lead_where_they_say(portal: DemoPortal, name: str, location: str | None) -> None:
    got = ask(portal, f"demo.{name}")
    expected = location and location.format(root=portal.root_url, path=path_of(GET))
    assert (got.status, got.headers.get("location")) == (302, expected)


def test_a_moved_portal_answers_at_its_new_address(portal: DemoPortal) -> None:
    location = ask(portal, "demo.moved").headers["location"]
    root = location.removesuffix(path_of(GET))
    assert root.startswith("http://127.0.0.1:")
    assert root != portal.root_url
    port = int(root.rpartition(":")[2])
    got = fetch(portal, path_of(f"{GET}?code=demo.moved"), port=port)
    assert got.json["result"]["badge"]["code"] == "demo.moved"
    assert fetch(portal, path_of(f"{GET}?code=missedCall"), port=port).status == 200


def test_a_compressed_answer_is_compressed(portal: DemoPortal) -> None:
    got = ask(portal, "demo.gzip")
    assert got.headers["content-encoding"] == "gzip"
    assert json.loads(gzip.decompress(got.body))["result"]["badge"]["code"] == "demo.gzip"


def test_the_bomb_is_small_on_the_wire(portal: DemoPortal) -> None:
    got = ask(portal, "demo.gzip_bomb")
    assert len(got.body) < BOMB_BYTES / 200
    unpacker = zlib.decompressobj(wbits=31)
    size = 0
    rest = got.body
    while rest:
        size += len(unpacker.decompress(rest, 1024 * 1024))
        rest = unpacker.unconsumed_tail
    assert size > BOMB_BYTES


@pytest.mark.parametrize(("name", "size"), [("big", BIG_BODY_BYTES), ("too_big", 3 * BIG_BODY_BYTES)])
def test_big_answers_have_their_size_and_are_json(portal: DemoPortal, name: str, size: int) -> None:
    got = ask(portal, f"demo.{name}")
    assert len(got.body) == size
    assert got.body.endswith(b"0]}}}")


def test_the_big_answer_is_valid_json(portal: DemoPortal) -> None:
    assert len(ask(portal, "demo.big").json["result"]["badge"]["rows"]) > 50_000


@pytest.mark.parametrize("name", ["truncated_json", "bad_gzip", "byte_order_mark", "invalid_utf8", "not_a_number"])
def test_broken_bodies_are_whole_on_the_wire(portal: DemoPortal, name: str) -> None:
    got = ask(portal, f"demo.{name}")
    assert (got.status, got.headers["content-length"]) == (200, str(len(got.body)))


def test_a_slow_answer_takes_its_time() -> None:
    clock = FakeClock()
    with DemoPortal(pace=Pace(clock, clock.sleep, AT_ONCE, None)) as portal:
        before = clock.at
        assert ask(portal, "demo.slow").json["result"]["badge"]["value"] == "Slow"
        assert clock.at - before == 5.0


# -- broken connections


def say(portal: DemoPortal, name: str) -> bytes:
    with connected(portal) as client:
        client.sendall(f"GET {path_of(GET)}?code=demo.{name} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        return read_all(client)


def test_a_closed_connection_brings_nothing(portal: DemoPortal) -> None:
    assert say(portal, "closed") == b""


def test_a_reset_is_a_reset(portal: DemoPortal) -> None:
    """To the program's kind of client, asyncio's: Wine tells a blocking one nothing but the end."""

    async def read() -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", portal.port)
        try:
            writer.write(f"GET {path_of(GET)}?code=demo.reset HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
            async with asyncio.timeout(PATIENCE_S):
                return await reader.read()
        finally:
            writer.transport.abort()

    with pytest.raises(ConnectionResetError):
        asyncio.run(read())


def test_something_else_is_not_http(portal: DemoPortal) -> None:
    assert say(portal, "not_http").startswith(b"SSH-2.0")


def test_a_cut_off_answer_promises_more_than_it_brings(portal: DemoPortal) -> None:
    head, _, body = say(portal, "cut_off").partition(b"\r\n\r\n")
    assert f"\r\nContent-Length: {len(SAMPLE)}\r\n".encode() in head
    assert body == SAMPLE[:200]


@pytest.mark.parametrize(("name", "start"), [("silent", b""), ("stalled", b"HTTP/1.1 200 OK")])
def test_a_hanging_answer_ends_when_the_client_goes(portal: DemoPortal, name: str, start: bytes) -> None:
    with connected(portal) as client:
        client.sendall(f"GET {path_of(GET)}?code=demo.{name} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        received = b""
        while len(received) < len(start):
            received += client.recv(len(start) - len(received))
        client.setblocking(False)
        if not start:
            with pytest.raises(BlockingIOError):
                client.recv(1)
    assert received == start


def test_a_dripping_answer_comes_little_by_little(portal: DemoPortal) -> None:
    with connected(portal) as client:
        client.sendall(f"GET {path_of(GET)}?code=demo.dripping HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        received = b""
        while b"\r\n\r\n" not in received:
            received += client.recv(4096)
        assert 0 < len(client.recv(4096)) < 100
