"""The guide inside the app is the README's part for those who use it, and the Russian one tells the same."""

from __future__ import annotations

import re
from pathlib import Path

import build_resources
import pytest
from PySide6.QtGui import QGuiApplication

from badge_inspector.startup import resources
from badge_inspector.ui.shell.help import GuideBrowser, guide

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
RUSSIAN = (ROOT / "resources" / "guide" / "ru.md").read_text(encoding="utf-8")


def headings(text: str) -> list[int]:
    """Their levels."""
    return [len(marks) for marks in re.findall(r"^(#+) ", text, flags=re.MULTILINE)]


def fixed(text: str) -> set[str]:
    """Words in the fixed font: methods, options, codes, places."""
    return set(re.findall(r"`([^`\n]+)`", text)) | set(re.findall(r"^badge-inspector .*$", text, flags=re.MULTILINE))


def test_every_line_of_it_is_the_readme_s() -> None:
    told = build_resources.guide_of(README).splitlines()
    assert len(told) > 40
    assert [line for line in told if line not in README.splitlines()] == ["All of them are in the README."]


@pytest.mark.parametrize("left_out", ["<details", "](resources", "bootstrap.py", "## For those who carry on the work"])
def test_what_is_no_use_inside_the_app_is_left_out(left_out: str) -> None:
    assert left_out in README
    assert left_out not in build_resources.guide_of(README)


def test_a_readme_of_another_shape_is_refused() -> None:
    with pytest.raises(ValueError, match="README"):
        build_resources.guide_of("# Something else\n")


def test_the_russian_one_tells_the_same() -> None:
    english = build_resources.guide_of(README)
    assert headings(RUSSIAN) == headings(english)
    assert fixed(RUSSIAN) <= fixed(english)
    assert RUSSIAN.count("```") == english.count("```")


@pytest.mark.parametrize(
    ("spoken", "begins"), [("en", build_resources.guide_of(README)), ("ru", RUSSIAN), ("de", "# Badge Inspector\n")]
)
def test_the_app_has_it(spoken: str, begins: str) -> None:
    assert resources.register()
    assert guide(spoken).startswith(begins)


def test_nothing_is_fetched(qapp: QGuiApplication) -> None:
    browser = GuideBrowser()
    browser.setMarkdown("![x](https://example.invalid/x.png) ![y](/etc/hostname)")
    browser.grab()
    assert not browser.openLinks()
    browser.deleteLater()
