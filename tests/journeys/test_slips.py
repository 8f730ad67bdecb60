"""A slip of the hand, or of the eye, destroys and misleads nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox, QPushButton, QWhatsThis, QWidget

from badge_inspector.domain.badge import Badge, PlainText
from badge_inspector.domain.portal import AccessKind, PortalAddress, PortalProfile
from badge_inspector.services.snippets import SnippetKind
from badge_inspector.ui.compare.many_portals_window import ManyPortalsWindow
from badge_inspector.ui.result.answer_panel import AnswerTab
from badge_inspector.ui.result.request_page import RequestPage
from badge_inspector.ui.timing.fields_view import FieldsView
from badge_inspector.ui.timing.trend_plot import TrendPlot
from badge_inspector.ui.timing.waterfall_view import WaterfallView
from tests.support import hand
from tests.support.desktop import Desktop, Person
from tests.support.faulty_portal import WEBHOOK, Conversation, FaultyPortal


async def box(person: Person) -> QMessageBox:
    await person.until(lambda: person.window.findChildren(QMessageBox), "the question")
    return person.window.findChildren(QMessageBox)[-1]


def explanations() -> list[QWidget]:
    return [each for each in QApplication.topLevelWidgets() if each.inherits("QWhatsThat") and each.isVisible()]


def test_deleting_everything_asks_with_the_count_and_escape_keeps_it(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("missedCall")
        await person.looks_up("vipClient")
        person.trigger("delete_all")
        question = await box(person)
        assert "Delete 2 lookups?" in question.text()
        QTest.keyClick(question, Qt.Key.Key_Escape)
        await person.until(lambda: not person.window.findChildren(QMessageBox), "the question gone")
        assert len(person.history()) == 2
        person.trigger("delete_all")
        question = await box(person)
        (delete,) = [each for each in question.findChildren(QPushButton) if each.text() == "Delete all"]
        QTest.mouseClick(delete, Qt.MouseButton.LeftButton)
        await person.sees("2 lookups deleted.")
        await person.until(lambda: person.history() == [], "nothing left")

    desktop.run(journey, demo=True)


def test_private_mode_has_a_tick_and_stays_in_sight(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        action = person.window.actions_["private"]
        assert action.icon().isNull()  # it would stand where the tick belongs
        (menu,) = [each for each in person.window.menuBar().findChildren(QMenu) if action in each.actions()]
        menu.popup(person.window.pos())
        menu.setActiveAction(action)
        QTest.keyClick(menu, Qt.Key.Key_Return)
        await person.sees("Private mode")
        assert action.isChecked()
        person.type_code("missedCall")
        person.press(Qt.Key.Key_Return)
        await person.sees("Call Status")
        assert person.window.private.isVisible()
        person.click("Record again")
        assert not person.window.private.isVisible()

    desktop.run(journey, demo=True)


def test_escape_closes_what_has_the_focus_and_no_more(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        window = person.window
        await person.looks_up("missedCall")
        # completions, while a request is under way that goes on
        person.type_code("demo.silent")
        person.press(Qt.Key.Key_Return)
        window.request.code.complete_from(
            [Badge(PlainText(code), None, None, None) for code in ("missedCall", "vipClient")]
        )
        person.type_code("miss")
        completer = window.request.code.completer()
        popup = completer.popup()
        assert popup is not None
        await person.until(popup.isVisible, "the completions")
        QTest.keyClick(popup, Qt.Key.Key_Escape)
        assert not popup.isVisible()
        assert person.is_asking
        # the history's search
        window.history.search.setFocus()
        person.type(window.history.search, "vip")
        offered = window.history.search.completer_.popup()
        if offered is not None:
            offered.hide()
        await person.until(lambda: person.history() == [], "what was searched for")
        QTest.keyClick(window.history.search, Qt.Key.Key_Escape)
        await person.until(lambda: len(person.history()) == 1, "all of the history")
        assert window.request.code.hasFocus()
        assert person.is_asking
        # the secret's question
        window.answer.show_tab(AnswerTab.REQUEST)
        (page,) = window.answer.findChildren(RequestPage)
        QTest.mouseClick(page.with_secret, Qt.MouseButton.LeftButton)
        assert page.confirm.isVisible()
        QTest.keyClick(page.keep, Qt.Key.Key_Escape)
        assert not page.confirm.isVisible()
        assert person.is_asking
        person.press(Qt.Key.Key_Escape)
        await person.sees("Cancelled. Nothing was saved.")

    desktop.run(journey, demo=True)


def test_repeating_leaves_the_focus_where_it_was(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        code = person.window.request.code
        await person.looks_up("missedCall")
        trend = person.window.result.cards.trend
        await person.until(lambda: trend.isVisible() and trend.parts, "the trend")
        parts = trend.parts
        assert parts is not None
        hand.type_over(parts.times, "2")
        code.setFocus()
        QTest.mouseClick(parts.repeat_button, Qt.MouseButton.LeftButton)
        assert code.hasFocus()
        await person.until(lambda: len(person.history()) == 3, "two more")
        await person.idle()
        assert code.hasFocus()
        parts.repeat_button.setFocus()
        QTest.keyClick(parts.repeat_button, Qt.Key.Key_Space)
        assert parts.cancel_button.hasFocus()
        await person.until(lambda: len(person.history()) == 5, "two more")
        await person.idle()
        assert parts.repeat_button.hasFocus()

    desktop.run(journey, demo=True)


def test_rows_and_bars_explain_themselves_by_mouse(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("missedCall")
        await person.looks_up("missedCall")
        await person.until(lambda: person.window.findChildren(TrendPlot), "the trend")
        (waterfall,) = person.window.findChildren(WaterfallView)
        (fields,) = person.window.findChildren(FieldsView)
        person.window.request.code.setFocus()  # which has an explanation too
        targets = [
            (view.viewport(), view.visualRect(view.model().index(row, 0)).center())
            for view in (waterfall, fields)
            for row in range(view.model().rowCount())
        ]
        (trend,) = person.window.findChildren(TrendPlot)
        rows = person.window.history.list
        last = rows.model().rowCount() - 1
        targets += [
            (view.viewport(), view.visualRect(view.model().index(row, 0)).center())
            for view, row in ((trend, 0), (trend, 1), (rows, last))
        ]
        for widget, at in targets:
            person.trigger("whats_this")
            assert QWhatsThis.inWhatsThisMode()
            QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at)
            await person.until(explanations, "an explanation")
            QWhatsThis.hideText()
            await person.until(lambda: not explanations(), "its end")
            QWhatsThis.leaveWhatsThisMode()
        QTest.keyClick(person.window.request.code, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
        await person.until(explanations, "what has the focus, by its key")
        assert not QWhatsThis.inWhatsThisMode()
        QWhatsThis.hideText()

    desktop.run(journey, demo=True)


def test_a_filter_is_not_wrong_while_it_is_being_typed(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("missedCall")
        panel = person.window.history
        panel.search.setFocus()
        for character in "after:20":
            person.type(panel.search, character)
            await person.until(lambda: not panel._delay.isActive(), "the search")
            await person.idle()
            assert not panel.wrong.isVisible(), panel.search.text()
        person.type(panel.search, " ")
        await person.sees("Not understood, left out: after:20")

    desktop.run(journey, demo=True)


def double_click(button: QWidget, on: QWidget | None = None) -> None:
    """Twice at one place, the second time on what stands there by then."""
    place = button.mapToGlobal(button.rect().center())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    second = on or button
    QTest.mouseDClick(second, Qt.MouseButton.LeftButton, pos=second.mapFromGlobal(place))


def test_a_double_click_is_one_click(desktop: Desktop) -> None:
    """A second click would find the next thing to delete, another button, or the same question to ask."""

    async def journey(person: Person) -> None:
        window = person.window
        await person.sees("The demo portal is ready")
        person.type_code("missedCall")
        double_click(window.request.look_up)
        await person.until(lambda: person.shown is not None and not person.is_asking, "the answer")
        await person.idle()
        double_click(window.request.look_up)
        await person.until(lambda: len(person.history()) == 2, "the next answer")
        await person.idle()
        assert len(person.history()) == 2
        # of two portals one stays
        for name in ("one", "two", "three"):
            await person.has(PortalProfile(name, name, PortalAddress(f"{name}.example"), AccessKind.WEBHOOK))
        settings = person.opens_settings()
        hand.pick(settings.portals.list, settings.portals.list.model().index(0, 0))
        double_click(settings.portals.delete)
        assert [portal.name for portal in person.portals] == ["two", "three"]
        double_click(settings.portals.duplicate)
        assert len(person.portals) == 3
        settings.close()
        # many portals are asked, and not cancelled at once
        person.trigger("many_portals")
        portals = await person.comes(ManyPortalsWindow)
        double_click(portals.ask, portals.cancel)
        assert portals.is_running
        await person.until(lambda: portals.clicks.is_settled, "buttons that are settled")
        QTest.mouseClick(portals.cancel, Qt.MouseButton.LeftButton)
        portals.close()
        # what was given up opens no menu of the languages
        person.type_code("demo.silent")
        person.press(Qt.Key.Key_Return)
        await person.until(window.result.wait.isVisible, "the wait")
        chip = window.result.cards.badge.chooser
        double_click(window.result.wait.cancel, chip)
        assert not chip.menu().isVisible()
        # the secret is not copied by the click that asks for it
        window.answer.show_tab(AnswerTab.REQUEST)
        (page,) = window.answer.findChildren(RequestPage)
        QApplication.clipboard().setText("before")
        double_click(page.with_secret, page.confirm_buttons[SnippetKind.CURL_SH])
        await person.idle()
        assert page.confirm.isVisible()
        assert QApplication.clipboard().text() == "before"

    desktop.run(journey, demo=True)


def test_enter_right_behind_escape_asks_again(desktop: Desktop) -> None:
    def hang(conversation: Conversation) -> None:
        if conversation.read_request() is not None:
            conversation.hold()

    async def journey(person: Person) -> None:
        with FaultyPortal(hang) as portal:
            await person.uses(portal.profile(), WEBHOOK)
            person.type_code("missedCall")
            person.press(Qt.Key.Key_Return)
            await person.until(person.window.result.wait.isVisible, "the wait")
            person.press(Qt.Key.Key_Escape)
            person.press(Qt.Key.Key_Return)  # before anything else has its turn
            await person.until(lambda: len(portal.received) == 2, "the second question")
            assert person.window.result.wait.isVisible()
            assert not any("Cancelled" in text for text in person.texts())
            person.press(Qt.Key.Key_Escape)
            await person.sees("Cancelled. Nothing was saved.")
            await person.idle()

    desktop.run(journey)
