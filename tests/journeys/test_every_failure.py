"""One run of the program meets every answer that the demo portal can give, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from badge_inspector.demo.codes import DEMO_CODES, PREFIX, SAMPLE_CODE
from badge_inspector.demo.portal import DemoPortal
from badge_inspector.domain.failures import FailureKind
from badge_inspector.domain.history import RowStatus
from badge_inspector.domain.limits import LeakyBucket
from badge_inspector.domain.lookup import Found, Lookup
from badge_inspector.ui.look import language
from badge_inspector.ui.words.failures import words
from tests.support.demo import QUICK
from tests.support.demo_outcomes import FAILED, FOUND, REFUSED, SLOW
from tests.support.desktop import Desktop, Person
from tests.support.pages.cards import Cards
from tests.support.pages.request_bar import RequestBar

WITHIN_THE_LIMIT = f"{PREFIX}big"
"""8 MiB, which the program's own limit lets through and the smaller one of other tests does not."""
PATIENT_READ_S = 2.0
"""Seconds that the program of this test waits for bytes: a silent portal is found out that much sooner."""


def outcome_of(code: str) -> tuple[RowStatus, FailureKind | None]:
    """Outcome of a code in the history, and the failure on the card."""
    name = code.removeprefix(PREFIX)
    if code in (SAMPLE_CODE, WITHIN_THE_LIMIT) or name in FOUND:
        return RowStatus.FOUND, None
    if name in REFUSED:
        return RowStatus.REFUSED, REFUSED[name]
    return RowStatus.FAILED, FAILED[name]


@pytest.fixture
def portal() -> Iterator[DemoPortal]:
    with DemoPortal(pace=QUICK) as portal:
        yield portal


def shown(person: Person) -> Lookup:
    lookup = person.shown
    assert lookup is not None
    return lookup


def check_card(person: Person, code: str, kind: FailureKind | None) -> None:
    """The card says of this code what the wording says of this kind, in the language in force."""
    cards = Cards(person)
    assert cards.shows_failure is (kind is not None), code
    assert cards.shows_badge is (kind is None), code
    if kind is None:
        return
    outcome = shown(person).outcome
    assert not isinstance(outcome, Found)
    expected = words(replace(outcome.failure, kind=kind), code, person.portal_name_of(shown(person)))
    assert cards.failure_spoken == expected.title, code
    assert all((expected.title, expected.sentence, expected.advice, expected.side)), code
    texts = [text.replace("\u200b", "") for text in person.texts()]
    for sentence in (expected.title, expected.advice):
        assert sentence in texts, (code, sentence)


@pytest.mark.slow
def test_every_code_of_the_demo_has_its_card_and_its_row(
    desktop: Desktop, portal: DemoPortal, qapp: QApplication
) -> None:
    codes = [code for code in DEMO_CODES if code.removeprefix(PREFIX) not in SLOW]

    async def journey(person: Person) -> None:
        person.prefers(read_s=PATIENT_READ_S)
        access = portal.profiles()[0]
        await person.uses(replace(access.profile, id="every-answer"), access.credentials)
        person.is_paced(access.profile, LeakyBucket(10_000, 10_000))
        for code in codes:
            status, kind = outcome_of(code)
            await person.looks_up(code)
            assert not isinstance(shown(person).outcome, Found) or kind is None, code
            check_card(person, code, kind)
            row = person.history()[0]
            assert (row.code, row.status) == (code, status)
        for name in SLOW:
            await is_cancelled(person, f"{PREFIX}{name}")
        assert len(person.history()) == len(codes)

        language.apply(qapp, "ru")
        for at, row in enumerate(person.history()):
            person.click_history(at)
            await person.until(lambda row=row: shown(person).history_id == row.id, row.code)
            check_card(person, row.code, outcome_of(row.code)[1])
        await person.idle()

    async def is_cancelled(person: Person, code: str) -> None:
        RequestBar(person).asks(code)
        await person.until(lambda: person.is_asking, code)
        await person.uses_shortcut(Qt.Key.Key_Escape)
        await person.until(lambda: not person.is_asking, f"the end of {code}")
        await person.sees("Cancelled. Nothing was saved.")

    try:
        desktop.run(journey)
    finally:
        language.apply(qapp, "en")
