"""Members of an entry that is written."""

from __future__ import annotations

from dataclasses import replace

import pytest

from badge_inspector.domain.har.writing import har_entry
from tests.support.builders import exchange


@pytest.mark.parametrize("version", ["HTTP/1.1", "HTTP/1.0", "HTTP/2"])
def test_a_request_has_the_version_of_its_answer(version: str) -> None:
    made = exchange(b"{}")
    assert made.response is not None
    answered = replace(made, response=replace(made.response, http_version=version))
    assert har_entry(answered, None, "")["request"]["httpVersion"] == version
    assert har_entry(replace(made, response=None), None, "")["request"]["httpVersion"] == "HTTP/1.1"
