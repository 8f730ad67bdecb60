"""A history with any damage: there is a window, it says what happened, works on, and the old file's bytes are kept."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from badge_inspector.domain.keeping import HistoryTrouble, Keeping
from badge_inspector.services.history import Intervals
from badge_inspector.storage.paths import find_paths
from tests.support.damage import PAGE, ROWS, Case, cases, is_sound, write_sound
from tests.support.desktop import Desktop, Person
from tests.support.pages.history import History

CASES = 28
"""Each kind of page once."""
PARTS = 7


@pytest.fixture(scope="session")
def sound_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("sound") / "history.sqlite3"
    write_sound(file, Intervals())
    return file


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_whatever_is_damaged_there_is_a_window_that_says_so(desktop: Desktop, sound_file: Path, part: int) -> None:
    for number, case in enumerate(cases(sound_file, CASES)):
        if number % PARTS != part:
            continue
        desktop.config_dir = desktop.config_dir.with_name(f"config {number}")
        desktop.config_dir.mkdir()
        file = find_paths(desktop.config_dir).history
        file.write_bytes(case.data)
        try:
            assert desktop.run(lambda person, case=case, file=file: works(person, case, file), demo=True) == 0
        except BaseException as error:
            error.add_note(case.name)
            raise
        shutil.rmtree(desktop.config_dir)


def holds(file: Path, data: bytes) -> bool:
    return file.read_bytes() == data


async def works(person: Person, case: Case, file: Path) -> None:
    """Waits until the file was looked through; nothing is saved before."""
    await person.until(
        lambda: person.history_is_looked_through or person.history_state.trouble is HistoryTrouble.NEWER,
        "a look through the file",
    )
    state = person.history_state
    history = History(person)
    if state.trouble is HistoryTrouble.NEWER:  # a bit of the version: it is only read
        assert holds(file, case.data)
        await person.until(lambda: history.notice, "what is the matter")
        return
    if state.put_aside:
        assert holds(file.with_name(state.put_aside), case.data)
        await history.tells(state.put_aside)
    else:
        missing = {f"c{n}" for n in range(ROWS)} - await person.kept_codes(1000)
        assert len(missing) <= 1 or is_sound(case.data, file.parent)
    await person.looks_up("missedCall")
    assert person.history_state.keeping is Keeping.SAVING
    await person.until(lambda: "missedCall" in [row.code for row in person.history()], "its row")


@pytest.mark.slow
@pytest.mark.parametrize("where", ["a frame in the middle", "the last frame", "the head", "a salt"])
def test_a_damaged_log_is_told_by_the_window(desktop: Desktop, where: str) -> None:
    file = find_paths(desktop.config_dir).history
    log = file.with_name(f"{file.name}-wal")
    copies: list[bytes] = []

    async def first(person: Person) -> None:
        for code in ("missedCall", "vipClient"):
            await person.looks_up(code)
        copies.extend((file.read_bytes(), log.read_bytes()))

    assert desktop.run(first, demo=True) == 0
    data = bytearray(copies[1])
    frames = (len(data) - 32) // (PAGE + 24)
    begin = 32 + {"a frame in the middle": frames // 2, "the last frame": frames - 1}.get(where, 1) * (PAGE + 24)
    data[{"the head": 20, "a salt": begin + 9}.get(where, begin + 100)] ^= 1
    file.write_bytes(copies[0])
    log.write_bytes(data)

    async def second(person: Person) -> None:
        history = History(person)
        await history.tells("The log was kept as ")
        aside = history.notice.rpartition("The log was kept as ")[2].removesuffix(".")
        assert holds(file.parent / aside, bytes(data))
        await person.looks_up("missedCall")

    assert desktop.run(second, demo=True) == 0
