"""Is this as documented? The answer on the card, its place in the JSON, in the report, and in the history."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLabel

from badge_inspector.ui.result.contract_line import ContractLine
from badge_inspector.ui.result.json_text import JsonTextView
from tests.support import hand
from tests.support.desktop import Desktop, Person


def shown_line(person: Person) -> ContractLine:
    lines = person.window.result.cards.findChildren(ContractLine)
    return next(line for line in lines if line.toggle.isVisible())


def marked(person: Person) -> str:
    """The line of the JSON that the caret is on."""
    view = next(view for view in person.window.answer.findChildren(JsonTextView) if view.isVisible())
    text = view.layout_.text if view.layout_ is not None else ""
    return text[text.rfind("\n", 0, view.caret) + 1 : text.find("\n", view.caret)]


def test_an_undocumented_field_is_named_marked_reported_and_found_again(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.tries_the_demo()
        await person.looks_up("missedCall")
        assert shown_line(person).toggle.text() == "As documented"
        await person.looks_up("demo.extra_fields")
        line = shown_line(person)
        assert line.toggle.text() == "2 differences from the documentation"
        hand.click(line.toggle)
        source = next(label for label in line.findChildren(QLabel) if "$.result.badge.id" in label.text())
        assert "Not documented" in source.text()
        hand.follow_link(source)
        await person.until(lambda: '"id": 9007' in marked(person), "the place in the JSON")

        person.trigger("copy_report")
        await person.until(lambda: "$.result.badge.id" in QGuiApplication.clipboard().text(), "the report")
        assert "Not documented: No page documents the member “id”." in QGuiApplication.clipboard().text()

        await person.looks_up("demo.INVALID_CREDENTIALS")
        person.click("Details")
        assert shown_line(person).toggle.text() == "The documentation contradicts itself"
        hand.type_over(person.window.history.search, "contract:documented")
        await person.until(lambda: [row.code for row in person.history()] == ["missedCall"], "the documented one")
        hand.type_over(person.window.history.search, "contract:differs status:ok")
        await person.until(lambda: [row.code for row in person.history()] == ["demo.extra_fields"], "the other one")
        person.click_history(0)
        await person.until(lambda: "2 differences" in shown_line(person).toggle.text(), "the kept answer's result")

    desktop.run(journey)


def test_no_answer_says_nothing_of_the_documentation(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.tries_the_demo()
        await person.looks_up("demo.closed")
        shown = [line for line in person.window.findChildren(ContractLine) if line.toggle.isVisible()]
        assert shown == []
        buttons = person.window.result.cards.findChildren(QAbstractButton)
        assert not any("document" in button.text() for button in buttons if button.isVisible())

    desktop.run(journey)
