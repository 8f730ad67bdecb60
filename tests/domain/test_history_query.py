"""Text of the search field: how it is read, and what completes it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badge_inspector.domain.history_query import FILTERS, HistoryQuery, complete, last_word, parse_query

NOW = datetime(2026, 11, 3, 15, 30)


def at(*parts: int) -> float:
    return datetime(*parts).timestamp()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", HistoryQuery()),
        ("  \t ", HistoryQuery()),
        ("missed call", HistoryQuery(("missed", "call"))),
        ('"missed call"', HistoryQuery(("missed call",))),
        ('"missed call', HistoryQuery(("missed call",))),
        ('miss"ed call"', HistoryQuery(("miss", "ed call"))),
        ("portal:acme x", HistoryQuery(("x",), portal="acme")),
        ('portal:"Acme support"', HistoryQuery(portal="Acme support")),
        ("PORTAL:Acme", HistoryQuery(portal="Acme")),
        ("portal:a portal:b", HistoryQuery(portal="b")),
        ("code:a:b", HistoryQuery(code="a:b")),
        ("error:NOT_FOUND", HistoryQuery(error="NOT_FOUND")),
        ("type:Fail", HistoryQuery(type="fail")),
        ("type:blue", HistoryQuery(wrong=("type:blue",))),
        ("status:ok", HistoryQuery(status="found")),
        ("status:error", HistoryQuery(status="errors")),
        ("status:Refused", HistoryQuery(status="refused")),
        ("status:maybe", HistoryQuery(wrong=("status:maybe",))),
        ("pinned:yes", HistoryQuery(pinned=True)),
        ("pinned:no", HistoryQuery(pinned=False)),
        ("pinned:1", HistoryQuery(pinned=True)),
        ("pinned:true", HistoryQuery(pinned=True)),
        ("pinned:0", HistoryQuery(pinned=False)),
        ("pinned:false", HistoryQuery(pinned=False)),
        ("run:yes", HistoryQuery(run=True)),
        ("run:no", HistoryQuery(run=False)),
        ("pinned:perhaps x", HistoryQuery(("x",), wrong=("pinned:perhaps",))),
        ("slower:500ms", HistoryQuery(slower_s=0.5)),
        ("slower:500", HistoryQuery(slower_s=0.5)),
        ("slower:1.5s", HistoryQuery(slower_s=1.5)),
        ("slower:1,5S", HistoryQuery(slower_s=1.5)),
        ("faster:2m", HistoryQuery(faster_s=120.0)),
        ("faster:2min", HistoryQuery(faster_s=120.0)),
        ("faster:fast", HistoryQuery(wrong=("faster:fast",))),
        ("faster:-1s", HistoryQuery(wrong=("faster:-1s",))),
        ("after:2026-11-01", HistoryQuery(after=at(2026, 11, 1))),
        ("before:2026-11-01T14:30", HistoryQuery(before=at(2026, 11, 1, 14, 30))),
        ("after:2026-11", HistoryQuery(after=at(2026, 11, 1))),
        ("after:01.11.2026", HistoryQuery(after=at(2026, 11, 1))),
        ("after:1.9.2026", HistoryQuery(after=at(2026, 9, 1))),
        ("after:today", HistoryQuery(after=at(2026, 11, 3))),
        ("after:Yesterday", HistoryQuery(after=at(2026, 11, 2))),
        ("after:12h", HistoryQuery(after=at(2026, 11, 3, 3, 30))),
        ("after:7d", HistoryQuery(after=at(2026, 10, 27))),
        ("before:2w", HistoryQuery(before=at(2026, 10, 20))),
        ("after:2026-13-01", HistoryQuery(wrong=("after:2026-13-01",))),
        ("after:31.2.2026", HistoryQuery(wrong=("after:31.2.2026",))),
        ("after:99999d", HistoryQuery(after=at(2026, 11, 3) - 99999 * 86_400)),
        ("after:2026-11-03t", HistoryQuery(wrong=("after:2026-11-03t",))),
        ("after:", HistoryQuery(wrong=("after:",))),
        ('portal:""', HistoryQuery(wrong=('portal:""',))),
        ("after: today", HistoryQuery(("today",), wrong=("after:",))),
        ("colour:red", HistoryQuery(("colour:red",))),
        ('Who:"is that"', HistoryQuery(("Who:is that",))),
        ("12:30", HistoryQuery(("12:30",))),
        ("http://x", HistoryQuery(("http://x",))),
        (":", HistoryQuery((":",))),
        ('"', HistoryQuery()),
        ("портал:a", HistoryQuery(("портал:a",))),
    ],
)
def test_what_was_typed(text: str, expected: HistoryQuery) -> None:
    assert parse_query(text, NOW) == expected
    assert parse_query(text, NOW).is_empty == (expected == HistoryQuery(wrong=expected.wrong))


@pytest.mark.parametrize(
    ("text", "into_runs", "runs"),
    [
        ("", False, True),
        ("portal:acme", False, True),
        ("pinned:yes after:today", False, True),
        ("x", True, False),
        ("code:x", True, False),
        ("error:x", True, False),
        ("type:success", False, False),
        ("status:ok", False, False),
        ("contract:differs", False, False),
        ("source:har", False, False),
        ("slower:1s", False, False),
        ("faster:1s", False, False),
        ("run:yes", True, False),
        ("run:no", False, False),
        ("x run:no", False, False),
    ],
)
def test_runs_are_found_by_what_is_the_same_for_all_of_their_lookups(text: str, into_runs: bool, runs: bool) -> None:
    query = parse_query(text, NOW)
    assert (query.looks_into_runs, query.finds_runs) == (into_runs, runs)


@given(st.text() | st.lists(st.sampled_from([*FILTERS, ":", '"', " ", "a", "1", "2026-11-01", "ms"])).map("".join))
def test_nothing_typed_fails_or_is_lost(text: str) -> None:
    query = parse_query(text, NOW)
    kept = "".join((*query.words, *query.wrong))
    if not any(f"{name}:" in text.casefold() for name in FILTERS):
        assert "".join(kept.split()) == "".join(text.replace('"', "").split())
    complete(text, ("Acme support",))


@given(st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)), st.timedeltas(timedelta(0), timedelta(days=900)))
def test_a_date_begins_at_its_midnight(now: datetime, back: timedelta) -> None:
    day = now - back
    after = parse_query(f"after:{day:%Y-%m-%d}", now).after
    assert after is not None
    assert after <= day.timestamp()
    assert day.timestamp() - after < 90_000  # an hour more where a clock goes back


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        ("x ", ()),
        ("p", ("portal:", "pinned:")),
        ("missed PI", ("pinned:",)),
        ("status:", ("status:errors", "status:failed", "status:ok", "status:refused")),
        ("a type:s", ("type:secondary", "type:success")),
        ("type:success", ()),
        ("after:t", ("after:today",)),
        ("portal:a", ("portal:acme.bitrix24.com", 'portal:"Acme support"')),
        ('portal:"ac', ("portal:acme.bitrix24.com", 'portal:"Acme support"')),
        ("code:x", ()),
        ("nothing", ()),
    ],
)
def test_what_it_could_become(text: str, expected: tuple[str, ...]) -> None:
    assert complete(text, ("acme.bitrix24.com", "Acme support", "Beta")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("error:n", ("error:NOT_FOUND",)),
        ("code:mis", ("code:missedCall", "code:misedCall")),
        ("missed code:", ("code:missedCall", "code:misedCall")),
        ('error:"', ("error:NOT_FOUND", 'error:"odd one"')),
        ("type:f", ("type:failure",)),
        ('portal:"Acme su', ()),
    ],
)
def test_what_the_history_knows_is_offered(text: str, expected: tuple[str, ...]) -> None:
    errors, codes = ("NOT_FOUND", "odd one"), ("missedCall", 'a "quoted" one', "mis\nsed", "misedCall")
    assert complete(text, (), errors, codes) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("missed ", ""),
        ("missed por", "por"),
        ("missed portal:", "portal:"),
        ('a portal:"Acme su', 'portal:"Acme su'),
        ('a portal:"Acme support"', 'portal:"Acme support"'),
    ],
)
def test_what_is_being_typed(text: str, expected: str) -> None:
    assert last_word(text) == expected


@pytest.mark.parametrize("name", FILTERS)
def test_what_is_offered_can_be_read(name: str) -> None:
    for offered in complete(f"{name}:", ("Acme support",)):
        query = parse_query(offered, NOW)
        assert not query.wrong
        assert not query.is_empty
