"""A computer whose fonts have no Cyrillic: the window speaks English, and the status bar says why."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

LATIN_ONLY = Path("/usr/share/fonts/truetype/dejavu/DejaVuMathTeXGyre.ttf")
"""Debian's fonts-dejavu-extra has one without Russian letters."""
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""


@pytest.mark.skipif(sys.platform != "linux", reason="fonts are chosen by fontconfig on Linux")
def test_the_window_speaks_english_and_says_so(tmp_path: Path) -> None:
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    (fonts / LATIN_ONLY.name).symlink_to(LATIN_ONLY)
    config = tmp_path / "fonts.conf"
    config.write_text(FONTS.format(fonts=fonts, cache=tmp_path / "cache"), encoding="utf-8")
    picture, folder = tmp_path / "window.png", tmp_path / "config"
    command = [sys.executable, "-m", "badge_inspector", "--language", "ru", "--screenshot", str(picture)]
    ran = subprocess.run(
        [*command, "--config-dir", str(folder)],
        env=os.environ | {"FONTCONFIG_FILE": str(config), "QT_QPA_PLATFORM": "offscreen"},
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert picture.stat().st_size > 0
    log = (folder / "log" / "badge-inspector.log").read_text(encoding="utf-8")
    assert "Language en" in log
    assert "speaks=False" in log, "what the status bar words (troubles.py)"
