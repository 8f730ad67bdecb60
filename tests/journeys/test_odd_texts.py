"""Answers that no portal should send, in the real window: each is shown as it is, as text, and nothing gives way."""

from __future__ import annotations

import json

import pytest

from badge_inspector.domain.history import RowStatus
from tests.support.desktop import Desktop, Person
from tests.support.faulty_portal import WEBHOOK, Conversation, FaultyPortal
from tests.support.faulty_portal import answer as http_answer
from tests.support.pages.answer import Answer, AnswerTab
from tests.support.pages.cards import Cards

BADGE = {"code": "x", "title": "Title", "value": "Value", "type": "success"}
TIME = '{"start":1724068028.331234,"finish":1724068028.726591,"duration":0.395,"processing":0.13}'

TEXTS = {
    "long": "я" * 100_000,
    "right-to-left": "مرحبا بالعالم 123 שלום",
    "combining": "é̂̃" * 50,
    "emoji": "👩🏽‍💻🇩🇪👍",
    "markup": "<b>bold</b><img src=x onerror=alert(1)><script>1</script>",
    "markdown": "# head **bold** [link](https://example.com)",
    "entity": "&lt;&amp;&quot;",
    "format": "{at} {0} %n %1 %s",
}
"""Titles and values that are shown to the letter."""

TIMES = {
    "empty list": "[]",
    "text": '"soon"',
    "null": "null",
    "wrong types": '{"start":"x","finish":[],"duration":{},"processing":true}',
    "1970": '{"start":0,"finish":0.5,"duration":0.5,"processing":0.1}',
    "9999": '{"start":253402300799,"finish":253402300799,"duration":0,"processing":0}',
    "far beyond": '{"start":1e300,"finish":1e400,"duration":-1e300,"processing":1e-300}',
}


def body(badge: object, time: str = TIME) -> bytes:
    return f'{{"result":{{"badge":{json.dumps(badge)}}},"time":{time}}}'.encode()


ANSWERS = {
    **{f"title {name}": body(BADGE | {"title": text}) for name, text in TEXTS.items()},
    **{f"value {name}": body(BADGE | {"value": text}) for name, text in TEXTS.items()},
    **{f"time {name}": body(BADGE, time) for name, time in TIMES.items()},
    "control": body(BADGE | {"title": "a\x00b\x1b[31mc\r\nd\u202ee"}),
    "number type": body(BADGE | {"type": 7}),
    "many languages": body(BADGE | {"title": {f"l{n}": f"Text {n}" for n in range(5_000)}}),
}


def script(conversation: Conversation) -> None:
    while (request := conversation.read_request()) is not None:
        conversation.send(http_answer(200, ANSWERS[json.loads(request.body)["code"]]))


@pytest.mark.slow
def test_every_answer_is_shown_as_text(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.uses(portal.profile(), WEBHOOK)
        size, cards, answer = person.window.size(), Cards(person), Answer(person)
        for code in ANSWERS:
            await person.looks_up(code)
            assert person.history()[0].status is RowStatus.FOUND, code
            for tab in AnswerTab:
                answer.opens(tab)
                person.window.grab()
            assert person.window.size() == size, code
            assert cards.rich_texts == [], code
            kind, _, name = code.partition(" ")
            if kind in ("title", "value"):
                assert TEXTS[name] in cards.badge_texts, code

    with FaultyPortal(script) as portal:
        desktop.run(journey)


def test_controls_are_symbols_and_an_odd_type_is_named(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.uses(portal.profile(), WEBHOOK)
        await person.looks_up("control")
        shown = Cards(person).badge_texts_painted
        assert any("[U+202E]" in text and text.replace("\u200b", "") == "a␀b␛[31mc␍↵d[U+202E]e" for text in shown)
        await person.looks_up("number type")
        await person.sees("a number, not a text")
        for name in ("empty list", "text", "null"):
            await person.looks_up(f"time {name}")
            await person.until(lambda: any("time block" in text for text in person.texts()), name)

    with FaultyPortal(script) as portal:
        desktop.run(journey)


def test_a_name_that_came_twice_is_pointed_out(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("demo.duplicate_keys")
        await person.sees("Second title")
        await person.sees("Sent more than once; the last one counts: title")
        await person.looks_up("vipClient")
        assert not any("Sent more than once" in text for text in person.texts())

    desktop.run(journey, demo=True)
