"""The search for secrets, which the journey of the canaries looks through all with."""

from __future__ import annotations

import base64
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.support.canary import CANARIES, file_leaks, forms, leaks


@pytest.mark.parametrize(
    "wrap",
    [
        str,
        lambda secret: quote(secret, safe=""),
        lambda secret: json.dumps({"a": secret}),
        lambda secret: base64.b64encode(f"user:{secret}!".encode()).decode(),
        lambda secret: base64.urlsafe_b64encode(f"x{secret}".encode()).decode(),
        lambda secret: secret.encode().hex(),
    ],
    ids=["raw", "URL", "JSON", "base64", "base64 for addresses", "hexadecimal"],
)
@pytest.mark.parametrize("name", CANARIES)
def test_the_search_finds_each_form(name: str, wrap: Callable[[str], str]) -> None:
    assert [leak for leak in leaks(f"before {wrap(CANARIES[name])} after") if leak.startswith(name)]
    assert leaks("before •••••••• after") == []
    assert min(len(form) for form in forms(CANARIES[name]).values()) >= 16


def test_a_keyrings_own_file_is_the_only_place(tmp_path: Path) -> None:
    """The search itself: a database that keeps a secret is found out."""
    with closing(sqlite3.connect(tmp_path / "kept.sqlite3")) as database, database:
        database.execute("CREATE TABLE kept (secret TEXT)")
        database.execute("INSERT INTO kept VALUES (?)", (f"a {CANARIES['access token']} b",))
    assert file_leaks(tmp_path) == ["kept.sqlite3: access token, raw"]
