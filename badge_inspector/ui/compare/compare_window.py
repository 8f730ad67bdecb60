"""Two lookups side by side, as in a code review: what differs has a sign and a colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from badge_inspector.domain.badge import shown_text
from badge_inspector.domain.compare import ComparedField, DiffLine, Field, Sign
from badge_inspector.domain.history import RowStatus
from badge_inspector.domain.lookup import Failed, Found, Lookup
from badge_inspector.ui.compare.diff_view import DiffView
from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.look import language, theme
from badge_inspector.ui.look.text import visible
from badge_inspector.ui.look.theme import SPACE
from badge_inspector.ui.widgets.elided_label import ElidedLabel
from badge_inspector.ui.widgets.pill import Pill
from badge_inspector.ui.widgets.status_mark import StatusMark
from badge_inspector.ui.widgets.view_option import option_rect
from badge_inspector.ui.words.compared import (
    field_label,
    longest_run,
    markdown_cell,
    outcome_text,
    type_text,
    value_text,
)
from badge_inspector.ui.words.format import format_clock, format_date, format_day
from badge_inspector.ui.words.portals import asked_name

AnyIndex = QModelIndex | QPersistentModelIndex
_DAY_S = 86_400
_AIR = 10
_MOST_LINES = 6
_LONGEST = 1_000
"""Lines and characters of a field that are shown; the text is whole in the line diff."""

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
        """Fields that differ; where none does, the runs of changed lines."""
        return sum(field.differs for field in self.fields)

    @property
    def identical(self) -> bool:
        return self.differences == 0 and all(line.sign is Sign.SAME for line in self.lines)


class CompareWindow(Retranslated, QDialog):
    """Attributes: table, diff, swap, copy, close_button, summary.

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
        self.table = QTableWidget(0, 4, self)
        self.table.horizontalHeader().hide()
        rows = self.table.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        rows.setMaximumSectionSize(_MOST_LINES * self.fontMetrics().height())
        self.table.setShowGrid(False)
        self.table.setItemDelegate(_Ground(self.table))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        for column, mode in enumerate(
            (
                QHeaderView.ResizeMode.Fixed,
                QHeaderView.ResizeMode.ResizeToContents,
                QHeaderView.ResizeMode.Stretch,
                QHeaderView.ResizeMode.Stretch,
            )
        ):
            self.table.horizontalHeader().setSectionResizeMode(column, mode)
        self.table.setColumnWidth(0, 30)
        self.diff = DiffView(self)
        self.copy = QPushButton(self)
        self.close_button = QPushButton(self)
        self.close_button.setProperty("primary", "true")
        self.close_button.setDefault(True)
        self._sides = (_Side(self), _Side(self))
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
        middle = QHBoxLayout()
        middle.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        middle.setSpacing(SPACE)
        for side, content in zip(self._sides, (self.table, self.diff), strict=True):
            column = QVBoxLayout()
            column.setSpacing(SPACE)
            frame = QFrame(self)
            frame.setProperty("card", "true")
            inside = QVBoxLayout(frame)
            inside.setContentsMargins(1, 6, 1, 6)  # colours reach the frame, and leave its round corners alone
            inside.addWidget(content)
            column.addWidget(side)
            column.addWidget(frame, 1)
            middle.addLayout(column, 1)
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
        for side, lookup in zip(self._sides, (comparison.left, comparison.right), strict=True):
            side.show_lookup(lookup, comparison.now)
        if comparison.identical:
            self.summary.setText(self.tr("Identical"))
        elif comparison.differences == 0 and comparison.same_but_for_time:
            self.summary.setText(self.tr("Identical except for timestamps"))
        elif comparison.differences == 0:
            self.summary.setText(self.tr("Same fields; the text differs · ↓ next (F8)"))
        else:
            self.summary.setText(self.tr("%n difference(s) · ↓ next (F8)", "", comparison.differences))
        self.table.setRowCount(len(comparison.fields))
        for row, compared in enumerate(comparison.fields):
            self._fill_row(row, compared)

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

    def _fill_row(self, row: int, compared: ComparedField) -> None:
        texts = ("≠" if compared.differs else "", field_label(compared.field), *self._shown(compared))
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text[:_LONGEST])
            item.setToolTip(text[:_LONGEST] if column > 1 else "")
            if column == 1:
                item.setForeground(theme.colour("muted"))
            elif column > 1 and compared.differs:
                item.setBackground(QColor(theme.colour("bad_surface" if column == 2 else "good_surface")))
            self.table.setItem(row, column, item)

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
            mark = "≠" if compared.differs else " "
            cells = " | ".join(markdown_cell(text) for text in self._shown(compared))
            rows.append(f"| {mark} | {field_label(compared.field)} | {cells} |")
        fence = "`" * max(3, 1 + max((longest_run(line.text) for line in shown.lines), default=0))
        changed = "\n".join(f"{line.sign.value} {line.text}" for line in shown.lines)
        return "\n".join([*rows, "", f"{fence}diff", changed, fence, ""])


class _Ground(QStyledItemDelegate):
    """The colours of what differs, which a style sheet for items does not paint, and air above and below."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return super().sizeHint(option, index) + QSize(0, _AIR)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        ground = index.data(Qt.ItemDataRole.BackgroundRole)
        if ground is not None:
            painter.fillRect(option_rect(option).adjusted(0, 0, 0, -1), ground)
        super().paint(painter, option, index)


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
