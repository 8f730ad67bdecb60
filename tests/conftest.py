"""For all tests: a display or none needed, English words, and nothing left behind."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import build_resources
import pytest

from tests.support.leaks import asyncio_complaints, leaks_since, take_census

if sys.platform == "linux" and not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_ACCESSIBILITY", "0")


SCREENS = "BADGE_INSPECTOR_TEST_SCREENS"
"""The variable with the X displays of `bootstrap.py test`, one a worker, so that no window takes another's focus."""


def pytest_configure() -> None:
    """Icons and translations are those of this checkout. A worker of pytest-xdist takes the display of its number."""
    worker, screens = os.environ.get("PYTEST_XDIST_WORKER"), os.environ.get(SCREENS)
    if worker and screens:
        os.environ["DISPLAY"] = screens.split(",")[int(worker.removeprefix("gw"))]
    build_resources.build()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a window or a bundle."""
    for item in items:
        fixtures: tuple[str, ...] = getattr(item, "fixturenames", ())
        if "bundle" in fixtures:
            item.add_marker(pytest.mark.bundle)
        if "qapp" in fixtures:
            item.add_marker(pytest.mark.gui)


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
        left = leaks_since(before) + complaints
    if left:
        pytest.fail("left behind: " + "; ".join(left))


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
