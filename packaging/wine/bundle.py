"""The Windows bundle: built by the project's own script, and looked at file by file."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import identity

from wine.system import Windows, demand, name

SCRIPT = Path("packaging") / "windows" / "badge-inspector.iss"
WORKFLOW = Path(".github") / "workflows" / "bundles.yml"
OF_THE_INSTALLER = {"unins000.exe", "unins000.dat", "unins000.msg"}
UNWANTED = ("setuptools", "trove_classifiers", "pkg_resources", "tkinter", "pytest")
TEXTS = ("GNU LESSER GENERAL PUBLIC LICENSE", "GNU GENERAL PUBLIC LICENSE", "PYTHON SOFTWARE FOUNDATION LICENSE")
DIFFERS: frozenset[str] = frozenset()
"""Files that two builds of the same sources may differ in: none."""


def folder(sources: Path) -> Path:
    return sources / "dist" / "badge-inspector"


def build(windows: Windows, sources: Path, into: Path | None = None) -> str:
    """The bundle, by `build_bundle.py` in a prefix that has no git."""
    if into is None:
        windows.checked(windows.python, "packaging\\build_bundle.py", cwd=sources)
        files = [path for path in folder(sources).rglob("*") if path.is_file()]
        return f"{len(files)} files, {sum(path.stat().st_size for path in files) / 1e6:.1f} MB"
    code = (
        "import sys; from pathlib import Path; sys.path.insert(0, 'packaging'); import build_bundle; "
        "build_bundle.assemble(*map(Path, sys.argv[1:]))"
    )
    windows.checked(windows.python, "-c", code, name(into / "work"), name(into / "dist"), cwd=sources)
    return ""


def looks(sources: Path) -> Iterable[tuple[str, Callable[[], str | None]]]:
    """Looks at the bundle, by the words of the closing table."""
    place = folder(sources)
    return (
        ("nothing crept into the bundle", lambda: nothing_crept_in(place)),
        ("its bill of materials", lambda: bill(place)),
        ("its notices", lambda: notices(place)),
        ("names and versions in the installer's script and the workflow", lambda: names(sources, place)),
    )


def nothing_crept_in(place: Path) -> None:
    """Neither among the files nor among the modules in the executable."""
    names = [path.relative_to(place).as_posix() for path in place.rglob("*")] + sorted(_owners(place))
    found = sorted(each for each in names if any(part in each.lower() for part in UNWANTED))
    demand(not found, f"{found[:5]}")


def bill(place: Path) -> str:
    """Each file of the bundle belongs to somebody, by a path with forward slashes; Qt's libraries to Qt."""
    owners = _owners(place)
    demand(not [each for each in owners if "\\" in each], "backslashes in the bill of materials")
    files = {path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file()}
    own = {"LICENSE", "sbom.cdx.json", "THIRD_PARTY_NOTICES.txt", "_internal/badge_inspector/_resources.rcc"}
    demand(not files - owners.keys() - own, f"nobody owns {sorted(files - owners.keys() - own)[:5]}")
    absent = {each for each in owners if ".exe:" not in each} - files
    demand(not absent, f"named, and not there: {sorted(absent)[:5]}")
    foreign = [each for each in files if Path(each).name.startswith("Qt6") and owners[each] != "Qt"]
    foreign += [each for each in files if "/plugins/" in each and owners[each] != "Qt"]
    demand(not foreign, f"Qt's, and not under Qt: {foreign[:5]}")
    return f"{len(set(owners.values()))} components"


def _owners(place: Path) -> dict[str, str]:
    document: dict[str, Any] = json.loads((place / "sbom.cdx.json").read_text(encoding="utf-8"))
    return {
        occurrence["location"]: component["name"]
        for component in document["components"]
        for occurrence in component["evidence"]["occurrences"]
    }


def notices(place: Path) -> None:
    """CPython's licence, and the texts of those that Qt is under."""
    text = (place / "THIRD_PARTY_NOTICES.txt").read_text(encoding="utf-8")
    missing = [each for each in TEXTS if each not in text]
    demand(not missing, f"no {missing}")


def names(sources: Path, place: Path) -> str:
    """Each file that the script and the workflow's Windows job name is in the checkout, in the bundle or made by the
    installer; the executable says the version that the sources say."""
    script = (sources / SCRIPT).read_text(encoding="utf-8")
    workflow = (sources / WORKFLOW).read_text(encoding="utf-8")
    job = workflow[workflow.index("\n  windows:\n") : workflow.index("\n  macos:\n")]
    executables = set(re.findall(r"[\w-]+\.exe", script + job)) - OF_THE_INSTALLER
    absent = {each for each in executables if not (place / each).is_file()}
    folders = set(re.findall(r"(?m)^Type:.*\{app\}\\(\w+)", script))
    absent |= {each for each in folders if not (place / each).is_dir()}
    beside = {each.replace("\\", "/") for each in re.findall(r"\.\.\\\.\.\\([\w.\\-]+?)(?:\\\*|\"|\r?\n)", script)}
    absent |= {each for each in beside if not (sources / each).exists()}
    demand(not absent, f"named, and not there: {sorted(absent)}")
    demand(f"Programs\\{identity.TITLE}" in job, "the workflow looks for the installed program elsewhere")
    said = version(sources)
    spoken = "FileVersion\0".encode("utf-16-le"), f"{said}\0".encode("utf-16-le")
    content = (place / f"{identity.NAME}.exe").read_bytes()
    at = content.find(spoken[0])
    demand(at >= 0 and spoken[1] in content[at : at + 80], f"the executable does not say {said}")
    return f"{len(executables | folders | beside)} names, version {said}"


def same_again(windows: Windows, sources: Path) -> str:
    """Byte for byte, but for what is listed."""
    build(windows, sources, windows.home / "again")
    first, second = sums(folder(sources)), sums(windows.home / "again" / "dist" / "badge-inspector")
    differing = {each for each in first.keys() | second.keys() if first.get(each) != second.get(each)}
    demand(differing <= DIFFERS, f"{len(differing)} differ: {sorted(differing)[:10]}")
    return f"{len(first)} files"


def sums(place: Path) -> dict[str, str]:
    """SHA-256 of each file, by its path in a folder."""
    return {
        path.relative_to(place).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in place.rglob("*")
        if path.is_file()
    }


def version(sources: Path) -> str:
    """Version that the sources give themselves."""
    text = (sources / "badge_inspector" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "([^"]+)"$', text, re.MULTILINE)
    demand(found, "the sources name no version")
    return found[1] if found else ""
