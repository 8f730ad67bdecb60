"""The badges of two portals side by side: those that only one of them has, and those that differ."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from badge_inspector.domain.catalogue_diff import CodeOnTwo, Standing
from badge_inspector.domain.portal import PortalProfile
from badge_inspector.ui.catalogue.difference_table import DifferenceRows
from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.widgets.table import Table
from badge_inspector.ui.words.format import format_count


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
        row = QHBoxLayout()
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(6)
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
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
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
