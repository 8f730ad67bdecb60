"""One code on several portals at once."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from badge_inspector.domain.compare import Field
from badge_inspector.domain.many_portals import CellMark
from badge_inspector.ui.portals.portals_window import ManyPortalsWindow
from badge_inspector.ui.portals.table import FIRST
from tests.support.desktop import Desktop, Person
from tests.support.faulty_portal import WEBHOOK, Conversation, FaultyPortal


async def opened(person: Person) -> ManyPortalsWindow:
    person.trigger("many_portals")
    window = person.app.features.many_portals.window_
    assert window is not None
    await person.until(window.isVisible, "the window")
    return window


def marks(window: ManyPortalsWindow, field: Field) -> list[CellMark]:
    return next([cell.mark for cell in row.cells] for row in window.model.rows if row.field is field)


def test_portals_answer_side_by_side(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("missedCall")
        window = await opened(person)
        assert window.code.text() == "missedCall"
        assert all(chip.isChecked() for chip in window.portals.values())
        assert len(window.portals) == 3
        QTest.mouseClick(window.ask, Qt.MouseButton.LeftButton)
        assert window.cancel.isVisible()
        await person.until(lambda: window.model.came == 3, "the answers")
        await person.app.tasks.idle()
        assert window.ask.isVisible()
        assert marks(window, Field.TYPE) == [CellMark.SAME, CellMark.SAME, CellMark.DIFFERENT]
        assert "differ" in window.summary.whole
        names = [profile.name for profile in window.model.profiles]
        assert names == ["Demo portal", "Demo portal, new build", "Demo portal, OAuth"]
        assert len(person.history()) == 4
        window.slowest.click()
        totals = [window.model.lookup(FIRST + at) for at in range(3)]
        times = [each.exchange.timeline.total_s for each in totals if each is not None]
        assert times == sorted(times, reverse=True)
        QTest.mouseClick(window.copy, Qt.MouseButton.LeftButton)
        assert "| ≠ | Type |" in QGuiApplication.clipboard().text()
        window.table.activated.emit(window.model.index(0, FIRST + 2))
        opened_id = window.model.profiles[2].id
        await person.until(
            lambda: (shown := person.app.lookups.shown) and shown.profile_id == opened_id, "that portal's answer"
        )
        window.close()
        await person.app.tasks.idle()

    desktop.run(journey, demo=True)


def test_a_badge_that_one_portal_lacks_and_portals_of_choice(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        window = await opened(person)
        window.request()
        assert "Type a badge code first." in window.summary.whole
        window.code.setText("oldDeal")
        window.all_portals.click()
        window.request()
        assert "Choose a portal to ask." in window.summary.whole
        window.portals["demo"].click()
        window.portals["demo-oauth"].click()
        QTest.keyClick(window.code, Qt.Key.Key_Return)
        await person.until(lambda: window.model.came == 2, "the answers")
        assert marks(window, Field.TITLE) == [CellMark.MISSING, CellMark.SAME]
        assert marks(window, Field.OUTCOME) == [CellMark.SAME, CellMark.DIFFERENT]
        window.close()
        window = await opened(person)
        assert [chip.isChecked() for chip in window.portals.values()] == [True, False, True]
        window.close()
        await person.app.tasks.idle()

    desktop.run(journey, demo=True)


def test_one_that_hangs_holds_nobody_up_and_can_be_cancelled(desktop: Desktop) -> None:
    def hang(conversation: Conversation) -> None:
        if conversation.read_request() is not None:
            conversation.hold()

    async def journey(person: Person) -> None:
        with FaultyPortal(hang) as portal:
            await person.uses(portal.profile(), WEBHOOK)
            window = await opened(person)
            window.code.setText("missedCall")
            window.request()
            await person.until(lambda: window.model.came == 3, "the others")
            assert window.summary.whole == "3 of 4 portals answered"
            QTest.mouseClick(window.cancel, Qt.MouseButton.LeftButton)
            assert "1 portal did not answer" in window.summary.whole
            assert window.ask.isVisible()
            await person.app.tasks.idle()
            window.close()

    desktop.run(journey, demo=True)
