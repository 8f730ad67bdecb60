"""One code on several portals at once: who knows it, and what each says."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from badge_inspector.domain.lookup import Lookup
from badge_inspector.domain.portal import PortalProfile
from badge_inspector.services.table_text import markdown_cell
from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.look.text import tooltip, visible
from badge_inspector.ui.look.theme import SPACE
from badge_inspector.ui.portals.table import FIELD, FIRST, MARK, ManyPortalsDelegate, ManyPortalsModel
from badge_inspector.ui.widgets.controls import CheckBox
from badge_inspector.ui.widgets.elided_label import ElidedLabel
from badge_inspector.ui.widgets.empty_note import EmptyNote
from badge_inspector.ui.widgets.flow_layout import FlowLayout
from badge_inspector.ui.widgets.plain_label import PlainLabel
from badge_inspector.ui.widgets.portal_box import portal_icon
from badge_inspector.ui.widgets.table_menu import offer_copies
from badge_inspector.ui.words.portals import portal_name

_NARROWEST = 150


class ManyPortalsWindow(Retranslated, QDialog):
    """Attributes: code, ask, cancel, portals (a button for each profile's id), all_portals, slowest, table, model,
    summary, copy.

    Signals: look_up_requested(code, profiles): answer with `show_lookup()` for each. cancel_requested().
    lookup_opened(Lookup). copy_requested(str): Markdown.
    """

    look_up_requested = Signal(str, object)
    cancel_requested = Signal()
    lookup_opened = Signal(object)
    copy_requested = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(620, 420)
        self._profiles: tuple[PortalProfile, ...] = ()
        self._asked: tuple[PortalProfile, ...] = ()
        self._code = ""
        self._records = True
        self.code = QLineEdit(self)
        self.code.setMinimumHeight(32)
        self.ask, self.cancel = QPushButton(self), QPushButton(self)
        self.ask.setProperty("primary", "true")
        self.cancel.hide()
        self.portals: dict[str, QPushButton] = {}
        self._portals = FlowLayout()
        self._portals.setSpacing(6)
        self.all_portals = QPushButton(self)
        self.all_portals.setProperty("flat", "true")
        self.slowest = CheckBox(self)
        self.summary = PlainLabel(self, "muted")
        self.model = ManyPortalsModel(self)
        self.table = QTableView(self)
        offer_copies(self.table)
        self.table.setModel(self.model)
        self.table.setItemDelegate(ManyPortalsDelegate(self.table))
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 16)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(28)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._empty = EmptyNote(self.table)
        self.copy, self._close = QPushButton(self), QPushButton(self)
        for button in (self.ask, self.cancel, self.all_portals, self.copy, self._close):
            button.setAutoDefault(False)
        self._build()
        self.ask.clicked.connect(self.request)
        self.code.returnPressed.connect(self.request)
        self.cancel.clicked.connect(self.cancel_requested)
        self.all_portals.clicked.connect(self._check_all)
        self.slowest.toggled.connect(self._put_slowest_first)
        self.table.activated.connect(self._open)
        self.copy.clicked.connect(lambda: self.copy_requested.emit(self.as_markdown()))
        self._close.clicked.connect(self.reject)
        self._retranslate()

    def _build(self) -> None:
        top, bottom = QFrame(self), QFrame(self)
        top.setProperty("bar", "true")
        bottom.setProperty("foot", "true")
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.code, 1)
        line.addWidget(self.ask)
        line.addWidget(self.cancel)
        chosen = QHBoxLayout()
        chosen.addLayout(self._portals, 1)
        chosen.addWidget(self.all_portals, 0, Qt.AlignmentFlag.AlignTop)
        head = QVBoxLayout(top)
        head.setContentsMargins(SPACE, 10, SPACE, 10)
        head.setSpacing(10)
        head.addLayout(line)
        head.addLayout(chosen)
        middle = QHBoxLayout()
        middle.setContentsMargins(SPACE + 2, 8, SPACE + 2, 8)
        middle.addWidget(self.summary, 1)
        middle.addWidget(self.slowest)
        foot = QHBoxLayout(bottom)
        foot.setContentsMargins(SPACE, 10, SPACE, 10)
        self._hint = ElidedLabel(self)
        self._hint.setProperty("role", "muted")
        foot.addWidget(self._hint, 1)
        foot.addWidget(self.copy)
        foot.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addLayout(middle)
        column.addWidget(self.table, 1)
        column.addWidget(bottom)

    def sizeHint(self) -> QSize:
        return QSize(1040, 620)

    def show_portals(self, profiles: Sequence[PortalProfile], checked: Collection[str]) -> None:
        """These can be asked; those with these ids will be."""
        while item := self._portals.takeAt(0):
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._profiles = tuple(profiles)
        self.portals = {}
        for profile in profiles:
            chip = QPushButton(portal_icon(profile), "", self)
            chip.setProperty("chip", "true")
            chip.setCheckable(True)
            chip.setChecked(profile.id in checked)
            chip.setAutoDefault(False)
            self._portals.addWidget(chip)
            self.portals[profile.id] = chip
        self._word_portals()

    def show_code(self, code: str) -> None:
        self.code.setText(code)
        self.code.selectAll()

    def request(self) -> None:
        """Ask the portals that are checked, or say what is missing."""
        code = self.code.text().strip()
        chosen = [profile for profile in self._profiles if self.portals[profile.id].isChecked()]
        if not code or not chosen:
            self._say(self.tr("Choose a portal to ask.") if code else self.tr("Type a badge code first."))
            (self.all_portals if code else self.code).setFocus()
            return
        self._code, self._asked = code, tuple(chosen)
        self.model.begin(chosen)
        self._set_running(True)
        self._fit_columns()
        self._show_summary()
        self.look_up_requested.emit(code, tuple(chosen))

    def show_lookup(self, lookup: Lookup) -> None:
        """One portal answered, or failed to."""
        self.model.take(lookup)
        self._fit_columns()
        if self.model.came == len(self._asked):
            self._set_running(False)
        self._show_summary()

    def show_cancelled(self) -> None:
        """Those that have not answered will not."""
        self._set_running(False)
        self._show_summary()

    def as_markdown(self) -> str:
        """The table, for a ticket."""
        columns = range(self.model.columnCount())
        names = [markdown_cell(visible(portal_name(profile))) for profile in self.model.profiles]
        field = self.tr("Field")
        lines = [f"|   | {field} | {' | '.join(names)} |", f"|{'---|' * len(columns)}"]
        for row in range(self.model.rowCount()):
            cells = " | ".join(markdown_cell(self.model.text(row, column)) or " " for column in columns)
            lines.append(f"| {cells} |")
        return "\n".join([*lines, ""])

    def show_recording(self, records: bool) -> None:
        """Show whether answers are kept in the history."""
        self._records = records
        self._word_hint()

    def _set_running(self, running: bool) -> None:
        had_focus = (self.ask if running else self.cancel).hasFocus()
        self.ask.setVisible(not running)
        self.cancel.setVisible(running)
        if had_focus:
            (self.cancel if running else self.ask).setFocus()

    def _check_all(self) -> None:
        every = all(chip.isChecked() for chip in self.portals.values())
        for chip in self.portals.values():
            chip.setChecked(not every)

    def _put_slowest_first(self, slowest: bool) -> None:
        self.model.put_slowest_first(slowest)
        self._fit_columns()

    def _fit_columns(self) -> None:
        header = self.table.horizontalHeader()
        for column in range(self.model.columnCount()):
            fixed = column in (MARK, FIELD)
            header.setSectionResizeMode(
                column, QHeaderView.ResizeMode.Interactive if fixed else QHeaderView.ResizeMode.Stretch
            )
        header.setVisible(self.model.rowCount() > 0)
        self.table.setColumnWidth(MARK, 30)
        self.table.resizeColumnToContents(FIELD)
        portals = max(1, self.model.columnCount() - FIRST)
        room = self.table.viewport().width() - 30 - self.table.columnWidth(FIELD)
        if room / portals < _NARROWEST:  # too many to stretch: scroll
            for column in range(FIRST, self.model.columnCount()):
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
                self.table.setColumnWidth(column, _NARROWEST)

    def _show_summary(self) -> None:
        waiting = len(self._asked) - self.model.came
        if not self._asked:
            text = ""
        elif self.cancel.isVisibleTo(self):
            text = self.tr("{done} of {total} portals answered").format(done=self.model.came, total=len(self._asked))
        else:
            differing = sum(row.differs for row in self.model.rows)
            text = self.tr("%n field(s) differ", "", differing) if differing else self.tr("The same everywhere")
            if waiting:
                text += " · " + self.tr("%n portal(s) not asked to the end", "", waiting)
        self._say(text)

    def _say(self, text: str) -> None:
        self.summary.show_text(text)

    def _open(self, index: QModelIndex) -> None:
        lookup = self.model.lookup(index.column())
        if lookup is not None:
            self.lookup_opened.emit(lookup)

    def _word_hint(self) -> None:
        what = self.tr("Enter on a cell shows that portal’s response.")
        kept, lost = self.tr("Every lookup is kept in the history."), self.tr("Private mode: nothing is recorded.")
        self._hint.show_text(f"{what} {kept if self._records else lost}")

    def _word_portals(self) -> None:
        if len(self._profiles) > 1:
            self._empty.say(
                self.tr("Type a badge code and choose the portals to ask. Their responses appear here side by side.")
            )
        else:
            self._empty.say(self.tr("This window compares several portals. Add another one in the settings (Ctrl+,)."))
        for profile in self._profiles:
            chip = self.portals[profile.id]
            chip.setText(visible(portal_name(profile)[:60]).replace("&", "&&"))
            chip.setToolTip(tooltip(portal_name(profile), profile.address.display))

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("One code on many portals"))
        self.code.setPlaceholderText(self.tr("Badge code"))
        self.code.setAccessibleName(self.tr("Badge code"))
        self.ask.setText(self.tr("Look up"))
        self.cancel.setText(self.tr("Cancel"))
        self.all_portals.setText(self.tr("All or none"))
        self.slowest.setText(self.tr("Slowest first"))
        self.table.setAccessibleName(self.tr("Fields by portal"))
        self._word_hint()
        self.copy.setText(self.tr("Copy as Markdown"))
        self._close.setText(self.tr("Close"))
        self._word_portals()
        self.model.reword()
        self._fit_columns()
        self._show_summary()
        self._show_summary()
