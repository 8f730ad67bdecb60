"""For all tests: a display or none needed, English words, and nothing left behind."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Generator, Iterator
from functools import partial
from itertools import count
from pathlib import Path

import build_resources
import pytest
from hypothesis import settings
from pytestqt.qtbot import QtBot

from badge_inspector.domain import redaction, secret
from tests.support import system_authorities
from tests.support.dealing import dealt
from tests.support.heap import nothing_collected, spare_the_suite
from tests.support.leaks import asyncio_complaints, leaks_since, take_census

if sys.platform == "linux" and not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_ACCESSIBILITY", "0")

# A change is judged by the same examples wherever it is tested; new ones are looked for on demand.
# Without a deadline: a busy computer fails no test.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile("explore", max_examples=2_000, print_blob=True, deadline=None)
settings.load_profile("repeatable")

JOURNEYS = Path(__file__).parent / "journeys"
"""Each test there starts the whole program, though some do as a process of its own or without a display."""

PATIENCE_MS = 60_000
"""Milliseconds that a test waits for what Qt has to bring before it fails."""

SCREENS = "BADGE_INSPECTOR_TEST_SCREENS"
"""The variable with the X displays of `bootstrap.py test`, one a worker, so that no window takes another's focus."""


TESTS_BETWEEN_SPARING = 50

_ended = count(1)
"""Numbers of the tests that ended in this process."""


def pytest_configure() -> None:
    """Icons and translations are those of this checkout. A worker of pytest-xdist takes the display of its number."""
    worker, screens = os.environ.get("PYTEST_XDIST_WORKER"), os.environ.get(SCREENS)
    if worker and screens:
        names = screens.split(",")
        os.environ["DISPLAY"] = names[int(worker.removeprefix("gw")) % len(names)]  # pytest was asked for more workers
    build_resources.build()
    system_authorities.forget_them()
    # A temporary folder of its own, where what a test leaves is seen; pytest's own folders stay where they are.
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", tempfile.gettempdir())
    os.environ["TMPDIR"] = tempfile.tempdir = tempfile.mkdtemp(prefix="bi-")


def pytest_unconfigure() -> None:
    shutil.rmtree(tempfile.gettempdir(), ignore_errors=True)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    with nothing_collected():
        return (yield)


def pytest_collection_finish() -> None:
    spare_the_suite()


def pytest_runtest_logfinish() -> None:
    """Spare what tests keep for later ones, as the syntax trees of all modules: each journey collects garbage."""
    if next(_ended) % TESTS_BETWEEN_SPARING == 0:
        spare_the_suite()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what needs a window or a bundle, and deal it out."""
    for item in items:
        fixtures: tuple[str, ...] = getattr(item, "fixturenames", ())
        if "bundle" in fixtures:
            item.add_marker(pytest.mark.bundle)
        if "qapp" in fixtures or JOURNEYS in item.path.parents:
            item.add_marker(pytest.mark.gui)
    workers: int = getattr(config, "workerinput", {}).get("workercount", 1)
    bundle = [item for item in items if item.get_closest_marker("bundle")]  # on one, as others would wait for its build
    slow = [item for item in items if item.get_closest_marker("slow") and not item.get_closest_marker("bundle")]
    items[:] = dealt(items, workers, bundle, slow)


@pytest.fixture
def qtbot(qtbot: QtBot) -> QtBot:
    """pytest-qt's, with the patience for a computer that others keep busy: its own five seconds were not enough."""
    for wait in ("waitActive", "waitExposed", "waitSignal", "waitSignals", "waitUntil"):
        setattr(qtbot, wait, partial(getattr(qtbot, wait), timeout=PATIENCE_MS))
    return qtbot


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """Qt starts in the tests as it does in the program."""
    from badge_inspector.startup.display import QT_ARGUMENTS

    return [*QT_ARGUMENTS]


@pytest.fixture(autouse=True)
def _nothing_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails a test that leaves a thread, a socket, a window or an asyncio task. The application and pytest-qt's own
    windows belong to the session and are there before the first count."""
    if "qapp" in request.fixturenames:
        request.getfixturevalue("qapp")
    before = take_census()
    with asyncio_complaints() as complaints:
        yield
        left = leaks_since(before) + complaints + _rescue_files()
    if left:
        pytest.fail("left behind: " + "; ".join(left))


def _rescue_files() -> list[str]:
    """Lookups that the program wrote into the temporary folder at its end, since nowhere else was any room."""
    files = list(Path(tempfile.gettempdir()).glob("badge-inspector-unsaved-*"))
    for file in files:
        file.unlink()
    return [file.name for file in files]


@pytest.fixture(autouse=True)
def _no_language_left_behind() -> Iterator[None]:
    """Every test begins with the words in the code and the locale of the process."""
    yield
    core = sys.modules.get("PySide6.QtCore")
    language = sys.modules.get("badge_inspector.ui.look.language")
    if core is not None and language is not None:
        for translator in language._installed:
            core.QCoreApplication.removeTranslator(translator)
        language._installed.clear()
        core.QLocale.setDefault(core.QLocale.system())


@pytest.fixture(autouse=True)
def _no_secret_left_behind() -> Iterator[None]:
    """A secret that the program learned in a test is looked for and masked in no other one: a property test learns
    "0000" too. Secrets that are still in use are not forgotten."""
    yield
    secret._latest.clear()
    redaction._forms.cache_clear()
