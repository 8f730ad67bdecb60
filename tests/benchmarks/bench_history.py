"""The history at a thousand, a hundred thousand and a million lookups, beside bare SQLite doing the same statements.

    python -m tests.benchmarks.bench_history [--sizes 1000 100000 1000000] [--folder DIR] [--json FILE]

Each figure is taken from a file that was just opened, in this process; the page cache of the system is warm. "bare"
runs the very statements, with their values, on a plain connection and fetches the rows as they come; opening is just a
connection there. With `--folder` the files are kept there and used again. Goals: first page under 20 ms, search under
50 ms and a save under 10 ms at the 95th percentile, opening a million as quick as opening none.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from badge_inspector.domain.badge import Badge, LocalizedText, PlainText
from badge_inspector.domain.code_run import CodeRun
from badge_inspector.domain.exchange import Timeline
from badge_inspector.domain.failures import Failure, FailureKind
from badge_inspector.domain.history import HistoryFilter
from badge_inspector.domain.history_query import parse_query
from badge_inspector.domain.lookup import Failed, Found, Lookup, Outcome, Refused
from badge_inspector.storage import history_reader, history_writer
from badge_inspector.storage.history_reader import HistoryReader
from badge_inspector.storage.history_writer import HistoryWriter
from badge_inspector.storage.records import ROW_COLUMNS
from tests.benchmarks.report import Series, table, write
from tests.support.lookups import lookup as sample
from tests.support.lookups import response

REPEATS = 20
SAVES = 200
PAGE = 100
LAST = 1_793_534_400.0

RUN = tuple(f"in the run {number}" for number in range(5_000))

WORDS = ["missed", "call", "vip", "client", "sla", "risk", "lead", "deal", "invoice", "paid", "overdue", "task"]
RUSSIAN = ["Звонок", "Пропущен", "Клиент", "Сделка", "Новый", "Просрочен", "Счёт", "Оплачен"]
TYPES = ["success", "failure", "warning", "primary", "secondary"]
FIRMS = ["acme", "beta", "gamma", "delta", *(f"firm{number}" for number in range(60))]
SEARCHES = [
    "missed",
    "vipcli",
    "edCal",
    "просроч",
    "счет",
    "zzz nothing",
    "missedCall47",
    "firm50 not_found",
    "portal:acme missed",
    "portal:firm41 type:failure",
    "type:warning status:ok клиент",
    "error:NOT_FOUND after:2026-10-01",
    "before:2025-06-01 lead",
    "before:2025-06-01",
    "slower:9s",
    "slower:500ms",
    "slower:500ms portal:firm12",
    "pinned:yes",
    "ca",
    "о",
    "%",
    "badge not found for code",
    "status:failed",
    "status:refused portal:firm59",
    "note:none",
    "customer called",
]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 100_000, 1_000_000])
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--json", type=Path, help="write what was measured there")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-history-") as temporary:
        folder = options.folder or Path(temporary)
        series = [one for size in options.sizes for one in measured(folder, size)]
    print(table(series))
    if options.json:
        write(series, options.json)


def measured(folder: Path, size: int) -> Iterator[Series]:
    file = made_file(folder, size)
    print(f"{size:,} lookups: {file.stat().st_size / 1e6:,.0f} MB", flush=True)
    label = f"{size:,}"
    yield from beside(f"open, {label}", [(opened(file), bare_opened(file)) for _ in range(REPEATS)])
    with closing(HistoryReader(file)) as reader, closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as bare:
        bare.execute("CREATE VIRTUAL TABLE temp.trigrams USING fts5vocab ('main', 'words', 'instance')")
        yield from compared(f"first page, {label}", reader, bare, [""], 20)
        below = sorted(random.Random(1).sample(range(int(LAST - size * 30), int(LAST)), REPEATS))  # noqa: S311 - no secret
        pages = [(paged(reader, one), bare_paged(bare, one)) for one in below]
        yield from beside(f"a page in the middle, {label}", pages, 20)
        yield from compared(f"search, {label}", reader, bare, SEARCHES, 50)
        counts = [(counted(reader, text), bare_counted(bare, text)) for text in SEARCHES]
        yield from beside(f"count of a search, {label}", counts)
        yield from beside(f"an entry, {label}", [entry(reader, bare, one) for one in below])
    yield from saved(file, label)
    yield from with_run(file, label)


def compared(
    name: str, reader: HistoryReader, bare: sqlite3.Connection, texts: Sequence[str], goal: float
) -> Iterator[Series]:
    ours: list[float] = []
    theirs: list[float] = []
    for text in texts:
        for _ in range(max(3, REPEATS // len(texts))):
            ours.append(took(lambda: whole_page(reader, text)))  # noqa: B023
            theirs.append(took(lambda: bare_page(bare, text)))  # noqa: B023
    slowest = max(zip(ours, (text for text in texts for _ in range(max(3, REPEATS // len(texts)))), strict=True))
    print(f"  {name}: slowest {slowest[0]:.1f} ms for {slowest[1]!r}", flush=True)
    yield from beside(name, list(zip(ours, theirs, strict=True)), goal)


def beside(name: str, both: Sequence[tuple[float, float]], goal: float | None = None) -> Iterator[Series]:
    """Ours and bare SQLite's, in turns; the goal is that of one in twenty."""
    ours = [our for our, _ in both]
    yield Series(f"{name}, bare", "ms", [bare for _, bare in both])
    yield Series(name, "ms", ours, floor=f"{name}, bare")
    if goal is not None:
        yield Series(f"{name}, the slowest of 20", "ms", [Series("", "", ours).p95], goal=goal)


def whole_page(reader: HistoryReader, text: str) -> None:
    """A page as the service reads it: stretch by stretch until it is full."""
    query, rows, below = parse_query(text), 0, None
    while True:
        found = reader.page(query, HistoryFilter.ALL, below, PAGE - rows)
        rows, below = rows + len(found.rows), found.next_below
        if below is None or rows == PAGE:
            return


def bare_page(connection: sqlite3.Connection, text: str) -> None:
    rows, below = 0, None
    while True:
        stretch = _stretch(connection, text, below)
        found = connection.execute(*stretch._statement(ROW_COLUMNS, PAGE - rows, "DESC")).fetchall()
        rows, below = rows + len(found), found[-1][0] if len(found) == PAGE - rows else stretch.next_below
        if below is None or rows == PAGE:
            return


def paged(reader: HistoryReader, below: int) -> float:
    return took(lambda: reader.page(parse_query(""), HistoryFilter.ALL, below, PAGE))


def bare_paged(connection: sqlite3.Connection, below: int) -> float:
    statement = _stretch(connection, "", below)._statement(ROW_COLUMNS, PAGE, "DESC")
    return took(lambda: connection.execute(*statement).fetchall())


def counted(reader: HistoryReader, text: str) -> float:
    return took(lambda: reader.matches(parse_query(text), HistoryFilter.ALL, None, history_reader.COUNT_LIMIT + 1))


def bare_counted(connection: sqlite3.Connection, text: str) -> float:
    return took(lambda: _stretch(connection, text, None).count(history_reader.COUNT_LIMIT + 1))


def _stretch(connection: sqlite3.Connection, text: str, below: int | None) -> history_reader._Stretch:
    return history_reader._Stretch(connection, parse_query(text), HistoryFilter.ALL, below)


def entry(reader: HistoryReader, bare: sqlite3.Connection, below: int) -> tuple[float, float]:
    (row,) = reader.page(parse_query(""), HistoryFilter.ALL, below, 1).rows
    (other,) = reader.page(parse_query(""), HistoryFilter.ALL, row.id, 1).rows  # not warmed by the one before
    sql = (
        f"SELECT {ROW_COLUMNS}, record, body, packed FROM lookups CROSS JOIN portals ON portals.id = portal_id"  # noqa: S608
        " CROSS JOIN evidence ON lookup_id = lookups.id WHERE lookups.id IN (?) AND deleted = 0 ORDER BY lookups.id"
    )
    return took(lambda: reader.lookup(row.id)), took(lambda: bare.execute(sql, (other.id,)).fetchall())


def opened(file: Path) -> float:
    writer = HistoryWriter(file)
    spent = took(writer.open)
    writer.close()
    return spent


def bare_opened(file: Path) -> float:
    """Just a connection that has read the schema."""
    connections: list[sqlite3.Connection] = []

    def open_it() -> None:
        connections.append(sqlite3.connect(file))
        connections[0].execute("SELECT id FROM lookups LIMIT 1").fetchone()

    spent = took(open_it)
    connections[0].close()
    return spent


def with_run(file: Path, label: str) -> Iterator[Series]:
    """The list with a run of many codes on top, newer than all else, and the run opened again."""
    run = CodeRun(f"run {time.time_ns()}", LAST + 1e6, "profile-acme", "Acme support", "acme.bitrix24.com", RUN)
    source = made(random.Random(3), LAST + 1e6)  # noqa: S311
    with closing(HistoryWriter(file)) as writer:
        row = writer.start_run(run)
        assert row is not None
        lookups = [replace(lookup, code=code, run=run.key) for code, lookup in zip(RUN, source, strict=False)]
        parts = [lookups[at : at + 50] for at in range(0, len(lookups), 50)]
        yield Series(f"save 50 of a run, {label}", "ms", [took(lambda: writer.save(part, [run])) for part in parts])  # noqa: B023
    with closing(HistoryReader(file)) as reader:
        for name, text, kind in (
            ("first page", "", HistoryFilter.ALL),
            ("errors", "", HistoryFilter.ERRORS),
            ("search", "in the run", HistoryFilter.ALL),
            ("type:failure", "type:failure", HistoryFilter.ALL),
        ):
            spent = [took(lambda: reader.page(parse_query(text), kind, None, PAGE)) for _ in range(REPEATS)]  # noqa: B023
            yield Series(f"{name} below a run of {len(RUN):,}, {label}", "ms", spent)
        run_id = row.id
        yield Series(f"codes of a run, {label}", "ms", [took(lambda: reader.run(run_id)) for _ in range(REPEATS)])
        opened_again = reader.run(run_id)
        assert opened_again is not None
        ids = list(opened_again.answers.values())[:200]
        yield Series(f"200 of its lookups, {label}", "ms", [took(lambda: reader.entries(ids)) for _ in range(REPEATS)])


def saved(file: Path, label: str) -> Iterator[Series]:
    """One lookup, one transaction, on the disk at the end."""
    lookups = list(islice(made(random.Random(2), LAST + 60), SAVES))  # noqa: S311
    writer = HistoryWriter(file)
    writer.open()
    ours = [took(lambda: writer.save([lookup])) for lookup in lookups]  # noqa: B023
    writer.close()
    with closing(sqlite3.connect(file, isolation_level=None)) as bare:
        bare.execute("PRAGMA synchronous=FULL")
        bare.execute("PRAGMA foreign_keys=ON")
        theirs = [bare_save(bare, lookup) for lookup in lookups]
    yield from beside(f"save, {label}", list(zip(ours, theirs, strict=True)), 10)


def bare_save(connection: sqlite3.Connection, lookup: Lookup) -> float:
    prepared = history_writer._prepared(lookup)
    (portal_id,) = connection.execute("SELECT max(id) FROM portals").fetchone()
    (row_id,) = connection.execute("SELECT seq + 1 FROM sqlite_sequence").fetchone()
    values: dict[str, Any] = {"id": row_id, "portal_id": portal_id, **prepared.columns}
    names, marks = ", ".join(values), ", ".join("?" * len(values))
    evidence = prepared.evidence

    def statements() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(f"INSERT INTO lookups ({names}) VALUES ({marks})", tuple(values.values()))  # noqa: S608
        connection.execute(
            "INSERT INTO evidence VALUES (?, ?, ?, ?)", (row_id, evidence.record, evidence.body, evidence.packed)
        )
        connection.execute("COMMIT")

    return took(statements)


def took(call: Callable[[], object]) -> float:
    """Milliseconds."""
    started = time.perf_counter()
    call()
    return (time.perf_counter() - started) * 1000


def made_file(folder: Path, size: int) -> Path:
    """A history of that size, made where there is none yet."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"history-{size}.sqlite3"
    if not file.exists():
        making = file.with_suffix(".making")
        making.unlink(missing_ok=True)
        fill(making, size)
        making.rename(file)
    return file


def fill(file: Path, size: int) -> None:
    """Lookups every 30 s or so up to LAST, as they might have been."""
    writer = HistoryWriter(file)
    writer.open().execute("PRAGMA synchronous=OFF")
    source = made(random.Random(size), LAST - size * 30)  # noqa: S311
    done = 0
    while chunk := list(islice(source, min(2_000, size - done))):
        rows = writer.save(chunk)
        for row in rows[::400]:
            writer.pin(row.id, True)
        done += len(chunk)
        if done % 100_000 == 0:
            print(f"  {done:,} of {size:,}", flush=True)
    writer.close()


def made(chance: random.Random, start: float) -> Iterator[Lookup]:
    """Mostly found; one in eight refused, one in fifty failed; few codes asked often, most of them seldom."""
    template = sample()
    assert template.exchange.response is not None
    asked_at = start
    while True:
        asked_at += chance.expovariate(1 / 30)
        one, other = chance.choice(WORDS), chance.choice(WORDS)
        code = f"{one}{other.title()}{int(chance.expovariate(0.02)) or ''}"
        firm = FIRMS[min(int(chance.expovariate(0.08)), len(FIRMS) - 1)]
        host = f"{firm}.bitrix24.{'ru' if len(firm) % 2 else 'com'}"
        total_s = min(0.05 + chance.lognormvariate(-1.5, 0.8), 60.0)
        outcome, answer = _outcome(chance, code, one, other)
        exchange = replace(
            template.exchange,
            timeline=_timeline(template.exchange.timeline, asked_at, total_s),
            response=response(answer, 200 if isinstance(outcome, Found) else 400) if answer else None,
        )
        note = "customer called about it" if chance.random() < 0.01 else ""
        yield replace(
            template,
            code=code,
            profile_id=f"profile-{firm}",
            portal_name=f"{firm.title()} support",
            portal=host,
            asked_at=asked_at,
            outcome=outcome,
            exchange=exchange,
            document=None,
            note=note,
        )


def _outcome(chance: random.Random, code: str, one: str, other: str) -> tuple[Outcome, bytes]:
    luck = chance.random()
    if luck < 0.02:
        return Failed(Failure(FailureKind.READ_TIMEOUT, detail="no answer in 65 s")), b""
    if luck < 0.145:
        words = f"Badge not found for code `{code}`"
        body = f'{{"error":"NOT_FOUND","error_description":"{words}"}}'
        return Refused(Failure(FailureKind.BADGE_NOT_FOUND, "NOT_FOUND", words, 400)), body.encode()
    kind = chance.choices(TYPES, (5, 6, 1, 2, 3))[0]
    title, value = f"{one} {other}".title(), other.title()
    if chance.random() < 0.3:
        russian = chance.choice(RUSSIAN), chance.choice(RUSSIAN)
        badge = Badge(
            PlainText(code),
            LocalizedText((("en", title), ("ru", " ".join(russian)))),
            LocalizedText((("en", value), ("ru", russian[1]))),
            PlainText(kind),
        )
    else:
        badge = Badge(PlainText(code), PlainText(title), PlainText(value), PlainText(kind))
    start = chance.random() * 1e9
    body = (
        f'{{"result":{{"badge":{{"code":"{code}","title":"{title}","value":"{value}","type":"{kind}"}}}},'
        f'"time":{{"start":{start:.6f},"finish":{start + 1:.6f},"duration":{chance.random()},'
        f'"processing":{chance.random()},"operating":0}}}}'
    )
    return Found(badge, None), body.encode()


def _timeline(like: Timeline, asked_at: float, total_s: float) -> Timeline:
    return replace(like, total_s=total_s, started_at=asked_at, finished_at=asked_at + total_s)


if __name__ == "__main__":
    main()
