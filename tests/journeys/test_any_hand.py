"""Acts of a hand in any order: code field, portals, identity, title, cards, answer and history tell of one lookup."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel

from badge_inspector.domain.history import HistoryRow
from badge_inspector.ui.history.model import ROW_ROLE
from badge_inspector.ui.look.text import visible
from badge_inspector.ui.request.portal_popup import PortalPopup
from badge_inspector.ui.shell.identity_line import IdentityLine
from badge_inspector.ui.widgets.pending import Veil
from badge_inspector.ui.words.portals import portal_name
from tests.support.desktop import Desktop, Person

ACTS = 60
CODES = (
    "missedCall",
    "vipClient",
    "slaRisk",
    "demo.NOT_FOUND",
    "demo.empty_body",
    "demo.slow",
    "demo.silent",
    "oldDeal",
)
PORTALS = ("Demo portal, new build", "Demo portal, OAuth", "Demo portal")


def names(line: IdentityLine) -> list[str]:
    """Texts of a line, those too long for it whole."""
    return [label.accessibleName() or label.text() for label in line.findChildren(QLabel) if label.isVisible()]


Act = Callable[[], Awaitable[object]]


class Hand:
    """Does one thing after another, and looks at the window after each."""

    def __init__(self, person: Person, seed: int) -> None:
        self.person = person
        self.window = person.window
        self.dice = random.Random(seed)  # noqa: S311 - which walk, not a secret
        self.typed = False
        self.done: list[str] = []

    async def walk(self, acts: int) -> None:
        kinds: list[tuple[int, Act]] = [
            (6, self.types_a_code),
            (6, self.presses_enter),
            (2, self.clicks_look_up_twice),
            (3, self.escapes),
            (6, self.clicks_a_row),
            (3, self.walks_the_rows),
            (3, self.picks_a_portal),
            (3, self.asks_again),
            (2, self.deletes_a_row),
            (1, self.undoes),
            (2, self.filters),
            (1, self.searches),
            (1, self.switches_private_mode),
            (2, self.waits_a_moment),
        ]
        weights, ways = zip(*kinds, strict=True)
        for _ in range(acts):
            (way,) = self.dice.choices(ways, weights)
            self.done.append(way.__name__)
            await way()
            self.looks()
            if self.dice.random() < 0.5:
                await self.rests()
                await self.person.until(self.is_dimmed_rightly, f"a veil after {self.done[-12:]}")
                await self.person.until(self.is_marked_rightly, f"the marked row after {self.done[-12:]}")
                await self.person.until(self.is_answered_rightly, f"the response after {self.done[-12:]}")
                self.looks()

    async def rests(self) -> None:
        """Go on once nothing is under way but a question that is never answered."""
        await self.person.until(
            lambda: (
                not {each for each in self.person.app.tasks.busy_slots if each != "lookup"}
                and (not self.person.is_asking or self.window.result.wait.isVisible())
            ),
            "rest",
        )

    # What is seen

    def looks(self) -> None:
        """Compare what the parts of the window say."""
        shown, told = self.person.shown, f"after {self.done[-12:]}"
        result, bar = self.window.result, self.window.request
        waits = self.window.result.wait.isVisible()
        asked = self.person.app.lookups.asked
        if waits and asked is not None:  # none is asked in the moment between Esc and the end of the wait
            self._is_of(result.wait, asked.code, portal_name(asked.profile), told)
            assert self.window.windowTitle().startswith(f"{asked.code} · {portal_name(asked.profile)}"), told
        if shown is None:
            return
        name = self.person.app.portals.called(shown)
        before = waits and not self.person.app.lookups.opened_meanwhile
        assert result.identity.isVisible() is not before, told
        if not before:
            self._is_of(result.identity, shown.code, name, told)
        if not waits:
            assert self.window.windowTitle().startswith(f"{visible(shown.code)} · {name}"), told
        current = bar.portal.current
        assert current is not None, told
        elsewhere = current.id != shown.profile_id
        says = any("Another portal is in use" in text for text in self.person.texts())
        assert says is elsewhere, f"{told}: {current.name}, shown {name}"
        if not self.typed and not waits and not self.person.is_asking:
            assert bar.code.code == shown.code, told

    def is_dimmed_rightly(self) -> bool:
        """Tell whether cards and answer are dimmed, which takes some frames, where they are not what is asked for."""
        shown, current = self.person.shown, self.window.request.portal.current
        before = self.window.result.wait.isVisible() and not self.person.app.lookups.opened_meanwhile
        elsewhere = shown is not None and current is not None and current.id != shown.profile_id
        veils = [veil for veil in self.window.findChildren(Veil) if veil.parent() is not self.window.result.strip]
        return shown is None or {veil.isVisible() for veil in veils} <= {before or elsewhere}

    def is_answered_rightly(self) -> bool:
        """Tell whether the JSON is that of the badge that is shown."""
        badge = self.person.shown.badge if self.person.shown is not None else None
        return badge is None or any(f'"code": "{badge.plain_code}"' in text for text in self.person.texts())

    def _is_of(self, line: IdentityLine, code: str, portal: str, told: str) -> None:
        labels = names(line)
        assert visible(code) in labels, f"{told}: {labels}"
        assert portal in labels, f"{told}: {labels}"

    def is_marked_rightly(self) -> bool:
        """Tell whether the row that is marked is of what is shown, or none is."""
        shown = self.person.shown
        history_id = shown.history_id if shown is not None else None
        marked = [index.data(ROW_ROLE) for index in self.window.history.list.selectedIndexes()]
        ids = {row.id for row in marked if isinstance(row, HistoryRow)}
        there = {row.id for row in self.person.history()}
        return ids == ({history_id} & there)

    # What is done

    async def types_a_code(self) -> None:
        self.person.type_code(self.dice.choice(CODES))
        self.done[-1] += f" {self.window.request.code.code}"
        self.typed = True

    async def presses_enter(self) -> None:
        self.person.press(Qt.Key.Key_Return)
        self.typed = self.typed and not self.window.request.code.code
        self.is_of_the_field()

    def is_of_the_field(self) -> None:
        """Compare what is asked with what the field and the portals say."""
        asked, bar = self.person.app.lookups.asked, self.window.request
        if self.person.is_asking and asked is not None:
            assert (asked.code, asked.profile) == (bar.code.code.strip(), bar.portal.current), self.done[-12:]

    async def clicks_look_up_twice(self) -> None:
        QTest.mouseClick(self.window.request.look_up, Qt.MouseButton.LeftButton)
        QTest.mouseDClick(self.window.request.look_up, Qt.MouseButton.LeftButton)
        self.typed = self.typed and not self.window.request.code.code
        self.is_of_the_field()

    async def escapes(self) -> None:
        if self.person.is_asking:
            self.typed = True  # the code that was given up stays in the field
        QTest.keyClick(self.window.focusWidget() or self.window, Qt.Key.Key_Escape)

    async def clicks_a_row(self) -> None:
        rows = self.person.history()
        if rows:
            await self.rests()
            if not (rows := self.person.history()):
                return
            at = self.dice.randrange(min(len(rows), 6))
            self.person.click_history(at)
            self.typed = False
            await self.rests()

    async def walks_the_rows(self) -> None:
        await self.rests()
        key = self.dice.choice([Qt.Key.Key_Up, Qt.Key.Key_Down])
        self.window.history.list.setFocus()
        before = self.window.history.current_entry()
        QTest.keyClick(self.window.history.list, key)
        if self.window.history.current_entry() is not before:
            self.typed = False
        await self.rests()

    async def picks_a_portal(self) -> None:
        self.person.trigger("choose_portal")
        await self.person.until(
            lambda: any(each.isVisible() for each in self.window.findChildren(PortalPopup)), "portals"
        )
        (popup,) = [each for each in self.window.findChildren(PortalPopup) if each.isVisible()]
        name = self.dice.choice(PORTALS)
        self.done[-1] += f" {name}"
        QTest.keyClicks(popup.filter, name.rpartition(" ")[2])
        QTest.keyClick(popup.filter, Qt.Key.Key_Return)
        await self.person.until(lambda: not popup.isVisible(), "chosen")

    async def asks_again(self) -> None:
        shown, line = self.person.shown, self.window.result.identity
        waited = self.person.app.lookups.asked if self.person.is_asking else None
        said = names(line) if line.isVisible() else []
        QTest.keyClick(self.window, Qt.Key.Key_F5)
        asked = self.person.app.lookups.asked
        if shown is not None and self.person.is_asking and asked is not None and asked is not waited:
            assert {visible(asked.code), portal_name(asked.profile)} <= set(said), self.done[-12:]
            self.typed = False

    async def deletes_a_row(self) -> None:
        await self.rests()
        if self.person.history():
            self.window.history.list.setFocus()
            QTest.keyClick(self.window.history.list, Qt.Key.Key_Delete)
            await self.rests()

    async def undoes(self) -> None:
        await self.rests()
        if self.window.undo.isVisible():
            QTest.mouseClick(self.window.undo, Qt.MouseButton.LeftButton)
            await self.rests()

    async def filters(self) -> None:
        label = self.dice.choice(["All", "OK", "Errors", "Pinned"])
        for button in self.window.history.findChildren(QAbstractButton):
            if button.isVisible() and button.text() == label:
                QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        await self.rests()

    async def searches(self) -> None:
        self.window.history.search.setFocus()
        self.person.type(self.window.history.search, self.dice.choice(["vip", "missed", "nothing"]))
        offered = self.window.history.search.completer_.popup()
        if offered is not None:
            offered.hide()
        await self.rests()
        self.looks()
        QTest.keyClick(self.window.history.search, Qt.Key.Key_Escape)
        await self.rests()

    async def switches_private_mode(self) -> None:
        self.person.trigger("private")

    async def waits_a_moment(self) -> None:
        await self.rests()


@pytest.mark.parametrize("seed", [13])
def test_all_parts_of_the_window_tell_of_one_lookup(desktop: Desktop, seed: int) -> None:
    async def journey(person: Person) -> None:
        await Hand(person, seed).walk(ACTS)
        person.app.lookups.cancel()
        await person.idle()

    desktop.run(journey, demo=True)
