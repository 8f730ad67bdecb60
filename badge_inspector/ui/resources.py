"""Icons and translations: one compiled file beside the package, in a checkout, a wheel and a bundle alike.

`packaging/build_resources.py` makes it from `resources/`.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QResource

FILE = Path(__file__).resolve().parent.parent / "_resources.rcc"


def register() -> bool:
    """Make `:/icons/...` and `:/i18n/...` readable; False when the file is missing or damaged, and the app goes on
    without icons and in English."""
    return QResource.registerResource(str(FILE))
