"""The file of icons and translations, read before anything is painted."""

from __future__ import annotations

import zlib
from pathlib import Path

from badge_inspector.startup import resources


def test_a_damaged_resource_file_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "x.rcc"
    content = resources.FILE.read_bytes()
    file.write_bytes(content[:-4] + (zlib.crc32(content) ^ 1).to_bytes(4, "little"))
    assert not resources.register(file)
