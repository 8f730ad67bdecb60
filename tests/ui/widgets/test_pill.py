"""A pill has the portal's colours, upper case, and never more room than it gets."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from pytestqt.qtbot import QtBot

from badge_inspector.domain.badge_type import BadgeType
from badge_inspector.ui.look import theme
from badge_inspector.ui.widgets.pill import Pill, paint_pill, pill_size


def painted(text: str, kind: BadgeType | None, width: int = 120, language: str = "") -> QImage:
    image = QImage(width + 40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("black"))
    painter = QPainter(image)
    paint_pill(painter, QRect(20, 4, width, 20), text, kind, QFont(), language=language)
    painter.end()
    return image


@pytest.mark.parametrize("kind", [*BadgeType, None], ids=str)
def test_colours_are_the_portal_s_own(qapp: object, kind: BadgeType | None) -> None:
    image = painted("Missed", kind)
    assert image.pixelColor(26, 14) == QColor(theme.badge_colours(kind)[1])


def test_text_stays_inside(qapp: object) -> None:
    image = painted("W" * 500, BadgeType.FAILURE, width=60)
    outside = {image.pixelColor(x, y).name() for y in range(30) for x in (*range(18), *range(82, 100))}
    assert outside == {"#000000"}


def test_case_is_the_language_s(qapp: object) -> None:
    assert painted("missed", None) == painted("MISSED", None)
    assert painted("iptal", None, language="tr") == painted("İPTAL", None, language="tr")
    assert painted("iptal", None, language="tr") != painted("iptal", None, language="en")


def test_a_huge_text_costs_what_is_seen_of_it(qapp: object) -> None:
    assert pill_size("x" * 100_000, QFont()) == pill_size("x" * 200, QFont())


def test_the_widget_says_its_text_and_type(qtbot: QtBot) -> None:
    pill = Pill()
    qtbot.addWidget(pill)
    pill.show_value("a\nb", BadgeType.WARNING)
    assert pill.accessibleName() == "a↵b"
    assert pill.accessibleDescription() == "warning"
    assert pill.sizeHint() == pill_size("a\nb", pill.font())
    assert pill.minimumSizeHint().width() < pill.sizeHint().width()


@pytest.mark.parametrize("text", ["Missed", "Missed again and again by everyone", "Пропущен", "i" * 60], ids=str)
def test_the_hint_is_room_enough(qapp: object, text: str) -> None:
    size = pill_size(text, QFont())
    assert painted(text, None, size.width()) != painted(f"{text[:-1]}…", None, size.width())
    image = painted(text, None, size.width())
    wider = painted(text, None, size.width() + 40)
    ink = [count_ink(one) for one in (image, wider)]
    assert ink[0] == pytest.approx(ink[1], rel=0.12)


def count_ink(image: QImage) -> int:
    ground = QColor(theme.badge_colours(None)[1])
    return sum(
        image.pixelColor(x, y) not in (ground, QColor("black"))
        for y in range(6, 22)
        for x in range(30, image.width() - 30)
    )
