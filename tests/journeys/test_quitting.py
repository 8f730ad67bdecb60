"""Quitting while lookups are not saved: the question, its answers, and what a signal does instead."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest

from badge_inspector.services.history import Intervals
from badge_inspector.storage.paths import find_paths
from tests.support.desktop import Desktop, Person
from tests.support.pages import files
from tests.support.pages.history import History
from tests.support.pages.questions import Question
from tests.support.pages.request_bar import RequestBar
from tests.support.process import running

CODES = ["missedCall", "vipClient"]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("badge_inspector.storage.database.BUSY_MS", 50)
    monkeypatch.setattr("badge_inspector.services.history.service.Intervals", lambda: Intervals(look_s=0.05))


@contextmanager
def held(file: Path) -> Generator[None]:
    """Another program writes to the history for as long as this lasts."""
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


async def waits(person: Person, *codes: str) -> None:
    """Look up what cannot be saved now."""
    for number, code in enumerate(codes, 1):
        RequestBar(person).asks(code)
        waits = "1 lookup waits in memory" if number == 1 else f"{number} lookups wait in memory"
        await person.sees(waits)
        await person.idle()


async def is_asked(person: Person, said: str = "2 lookups are not saved.") -> Question:
    question = await Question.comes(person)
    assert question.text == said
    return question


async def has_gone(person: Person) -> None:
    await person.until(lambda: not person.window.isVisible(), "the end")


def kept(config: Path) -> list[str]:
    with closing(sqlite3.connect(find_paths(config).history)) as history:
        return sorted(code for (code,) in history.execute("select code from lookups"))


def left(config: Path) -> list[Path]:
    return list(find_paths(config).log.glob("badge-inspector-unsaved-*"))


@pytest.mark.parametrize("way", ["close", "quit"])
def test_discarding_lets_go_of_them(desktop: Desktop, way: str) -> None:
    async def journey(person: Person) -> None:
        file = find_paths(desktop.config_dir).history
        with held(file):
            await waits(person, *CODES)
            if way == "close":
                person.window.close()
            else:
                person.trigger("quit")
            question = await is_asked(person)
            why = "The history cannot be written: another program holds its file."
            await person.until(lambda: question.details == why, why)
            assert person.window.isVisible()
            question.answers("Discard and quit")
            await has_gone(person)

    assert desktop.run(journey, demo=True) == 0
    assert kept(desktop.config_dir) == []
    assert left(desktop.config_dir) == []


def test_waiting_quits_once_they_are_saved(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        with held(find_paths(desktop.config_dir).history):
            await waits(person, *CODES)
            person.window.close()
            (await is_asked(person)).answers("Wait, then quit")
            await person.sees("The program quits once 2 lookups are saved.")
            await person.until(lambda: not Question.is_open(person), "the answer taken")
            assert person.window.isVisible()
        await has_gone(person)

    assert desktop.run(journey, demo=True) == 0
    assert kept(desktop.config_dir) == CODES
    assert left(desktop.config_dir) == []


def test_the_question_goes_with_its_reason(desktop: Desktop) -> None:
    """Saved while the person reads: there is nothing to ask any more."""

    async def journey(person: Person) -> None:
        with held(find_paths(desktop.config_dir).history):
            await waits(person, *CODES)
            person.window.close()
            await is_asked(person)
        await has_gone(person)

    assert desktop.run(journey, demo=True) == 0
    assert kept(desktop.config_dir) == CODES


def test_saving_elsewhere_writes_what_can_be_imported(desktop: Desktop, tmp_path: Path) -> None:
    async def journey(person: Person) -> None:
        locked.enter_context(held(find_paths(desktop.config_dir).history))
        await waits(person, *CODES)
        person.window.close()
        (await is_asked(person)).answers("Save elsewhere…")
        await files.chooses(person, tmp_path / "no such folder" / "kept.jsonl")
        await person.sees("kept.jsonl cannot be written: No such file or directory")
        (await is_asked(person)).answers("Save elsewhere…")
        await files.chooses(person, tmp_path / "kept.jsonl")
        await has_gone(person)

    async def imports(person: Person) -> None:
        await History(person).imports(tmp_path / "kept.jsonl")
        await person.sees("kept.jsonl: 2 new lookups.")

    with ExitStack() as locked:  # to the end: a last try to save may be under way
        assert desktop.run(journey, demo=True) == 0
    assert kept(desktop.config_dir) == []
    assert left(desktop.config_dir) == []
    desktop.run(imports, demo=True)
    assert kept(desktop.config_dir) == CODES


def test_a_file_is_chosen_for_them(desktop: Desktop, tmp_path: Path) -> None:
    """Through the dialog for files; whoever leaves it stays in the program."""

    async def journey(person: Person) -> None:
        with held(find_paths(desktop.config_dir).history):
            await waits(person, CODES[0])
            person.window.close()
            (await is_asked(person, "1 lookup is not saved.")).answers("Save elsewhere…")
            await files.leaves(person)
            assert person.window.isVisible()
            person.window.close()
            (await is_asked(person, "1 lookup is not saved.")).answers("Save elsewhere…")
            await files.chooses(person, tmp_path / "kept.jsonl")
            await has_gone(person)

    assert desktop.run(journey, demo=True) == 0
    assert b"missedCall" in (tmp_path / "kept.jsonl").read_bytes()


@pytest.mark.parametrize("how", ["Escape", "another lookup"])
def test_who_does_not_go_stays(desktop: Desktop, how: str) -> None:
    """The question left with Escape, or one more lookup while it waits to quit: the program goes on."""

    async def journey(person: Person) -> None:
        with held(find_paths(desktop.config_dir).history):
            await waits(person, *CODES)
            person.window.close()
            question = await is_asked(person)
            if how == "Escape":
                await question.escapes()
            else:
                question.answers("Wait, then quit")
                RequestBar(person).asks("newLead")
                await person.sees("3 lookups wait in memory")
            await person.until(lambda: not Question.is_open(person), "the question gone")
        await person.until(lambda: not any("in memory" in text for text in person.texts()), "all saved")
        await person.idle()
        assert person.window.isVisible()

    assert desktop.run(journey, demo=True) == 0


def test_nothing_unsaved_is_no_question(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("missedCall")
        person.window.close()
        await has_gone(person)
        assert not Question.is_open(person)

    assert desktop.run(journey, demo=True) == 0


@pytest.mark.slow
def test_a_signal_asks_nobody_and_the_next_start_takes_them_in(tmp_path: Path) -> None:
    config = tmp_path / "config"
    with running(config, "--demo", "missedCall") as one:
        one.logs(": found after")
        one.until(lambda: kept(config), "the first lookup saved")
    history = find_paths(config).history
    quick_lock = "import badge_inspector.storage.database as d; d.BUSY_MS = 50"
    with held(history), running(config, "--demo", "vipClient", before=quick_lock) as two:
        two.until(lambda: two.log.count(": found after") == 2, "the second lookup")
        assert two.terminate()[0] == 128 + 15
        (file,) = left(config)
        assert file.stat().st_mode & 0o777 == 0o600
        assert kept(config) == ["missedCall"]
    with running(config, "--demo") as three:
        three.logs("1 lookups that an earlier run could not save are saved now")
        three.terminate()
    assert kept(config) == CODES
    assert left(config) == []
