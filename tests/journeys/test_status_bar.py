"""Texts of the status bar, remembered choices, and the same lookup several times over."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace

import pytest

from badge_inspector.demo.portal import DemoPortal
from badge_inspector.domain.limits import LeakyBucket
from badge_inspector.storage.paths import find_paths
from tests.support.demo import QUICK
from tests.support.desktop import Desktop, Person
from tests.support.faulty_portal import GOOD, WEBHOOK, FaultyPortal, answer, in_turn
from tests.support.pages.result import Result
from tests.support.pages.status_bar import StatusBar
from tests.support.pages.timing import Timing


@pytest.fixture
def portal() -> Iterator[DemoPortal]:
    with DemoPortal(pace=QUICK) as portal:
        yield portal


async def uses_own(person: Person, portal: DemoPortal) -> None:
    access = portal.profiles()[0]
    await person.uses(replace(access.profile, id="own", is_demo=False), access.credentials)
    person.is_paced(access.profile, LeakyBucket(10_000, 10_000))


def test_token_budget_and_copying_are_said(desktop: Desktop, portal: DemoPortal) -> None:
    async def journey(person: Person) -> None:
        await uses_own(person, portal)
        assert StatusBar(person).secrets == ""
        await person.looks_up("demo.nearly_spent")
        await person.sees("Token for this run only")
        timing = Timing(person)
        await person.until(
            lambda: timing.budget.endswith("of 480\u00a0s"), "the bar of a budget that is nearly used up"
        )
        assert not [text for text in person.texts() if "of 480" in text]  # said in the row of `operating` alone
        person.click("Copy")
        await person.sees("Copied: JSON")

    desktop.run(journey)


def test_a_language_picked_is_remembered_for_the_portal(desktop: Desktop, portal: DemoPortal) -> None:
    async def first(person: Person) -> None:
        await uses_own(person, portal)
        await person.looks_up("vipClient")
        Result(person).chooses_language("Deutsch (de)")
        assert person.portals[0].display_language == "de"

    async def second(person: Person) -> None:
        await person.until(person.history, "the history")
        person.click_history(0)
        await person.sees("From history")
        assert "Deutsch" in Result(person).language_spoken

    desktop.run(first)
    desktop.run(second)


def test_private_mode_is_said(desktop: Desktop, portal: DemoPortal) -> None:
    async def journey(person: Person) -> None:
        await uses_own(person, portal)
        person.prefers(private_mode=True)
        await person.sees("Private mode: nothing is recorded.")
        person.type_code("missedCall")
        person.click("Look up")
        await person.sees("Call Status")
        await person.idle()
        await person.sees("Private mode: nothing is recorded.")
        assert person.history() == []
        person.prefers(private_mode=False)
        await person.looks_up("vipClient")
        assert [row.code for row in person.history()] == ["vipClient"]

    desktop.run(journey)


@pytest.mark.slow
def test_a_history_that_cannot_be_written_is_said_and_written_later(
    desktop: Desktop, portal: DemoPortal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("badge_inspector.storage.database.BUSY_MS", 50)

    async def journey(person: Person) -> None:
        await uses_own(person, portal)
        await person.looks_up("missedCall")
        other = sqlite3.connect(find_paths(desktop.config_dir).history, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        person.type_code("vipClient")
        person.click("Look up")
        await person.sees("The history cannot be written")
        await person.sees("1 lookup waits in memory")
        other.execute("ROLLBACK")
        other.close()
        await person.until(lambda: [row.code for row in person.history()][:1] == ["vipClient"], "the row that waited")

    desktop.run(journey)


def test_a_lookup_is_repeated_and_each_is_kept(desktop: Desktop, portal: DemoPortal) -> None:
    async def journey(person: Person) -> None:
        await uses_own(person, portal)
        await person.looks_up("missedCall")
        timing = Timing(person)
        await timing.repeats(3)
        await person.until(lambda: len(person.history()) == 4, "three more")
        await person.idle()
        await person.sees("Last 4 lookups of this code")
        shown = person.shown
        assert shown is not None
        assert shown.history_id == person.history()[-1].id
        timing.opens_bar(timing.bars - 1)
        await person.sees("From history")

    desktop.run(journey)


def test_repeating_can_be_cancelled(desktop: Desktop) -> None:
    with FaultyPortal(in_turn(answer(200, GOOD), answer(200, GOOD), answer(200, GOOD)[:-20], repeat=True)) as faulty:

        async def journey(person: Person) -> None:
            await person.uses(faulty.profile(), WEBHOOK)
            await person.looks_up("vipClient")
            await person.looks_up("missedCall")
            timing = Timing(person)
            await timing.repeats(50)
            await person.until(lambda: len(faulty.received) == 3, "the first repetition")
            assert timing.progress == "0 of 50"
            person.click_history(1)
            await person.until(lambda: timing.progress == "missedCall: 0 of 50", "another lookup meanwhile")
            person.click_history(0)
            await person.until(lambda: timing.progress == "0 of 50", "the lookup itself")
            timing.cancels()
            await person.sees("Repeating was cancelled")
            assert len(faulty.received) == 3
            assert timing.can_repeat

        desktop.run(journey)


def test_repeating_ends_with_the_first_answer_that_forbids_it(desktop: Desktop) -> None:
    busy = answer(503, '{"error":"QUERY_LIMIT_EXCEEDED","error_description":"Too many requests"}')
    with FaultyPortal(in_turn(answer(200, GOOD), answer(200, GOOD), busy, repeat=True)) as faulty:

        async def journey(person: Person) -> None:
            await person.uses(faulty.profile(), WEBHOOK)
            await person.looks_up("missedCall")
            await Timing(person).repeats(50)
            await person.sees("Repeating stopped after 2 of 50")
            assert len(faulty.received) == 3
            assert len(person.history()) == 3

        desktop.run(journey)
