"""The loop on which the program asks portals, for tests of what runs on it."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from badge_inspector.bitrix24.arrivals import exchange_loop

T = TypeVar("T")


def run(work: Coroutine[Any, Any, T]) -> T:
    """`asyncio.run`, on such a loop."""
    with asyncio.Runner(loop_factory=exchange_loop) as runner:
        return runner.run(work)
