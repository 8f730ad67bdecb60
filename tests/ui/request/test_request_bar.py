"""The request bar as a person uses it: keys and clicks in, one LookupRequest out."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from badge_inspector.domain.request import LookupRequest
from badge_inspector.ui.request.request_bar import RequestBar
from tests.support.builders import profile

ACME = profile()
BETA = profile("Beta", "beta.bitrix24.ru")


@pytest.fixture
def bar(qtbot: QtBot) -> RequestBar:
    bar = RequestBar()
    qtbot.addWidget(bar)
    bar.resize(1100, 60)
    bar.show()
    bar.show_profiles([ACME, BETA], ACME)
    return bar


def requests(bar: RequestBar) -> list[LookupRequest]:
    seen: list[LookupRequest] = []
    bar.look_up_requested.connect(seen.append)
    return seen


def visible_texts(bar: RequestBar) -> list[str]:
    from PySide6.QtWidgets import QLabel

    return [label.text() for label in bar.findChildren(QLabel) if label.isVisible()]


def test_enter_asks_for_the_code(bar: RequestBar) -> None:
    seen = requests(bar)
    QTest.keyClicks(bar.code, "missedCall")
    QTest.keyClick(bar.code, Qt.Key.Key_Return)
    assert seen == [LookupRequest(ACME, "missedCall")]


def test_an_empty_code_is_answered_in_the_field(bar: RequestBar) -> None:
    seen = requests(bar)
    bar.code.setText("  \t")
    QTest.mouseClick(bar.look_up, Qt.MouseButton.LeftButton)
    assert seen == []
    assert "Type a badge code first, for example missedCall." in visible_texts(bar)
    assert bar.code.property("invalid") == "true"
    QTest.keyClicks(bar.code, "x")
    assert bar.code.property("invalid") == "false"


def test_white_space_is_left_out_and_named_in_the_request(bar: RequestBar) -> None:
    seen = requests(bar)
    bar.code.setText(" missedCall\u00a0")
    QTest.keyClick(bar.code, Qt.Key.Key_Return)
    assert seen == [LookupRequest(ACME, "missedCall", " missedCall\u00a0")]


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("a\nb", id="line break"),
        pytest.param('"quoted" & <b>', id="markup"),
        pytest.param("значок 📞", id="Cyrillic and emoji"),
        pytest.param("\u202eabc", id="right-to-left override"),
        pytest.param("x" * 10_000, id="10,000 characters"),
    ],
)
def test_any_text_is_a_code(bar: RequestBar, code: str) -> None:
    seen = requests(bar)
    bar.show_code(code)
    QTest.keyClick(bar.code, Qt.Key.Key_Return)
    assert [request.code for request in seen] == [code]


def test_the_next_code_can_be_asked_while_an_answer_is_awaited(bar: RequestBar) -> None:
    seen = requests(bar)
    bar.set_running(True)
    assert bar.progress.running
    bar.show_code("vipClient")
    QTest.mouseClick(bar.look_up, Qt.MouseButton.LeftButton)
    assert [request.code for request in seen] == ["vipClient"]
    bar.set_running(False)
    assert not bar.progress.running


def test_a_code_that_was_asked_gives_way_to_the_next(bar: RequestBar) -> None:
    bar.code.setFocus()
    QTest.keyClicks(bar.code, "missedCall")
    QTest.keyClick(bar.code, Qt.Key.Key_Return)
    QTest.keyClicks(bar.code, "vip")
    assert bar.code.code == "vip"


def test_without_a_portal_it_asks_for_one(bar: RequestBar, qtbot: QtBot) -> None:
    bar.show_profiles([], None)
    bar.code.setText("missedCall")
    with qtbot.waitSignal(bar.portal_missing):
        QTest.keyClick(bar.code, Qt.Key.Key_Return)


def test_a_portal_is_two_keys_away(bar: RequestBar, qtbot: QtBot) -> None:
    bar.portal.open()
    popup = bar.portal._popup
    assert popup is not None
    QTest.keyClicks(popup.filter, "bet")
    with qtbot.waitSignal(bar.portal_picked) as picked:
        QTest.keyClick(popup.filter, Qt.Key.Key_Return)
    assert picked.args == [BETA]
    assert not popup.isVisible()


def test_arrows_walk_the_portals(bar: RequestBar, qtbot: QtBot) -> None:
    bar.portal.open()
    popup = bar.portal._popup
    assert popup is not None
    QTest.keyClick(popup.filter, Qt.Key.Key_Down)
    QTest.keyClick(popup.filter, Qt.Key.Key_Down)
    with qtbot.waitSignal(bar.portal_picked) as picked:
        QTest.keyClick(popup.filter, Qt.Key.Key_Return)
    assert picked.args == [BETA]


def test_names_equal_labels(bar: RequestBar) -> None:
    assert bar.code.accessibleName() == "Badge code"
    assert bar.look_up.text() == "Look up"
    assert bar.settings.accessibleName() == "Settings"
    assert bar.portal.accessibleName() == "Portal"


def test_what_parts_the_codes_of_a_list_is_not_called_part_of_one(bar: RequestBar) -> None:
    bar.code.insert("one\ntwo")
    assert bar.note.isHidden()
    bar.code.setText("one\x01two")
    assert not bar.note.isHidden()
