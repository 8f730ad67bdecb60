"""Runs of many codes in their table: the longest time for which filtering, sorting and resuming hold the window.

    python -m tests.benchmarks.bench_table [--rows 5000] [--rounds 5] [--json FILE]

Processor time of the window's thread between two ticks of a timer, so other programs hardly matter. The table is shown
and paints; a third of the codes were found, a third not, and a third has no answer.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from badge_inspector.domain.failures import Failure, FailureKind
from badge_inspector.domain.lookup import Lookup, Refused
from badge_inspector.startup import resources
from badge_inspector.startup.example import example_lookup
from badge_inspector.ui.look import language
from badge_inspector.ui.many.table import CODE, TITLE, OutcomeKind, OutcomeRow, Outcomes, without_exchange
from badge_inspector.ui.widgets.table import Table
from tests.benchmarks.report import Series, machine, table, write

FRAME_MS = 16.0
_REST_MS = 1500
"""By then all turns of a step are over, on a slow machine too."""


def outcomes(count: int) -> list[Lookup]:
    """Lookups of `code 0`, `code 1` and so on, found and not found in turn."""
    found = without_exchange(example_lookup())
    missing = Refused(Failure(FailureKind.BADGE_NOT_FOUND, "BADGE_NOT_FOUND"), None)
    return [
        replace(found, code=f"code {at}") if at % 2 else replace(found, code=f"code {at}", outcome=missing)
        for at in range(count)
    ]


def longest_ms(act: Callable[[], object]) -> float:
    """The longest time that the thread works between two ticks, from `act` on."""
    spent, last = [0.0], [time.thread_time()]

    def tick() -> None:
        now = time.thread_time()
        spent.append(now - last[0])
        last[0] = now

    timer = QTimer()
    timer.timeout.connect(tick)
    timer.start(0)
    QTimer.singleShot(0, act)
    QTest.qWait(_REST_MS)
    return max(spent) * 1000


def measure(count: int, rounds: int) -> list[Series]:
    """Each step in turn, `rounds` times."""
    rows = Outcomes()
    shown: Table[OutcomeRow] = Table(rows)
    shown.resize(1040, 500)
    shown.show()
    lookups, codes = outcomes(count * 2 // 3), [f"code {at}" for at in range(count)]
    left: Sequence[str] = codes[len(lookups) :]
    ascending, descending = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
    steps: dict[str, Callable[[], object]] = {
        "open": lambda: (rows.begin(codes), rows.add(lookups), rows.show_unanswered(left)),
        "filter by kind": lambda: rows.narrow_to(OutcomeKind.NOT_FOUND, ""),
        "filter by text": lambda: rows.narrow_to(OutcomeKind.ALL, "registered"),
        "no filter": lambda: rows.narrow_to(OutcomeKind.ALL, ""),
        "sort by title": lambda: shown.sortByColumn(TITLE, ascending),
        "sort by code": lambda: shown.sortByColumn(CODE, descending),
        "no order": lambda: shown.sortByColumn(-1, ascending),
        "resume": lambda: rows.show_unanswered(()),
    }
    held: dict[str, list[float]] = {name: [] for name in steps}
    for _ in range(rounds):
        for name, step in steps.items():
            held[name].append(longest_ms(step))
    return [Series(f"{count:,} codes: {name}", "ms", held[name], goal=FRAME_MS) for name in steps]


def main() -> None:
    parser = argparse.ArgumentParser(description="Filtering and sorting many codes")
    parser.add_argument("--rows", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication([])
    resources.register()
    language.apply(application, "en")
    series = measure(options.rows, options.rounds)
    print(machine())
    print(table(series))
    if options.json:
        write(series, options.json)


if __name__ == "__main__":
    main()
