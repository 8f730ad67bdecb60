"""The badges of two portals side by side: those that only one of them has, and those that differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from badge_inspector.domain.badge import Badge, shown_text
from badge_inspector.domain.catalogue_diff import CodeOnTwo, Standing
from badge_inspector.domain.portal import PortalProfile
from badge_inspector.ui.kit.boxes import hbox, vbox
from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.look import language
from badge_inspector.ui.look.text import visible
from badge_inspector.ui.widgets.table import Table
from badge_inspector.ui.widgets.table_rows import Column, TableRows
from badge_inspector.ui.words.compared import field_label
from badge_inspector.ui.words.format import format_count, format_list
from badge_inspector.ui.words.portals import portal_name

CODE, STANDING, HERE, THERE = range(4)
"""The columns."""


class DifferenceRows(TableRows[CodeOnTwo]):
    """Codes of two portals, narrowed by how they stand and by a text."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__((), parent)
        self._portals: tuple[PortalProfile, ...] = ()
        self.set((), self._columns())

    def show_entries(self, entries: Sequence[CodeOnTwo], here: PortalProfile, there: PortalProfile) -> None:
        """Show what two portals have."""
        self._portals = here, there
        self.set(entries)

    def narrow_to(self, standing: Standing | None, text: str) -> None:
        """Show rows of one standing (None: of all) whose code or badges contain the text."""
        wanted = text.casefold()

        def fits(entry: CodeOnTwo) -> bool:
            if standing is not None and entry.standing is not standing:
                return False
            return not wanted or any(wanted in self.text(entry, at).casefold() for at in (CODE, HERE, THERE))

        self.narrow(fits)

    def counts(self) -> Counter[Standing]:
        """Number of codes by how they stand."""
        return Counter(entry.standing for entry in self.all)

    def _columns(self) -> list[Column[CodeOnTwo]]:
        return [
            Column(lambda: self.tr("Code"), lambda entry: entry.code, width=150),
            Column(lambda: self.tr("Comparison"), self._standing_text, width=200),
            Column(
                lambda: self._name(0), lambda entry: _said(entry.here), pill=lambda entry: entry.here, with_title=True
            ),
            Column(
                lambda: self._name(1), lambda entry: _said(entry.there), pill=lambda entry: entry.there, with_title=True
            ),
        ]

    def _name(self, at: int) -> str:
        return visible(portal_name(self._portals[at])) if self._portals else ""

    def _standing_text(self, entry: CodeOnTwo) -> str:
        match entry.standing:
            case Standing.ONLY_HERE:
                return self.tr("only on {portal}").format(portal=self._name(0))
            case Standing.ONLY_THERE:
                return self.tr("only on {portal}").format(portal=self._name(1))
            case Standing.DIFFERENT:
                return "≠ " + format_list(field_label(field) for field in entry.fields)
            case Standing.SAME:
                return self.tr("the same")


def _said(badge: Badge | None) -> str:
    if badge is None:
        return "—"
    spoken = language.current()
    texts = (shown_text(badge.value, spoken), shown_text(badge.title, spoken))
    return " · ".join(text for text in texts if text)


class Differences(Retranslated, QWidget):
    """Attributes: table, model, chips (by standing, None for all).

    Signals: activated(CodeOnTwo).
    """

    activated = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = DifferenceRows()
        self.table = Table(self.model, self, sorts=False)
        self.table.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.chips: dict[Standing | None, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._text = ""
        row = hbox(margins=(14, 8, 14, 8), spacing=6)
        for standing in (None, Standing.ONLY_HERE, Standing.ONLY_THERE, Standing.DIFFERENT, Standing.SAME):
            chip = QPushButton(self)
            chip.setProperty("chip", "true")
            chip.setCheckable(True)
            chip.setChecked(standing is None)
            chip.setAutoDefault(False)
            self._group.addButton(chip)
            self.chips[standing] = chip
            row.addWidget(chip)
        row.addStretch(1)
        column = vbox(self, margins=0, spacing=0)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        self._group.buttonClicked.connect(self._narrow)
        self.table.activated.connect(self._activate)
        self._retranslate()

    def show_entries(self, entries: Sequence[CodeOnTwo], here: PortalProfile, there: PortalProfile) -> None:
        """The codes of both portals."""
        self.model.show_entries(entries, here, there)
        self._word_chips()

    def narrow(self, text: str) -> None:
        self._text = text
        self._narrow()

    def _narrow(self) -> None:
        standing = next(standing for standing, chip in self.chips.items() if chip.isChecked())
        self.model.narrow_to(standing, self._text)

    def _activate(self, index: QModelIndex) -> None:
        self.activated.emit(self.table.row_at(index))

    def _word_chips(self) -> None:
        counts = self.model.counts()
        for standing, words in (
            (None, self.tr("All {count}")),
            (Standing.ONLY_HERE, self.tr("Only here {count}")),
            (Standing.ONLY_THERE, self.tr("Only there {count}")),
            (Standing.DIFFERENT, self.tr("Different {count}")),
            (Standing.SAME, self.tr("The same {count}")),
        ):
            count = len(self.model.all) if standing is None else counts[standing]
            self.chips[standing].setText(words.format(count=format_count(count)))

    def _retranslate(self) -> None:
        self.table.setAccessibleName(self.tr("Badges of both portals"))
        self._word_chips()
        self._narrow()
