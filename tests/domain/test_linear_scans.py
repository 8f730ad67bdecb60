"""Every scan of foreign text takes time in proportion to its length, whatever the text is made of.

Each scan is fed runs of every character and word it treats in a special way, and runs eight times as long: a linear
scan takes some eight times as long, a quadratic one sixty-four times. Only the ratio counts.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import cast

import pytest

from badge_inspector.bitrix24 import pages, redirects
from badge_inspector.bitrix24.wire import decode
from badge_inspector.demo import batch, http11
from badge_inspector.demo.php import PhpArray, parse_str
from badge_inspector.domain import (
    body_text,
    codehints,
    codelist,
    curl_command,
    history_query,
    jsonlayout,
    jsonsearch,
    jsontext,
    nearest,
    pasted,
    pasted_call,
    server_time,
)
from badge_inspector.domain.badge import Badge, PlainText
from badge_inspector.domain.exchange import Response
from badge_inspector.domain.har import calls as har_calls
from badge_inspector.domain.har import entry as har_entry
from badge_inspector.domain.har import masking as har_masking
from badge_inspector.domain.har import scanner as har_scanner
from badge_inspector.domain.personal import PersonalMask
from badge_inspector.domain.portal import PortalAddress
from badge_inspector.domain.redaction import redact
from badge_inspector.domain.secret import Secret
from badge_inspector.domain.secret_places import redact_unknown
from badge_inspector.services import report_blocks, snippets
from badge_inspector.storage import stacks
from badge_inspector.storage.packing import pack_body

SHORT, TIMES = 4_560, 8
"""A quarter of the short text is longer than any secret that is looked for character by character, so that a scan that
learns it does the same with the long one; and all lengths are multiples of most pieces' (60): both texts end alike."""
STEEP = TIMES**1.45
"""A ratio from here on (20) is that of no linear scan: n^1.5 has 23, a quadratic one 64."""
MATTERS_S = 0.004
"""Below this a ratio says more about the clock than about the scan."""

PIECES = (
    *"\\\"'`/%&;:.,-@_+=*?!#$^~|<>()[]{} \n\t\0",
    *"a1Aж\u200b\u0301\ud800",
    *('\\"', '\\\\"', "\\u0073", "\\u0026", "u005c", "%5c", "%25", "%2525", "&amp;", "&#0", "&#92;", "&#x73;"),
    *("s3cr3t", "auth=", '"auth"', '"auth":', "authorization:", "bearer ", "rest/", "rest\\/", "//a:", "/rest/1/"),
    *("a.bb/,", "a-", "a@", "a@b.", "1 ", "+1(", "(1", "https://", "curl ", "-d ", "<!--", "<script", "<a ", "</"),
    *(
        '{"a":',
        "[1,",
        '"",',
        "portal:",
        'code:"',
        "a:",
        "$result[",
        "a[",
        "[a]",
        "&a=",
        "$'",
        "$'\\'",
        "\\x4",
        "1e9",
        "NaN",
        "-",
        "\r",
    ),
)

SECRETS = [Secret("s3cr3tw3bh00kpqz"), Secret('pa\\ss w"rd\\\\x/é')]
SO_FAR: PhpArray = {"result": {"a": {"a": "s3cr3t"}, 1: [1, 2]}, "error": {}, "total": {}, "next": {}, "time": {}}
ADDRESS = PortalAddress("acme.bitrix24.com")
BADGES = [Badge(PlainText(code), None, None, None) for code in ("missedCall", "vipClient")]


def answered(text: str) -> object:
    body = text.encode("utf-8", "replace")
    head = (("Content-Type", "application/json"),)
    return decode(Response(200, "OK", "HTTP/1.1", head, body, len(body)), ADDRESS)


def moved(location: str) -> Response:
    return Response(302, "Found", "HTTP/1.1", (("Location", location),), b"", 0)


def searched(text: str, wanted: str) -> object:
    hits = jsonsearch.Hits()
    return list(jsonsearch.search(jsontext.JsonDocument.parse(json.dumps({text: [text]})), wanted, hits)), hits


def scanned(text: str) -> object:
    scanner = har_scanner.EntryScanner()
    found = list(scanner.feed(text.encode("utf-8", "replace")))
    scanner.finish()
    return found


def recorded(url: str, body: str) -> object:
    sent = {"method": "POST", "url": url, "postData": {"mimeType": "multipart/form-data; boundary=x", "text": body}}
    entry = har_entry.read_entry(json.dumps({"request": sent, "response": {"status": 200, "content": {"text": body}}}))
    address = har_calls.rest_address(url)
    if entry is None or address is None or entry.response is None:
        return None
    mask = har_masking.EntryMask(SECRETS)
    mask.learn(entry.request, address)
    form = replace(entry.request, body_type="")
    return (
        har_calls.badge_calls(entry.request, address),
        har_calls.badge_calls(form, address),
        mask.request(form, address, body),
        mask.response(entry.response),
    )


def hidden(headers: tuple[tuple[str, str], ...]) -> object:
    address = har_calls.rest_address("https://a.b/rest/crm.activity.badge.get")
    assert address is not None
    mask = har_masking.EntryMask(SECRETS)
    mask.learn(har_entry.HarRequest("POST", "", "", headers, "", "", ()), address)
    return mask.headers(headers)


def requested(head: str) -> object:
    """The demo server's reading of a request, whatever it makes of it."""

    async def read() -> object:
        reader = asyncio.StreamReader(limit=http11.MAX_HEAD_BYTES)
        reader.feed_data(head.encode("utf-8", "replace"))
        reader.feed_eof()
        writer = cast("asyncio.StreamWriter", None)  # none of these asks to go on
        return await http11.Requests(reader, writer, idle_s=60, request_s=60).next()

    with suppress(http11.BadRequest, asyncio.IncompleteReadError):
        return asyncio.run(read())
    return None


SCANS: dict[str, Callable[[str], object]] = {
    "redact": lambda text: redact(text, SECRETS),
    "redact_unknown": redact_unknown,
    "understand": pasted.understand,
    "looks_secret": pasted.looks_secret,
    "user_problem": pasted.user_problem,
    "proxy_problem": pasted.proxy_problem,
    "curl call": lambda text: pasted_call.read_call(f"curl crm.activity.badge.get {text}"[: pasted.LONGEST]),
    "cmd call": lambda text: pasted_call.read_call(f'curl ^" crm.activity.badge.get {text}'[: pasted.LONGEST]),
    "HTTPie call": lambda text: pasted_call.read_call(f"http crm.activity.badge.get {text}"[: pasted.LONGEST]),
    "PHP call": lambda text: pasted_call.read_call(f"<?php crm.activity.badge.get {text}"[: pasted.LONGEST]),
    "Go call": lambda text: pasted_call.read_call(f"package main crm.activity.badge.get {text}"[: pasted.LONGEST]),
    "Python call": lambda text: pasted_call.read_call(f"import httpx\ncrm.activity.badge.get {text}"[: pasted.LONGEST]),
    "PowerShell call": lambda text: pasted_call.read_call(f"irm crm.activity.badge.get {text}"[: pasted.LONGEST]),
    "JSON call": lambda text: pasted_call.read_call(f'{{"code": "{text}'[: pasted.LONGEST]),
    "logged call": lambda text: pasted_call.read_call(f"crm.activity.badge.get? {text}"[: pasted.LONGEST]),
    "curl": lambda text: curl_command.read_curl(f"curl {text[: pasted.LONGEST]}"),
    "mask a text": PersonalMask(emails=True, phones=True).text,
    "mask JSON": PersonalMask(emails=True, phones=True).json,
    "query": history_query.parse_query,
    "complete": lambda text: history_query.complete(text, ("Acme",), ("NOT_FOUND",), ("missedCall",)),
    "hints": codehints.hints,
    "nearest": lambda text: nearest.nearest(text, BADGES),
    "codes": codelist.read_codes,
    "table": codelist.read_table,
    "JSON": jsontext.JsonDocument.parse,
    "JSON in quotes": lambda text: jsontext.JsonDocument.parse(f'{{"a":"{text}"}}'),
    "path": jsontext.path_steps,
    "time": lambda text: server_time.read_time(jsontext.JsonDocument.parse(f'{{"start":"{text}"}}').root),
    "body": lambda text: body_text.read_body(text.encode("utf-8", "replace"), text[:20_000]),
    "charset": lambda text: body_text.read_body(b"\xff", f"charset={text}"),
    "answer": answered,
    "excerpt": pages.excerpt,
    "form": parse_str,
    "redirect": lambda text: redirects.judge(ADDRESS, "/rest/1/x", moved(text)),
    "redirect's host": lambda text: redirects.judge(ADDRESS, "/rest/1/x", moved(f"https://{text}")),
    "redirect's path": lambda text: redirects.judge(ADDRESS, "/rest/1/x", moved(f"https://b.com/{text}")),
    "stacks": lambda text: stacks.with_names("".join(stacks.without_handled(text))),
    "report": lambda text: report_blocks.fenced(report_blocks.one_spaced(text), report_blocks.inline_code(text)),
    "layout": lambda text: jsonlayout.lay_out(jsontext.JsonDocument.parse(text)),
    "layout of a text": lambda text: jsonlayout.lay_out(jsontext.JsonDocument.parse(json.dumps([text]))),
    "search": lambda text: searched(text, "s3cr"),
    "search for it": lambda text: searched(text, text[: jsonsearch.LONGEST]),
    "search for nearly it": lambda text: searched(text, text[: jsonsearch.LONGEST - 1] + "z"),
    "search by path": lambda text: searched(text, f"$.{text}"),
    "request": lambda text: requested(f"GET /{text} HTTP/1.1\r\nHost: a\r\n\r\n"),
    "request's header": lambda text: requested(f"GET / HTTP/1.1\r\nHost: a\r\nX: {text}\r\n\r\n"),
    "command": lambda text: batch.split_command(f"a?b={text}", SO_FAR),
    "command with a reference": lambda text: batch.split_command(f"a?b=$result{text}", SO_FAR),
    "command after a long one": lambda text: batch.split_command(
        f"a?b={'$result[a][b] ' * (len(text) // 14)}",
        {"result": {"a": {"b": 1, **dict.fromkeys(range(len(text)), text)}}},
    ),
    "cmd": snippets._cmd_word,
    "PHP": snippets._php_text,
    "PowerShell": snippets._powershell_text,
    "HAR file": scanned,
    "HAR file's text": lambda text: scanned(json.dumps({"log": {"entries": [{"badge": text}]}})),
    "HAR entry's form": lambda text: recorded("https://a.b/rest/batch", text),
    "HAR entry's headers": lambda text: hidden((("Cookie", text), ("Authorization", text), ("Referer", text))),
    "HAR moment": har_entry.moment,
    "pack": lambda text: pack_body(text.encode("utf-8", "replace")),
}


def seconds(scan: Callable[[str], object], text: str, tries: int = 1) -> float:
    """Processor time of this thread, the least of some tries."""
    best = float("inf")
    for _ in range(tries):
        start = time.thread_time()
        scan(text)
        best = min(best, time.thread_time() - start)
    return best


def run_of(piece: str, length: int) -> str:
    return (piece * (length // len(piece) + 1))[:length]


@pytest.mark.slow
@pytest.mark.parametrize("name", SCANS)
def test_the_time_of_a_scan_grows_with_its_text(name: str) -> None:
    scan = SCANS[name]
    steep: dict[str, float] = {}
    for piece in PIECES:
        # What takes long for a thousand characters already is told apart with a quarter of the text.
        short = SHORT // 4 if seconds(scan, run_of(piece, SHORT // 4)) >= MATTERS_S else SHORT
        long = seconds(scan, run_of(piece, short * TIMES))
        if long < MATTERS_S:
            continue
        ratio = long / seconds(scan, run_of(piece, short), tries=2)
        if ratio >= STEEP:  # the machine may have been busy, or something was imported: again, with care
            ratio = seconds(scan, run_of(piece, short * TIMES), 4) / seconds(scan, run_of(piece, short), 8)
        if ratio >= STEEP:
            steep[piece] = ratio
    assert steep == {}


WORDS = [piece for piece in PIECES if len(piece) > 2] + ["charset=", "/rest", "</script"]
TELLING = 20
"""Repetitions: what tries every sharing-out of a run takes a thousand times as long as for half as many."""


def behind_words(piece: str, count: int) -> str:
    """The piece so many times behind each of the words."""
    return "".join(f"{word}{piece * count} " for word in WORDS)


@pytest.mark.slow
@pytest.mark.parametrize("name", SCANS)
def test_a_run_behind_a_word_takes_no_longer_than_another(name: str) -> None:
    scan = SCANS[name]
    steep: dict[str, float] = {}
    for piece in PIECES[::12] if name.startswith(("HAR", "search", "answer", "command", "layout")) else PIECES:
        if seconds(scan, behind_words(piece, TELLING)) < MATTERS_S:
            continue
        ratio = seconds(scan, behind_words(piece, TELLING), 3) / seconds(scan, behind_words(piece, TELLING // 2), 3)
        if ratio >= STEEP:
            steep[piece] = ratio
    assert steep == {}


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", ["\\", "%25", "&amp;", "u005c", "s3cr3t", '"a":"\\/",', "\\u0073", '"auth":', "rest/1/"]
)
@pytest.mark.parametrize("name", ["redact", "redact_unknown"])
def test_redaction_grows_with_eight_mebibytes(name: str, piece: str) -> None:
    scan = SCANS[name]
    assert seconds(scan, run_of(piece, 8 << 20)) / seconds(scan, run_of(piece, 1 << 20), 2) < STEEP


@pytest.mark.parametrize("piece", ["\\", "u005c", "a", "auth=", "a.bb/,"])
def test_a_paste_of_eight_mebibytes_is_no_more_work_than_the_longest_that_is_read(piece: str) -> None:
    longest = seconds(pasted.understand, run_of(piece, pasted.LONGEST + 1), 3)
    assert seconds(pasted.understand, run_of(piece, 8 << 20)) < max(longest, MATTERS_S) * TIMES
