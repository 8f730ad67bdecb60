"""A history's file, and every kind of damage to it: bits, blocks and cuts on each kind of page, the log too."""

from __future__ import annotations

import asyncio
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from badge_inspector.services.history import HistoryService, Intervals
from badge_inspector.storage.history_remover import HistoryRemover
from badge_inspector.storage.history_writer import HistoryWriter
from tests.support import lookups
from tests.support.lookups import lookup

ROWS = 150
PAGE = 4096


def write_sound(file: Path, intervals: Intervals) -> None:
    """Make a history with notes, pins, refusals and rows that were deleted."""

    async def story() -> None:
        service = HistoryService(file, intervals)
        await service.open()
        refused = lookups.response(b'{"error":"NOT_FOUND","error_description":"Badge not found"}', 400)
        rows = await service.save_all([lookup(f"c{n}") if n % 5 else lookup(f"c{n}", refused) for n in range(ROWS + 5)])
        for row in rows[::40]:
            await service.pin(row.id, True)
            await service.note(row.id, f"note of {row.code}")
            await service.expect(row.id, f"expected of {row.code}")
        await service.close()
        with closing(HistoryWriter(file)) as writer:
            remover = HistoryRemover(writer)
            remover.delete([row.id for row in rows[-5:]], remover.new_batch())
            with writer.transaction() as connection:  # it is a day since it was looked through
                connection.execute("DELETE FROM clock WHERE name = 'checked'")

    asyncio.run(story())


class Case(NamedTuple):
    """`data` is the damaged file's bytes."""

    name: str
    data: bytes


def cases(file: Path, count: int) -> Iterator[Case]:
    """Bits, blocks and cuts, each kind of page as often as any other."""
    sound = file.read_bytes()
    with closing(sqlite3.connect(file)) as connection:
        pages: dict[str, list[int]] = {}
        for name, kind, number in connection.execute("SELECT name, pagetype, pageno FROM dbstat"):
            pages.setdefault(f"{name}/{kind}", []).append(number)
    pages |= {"head": [1], "pointer map": [2]}
    kinds = sorted(pages)
    for seed in range(count):
        dice = random.Random(seed)  # noqa: S311 - to be repeated
        kind = kinds[seed % len(kinds)]
        begin = (dice.choice(pages[kind]) - 1) * PAGE
        within = 100 if kind == "head" else PAGE
        data = bytearray(sound)
        match dice.choice(("a bit", "a bit", "bits", "a block", "zeros", "a cut")):
            case "a bit" as how:
                data[begin + dice.randrange(within)] ^= 1 << dice.randrange(8)
            case "bits" as how:
                for _ in range(20):
                    data[begin + dice.randrange(within)] ^= 1 << dice.randrange(8)
            case "a block" as how:
                at = begin + dice.randrange(within)
                data[at : at + 512] = dice.randbytes(len(data[at : at + 512]))
            case "zeros" as how:
                data[begin : begin + within] = bytes(within)
            case how:
                del data[begin + dice.randrange(within) :]
        yield Case(f"{seed}: {how} on {kind}", bytes(data))


def is_sound(data: bytes, folder: Path) -> bool:
    file = folder / "looked at"
    file.write_bytes(data)
    try:
        with closing(sqlite3.connect(file)) as connection:
            return connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    except (sqlite3.Error, UnicodeDecodeError):
        return False
