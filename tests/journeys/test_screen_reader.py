"""The program used over the accessibility bus alone, as somebody does who sees nothing of it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import bootstrap
import pytest

pytestmark = pytest.mark.slow  # all of them: a part elsewhere would have the reader walk once more

ROOT = Path(__file__).resolve().parents[2]
READER = ROOT / "tests" / "support" / "screen_reader.py"
SYSTEM_PYTHON = Path("/usr/bin/python3")
"""Debian's, for which Debian packs pyatspi."""
A11Y = Path("/usr/share/dbus-1/services/org.a11y.Bus.service")
BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <servicedir>{services}</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""
"""A session's bus with nothing on it: no keyring asks for a password on a screen that nobody sees."""


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Findings of the reader: `seen` and `unnamed` by the state of the program, and what was `heard`."""
    folder = tmp_path_factory.mktemp("screen_reader")
    services = folder / "services"
    services.mkdir()
    shutil.copy(A11Y, services)
    config = folder / "session.conf"
    config.write_text(BUS.format(services=services), encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("QT_")}
    environment |= {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(ROOT)}
    # A bus, the reader; and the program, which the reader starts.
    command: list[str | Path] = ["dbus-run-session", f"--config-file={config}", "--", SYSTEM_PYTHON, READER]
    command += [sys.executable, "-m", "badge_inspector", "--demo", "--language", "en", "--theme", "light"]
    command += ["--config-dir", folder / "config"]
    with bootstrap.display(environment):  # a screen of its own; xvfb-run would need xauth, which nothing else does
        ran = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=400, check=False
        )
    assert ran.returncode == 0, ran.stderr
    found: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return found


def names(walk: dict[str, Any], state: str, role: str = "") -> list[str]:
    return [row["name"] for row in walk["seen"][state] if not role or row["role"] == role]


def one(walk: dict[str, Any], state: str, role: str, name: str) -> dict[str, Any]:
    """The thing of that role whose name begins so."""
    rows = [row for row in walk["seen"][state] if row["role"] == role and row["name"].startswith(name)]
    assert rows, names(walk, state)
    return rows[0]


def test_nothing_is_without_a_name(walk: dict[str, Any]) -> None:
    assert len(walk["seen"]) >= 17
    assert {state: rows for state, rows in walk["unnamed"].items() if rows} == {}


def test_a_whole_lookup_can_be_made_and_read(walk: dict[str, Any]) -> None:
    assert {"missedCall", "Call Status", "Missed", "failure", "— red"} <= set(names(walk, "found", "label"))
    assert "200 OK" in names(walk, "found", "label")
    assert '"missedCall"' in one(walk, "found", "document frame", "Response as JSON text")["description"]


def test_the_answer_is_read_line_by_line_with_a_caret(walk: dict[str, Any]) -> None:
    read = walk["json"]
    assert "".join(read["lines"]) == read["whole"]
    assert '        "title": "Call Status",\n'.strip() in [line.strip() for line in read["lines"]]
    assert json.loads(read["whole"])["result"]["badge"]["code"] == "missedCall"
    assert read["word"].startswith("Call")
    assert read["selections"] == 0
    assert read["width"] > 0
    assert read["offset_there"] == 0


def test_what_is_painted_has_a_role_and_words(walk: dict[str, Any]) -> None:
    assert one(walk, "found", "image", "As on the kanban card: Call Status, MISSED")["description"] == "failure"
    assert one(walk, "found", "list item", "Waiting: ")["description"]
    assert one(walk, "found", "list item", "duration: ")["description"].startswith("How long the portal worked")
    assert one(walk, "found", "list", "Last lookups")
    assert one(walk, "found", "list item", "missedCall, found, Demo portal, ")
    assert one(walk, "refused", "list item", "misedCall, refused, NOT_FOUND, Demo portal, ")
    assert one(walk, "refused", "push button", "missedCall")["description"] == "Missed"
    assert one(walk, "tab Tree", "table cell", '"missedCall"')


def test_a_failure_says_what_to_do(walk: dict[str, Any]) -> None:
    read = names(walk, "refused", "label")
    assert "No badge has the code “misedCall”" in read
    assert any("pick the code from the portal’s list" in text for text in read)
    assert "List all badges" in names(walk, "refused", "push button")


def test_outcomes_are_announced(walk: dict[str, Any]) -> None:
    found, _again, refused = walk["heard"][:3]
    assert found.startswith("Found missedCall in ")
    assert found.endswith("Title: Call Status. Value: Missed. Type: failure.")
    assert refused.startswith("No badge has the code “misedCall”. Check the spelling")
