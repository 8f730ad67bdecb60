"""Contents of a write-ahead log, against logs that SQLite itself wrote."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from badge_inspector.storage.wal import read_log

HEADER, FRAME_HEAD, PAGE = 32, 24, 512
FRAME = FRAME_HEAD + PAGE


def write(file: Path, *transactions: int, again: tuple[int, ...] = ()) -> bytes:
    """The log after transactions of so many rows, each on a page of its own; `again` are those after SQLite began the
    log anew."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA page_size = {PAGE}")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        connection.execute("CREATE TABLE texts (text)")
        for rows in transactions:
            _insert(connection, rows)
        if again:
            connection.execute("PRAGMA wal_checkpoint(RESTART)")
            for rows in again:
                _insert(connection, rows)
        return Path(f"{file}-wal").read_bytes()


def _insert(connection: sqlite3.Connection, rows: int) -> None:
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO texts VALUES (?)", [("x" * 400,)] * rows)
    connection.execute("COMMIT")


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "copy-wal"


def commits(data: bytes) -> list[int]:
    """The numbers of the frames that end a transaction, from 1 on (the second word of a frame's head)."""
    heads = [data[at : at + FRAME_HEAD] for at in range(HEADER, len(data), FRAME)]
    return [number for number, head in enumerate(heads, 1) if int.from_bytes(head[4:8])]


def test_all_frames_of_a_whole_log_count(tmp_path: Path, log: Path) -> None:
    data = write(tmp_path / "a.sqlite3", 1, 5, 2)
    log.write_bytes(data)
    found = read_log(log)
    assert found is not None
    assert found.is_readable
    assert found.frames == (len(data) - HEADER) / FRAME == commits(data)[-1]
    assert found.salt == (int.from_bytes(data[16:20]), int.from_bytes(data[20:24]))


def test_a_log_cut_anywhere_ends_with_its_last_whole_transaction(tmp_path: Path, log: Path) -> None:
    data = write(tmp_path / "a.sqlite3", 1, 5, 2)
    for frame in range(1, (len(data) - HEADER) // FRAME + 1):
        end = HEADER + frame * FRAME
        for size, whole in ((end, frame), (end - 1, frame - 1), (end - PAGE, frame - 1), (end - PAGE - 1, frame - 1)):
            log.write_bytes(data[:size])
            found = read_log(log)
            assert found is not None
            assert found.frames == max((number for number in commits(data) if number <= whole), default=0)


def test_frames_of_before_the_log_began_anew_do_not_count(tmp_path: Path, log: Path) -> None:
    before = write(tmp_path / "a.sqlite3", 1, 5, 2)
    data = write(tmp_path / "b.sqlite3", 1, 5, 2, again=(1,))
    assert len(data) == len(before)
    log.write_bytes(data)
    found = read_log(log)
    assert found is not None
    assert found.is_readable
    assert 0 < found.frames < (len(data) - HEADER) / FRAME


@pytest.mark.parametrize("size", [None, 0, HEADER - 1])
def test_nothing_was_written(log: Path, size: int | None) -> None:
    if size is not None:
        log.write_bytes(b"x" * size)
    assert read_log(log) is None


def test_a_head_without_a_frame_is_a_log_of_none(tmp_path: Path, log: Path) -> None:
    log.write_bytes(write(tmp_path / "a.sqlite3", 1)[:HEADER])
    found = read_log(log)
    assert found is not None
    assert (found.frames, found.is_readable) == (0, True)


def test_a_head_with_any_byte_changed_is_readable_to_nobody(tmp_path: Path, log: Path) -> None:
    data = write(tmp_path / "a.sqlite3", 1)
    for at in range(HEADER):
        log.write_bytes(data[:at] + bytes([data[at] ^ 0x40]) + data[at + 1 :])
        found = read_log(log)
        assert found is not None
        assert (found.frames, found.is_readable) == (0, False)


def test_the_other_order_of_bytes(tmp_path: Path, log: Path) -> None:
    """Either machine's checksums are read on any; the last bit of the first word says whose they are."""
    data = write(tmp_path / "a.sqlite3", 1)
    words = [int.from_bytes(data[at : at + 4]) for at in range(0, 24, 4)]
    words[0] ^= 1
    order = "big" if words[0] & 1 else "little"
    head = b"".join(word.to_bytes(4) for word in words)
    first = second = 0
    for at in range(0, 24, 8):  # sqlite.org/fileformat2.html, section 4.2
        first = (first + int.from_bytes(head[at : at + 4], order) + second) % 2**32
        second = (second + int.from_bytes(head[at + 4 : at + 8], order) + first) % 2**32
    log.write_bytes(head + first.to_bytes(4) + second.to_bytes(4) + data[HEADER:])
    found = read_log(log)
    assert found is not None
    assert found.is_readable
    assert found.frames == commits(data)[-1]
