"""Make `badge_inspector/_resources.rcc` from `resources/`: translations compiled by lrelease, icons as they are.

One binary file that checkout, wheel and bundle read alike (`badge_inspector/startup/resources.py`). Run as a script, or
called by `hatch_build.py`, `bootstrap.py` and the tests. It does nothing while the file is newer than its sources.
The file ends with the CRC-32 of what precedes it, which Qt passes over: without it a cut-off file would be taken for a
whole one.
"""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "resources"
PARTS = ("guide", "i18n", "icons")
"""Folders that the app carries along; the pictures of the README stay behind."""
README = ROOT / "README.md"
TARGET = ROOT / "badge_inspector" / "_resources.rcc"


def build(target: Path = TARGET, force: bool = False) -> Path:
    """Write the file if it is missing or older than a source, and return it. Raises FileNotFoundError without
    PySide6's tools, CalledProcessError when one of them fails."""
    if not force and is_fresh(target):
        return target
    sources = sorted(path for folder in PARTS for path in (SOURCES / folder).rglob("*") if path.is_file())
    with tempfile.TemporaryDirectory(prefix="badge-inspector-resources-") as folder:
        entries: list[tuple[str, Path]] = []
        for source in sources:
            alias = source.relative_to(SOURCES).as_posix()
            if source.suffix == ".ts":
                compiled = Path(folder) / f"{source.stem}.qm"
                _run(tool("lrelease"), "-silent", "-compress", str(source), "-qm", str(compiled))
                entries.append((alias.removesuffix(".ts") + ".qm", compiled))
            else:
                entries.append((alias, source))
        guide = Path(folder) / "en.md"
        guide.write_text(guide_of(README.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
        entries.append(("guide/en.md", guide))
        collection = Path(folder) / "resources.qrc"
        collection.write_text(_qrc(entries), encoding="utf-8")
        made = Path(folder) / target.name
        # Format 1 holds no times: the same sources give the same bytes. It knows zlib, and no zstd either, which Qt is
        # built with on Linux and without on Windows: what is made here is read there.
        _run(
            tool("rcc"),
            "--binary",
            "--format-version",
            "1",
            "--compress-algo",
            "zlib",
            "-o",
            str(made),
            str(collection),
        )
        unfinished = target.with_suffix(f".{os.getpid()}.tmp")
        content = made.read_bytes()
        unfinished.write_bytes(content + zlib.crc32(content).to_bytes(4, "little"))
        os.replace(unfinished, target)
    return target


def is_fresh(target: Path = TARGET) -> bool:
    """Tell whether the file is newer than all it is made from; a deleted source leaves its mark on its folder."""
    if not target.exists():
        return False
    made = target.stat().st_mtime_ns
    return all(path.stat().st_mtime_ns <= made for path in (SOURCES, *SOURCES.rglob("*"), README, Path(__file__)))


def guide_of(readme: str) -> str:
    """The guide inside the app: what the README tells those who use it, without picture, installation and long lists.
    Raises ValueError for a README of another shape."""
    introduction, start, rest = readme.partition("\n## Start it\n")
    _, use, rest = rest.partition("\n## What it does\n")
    told, line, _ = rest.partition("\n---\n")
    if not (start and use and line):
        raise ValueError("README.md lacks “## Start it”, “## What it does” or the line before the developers’ part")
    text = re.sub(r"^!\[.*\n\n?", "", f"{introduction}{use}{told}", flags=re.MULTILINE)
    text = re.sub(r"<details>.*?</details>", "All of them are in the README.", text, flags=re.DOTALL)
    return f"{text.rstrip()}\n"


def _qrc(entries: list[tuple[str, Path]]) -> str:
    files = "".join(f"<file alias={quoteattr(alias)}>{escape(str(path))}</file>" for alias, path in entries)
    return f'<!DOCTYPE RCC><RCC version="1.0"><qresource prefix="/">{files}</qresource></RCC>'


def tool(name: str) -> Path:
    """One of Qt's command-line tools, from the PySide6 that is installed. Raises FileNotFoundError."""
    found = importlib.util.find_spec("PySide6")
    if found is None or found.origin is None:
        raise FileNotFoundError("PySide6 is not installed")
    folder = Path(found.origin).parent
    suffix = ".exe" if sys.platform == "win32" else ""
    for place in (folder, folder / "Qt" / "libexec"):
        path = place / f"{name}{suffix}"
        if path.exists():
            return path
    raise FileNotFoundError(f"PySide6 has no {name}")


def _run(*command: Path | str) -> None:
    subprocess.run([str(part) for part in command], check=True)


if __name__ == "__main__":
    print(build(force="--force" in sys.argv))
