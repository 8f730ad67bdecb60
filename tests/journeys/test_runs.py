"""Many codes are one run: a row of the history, opened again later, never thrown away by a slip."""

from __future__ import annotations

from PySide6.QtCore import Qt

from badge_inspector.domain.history import HistoryFilter, RunRow
from badge_inspector.ui.look.text import visible
from tests.support.desktop import Desktop, Person
from tests.support.faulty_portal import WEBHOOK
from tests.support.pages.history import History
from tests.support.pages.many_codes import ManyCodes, OutcomeKind
from tests.support.pages.palette import Commands
from tests.support.pages.portals import Portals
from tests.support.pages.request_bar import RequestBar
from tests.support.registry import Registry

CODES = [f"code{number}" for number in range(400)]
ODD = ["\u202egnp.exe", "x" * 10_000, "[*] <b>&amp", "a b", "=1+1"]


async def sees_run(person: Person, *, unanswered: int) -> RunRow:
    await person.until(
        lambda: len(person.runs()) == 1 and person.runs()[0].unanswered == unanswered, "the run in the history"
    )
    return person.runs()[0]


async def run_opens(person: Person, run: RunRow) -> ManyCodes:
    many = await ManyCodes.comes(person)
    if run.unanswered:
        await many.stops()
    await person.until(lambda: len(many.column()) == run.total, "the run in the window")
    return many


async def stops_in_the_middle(person: Person, portal: Registry) -> ManyCodes:
    """A run of which two requests of eight were answered, the others are under way."""
    await person.uses(portal.profile(), WEBHOOK)
    portal.hold_after = 2
    portal.gate.clear()
    many = ManyCodes.opens(person)
    many.pastes("\n".join(CODES))
    await many.is_told("400 codes")
    many.double_clicks_start()
    await person.until(lambda: len(many.column()) == 100, "the first outcomes")
    assert many.is_at_work, "the second click of a double click cancelled"
    return many


def test_a_run_is_one_row_and_goes_on_in_another_session(desktop: Desktop) -> None:
    left: list[int] = []
    with Registry() as portal:

        async def first(person: Person) -> None:
            many = await stops_in_the_middle(person, portal)
            # Esc is a slip here, and so is closing: what came is kept, what did not can be asked for later.
            await many.settles()
            many.presses(Qt.Key.Key_Escape)
            await many.stops()
            portal.gate.set()
            await person.idle()
            left.append(many.unanswered)
            many.presses(Qt.Key.Key_Escape)
            await many.goes()
            run = await sees_run(person, unanswered=left[0])
            assert (run.total, run.found >= 100) == (400, True)
            assert person.history() == []
            await person.sees("0 lookups · 0 pinned")

        async def second(person: Person) -> None:
            await person.uses(portal.profile(), WEBHOOK)
            asked_before = len(portal.codes())
            run = await sees_run(person, unanswered=left[0])
            history = History(person)
            history.presses(Qt.Key.Key_Down)
            assert not ManyCodes.is_open(person)  # going past it opens nothing
            history.presses(Qt.Key.Key_Return)
            many = await run_opens(person, run)
            assert len(portal.codes()) == asked_before  # opening asks for nothing
            assert many.column() == CODES
            assert f"{run.unanswered} codes not answered yet." in many.why_stopped
            many.narrows_to(OutcomeKind.UNANSWERED)
            await person.until(lambda: len(many.column()) == left[0], "the codes of that kind")
            came = set(CODES) - set(many.column())
            many.narrows_to(OutcomeKind.ALL)
            await many.goes_on()
            await many.ends()
            assert not set(portal.codes()[asked_before:]) & came
            assert not many.offers(OutcomeKind.UNANSWERED)
            assert many.column() == CODES
            assert (await sees_run(person, unanswered=0)).found == 400
            await many.closes()

        desktop.run(first)
        desktop.run(second)


def test_closing_in_the_middle_keeps_the_run_and_offers_it(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        with Registry() as portal:
            many = await stops_in_the_middle(person, portal)
            many.closes_at_once()
            await person.sees("codes not answered yet. The run is in the history.")
            portal.gate.set()
            await person.idle()
            asked = len(portal.codes())
            person.click("Open the run")
            await person.until(person.runs, "the run in the history")
            again = await run_opens(person, person.runs()[0])
            assert len(portal.codes()) == asked
            await sees_run(person, unanswered=again.unanswered)
            await again.closes()

    desktop.run(journey)


def test_lookups_of_a_run_are_found_by_search_and_nowhere_else(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("vipClient")
        many = ManyCodes.opens(person)
        many.pastes("\n".join(["missedCall", "nowhere", "slaRisk"]))
        await many.is_told("3 codes")
        many.starts()
        await many.ends()
        foot = "Every result is kept in the history · 1 request, round trip "
        assert any(text.startswith(foot) for text in person.texts(many.window))
        many.closes_at_once()
        run = await sees_run(person, unanswered=0)
        assert (run.found, run.not_found) == (2, 1)
        assert [row.code for row in person.history()] == ["vipClient"]
        await person.sees("1 lookup · 0 pinned")
        history = History(person)
        history.narrows_to(HistoryFilter.ERRORS)
        await person.until(lambda: person.history() == [] and person.runs() == [], "the errors")
        history.narrows_to(HistoryFilter.ALL)
        history.searches("nowhere")
        await person.until(lambda: [row.code for row in person.history()] == ["nowhere"], "the search")
        history.searches("run:yes")
        await person.until(lambda: len(person.history()) == 3, "all that were asked in runs")
        history.searches("")
        await person.until(lambda: len(person.runs()) == 1, "the list as it was")
        palette = Commands.opens(person)
        palette.types("missedCall")
        assert "missedCall" not in palette.lines
        palette.closes()
        # Deleted and taken back as one.
        history.opens_run(run)
        (await run_opens(person, run)).closes_at_once()
        history.presses(Qt.Key.Key_Delete)
        await person.sees("3 lookups deleted.")
        await person.until(lambda: person.runs() == [], "the run gone")
        person.click("Undo")
        await person.until(lambda: len(person.runs()) == 1, "the run back")
        await person.idle()

    desktop.run(journey, demo=True)


def test_lines_pasted_into_the_code_field_are_offered_as_a_list(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        bar = RequestBar(person)
        bar.pastes("missedCall\nvipClient\nslaRisk")
        await person.until(lambda: bar.many == "3 codes: look up all", "the offer")
        await bar.clicks_many()
        many = await ManyCodes.comes(person)
        await many.ends()
        assert many.column() == ["missedCall", "vipClient", "slaRisk"]
        assert bar.code == ""
        assert bar.many == "Many codes…"
        await many.closes()

    desktop.run(journey, demo=True)


def test_results_that_are_not_recorded_outlive_the_windows_closing(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        person.trigger("private")
        many = ManyCodes.opens(person)
        many.pastes("\n".join(["missedCall", "vipClient"]))
        await many.is_told("2 codes")
        many.starts()
        await many.ends()
        many.presses(Qt.Key.Key_Escape)
        await many.goes()
        await person.sees("The results are not recorded.")
        again = ManyCodes.opens(person)
        assert again.window is many.window
        assert again.column() == ["missedCall", "vipClient"]
        assert person.runs() == []
        person.trigger("private")
        await many.closes()

    desktop.run(journey, demo=True)


def test_odd_codes_are_in_a_run_as_they_are_and_its_portal_may_be_gone(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        with Registry() as portal:
            await person.uses(portal.profile(), WEBHOOK)
            many = ManyCodes.opens(person)
            many.pastes("\n".join(ODD))
            await many.is_told("5 codes")
            many.starts()
            await many.ends()
            assert sorted(portal.codes()) == sorted(ODD)
            many.closes_at_once()
            run = await sees_run(person, unanswered=0)
            await Portals.deletes_all(person)
            History(person).opens_run(run)
            again = await run_opens(person, run)
            assert [text[:100] for text in again.column()] == [visible(code)[:100] for code in ODD]
            assert not again.can_go_on
            await person.rests(again.window)
            assert again.window.width() <= 1100
            await again.closes()

    desktop.run(journey)
