"""A screen that is not there is found before Qt is started."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator

import pytest

from badge_inspector.startup.display import requirements


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


def test_no_display_is_named(bare: pytest.MonkeyPatch) -> None:
    with requirements() as lacking:
        assert lacking == "there is no display: set DISPLAY or WAYLAND_DISPLAY, or start a desktop."


@pytest.mark.parametrize("display", [":987", "nonsense"])
def test_a_display_that_does_not_answer_is_named(bare: pytest.MonkeyPatch, display: str) -> None:
    bare.setenv("DISPLAY", display)
    with requirements() as lacking:
        assert lacking == f"the display {display} does not answer, or does not let this user in."


@pytest.mark.parametrize(
    ("name", "value"), [("WAYLAND_DISPLAY", "wayland-0"), ("QT_QPA_PLATFORM", "offscreen"), ("QT_QPA_PLATFORM", "vnc")]
)
def test_where_no_x_server_is_needed_none_is_asked(bare: pytest.MonkeyPatch, name: str, value: str) -> None:
    bare.setenv("DISPLAY", ":987")
    bare.setenv(name, value)
    with requirements() as lacking:
        assert lacking is None


@pytest.fixture
def forgetful_screen() -> Iterator[str]:
    """An X server that starts anew whenever its last client leaves."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "800x600x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    with os.fdopen(reading) as answer:
        number = answer.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait()


@pytest.mark.parametrize("_round", range(5))
def test_qt_is_not_turned_away_by_a_server_that_starts_anew(
    bare: pytest.MonkeyPatch, forgetful_screen: str, _round: int
) -> None:
    """A second look stands for Qt's."""
    bare.setenv("DISPLAY", forgetful_screen)
    with requirements() as lacking, requirements() as lacking_then:
        assert (lacking, lacking_then) == (None, None)
