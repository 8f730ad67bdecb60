"""A desktop that is set to less motion has the program stand still."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from badge_inspector.ui.look import motion
from tests.support.desktop import Desktop, Person
from tests.support.settings_portal import settings_portal

REDUCED = ("org.freedesktop.appearance", "reduced-motion")

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="desktops with a session bus")


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    motion.set_by_desktop(False)


def test_the_program_follows(desktop: Desktop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with settings_portal(tmp_path, {REDUCED: ("u", 1)}) as portal:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", portal.address)

        async def journey(person: Person) -> None:
            await person.until(motion.is_reduced, "less motion")
            portal.values[REDUCED] = ("u", 0)
            person.comes_back_to_the_program()
            await person.until(lambda: not motion.is_reduced(), "motion again")

        desktop.run(journey)
