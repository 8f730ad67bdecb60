"""Facts are cited by a file of this repository and a heading in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

FACTS = {name: ROOT / "badge_inspector" / name for name in ("bitrix24/README.md", "ui/README.md")}
CITATION = re.compile(r'(bitrix24|ui)/README\.md,((?:\s*(?:,|and)?\s*"[^"\n]+(?:\n\s*[^"\n]+)?")+)')
SOURCES = sorted({*(ROOT / "badge_inspector").rglob("*.py"), *(ROOT / "tests").rglob("*.py")} - {Path(__file__)})


def citations(text: str) -> list[tuple[str, str]]:
    """The pairs of a facts file's name and a heading that a text cites."""
    return [
        (f"{match[1]}/README.md", " ".join(heading.split()))
        for match in CITATION.finditer(text)
        for heading in re.findall(r'"([^"]+)"', match[2])
    ]


def headings(path: Path) -> set[str]:
    return set(re.findall(r"^## (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE))


def test_every_citation_leads_to_a_heading() -> None:
    known = {name: headings(path) for name, path in FACTS.items()}
    found = {(path, *each) for path in SOURCES for each in citations(path.read_text(encoding="utf-8"))}
    assert len(found) > 30
    assert not [f"{path}: {file}, {heading}" for path, file, heading in found if heading not in known[file]]


def test_no_mention_of_a_facts_file_goes_without_its_heading() -> None:
    bare = [
        str(path)
        for path in SOURCES
        for text in [path.read_text(encoding="utf-8")]
        if len(re.findall(r"(?:bitrix24|ui)/README\.md", text)) != len(CITATION.findall(text))
    ]
    assert not bare


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('x (bitrix24/README.md, "Errors")', [("bitrix24/README.md", "Errors")]),
        ('ui/README.md, "A" and "B".', [("ui/README.md", "A"), ("ui/README.md", "B")]),
        ('bitrix24/README.md, "A", "B c" and\n"D"', [("bitrix24/README.md", name) for name in ("A", "B c", "D")]),
        ("bitrix24/README.md without one", []),
    ],
)
def test_citations_are_read(text: str, expected: list[tuple[str, str]]) -> None:
    assert citations(text) == expected
