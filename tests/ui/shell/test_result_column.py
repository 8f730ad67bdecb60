"""The middle of the window tried with an example, and shown a lookup in steps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice, zip_longest

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from badge_inspector.domain.failures import Failure, FailureKind
from badge_inspector.domain.lookup import Lookup
from badge_inspector.startup.example import example_lookup
from badge_inspector.ui.shell.result_column import ResultColumn
from tests.support.lookups import failed, lookup


def seen(column: ResultColumn) -> tuple[object, ...]:
    cards = column.cards
    body = cards.timing.prepare()
    return (
        column.pages.currentWidget() is cards,
        cards.badge.isHidden(),
        cards.failure.isHidden(),
        cards.timing.isHidden(),
        cards.trend.isHidden(),
        cards.timing.total.text(),
        body.isHidden(),
        body.block.isHidden(),
        body.block.isHidden() or body.block.fields.lines,
        body.waterfall.lines,
        body.caution.texts,
        body.notices.texts,
    )


def showing(column: ResultColumn, shown: Lookup) -> Iterator[None]:
    return column.show_lookup(shown, "Acme", "acme.bitrix24.com", "en", 480.0, over_old=False)


def show(column: ResultColumn, shown: Lookup) -> None:
    for _ in showing(column, shown):
        pass


Turns = Callable[[Iterator[None], Iterator[None]], Iterable[object]]


@pytest.mark.parametrize("turns", [lambda example, real: chain(real, example), chain, zip_longest])
@pytest.mark.parametrize("shown", [lookup(), failed(Failure(FailureKind.UNEXPECTED))], ids=["found", "failed"])
def test_a_lookup_that_comes_during_the_example_is_what_is_shown(qtbot: QtBot, shown: Lookup, turns: Turns) -> None:
    """Whichever of the two has its turns first: the cards are still hidden when the lookup's outcome is in them."""
    plain = ResultColumn()
    qtbot.addWidget(plain)
    show(plain, shown)
    whole = seen(plain)
    steps = sum(1 for _ in _column(qtbot).rehearse(example_lookup()))
    for come_after in range(0, steps + 1, 2):
        column = _column(qtbot)
        rehearsing = column.rehearse(example_lookup())
        for _ in islice(rehearsing, come_after):
            pass
        for _ in turns(rehearsing, showing(column, shown)):
            pass
        assert seen(column) == whole


def test_the_example_leaves_nothing_to_be_seen(qtbot: QtBot) -> None:
    column = _column(qtbot)
    for _ in column.rehearse(example_lookup()):
        pass
    body = column.cards.timing.prepare()
    assert column.cards.isHidden()
    assert column.identity.isHidden()
    assert column.strip.isHidden()
    assert column.wait.isHidden()
    assert all(part.isHidden() for part in (body, body.caution, body.block, body.notices))


def _column(qtbot: QtBot) -> ResultColumn:
    column = ResultColumn()
    qtbot.addWidget(column)
    return column


def test_the_cards_have_their_place_from_the_first_step_on(qtbot: QtBot) -> None:
    """A scroll bar that only the last of them needs would have all laid out again when it comes."""
    column = _column(qtbot)
    column.resize(548, 400)
    column.show()
    for _ in column.rehearse(example_lookup()):
        pass
    widths: set[int] = set()
    for _ in showing(column, lookup()):
        QApplication.processEvents()
        widths.add(column.cards.viewport().width())
    assert len(widths) == 1
