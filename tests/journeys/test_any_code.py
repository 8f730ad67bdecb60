"""A badge code is any text: sent as it is, shown without breaking the window, and what it hides is said."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from badge_inspector.demo.portal import DemoPortal
from tests.support import hand
from tests.support.demo import QUICK
from tests.support.desktop import Desktop, Person
from tests.support.faulty_portal import WEBHOOK, FaultyPortal, answer
from tests.support.pages.cards import Cards
from tests.support.pages.request_bar import RequestBar
from tests.support.pages.result import Result

NOT_FOUND = answer(400, '{"error":"NOT_FOUND","error_description":"Badge not found for code `x`"}')

NASTY = {
    "quotes": "\"a\" 'b' `c` «d» \\ & <b>bold</b> {0} %1 %n",
    "emoji": "🦊👩‍👩‍👧‍👦🇩🇪✊🏿",
    "right to left": "abc\u202egnp.exe \u05d0\u05d1\u05d2 \u0627\u0644",
    "combining": "Z\u0351\u036b\u0343\u036a\u0302a\u0301" * 8,
    "controls": "a\x01b\x1bc\x7fd",
    "no-break space inside": "missed\u00a0call",
    "one long word": "m" * 10_000,
    "long text of words": "missed call " * 900 + "end",
    "long Arabic": "\u0645\u0643\u0627\u0644\u0645\u0629" * 1_500,
    "10,000 emoji": "🦊" * 10_000,
    "SQL": "'; DROP TABLE lookups; --",
    "a path": "../../../rest/1/x/?auth=y#z",
}
PASTED = {"line breaks": "missed\nCall\r\nagain\ttab", "NUL": "missed\x00Call", "separators": "a\u2028b\u2029c"}


@pytest.fixture
def portal() -> Iterator[FaultyPortal]:
    with FaultyPortal(NOT_FOUND) as portal:
        yield portal


def sent_codes(portal: FaultyPortal) -> list[str]:
    return [json.loads(request.body)["code"] for request in portal.received if b'"code"' in request.body]


async def makes_it_small(person: Person) -> None:
    person.window.resize(900, 600)
    await person.until(lambda: person.window.width() == 900, "the smallest window")


def check_layout(person: Person) -> None:
    """Nothing pushes the window wider, and no card is wider than its column."""
    window = person.window
    QApplication.sendPostedEvents()
    assert (window.width(), window.height()) == (900, 600)
    hand.no_part_is_wider_than(window)
    Cards(person).no_card_is_wider_than_its_column()


def test_any_text_is_sent_as_it_is(desktop: Desktop, portal: FaultyPortal) -> None:
    async def journey(person: Person) -> None:
        await makes_it_small(person)
        await person.uses(portal.profile(), WEBHOOK)
        for name, code in NASTY.items():
            RequestBar(person).pastes(code)
            RequestBar(person).asks()
            await person.until(
                lambda code=code: (shown := person.shown) and shown.code == code and shown.history_id,
                name,
            )
            await person.idle()
            assert code in sent_codes(portal), name
            check_layout(person)
        assert [row.code for row in reversed(person.history())] == list(NASTY.values())

    desktop.run(journey)


def test_what_is_pasted_is_asked_for(desktop: Desktop, portal: FaultyPortal) -> None:
    async def journey(person: Person) -> None:
        await makes_it_small(person)
        await person.uses(portal.profile(), WEBHOOK)
        for asked, (name, pasted) in enumerate(PASTED.items(), 1):
            RequestBar(person).pastes(pasted)
            RequestBar(person).asks()
            await person.until(lambda asked=asked: len(person.history()) == asked, f"the answer to {name}")
            await person.idle()
            assert pasted in sent_codes(portal)
            check_layout(person)

    desktop.run(journey)


HIDING = {
    "missed\u0421all": "The code contains a Cyrillic “\u0421” at position 7; it looks like “C”.",
    "missed\u200bCall": "The code contains an invisible character (U+200B ZERO WIDTH SPACE) at position 7.",
    "missed\u00a0Call": "The code contains an unusual space (U+00A0 NO-BREAK SPACE) at position 7.",
}


def test_what_a_code_hides_is_said_below_the_field_and_on_the_card(desktop: Desktop) -> None:
    with DemoPortal(pace=QUICK) as demo:

        async def journey(person: Person) -> None:
            access = demo.profiles()[0]
            await person.uses(replace(access.profile, id="own"), access.credentials)
            for code, said in HIDING.items():
                person.type_code(code)
                assert hint_places(person, said) == ["note"]
                await person.looks_up(code)
                assert hint_places(person, said) == ["card"]
                plain = "missedCall" if "\u00a0" not in code else "missed Call"
                person.click(plain)
                await person.until(
                    lambda plain=plain: person.history()[0].code == plain, "the lookup of the plain form"
                )
                await person.idle()
                assert hint_places(person, said) == []

        desktop.run(journey)


def hint_places(person: Person, said: str) -> list[str]:
    """Places in which the hint can be read now."""
    places = {"note": RequestBar(person).bar.note, "card": Result(person).column}
    return [name for name, region in places.items() if any(said in text for text in person.whole_texts(region))]


def test_white_space_at_the_ends_is_left_out_and_said(desktop: Desktop, portal: FaultyPortal) -> None:
    async def journey(person: Person) -> None:
        await person.uses(portal.profile(), WEBHOOK)
        RequestBar(person).asks("  missedCall ")
        await person.until(person.history, "the lookup")
        await person.sees("Spaces around the code were ignored")
        await person.idle()
        assert sent_codes(portal)[0] == "missedCall"

    desktop.run(journey)
