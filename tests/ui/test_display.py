"""A screen that is not there is found before Qt is started."""

from __future__ import annotations

import pytest

from badge_inspector.ui.display import why_there_is_none


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


def test_no_display_is_named(bare: pytest.MonkeyPatch) -> None:
    assert why_there_is_none() == "there is no display: set DISPLAY or WAYLAND_DISPLAY, or start a desktop."


@pytest.mark.parametrize("display", [":987", "nonsense"])
def test_a_display_that_does_not_answer_is_named(bare: pytest.MonkeyPatch, display: str) -> None:
    bare.setenv("DISPLAY", display)
    assert why_there_is_none() == f"the display {display} does not answer, or does not let this user in."


@pytest.mark.parametrize(
    ("name", "value"), [("WAYLAND_DISPLAY", "wayland-0"), ("QT_QPA_PLATFORM", "offscreen"), ("QT_QPA_PLATFORM", "vnc")]
)
def test_where_no_x_server_is_needed_none_is_asked(bare: pytest.MonkeyPatch, name: str, value: str) -> None:
    bare.setenv("DISPLAY", ":987")
    bare.setenv(name, value)
    assert why_there_is_none() is None
