"""The trend: a bar for each lookup that can be clicked, walked and heard, and the controls that make more of them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from badge_inspector.domain.trend import TrendPoint
from badge_inspector.startup import resources
from badge_inspector.ui.look import language, theme
from badge_inspector.ui.timing.trend_card import TrendCard
from badge_inspector.ui.timing.trend_parts import FEWEST, MOST, TrendParts
from badge_inspector.ui.timing.trend_plot import TrendModel
from tests.support.front import bring_to_front

POINTS = [
    TrendPoint(11, 1_787_219_542.0, True, 0.2, 0.15, 0.05),
    TrendPoint(12, 1_787_219_602.0, False, 3.0),
    TrendPoint(13, 1_787_219_662.0, True, 0.4),
]


@pytest.fixture
def card(qtbot: QtBot) -> TrendCard:
    card = TrendCard()
    qtbot.addWidget(card)
    card.resize(500, 200)
    bring_to_front(card, qtbot)
    return card


def parts(card: TrendCard) -> TrendParts:
    assert card.parts is not None
    return card.parts


def test_nothing_is_built_while_there_is_nothing_to_show(card: TrendCard) -> None:
    card.show_points([])
    assert card.parts is None
    assert card.summary.accessibleName() == ""


def test_median_and_percentile_leave_failures_out(card: TrendCard) -> None:
    card.show_points(POINTS, 13)
    assert card.summary.accessibleName().replace("\u00a0", " ") == "median 300 ms · 95 % 400 ms"
    assert card.title.text().startswith("Last 3 lookup")
    card.show_points(POINTS[1:2])
    assert card.summary.accessibleName() == ""


@pytest.mark.parametrize("count", [1, 3, 24, 50])
def test_every_bar_can_be_clicked_wherever_it_is(card: TrendCard, qtbot: QtBot, count: int) -> None:
    card.show_points([TrendPoint(100 + number, number * 60.0, True, 0.2) for number in range(count)])
    plot = parts(card).plot
    for row in (0, count // 2, count - 1):
        rect = plot.visualRect(plot.model().index(row, 0))
        assert plot.viewport().rect().contains(rect)
        with qtbot.waitSignal(card.lookup_activated) as told:
            qtbot.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
        assert told.args == [100 + row]


def test_a_click_beside_the_bars_opens_nothing(card: TrendCard, qtbot: QtBot) -> None:
    card.show_points(POINTS)
    plot = parts(card).plot
    with qtbot.assertNotEmitted(card.lookup_activated):
        qtbot.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=plot.viewport().rect().bottomRight())


def test_by_keys_from_the_newest(card: TrendCard, qtbot: QtBot) -> None:
    card.show_points(POINTS)
    plot = parts(card).plot
    plot.setFocus(Qt.FocusReason.TabFocusReason)
    assert plot.currentIndex().row() == 2
    for key, row in (
        (Qt.Key.Key_Right, 2),
        (Qt.Key.Key_Left, 1),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_Left, 0),
        (Qt.Key.Key_End, 2),
        (Qt.Key.Key_Left, 1),
    ):
        qtbot.keyClick(plot, key)
        assert plot.currentIndex().row() == row
    with qtbot.waitSignal(card.lookup_activated) as told:
        qtbot.keyClick(plot, Qt.Key.Key_Return)
    assert told.args == [12]


def test_a_screen_reader_gets_each_bar(card: TrendCard) -> None:
    card.show_points(POINTS)
    about = QAccessible.queryAccessibleInterface(parts(card).plot)
    assert about.text(QAccessible.Text.Name) == "Last lookups"
    assert about.childCount() == 3
    words = [about.child(row).text(QAccessible.Text.Name).replace("\u00a0", " ") for row in range(3)]
    assert words[0].endswith(": 200 ms, duration 150 ms, processing 50.0 ms")
    assert words[1].endswith(": failed after 3.00 s")
    assert words[2].endswith(": 400 ms")


def test_a_failure_is_a_cross_and_not_a_bar(card: TrendCard) -> None:
    card.show_points([POINTS[0], POINTS[1]])
    QApplication.sendPostedEvents()
    plot = parts(card).plot
    image = plot.viewport().grab().toImage()

    def colours(row: int) -> set[str]:
        rect = plot.visualRect(plot.model().index(row, 0))
        return {
            image.pixelColor(x, y).name()
            for x in range(rect.left(), rect.right() + 1)
            for y in range(rect.top(), rect.bottom() + 1)
        }

    trip, bad = QColor(theme.current().accent), QColor(theme.current().bad).name()
    assert {trip.name(), trip.darker(135).name(), trip.darker(185).name()} <= colours(0)
    assert bad not in colours(0)
    assert bad in colours(1)
    assert trip.name() not in colours(1)


def test_a_lookup_of_no_time_at_all_is_drawn_too(card: TrendCard) -> None:
    card.show_points([TrendPoint(1, 0.0, True, 0.0)])
    assert not parts(card).plot.viewport().grab().isNull()


def test_repeating_is_asked_for_within_its_limits(card: TrendCard, qtbot: QtBot) -> None:
    card.show_points(POINTS)
    times = parts(card).times
    assert (times.minimum(), times.maximum()) == (FEWEST, MOST) == (2, 50)
    times.setValue(1000)
    with qtbot.waitSignal(card.repeat_requested) as told:
        qtbot.mouseClick(parts(card).repeat_button, Qt.MouseButton.LeftButton)
    assert told.args == [50]


def test_while_repeating_the_way_is_seen_and_can_be_cut_short(card: TrendCard, qtbot: QtBot) -> None:
    card.show_points(POINTS)
    card.show_repeat(3, 10)
    inside = parts(card)
    assert inside.repeat_button.isHidden()
    assert inside.progress_label.text() == "3 of 10"
    assert (inside.progress.value(), inside.progress.maximum()) == (3, 10)
    with qtbot.waitSignal(card.repeat_cancelled):
        qtbot.mouseClick(inside.cancel_button, Qt.MouseButton.LeftButton)
    card.show_repeat(10, 10)
    assert not inside.repeat_button.isHidden()
    assert inside.cancel_button.isHidden()
    card.show_repeat(3, 10)
    card.show_repeat(0, 0)
    assert not inside.repeat_button.isHidden()


def test_another_language_rewords_it(card: TrendCard, qapp: QApplication) -> None:
    resources.register()
    card.show_points(POINTS)
    assert language.apply(qapp, "ru")
    qapp.sendPostedEvents(None, QEvent.Type.LanguageChange)
    assert card.title.text() == "Последние 3 запроса этого кода"
    assert card.summary.accessibleName().replace("\u00a0", " ") == "медиана 300 мс · 95 % 400 мс"


def test_qt_asks_one_bar_for_its_size_and_not_each(card: TrendCard, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: set[int] = set()
    data = TrendModel.data

    def noted(model: TrendModel, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        asked.add(index.row())
        return data(model, index, role)

    monkeypatch.setattr(TrendModel, "data", noted)
    for count in (20, 21):
        card.show_points([TrendPoint(100 + number, number * 60.0, True, 0.2) for number in range(count)])
        parts(card).plot.doItemsLayout()
    assert len(asked) < 5
