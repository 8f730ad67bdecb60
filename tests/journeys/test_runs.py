"""Many codes are one run: a row of the history, opened again later, never thrown away by a slip."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from badge_inspector.domain.history import HistoryFilter, RunRow
from badge_inspector.ui.many.many_window import ManyWindow
from badge_inspector.ui.many.source_bar import Stage
from badge_inspector.ui.many.table import OutcomeKind
from tests.journeys.test_many_codes import Registry, click, clicks, ends, opened, shown_codes, window
from tests.support.desktop import Desktop, Person
from tests.support.faulty_portal import WEBHOOK

CODES = [f"code{number}" for number in range(400)]
ODD = ["\u202egnp.exe", "x" * 10_000, "[*] <b>&amp", "a b", "=1+1"]


def types_codes(person: Person, many: ManyWindow, codes: list[str]) -> None:
    """By the clipboard, as a person has a list."""
    QGuiApplication.clipboard().setText("\n".join(codes))
    many.source.codes.setFocus()
    QTest.keyClick(many.source.codes, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def double_click(button: QPushButton) -> None:
    """As Qt gets it from the mouse: the second press is a double click."""
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(button, Qt.MouseButton.LeftButton)


async def sees_run(person: Person, *, unanswered: int) -> RunRow:
    await person.until(
        lambda: len(person.runs()) == 1 and person.runs()[0].unanswered == unanswered, "the run in the history"
    )
    return person.runs()[0]


async def left_of(person: Person) -> int:
    """The codes of a run of all CODES that are not answered: what was under way when it was cancelled may be."""
    return len(CODES) - (await person.app.backend.history.reading.in_runs())[1]


def click_run(person: Person, run: RunRow) -> None:
    view = person.window.history.list
    index = person.window.history.model.index_of(run.id)
    view.scrollTo(index)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center() or QPoint())


async def run_opens(person: Person, run: RunRow) -> ManyWindow:
    await person.until(lambda: person.find_all(ManyWindow), "the window")
    many = window(person)
    ended = Stage.STOPPED if run.unanswered else Stage.IDLE
    await person.until(lambda: many.stage is ended and many.outcomes.rowCount() == run.total, "the run in the window")
    return many


async def stops_in_the_middle(person: Person, portal: Registry) -> ManyWindow:
    """A run of which two requests of eight were answered, the others are under way."""
    await person.uses(portal.profile(), WEBHOOK)
    portal.hold_after = 2
    portal.gate.clear()
    many = await opened(person)
    types_codes(person, many, CODES)
    await person.until(lambda: "400 codes" in many.source.note.text(), "the count")
    double_click(many.source.start)
    await person.until(lambda: many.outcomes.rowCount() == 100, "the first outcomes")
    assert many.stage is Stage.RUNNING, "the second click of a double click cancelled"
    return many


def test_a_run_is_one_row_and_goes_on_in_another_session(desktop: Desktop) -> None:
    with Registry() as portal:

        async def first(person: Person) -> None:
            many = await stops_in_the_middle(person, portal)
            # Esc is a slip here, and so is closing: what came is kept, what did not can be asked for later.
            await person.until(lambda: many.clicks.is_settled, "buttons that are settled")
            QTest.keyClick(many, Qt.Key.Key_Escape)
            await person.until(lambda: many.stage is Stage.STOPPED, "the stop")
            portal.gate.set()
            await person.idle()
            QTest.keyClick(many, Qt.Key.Key_Escape)
            await person.until(lambda: not person.find_all(ManyWindow), "the window closed")
            run = await sees_run(person, unanswered=await left_of(person))
            assert (run.total, run.found >= 100) == (400, True)
            assert person.history() == []
            await person.sees("0 lookups · 0 pinned")

        async def second(person: Person) -> None:
            await person.uses(portal.profile(), WEBHOOK)
            asked_before = len(portal.codes())
            run = await sees_run(person, unanswered=await left_of(person))
            view = person.window.history.list
            view.setFocus()
            QTest.keyClick(view, Qt.Key.Key_Down)
            assert not person.find_all(ManyWindow)  # going past it opens nothing
            QTest.keyClick(view, Qt.Key.Key_Return)
            many = await run_opens(person, run)
            assert len(portal.codes()) == asked_before  # opening asks for nothing
            assert shown_codes(many) == CODES
            assert f"{run.unanswered} codes not answered yet." in many.stopped.whole
            came = [row.code for row in many.outcomes.all if row.lookup is not None]
            await chip_shows(person, many, OutcomeKind.UNANSWERED, [code for code in CODES if code not in came])
            await clicks(person, many, many.go_on)
            await ends(person, many)
            assert not set(portal.codes()[asked_before:]) & set(came)
            assert not many.bar.chips[OutcomeKind.UNANSWERED].isVisible()
            assert shown_codes(many) == CODES
            assert (await sees_run(person, unanswered=0)).found == 400
            many.close()
            await person.idle()

        desktop.run(first)
        desktop.run(second)


async def chip_shows(person: Person, many: ManyWindow, kind: OutcomeKind, codes: list[str]) -> None:
    assert many.bar.chips[kind].text().endswith(f" {len(codes)}")
    click(many.bar.chips[kind])
    await person.until(lambda: shown_codes(many) == codes, "the codes of that kind")


def test_closing_in_the_middle_keeps_the_run_and_offers_it(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        with Registry() as portal:
            many = await stops_in_the_middle(person, portal)
            many.close()
            await person.sees("codes not answered yet. The run is in the history.")
            portal.gate.set()
            await person.idle()
            asked = len(portal.codes())
            person.click("Open the run")
            again = await run_opens(person, await sees_run(person, unanswered=await left_of(person)))
            assert len(portal.codes()) == asked
            assert again.outcomes.rowCount() == 400
            again.close()
            await person.idle()

    desktop.run(journey)


def test_lookups_of_a_run_are_found_by_search_and_nowhere_else(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("vipClient")
        many = await opened(person)
        types_codes(person, many, ["missedCall", "nowhere", "slaRisk"])
        await person.until(lambda: "3 codes" in many.source.note.text(), "the count")
        click(many.source.start)
        await ends(person, many)
        assert many._foot.text().startswith("Every result is kept in the history · 1 request, round trip ")
        many.close()
        run = await sees_run(person, unanswered=0)
        assert (run.found, run.not_found) == (2, 1)
        assert [row.code for row in person.history()] == ["vipClient"]
        await person.sees("1 lookup · 0 pinned")
        panel = person.window.history
        QTest.mouseClick(panel.chips[HistoryFilter.ERRORS], Qt.MouseButton.LeftButton)
        await person.until(lambda: person.history() == [] and person.runs() == [], "the errors")
        QTest.mouseClick(panel.chips[HistoryFilter.ALL], Qt.MouseButton.LeftButton)
        person.type(panel.search, "nowhere")
        await person.until(lambda: [row.code for row in person.history()] == ["nowhere"], "the search")
        panel.search.selectAll()
        person.type(panel.search, "run:yes")
        await person.until(lambda: len(person.history()) == 3, "all that were asked in runs")
        panel.search.selectAll()
        QTest.keyClick(panel.search, Qt.Key.Key_Delete)
        await person.until(lambda: len(person.runs()) == 1, "the list as it was")
        assert "missedCall" not in [command.words for command in person.app.features.palette._commands()]
        # Deleted and taken back as one.
        click_run(person, run)
        opened_again = await run_opens(person, run)
        opened_again.close()
        panel.list.setFocus()
        QTest.keyClick(panel.list, Qt.Key.Key_Delete)
        await person.sees("3 lookups deleted.")
        await person.until(lambda: person.runs() == [], "the run gone")
        person.click("Undo")
        await person.until(lambda: len(person.runs()) == 1, "the run back")
        await person.idle()

    desktop.run(journey, demo=True)


def test_lines_pasted_into_the_code_field_are_offered_as_a_list(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        request = person.window.request
        QGuiApplication.clipboard().setText("missedCall\nvipClient\nslaRisk")
        request.code.setFocus()
        QTest.keyClick(request.code, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        await person.until(lambda: request.many.text() == "3 codes: look up all", "the offer")
        await person.until(lambda: request.many_clicks.is_settled, "a button that is settled")
        person.click("3 codes: look up all")
        await person.until(lambda: person.find_all(ManyWindow), "the window")
        many = window(person)
        await ends(person, many)
        assert shown_codes(many) == ["missedCall", "vipClient", "slaRisk"]
        assert request.code.text() == ""
        assert request.many.text() == "Many codes…"
        many.close()
        await person.idle()

    desktop.run(journey, demo=True)


def test_results_that_are_not_recorded_outlive_the_windows_closing(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        person.trigger("private")
        many = await opened(person)
        types_codes(person, many, ["missedCall", "vipClient"])
        await person.until(lambda: "2 codes" in many.source.note.text(), "the count")
        click(many.source.start)
        await ends(person, many)
        QTest.keyClick(many, Qt.Key.Key_Escape)
        await person.until(lambda: not many.isVisible(), "the window closed")
        await person.sees("The results are not recorded.")
        again = await opened(person)
        assert again is many
        assert shown_codes(again) == ["missedCall", "vipClient"]
        assert person.runs() == []
        person.trigger("private")
        many.close()
        await person.idle()

    desktop.run(journey, demo=True)


def test_odd_codes_are_in_a_run_as_they_are_and_its_portal_may_be_gone(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        with Registry() as portal:
            await person.uses(portal.profile(), WEBHOOK)
            many = await opened(person)
            types_codes(person, many, ODD)
            await person.until(lambda: "5 codes" in many.source.note.text(), "the count")
            click(many.source.start)
            await ends(person, many)
            assert sorted(portal.codes()) == sorted(ODD)
            many.close()
            run = await sees_run(person, unanswered=0)
            person.app.portals.put([])
            await person.idle()
            click_run(person, run)
            again = await run_opens(person, run)
            assert [row.code for row in again.outcomes.shown] == ODD
            assert not again.go_on.isVisible()
            QApplication.sendPostedEvents()
            assert again.width() <= 1100
            again.close()
            await person.idle()

    desktop.run(journey)
