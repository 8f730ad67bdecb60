"""The order in which the suite's tests are dealt out to its workers."""

from __future__ import annotations

import pytest

from tests.support.dealing import dealt

ITEMS = [f"test {number}" for number in range(36)]
BUNDLE, SLOW = ITEMS[10:14], ITEMS[30:]


@pytest.mark.parametrize("workers", range(1, 15))
def test_every_item_is_dealt_once(workers: int) -> None:
    assert sorted(dealt(ITEMS, workers, BUNDLE, SLOW)) == sorted(ITEMS)


def test_one_worker_keeps_the_order() -> None:
    assert dealt(ITEMS, 1, BUNDLE, SLOW) == ITEMS


def test_long_ones_begin_the_part_of_a_worker() -> None:
    order = dealt(ITEMS, 3, BUNDLE, SLOW)
    assert order[:4] == BUNDLE
    assert order[12:18] == SLOW
    assert [item for item in order if item not in (*BUNDLE, *SLOW)] == [*ITEMS[:10], *ITEMS[14:30]]
