"""The timing card as a person meets it: seen, clicked, driven by keys, heard, copied."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from badge_inspector.domain.exchange import Exchange, Phase
from badge_inspector.domain.failures import Failure, FailureKind
from badge_inspector.domain.lookup import Failed, Lookup, Refused
from badge_inspector.domain.waterfall import RowKind
from badge_inspector.startup import resources
from badge_inspector.ui.look import appearance, language, theme
from badge_inspector.ui.look.appearance import ThemeChoice
from badge_inspector.ui.timing.field_words import Zone
from badge_inspector.ui.timing.fields_view import FieldsDelegate
from badge_inspector.ui.timing.lines import LineList
from badge_inspector.ui.timing.time_block import TimeBlock
from badge_inspector.ui.timing.timing_body import TimingBody
from badge_inspector.ui.timing.timing_card import TimingCard
from badge_inspector.ui.timing.waterfall_view import WaterfallDelegate, WaterfallView
from tests.support.front import bring_to_front
from tests.support.timings import ROUNDED_TIME, SAMPLE_TIME, found, sample_timeline, timed_lookup, timeline

IN_STEP = 1_724_068_028.27
"""Beginning of the sample's exchange, by a clock in step with the portal's."""


class Now:
    """A clock that the test sets."""

    def __init__(self) -> None:
        self.epoch = 1_787_219_561.0

    def __call__(self) -> float:
        return self.epoch


@pytest.fixture
def now() -> Now:
    return Now()


@pytest.fixture
def card(qtbot: QtBot, now: Now) -> TimingCard:
    card = TimingCard(now=now)
    qtbot.addWidget(card)
    card.resize(520, 600)
    bring_to_front(card, qtbot)
    return card


def sample() -> Lookup:
    return timed_lookup(found(SAMPLE_TIME), sample_timeline(IN_STEP))


def rounded(operating: float | None = None) -> Lookup:
    source = ROUNDED_TIME if operating is None else f'{{"operating": {operating}}}'
    clock = timeline((Phase.WAIT, 0.169), (Phase.DOWNLOAD, 0.0019), started_at=1_787_219_542.75, reused=True)
    return timed_lookup(found(source), clock)


def body(card: TimingCard) -> TimingBody:
    made = card.findChild(TimingBody)
    assert made is not None
    return made


def block(card: TimingCard) -> TimeBlock:
    return body(card).block


def said(card: TimingCard) -> list[str]:
    texts = [*body(card).caution.texts, *body(card).notices.texts]
    return [text.replace("\u00a0", " ") for text in texts]


def row_of(view: LineList, label: str) -> int:
    return next(row for row, line in enumerate(view.lines) if line.label == label)


def rect_of(view: QAbstractItemView, row: int) -> QRect:
    return view.visualRect(view.model().index(row, 0))


def figure(card: TimingCard, label: str) -> str:
    fields = block(card).fields
    return fields.lines[row_of(fields, label)].figure.replace("\u00a0", " ")


def header(card: TimingCard) -> str:
    return f"{card.total.text()} {card.remark.accessibleName()}".replace("\u00a0", " ")


def test_nothing_is_built_before_the_first_lookup(card: TimingCard) -> None:
    assert card.findChild(TimingBody) is None
    assert header(card).strip() == ""


def test_the_sample_is_shown_whole(card: TimingCard) -> None:
    card.show_lookup(sample())
    assert header(card) == "512 ms round trip, connection new"
    assert [line.label for line in body(card).waterfall.lines] == [
        "DNS + connect", "TLS", "Waiting", "· network", "· server setup", "· processing", "Download",
    ]  # fmt: skip
    assert len(block(card).fields.lines) == 8
    first, second, *_ = said(card)
    assert first.startswith("start and date_start are 155 day")
    assert second.startswith("Most of the time was spent outside the method: 382 ms of 512 ms.")
    assert body(card).caution.isHidden()


def test_an_error_has_no_block_and_says_so(card: TimingCard) -> None:
    card.show_lookup(sample())
    clock = timeline((Phase.WAIT, 0.197), (Phase.DOWNLOAD, 0.0006), reused=True)
    card.show_lookup(timed_lookup(Refused(Failure(FailureKind.BADGE_NOT_FOUND)), clock))
    assert header(card) == "198 ms round trip, connection reused"
    assert [line.label for line in body(card).waterfall.lines] == ["Waiting", "Download"]
    assert said(card) == ["The portal sends no time block with this error."]
    assert block(card).isHidden()


def test_an_answer_that_never_came(card: TimingCard) -> None:
    lookup = timed_lookup(
        Failed(Failure(FailureKind.READ_TIMEOUT, phase=Phase.WAIT)), timeline((Phase.CONNECT, 0.1), (Phase.WAIT, 3.0))
    )
    silent = Lookup(
        lookup.code,
        lookup.profile_id,
        lookup.portal_name,
        lookup.portal,
        lookup.asked_at,
        lookup.outcome,
        Exchange(lookup.exchange.request, lookup.exchange.timeline),
    )
    card.show_lookup(silent)
    assert header(card) == "3.10 s until it failed"
    assert said(card) == []
    last = body(card).waterfall.lines[-1]
    assert last.bar is not None
    assert last.bar.is_last


@pytest.mark.parametrize(("truncated", "broke_off"), [("", False), ("closed", True)])
def test_an_answer_that_came_whole_did_not_break_off(card: TimingCard, truncated: str, broke_off: bool) -> None:
    clock = timeline((Phase.WAIT, 0.2), (Phase.DOWNLOAD, 0.1))
    lookup = timed_lookup(Failed(Failure(FailureKind.NOT_JSON, phase=Phase.DOWNLOAD)), clock)
    assert lookup.exchange.response is not None
    response = replace(lookup.exchange.response, truncated=truncated)
    card.show_lookup(replace(lookup, exchange=replace(lookup.exchange, response=response)))
    last = body(card).waterfall.lines[-1]
    assert last.bar is not None
    assert last.bar.is_last is broke_off


@pytest.mark.parametrize(
    ("outcome", "sentence"),
    [
        (found(None), "The portal sent no time block."),
        (found("[]"), "The portal sent an empty time block: []"),
        (found('"0.5"'), 'The portal sent this in place of a time block: "0.5"'),
        (Failed(Failure(FailureKind.NOT_JSON)), "This response has no time block."),
    ],
    ids=["found-without", "empty", "text", "not-json"],
)
def test_why_there_is_no_block(card: TimingCard, outcome: Failed, sentence: str) -> None:
    card.show_lookup(timed_lookup(outcome, timeline((Phase.WAIT, 0.2))))
    assert said(card) == [sentence]
    assert block(card).isHidden()


def test_a_rounding_portal_is_named_above_its_figures(card: TimingCard) -> None:
    card.show_lookup(rounded())
    (text,) = body(card).caution.texts
    assert text.startswith("This portal rounds its timing to whole seconds")
    portal = body(card).waterfall.lines[1]
    assert (portal.label, portal.figure.replace("\u00a0", " ")) == ("· portal", "0 to 889 ms")
    assert figure(card, "duration") == "0 to 889 ms"


def test_a_lookup_out_of_a_batch_is_not_split(card: TimingCard) -> None:
    card.show_lookup(timed_lookup(found('{"duration": 0.1}'), timeline((Phase.WAIT, 0.5)), method="batch.json"))
    assert [line.label for line in body(card).waterfall.lines] == ["Waiting"]
    assert said(card)[0].startswith("This lookup shared one request")


def test_the_budget(card: TimingCard) -> None:
    card.show_lookup(rounded(), rounded(operating=3.0976).outcome.time)
    assert figure(card, "operating") == "3.3 s of 480 s · +0.21 s"
    assert block(card).gauge.isHidden()
    card.show_lookup(rounded(), rounded(operating=3.0976).outcome.time, operating_limit_s=4.0)
    assert not block(card).gauge.isHidden()  # nearly used up
    assert block(card).gauge.accessibleDescription().replace("\u00a0", " ") == "3.3 s of 4 s"


def test_the_cost_may_come_later(card: TimingCard) -> None:
    card.show_lookup(rounded(), operating_limit_s=480.0)
    alone = figure(card, "operating")
    lines = body(card).waterfall.lines
    card.show_previous(rounded(operating=3.0976).outcome.time)
    later = figure(card, "operating")
    card.show_lookup(rounded(), rounded(operating=3.0976).outcome.time)
    assert later == figure(card, "operating") != alone
    assert body(card).waterfall.lines == lines


def test_a_lookup_shown_in_steps_keeps_the_cost_that_comes_in_between(card: TimingCard) -> None:
    before = rounded(operating=3.0976).outcome.time
    card.show_lookup(rounded(), before)
    whole = figure(card, "operating"), body(card).notices.texts, body(card).waterfall.lines
    for comes_after in range(3):
        card.show_lookup(sample())
        for step, _ in enumerate(card.fill(rounded())):
            if step == comes_after:
                card.show_previous(before)
        assert (figure(card, "operating"), body(card).notices.texts, body(card).waterfall.lines) == whole


def test_a_budget_without_limit_and_one_not_reported(card: TimingCard) -> None:
    card.show_lookup(rounded(), operating_limit_s=0.0)
    assert figure(card, "operating") == "3.3 s, not limited"
    assert block(card).gauge.isHidden()
    card.show_lookup(timed_lookup(found('{"duration": 0.1}'), timeline((Phase.WAIT, 0.5))))
    assert block(card).gauge.isHidden()


def test_the_countdown_runs_only_while_it_is_seen_and_there_is_something_to_count(card: TimingCard, now: Now) -> None:
    card.show_lookup(rounded())
    ticking = block(card).ticking
    assert ticking.isActive()
    assert figure(card, "operating_reset_at") == "oldest minute expires in 9:41"
    now.epoch += 1
    ticking.timeout.emit()
    assert figure(card, "operating_reset_at") == "oldest minute expires in 9:40"
    card.hide()
    assert not ticking.isActive()
    now.epoch += 60
    card.show()
    assert ticking.isActive()
    assert figure(card, "operating_reset_at") == "oldest minute expires in 8:40"
    now.epoch += 600
    ticking.timeout.emit()
    assert not ticking.isActive()
    assert figure(card, "operating_reset_at") == "oldest minute has expired"
    card.show_lookup(sample())
    assert not ticking.isActive()


def test_a_click_on_a_field_or_on_its_part_of_the_wait_names_its_place_in_the_json(
    card: TimingCard, qtbot: QtBot
) -> None:
    card.show_lookup(sample())
    for view, label, path in (
        (block(card).fields, "start", "$.time.start"),
        (body(card).waterfall, "· processing", "$.time.processing"),
    ):
        with qtbot.waitSignal(card.field_activated) as told:
            rect = rect_of(view, row_of(view, label))
            qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
        assert told.args == [path]


def test_what_was_not_sent_and_what_was_not_reported_lead_nowhere(card: TimingCard, qtbot: QtBot) -> None:
    card.show_lookup(sample())
    for view, label in ((block(card).fields, "operating_reset_at"), (body(card).waterfall, "Waiting")):
        rect = rect_of(view, row_of(view, label))
        with qtbot.assertNotEmitted(card.field_activated):
            qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())


def test_by_keys(card: TimingCard, qtbot: QtBot) -> None:
    card.show_lookup(sample())
    fields = block(card).fields
    fields.setFocus(Qt.FocusReason.TabFocusReason)
    assert fields.currentIndex().row() == 0
    qtbot.keyClick(fields, Qt.Key.Key_Down)
    with qtbot.waitSignal(card.field_activated) as told:
        qtbot.keyClick(fields, Qt.Key.Key_Return)
    assert told.args == ["$.time.processing"]


def test_a_row_is_copied_as_its_value_and_several_in_columns(card: TimingCard, qtbot: QtBot) -> None:
    card.show_lookup(sample())
    fields = block(card).fields
    fields.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(fields, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "0.3953571319580078"
    qtbot.keyClick(fields, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(fields, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text().replace("\u00a0", " ")
    assert copied == "duration\t0.3953571319580078\t395 ms\nprocessing\t0.13033390045166016\t130 ms · 33 %"
    waterfall = body(card).waterfall
    waterfall.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(waterfall, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().replace("\u00a0", " ") == "18.2 ms"


def test_a_part_of_a_value_can_be_selected_and_nothing_changed(card: TimingCard, qtbot: QtBot) -> None:
    card.show_lookup(sample())
    fields = block(card).fields
    fields.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(fields, Qt.Key.Key_F2)
    editor = fields.viewport().findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    assert editor.isReadOnly()
    assert editor.text() == "0.3953571319580078"
    qtbot.keyClicks(editor, "9")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert fields.lines[0].value == "0.3953571319580078"


def test_the_zone_is_chosen_once_for_all_lookups_and_utc_stands_in(card: TimingCard) -> None:
    card.show_lookup(sample())
    inside = block(card)
    assert inside.zone is Zone.UTC
    inside.read_in(Zone.PORTAL)
    assert figure(card, "start") == "2024-08-19 13:47:08.331 +02:00"
    card.show_lookup(timed_lookup(found('{"start": 0.5}'), timeline((Phase.WAIT, 0.5))))
    assert inside.zone is Zone.UTC
    assert figure(card, "start") == "1970-01-01 00:00:00.500 UTC"
    card.show_lookup(sample())
    assert inside.zone is Zone.PORTAL


def test_the_zone_menu(card: TimingCard) -> None:
    card.show_lookup(sample())
    actions = block(card).zone_button.menu().actions()
    assert [action.text() for action in actions] == ["UTC", "Portal’s zone", "This computer’s zone"]
    actions[1].trigger()
    assert block(card).zone is Zone.PORTAL
    assert block(card).zone_button.accessibleName() == "Time zone: Portal’s zone"


def test_a_screen_reader_gets_each_row(card: TimingCard) -> None:
    card.show_lookup(rounded())
    for view, name, row, words in (
        (body(card).waterfall, "Waterfall", 1, "portal, within the waiting: 0 to 889 ms"),
        (block(card).fields, "Time block", 1, "processing: 0, rounded"),
    ):
        about = QAccessible.queryAccessibleInterface(view)
        assert about.text(QAccessible.Text.Name) == name
        assert about.childCount() == len(view.lines)
        item = about.child(row)
        assert item.role() == QAccessible.Role.ListItem
        assert item.text(QAccessible.Text.Name).replace("\u00a0", " ") == words
        assert item.text(QAccessible.Text.Description)
    gauge = QAccessible.queryAccessibleInterface(block(card).gauge)
    assert gauge.text(QAccessible.Text.Name) == "Method budget"
    assert gauge.text(QAccessible.Text.Description).replace("\u00a0", " ") == "3.3 s of 480 s"


def test_another_language_rewords_all_of_it(card: TimingCard, qapp: QApplication) -> None:
    resources.register()
    card.show_lookup(rounded())
    assert language.apply(qapp, "ru")
    qapp.sendPostedEvents(None, QEvent.Type.LanguageChange)
    assert card.title.text() == "Время"
    assert body(card).waterfall.lines[0].label == "Ожидание"
    assert body(card).caution.texts[0].startswith("Портал округляет")
    assert figure(card, "operating_reset_at") == "самая старая минута истечёт через 9:41"
    assert header(card) == "171 мс всего, соединение повторно использовано"


def painted(view: WaterfallView, kind: RowKind) -> set[str]:
    """The colours in the middle of a row's axis."""
    QApplication.sendPostedEvents()
    row = next(row for row, line in enumerate(view.lines) if line.bar is not None and line.bar.kind is kind)
    delegate = view.itemDelegate()
    assert isinstance(delegate, WaterfallDelegate)
    axis = delegate.axis(rect_of(view, row))
    image: QImage = view.viewport().grab().toImage()
    return {image.pixelColor(QPoint(x, axis.center().y())).name() for x in range(axis.left(), axis.right() + 1)}


@pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.DARK])
@pytest.mark.parametrize("width", [340, 520, 1200])
def test_bars_have_the_theme_s_colours_at_any_width(
    card: TimingCard, qapp: QApplication, choice: ThemeChoice, width: int
) -> None:
    appearance.apply(qapp, choice)
    card.resize(width, 800)
    card.show_lookup(sample())
    view = body(card).waterfall
    assert QColor(theme.current().phase_wait).name() in painted(view, RowKind.WAIT)
    assert QColor(theme.current().phase_server).name() in painted(view, RowKind.SETUP)
    assert QColor(theme.current().phase_processing).name() in painted(view, RowKind.PROCESSING)
    appearance.apply(qapp, ThemeChoice.LIGHT)


def test_what_does_not_fit_into_the_wait_is_not_drawn(card: TimingCard) -> None:
    card.show_lookup(timed_lookup(found('{"duration": 0.9, "processing": 0.5}'), timeline((Phase.WAIT, 0.5))))
    view = body(card).waterfall
    assert QColor(theme.current().phase_server).name() not in painted(view, RowKind.SETUP)
    assert QColor(theme.current().phase_processing).name() not in painted(view, RowKind.PROCESSING)
    assert "· network" not in [line.label for line in view.lines]


def test_the_shortest_bar_is_seen_and_stays_inside(card: TimingCard) -> None:
    card.show_lookup(timed_lookup(found(None), timeline((Phase.WAIT, 9.0), (Phase.DOWNLOAD, 1e-6))))
    view = body(card).waterfall
    delegate = view.itemDelegate()
    download = view.lines[-1].bar
    assert isinstance(delegate, WaterfallDelegate)
    assert download is not None
    axis = delegate.axis(rect_of(view, 1))
    left, width = delegate.bar(axis, download)
    assert width == 2
    assert left + width <= axis.left() + axis.width()


def test_a_narrow_card_gives_a_reading_its_own_line_and_no_list_scrolls(card: TimingCard) -> None:
    card.show_lookup(sample())
    fields = block(card).fields
    card.resize(900, 900)
    QApplication.sendPostedEvents()
    wide = fields.height()
    card.resize(350, 900)
    QApplication.sendPostedEvents()
    assert fields.height() > wide
    for view in (fields, body(card).waterfall):
        assert view.verticalScrollBar().maximum() == 0
        assert sum(rect_of(view, row).height() for row in range(len(view.lines))) == view.height()


@pytest.mark.parametrize("choice", ["en", "ru"])
@pytest.mark.parametrize("width", [300, 400, 520])
def test_no_width_cuts_a_word_or_a_figure(card: TimingCard, qapp: QApplication, choice: str, width: int) -> None:
    resources.register()
    assert language.apply(qapp, choice)
    card.show_lookup(rounded(), rounded(operating=3.0976).outcome.time)
    card.resize(width, 900)
    qapp.sendPostedEvents()
    assert card.remark.text() == card.remark.accessibleName()
    fields = block(card).fields
    delegate = fields.itemDelegate()
    assert isinstance(delegate, FieldsDelegate)
    metrics = fields.fontMetrics()
    for row, line in enumerate(fields.lines):
        rect = rect_of(fields, row)
        value = delegate._value_rect(line, rect)
        assert rect.contains(value)
        assert metrics.horizontalAdvance(line.value) <= value.width()
        assert metrics.horizontalAdvance(line.figure) <= rect.width()


def test_the_remark_stands_beside_the_total_where_there_is_room(card: TimingCard, qapp: QApplication) -> None:
    resources.register()
    assert language.apply(qapp, "ru")
    card.show_lookup(sample())
    beside: list[bool] = []
    for width in (520, 240, 520):
        card.resize(width, 900)
        qapp.sendPostedEvents()
        beside.append(abs(card.remark.geometry().center().y() - card.total.geometry().center().y()) < 3)
    assert beside == [True, False, True]
