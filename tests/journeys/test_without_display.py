"""Starts on a server: nothing in the environment, so no display either."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from badge_inspector import cli

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")

ROOT = Path(__file__).resolve().parents[2]
NO_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>/nonexistent</dir><cachedir>{cache}</cachedir></fontconfig>
"""


def start(folder: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "badge_inspector", "--config-dir", str(folder / "config"), *options]
    bare = {"HOME": str(folder), "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii", **environment}
    return subprocess.run(
        command, env=bare, cwd=folder, capture_output=True, encoding="utf-8", timeout=120, check=False
    )


@pytest.mark.parametrize(
    ("code", "status", "said"),
    [
        ("missedCall", cli.FOUND, "- Outcome: found\n"),
        ("noSuchCode", cli.REFUSED, "- Outcome: refused"),
    ],
)
def test_a_picture_and_a_report(tmp_path: Path, code: str, status: int, said: str) -> None:
    ran = start(tmp_path, code, "--demo", "--screenshot", "x.png", "--report", "x.md")
    assert (ran.returncode, ran.stdout, ran.stderr) == (status, "", "")
    picture = QImage(str(tmp_path / "x.png"))
    assert picture.width() > 600
    assert picture.height() > 400
    assert len({picture.pixel(x, y) for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3)}) > 50
    assert said in (tmp_path / "x.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("language", "said"), [("en", "# Badge “missedCall” on "), ("ru", "# Бейдж «missedCall» на ")])
def test_a_report_on_standard_output(tmp_path: Path, language: str, said: str) -> None:
    ran = start(tmp_path, "missedCall", "--demo", "--language", language, "--report", "-")
    assert (ran.returncode, ran.stderr) == (cli.FOUND, "")
    assert ran.stdout.startswith(said)
    assert not (tmp_path / "-").exists()


@pytest.mark.parametrize(
    ("options", "status", "said"),
    [
        ((), cli.NO_DISPLAY, "--screenshot FILE saves the window as a picture, and --report FILE writes a text"),
        (("missedCall", "--demo"), cli.NO_DISPLAY, "there is no display"),
        (("--demo", "--report", "-"), cli.USAGE, "--report is about a CODE"),
        (("missedCall", "--portal", "nowhere", "--report", "-"), cli.USAGE, "There is no portal named “nowhere”."),
        (("missedCall", "--report", "-"), cli.USAGE, "No portal yet"),
        (
            ("missedCall", "--demo", "--report", "no/x.md"),
            cli.USAGE,
            "the report cannot be written to no/x.md: No such",
        ),
        (("missedCall", "--demo", "--screenshot", "no/x.png"), cli.USAGE, "the screenshot cannot be written to no/x"),
    ],
)
def test_what_cannot_be_done_is_said(tmp_path: Path, options: tuple[str, ...], status: int, said: str) -> None:
    ran = start(tmp_path, *options, PYTHONIOENCODING="utf-8")
    assert (ran.returncode, ran.stdout) == (status, "")
    assert said in ran.stderr


def test_a_report_to_a_device_leaves_it_one(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    ran = start(tmp_path, "missedCall", "--demo", "--report", str(pipe))
    assert ran.returncode == cli.FOUND, ran.stderr
    assert os.read(reading, 100).startswith("# Badge “missedCall”".encode())
    os.close(reading)
    assert pipe.is_fifo()


SECRET = "kdj39sKd02mxPq77"


@pytest.mark.parametrize(
    ("code", "token", "status"),
    [("missedCall", f"http://127.0.0.1:9/rest/1/{SECRET}/", cli.FAILED), (SECRET, SECRET, cli.FAILED)],
    ids=["in the address", "typed as the code"],
)
def test_no_secret_leaves_in_a_report(tmp_path: Path, code: str, token: str, status: int) -> None:
    demo = ("--demo",) if code == SECRET else ()
    ran = start(tmp_path, code, *demo, "--report", "-", BADGE_INSPECTOR_TOKEN=token)
    assert ran.returncode == status, ran.stderr
    assert SECRET not in ran.stdout + ran.stderr
    if demo:
        assert ran.stdout == ""
        assert "Nothing was copied or saved: a secret of this portal is in report.md" in ran.stderr
    else:
        assert "- Outcome: failed" in ran.stdout


def test_without_fonts_no_picture_but_a_report(tmp_path: Path) -> None:
    config = tmp_path / "fonts.conf"
    config.write_text(NO_FONTS.format(cache=tmp_path / "cache"), encoding="utf-8")
    ran = start(tmp_path, "missedCall", "--demo", "--screenshot", "x.png", FONTCONFIG_FILE=str(config))
    assert ran.returncode == cli.NO_DISPLAY
    assert "there are no fonts to draw a picture with" in ran.stderr
    assert not (tmp_path / "x.png").exists()
    ran = start(tmp_path, "missedCall", "--demo", "--report", "-", FONTCONFIG_FILE=str(config))
    assert ran.returncode == cli.FOUND, ran.stderr
    assert ran.stdout.startswith("# Badge")
