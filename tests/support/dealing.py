"""The order in which tests are dealt out to pytest-xdist's workers.

With `--dist worksteal` each worker begins with an equal part of the list; one that has nothing left takes the second
half of what another has. A long test at an end would be done by one worker while the others have nothing to do.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def dealt(items: Sequence[T], workers: int, *long: Sequence[T]) -> list[T]:
    """All items, each group of `long` ones at the beginning of a worker's part; as they are for a single worker."""
    if workers < 2:
        return list(items)
    first = {id(item) for group in long for item in group}
    rest = [item for item in items if id(item) not in first]
    order: list[T] = []
    for worker in range(workers):
        order += [item for group in long[worker::workers] for item in group]
        short = max(0, len(items) * (worker + 1) // workers - len(order))
        order += rest[:short]
        del rest[:short]
    return order
