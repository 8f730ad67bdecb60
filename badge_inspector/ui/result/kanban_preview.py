"""The badge as a person sees it on the kanban card: white in both themes, in the portal's own colours."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from badge_inspector.domain.badge import ResolvedText
from badge_inspector.domain.badge_type import BadgeType
from badge_inspector.ui.look import theme
from badge_inspector.ui.look.locales import upper
from badge_inspector.ui.look.text import visible
from badge_inspector.ui.widgets.pill import paint_pill, pill_size

_WIDTH = 188
_MARGIN = 12
_LINES = 2
_LONGEST = 300


class KanbanPreview(QWidget):
    """A deal's card with the title above the pill. It paints; what it shows is also in the facts, to be copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title: ResolvedText | None = None
        self._value: ResolvedText | None = None
        self._type: BadgeType | None = None
        self._deal = ""
        self._note = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._retranslate()

    def show_texts(self, title: ResolvedText | None, value: ResolvedText | None, badge_type: BadgeType | None) -> None:
        """Show the texts of one language; None where there is nothing to see."""
        self._title, self._value, self._type = title, value, badge_type
        self._name()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        small = QFontMetrics(self._small()).height()
        titles = len(self._title_lines()) * (small + 3)
        return QSize(
            _WIDTH,
            2 * _MARGIN + line + 10 + titles + 5 + pill_size("X", self.font(), as_sent=True).height() + 12 + small,
        )

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(theme.PREVIEW_BORDER))
        painter.setBrush(QColor(theme.PREVIEW_SURFACE))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        inner = self.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)

        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setFont(bold)
        painter.setPen(QColor(theme.PREVIEW_TEXT))
        inner.setTop(_line(painter, inner, self._deal) + 10)
        painter.setFont(self._small())
        painter.setPen(QColor(theme.PREVIEW_MUTED))
        for line in self._title_lines():
            inner.setTop(_line(painter, inner, line) + 3)
        inner.setTop(inner.top() + 5)
        self._paint_value(painter, inner)
        inner.setTop(inner.bottom() + 1 - painter.fontMetrics().height())
        _line(painter, inner, self._note)

    def _paint_value(self, painter: QPainter, room: QRect) -> None:
        if self._value is None:
            _line(painter, room, "—")
            return
        language = self._value.language
        size = pill_size(self._value.text, self.font(), language, as_sent=True)
        box = QRect(room.left(), room.top(), min(size.width(), room.width()), size.height())
        paint_pill(painter, box, self._value.text, self._type, self.font(), language=language, as_sent=True)

    def _title_lines(self) -> list[str]:
        """The title, broken into lines; the last one still holds all that did not fit."""
        text = visible(self._title.text[:_LONGEST]) if self._title else ""
        if not text.strip():
            return ["—"]
        layout = QTextLayout(text, self._small())
        layout.setTextOption(_wrapping())
        layout.beginLayout()
        starts: list[int] = []
        while len(starts) < _LINES:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(_WIDTH - 2 * _MARGIN)
            starts.append(line.textStart())
        layout.endLayout()
        return [text[start:end].strip() for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]

    def _small(self) -> QFont:
        small = QFont(self.font())
        small.setPointSizeF(small.pointSizeF() * 0.88)
        return small

    def _retranslate(self) -> None:
        self._deal = self.tr("Deal #1")
        self._note = self.tr("As on the kanban card")
        self._name()
        self.update()

    def _name(self) -> None:
        texts = [visible(text.text[:_LONGEST]) if text else "—" for text in (self._title, self._value)]
        language = self._value.language if self._value else ""
        self.setAccessibleName(f"{self._note}: {texts[0]}, {upper(texts[1], language)}")
        self.setAccessibleDescription(self._type.value if self._type else "")


def _line(painter: QPainter, room: QRect, text: str) -> int:
    """Paint one line at the top of the room and return where it ends, in pixels from the top."""
    metrics = painter.fontMetrics()
    line = QRect(room.left(), room.top(), room.width(), metrics.height())
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, line.width())
    painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine, shown)
    return line.top() + line.height()


def _wrapping() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option
