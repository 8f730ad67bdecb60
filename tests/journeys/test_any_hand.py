"""Acts of a hand in any order: code field, portals, identity, title, cards, answer and history tell of one lookup."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable

import pytest
from PySide6.QtCore import Qt

from badge_inspector.domain.history import HistoryFilter
from badge_inspector.ui.look.text import visible
from badge_inspector.ui.words.portals import portal_name
from tests.support.desktop import Desktop, Person
from tests.support.pages.history import History
from tests.support.pages.portal_menu import PortalMenu
from tests.support.pages.request_bar import RequestBar
from tests.support.pages.result import Result
from tests.support.pages.status_bar import StatusBar

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


Act = Callable[[], Awaitable[object]]


class Hand:
    """Does one thing after another, and looks at the window after each."""

    def __init__(self, person: Person, seed: int) -> None:
        self.person = person
        self.bar, self.result, self.past = RequestBar(person), Result(person), History(person)
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
            lambda: not self.person.is_busy and (not self.person.is_asking or self.result.is_waiting), "rest"
        )

    # What is seen

    def looks(self) -> None:
        """Compare what the parts of the window say."""
        shown, told = self.person.shown, f"after {self.done[-12:]}"
        waits = self.result.is_waiting
        asked = self.person.asked
        if waits and asked is not None:  # none is asked in the moment between Esc and the end of the wait
            self._is_of(self.result.names_of_wait, asked.code, portal_name(asked.profile), told)
            assert self.person.title.startswith(f"{asked.code} · {portal_name(asked.profile)}"), told
        if shown is None:
            return
        name = self.person.portal_called(shown)
        before = waits and not self.person.has_opened_meanwhile
        assert bool(self.result.identity) is not before, told
        if not before:
            self._is_of(self.result.names, shown.code, name, told)
        if not waits:
            assert self.person.title.startswith(f"{visible(shown.code)} · {name}"), told
        says = any("Another portal is in use" in text for text in self.person.texts())
        assert says is self._is_elsewhere, f"{told}: {self.bar.portal}, shown {name}"
        if not self.typed and not waits and not self.person.is_asking:
            assert self.bar.code == shown.code, told

    def is_dimmed_rightly(self) -> bool:
        """Tell whether cards and answer are dimmed, which takes some frames, where they are not what is asked for."""
        before = self.result.is_waiting and not self.person.has_opened_meanwhile
        return self.person.shown is None or self.result.veils <= {before or self._is_elsewhere}

    @property
    def _is_elsewhere(self) -> bool:
        """Tell whether another portal is in use than that of the lookup that is shown."""
        shown, current = self.person.shown, self.person.portal
        return shown is not None and current is not None and current.id != shown.profile_id

    def is_answered_rightly(self) -> bool:
        """Tell whether the JSON is that of the badge that is shown."""
        badge = self.person.shown.badge if self.person.shown is not None else None
        return badge is None or any(f'"code": "{badge.plain_code}"' in text for text in self.person.texts())

    def _is_of(self, labels: list[str], code: str, portal: str, told: str) -> None:
        assert visible(code) in labels, f"{told}: {labels}"
        assert portal in labels, f"{told}: {labels}"

    def is_marked_rightly(self) -> bool:
        """Tell whether the row that is marked is of what is shown, or none is."""
        shown = self.person.shown
        history_id = shown.history_id if shown is not None else None
        there = {row.id for row in self.person.history()}
        return self.past.selected_ids == ({history_id} & there)

    # What is done

    async def types_a_code(self) -> None:
        self.person.type_code(self.dice.choice(CODES))
        self.done[-1] += f" {self.bar.code}"
        self.typed = True

    async def presses_enter(self) -> None:
        self.bar.asks()
        self.typed = self.typed and not self.bar.code
        self.is_of_the_field()

    def is_of_the_field(self) -> None:
        """Compare what is asked with what the field and the portals say."""
        asked = self.person.asked
        if self.person.is_asking and asked is not None:
            assert (asked.code, portal_name(asked.profile)) == (self.bar.code.strip(), self.bar.portal), self.done[-12:]

    async def clicks_look_up_twice(self) -> None:
        self.bar.double_clicks_look_up()
        self.typed = self.typed and not self.bar.code
        self.is_of_the_field()

    async def escapes(self) -> None:
        if self.person.is_asking:
            self.typed = True  # the code that was given up stays in the field
        self.person.press(Qt.Key.Key_Escape, self.person.window.focusWidget() or self.person.window)

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
        before = self.past.current
        self.past.presses(key)
        if self.past.current is not before:
            self.typed = False
        await self.rests()

    async def picks_a_portal(self) -> None:
        menu = await PortalMenu.opens(self.person)
        name = self.dice.choice(PORTALS)
        self.done[-1] += f" {name}"
        await menu.picks(name.rpartition(" ")[2])

    async def asks_again(self) -> None:
        shown, said = self.person.shown, self.result.names
        waited = self.person.asked if self.person.is_asking else None
        await self.person.uses_shortcut(Qt.Key.Key_F5)
        asked = self.person.asked
        if shown is not None and self.person.is_asking and asked is not None and asked is not waited:
            assert {visible(asked.code), portal_name(asked.profile)} <= set(said), self.done[-12:]
            self.typed = False

    async def deletes_a_row(self) -> None:
        await self.rests()
        if self.person.history():
            self.past.presses(Qt.Key.Key_Delete)
            await self.rests()

    async def undoes(self) -> None:
        await self.rests()
        if StatusBar(self.person).offer:
            StatusBar(self.person).takes_offer()
            await self.rests()

    async def filters(self) -> None:
        self.past.narrows_to(self.dice.choice(list(HistoryFilter)))
        await self.rests()

    async def searches(self) -> None:
        self.past.types_into_search(self.dice.choice(["vip", "missed", "nothing"]))
        await self.rests()
        self.looks()
        self.past.presses_in_search(Qt.Key.Key_Escape)
        await self.rests()

    async def switches_private_mode(self) -> None:
        self.person.trigger("private")

    async def waits_a_moment(self) -> None:
        await self.rests()


@pytest.mark.parametrize("seed", [13])
def test_all_parts_of_the_window_tell_of_one_lookup(desktop: Desktop, seed: int) -> None:
    async def journey(person: Person) -> None:
        await Hand(person, seed).walk(ACTS)
        person.trigger("cancel")
        await person.idle()

    desktop.run(journey, demo=True)
