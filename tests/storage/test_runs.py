"""Runs of many codes in the history: one row each, their lookups apart from those asked one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from badge_inspector.domain.code_run import CodeRun
from badge_inspector.domain.history import HistoryFilter, RunRow
from badge_inspector.domain.history_query import HistoryQuery, parse_query
from badge_inspector.domain.keeping import Retention
from badge_inspector.domain.lookup import Lookup
from badge_inspector.storage import salvage as salvaging
from badge_inspector.storage.history_remover import Swath
from badge_inspector.storage.lookup_lines import BrokenLineError, from_line, run_to_line, to_line
from tests.storage.conftest import HistoryPair
from tests.support.builders import NOON, code_run, failed, found, refused

ALL, OK, ERRORS, PINNED = HistoryFilter
ODD = ("a b", "half \ud83d", "\u202eabc", "[*]", "x" * 10_000, "\x00", "\N{OLD PERSONAL COMPUTER}")


def parts(key: str, *lookups: Lookup) -> list[Lookup]:
    return [replace(lookup, run=key) for lookup in lookups]


def a_run(history: HistoryPair, key: str = "one", asked_at: float = NOON) -> RunRow:
    """Four codes: one found, one not registered, one failed, one not answered."""
    asked = code_run(key, ("good", "none", "bad", "late"), asked_at)
    assert history.writer.start_run(asked) is not None
    history.writer.save(parts(key, found("good"), refused("none"), failed("bad")), [asked])
    row = history.writer.start_run(asked)
    assert row is not None
    return row


def test_a_run_is_one_row_among_the_lookups(history: HistoryPair) -> None:
    first = history.save(found("before"))
    run = a_run(history)
    last = history.save(found("after"))
    assert (run.total, run.found, run.not_found, run.failed, run.unanswered) == (4, 1, 1, 1, 1)
    assert [row.id for row in history.page().rows] == [last.id, run.id, first.id]
    assert first.id < run.id < last.id
    assert history.reader.totals() == (2, 0)
    assert history.reader.in_runs() == (1, 3)
    kept = history.reader.run(run.id)
    assert kept is not None
    assert kept.codes == ("good", "none", "bad", "late")
    assert kept.unanswered == ("late",)
    stored = history.reader.entries(list(kept.answers.values()))
    assert {each.code for each in stored} == {"good", "none", "bad"}
    assert {(each.row.run, each.run) for each in stored} == {(run.id, "one")}


@pytest.mark.parametrize(
    ("text", "kind", "codes", "runs"),
    [
        ("", ALL, ["own"], 1),
        ("", OK, ["own"], 0),
        ("", ERRORS, [], 0),
        ("", PINNED, [], 0),
        ("good", ALL, ["good"], 0),
        ("ba", ALL, ["bad", "none"], 0),
        ("good", ERRORS, [], 0),
        ("code:good", ALL, ["good"], 0),
        ("error:NOT_FOUND", ALL, ["none"], 0),
        ("error:NOT_FOUND run:no", ALL, [], 0),
        ("run:yes", ALL, ["bad", "none", "good"], 0),
        ("run:yes", ERRORS, ["bad", "none"], 0),
        ("run:yes status:ok", ALL, ["good"], 0),
        ("run:no", ALL, ["own"], 0),
        ("type:failure", ALL, ["own"], 0),
        ("status:errors", ALL, [], 0),
        ("slower:1ms", ALL, ["own"], 0),
        ("portal:acme", ALL, ["own"], 1),
        ("portal:ac", ALL, ["own"], 1),
        ("portal:elsewhere", ALL, [], 0),
        ("after:2026-10-31", ALL, ["own"], 1),
        ("before:2026-10-31", ALL, [], 0),
        ("pinned:no", ALL, ["own"], 1),
        ("pinned:yes", ALL, [], 0),
    ],
)
def test_lookups_of_a_run_are_found_when_looked_for(
    history: HistoryPair, text: str, kind: HistoryFilter, codes: list[str], runs: int
) -> None:
    history.save(found("own"))
    a_run(history)
    assert history.codes(text, kind) == codes
    assert len(history.runs(text, kind)) == runs
    assert history.count(parse_query(text), kind) == len(codes) + runs


def test_what_a_search_can_be_completed_with_and_the_trend_are_without_runs(history: HistoryPair) -> None:
    history.save(refused("own"))
    a_run(history)
    _, errors, codes = history.reader.known()
    assert (errors, codes) == (("NOT_FOUND",), ("own",))
    assert history.reader.trend("acme", "good", 9) == ()


def test_a_pinned_lookup_of_a_run_and_a_pinned_run_are_listed(history: HistoryPair) -> None:
    run = a_run(history)
    kept = history.reader.run(run.id)
    assert kept is not None
    history.writer.pin(kept.answers["good"], True)
    assert history.codes("", PINNED) == ["good"]
    assert history.codes("run:no", PINNED) == []
    pinned = history.writer.pin(run.id, True)
    assert pinned == replace(run, pinned=True)
    assert history.runs("", PINNED) == [pinned]
    assert history.runs("pinned:no") == []


def test_a_run_is_found_by_the_name_of_its_portal_that_is_seen(history: HistoryPair) -> None:
    demo = replace(code_run("demo", "a"), portal_name="Demo portal", portal="127.0.0.1:1")
    for run in (demo, code_run("acme", "a")):
        history.writer.start_run(run)
    called = (("Демо-портал", "Demo portal"), ("Акме", "Acme support"))
    for portal, keys in (("демо", ["demo"]), ("Demo", ["demo"]), ("акме", ["acme"]), ("портал", ["demo"]), ("xyz", [])):
        page = history.reader.page(HistoryQuery(portal=portal, called=called), ALL, None, 9)
        assert [row.key for row in page.rows if isinstance(row, RunRow)] == keys


@pytest.mark.parametrize("limit", [2, 3, 7])
def test_pages_go_on_over_runs_and_lookups(history: HistoryPair, limit: int) -> None:
    expected: list[int] = []
    for number in range(20):
        expected.append(history.save(found(f"c{number}")).id)
        if number % 3 == 0:
            expected.append(a_run(history, f"run {number}").id)
    ids: list[int] = []
    below: int | None = None
    while True:
        page = history.page(below=below, limit=limit)
        ids += [row.id for row in page.rows]
        below = page.next_below
        if below is None:
            break
    assert ids == expected[::-1]


@pytest.mark.parametrize("again", [False, True])
def test_any_code_of_a_run_is_kept_to_the_letter_and_answered_once(history: HistoryPair, again: bool) -> None:
    asked = code_run("odd", ODD)
    for _ in range(1 + again):
        history.writer.save(parts("odd", *map(found, ODD)), [asked])
    (run,) = history.runs()
    kept = history.reader.run(run.id)
    assert kept is not None
    assert kept.codes == ODD
    assert run.found == len(ODD)
    assert kept.unanswered == ()
    assert kept.as_asked() == asked


def test_a_run_that_was_deleted_comes_back_whole(history: HistoryPair) -> None:
    own, run = history.save(found("own")), a_run(history)
    batch = history.remover.new_batch()
    assert history.remover.runs_among([own.id, run.id]) == (run.id,)
    history.delete_swath(Swath(run=run.id), batch)
    history.remover.delete([run.id], batch)
    assert history.remover.count_of(batch) == 3
    assert [row.id for row in history.page().rows] == [own.id]
    assert history.codes("good") == []
    # What is under way when its run is deleted goes, and comes back, with it.
    history.writer.save(parts("one", found("late")))
    assert history.codes("late") == []
    while history.remover.undelete(batch):
        pass
    kept = history.reader.run(run.id)
    assert kept is not None
    assert kept.unanswered == ()
    assert history.codes("late") == ["late"]
    assert history.reader.in_runs() == (1, 4)


def test_a_run_that_was_purged_leaves_nothing(history: HistoryPair) -> None:
    run = a_run(history)
    batch = history.remover.new_batch()
    history.delete_swath(Swath(run=run.id), batch)
    history.remover.delete([run.id], batch)
    history.purge_all()
    connection = history.writer.open()
    for table in ("lookups", "evidence", "runs", "run_codes"):
        assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)  # noqa: S608
    assert history.reader.in_runs() == (0, 0)


def test_runs_go_whole_where_they_go_beyond_what_is_to_be_kept(history: HistoryPair) -> None:
    a_run(history, "old", NOON - 9 * 86_400)
    a_run(history, "new")
    for number in range(3):
        history.save(found(f"c{number}"))
    (swath,) = history.remover.beyond(Retention(days=7), NOON)
    (old,) = history.remover.runs_in(swath)
    assert old == min(run.id for run in history.runs())
    # One run of many codes does not take the place of so many lookups.
    assert history.remover.beyond(Retention(count=3), NOON) == ()
    batch = history.remover.new_batch()
    history.delete_swath(Swath(), batch)
    assert history.codes() == []
    assert len(history.codes("run:yes")) == 6


def test_a_lookup_removed_from_a_run_is_not_asked_for_again(history: HistoryPair) -> None:
    run = a_run(history)
    before = history.reader.run(run.id)
    assert before is not None
    history.delete([before.answers["good"]])
    history.purge_all()
    kept = history.reader.run(run.id)
    assert kept is not None
    assert kept.unanswered == ("late",)
    assert kept.row.found == 1
    assert len(history.reader.entries(list(kept.answers.values()))) == 2


def test_a_run_goes_from_one_history_to_another(history: HistoryPair, tmp_path: Path) -> None:
    run = a_run(history)
    lines = [run_to_line(kept.as_asked()) for kept in history.reader.runs(None)]
    lines += [to_line(stored) for stored in history.reader.entries_after(0, 99)]
    read = [from_line(line) for line in lines]
    other = HistoryPair(tmp_path / "other" / "history.sqlite3")
    try:
        runs = [each for each in read if isinstance(each, CodeRun)]
        lookups = [
            replace(found(each.code) if each.failure is None else failed(each.code), run=each.run)
            for each in read
            if not isinstance(each, CodeRun)
        ]
        assert [taken.is_new for taken in other.writer.merge(lookups, runs)] == [True] * 3
        assert [taken.is_new for taken in other.writer.merge(lookups, runs)] == [False] * 3
        (taken,) = other.runs()
        assert (taken.key, taken.total, taken.unanswered, taken.asked_at) == (run.key, 4, 1, run.asked_at)
        assert other.reader.in_runs() == (1, 3)
    finally:
        other.close()


@pytest.mark.parametrize(
    "line",
    [
        b'{"format": "badge-inspector-run/2"}',
        b'{"format": "badge-inspector-run/1"}',
        b'{"format":"badge-inspector-run/1","key":"k","asked_at":1,"portal":"","portal_name":"","profile_id":"","codes":[]}',
        b'{"format":"badge-inspector-run/1","key":"k","asked_at":1,"portal":"","portal_name":"","profile_id":"","codes":[7]}',
        b'{"format":"badge-inspector-run/1","key":"","asked_at":1,"portal":"","portal_name":"","profile_id":"","codes":["a"]}',
        b'{"format":"badge-inspector-run/1","key":"k","asked_at":1e300,"portal":"","portal_name":"","profile_id":"","codes":["a"]}',
        b'{"format":"badge-inspector-run/1","key":"k","asked_at":1,"portal":"","portal_name":"","profile_id":"","codes":["a","a"]}',
    ],
)
def test_a_line_that_is_no_run_is_refused(line: bytes) -> None:
    with pytest.raises(BrokenLineError):
        from_line(line)


def test_runs_are_read_out_of_a_damaged_history(history: HistoryPair, file: Path) -> None:
    a_run(history)
    history.writer.save(parts("odd", *map(found, ODD)), [code_run("odd", ODD)])
    history.close()
    data = bytearray(file.read_bytes())
    data[16:100] = bytes(84)
    file.write_bytes(data)
    runs: list[CodeRun] = []
    keys: dict[str, int] = {}
    for chunk in salvaging.salvage(file):
        runs += chunk.runs
        for stored in chunk.lookups:
            keys[stored.run] = keys.get(stored.run, 0) + 1
    assert codes_by_key(runs) == {"one": ("good", "none", "bad", "late"), "odd": ODD}
    assert keys == {"one": 3, "odd": len(ODD)}


def codes_by_key(runs: Sequence[CodeRun]) -> dict[str, tuple[str, ...]]:
    return {run.key: run.codes for run in runs}
