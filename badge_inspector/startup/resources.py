"""Icons and translations: one compiled file beside the package, in a checkout, a wheel and a bundle alike.

`packaging/build_resources.py` makes it from `resources/`.
"""

from __future__ import annotations

import zlib
from pathlib import Path

from PySide6.QtCore import QResource

FILE = Path(__file__).resolve().parent.parent / "_resources.rcc"


def register(file: Path = FILE) -> bool:
    """Make `:/icons/...` and `:/i18n/...` readable; False when the file is missing or damaged, and the app goes on
    without icons and in English.

    Qt takes a file that was cut off, and reads past its end later; the CRC-32 in the last four bytes tells.
    """
    try:
        content = file.read_bytes()
    except OSError:
        return False
    if zlib.crc32(content[:-4]).to_bytes(4, "little") != content[-4:]:
        return False
    return QResource.registerResource(str(file))
