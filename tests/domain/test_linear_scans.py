"""Every scan of foreign text takes time in proportion to its length, whatever the text is made of.

Each scan is fed runs of every character and word it treats in a special way, and runs eight times as long: a linear
scan takes some eight times as long, a quadratic one sixty-four times. Only the ratio counts.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from badge_inspector.bitrix24 import pages
from badge_inspector.bitrix24.wire import decode
from badge_inspector.demo.php import parse_str
from badge_inspector.domain import (
    body_text,
    codehints,
    codelist,
    curl_command,
    history_query,
    jsontext,
    nearest,
    pasted,
    server_time,
)
from badge_inspector.domain.badge import Badge, PlainText
from badge_inspector.domain.exchange import Response
from badge_inspector.domain.personal import PersonalMask
from badge_inspector.domain.portal import PortalAddress
from badge_inspector.domain.redaction import redact, redact_unknown
from badge_inspector.domain.secret import Secret
from badge_inspector.services import snippets
from badge_inspector.storage.packing import pack_body

SHORT, TIMES = 4_000, 8
QUADRATIC = TIMES * TIMES / 2
"""A ratio from here on is closer to a quadratic scan than to a linear one."""
MATTERS_S = 0.004
"""Below this a ratio says more about the clock than about the scan."""

PIECES = (
    *"\\\"'`/%&;:.,-@_+=*?!#$^~|<>()[]{} \n\t\0",
    *"a1Aж\u200b\u0301\ud800",
    *('\\"', '\\\\"', "\\u0073", "\\u0026", "u005c", "%5c", "%25", "%2525", "&amp;", "&#0", "&#92;", "&#x73;"),
    *("s3cr3t", "auth=", '"auth"', '"auth":', "authorization:", "bearer ", "rest/", "rest\\/", "//a:", "/rest/1/"),
    *("a.bb/,", "a-", "a@", "a@b.", "1 ", "+1(", "(1", "https://", "curl ", "-d ", "<!--", "<script", "<a ", "</"),
    *('{"a":', "[1,", '"",', "portal:", 'code:"', "a:", "$result[", "a[", "[a]", "&a=", "1e9", "NaN", "-", "\r"),
)

SECRETS = [Secret("s3cr3tw3bh00kpqz"), Secret('pa\\ss w"rd\\\\x/é')]
ADDRESS = PortalAddress("acme.bitrix24.com")
BADGES = [Badge(PlainText(code), None, None, None) for code in ("missedCall", "vipClient")]


def answered(text: str) -> object:
    body = text.encode("utf-8", "replace")
    head = (("Content-Type", "application/json"),)
    return decode(Response(200, "OK", "HTTP/1.1", head, body, len(body)), ADDRESS)


SCANS: dict[str, Callable[[str], object]] = {
    "redact": lambda text: redact(text, SECRETS),
    "redact_unknown": redact_unknown,
    "understand": pasted.understand,
    "looks_secret": pasted.looks_secret,
    "user_problem": pasted.user_problem,
    "proxy_problem": pasted.proxy_problem,
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
    "answer": answered,
    "excerpt": pages.excerpt,
    "form": parse_str,
    "cmd": snippets._cmd_word,
    "PHP": snippets._php_text,
    "PowerShell": snippets._powershell_text,
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


@pytest.mark.parametrize("name", SCANS)
def test_the_time_of_a_scan_grows_with_its_text(name: str) -> None:
    scan = SCANS[name]
    steep: dict[str, float] = {}
    for piece in PIECES:
        long = seconds(scan, run_of(piece, SHORT * TIMES))
        if long < MATTERS_S:
            continue
        ratio = long / seconds(scan, run_of(piece, SHORT), tries=2)
        if ratio >= QUADRATIC:  # the machine may have been busy: again, with care
            ratio = seconds(scan, run_of(piece, SHORT * TIMES), 3) / seconds(scan, run_of(piece, SHORT), 3)
        if ratio >= QUADRATIC:
            steep[piece] = ratio
    assert steep == {}


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["\\", "%25", "&amp;", "u005c", "s3cr3t", '"a":"\\/",', "\\u0073"])
def test_redaction_grows_with_eight_mebibytes(piece: str) -> None:
    scan = SCANS["redact"]
    assert seconds(scan, run_of(piece, 8 << 20)) / seconds(scan, run_of(piece, 1 << 20), 2) < QUADRATIC


@pytest.mark.parametrize("piece", ["\\", "u005c", "a", "auth=", "a.bb/,"])
def test_a_paste_of_eight_mebibytes_is_no_more_work_than_the_longest_that_is_read(piece: str) -> None:
    longest = seconds(pasted.understand, run_of(piece, pasted.LONGEST + 1), 3)
    assert seconds(pasted.understand, run_of(piece, 8 << 20)) < max(longest, MATTERS_S) * TIMES
