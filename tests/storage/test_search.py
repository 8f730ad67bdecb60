"""Finding lookups again: words in any case and alphabet, filters, and both, as a plain search over all rows would."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from badge_inspector.domain.badge import LocalizedText, PlainText
from badge_inspector.domain.history import HistoryFilter, HistoryRow, RowStatus
from badge_inspector.domain.history_query import HistoryQuery, parse_query
from badge_inspector.domain.lookup import Lookup, Refused
from badge_inspector.storage import history_reader
from badge_inspector.storage.history_reader import HistoryReader
from badge_inspector.storage.search import search_of
from tests.storage.conftest import HistoryPair
from tests.support.builders import NOON, failed, found, refused

TIMES = {"slower:400ms": ["vipClient", "missedCall"], "faster:0.4s": ["misedCall"]}


def three() -> list[Lookup]:
    beta = replace(
        found(code="vipClient", badge_type="success", title="Счёт клиента"), portal="beta.bitrix24.ru", portal_name="Б"
    )
    return [found(value=LocalizedText((("en", "Missed"), ("ru", "Пропущен")))), refused(total_s=0.198), beta]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("missed", ["vipClient", "missedCall"]),
        ("EDCAL", ["misedCall", "missedCall"]),
        ("пропущ", ["missedCall"]),
        ("ПРОПУЩ", ["missedCall"]),
        ("опуще", ["missedCall"]),
        ("счет", ["vipClient"]),
        ("СЧЁТ", ["vipClient"]),
        ("сч", ["vipClient"]),
        ("ч е", ["vipClient"]),
        ("чё", ["vipClient"]),
        ("ЧЕ", ["vipClient"]),
        ("vip", ["vipClient"]),
        ("vi", ["vipClient"]),
        ("VI", ["vipClient"]),
        ("б", ["vipClient"]),
        ("Not_Found", ["misedCall"]),
        ("badge not found", ["misedCall"]),
        ('"Badge not found"', ["misedCall"]),
        ('"not badge"', []),
        ("acme call", ["misedCall", "missedCall"]),
        ("nothing", []),
        ("a*b", []),
        ("a'b", []),
        ("NEAR", []),
        ("missed OR vip", []),
        ("*", []),
        ("[", []),
        ("?", []),
        ("^", []),
        ("]", []),
        ("-", []),
        ("\x00", ["vipClient", "misedCall", "missedCall"]),
        ("mis\x00ed", ["misedCall"]),
        ("\ud800", []),
        ("\ud800abc", []),
        ("portal:beta", ["vipClient"]),
        ("portal:be", ["vipClient"]),
        ("portal:б", ["vipClient"]),
        ("portal:missed", []),
        ("type:success", ["vipClient"]),
        ("type:fail", ["missedCall"]),
        ("type:s", ["vipClient"]),
        ("error:not", ["misedCall"]),
        ("error:no", ["misedCall"]),
        ("error:found", ["misedCall"]),
        ("error:missed", []),
        ("status:errors", ["misedCall"]),
        ("status:ok", ["vipClient", "missedCall"]),
        ("status:failed", []),
        ("code:call", ["misedCall", "missedCall"]),
        ("code:ll", ["misedCall", "missedCall"]),
        ("code:acme", []),
        *TIMES.items(),
        ("slower:1s", []),
        ("call slower:400ms", ["missedCall"]),
        ("after:2026-10-31 before:2026-11-03 call", ["misedCall", "missedCall"]),
        ("after:2030-01-01", []),
        ("before:2026-10-01", []),
        ("pinned:yes", ["misedCall"]),
        ("pinned:no", ["vipClient", "missedCall"]),
        ("call pinned:yes", ["misedCall"]),
        ("call pinned:no", ["missedCall"]),
        ("call status:errors", ["misedCall"]),
        ("call status:ok", ["missedCall"]),
        ("type:failure status:errors", []),
        ("after:whenever", ["vipClient", "misedCall", "missedCall"]),
        ('"', ["vipClient", "misedCall", "missedCall"]),
    ],
    ids=ascii,
)
def test_search(history: HistoryPair, text: str, expected: list[str]) -> None:
    rows = history.writer.save(three())
    history.writer.pin(rows[1].id, True)
    assert history.codes(text) == expected
    assert history.count(parse_query(text)) == len(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("демо", ["new", "old"]),
        ("ДЕМО", ["new", "old"]),
        ("демо портал old", ["old"]),
        ("сборка", ["new"]),
        ("portal:демо", ["new", "old"]),
        ("portal:демо status:errors", []),
        ('"демо-портал, новая"', ["new"]),
        ("demo", ["new", "old"]),
        ("code:демо", []),
        ("счет", ["vipClient"]),
    ],
)
def test_a_portal_is_found_by_the_name_that_is_seen_too(history: HistoryPair, text: str, expected: list[str]) -> None:
    demo = replace(found(code="old"), portal_name="Demo portal", portal="127.0.0.1:1")
    history.writer.save([demo, replace(demo, code="new", portal_name="Demo portal, new build"), *three()])
    called = (("Демо-портал", "Demo portal"), ("Демо-портал, новая сборка", "Demo portal, new build"))
    query = replace(parse_query(text), called=called)
    rows = history.reader.page(query, HistoryFilter.ALL, None, 100).rows
    assert [row.code for row in rows if isinstance(row, HistoryRow)] == expected
    assert history.count(query) == len(expected)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (HistoryFilter.ALL, ["misedCall", "missedCall"]),
        (HistoryFilter.OK, ["missedCall"]),
        (HistoryFilter.ERRORS, ["misedCall"]),
        (HistoryFilter.PINNED, ["misedCall"]),
    ],
)
@pytest.mark.parametrize("text", ["call", "ll", "code:call after:2026-01-01"])
def test_search_within_a_filter(history: HistoryPair, text: str, kind: HistoryFilter, expected: list[str]) -> None:
    rows = history.writer.save(three())
    history.writer.pin(rows[1].id, True)
    assert history.codes(text, kind) == expected


def test_a_note_is_found_and_forgotten(history: HistoryPair) -> None:
    row = history.save(found())
    changed = history.writer.note(row.id, "the client on line two")
    assert changed is not None
    assert changed.note == "the client on line two"
    assert history.codes("line two") == ["missedCall"]
    history.writer.note(row.id, "half a \ud800")
    assert history.codes("line two") == []
    history.delete([row.id])
    assert history.codes("half") == []


def test_a_search_finds_what_was_brought_back(history: HistoryPair) -> None:
    row = history.save(found())
    batch = history.delete([row.id])
    assert history.codes("missed") == []
    history.remover.undelete(batch)
    assert history.codes("missed") == ["missedCall"]


@pytest.mark.parametrize("text", ["zq", "faster:1s", "zqx faster:1s", "slower:1ms portal:beta"])
def test_rows_are_looked_at_a_stretch_at_a_time(
    history: HistoryPair, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history_reader, "_STRETCH", 10)
    monkeypatch.setattr(history_reader, "_RARE", 3)
    lookups = [found(code=f"zqx{n}") if n % 7 == 0 else replace(found(code="other"), portal="beta") for n in range(50)]
    history.writer.save(lookups)
    first = history.page(text, limit=5)
    assert len(first.rows) <= 5
    assert first.next_below is not None
    portal = "beta" if "beta" in text else None
    expected = [
        each.code
        for each in reversed(lookups)
        if each.portal == portal or (portal is None and ("zq" not in text or "zq" in each.code))
    ]
    assert history.codes(text) == expected
    count, below = 0, None
    while True:
        part = history.reader.matches(parse_query(text), HistoryFilter.ALL, below, 100)
        count, below = count + part.count, part.next_below
        if below is None:
            break
    assert count == len(expected)


def test_counting_ends_where_it_is_enough(history: HistoryPair) -> None:
    history.writer.save([found(code=f"c{n}") for n in range(30)])
    part = history.reader.matches(parse_query("missed"), HistoryFilter.ALL, None, 7)
    assert (part.count, part.next_below) == (7, None)


WORDS = ["call", "Call", "звонок", "ЗВОНОК", "счёт", "vip", "№5", "x_y", "a-b", "100%", "ok"]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=3).map(" ".join)


@st.composite
def lookups(draw: st.DrawFn) -> Lookup:
    make: Callable[..., Lookup] = draw(st.sampled_from([found, refused, failed]))
    facts: dict[str, Any] = {
        "code": draw(TEXTS) or "c",
        "asked_at": NOON + draw(st.integers(-300_000, 300_000)),
        "portal": draw(st.sampled_from(["acme.bitrix24.com", "beta.bitrix24.ru"])),
        "portal_name": draw(TEXTS),
        "note": draw(TEXTS),
        "pinned": draw(st.booleans()),
    }
    if make is found:
        kind = draw(st.sampled_from(["success", "failure", "warning", "primary", "secondary", "odd"]))
        return replace(found(badge_type=kind, value=PlainText(draw(TEXTS))), **facts)
    return replace(make(), **facts)


@st.composite
def queries(draw: st.DrawFn) -> HistoryQuery:
    some = st.sampled_from(["", "", "", "a", "ca", "call", "зво", "bitrix", "beta", "found", "vip", "ё"])
    times = st.none() | st.integers(-300_000, 300_000).map(lambda back: NOON + back)
    seconds = st.none() | st.sampled_from([0.1, 0.2, 0.5, 0.6])
    return HistoryQuery(
        words=tuple(draw(st.lists(some.filter(bool), max_size=2))),
        portal=draw(some),
        code=draw(some),
        error=draw(some),
        type=draw(st.sampled_from(["", "", "s", "failure", "success"])),
        status=draw(st.sampled_from(["", "", "found", "errors", "refused", "failed"])),
        after=draw(times),
        before=draw(times),
        slower_s=draw(seconds),
        faster_s=draw(seconds),
        pinned=draw(st.sampled_from([None, None, True, False])),
    )


def fits(lookup: Lookup, row: HistoryRow, query: HistoryQuery, kind: HistoryFilter) -> bool:
    """The same by looking at every lookup."""

    def has(part: str, *texts: str) -> bool:
        return any(part.casefold().replace("ё", "е") in text.casefold().replace("ё", "е") for text in texts)

    error_text = "" if row.status is RowStatus.FOUND else lookup.outcome.failure.description  # type: ignore[union-attr]
    title = "Call Status" if row.status is RowStatus.FOUND else ""
    value = row.value.text if isinstance(row.value, PlainText) else ""
    portal = (row.portal, row.portal_name)
    everything = (row.code, title, value, row.note, *portal, row.error, error_text)
    is_error = row.status is not RowStatus.FOUND
    return all(
        (
            all(has(word, *everything) for word in query.words),
            has(query.portal, *portal),
            has(query.code, row.code),
            has(query.error, row.error, error_text),
            not query.type or (row.badge_type or "").startswith(query.type),
            not query.status or query.status == row.status.value or (query.status == "errors" and is_error),
            query.after is None or row.asked_at >= query.after,
            query.before is None or row.asked_at < query.before,
            query.slower_s is None or row.total_s > query.slower_s,
            query.faster_s is None or row.total_s < query.faster_s,
            query.pinned is None or row.pinned is query.pinned,
            kind is not HistoryFilter.OK or not is_error,
            kind is not HistoryFilter.ERRORS or is_error,
            kind is not HistoryFilter.PINNED or row.pinned,
        )
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(
    st.lists(lookups(), min_size=1, max_size=12),
    st.lists(st.tuples(queries(), st.sampled_from(HistoryFilter)), min_size=8, max_size=8),
)
@pytest.mark.slow
def test_it_finds_what_looking_at_every_lookup_finds(
    tmp_path_factory: pytest.TempPathFactory, kept: list[Lookup], asked: list[tuple[HistoryQuery, HistoryFilter]]
) -> None:
    pair = HistoryPair(tmp_path_factory.mktemp("h") / "history.sqlite3")
    rows = pair.writer.save(kept)
    for query, kind in asked:
        expected = [row.id for lookup, row in zip(kept, rows, strict=True) if fits(lookup, row, query, kind)]
        found_slice = pair.reader.page(query, kind, None, 100)
        assert [row.id for row in found_slice.rows] == sorted(expected, reverse=True)
        assert pair.count(query, kind) == len(expected)
    pair.close()


@pytest.mark.parametrize(
    ("text", "kind", "plan"),
    [
        ("", HistoryFilter.ALL, "SEARCH lookups USING INDEX lookups_own"),
        ("run:yes", HistoryFilter.ALL, "SEARCH lookups USING INTEGER PRIMARY KEY"),
        ("run:yes missed", HistoryFilter.ALL, "SCAN words VIRTUAL TABLE"),
        ("", HistoryFilter.OK, "lookups_ok"),
        ("", HistoryFilter.ERRORS, "lookups_errors"),
        ("status:failed", HistoryFilter.ALL, "lookups_errors"),
        ("", HistoryFilter.PINNED, "lookups_pinned"),
        ("missed type:failure", HistoryFilter.ERRORS, "SCAN words VIRTUAL TABLE"),
        ("type:failure", HistoryFilter.ALL, "SCAN words VIRTUAL TABLE"),
    ],
)
def test_no_page_is_sorted_or_scanned(
    history: HistoryPair, file: Path, text: str, kind: HistoryFilter, plan: str
) -> None:
    history.writer.save([found(), refused()])
    reader = HistoryReader(file)
    steps = reader.explain(parse_query(text), kind)
    reader.close()
    assert plan in steps[0]
    assert not any("TEMP B-TREE" in step for step in steps)


def test_dates_are_local() -> None:
    search = search_of(parse_query("after:2026-11-01"), HistoryFilter.ALL)
    assert search.lowest == int(datetime(2026, 11, 1).timestamp())


@pytest.mark.parametrize(
    ("text", "reads_rows", "match"),
    [
        ("", False, ""),
        ("vip", False, '"vip"'),
        ("vi", True, ""),
        ("vi call", True, '"call"'),
        ("slower:1s", True, ""),
        ("contract:differs", True, ""),
        ("source:har", True, ""),
        ("ab contract:differs run:yes", True, ""),
        ("run:yes", True, ""),
        ("run:yes call", False, '"call"'),
        ("pinned:yes", False, ""),
    ],
)
def test_rows_are_looked_at_one_by_one_where_no_index_answers(text: str, reads_rows: bool, match: str) -> None:
    search = search_of(parse_query(text), HistoryFilter.ALL)
    assert (search.reads_rows, search.match) == (reads_rows, match)
    assert not search_of(parse_query(text), HistoryFilter.ALL, 0, [7]).reads_rows


def test_a_span_goes_as_far_as_numbers_run_ahead() -> None:
    query = HistoryQuery(before=NOON + 0.5)
    assert (search_of(query, HistoryFilter.ALL).highest, search_of(query, HistoryFilter.ALL, 7).highest) == (
        int(NOON),
        int(NOON) + 7,
    )


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (HistoryQuery(before=NOON + 0.5), ["third", "second", "first"]),
        (HistoryQuery(before=NOON + 0.25), ["first"]),
        (HistoryQuery(after=NOON + 0.25), ["later", "third", "second"]),
        (HistoryQuery(after=NOON + 0.26), ["later"]),
    ],
    ids=["before", "before the same moment", "from that moment on", "after"],
)
def test_a_span_begins_and_ends_within_a_second_of_many(
    history: HistoryPair, query: HistoryQuery, expected: list[str]
) -> None:
    moments = {"first": NOON, "second": NOON + 0.25, "third": NOON + 0.25, "later": NOON + 9}
    history.writer.save([replace(found(code), asked_at=moment) for code, moment in moments.items()])
    page = history.reader.page(query, HistoryFilter.ALL, None, 9)
    assert [row.code for row in page.rows if isinstance(row, HistoryRow)] == expected
    assert history.count(query) == len(expected)


@pytest.mark.parametrize("mark", ["*", "?", "[", "]", "^", "-", "ß"])
def test_a_sign_of_patterns_is_found_as_itself(history: HistoryPair, mark: str) -> None:
    history.writer.save([found(f"a{mark}b"), found("ab")])
    assert history.codes(f"code:{mark}") == [f"a{mark}b"]


@pytest.mark.parametrize(("length", "is_found"), [(2_000, True), (2_001, False)])
@pytest.mark.parametrize("where", ["code", "title", "value", "error"])
def test_the_first_2000_characters_are_searched(history: HistoryPair, length: int, is_found: bool, where: str) -> None:
    text = "needle".rjust(length, "x")
    lookup = refused()
    if where == "error":
        failure = replace(refused().outcome.failure, description=text)  # type: ignore[union-attr]
        lookup = replace(lookup, outcome=Refused(failure))
    elif where == "code":
        lookup = found(text)
    else:
        lookup = found("c", text) if where == "title" else found("c", value=PlainText(text))
    history.save(lookup)
    assert len(history.codes("needl")) == 1
    assert len(history.codes("needle")) == is_found


def test_a_history_whose_counters_are_lost_counts_nothing(history: HistoryPair) -> None:
    """The next look through the file tells it."""
    history.save(found())
    with history.writer.transaction() as connection:
        connection.execute("DELETE FROM counters")
    assert history.reader.totals() == (0, 0)
    assert history.reader.in_runs() == (0, 0)
