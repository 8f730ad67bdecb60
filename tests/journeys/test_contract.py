"""Is this as documented? The answer on the card, its place in the JSON, in the report, and in the history."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from tests.support import hand
from tests.support.desktop import Desktop, Person
from tests.support.pages.answer import Answer
from tests.support.pages.cards import Cards
from tests.support.pages.history import History


def test_an_undocumented_field_is_named_marked_reported_and_found_again(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        cards, history = Cards(person), History(person)
        await person.tries_the_demo()
        await person.looks_up("missedCall")
        assert cards.contract == "As documented"
        await person.looks_up("demo.extra_fields")
        assert cards.contract == "2 differences from the documentation"
        cards.opens_contract()
        entry = cards.contract_entry("$.result.badge.id")
        assert "Not documented" in entry.text()
        hand.follow_link(entry)
        await person.until(lambda: '"id": 9007' in Answer(person).marked_line, "the place in the JSON")

        person.trigger("copy_report")
        await person.until(lambda: "$.result.badge.id" in QGuiApplication.clipboard().text(), "the report")
        assert "Not documented: No page documents the member “id”." in QGuiApplication.clipboard().text()

        await person.looks_up("demo.INVALID_CREDENTIALS")
        person.click("Details")
        assert cards.contract == "The documentation contradicts itself"
        history.searches("contract:documented")
        await person.until(lambda: [row.code for row in person.history()] == ["missedCall"], "the documented one")
        history.searches("contract:differs status:ok")
        await person.until(lambda: [row.code for row in person.history()] == ["demo.extra_fields"], "the other one")
        person.click_history(0)
        await person.until(lambda: "2 differences" in cards.contract, "the kept answer's result")

    desktop.run(journey)


def test_no_answer_says_nothing_of_the_documentation(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.tries_the_demo()
        await person.looks_up("demo.closed")
        cards = Cards(person)
        assert cards.contract == ""
        assert not any("document" in words for words in cards.buttons())

    desktop.run(journey)
