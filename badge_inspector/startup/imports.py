"""Imports modules of the window after its first paint: each in a turn of its own, and on the window's thread.

PySide makes a class over one of Qt's, its own or the program's, without a lock: meanwhile the window's thread, which
runs in Qt without Python's lock, looks up the class of whatever gets an event, and at times the process ends with a
segmentation fault there. So no other thread makes such a class. It reads the modules instead, imports what they need
and what knows nothing of Qt, and tells in which order each is an import of one module only.
"""

from __future__ import annotations

import asyncio
import dis
import importlib
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from importlib.util import find_spec
from types import CodeType

from badge_inspector.background import in_background

_IMPORT, _FROM = dis.opmap["IMPORT_NAME"], dis.opmap["IMPORT_FROM"]
_NAME = dis.opmap["LOAD_NAME"]
_UNLESS = {number for name, number in dis.opmap.items() if name.startswith("POP_JUMP") and name.endswith("IF_FALSE")}
_QT = ("PySide6", "shiboken6", "qasync")
_WINDOW = ("badge_inspector.ui", "badge_inspector.startup", "badge_inspector.later", "badge_inspector.app")
"""Modules that make classes over Qt's. The layers below know nothing of Qt."""


async def import_in_turns(*names: str) -> None:
    """Import the modules, and what they import, with a turn of the event loop after each."""
    for name in await in_background(lambda: read_ahead(names)):
        importlib.import_module(name)
        await asyncio.sleep(0)


def read_ahead(names: Iterable[str]) -> list[str]:
    """The window's modules among these and all that they import, each behind its own imports; the rest is imported. In
    any thread."""
    found: dict[str, None] = {}
    seen: set[str] = set()
    for name in names:
        _visit(name, seen, found)
    return list(found)


def _visit(name: str, seen: set[str], found: dict[str, None]) -> None:
    if name in seen or name in sys.modules:
        return
    seen.add(name)
    if _is_of(name, _WINDOW):
        for needed in imported_by(_code(name)):
            _visit(needed, seen, found)
        found[name] = None
    elif not _is_of(name, _QT):
        with suppress(ImportError):  # another system's, or no module: whoever needs it will tell
            importlib.import_module(name)


def _is_of(name: str, packages: Iterable[str]) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def _code(name: str) -> CodeType | None:
    """The code that an import runs; None if the loader does not tell it."""
    spec = find_spec(name)
    read = getattr(spec and spec.loader, "get_code", None)
    return None if read is None else read(name)


def imported_by(code: CodeType | None) -> Iterator[str]:
    """Modules named by the statements outside of functions and classes, but for those of `if TYPE_CHECKING`."""
    module, argument, for_types, goes_on_at = "", 0, False, 0
    units = b"" if code is None else code.co_code
    for at, (operation, low) in enumerate(zip(units[::2], units[1::2], strict=True)):
        if at < goes_on_at:
            continue
        argument = argument << 8 | low
        if operation == dis.EXTENDED_ARG:
            continue
        if code is not None and operation == _NAME:
            for_types = code.co_names[argument] == "TYPE_CHECKING"
        elif for_types and operation in _UNLESS:
            goes_on_at = at + 1 + argument
        elif code is not None and operation == _IMPORT:
            module = code.co_names[argument]
            yield module
        elif code is not None and operation == _FROM and hasattr(sys.modules.get(module), "__path__"):
            part = f"{module}.{code.co_names[argument]}"
            if module.startswith("badge_inspector") and find_spec(part) is not None:
                yield part
        argument = 0
