"""The fields of a badge as sent, one below the other: what came, what is missing, what is not of the promised shape."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from badge_inspector.domain.badge import Badge, BadgeType, FieldValue, LocalizedText, OddValue, PlainText
from badge_inspector.ui import theme
from badge_inspector.ui.format import format_count, visible
from badge_inspector.ui.widgets.plain_label import PlainLabel

_EXTRAS = 20
"""Extra fields listed; the JSON has all of them."""
_NAME_LONGEST = 60
_SHOWN = 240
"""Characters of a value that are laid out."""


class BadgeFacts(QWidget):
    """Signals: field_activated(str): the name of a field whose value was clicked, or entered."""

    field_activated = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._badge: Badge | None = None
        self._rows: list[_Row] = []
        self._more = QLabel(self)
        self._more.setProperty("role", "muted")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self._more.hide()

    def show_badge(self, badge: Badge) -> None:
        self._badge = badge
        names = ["code", "title", "value", "type", "", *(name for name, _ in badge.extra[:_EXTRAS])]
        while len(self._rows) < len(names):
            self._add_row(len(self._rows))
        for row, name in zip(self._rows, names, strict=False):
            row.field = name
            row.setVisible(True)
        for row in self._rows[len(names) :]:
            row.setVisible(False)
        self._fill(badge)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._badge is not None:
            self._fill(self._badge)

    def _add_row(self, at: int) -> None:
        row = _Row(self)
        row.value.clicked.connect(partial(self._activate, row))
        self._grid.addWidget(row.name, at, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(row.cell, at, 1)
        self._grid.addWidget(self._more, at + 1, 1)
        self._rows.append(row)

    def _activate(self, row: _Row) -> None:
        if row.field:
            self.field_activated.emit(row.field)

    def _fill(self, badge: Badge) -> None:
        code, title, value, kind, languages = self._rows[:5]
        for row, name, field in (
            (code, self.tr("Code"), badge.code),
            (title, self.tr("Title"), badge.title),
            (value, self.tr("Value"), badge.value),
        ):
            row.show_name(name)
            self._show_field(row, field)
            row.setVisible(not (isinstance(field, LocalizedText) and has_texts(field)))
        if isinstance(badge.code, PlainText):
            code.value.setFont(_weighted(self.font(), QFont.Weight.DemiBold))
        self._show_type(kind, badge)
        languages.show_name(self.tr("Languages"))
        texts = [field for field in (badge.title, badge.value) if field is not None]
        languages.show_value("", self.tr("one text for all"))
        languages.setVisible(bool(texts) and not any(isinstance(field, LocalizedText) for field in texts))
        for row, (name, json) in zip(self._rows[5:], badge.extra, strict=False):
            row.show_name(visible(name if len(name) <= _NAME_LONGEST else f"{name[:_NAME_LONGEST]}…"))
            row.show_value(json, "", fixed=True)
        left = len(badge.extra) - _EXTRAS
        self._more.setText(self.tr("and %n more field(s), see the JSON", "", left))
        self._more.setVisible(left > 0)

    def _show_field(self, row: _Row, field: FieldValue) -> None:
        match field:
            case None:
                row.show_value("", self.tr("not sent"))
            case PlainText(text) if not text:
                row.show_value("", self.tr("empty text"))
            case PlainText(text):
                row.show_value(text, self.tr("only white space") if text.isspace() else "")
            case OddValue(json):
                row.show_value(json, self._shape(json), fixed=True)
            case LocalizedText():
                row.show_value("", self.tr("texts by language, none sent"))

    def _show_type(self, row: _Row, badge: Badge) -> None:
        row.show_name(self.tr("Type"))
        known = badge.known_type
        self._show_field(row, badge.type)
        if known is not None:
            row.show_value(known.value, f"— {self._colour(known)}", beside=True)
        elif isinstance(badge.type, PlainText) and badge.type.text:
            row.show_value(badge.type.text, self.tr("unknown type, shown grey as secondary"))
        row.show_dot(theme.badge_colours(known)[0])

    def _colour(self, kind: BadgeType) -> str:
        match kind:
            case BadgeType.SUCCESS:
                return self.tr("green")
            case BadgeType.FAILURE:
                return self.tr("red")
            case BadgeType.WARNING:
                return self.tr("yellow")
            case BadgeType.PRIMARY:
                return self.tr("blue")
            case BadgeType.SECONDARY:
                return self.tr("grey")

    def _shape(self, json: str) -> str:
        match json[:1]:
            case "{":
                return self.tr("an object, not a text")
            case "[":
                return self.tr("a list, not a text")
            case "t" | "f":
                return self.tr("a yes-or-no value, not a text")
            case "n":
                return self.tr("null, not a text")
            case _:
                return self.tr("a number, not a text")


class _Row:
    """A field's name and its value, a note beside or below it, a dot before it, and Copy where it is cut."""

    def __init__(self, parent: QWidget) -> None:
        self.field = ""
        self.name = QLabel(parent)
        self.name.setProperty("role", "muted")
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.cell = QWidget(parent)
        self.value = PlainLabel(self.cell)
        self.name.setBuddy(self.value)
        self._dot: _Dot | None = None
        self._beside = PlainLabel(self.cell, "muted")
        self._below = PlainLabel(self.cell, "muted")
        self._copy: QPushButton | None = None
        self._line = QHBoxLayout()
        self._line.setSpacing(7)
        self._line.addWidget(self.value)
        self._line.addWidget(self._beside, 1)
        self._column = QVBoxLayout(self.cell)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(1)
        self._column.addLayout(self._line)
        self._column.addWidget(self._below)

    def setVisible(self, shown: bool) -> None:
        self.name.setVisible(shown)
        self.cell.setVisible(shown)

    def show_name(self, name: str) -> None:
        self.name.setText(name)

    def show_value(self, text: str, note: str, fixed: bool = False, beside: bool = False) -> None:
        """Show a value and what is to be said of it; `fixed` for JSON, in the fixed font."""
        self.value.show_text(text, most=_SHOWN)
        self.value.setVisible(bool(text))
        self.value.setFont(theme.monospace() if fixed else _weighted(self.cell.font(), QFont.Weight.Normal))
        self.value.setWordWrap(not beside)
        self.value.setAccessibleDescription(f"{self.name.text()}. {note}")
        self._beside.show_text(note if beside else "")
        self._beside.setVisible(beside)
        self._below.show_text("" if beside else note)
        self._below.setVisible(bool(note) and not beside)
        self._offer_copy(text)

    def show_dot(self, colour: str) -> None:
        if self._dot is None:
            self._dot = _Dot(self.cell)
            self._line.insertWidget(0, self._dot)
        self._dot.show_colour(colour)

    def _offer_copy(self, text: str) -> None:
        is_cut = len(text) > _SHOWN
        if is_cut and self._copy is None:
            self._copy = QPushButton(self.cell)
            self._copy.setProperty("chip", "true")
            self._copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.value.whole))
            self._column.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignLeading)
        if self._copy is not None:
            self._copy.setVisible(is_cut)
            words = self._copy.tr("Copy all {count} characters")
            self._copy.setText(words.format(count=format_count(len(text))))


class _Dot(QWidget):
    """A disc in a badge's text colour; its meaning stands beside it in words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._colour = ""
        self.setFixedWidth(9)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def show_colour(self, colour: str) -> None:
        self._colour = colour
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(9, self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(Qt.PenStyle.NoPen))
        painter.setBrush(QBrush(QColor(self._colour)))
        painter.drawEllipse(QPointF(4.5, self.fontMetrics().height() / 2 + 0.5), 4, 4)


def has_texts(field: FieldValue) -> bool:
    """Whether a field has something of its own for some language."""
    return isinstance(field, LocalizedText) and bool(field.texts or field.odd)


def _weighted(font: QFont, weight: QFont.Weight) -> QFont:
    """A copy with its weight said. A font that says nothing, set on a widget with a style sheet, makes Qt 6.11 forget
    the next one when the style sheet is set again."""
    copy = QFont(font)
    copy.setWeight(weight)
    return copy
