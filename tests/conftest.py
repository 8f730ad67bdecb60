"""For all tests: a display or none needed, English words, and nothing left behind."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import pytest

from tests.support.leaks import leaks_since, take_census

if sys.platform == "linux" and not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_ACCESSIBILITY", "0")


@pytest.fixture(autouse=True)
def _nothing_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails a test that leaves a thread, a socket or a window. The application and pytest-qt's own windows belong to
    the session and are there before the first count."""
    if "qapp" in request.fixturenames:
        request.getfixturevalue("qapp")
    before = take_census()
    yield
    left = leaks_since(before)
    if left:
        pytest.fail("left behind: " + "; ".join(left))
