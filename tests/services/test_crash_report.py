"""The report of an unexpected error: what whoever mends it needs, and nothing that is nobody's business."""

from __future__ import annotations

import os
import platform
import re

import pytest

from badge_inspector import __version__
from badge_inspector.domain.secret import MASK, Secret
from badge_inspector.services.crash_report import crash_report, trace_text


def caught(message: str) -> str:
    try:
        try:
            raise KeyError("the cause")
        except KeyError as cause:
            raise RuntimeError(message) from cause
    except RuntimeError as error:
        return trace_text(type(error), error, error.__traceback__)


def test_it_says_what_where_and_with_what() -> None:
    text = crash_report([caught("one"), caught("two")], "Qt 6")
    for part in ("RuntimeError: one", "RuntimeError: two", "KeyError: 'the cause'", "in caught", __version__, "Qt 6"):
        assert part in text
    assert platform.python_version() in text
    assert platform.platform() in text


def test_it_holds_no_secret() -> None:
    secret = Secret("p1a1nt3xt-of-a-token")
    text = caught(f"sent {secret.reveal()} to https://a.example/rest/12/unkn0wns3cret/")
    assert "p1a1nt3xt" not in text
    assert "unkn0wns3cret" not in text
    assert text.count(MASK) == 2


def test_it_does_not_say_whose_computer_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    home = os.path.dirname(__file__)
    for variable in ("HOME", "USERPROFILE"):  # the second is Windows'
        monkeypatch.setenv(variable, home)
    assert home not in caught("x")
    assert f"~{os.sep}test_crash_report.py" in caught("x")


def test_a_very_long_one_is_cut_in_the_middle() -> None:
    text = caught("x" * 1_000_000)
    assert len(text) < 70_000
    assert "KeyError" in text


@pytest.mark.parametrize("shift", range(0, 40, 3))
def test_a_cut_leaves_no_part_of_a_secret(shift: int) -> None:
    secret = Secret("c4n4ry-w3bh00k-s3cr3t-0f-f0rty-characters")
    run = f"{secret.reveal()} ".replace(" ", "." * 23)  # 64 characters
    text = caught("y" * shift + run * 4_000)
    assert len(text) < 70_000
    assert not re.search(r"c4n4|w3bh|s3cr|f0rty|aracters", text)
