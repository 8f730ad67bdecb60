"""From the last byte of an answer to the painted window, and what large answers cost the window's thread.

    python -m tests.benchmarks.bench_json [--rounds 5] [--json FILE]        (QT_QPA_PLATFORM=offscreen without a screen)

A gap is how long the window's thread could do nothing else: a timer of 5 ms runs all the while, and the longest time
between two of its ticks is told, those 5 ms included.
"""

from __future__ import annotations

import argparse
import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import build_resources
from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from badge_inspector.bitrix24.wire import decode
from badge_inspector.domain.jsonlayout import Layout, lay_out
from badge_inspector.domain.jsontext import JsonDocument
from badge_inspector.domain.lookup import Lookup
from badge_inspector.domain.portal import PortalAddress
from badge_inspector.ui.kit.collector import collecting_here
from badge_inspector.ui.look import appearance
from badge_inspector.ui.result.answer_panel import AnswerTab
from badge_inspector.ui.result.json_page import JsonPage
from badge_inspector.ui.result.tree_page import TreePage
from badge_inspector.ui.shell.main_window import MainWindow
from tests.benchmarks.report import Series, machine, table, write
from tests.support.lookups import lookup, response

ROOT = Path(__file__).resolve().parents[2]
FRAME_MS, GAP_MS = 16.0, 50.0
SIZES = {"1 KB": 1_000, "1 MiB": 1 << 20, "8 MiB": 8 << 20}
SMALL_ROUNDS = 40
BADGE: dict[str, object] = {
    "code": "missedCall",
    "title": {"en": "Call status", "ru": "Статус звонка", "de": "Anrufstatus"},
    "value": {"en": "Missed", "ru": "Пропущен", "de": "Verpasst"},
    "type": "failure",
}
MORE = {"id": 41_000, "share": 0.3953571319580078, "active": True, "parent": None, "tags": ["a", "b"], "empty": []}
TIME = {
    "start": 1724068028.331234,
    "finish": 1724068028.726591,
    "duration": 0.3953571319580078,
    "processing": 0.13033390045166016,
    "date_start": "2024-08-19T13:47:08+02:00",
    "date_finish": "2024-08-19T13:47:08+02:00",
    "operating": 0,
}


def body(size: int) -> bytes:
    """An answer with a badge and, up to about `size` bytes, a list that PHP would have escaped."""
    one = len(json.dumps(BADGE | MORE, separators=(",", ":")))
    others = [BADGE | MORE | {"id": number} for number in range(max(0, size - 800) // one)]
    answer = {"result": {"badge": BADGE, "others": others} if others else {"badge": BADGE}, "time": TIME}
    return json.dumps(answer, separators=(",", ":")).encode()


@dataclass
class Measured:
    """Measurements by what they are: values in ms."""

    goals: dict[str, float | None] = field(default_factory=dict[str, float | None])
    values: dict[str, list[float]] = field(default_factory=dict[str, list[float]])

    def note(self, name: str, ms: float, goal: float | None = None) -> None:
        self.goals[name] = goal
        self.values.setdefault(name, []).append(ms)

    def series(self) -> list[Series]:
        return [Series(name, "ms", values, goal=self.goals[name]) for name, values in self.values.items()]


class Pulse:
    """Ticks every 5 ms while the work goes on; knows the longest time between two ticks."""

    def __init__(self) -> None:
        self.longest_ms = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=5)
        self._timer.timeout.connect(self._tick)

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest_ms = max(self.longest_ms, (now - self._last) * 1000)
        self._last = now

    def run(self, begin: Callable[[], object], ended: Callable[[], bool]) -> float:
        """The milliseconds from `begin()` until `ended()`, the window's events going on meanwhile."""
        self.longest_ms = 0.0
        self._timer.start()
        began = self._last = time.perf_counter()
        begin()
        while True:
            QApplication.processEvents()
            if ended():
                QApplication.processEvents()  # what the end changed is painted
                break
            time.sleep(0.0005)  # as an event loop waits: without it the loop would fight for the GIL
        self._tick()
        self._timer.stop()
        return (self._last - began) * 1000


class Elsewhere:
    """A call in a thread, as the program makes it."""

    def __init__(self, call: Callable[[], object]) -> None:
        self._thread = threading.Thread(target=call)

    def start(self) -> None:
        self._thread.start()

    def ended(self) -> bool:
        return not self._thread.is_alive()


def painted(window: MainWindow) -> None:
    """Everything that waits to be laid out and painted is."""
    QApplication.sendPostedEvents()
    window.repaint()
    QApplication.processEvents()


def answered(raw: bytes, code: str) -> Lookup:
    return lookup(code, response(raw))


def last_byte_to_paint(window: MainWindow, measured: Measured, raw: bytes) -> None:
    window.answer.show_tab(AnswerTab.JSON)
    for number in range(SMALL_ROUNDS + 1):
        changed = raw.replace(b"Missed", f"Missed {number}".encode())
        began = time.perf_counter()
        given = answered(changed, f"code{number}")
        window.result.show_lookup(given, given.portal_name, given.portal_name, "en", 480.0, over_old=False)
        window.answer.show_lookup(given)
        # What has changed is laid out and painted, as in the program; painted() would paint all of the window.
        QApplication.sendPostedEvents()
        QApplication.processEvents()
        if number:
            measured.note("1 KB: last byte to painted", (time.perf_counter() - began) * 1000, FRAME_MS)


def in_a_thread(measured: Measured, size: str, raw: bytes) -> None:
    def work() -> Layout:
        decoded = decode(response(raw), PortalAddress("acme.bitrix24.com"))
        assert decoded.document is not None
        return lay_out(decoded.document)

    pulse, thread = Pulse(), Elsewhere(work)
    measured.note(f"{size}: parse and lay out in a thread", pulse.run(thread.start, thread.ended))
    measured.note(f"{size}: longest gap meanwhile", pulse.longest_ms, GAP_MS)


def opened(window: MainWindow, measured: Measured, size: str, given: Lookup) -> None:
    """Everything a person does with a large answer, on the window's thread."""
    answer, pulse = window.answer, Pulse()
    document = given.document
    assert document is not None
    layout = lay_out(document)

    def gaps(what: str, begin: Callable[[], object], ended: Callable[[], bool] = lambda: True) -> None:
        painted(window)
        took = pulse.run(begin, ended)
        measured.note(f"{size}: {what}", took)
        measured.note(f"{size}: {what}, longest gap", pulse.longest_ms, GAP_MS)

    answer.show_tab(AnswerTab.JSON)
    gaps("open as text", lambda: (answer.show_lookup(given), answer.show_layout(layout)))
    (text,) = answer.findChildren(JsonPage)
    answer.open_find()
    text.find_bar.field.clear()
    gaps("find", lambda: text.find_bar.field.setText("nowhere"))
    text.find_bar.field.setText("Anrufstatus")
    gaps("find next", lambda: QTest.keyClick(text.find_bar.field, Qt.Key.Key_Return))
    text.find_bar.close_bar()
    gaps("open the tree", lambda: answer.show_tab(AnswerTab.TREE))
    (tree,) = answer.findChildren(TreePage)

    def idle() -> bool:
        return not tree.slices.running

    gaps("expand all", lambda: tree.tree.expand_requested.emit(QModelIndex()), idle)
    last = document.node(len(document.nodes) - 1).path
    gaps("go to the last value", lambda: answer.reveal_path(last))
    gaps("filter, nothing found", lambda: filter_by(tree, "nowhere"), idle)
    gaps("filter, many found", lambda: filter_by(tree, "пропущен"), idle)
    gaps("filter taken back", lambda: filter_by(tree, ""), idle)


def filter_by(tree: TreePage, text: str) -> None:
    tree.filter.setText(text)
    tree.search_now()


def main() -> None:
    parser = argparse.ArgumentParser(description="Large answers and the window's thread")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", type=Path, default=ROOT / "build" / "benchmarks" / "json.json")
    options = parser.parse_args()
    build_resources.build()
    app = QApplication([])
    appearance.apply(app, appearance.ThemeChoice.LIGHT)
    window = MainWindow()
    window.show()
    measured = Measured()
    bodies = {size: body(count) for size, count in SIZES.items()}
    with collecting_here():  # as the program does
        last_byte_to_paint(window, measured, bodies["1 KB"])
    for size, raw in bodies.items():
        print(f"{size}: {len(raw):,} bytes, {len(JsonDocument.parse(raw.decode()).nodes):,} values")
        for _ in range(options.rounds):
            in_a_thread(measured, size, raw)
        given = answered(raw, "missedCall")
        for _ in range(options.rounds):
            opened(window, measured, size, given)
    window.hide()
    app.processEvents()
    series = measured.series()
    print(machine())
    print(table(series))
    write(series, options.json)


if __name__ == "__main__":
    main()
