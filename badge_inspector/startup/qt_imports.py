"""Imports Qt such that every later import costs what Python's own does.

PySide6 wraps `import`: it reads the source of each module imported after it, its own or not, to see whether that one
uses `from __feature__ import snake_case` and the like, and Python keeps those sources in memory. No module here does;
nothing else is lost.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType

_FEATURES = "shibokensupport.feature"


def import_plain() -> None:
    """Import PySide6 and have it look into no more modules. A release of it that does not loses nothing."""
    importlib.import_module("PySide6.QtCore")
    features = vars(sys.modules.get(_FEATURES, ModuleType("none")))
    if "feature_imported" in features:
        features["feature_imported"] = _ignore


def _ignore(module: ModuleType) -> None:
    """Instead of reading the module's source."""
