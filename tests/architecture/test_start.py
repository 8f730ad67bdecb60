"""The first paint waits for nothing that it does not need."""

from __future__ import annotations

import pytest

from tests.architecture.test_layers import loaded_by

LATER = ("httpx", "httpcore", "h11", "anyio", "sqlite3", "keyring", "truststore", "certifi", "click", "rich")


@pytest.fixture(scope="module")
def loaded_at_start() -> set[str]:
    return loaded_by("badge_inspector.app")


@pytest.mark.parametrize("name", LATER)
def test_the_window_is_there_before(name: str, loaded_at_start: set[str]) -> None:
    """asyncio brings ssl along, so ssl is not among them."""
    assert name not in loaded_at_start


def test_the_command_line_answers_without_qt() -> None:
    assert loaded_by("badge_inspector.__main__", "badge_inspector.cli").isdisjoint({"PySide6", "asyncio"})
