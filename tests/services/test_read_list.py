"""A list of codes out of a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from badge_inspector.services import read_list as service
from badge_inspector.services.read_list import ListTrouble, NoList, read_list


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"a\nb", "a\nb"),
        ("код".encode(), "код"),
        ("\ufeffкод".encode(), "код"),
        ("код;b".encode("utf-16"), "код;b"),
        ("Название;Код\r\nЗвонок;b".encode("cp1251"), "Название;Код\r\nЗвонок;b"),
    ],
    ids=["ascii", "utf-8", "utf-8 with a mark", "utf-16", "windows-1251"],
)
def test_encodings(tmp_path: Path, data: bytes, text: str) -> None:
    (tmp_path / "list").write_bytes(data)
    assert read_list(tmp_path / "list") == text


@pytest.mark.parametrize(
    ("data", "trouble"),
    [
        (b"", ListTrouble.EMPTY),
        (b" \r\n\t", ListTrouble.EMPTY),
        (b"\x7fELF\x02\x01\x01\0\0", ListTrouble.BINARY),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", ListTrouble.BINARY),
        (b"PK\x03\x04\x14\0\x06\0", ListTrouble.SPREADSHEET),
    ],
    ids=["empty", "blank", "program", "picture", "xlsx"],
)
def test_no_list(tmp_path: Path, data: bytes, trouble: ListTrouble) -> None:
    (tmp_path / "list").write_bytes(data)
    assert read_list(tmp_path / "list") == NoList(trouble)


def test_too_large_and_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "LARGEST", 3)
    (tmp_path / "list").write_bytes(b"abcd")
    assert read_list(tmp_path / "list") == NoList(ListTrouble.TOO_LARGE, size=4)
    gone = read_list(tmp_path / "gone")
    assert isinstance(gone, NoList)
    assert gone.trouble is ListTrouble.UNREADABLE
    assert gone.reason
    folder = read_list(tmp_path)
    assert isinstance(folder, NoList)
