"""Files and folders that only their owner reads."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from badge_inspector.services.export_codes import ExportForm, write_outcomes
from badge_inspector.storage import files
from tests.support import lookups


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_every_folder_that_is_made_is_for_its_owner(tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        files.make_folder(tmp_path / "a" / "b" / "c")
    finally:
        os.umask(before)
    made = (tmp_path / "a", tmp_path / "a" / "b", tmp_path / "a" / "b" / "c")
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in made} == {0o700}


def test_a_link_where_a_part_is_to_be_written_is_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "other"
    other.write_text("mine")
    monkeypatch.setattr(os, "urandom", bytes)  # as if it were foreseen
    os.symlink(other, files.part_beside(tmp_path / "out.csv"))
    with pytest.raises(FileExistsError):
        write_outcomes(tmp_path / "out.csv", [lookups.lookup()], ExportForm.CSV, "en")
    assert other.read_text() == "mine"


def test_names_of_parts_differ(tmp_path: Path) -> None:
    assert len({files.part_beside(tmp_path / "out.csv") for _ in range(10)}) == 10
