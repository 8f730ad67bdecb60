"""One window for each folder of settings, more by choice, and none that starts by itself. With real processes."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import psutil
import pytest
from PySide6.QtGui import QGuiApplication, QSessionManager

from badge_inspector import app
from tests.support.desktop import Desktop, Person
from tests.support.process import Running, first_to_end, running

TOKEN = "c4n4ryc4n4ryc4n4"
PATIENT = """
from badge_inspector.storage import instance
from badge_inspector.ui.shell import arrivals
instance.OPENING_S = instance.PATIENCE_S = arrivals.ANSWER_WITHIN_S = 60.0
"""
"""On a busy computer the program's own limits have a second start open a window of its own."""


def looked_up(config: Path) -> list[str]:
    """The codes in the history, oldest first."""
    file = config / "history.sqlite3"
    if not file.exists():
        return []
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        if not database.execute("SELECT 1 FROM sqlite_schema WHERE name = 'lookups'").fetchall():
            return []
        return [code for (code,) in database.execute("SELECT code FROM lookups ORDER BY id")]


def has_looked_up(one: Running, *codes: str) -> None:
    one.until(lambda: looked_up(one.config) == list(codes), f"{codes} in the history, not {looked_up(one.config)}")


def test_a_second_start_hands_its_code_to_the_first(tmp_path: Path) -> None:
    with running(tmp_path, "--demo", "missedCall", before=PATIENT) as one:
        has_looked_up(one, "missedCall")
        with running(tmp_path, "--demo", "vipClient", before=PATIENT) as two:
            assert two.ends() == (0, "", "")
        has_looked_up(one, "missedCall", "vipClient")
        with running(tmp_path, before=PATIENT) as three:  # no code: the window comes to the front, and that is all
            assert three.ends() == (0, "", "")
        with running(tmp_path, "--portal", "nobody's", "x", before=PATIENT) as four:
            assert four.ends()[0] == 0
        one.terminate()
    assert looked_up(tmp_path) == ["missedCall", "vipClient"]


def test_two_starts_at_once_are_one_window(tmp_path: Path) -> None:
    asked = ("--demo", "missedCall")
    with running(tmp_path, *asked, before=PATIENT) as one, running(tmp_path, *asked, before=PATIENT) as two:
        ended = first_to_end(one, two)
        winner = two if ended is one else one
        assert ended.ends() == (0, "", "")
        winner.until(lambda: looked_up(tmp_path) != [], "a lookup")
        assert winner.log.count("Badge Inspector") == 1


@pytest.mark.slow
def test_after_a_kill_the_next_start_opens_a_window(tmp_path: Path) -> None:
    with running(tmp_path, "--demo", "missedCall") as one:
        has_looked_up(one, "missedCall")
        one.kill()
    with running(tmp_path, "--demo", "vipClient") as two:
        has_looked_up(two, "missedCall", "vipClient")
        two.terminate()


@pytest.mark.slow
def test_folders_do_not_know_each_other(tmp_path: Path) -> None:
    with running(tmp_path / "a", "--demo", "missedCall") as one, running(tmp_path / "b", "--demo", "vipClient") as two:
        has_looked_up(one, "missedCall")
        has_looked_up(two, "vipClient")


@pytest.mark.slow
def test_a_screenshot_stands_by_itself(tmp_path: Path) -> None:
    with running(tmp_path, "--demo", "missedCall") as one:
        has_looked_up(one, "missedCall")
        with running(tmp_path, "--demo", "demo.NOT_FOUND", "--screenshot", str(tmp_path / "shot.png")) as two:
            assert two.ends() == (1, "", "")
        assert (tmp_path / "shot.png").stat().st_size > 10_000
        assert one.process.poll() is None


@pytest.mark.slow
def test_a_secret_never_crosses(tmp_path: Path) -> None:
    """A start that was given one looks up by itself: the other window would ask without it."""
    with running(tmp_path, "--demo", "missedCall") as one:
        has_looked_up(one, "missedCall")
        with running(tmp_path, "--demo", "vipClient", BADGE_INSPECTOR_TOKEN=TOKEN) as two:
            one.until(lambda: one.log.count("after") >= 2, "the second lookup")
            assert two.process.poll() is None
            assert one.process.poll() is None
            two.terminate()
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [path for path in files if TOKEN.encode() in path.read_bytes()] == []


def test_another_window_by_choice(tmp_path: Path) -> None:
    with running(tmp_path, "--demo") as one, running(tmp_path, "--demo", "--new-window", "vipClient") as two:
        two.until(lambda: looked_up(tmp_path) == ["vipClient"], "the lookup")
        assert one.process.poll() is None
        assert two.process.poll() is None


@pytest.mark.slow
def test_the_menu_opens_another_window(desktop: Desktop) -> None:
    def others() -> list[psutil.Process]:
        found: list[psutil.Process] = []
        for process in psutil.process_iter(["cmdline"]):
            command = process.info["cmdline"] or []
            if "--new-window" in command and str(desktop.config_dir) in command:
                found.append(process)
        return found

    async def journey(person: Person) -> None:
        person.trigger("new_window")
        await person.until(lambda: len(others()) == 1, "the other window")
        (other,) = others()
        log = desktop.config_dir / "log" / "badge-inspector.log"
        await person.until(lambda: f" {other.pid} app: Badge Inspector" in log.read_text(), "its start in the log")
        command = other.cmdline()
        assert command[command.index("-m") :][:3] == ["-m", "badge_inspector", "--new-window"]
        assert "--demo" in command
        assert command[command.index("--language") + 1] == "en"
        other.terminate()
        psutil.wait_procs([other], timeout=30)

    desktop.run(journey, demo=True)


def test_nothing_starts_at_login(tmp_path: Path) -> None:
    with running(tmp_path / "config", HOME=str(tmp_path), XDG_CONFIG_HOME=str(tmp_path / "xdg")) as one:
        one.logs("Badge Inspector")
        one.terminate()
    assert list(tmp_path.rglob("*autostart*")) == []
    assert not (tmp_path / "xdg").exists()


def test_no_session_brings_it_back(qapp: QGuiApplication) -> None:
    hints: list[object] = []

    class Manager:
        def setRestartHint(self, hint: object) -> None:
            hints.append(hint)

    app._never_start_again(Manager())  # pyright: ignore[reportArgumentType]
    assert hints == [QSessionManager.RestartHint.RestartNever]


def test_safe_mode_leaves_everything_as_it_is(tmp_path: Path) -> None:
    settings = tmp_path / "settings.json"
    document = {
        "version": 1,
        "preferences": {"theme": "dark", "keep_count": 1, "private_mode": False},
        "portals": [{"id": "1", "name": "Acme", "address": {"host": "acme.bitrix24.com"}}],
    }
    settings.write_text(json.dumps(document))
    before = settings.read_bytes()
    with running(tmp_path, "--safe-mode", "--demo", "missedCall") as one:
        one.logs("safe_mode=True")
        one.logs("Badge Inspector")
        one.terminate()
    assert settings.read_bytes() == before
    assert looked_up(tmp_path) == []


def test_safe_mode_leaves_a_broken_file_where_it_is(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_bytes(b"{ broken")
    with running(tmp_path, "--safe-mode", "--screenshot", str(tmp_path / "shot.png")) as one:
        assert one.ends()[0] == 0
    assert (tmp_path / "settings.json").read_bytes() == b"{ broken"
    assert list(tmp_path.glob("settings.unreadable*")) == []


def test_safe_mode_is_said_and_shows_defaults(desktop: Desktop) -> None:
    desktop.config_dir.mkdir()
    (desktop.config_dir / "settings.json").write_text(
        '{"preferences": {"theme": "dark", "read_s": 7}, "portals": [{"id": "1", "address": {"host": "a.b24.eu"}}]}'
    )

    async def journey(person: Person) -> None:
        assert "safe mode" in person.window.windowTitle()
        await person.sees("Safe mode")
        await person.sees("Connect a portal")
        assert person.preferences.read_s == 65
        person.trigger("settings")

    desktop.run(journey, safe_mode=True)
