"""Writing of the history. A method returns when its data is on disk."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from badge_inspector.domain import clock
from badge_inspector.domain.code_run import CodeRun
from badge_inspector.domain.history import HistoryEntry, HistoryRow, RunRow
from badge_inspector.domain.lookup import Lookup
from badge_inspector.storage import records
from badge_inspector.storage.database import Access, Database, translated
from badge_inspector.storage.schema import second_of

_MOST_SKEW = 1_000_000
_CODE_COLUMNS = "code = ? AND portal_id = ? AND asked_at = ? AND total_s = ? AND deleted = 0"


@dataclass(frozen=True, slots=True)
class Merged:
    """Place of a lookup of another history, and whether it was not there before."""

    id: int
    is_new: bool


class HistoryWriter(Database):
    """Every method opens the file if need be and raises HistoryUnavailableError."""

    def __init__(self, file: Path) -> None:
        super().__init__(file, Access.WRITE)

    def save(
        self,
        lookups: Sequence[Lookup],
        runs: Sequence[CodeRun] = (),
        is_wanted: Callable[[], bool] = lambda: True,
    ) -> list[HistoryRow]:
        """Save lookups in one transaction: all of them or none. `runs` are those that they are parts of, made where
        they are not there yet. `is_wanted` is asked when the file may be written at last, for which another program
        may have had this one wait; at a no nothing is kept."""
        prepared = [_prepared(lookup) for lookup in lookups]
        with self.transaction() as connection:
            if not is_wanted():
                return []
            for run in runs:
                _make_run(connection, run, _next_id(connection, run.asked_at))
            known = _run_ids(connection, lookups)
            rows: list[HistoryRow] = []
            for each in prepared:
                row_id = _insert(connection, _next_id(connection, each.lookup.asked_at), each, known)
                run, _ = known.get(each.lookup.run, _NO_RUN)
                rows.append(records.row_of(row_id, each.lookup, run))
        return rows

    def start_run(self, run: CodeRun) -> RunRow | None:
        """Keep a run of which nothing is answered yet, unless it is there already. None where it was deleted."""
        with self.transaction() as connection:
            _make_run(connection, run, _next_id(connection, run.asked_at))
            found = connection.execute("SELECT id FROM runs WHERE key = ?", (run.key,)).fetchone()
            return _run_row(connection, found[0])

    def merge(self, lookups: Sequence[Lookup], runs: Sequence[CodeRun] = ()) -> list[Merged]:
        """Keep lookups of another history, each where its time belongs, and the runs they are parts of; those that are
        here already are left out."""
        prepared = [_prepared(lookup) for lookup in lookups]
        taken: list[Merged] = []
        with self.transaction() as connection:
            for run in runs:
                _make_run(connection, run, _free_id(connection, run.asked_at, None))
            known = _run_ids(connection, lookups)
            for each in prepared:
                kept = _kept_id(connection, each)
                if kept is None:
                    free = _free_id(connection, each.lookup.asked_at, each.lookup.history_id)
                    taken.append(Merged(_insert(connection, free, each, known), True))
                else:
                    taken.append(Merged(kept, False))
        return taken

    def pin(self, row_id: int, pinned: bool) -> HistoryEntry | None:
        """Pin a lookup or a run, or unpin it."""
        with self.transaction() as connection:
            connection.execute("UPDATE runs SET pinned = ? WHERE id = ?", (int(pinned), row_id))
            run = _run_row(connection, row_id)
        return run or self._change(row_id, "pinned = ?", int(pinned))

    def note(self, row_id: int, text: str) -> HistoryRow | None:
        return self._change(row_id, "note = ?", records.storable(text))

    def expect(self, row_id: int, text: str) -> None:
        """Keep what a person expected of a lookup; "" for nothing. One that is gone takes nothing."""
        with self.transaction() as connection:
            connection.execute("DELETE FROM expectations WHERE lookup_id = ?", (row_id,))
            if text:
                connection.execute(
                    "INSERT INTO expectations SELECT id, ? FROM lookups WHERE id = ?", (records.storable(text), row_id)
                )

    def is_check_due(self) -> bool:
        """Tell whether a day has passed since the whole file was looked through."""
        connection = self.open()
        with translated():
            found = connection.execute("SELECT at FROM clock WHERE name = 'checked'").fetchone()
        return found is None or not 0 <= time.time() - found[0] < clock.DAY_S

    def checked(self) -> None:
        """Record that the whole file was checked."""
        with self.transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO clock VALUES ('checked', ?)", (time.time(),))

    def rebuild_words(self) -> None:
        """Make the index of words anew."""
        with self.transaction() as connection:
            connection.execute("INSERT INTO words (words) VALUES ('rebuild')")

    def others_version(self) -> int:
        """A number that changes whenever another window has written."""
        connection = self.open()
        with translated():
            return connection.execute("PRAGMA data_version").fetchone()[0]

    def check(self) -> None:
        """Raises HistoryUnavailableError when nothing can be written."""
        with self.transaction() as connection:
            connection.execute("UPDATE counters SET count = count WHERE name = 'skew'")

    def _change(self, row_id: int, assignment: str, value: object) -> HistoryRow | None:
        with self.transaction() as connection:
            connection.execute(f"UPDATE lookups SET {assignment} WHERE id = ?", (value, row_id))
            found = connection.execute(
                f"SELECT {records.ROW_COLUMNS} FROM lookups JOIN portals ON portals.id = portal_id"
                " WHERE lookups.id = ? AND deleted = 0",
                (row_id,),
            ).fetchone()
        return records.history_row(found) if found else None


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A lookup packed before the transaction begins: it need not wait for zlib."""

    lookup: Lookup
    portal: tuple[str, str, str]
    columns: dict[str, Any]
    evidence: records.Evidence


_NO_RUN = (0, 0)
_Runs = Mapping[str, tuple[int, int]]
"""By their keys, the ids of runs and the batches they were deleted with, 0 for one that is there."""


def _prepared(lookup: Lookup) -> _Prepared:
    evidence = records.evidence(lookup)
    return _Prepared(lookup, records.portal(lookup), records.columns(lookup, evidence.size), evidence)


def _insert(connection: sqlite3.Connection, row_id: int, each: _Prepared, runs: _Runs) -> int:
    run, deleted = runs.get(each.lookup.run, _NO_RUN)
    portal = _portal_id(connection, each.portal)
    values = {"id": row_id, "portal_id": portal, "run": run, "deleted": deleted, **each.columns}
    connection.execute(
        f"INSERT INTO lookups ({', '.join(values)}) VALUES ({', '.join('?' * len(values))})",
        tuple(values.values()),
    )
    evidence = each.evidence
    connection.execute(
        "INSERT INTO evidence (lookup_id, record, body, packed) VALUES (?, ?, ?, ?)",
        (row_id, evidence.record, evidence.body, evidence.packed),
    )
    if each.lookup.contract is not None:
        connection.execute("INSERT INTO contracts VALUES (?, ?)", (row_id, len(each.lookup.contract)))
    if each.lookup.capture is not None:
        connection.execute("INSERT INTO captures VALUES (?, ?)", (row_id, int(each.lookup.capture.is_timed)))
    if each.lookup.expected:
        connection.execute("INSERT INTO expectations VALUES (?, ?)", (row_id, records.storable(each.lookup.expected)))
    if run:
        _answer(connection, run, row_id, each.lookup)
    return row_id


def _make_run(connection: sqlite3.Connection, run: CodeRun, row_id: int) -> None:
    """Keep a run unless it is there, or was deleted."""
    if connection.execute("SELECT 1 FROM runs WHERE key = ?", (run.key,)).fetchone():
        return
    portal = _portal_id(connection, (run.profile_id, run.portal, records.storable(run.portal_name)))
    connection.execute(
        "INSERT INTO runs (id, key, asked_at, portal_id, total) VALUES (?, ?, ?, ?, ?)",
        (row_id, run.key, run.asked_at, portal, len(run.codes)),
    )
    connection.executemany(
        "INSERT INTO run_codes (run_id, code, place) VALUES (?, ?, ?)",
        [(row_id, records.code_bytes(code), place) for place, code in enumerate(run.codes)],
    )
    # Lookups and runs are numbered together: what is saved next comes after it.
    beyond = "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = 'lookups'"
    if not connection.execute(beyond, (row_id,)).rowcount:
        connection.execute("INSERT INTO sqlite_sequence VALUES ('lookups', ?)", (row_id,))


def _run_ids(connection: sqlite3.Connection, lookups: Sequence[Lookup]) -> _Runs:
    """The runs that lookups are parts of. What comes for one that was deleted meanwhile is deleted with it."""
    keys = {lookup.run for lookup in lookups if lookup.run}
    sql = "SELECT key, id, deleted FROM runs WHERE key IN (SELECT value FROM json_each(?))"
    return {key: (row_id, deleted) for key, row_id, deleted in connection.execute(sql, (_json(keys),))} if keys else {}


def _answer(connection: sqlite3.Connection, run: int, row_id: int, lookup: Lookup) -> None:
    """A code of a run has its outcome now."""
    is_first = connection.execute(
        "UPDATE run_codes SET lookup_id = ? WHERE run_id = ? AND code = ? AND lookup_id IS NULL",
        (row_id, run, records.code_bytes(lookup.code)),
    ).rowcount
    if is_first:
        column = records.outcome_column(lookup)
        connection.execute(f"UPDATE runs SET {column} = {column} + 1 WHERE id = ?", (run,))


def _run_row(connection: sqlite3.Connection, row_id: int) -> RunRow | None:
    found = connection.execute(
        f"SELECT {records.RUN_COLUMNS} FROM runs JOIN portals ON portals.id = portal_id"
        " WHERE runs.id = ? AND deleted = 0",
        (row_id,),
    ).fetchone()
    return records.run_row(found) if found else None


def _json(values: Iterable[object]) -> str:
    return json.dumps(list(values))


def _portal_id(connection: sqlite3.Connection, portal: tuple[str, str, str]) -> int:
    sql = "SELECT id FROM portals WHERE profile_id = ? AND authority = ? AND name = ?"
    found = connection.execute(sql, portal).fetchone()
    if found is None:
        connection.execute("INSERT INTO portals (profile_id, authority, name) VALUES (?, ?, ?)", portal)
        found = connection.execute(sql, portal).fetchone()
    return found[0]


def _next_id(connection: sqlite3.Connection, asked_at: float) -> int:
    """An id above all that were ever used: the newest lookup stays on top when the clock is set back."""
    found = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'lookups'").fetchone()
    return max(1, second_of(asked_at), found[0] + 1 if found else 1)


def _free_id(connection: sqlite3.Connection, asked_at: float, stood_at: int | None) -> int:
    """The first free id at a lookup's own time; `stood_at` is its id in the history it comes from."""
    second = max(1, second_of(asked_at))
    wanted = stood_at if stood_at is not None and second <= stood_at <= second + _MOST_SKEW else second
    taken = connection.execute(
        "SELECT id FROM lookups WHERE id >= ?1 UNION ALL SELECT id FROM runs WHERE id >= ?1 ORDER BY id", (wanted,)
    )
    for (row_id,) in taken:
        if row_id != wanted:
            break
        wanted += 1
    return wanted


def _kept_id(connection: sqlite3.Connection, each: _Prepared) -> int | None:
    """The id of the same lookup, None where there is none. One that was edited in its file is another one."""
    columns = each.columns
    asked = (columns["code"], _portal_id(connection, each.portal), columns["asked_at"], columns["total_s"])
    capture = each.lookup.capture
    if capture is None:
        found = connection.execute(f"SELECT id FROM lookups WHERE {_CODE_COLUMNS}", asked).fetchone()
        return found[0] if found is not None else None
    rows = connection.execute(
        f"SELECT id, record FROM lookups JOIN evidence ON lookup_id = id WHERE {_CODE_COLUMNS}",
        asked,
    )
    return next((row_id for row_id, record in rows if records.edited_in(record) == capture.edited), None)
