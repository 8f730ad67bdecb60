"""Runs the mutants of `tests/mutate.py`: a plugin of pytest that, in place of running the tests it collected, forks for
each mutant a process that runs those which call the changed function.

The fork spares each mutant the start of Python and the collection, which take longer than the tests. In it the
functions of the module get the changed code; for a change to what runs at import the package is imported anew, with the
mutant on disk.
"""

from __future__ import annotations

import gc
import json
import os
import random
import re
import resource
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from importlib.util import cache_from_source
from itertools import accumulate
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import NamedTuple

import pytest
from _pytest.main import pytest_runtestloop as run_all
from hypothesis import Phase, settings

from tests.mutate import PACKAGE, Mutant, mutants

MEMORY = 3 << 30
"""Bytes that a mutant may take; one without end ends there."""

PATIENCE_S = 30.0
"""Recorded processor time of the tests that a mutant meets, in seconds: a constant of a module that a thousand tests
call would meet them all, for minutes."""

CHOSEN = "BADGE_INSPECTOR_CHOSEN_TESTS"
"""The variable that names the file with the tests to run after an import, in their order."""


FUNCTIONS: defaultdict[str, list[FunctionType]] = defaultdict(list)
"""The package's functions that were imported with the tests, by the path of their file."""


class Calls(NamedTuple):
    """A test's processor and wall time in seconds, and the functions of the package that it calls, as `file:name`."""

    processor_s: float
    wall_s: float
    functions: list[str]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--mutate", action="append", default=[])
    parser.addoption("--mutation-record", type=Path)
    parser.addoption("--mutation-sample", type=int)
    parser.addoption("--mutation-seed", type=int)


def pytest_configure() -> None:
    """A failure counts, not its smallest example; nor is a busy computer one."""
    phases = (Phase.explicit, Phase.generate)
    settings.register_profile("mutation", derandomize=True, deadline=None, phases=phases)
    settings.load_profile("mutation")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if chosen := os.environ.get(CHOSEN):
        order = {name: index for index, name in enumerate(json.loads(Path(chosen).read_text()))}
        items[:] = sorted((item for item in items if item.nodeid in order), key=lambda item: order[item.nodeid])


@pytest.hookimpl(tryfirst=True)
def pytest_collection_finish() -> None:
    """Find the package's functions while Python still tells of them: the suite's objects are spared after this."""
    root = f"{Path.cwd() / PACKAGE}{os.sep}"
    for each in gc.get_objects():
        if isinstance(each, FunctionType) and each.__code__.co_filename.startswith(root):
            FUNCTIONS[each.__code__.co_filename].append(each)


def pytest_runtestloop(session: pytest.Session) -> bool | None:
    if os.environ.get(CHOSEN):
        return None
    option = session.config.option
    choice = random.Random(option.mutation_seed)  # noqa: S311 - nothing secret: the same sample again
    tried, survived = 0, 0
    for file in _files(option.mutate):
        every = mutants(file.read_text(encoding="utf-8"))
        if not every:
            continue
        if ".".join(file.with_suffix("").parts) in sys.modules and not FUNCTIONS[str(file.absolute())]:
            _say(f"{file}: no functions found, changes to them go unnoticed")
        sample = every if not option.mutation_sample else choice.sample(every, min(option.mutation_sample, len(every)))
        record = _recorded(session, _near(session.items, file), option.mutation_record)
        left = 0
        for mutant in sorted(sample, key=lambda one: one.line):
            if not _is_noticed(session, record, file, mutant):
                left += 1
                _say(f"{file}:{mutant.line}: {mutant.before}  ->  {mutant.after}")
        _say(f"{file}: {left} of {len(sample)} mutants unnoticed")
        tried, survived = tried + len(sample), survived + left
    _say(f"{survived} of {tried} mutants unnoticed")
    return True


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _files(names: list[str]) -> Iterator[Path]:
    """Modules of the copy, as paths from its root."""
    for name in names:
        found = Path(PACKAGE, name)
        yield from sorted(found.rglob("*.py")) if found.is_dir() else [found]


# --- calls of each test


def _near(items: list[pytest.Item], module: Path) -> list[pytest.Item]:
    """Tests in files that import the module; all tests where none does."""
    dotted = ".".join(module.with_suffix("").parts)
    package, _, name = dotted.rpartition(".")
    imported = re.compile(rf"{re.escape(dotted)}\b|{re.escape(package)} import [^)]*?\b{name}\b")
    files = {file for file in {item.path for item in items} if imported.search(file.read_text(encoding="utf-8"))}
    return [item for item in items if item.path in files] or items


def _recorded(session: pytest.Session, items: list[pytest.Item], file: Path) -> dict[str, Calls]:
    """Calls of the collected tests that pass, as far as they are recorded; those of `items` are added to the record."""
    known: dict[str, list[object]] = json.loads(file.read_text()) if file.exists() else {}
    new = [item for item in items if item.nodeid not in known]
    if new:
        added = Path(tempfile.gettempdir(), "record.json")
        _in_fork(lambda: _record(session, new, added))
        known = (json.loads(file.read_text()) if file.exists() else {}) | json.loads(added.read_text())
        file.write_text(json.dumps(known))
        _say(f"{len(new)} tests recorded")
    names = {item.nodeid for item in session.items if item.nodeid in known}
    record = {name: Calls(*calls) for name, calls in known.items() if name in names and calls}  # type: ignore[arg-type]
    for name in sorted(names - set(record)):
        _say(f"{name}: fails without any change, left out")
    return record


def _record(session: pytest.Session, items: list[pytest.Item], into: Path) -> bool:
    """Run tests and write what they call; an empty list for one that fails."""
    calls: dict[str, list[object]] = {item.nodeid: [] for item in items}
    root = f"{Path.cwd() / PACKAGE}{os.sep}"
    called: set[str] = set()

    def trace(frame: FrameType, event: str, argument: object) -> None:
        code = frame.f_code
        if code.co_filename.startswith(root):
            name = code.co_qualname.partition(".<locals>")[0]
            called.add(f"{code.co_filename.removeprefix(root)}:{name}")

    class Recorder:
        @pytest.hookimpl(wrapper=True)
        def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
            called.clear()
            failed, wall, processor = session.testsfailed, time.monotonic(), time.process_time()
            threading.settrace(trace)
            sys.settrace(trace)
            try:
                return (yield)
            finally:
                sys.settrace(None)
                spent = time.process_time() - processor, time.monotonic() - wall
                if session.testsfailed == failed:
                    calls[item.nodeid] = [*spent, sorted(called)]

    session.config.pluginmanager.register(Recorder())
    session.items = items
    run_all(session)
    into.write_text(json.dumps(calls))
    return False


# --- one mutant


def _is_noticed(session: pytest.Session, record: dict[str, Calls], file: Path, mutant: Mutant) -> bool:
    """Tell whether a test fails with the mutant, which is on disk too for the processes that tests start."""
    within = file.relative_to(PACKAGE).as_posix()
    wanted = f"{within}:{mutant.function}"
    by_name = [name for name, calls in record.items() if wanted in calls.functions]
    runs_anew = not by_name  # at import, or it had another name when the record was made
    if runs_anew:
        own = f"test_{file.stem}.py"
        by_name = [
            name
            for name, calls in record.items()
            if name.partition("::")[0].endswith(own) or any(one.startswith(f"{within}:") for one in calls.functions)
        ]
    by_name = _affordable(record, by_name)
    processor_s = 10 + 5 * sum(record[name].processor_s for name in by_name)
    wall_s = 120 + 10 * sum(record[name].wall_s for name in by_name)
    source = file.read_text(encoding="utf-8")
    Path(cache_from_source(str(file))).unlink(missing_ok=True)
    file.write_text(mutant.source, encoding="utf-8")
    try:
        if runs_anew:
            return bool(by_name) and _in_fork(lambda: _fails_anew(by_name), processor_s, wall_s)
        order = {name: index for index, name in enumerate(by_name)}
        items = sorted((item for item in session.items if item.nodeid in order), key=lambda item: order[item.nodeid])
        limits = {name: 2 + 5 * record[name].processor_s for name in by_name}
        return _in_fork(lambda: _fails(session, items, file, mutant, limits), processor_s, wall_s)
    finally:
        file.write_text(source, encoding="utf-8")
        for left in Path(tempfile.gettempdir()).iterdir():
            shutil.rmtree(left) if left.is_dir() else left.unlink()


def _affordable(record: dict[str, Calls], names: list[str]) -> list[str]:
    """The quick ones first, as many as `PATIENCE_S` allows."""
    names = sorted(names, key=lambda name: record[name].processor_s)
    spent = accumulate(record[name].processor_s for name in names)
    return [name for name, so_far in zip(names, spent, strict=True) if so_far <= PATIENCE_S] or names[:1]


def _in_fork(work: Callable[[], bool], processor_s: float = 0, wall_s: float = 0) -> bool:
    """Run `work` in a process of its own; True where it says so, breaks, or takes longer than it may."""
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        with suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
        return status != 0
    code = 1
    try:
        os.setpgid(0, 0)
        silence = os.open(os.devnull, os.O_RDWR)
        for stream in (1, 2):
            os.dup2(silence, stream)
        if processor_s:
            sys.dont_write_bytecode = True
            os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
            limit = int(time.process_time() + processor_s)
            resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
            resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
            signal.alarm(int(wall_s))
        code = int(work())
    finally:
        os._exit(code)


class Limits:
    """Ends the process in a test that takes more processor time than it may, in seconds: a mutant without end."""

    def __init__(self, by_test: dict[str, float]) -> None:
        self._by_test = by_test

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logstart(self, nodeid: str) -> None:
        signal.setitimer(signal.ITIMER_PROF, self._by_test[nodeid])


def _fails(
    session: pytest.Session, items: list[pytest.Item], file: Path, mutant: Mutant, limits: dict[str, float]
) -> bool:
    """Give the module's functions the mutant's code and run the tests to the first that fails."""
    path = str(file.absolute())
    codes = {(code.co_qualname, code.co_firstlineno): code for code in _codes(compile(mutant.source, path, "exec"))}
    for function in FUNCTIONS[path]:
        function.__code__ = codes[function.__code__.co_qualname, function.__code__.co_firstlineno]
    session.items = items
    session.config.pluginmanager.register(Limits(limits))
    session.config.option.maxfail = 1
    try:
        run_all(session)
    except session.Failed:
        return True
    return session.testsfailed > 0


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _codes(inner)


def _fails_anew(names: list[str]) -> bool:
    """Import the package anew and run tests to the first that fails."""
    chosen = Path(tempfile.gettempdir(), "chosen.json")
    chosen.write_text(json.dumps(names))
    os.environ[CHOSEN] = str(chosen)
    for name in [*sys.modules]:
        if name.partition(".")[0] in (PACKAGE, "tests"):
            del sys.modules[name]
    files = sorted({name.partition("::")[0] for name in names})
    return pytest.main(["-p", __name__, "-x", "-q", "-s", *files]) not in (
        pytest.ExitCode.OK,
        pytest.ExitCode.NO_TESTS_COLLECTED,
    )
