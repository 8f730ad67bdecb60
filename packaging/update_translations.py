"""Bring `resources/i18n/*.ts` up to date with the texts in the code. Deterministic: no line numbers, sorted files."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from build_resources import ROOT, SOURCES, tool

LANGUAGES = ("en", "ru")
OPTIONS = ("-silent", "-no-obsolete", "-locations", "none", "-source-language", "en")


def update(folder: Path = SOURCES / "i18n") -> None:
    """Run lupdate for each language over the files in `folder`. English holds the plural forms only."""
    code = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "badge_inspector").rglob("*.py"))
    for language in LANGUAGES:
        target = folder / f"badge_inspector_{language}.ts"
        own = ["-target-language", language, *(["-pluralonly"] if language == "en" else [])]
        subprocess.run([str(tool("lupdate")), *OPTIONS, *own, *code, "-ts", str(target)], check=True, cwd=ROOT)


if __name__ == "__main__":
    update()
