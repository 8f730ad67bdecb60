"""Failures in the words of a browser."""

from __future__ import annotations

import pytest

from badge_inspector.domain.exchange import Phase
from badge_inspector.domain.failures import Failure, FailureKind
from badge_inspector.domain.har.errors import without_response


@pytest.mark.parametrize(
    ("error", "kind", "phase"),
    [
        ("net::ERR_NAME_NOT_RESOLVED", FailureKind.NAME_NOT_RESOLVED, Phase.CONNECT),
        ("ERR_TIMED_OUT", FailureKind.TOTAL_TIMEOUT, None),
        ("net::ERR_CERT_DATE_INVALID", FailureKind.TLS_EXPIRED, Phase.TLS),
        ("net::ERR_BLOCKED_BY_CLIENT", FailureKind.CAPTURE_WITHOUT_RESPONSE, None),
        ("", FailureKind.CAPTURE_WITHOUT_RESPONSE, None),
    ],
)
def test_a_browsers_error_is_a_failure_of_ours(error: str, kind: FailureKind, phase: Phase | None) -> None:
    assert without_response(error) == Failure(kind, phase=phase, detail=error)


def test_two_hundred_characters_of_its_words_are_kept() -> None:
    assert without_response("x" * 200).detail == "x" * 200
    assert without_response("x" * 200 + "y").detail == "x" * 200
