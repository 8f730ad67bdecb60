"""Two lookups side by side, as in a code review: what differs has a sign and a colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from badge_inspector.domain.compare import ComparedField, DiffLine, Sign
from badge_inspector.domain.lookup import Lookup
from badge_inspector.domain.portal import PortalProfile
from badge_inspector.services.report_blocks import fenced
from badge_inspector.ui.compare.diff_view import DiffView
from badge_inspector.ui.compare.side_card import Side
from badge_inspector.ui.compare.sides import SideOffers, Sides
from badge_inspector.ui.kit.boxes import hbox, vbox
from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.look.theme import SPACE
from badge_inspector.ui.widgets.labels import role_label
from badge_inspector.ui.words.portals import asked_name


@dataclass(frozen=True, slots=True)
class Comparison:
    """Content of the window: two lookups, the portals of both in the settings, None for one that is not there; `now`
    is epoch seconds, for "today"."""

    lookups: tuple[Lookup, Lookup]
    profiles: tuple[PortalProfile | None, PortalProfile | None]
    fields: Sequence[ComparedField]
    lines: Sequence[DiffLine]
    now: float
    same_but_for_time: bool = False

    @property
    def differences(self) -> int:
        """Number of fields that differ, times apart."""
        return sum(field.differs for field in self.fields)

    @property
    def identical(self) -> bool:
        return self.differences == 0 and all(line.sign is Sign.SAME for line in self.lines)


class CompareWindow(Retranslated, QDialog):
    """Attributes: sides (the table, with cards over its columns), diff, swap, copy, close_button, summary.

    Signals: swap_requested(): answer with `show_comparison()` the other way round. copy_requested(str): Markdown.
    """

    swap_requested = Signal()
    copy_requested = Signal(str)

    def __init__(self, parent: QWidget, offers: SideOffers) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(1040, 660)
        self._comparison: Comparison | None = None
        self._heading = role_label(self, "heading")
        self.summary = role_label(self, "muted")
        self.swap = QPushButton(self)
        self.sides = Sides(self, offers)
        self.diff = DiffView(self)
        self.copy = QPushButton(self)
        self.close_button = QPushButton(self)
        self.close_button.setProperty("primary", "true")
        self.close_button.setDefault(True)
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
        line = hbox(top, margins=(SPACE, 10, SPACE, 10))
        line.addWidget(self._heading)
        line.addStretch(1)
        line.addWidget(self.summary)
        line.addStretch(1)
        line.addWidget(self.swap)
        parts = QSplitter(Qt.Orientation.Vertical, self)
        parts.setChildrenCollapsible(False)
        parts.setHandleWidth(SPACE)
        parts.addWidget(self.sides)
        frame = QFrame(parts)
        frame.setProperty("card", "true")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 6, 1, 6)  # colours reach the frame, and leave its round corners alone
        inside.addWidget(self.diff)
        parts.addWidget(frame)
        parts.setStretchFactor(0, 3)
        parts.setStretchFactor(1, 2)
        middle = vbox(margins=SPACE)
        middle.addWidget(parts, 1)
        foot = hbox(bottom, margins=(SPACE, 10, SPACE, 10))
        foot.addStretch(1)
        foot.addWidget(self.copy)
        foot.addWidget(self.close_button)
        column = vbox(self, margins=0, spacing=0)
        column.addWidget(top)
        column.addLayout(middle, 1)
        column.addWidget(bottom)

    def show_comparison(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self._word(comparison)
        self.diff.lines.set_lines(comparison.lines)

    def _word(self, comparison: Comparison) -> None:
        if comparison.identical:
            self.summary.setText(self.tr("Identical"))
        elif comparison.differences == 0 and comparison.same_but_for_time:
            found = comparison.lookups[0].badge is not None
            same_badge, same = self.tr("Same badge, only timing differs"), self.tr("Same response, only timing differs")
            self.summary.setText(same_badge if found else same)
        elif comparison.differences == 0:
            self.summary.setText(self.tr("Same fields; the text differs · ↓ next (F8)"))
        else:
            self.summary.setText(self.tr("%n difference(s) · ↓ next (F8)", "", comparison.differences))
        pairs = zip(comparison.lookups, comparison.profiles, strict=True)
        sides = [
            Side(asked_name(lookup), lookup.portal, lookup, "", comparison.now, profile) for lookup, profile in pairs
        ]
        self.sides.show_sides(sides, comparison.fields)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Compare"))
        self._heading.setText(self.tr("Compare"))
        self.swap.setText(self.tr("Swap"))
        self.diff.setAccessibleName(self.tr("Line by line"))
        self.copy.setText(self.tr("Copy as Markdown"))
        self.close_button.setText(self.tr("Close"))
        if self._comparison is not None:
            self._word(self._comparison)

    def as_markdown(self) -> str:
        """The table and the diff, for a ticket."""
        shown = self._comparison
        if shown is None:
            return ""
        changed = "\n".join(f"{line.sign.value} {line.text}" for line in shown.lines)
        return "\n".join([self.sides.as_markdown(), fenced(changed, "diff"), ""])
