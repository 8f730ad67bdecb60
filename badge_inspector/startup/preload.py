"""Qt before the program imports it: its libraries loaded ahead of time, and imports that cost what Python's own do.

The system loads the libraries and the list of fonts while Python reads modules: on another core, where there is one.
Python itself would load them one after the other, with its lock held.

PySide6 wraps `import`: it reads the source of each module imported after it, its own or not, to see whether that one
uses `from __feature__ import snake_case` and the like, and Python keeps those sources in memory. No module here does;
nothing else is lost.
"""

from __future__ import annotations

import ctypes
import importlib
import os
import sys
import threading
from importlib.util import find_spec
from types import ModuleType

_WIDGETS, _X11 = "QtWidgets.abi3.so", "Qt/plugins/platforms/libqxcb.so"
"""In PySide6's folder; they bring along the others."""

_FONTS = "libfontconfig.so.1"
_NOW = 2
"""RTLD_NOW: bound at once, which would otherwise be done under the lock."""


def start() -> None:
    """Begin to load the libraries, and return at once. Failures are left to whoever needs a library, and says so."""
    package = find_spec("PySide6") if sys.platform == "linux" else None
    for folder in (package and package.submodule_search_locations) or ():
        threading.Thread(target=_load, args=(folder,), name="badge-inspector-preload", daemon=True).start()


def _load(folder: str) -> None:
    system = ctypes.CDLL(None)  # a call of C through ctypes gives Python's lock away, its own loading does not
    system.dlopen.argtypes, system.dlopen.restype = (ctypes.c_char_p, ctypes.c_int), ctypes.c_void_p
    elsewhere = os.environ.get("QT_QPA_PLATFORM") or os.environ.get("WAYLAND_DISPLAY")
    for name in (_WIDGETS,) if elsewhere else (_WIDGETS, _X11):
        system.dlopen(os.fsencode(os.path.join(folder, name)), _NOW)
    fonts = system.dlopen(_FONTS.encode(), _NOW)
    if fonts:
        system.dlsym.argtypes, system.dlsym.restype = (ctypes.c_void_p, ctypes.c_char_p), ctypes.c_void_p
        begin = system.dlsym(fonts, b"FcInit")
        if begin:
            ctypes.CFUNCTYPE(ctypes.c_int)(begin)()


_FEATURES = "shibokensupport.feature"


def import_plain() -> None:
    """Import PySide6 and have it look into no more modules. A release of it that does not loses nothing."""
    importlib.import_module("PySide6.QtCore")
    features = vars(sys.modules.get(_FEATURES, ModuleType("none")))
    if "feature_imported" in features:
        features["feature_imported"] = _ignore


def _ignore(module: ModuleType) -> None:
    """Instead of reading the module's source."""
