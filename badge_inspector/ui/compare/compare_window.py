"""Two lookups side by side, as in a code review: what differs has a sign and a colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSpacerItem,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from badge_inspector.domain.badge import shown_text
from badge_inspector.domain.compare import ComparedField, DiffLine, Field, Sign
from badge_inspector.domain.history import RowStatus
from badge_inspector.domain.lookup import Failed, Found, Lookup
from badge_inspector.services.table_text import markdown_cell
from badge_inspector.ui.compare.diff_view import DiffView
from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.look import language
from badge_inspector.ui.look.locales import language_name
from badge_inspector.ui.look.text import visible
from badge_inspector.ui.look.theme import SPACE
from badge_inspector.ui.widgets.elided_label import ElidedLabel
from badge_inspector.ui.widgets.pill import Pill
from badge_inspector.ui.widgets.status_mark import StatusMark
from badge_inspector.ui.widgets.table import Column, Table, TableRows
from badge_inspector.ui.words.compared import (
    field_label,
    longest_run,
    outcome_text,
    type_text,
    value_text,
)
from badge_inspector.ui.words.format import format_clock, format_date, format_day, format_list
from badge_inspector.ui.words.portals import asked_name

_DAY_S = 86_400
_MOST_LINES = 6
"""Lines of a field that are shown; the text is whole in the line diff."""

_SIDE_HEIGHT = 40
"""Both the same, with a pill or without."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Content of the window; `now` is epoch seconds, for "today"."""

    left: Lookup
    right: Lookup
    fields: Sequence[ComparedField]
    lines: Sequence[DiffLine]
    now: float
    same_but_for_time: bool = False

    @property
    def differences(self) -> int:
        """Number of fields that differ, times apart."""
        return sum(field.counts for field in self.fields)

    @property
    def identical(self) -> bool:
        return self.differences == 0 and all(line.sign is Sign.SAME for line in self.lines)


class CompareWindow(Retranslated, QDialog):
    """Attributes: table, diff, swap, copy, close_button, summary, sides (the cards over their columns).

    Signals: swap_requested(): answer with `show_comparison()` the other way round. copy_requested(str): Markdown.
    """

    swap_requested = Signal()
    copy_requested = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(1040, 660)
        self._comparison: Comparison | None = None
        self._heading = QLabel(self)
        self._heading.setProperty("role", "heading")
        self.summary = QLabel(self)
        self.summary.setProperty("role", "muted")
        self.swap = QPushButton(self)
        self.table = Table(TableRows(self._columns()), self, sorts=False)
        self.table.horizontalHeader().hide()
        self.table.setWordWrap(True)
        rows = self.table.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        rows.setMaximumSectionSize(_MOST_LINES * self.fontMetrics().height())
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.diff = DiffView(self)
        self.copy = QPushButton(self)
        self.close_button = QPushButton(self)
        self.close_button.setProperty("primary", "true")
        self.close_button.setDefault(True)
        self.sides = (_Side(self), _Side(self))
        self._build()
        self.swap.clicked.connect(self.swap_requested)
        self.copy.clicked.connect(lambda: self.copy_requested.emit(self.as_markdown()))
        self.close_button.clicked.connect(self.accept)
        QShortcut(QKeySequence("F8"), self, self.diff.go_to_next_change)
        self._retranslate()

    def _build(self) -> None:
        top, bottom = QFrame(self), QFrame(self)
        top.setProperty("bar", "true")
        bottom.setProperty("foot", "true")
        line = QHBoxLayout(top)
        line.setContentsMargins(SPACE, 10, SPACE, 10)
        line.addWidget(self._heading)
        line.addStretch(1)
        line.addWidget(self.summary)
        line.addStretch(1)
        line.addWidget(self.swap)
        cards = QHBoxLayout()
        cards.setSpacing(SPACE)
        self._before_cards = QSpacerItem(0, 0, QSizePolicy.Policy.Fixed)
        cards.addItem(self._before_cards)
        for side in self.sides:
            cards.addWidget(side, 1)
        parts = QSplitter(Qt.Orientation.Vertical, self)
        parts.setChildrenCollapsible(False)
        parts.setHandleWidth(SPACE)
        for content in (self.table, self.diff):
            frame = QFrame(parts)
            frame.setProperty("card", "true")
            inside = QVBoxLayout(frame)
            inside.setContentsMargins(1, 6, 1, 6)  # colours reach the frame, and leave its round corners alone
            inside.addWidget(content)
            parts.addWidget(frame)
        parts.setStretchFactor(0, 3)
        parts.setStretchFactor(1, 2)
        middle = QVBoxLayout()
        middle.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        middle.setSpacing(SPACE)
        middle.addLayout(cards)
        middle.addWidget(parts, 1)
        self.table.horizontalHeader().sectionResized.connect(self._follow_columns)
        foot = QHBoxLayout(bottom)
        foot.setContentsMargins(SPACE, 10, SPACE, 10)
        foot.addStretch(1)
        foot.addWidget(self.copy)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addLayout(middle, 1)
        column.addWidget(bottom)

    def show_comparison(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self._word(comparison)
        self.diff.lines.set_lines(comparison.lines)

    def _word(self, comparison: Comparison) -> None:
        for side, lookup in zip(self.sides, (comparison.left, comparison.right), strict=True):
            side.show_lookup(lookup, comparison.now)
        if comparison.identical:
            self.summary.setText(self.tr("Identical"))
        elif comparison.differences == 0 and comparison.same_but_for_time:
            found = comparison.left.badge is not None
            same_badge, same = self.tr("Same badge, only timing differs"), self.tr("Same response, only timing differs")
            self.summary.setText(same_badge if found else same)
        elif comparison.differences == 0:
            self.summary.setText(self.tr("Same fields; the text differs · ↓ next (F8)"))
        else:
            self.summary.setText(self.tr("%n difference(s) · ↓ next (F8)", "", comparison.differences))
        self.table.rows.set(comparison.fields)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Compare"))
        self._heading.setText(self.tr("Compare"))
        self.swap.setText(self.tr("Swap"))
        self.table.setAccessibleName(self.tr("Fields"))
        self.diff.setAccessibleName(self.tr("Line by line"))
        self.copy.setText(self.tr("Copy as Markdown"))
        self.close_button.setText(self.tr("Close"))
        if self._comparison is not None:
            self._word(self._comparison)

    def _columns(self) -> list[Column[ComparedField]]:
        """Field by field: what differs has a sign, and the ground of its side."""
        return [
            Column(str, lambda compared: "≠" if compared.counts else "", hint=lambda _: "", width=30),
            Column(str, self._label, ink=lambda _: "muted", width=110),
            Column(str, lambda each: self._shown(each)[0], ground=lambda each: "bad_surface" if each.counts else ""),
            Column(str, lambda each: self._shown(each)[1], ground=lambda each: "good_surface" if each.counts else ""),
        ]

    def _label(self, compared: ComparedField) -> str:
        """The field, and the languages in which its text differs."""
        names = [_language(code) for code in compared.languages]
        label = field_label(compared.field)
        return f"{label} · {format_list(names)}" if names else label

    def _follow_columns(self) -> None:
        """Have the cards stand over their own columns."""
        left = self.table.columnWidth(0) + self.table.columnWidth(1)
        self._before_cards.changeSize(left, 0, QSizePolicy.Policy.Fixed)
        layout = self.layout()
        if layout is not None:
            layout.invalidate()

    def _shown(self, compared: ComparedField) -> tuple[str, str]:
        shown = self._comparison
        if shown is not None and compared.field is Field.OUTCOME:
            return outcome_text(shown.left), outcome_text(shown.right)
        text = type_text if compared.field is Field.TYPE else value_text
        return text(compared.left), text(compared.right)

    def as_markdown(self) -> str:
        """The table and the diff, for a ticket."""
        shown = self._comparison
        if shown is None:
            return ""
        heads = [f"{visible(asked_name(side))} · {side.portal}" for side in (shown.left, shown.right)]
        field = self.tr("Field")
        rows = [f"|   | {field} | {' | '.join(map(markdown_cell, heads))} |", "|---|---|---|---|"]
        for compared in shown.fields:
            mark = "≠" if compared.counts else " "
            cells = " | ".join(markdown_cell(text) for text in self._shown(compared))
            rows.append(f"| {mark} | {markdown_cell(self._label(compared))} | {cells} |")
        fence = "`" * max(3, 1 + max((longest_run(line.text) for line in shown.lines), default=0))
        changed = "\n".join(f"{line.sign.value} {line.text}" for line in shown.lines)
        return "\n".join([*rows, "", f"{fence}diff", changed, fence, ""])


def _language(code: str) -> str:
    name = language_name(code)
    return visible(code if name == code else f"{name} ({code})")


class _Side(QFrame):
    """Header of one of the two lookups: portal, time, outcome and badge."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self.setMinimumHeight(_SIDE_HEIGHT)
        self._mark = StatusMark(self)
        self._portal = ElidedLabel(self)
        self._portal.setProperty("role", "heading")
        self._when = QLabel(self)
        self._when.setProperty("role", "muted")
        self._pill = Pill(self)
        line = QHBoxLayout(self)
        line.setSpacing(6)
        for widget in (self._mark, self._portal, self._when):
            line.addWidget(widget)
        line.addStretch(1)
        line.addWidget(self._pill)

    def show_lookup(self, lookup: Lookup, now: float) -> None:
        outcome = lookup.outcome
        ended = RowStatus.FAILED if isinstance(outcome, Failed) else RowStatus.REFUSED
        self._mark.show_status(RowStatus.FOUND if isinstance(outcome, Found) else ended)
        self._portal.show_text(asked_name(lookup))
        recent = -_DAY_S < now - lookup.asked_at < 2 * _DAY_S
        day = format_day(lookup.asked_at, now) if recent else format_date(lookup.asked_at)
        self._when.setText(f"· {day} {format_clock(lookup.asked_at)}")
        value = shown_text(outcome.badge.value, language.current()) if isinstance(outcome, Found) else None
        self._pill.setVisible(bool(value))
        if value and isinstance(outcome, Found):
            self._pill.show_value(value, outcome.badge.known_type)
