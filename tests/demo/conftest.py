from __future__ import annotations

from collections.abc import Iterator

import pytest

from badge_inspector.demo.portal import DemoPortal
from tests.support.demo import QUICK


@pytest.fixture(scope="module")
def portal() -> Iterator[DemoPortal]:
    """A portal that takes no time and has no rate limit, shared by a module: nothing a test asks changes it, its
    `operating` apart."""
    with DemoPortal(pace=QUICK) as running:
        yield running
