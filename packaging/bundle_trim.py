"""What of PyInstaller's findings goes into the bundle.

Its hooks bring every plugin that PySide6 has, and with them the libraries of Qt Quick and others that no widget needs.
Here plugins are listed by name, and a library stays if something that stays asks for it. Entries are PyInstaller's:
(destination in the bundle, source, kind).
"""

from __future__ import annotations

import os
import shutil
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

UNUSED_FOLDERS = {"qml", "metatypes", "resources", "typesystems", "glue"}
AS_DELIVERED = ("PySide6", "shiboken6")
"""Qt's files stay, to the byte, what its makers delivered, so that anyone can put others of theirs in their place."""


def trim(binaries: Iterable[Entry], scratch: Path, imports: Imports) -> list[Entry]:
    """Binaries that are used, without symbols for debuggers; stripped copies go into `scratch`."""
    return _stripped(reachable([entry for entry in binaries if _is_wanted(entry)], imports), scratch)


def trim_data(data: Iterable[Entry], binaries: Iterable[Entry]) -> list[Entry]:
    """Data files that are used. PyInstaller links each of Qt's libraries at the top: only where the library stayed."""
    there = {destination for destination, _, _ in binaries}
    return [
        entry
        for entry in data
        if _is_wanted(entry) and (entry[2] != "SYMLINK" or os.path.normpath(Path(entry[0]).parent / entry[1]) in there)
    ]


def _is_wanted(entry: Entry) -> bool:
    destination = Path(entry[0])
    parts = destination.parts
    if "plugins" in parts:
        kind = parts[parts.index("plugins") + 1]
        return destination.stem.removeprefix("lib") in PLUGINS.get(kind, ())
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
        if entry[2] == "EXTENSION" or "plugins" in Path(entry[0]).parts or "python3" in _name(entry[0])
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


def _stripped(binaries: list[Entry], scratch: Path) -> list[Entry]:
    strip = shutil.which("strip") if sys.platform == "linux" else None
    result: list[Entry] = []
    for destination, source, kind in binaries:
        if strip is None or kind == "SYMLINK" or Path(destination).parts[0] in AS_DELIVERED:
            result.append((destination, source, kind))
            continue
        copy = scratch / destination
        copy.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run([strip, "--strip-unneeded", "-o", str(copy), source], check=True)
        result.append((destination, str(copy), kind))
    return result
