"""A badge as on the kanban card: upper-case text in a rounded box, on the portal's own fill. In lists it is small, and
its text darkened so that it can be read; `as_sent` it has the portal's own text colour, and is large enough for it."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from badge_inspector.domain.badge_type import BadgeType
from badge_inspector.ui.look import theme
from badge_inspector.ui.look.locales import upper
from badge_inspector.ui.look.text import visible

_CENTRED = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine
_SIDE = 11
_ABOVE = 3
_LONGEST = 200
"""Characters that are looked at: more than any pill is wide."""

_AS_SENT = 1.2
"""Size of the text of an `as_sent` pill, relative to the surrounding text."""

_MOST_FONTS = 32


def pill_size(text: str, font: QFont, language: str = "", *, as_sent: bool = False) -> QSize:
    """Size of a pill with the whole of its text, in pixels. `font` is that of the text around."""
    _, metrics = _pill_font(font, as_sent)
    width = math.ceil(metrics.horizontalAdvance(_shown(text, language)))
    return QSize(width + 2 * _SIDE, math.ceil(metrics.height()) + 2 * _ABOVE)


def paint_pill(
    painter: QPainter,
    rect: QRect,
    text: str,
    badge_type: BadgeType | None,
    font: QFont,
    *,
    language: str = "",
    as_sent: bool = False,
) -> None:
    """Paint a pill that fills `rect`, its text cut with an ellipsis where it does not fit. `language` is the text's,
    in Bitrix24's code, for its upper case; None as the type has the colours of secondary."""
    ink, ground = (theme.badge_colours if as_sent else theme.readable_badge_colours)(badge_type)
    bold, metrics = _pill_font(font, as_sent)
    inner = rect.adjusted(_SIDE, 0, -_SIDE, 0)
    shown = metrics.elidedText(_shown(text, language), Qt.TextElideMode.ElideRight, inner.width() + 0.5)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    radius = rect.height() / 2
    painter.drawRoundedRect(QRectF(rect), radius, radius)
    painter.setPen(QColor(ink))
    painter.setFont(bold)
    painter.drawText(inner, _CENTRED, shown)
    painter.restore()


class Pill(QWidget):
    """A pill as a widget. Its accessible name is the text, the type its description."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._language = ""
        self._type: BadgeType | None = None
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_value(self, text: str, badge_type: BadgeType | None, language: str = "") -> None:
        self._text, self._type, self._language = text, badge_type, language
        self.setAccessibleName(visible(text[:_LONGEST]))
        self.setAccessibleDescription(badge_type.value if badge_type else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return pill_size(self._text, self.font(), self._language)

    def minimumSizeHint(self) -> QSize:
        return QSize(2 * _SIDE + 12, self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_pill(QPainter(self), self.rect(), self._text, self._type, self.font(), language=self._language)


def _shown(text: str, language: str) -> str:
    return visible(upper(text[:_LONGEST], language))


def _pill_font(font: QFont, as_sent: bool) -> tuple[QFont, QFontMetricsF]:
    """The pill's own, made once for each font around: lists ask for each row."""
    key = font.key(), as_sent
    if key not in _fonts:
        if len(_fonts) >= _MOST_FONTS:
            _fonts.clear()
        bold = QFont(font)
        bold.setPointSizeF(font.pointSizeF() * (_AS_SENT if as_sent else 0.82))
        bold.setWeight(QFont.Weight.Bold if as_sent else QFont.Weight.DemiBold)
        bold.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 106)
        _fonts[key] = bold, QFontMetricsF(bold)
    return _fonts[key]


_fonts: dict[tuple[str, bool], tuple[QFont, QFontMetricsF]] = {}
