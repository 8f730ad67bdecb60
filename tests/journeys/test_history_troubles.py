"""The window's words, and the fate of lookups, when the history's file cannot be used."""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from pathlib import Path

import pytest

from badge_inspector.services.history import Intervals
from badge_inspector.storage.database import Database
from badge_inspector.storage.paths import find_paths
from badge_inspector.ui.words.format import format_date
from tests.support.desktop import Desktop, Person
from tests.support.pages.history import History
from tests.support.small_disk import read_only, small_disk


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("badge_inspector.storage.database.BUSY_MS", 50)


def history_of(desktop: Desktop) -> Path:
    return find_paths(desktop.config_dir).history


async def asks(person: Person, code: str, shown: str) -> None:
    """Look up what will not be saved at once."""
    person.type_code(code)
    person.click("Look up")
    await person.sees(shown)


async def is_not_saved(person: Person, why: str) -> None:
    expected = f"The history cannot be written: {why}. 1 lookup waits in memory; saving resumes by itself."
    await person.until(lambda: History(person).notice == expected, expected)


async def is_saved_by_itself(person: Person, *codes: str) -> None:
    await person.until(lambda: [row.code for row in person.history()] == list(codes), f"{codes} saved")
    await History(person).tells_nothing()


async def is_locked(person: Person, file: Path) -> None:
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    await asks(person, "vipClient", "VIP")
    await is_not_saved(person, "another program holds its file")
    other.execute("ROLLBACK")
    other.close()


async def is_gone(person: Person, file: Path) -> None:
    away = file.parent.with_name("away")
    file.parent.rename(away)
    await asks(person, "vipClient", "VIP")
    await is_not_saved(person, "its file or folder has vanished")
    person.prefers(keep_days=30)
    await person.idle()
    assert not file.parent.exists()
    away.rename(file.parent)


@pytest.mark.parametrize("trouble", [is_locked, is_gone])
@pytest.mark.slow
def test_a_lookup_waits_and_is_saved_later(
    desktop: Desktop, trouble: Callable[[Person, Path], Awaitable[None]]
) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("missedCall")
        await trouble(person, history_of(desktop))
        await is_saved_by_itself(person, "vipClient", "missedCall")
        await person.until(lambda: History(person).selected == ["vipClient"], "the row of what is shown")
        shown = person.shown
        assert shown is not None
        assert shown.history_id == person.history()[0].id
        person.trigger("pin")
        await person.until(lambda: person.history()[0].pinned, "the pin")

    desktop.run(journey, demo=True)


@pytest.mark.slow
def test_a_row_that_was_picked_stays_selected_when_another_is_saved_late(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("missedCall")
        other = sqlite3.connect(history_of(desktop), isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        await asks(person, "vipClient", "VIP")
        await is_not_saved(person, "another program holds its file")
        person.click_history(0)
        await person.sees("From history")
        other.execute("ROLLBACK")
        other.close()
        await is_saved_by_itself(person, "vipClient", "missedCall")
        await person.idle()
        assert History(person).selected == ["missedCall"]

    desktop.run(journey, demo=True)


def test_a_folder_that_stays_away_is_made_anew_with_all_that_was_in_it(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "badge_inspector.services.history.service.Intervals", lambda: Intervals(look_s=0.05, gone_s=0.5)
    )

    async def journey(person: Person) -> None:
        await person.looks_up("missedCall")
        person.trigger("pin")
        await person.until(lambda: person.history()[0].pinned, "the pin")
        shutil.rmtree(history_of(desktop).parent)
        await asks(person, "vipClient", "VIP")
        await is_not_saved(person, "its file or folder has vanished")
        await is_saved_by_itself(person, "vipClient", "missedCall")
        person.click_history(1)
        await person.sees("From history")
        assert person.history()[1].pinned

    desktop.run(journey, demo=True)
    assert history_of(desktop).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("whole_folder", [False, True], ids=["the file", "the folder"])
@pytest.mark.slow
def test_what_is_read_only_is_read_and_written_once_it_can_be(desktop: Desktop, whole_folder: bool) -> None:
    async def before(person: Person) -> None:
        await person.looks_up("missedCall")

    async def meanwhile(person: Person) -> None:
        await person.until(lambda: [row.code for row in person.history()] == ["missedCall"], "what was kept")
        await asks(person, "vipClient", "VIP")
        await is_not_saved(person, "its file is read-only")
        person.click_history(0)  # what was saved opens all the same
        await person.sees("From history")
        assert file.read_bytes() == content
        mount.close()
        await is_saved_by_itself(person, "vipClient", "missedCall")

    desktop.run(before, demo=True)
    file = history_of(desktop)
    content = file.read_bytes()
    with ExitStack() as mount:
        mount.enter_context(read_only(file.parent if whole_folder else file))
        desktop.run(meanwhile, demo=True)


@pytest.mark.slow
def test_a_share_without_locks(desktop: Desktop, monkeypatch: pytest.MonkeyPatch) -> None:
    """As SQLite reports it where fcntl() says ENOLCK."""
    broken: list[bool] = []
    connect = Database._connect

    def connects(self: Database, mode: str) -> sqlite3.Connection:
        if broken:
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorcode = sqlite3.SQLITE_IOERR_LOCK
            raise error
        return connect(self, mode)

    async def before(person: Person) -> None:
        await person.looks_up("missedCall")

    async def meanwhile(person: Person) -> None:
        await person.sees("The history cannot be read now.")
        await asks(person, "vipClient", "VIP")
        await is_not_saved(person, "its folder, a network share perhaps, cannot lock files")
        assert history_of(desktop).read_bytes() == content
        broken.clear()
        await is_saved_by_itself(person, "vipClient", "missedCall")

    monkeypatch.setattr(Database, "_connect", connects)
    desktop.run(before, demo=True)
    content = history_of(desktop).read_bytes()
    broken.append(True)
    desktop.run(meanwhile, demo=True)


def test_a_clock_that_jumps_back_changes_no_order_and_loses_nothing(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Newest is what was asked last, whatever the clock says; rows and headings say what it said."""
    true_time = time.time

    async def before(person: Person) -> None:
        await person.looks_up("missedCall")
        monkeypatch.setattr(time, "time", lambda: true_time() - 3 * 86_400)
        await person.looks_up("vipClient")
        await is_saved_by_itself(person, "vipClient", "missedCall")
        monkeypatch.setattr(time, "time", true_time)
        await person.looks_up("newLead")
        await shows_all_three(person)

    async def shows_all_three(person: Person) -> None:
        await is_saved_by_itself(person, "newLead", "vipClient", "missedCall")
        headings = History(person).headings
        assert len(headings) == 3
        assert headings[::2] == ["Today", "Today"]
        person.click_history(1)
        await person.sees(f" · {format_date(true_time() - 3 * 86_400)} ")
        await person.sees("VIP")

    desktop.run(before, demo=True)
    desktop.run(shows_all_three, demo=True)


@pytest.mark.slow
def test_a_full_disk(desktop: Desktop, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "8m") as disk:
        there = Desktop(desktop.qt, disk.root / "config")

        async def journey(person: Person) -> None:
            await person.looks_up("missedCall")
            disk.fill()
            await asks(person, "vipClient", "VIP")
            await is_not_saved(person, "the disk is full")
            person.click_history(0)  # what was saved can be read all the time
            await person.sees("From history")
            disk.empty()
            await is_saved_by_itself(person, "vipClient", "missedCall")

        there.run(journey, demo=True)


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda file: file.write_bytes(b"no database at all, " * 100), id="not SQLite"),
        pytest.param(lambda file: file.write_bytes(file.read_bytes()[: len(file.read_bytes()) // 3]), id="truncated"),
    ],
)
def test_an_unreadable_history_is_kept_aside_and_said(desktop: Desktop, damage: Callable[[Path], object]) -> None:
    async def before(person: Person) -> None:
        await person.looks_up("missedCall")

    async def after(person: Person) -> None:
        await person.sees("The history could not be read; the old file was kept as ")
        history = History(person)
        (aside,) = [each for each in file.parent.iterdir() if each.name in history.notice.split()]
        assert aside.read_bytes() == damaged
        await person.looks_up("vipClient")
        assert person.history()[0].code == "vipClient"
        person.click("Got it")
        assert history.notice == ""

    desktop.run(before, demo=True)
    file = history_of(desktop)
    damage(file)
    damaged = file.read_bytes()
    desktop.run(after, demo=True)


@pytest.mark.slow
def test_an_empty_and_a_missing_file_are_made_anew(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("missedCall")
        assert History(person).notice == ""

    desktop.run(journey, demo=True)
    history_of(desktop).write_bytes(b"")
    desktop.run(journey, demo=True)
    history_of(desktop).unlink()
    desktop.run(journey, demo=True)


def test_a_newer_history_is_read_and_not_written(desktop: Desktop) -> None:
    async def before(person: Person) -> None:
        await person.looks_up("missedCall")

    async def after(person: Person) -> None:
        said = "The history is only read: a newer version of this program made it. New lookups are not saved"
        await person.sees(said)
        await person.until(lambda: [row.code for row in person.history()] == ["missedCall"], "what was kept")
        person.click_history(0)
        await person.sees("From history")
        await asks(person, "vipClient", "VIP")
        await person.idle()
        await person.sees(said)
        person.trigger("delete")
        person.trigger("pin")
        await person.idle()
        await person.sees(said)
        assert [(row.code, row.pinned) for row in person.history()] == [("missedCall", False)]

    desktop.run(before, demo=True)
    with sqlite3.connect(history_of(desktop)) as newer:
        newer.execute("PRAGMA user_version = 99")
    newer.close()
    content = history_of(desktop).read_bytes()
    desktop.run(after, demo=True)
    assert history_of(desktop).read_bytes() == content


@pytest.mark.parametrize("year", [1900, 1969, 1970, 2500, 9999])
def test_the_program_starts_in_any_year(desktop: Desktop, monkeypatch: pytest.MonkeyPatch, year: int) -> None:
    away = (year - 1970) * 365.2425 * 86_400.0
    true_time, began = time.time, time.time()
    monkeypatch.setattr(time, "time", lambda: away + true_time() - began)

    async def journey(person: Person) -> None:
        await person.looks_up("missedCall")
        await person.looks_up("vipClient")
        await is_saved_by_itself(person, "vipClient", "missedCall")
        person.trigger("pin")
        await person.until(lambda: person.history()[0].pinned, "the pin")
        person.click_history(1)
        await person.sees("From history")
        person.trigger("copy_report")
        person.trigger("report")
        person.trigger("list_badges")
        person.trigger("compare_previous")
        await person.idle()

    assert desktop.run(journey, demo=True) == 0


def test_a_jump_of_the_clock_is_said_and_what_goes_by_age_can_be_brought_back(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    true_time = time.time

    async def journey(person: Person) -> None:
        await person.looks_up("missedCall")
        await person.looks_up("vipClient")
        history = History(person)
        await person.has_waited_an_hour()
        monkeypatch.setattr(time, "time", lambda: true_time() + 400 * 86_400)
        person.prefers(keep_days=30)
        await person.has_waited_an_hour()
        await history.tells(f"clock went from {format_date(true_time())} to {format_date(time.time())}")
        assert len(person.history()) == 2
        person.click("Got it")
        await history.tells_nothing()
        monkeypatch.setattr(time, "time", lambda: true_time() + 400 * 86_400 + 90_000)
        await person.has_waited_an_hour()
        await person.sees("2 lookups exceeded the limits of the settings")
        await person.until(lambda: not person.history(), "an empty list")
        person.click("Bring back")
        await person.until(lambda: len(person.history()) == 2, "both again")
        await person.sees("2 lookups are back. The limits do not apply to them for a week")

    desktop.run(journey, demo=True)
