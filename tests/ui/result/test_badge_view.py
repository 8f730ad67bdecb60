"""A found badge is shown as the client sees it and as it was sent, whatever the portal put into it."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QTableView, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from badge_inspector.domain.badge import Badge, LocalizedText, OddValue, PlainText
from badge_inspector.domain.badge_type import BadgeType
from badge_inspector.ui.result.badge_facts import BadgeFacts
from badge_inspector.ui.result.badge_view import BadgeCard
from badge_inspector.ui.result.kanban_preview import KanbanPreview
from badge_inspector.ui.result.language_model import OTHERS
from badge_inspector.ui.result.language_table import LanguageTable
from badge_inspector.ui.widgets.labels import PlainLabel
from tests.support.lookups import lookup, response

SAMPLE = Badge(PlainText("missedCall"), PlainText("Call Status"), PlainText("Missed"), PlainText("failure"))
TITLES = LocalizedText((("ru", "Статус звонка"), ("en", "Call Status")))
VALUES = LocalizedText((("ru", "Пропущен"), ("en", "Missed"), ("kz", "Өткізілген")))
LOCALIZED = Badge(PlainText("missedCall"), TITLES, VALUES, PlainText("failure"))


@pytest.fixture
def card(qtbot: QtBot) -> BadgeCard:
    card = BadgeCard()
    qtbot.addWidget(card)
    card.resize(520, 300)
    card.show()
    return card


def texts(widget: QWidget) -> list[str]:
    """The visible labels' texts, without the places to break."""
    QApplication.sendPostedEvents()
    return [label.text().replace("\u200b", "") for label in widget.findChildren(QLabel) if label.isVisible()]


def label(card: BadgeCard, text: str) -> PlainLabel:
    QApplication.sendPostedEvents()
    return next(each for each in card.findChildren(PlainLabel) if each.isVisible() and each.whole == text)


def table(card: BadgeCard) -> LanguageTable:
    (view,) = card.findChildren(LanguageTable)
    return view


def rows(view: QTableView) -> list[list[str]]:
    model = view.model()
    return [[model.index(row, column).data() for column in range(4)] for row in range(model.rowCount())]


def preview(card: BadgeCard) -> str:
    (shown,) = card.findChildren(KanbanPreview)
    return shown.accessibleName()


def test_the_sample_shows_its_fields_and_the_colour_in_words(card: BadgeCard) -> None:
    card.show_badge(SAMPLE, "missedCall", "en")
    assert texts(card)[:9] == [
        "Code", "missedCall", "Title", "Call Status", "Value", "Missed", "Type", "failure", "— red",
    ]  # fmt: skip
    assert preview(card) == "As on the kanban card: Call Status, MISSED"
    assert not table(card).isVisible()
    assert "one text for all" in texts(card)


@pytest.mark.parametrize(
    ("kind", "colour"),
    [
        (BadgeType.SUCCESS, "— green"),
        (BadgeType.FAILURE, "— red"),
        (BadgeType.WARNING, "— yellow"),
        (BadgeType.PRIMARY, "— blue"),
        (BadgeType.SECONDARY, "— grey"),
    ],
)
def test_every_type_is_named_with_its_colour(card: BadgeCard, kind: BadgeType, colour: str) -> None:
    card.show_badge(Badge(PlainText("a"), None, None, PlainText(kind.value)), "a", "en")
    assert kind.value in texts(card)
    assert colour in texts(card)


@pytest.mark.parametrize(
    ("field", "shown", "note"),
    [
        (None, None, "not sent"),
        (PlainText(""), None, "empty text"),
        (PlainText("  \t"), "  ␉", "only white space"),
        (OddValue("17"), "17", "a number, not a text"),
        (OddValue("1e400"), "1e400", "a number, not a text"),
        (OddValue("null"), "null", "null, not a text"),
        (OddValue("true"), "true", "a yes-or-no value, not a text"),
        (OddValue("[1, 2]"), "[1, 2]", "a list, not a text"),
        (OddValue('{"a": 1}'), '{"a": 1}', "an object, not a text"),
        (LocalizedText(()), None, "texts by language, none sent"),
        (PlainText("<b>x</b> **y**"), "<b>x</b> **y**", None),
        (PlainText("a\nb\x00\x1b"), "a↵b␀␛", None),
        (PlainText("\u202eabc"), "[U+202E]abc", None),
    ],
    ids=lambda value: ascii(value)[:40],
)
def test_any_value_of_a_field_is_survived(card: BadgeCard, field: object, shown: str | None, note: str | None) -> None:
    for badge in (
        Badge(PlainText("a"), field, PlainText("v"), PlainText("failure")),  # type: ignore[arg-type]
        Badge(PlainText("a"), PlainText("t"), field, PlainText("failure")),  # type: ignore[arg-type]
        Badge(PlainText("a"), PlainText("t"), PlainText("v"), field),  # type: ignore[arg-type]
    ):
        card.show_badge(badge, "a", "en")
        assert shown is None or shown in texts(card)
        assert note is None or note in texts(card) or "unknown type" in " ".join(texts(card))
        assert not card.grab().isNull()


def test_an_unknown_type_is_named_as_unknown(card: BadgeCard) -> None:
    card.show_badge(Badge(PlainText("a"), None, None, PlainText("urgent")), "a", "en")
    assert "urgent" in texts(card)
    assert "unknown type, shown grey as secondary" in texts(card)


def test_extra_fields_have_their_own_names(card: BadgeCard) -> None:
    extra = (("settings", '{"deviceId": 12}'), ("<i>x</i>", "1.50"), *((f"more{n}", "0") for n in range(25)))
    card.show_badge(Badge(PlainText("a"), None, None, None, extra), "a", "en")
    shown = texts(card)
    assert shown[shown.index("settings") + 1] == '{"deviceId": 12}'
    assert shown[shown.index("<i>x</i>") + 1] == "1.50"
    assert "more17" in shown
    assert "more18" not in shown
    assert any("7 more field" in text for text in shown)


def test_languages_are_resolved_by_the_portals_rule(card: BadgeCard) -> None:
    card.show_badge(LOCALIZED, "missedCall", "ru")
    assert rows(table(card)) == [
        ["ru", "Статус звонка", "Пропущен", "own language"],
        ["en", "Call Status", "Missed", "own language"],
        ["kz", "Call Status", "Өткізілген", "no title → en"],
        ["others", "Call Status", "Missed", "none → en"],
    ]
    assert preview(card) == "As on the kanban card: Статус звонка, ПРОПУЩЕН"
    assert texts(card)[:11] == [  # the same rows as for a badge of one text
        "Code", "missedCall", "Title", "Статус звонка", "Value", "Пропущен", "Type", "failure", "— red",
        "Languages", "ru, en, kz",
    ]  # fmt: skip
    model = table(card).model()
    headings = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(4)]
    assert headings == ["Language", "Title", "Value", "Why"]
    assert table(card).horizontalHeader().isVisible()


@pytest.mark.parametrize(
    ("title", "value", "language", "row"),
    [
        (TITLES, VALUES, "de", ["de", "Call Status", "Missed", "none → en"]),
        (LocalizedText((("fr", "Appel"),)), PlainText("Missed"), "fr", ["fr", "Appel", "Missed", "own language"]),
        (LocalizedText((("fr", "Appel"),)), PlainText("Missed"), "de", ["de", "Appel", "Missed", "no title → fr"]),
        (TITLES, LocalizedText((("de", "Verpasst"),)), "ru", ["ru", "Статус звонка", "Verpasst", "no value → de"]),
        (LocalizedText((("fr", "A"),)), LocalizedText((("it", "B"),)), "de", ["de", "A", "B", "none → fr, it"]),
        (LocalizedText((), (("en", "7"),)), None, "en", ["en", "—", "—", "no text"]),
        (
            LocalizedText((("en", "A"),), (("ru", "null"),)),
            VALUES,
            "ru",
            ["ru", "A", "Пропущен", "title is no text → en"],
        ),
        (None, VALUES, "ru", ["ru", "—", "Пропущен", "no title"]),
    ],
    ids=lambda value: ascii(value)[:30],
)
def test_a_row_of_the_resolver(card: BadgeCard, title: object, value: object, language: str, row: list[str]) -> None:
    card.show_badge(Badge(PlainText("a"), title, value, None), "a", language)  # type: ignore[arg-type]
    assert next(each for each in rows(table(card)) if each[0] == language) == row


def test_a_row_picks_the_language_of_the_preview(card: BadgeCard, qtbot: QtBot) -> None:
    card.show_badge(LOCALIZED, "missedCall", "ru")
    view = table(card)
    picked: list[str] = []
    activated: list[str] = []
    card.language_picked.connect(picked.append)
    card.field_activated.connect(activated.append)
    place = view.visualRect(view.model().index(1, 1)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert picked == ["en"]
    assert card.language == "en"
    assert preview(card) == "As on the kanban card: Call Status, MISSED"
    assert activated == ["$.result.badge.title.en"]
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert picked == ["en", "kz"]
    assert preview(card) == "As on the kanban card: Call Status, ӨТКІЗІЛГЕН"
    qtbot.keyClick(view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert card.language == OTHERS
    assert picked == ["en", "kz"]
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "others\tCall Status\tMissed\tnone → en"


def test_the_menu_offers_the_badges_languages_first(card: BadgeCard) -> None:
    card.show_badge(LOCALIZED, "missedCall", "ru")
    chooser = next(each for each in card.findChildren(QToolButton) if each.menu())
    assert chooser.text() == "Language: русский"
    menu = chooser.menu()
    menu.aboutToShow.emit()
    names = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert names[:4] == ["русский (ru)", "English (en)", "қазақ тілі (kz)", "Deutsch (de)"]
    assert len(names) == len(set(names))
    picked: list[str] = []
    card.language_picked.connect(picked.append)
    next(action for action in menu.actions() if action.text() == "Deutsch (de)").trigger()
    assert picked == ["de"]
    assert "de" in [row[0] for row in rows(table(card))]


def test_a_click_on_a_field_tells_its_place_in_the_json(card: BadgeCard, qtbot: QtBot) -> None:
    card.show_badge(Badge(*(PlainText(text) for text in "abcd"), extra=(("odd name'", "1"),)), "a", "en")  # type: ignore[arg-type]
    paths: list[str] = []
    card.field_activated.connect(paths.append)
    for text in ("a", "b", "c", "d", "1"):
        qtbot.mouseClick(label(card, text), Qt.MouseButton.LeftButton)
    qtbot.keyClick(label(card, "b"), Qt.Key.Key_Return)
    assert paths == [
        "$.result.badge.code",
        "$.result.badge.title",
        "$.result.badge.value",
        "$.result.badge.type",
        "$.result.badge['odd name\\'']",
        "$.result.badge.title",
    ]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("missedCall", None),
        ("MISSEDcall", "the letter case differs"),
        ("missedKall", "differs from position 7 on"),
        ("missedCal", "differs from position 10 on"),
    ],
)
def test_another_code_than_asked_is_told(card: BadgeCard, asked: str, said: str | None) -> None:
    card.show_badge(SAMPLE, asked, "en")
    told = [text for text in texts(card) if text.startswith("You asked for")]
    assert len(told) == (said is not None)
    assert said is None or said in told[0]


def test_a_code_that_hides_something_is_told(card: BadgeCard) -> None:
    card.show_badge(Badge(PlainText("missedСall"), None, None, None), "missedСall", "en")
    assert any("Cyrillic “С” at position 7" in text for text in texts(card))
    card.show_badge(SAMPLE, "missedCall", "en")
    assert not any("Cyrillic" in text for text in texts(card))


def test_a_huge_text_is_cut_on_the_screen_and_copied_whole(card: BadgeCard, qtbot: QtBot) -> None:
    huge = "e\u0301ש" * 50_000
    card.show_badge(Badge(PlainText("a"), PlainText(huge), PlainText(huge), PlainText(huge)), "a", "en")
    assert card.height() < 2000
    assert card.sizeHint().width() < 1000
    title = label(card, huge)
    assert len(title.text()) < 500
    title.copy()
    assert QGuiApplication.clipboard().text() == huge
    QGuiApplication.clipboard().clear()
    button = next(each for each in card.findChildren(QPushButton) if each.text().startswith("Copy all 150"))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == huge


def test_a_badge_of_very_many_languages_opens(card: BadgeCard) -> None:
    many = LocalizedText(tuple((f"l{n}", f"text {n}") for n in range(50_000)))
    card.show_badge(Badge(PlainText("a"), many, many, None), "a", "l49999")
    assert preview(card) == "As on the kanban card: text 49999, TEXT 49999"
    assert table(card).height() < 300


def test_the_checklist_names_the_code_and_opens_by_key(card: BadgeCard, qtbot: QtBot) -> None:
    card.show_badge(SAMPLE, "missedCall", "en")
    toggle = next(each for each in card.findChildren(QAbstractButton) if "Why" in each.text())
    assert not any("badgeCode" in text for text in texts(card))
    qtbot.keyClick(toggle, Qt.Key.Key_Space)
    said = [text for text in texts(card) if text[:1].isdigit()]
    assert [text[:2] for text in said] == [f"{number}." for number in range(1, 9)]
    assert all("“missedCall”" in said[number] for number in (4, 5))
    assert all(text.count("\n") == 1 and text.splitlines()[1].split(":")[0] for text in said)
    qtbot.keyClick(toggle, Qt.Key.Key_Space)
    assert not any("badgeCode" in text for text in texts(card))


def test_narrow_is_stacked(card: BadgeCard, qtbot: QtBot) -> None:
    card.show_badge(SAMPLE, "missedCall", "en")
    (shown,) = card.findChildren(KanbanPreview)
    code = label(card, "missedCall")
    assert code.mapTo(card, QPoint(0, 0)).x() > shown.geometry().right()
    card.resize(340, 600)
    qtbot.waitUntil(lambda: code.mapTo(card, QPoint(0, 0)).y() > shown.geometry().bottom())
    qtbot.waitUntil(lambda: card.minimumSizeHint().width() <= 340)


def test_another_interface_language_is_taken_up(card: BadgeCard) -> None:
    card.show_badge(LOCALIZED, "other", "ru")
    before = texts(card)
    QApplication.sendEvent(card, QEvent(QEvent.Type.LanguageChange))
    assert texts(card) == before


def test_the_rule_is_read_whole_beside_short_texts(card: BadgeCard, qtbot: QtBot) -> None:
    codes = ("ru", "en", "de", "ua", "kz", "fr", "it", "pl", "br", "la")
    titles = LocalizedText(tuple((code, f"Title {code}") for code in codes))
    values = LocalizedText(tuple((code, f"Value {code}") for code in codes[:3]))
    card.show_badge(Badge(PlainText("a"), titles, values, PlainText("success")), "a", "en")
    view = table(card)
    qtbot.waitUntil(view.isVisible)
    bold = QFont(view.font())
    bold.setWeight(QFont.Weight.DemiBold)
    for row in rows(view)[:8]:
        for column, text in enumerate(row):
            font = bold if row[0] == "en" and column < 3 else view.font()
            assert QFontMetrics(font).horizontalAdvance(text) <= view.columnWidth(column) - 12, text


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"code": "c" * 31}, "The code has 31 characters; badge.add refuses more than 30."),
        (
            {"title": {"en": "Call", "es": "Llamada"}, "value": {"es": "No"}},
            "“es” is not a language code of Bitrix24’s cloud; badge.add refuses an unknown one.",
        ),
        (
            {"type": "rainbow"},
            "“rainbow” is not one of the types; badge.add refuses all but success, failure, warning, primary, "
            "secondary.",
        ),
        ({}, None),
    ],
)
def test_what_badge_add_refuses_has_a_word_of_its_own(
    card: BadgeCard, changed: dict[str, object], expected: str | None
) -> None:
    sent = {"code": "missedCall", "title": "Call Status", "value": "Missed", "type": "failure"} | changed
    body = json.dumps({"result": {"badge": sent}}).encode()
    shown = lookup(answer=response(body))
    assert shown.badge is not None
    card.show_badge(shown.badge, "missedCall", "en", shown.contract)
    said = [text for text in texts(card) if "badge.add" in text]
    assert said == ([expected] if expected else [])


def test_a_badge_that_came_again_is_neither_laid_out_nor_filled_in_anew(
    card: BadgeCard, monkeypatch: pytest.MonkeyPatch
) -> None:
    card.show_badge(LOCALIZED, "missedCall", "en", ())
    filled: list[str] = []
    monkeypatch.setattr(BadgeFacts, "show_badge", lambda _facts, _badge, language: filled.append(language))
    again = Badge(PlainText("missedCall"), TITLES, VALUES, PlainText("failure"))
    card.show_badge(again, "missedCall", "en", ())
    assert not filled
    card.show_badge(again, "missedCall", "ru", ())
    table(card).language_picked.emit("en")  # as the person looks at it now
    card.show_badge(again, "missedCall", "ru", ())
    assert filled == ["ru", "en", "ru"]
