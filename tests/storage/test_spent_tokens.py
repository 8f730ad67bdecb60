"""Refresh tokens that were used."""

from __future__ import annotations

from pathlib import Path

from badge_inspector.storage.spent_tokens import is_spent, mark_spent


def test_the_last_64_are_remembered(tmp_path: Path) -> None:
    file = tmp_path / "spent"
    assert not is_spent(file, "digest0")
    for number in range(65):
        mark_spent(file, f"digest{number}")
    assert [number for number in range(66) if is_spent(file, f"digest{number}")] == [*range(1, 65)]


def test_part_of_a_digest_is_none(tmp_path: Path) -> None:
    mark_spent(tmp_path / "spent", "abcdef")
    assert is_spent(tmp_path / "spent", "abcdef")
    assert not is_spent(tmp_path / "spent", "abc")
