"""Killed in mid-write, again and again: what was reported as saved is there, and the file is sound each time."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

KILLS = 200 if hasattr(os, "fork") else 15
"""Fewer where nothing forks: each child is a start of Python."""


@pytest.mark.slow
def test_nothing_reported_as_saved_is_lost_to_a_kill(file: Path) -> None:
    chance = random.Random(7)  # noqa: S311 - no secret
    command = [sys.executable, "-m", "tests.support.saver", str(file)]
    saved: set[str] = set()
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as saver:
        assert saver.stdin is not None
        assert saver.stdout is not None
        for kill in range(KILLS):
            saver.stdin.write("go\n")
            child = int(saver.stdout.readline())
            for _ in range(chance.randrange(6)):
                saved.update(saver.stdout.readline().split())
            time.sleep(chance.random() * 0.004)  # anywhere in what comes after a report, not only right behind it
            os.kill(child, getattr(signal, "SIGKILL", signal.SIGTERM))
            while (line := saver.stdout.readline()) != "ended\n":
                saved.update(line.split())
            with closing(sqlite3.connect(file)) as connection:
                assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)], f"after kill {kill}"
                kept = {code for (code,) in connection.execute("SELECT code FROM lookups")}
                assert saved <= kept, f"after kill {kill}"
        saver.stdin.close()
    assert len(saved) > KILLS
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("INSERT INTO words(words, rank) VALUES ('integrity-check', 1)")
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        counters = dict(connection.execute("SELECT name, count FROM counters").fetchall())
        # A child killed between deleting and bringing back leaves a row that was deleted.
        counted = connection.execute("SELECT count(*), sum(pinned) FROM lookups WHERE deleted = 0").fetchone()
        assert counted == (counters["kept"], counters["pinned"])
        rows, size = connection.execute("SELECT count(*), sum(size) FROM lookups").fetchone()
        assert size == counters["bytes"]
        assert connection.execute("SELECT count(*) FROM evidence").fetchone()[0] == rows
