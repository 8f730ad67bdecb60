"""Window of one code on several portals at once, with the answer of each."""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from badge_inspector.domain.compare import compare_fields, slowest_first
from badge_inspector.domain.lookup import Lookup
from badge_inspector.domain.portal import PortalProfile
from badge_inspector.ui.compare.side_card import Side
from badge_inspector.ui.compare.sides import SideOffers, Sides
from badge_inspector.ui.kit.boxes import hbox, vbox
from badge_inspector.ui.kit.event_filters import SettledClicks
from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.look.text import tooltip, visible
from badge_inspector.ui.look.theme import SPACE
from badge_inspector.ui.widgets.controls import CheckBox
from badge_inspector.ui.widgets.flow_layout import FlowLayout
from badge_inspector.ui.widgets.labels import ElidedLabel, PlainLabel
from badge_inspector.ui.widgets.portal_box import portal_icon
from badge_inspector.ui.words.portals import portal_name


class ManyPortalsWindow(Retranslated, QDialog):
    """Attributes: code, ask, cancel, portals (a button for each profile's id), all_portals, slowest, sides (the
    table), clicks (whether those on ask and cancel count), lookups (as asked, None where no answer has come),
    is_running, summary, copy.

    Signals: look_up_requested(code, profiles): answer with `show_lookup()` for each. cancel_requested().
    lookup_opened(Lookup). copy_requested(str): Markdown.
    """

    look_up_requested = Signal(str, object)
    cancel_requested = Signal()
    lookup_opened = Signal(object)
    copy_requested = Signal(str)

    def __init__(self, parent: QWidget, offers: SideOffers) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(620, 420)
        self._profiles: tuple[PortalProfile, ...] = ()
        self._asked: tuple[PortalProfile, ...] = ()
        self._came: dict[str, Lookup] = {}
        self._same = False
        self._records = True
        self.code = QLineEdit(self)
        self.code.setMinimumHeight(32)
        self.ask, self.cancel = QPushButton(self), QPushButton(self)
        self.ask.setProperty("primary", "true")
        self.cancel.hide()
        self.clicks = SettledClicks(self.ask, self.cancel)
        self.portals: dict[str, QPushButton] = {}
        self._portals = FlowLayout()
        self._portals.setSpacing(6)
        self.all_portals = QPushButton(self)
        self.all_portals.setProperty("flat", "true")
        self.slowest = CheckBox(self)
        self.summary = PlainLabel(self, "muted")
        self.sides = Sides(self, offers)
        self.copy, self._close = QPushButton(self), QPushButton(self)
        for button in (self.ask, self.cancel, self.all_portals, self.copy, self._close):
            button.setAutoDefault(False)
        self._build()
        self.ask.clicked.connect(self.request)
        self.code.returnPressed.connect(self.request)
        self.cancel.clicked.connect(self.cancel_requested)
        self.all_portals.clicked.connect(self._check_all)
        self.slowest.toggled.connect(self._show_sides)
        self.sides.table.activated.connect(self._open)
        self.copy.clicked.connect(lambda: self.copy_requested.emit(self.sides.as_markdown()))
        self._close.clicked.connect(self.reject)
        self._retranslate()

    def _build(self) -> None:
        top, bottom = QFrame(self), QFrame(self)
        top.setProperty("bar", "true")
        bottom.setProperty("foot", "true")
        line = hbox(spacing=8)
        line.addWidget(self.code, 1)
        line.addWidget(self.ask)
        line.addWidget(self.cancel)
        chosen = QHBoxLayout()
        chosen.addLayout(self._portals, 1)
        chosen.addWidget(self.all_portals, 0, Qt.AlignmentFlag.AlignTop)
        head = vbox(top, margins=(SPACE, 10, SPACE, 10), spacing=10)
        head.addLayout(line)
        head.addLayout(chosen)
        middle = hbox(margins=(SPACE + 2, 8, SPACE + 2, 8))
        middle.addWidget(self.summary, 1)
        middle.addWidget(self.slowest)
        foot = hbox(bottom, margins=(SPACE, 10, SPACE, 10))
        self._hint = ElidedLabel(self, "muted")
        foot.addWidget(self._hint, 1)
        foot.addWidget(self.copy)
        foot.addWidget(self._close)
        column = vbox(self, margins=0, spacing=0)
        column.addWidget(top)
        column.addLayout(middle)
        inside = vbox(margins=(SPACE, 0, SPACE, SPACE))
        inside.addWidget(self.sides)
        column.addLayout(inside, 1)
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
            self._summarize(self.tr("Choose a portal to ask.") if code else self.tr("Type a badge code first."))
            (self.all_portals if code else self.code).setFocus()
            return
        self._asked, self._came, self._same = tuple(chosen), {}, False
        self._set_running(True)
        self._show_sides()
        self._show_summary()
        self.look_up_requested.emit(code, tuple(chosen))

    @property
    def lookups(self) -> list[Lookup | None]:
        return [self._came.get(profile.id) for profile in self._asked]

    @property
    def is_running(self) -> bool:
        return self.cancel.isVisibleTo(self)

    def show_lookup(self, lookup: Lookup) -> None:
        """One portal answered, or failed to."""
        self._came[lookup.profile_id] = lookup
        if len(self._came) == len(self._asked):
            self._set_running(False)
        self._show_sides()
        self._show_summary()

    def show_same(self, same: bool) -> None:
        """Tell whether all answers are equal apart from their times."""
        self._same = same
        self._show_summary()

    def show_asked_again(self, profile: PortalProfile) -> None:
        """That portal is asked once more; the answer that it gave goes."""
        self._came.pop(profile.id, None)
        self._same = False
        self._set_running(True)
        self._show_sides()
        self._show_summary()

    def show_cancelled(self) -> None:
        """Those that have not answered will not."""
        self._set_running(False)
        self._show_sides()
        self._show_summary()

    def show_recording(self, records: bool) -> None:
        """Show whether answers are kept in the history."""
        self._records = records
        self._word_hint()

    def _set_running(self, running: bool) -> None:
        if running is not self.is_running:
            self.clicks.changed()
        had_focus = (self.ask if running else self.cancel).hasFocus()
        self.ask.setVisible(not running)
        self.cancel.setVisible(running)
        if had_focus:
            (self.cancel if running else self.ask).setFocus()

    def _check_all(self) -> None:
        every = all(chip.isChecked() for chip in self.portals.values())
        for chip in self.portals.values():
            chip.setChecked(not every)

    def _show_sides(self) -> None:
        lookups = self.lookups
        order = slowest_first(lookups) if self.slowest.isChecked() else range(len(lookups))
        waiting = self.tr("asking…") if self.is_running else self.tr("not answered")
        now = time.time()
        sides = [
            Side(portal_name(profile), profile.address.display, self._came.get(profile.id), waiting, now, profile)
            for profile in (self._asked[at] for at in order)
        ]
        self.sides.show_sides(sides, compare_fields([side.lookup for side in sides]))

    def _show_summary(self) -> None:
        came = len(self._came)
        waiting = len(self._asked) - came
        if not self._asked:
            text = ""
        elif self.is_running:
            text = self.tr("{done} of {total} portals answered").format(done=came, total=len(self._asked))
        else:
            differing = sum(compared.differs for compared in self.sides.fields)
            text = self.tr("%n field(s) differ", "", differing) if differing else self._same_text()
            if waiting:
                text += " · " + self.tr("%n portal(s) not asked to the end", "", waiting)
        self._summarize(text)

    def _same_text(self) -> str:
        if not self._same:
            return self.tr("The same everywhere")
        found = any(lookup is not None and lookup.badge is not None for lookup in self.lookups)
        same_badge, same = self.tr("Same badge, only timing differs"), self.tr("Same response, only timing differs")
        return same_badge if found else same

    def _summarize(self, text: str) -> None:
        self.summary.show_text(text)

    def _open(self, index: QModelIndex) -> None:
        side = self.sides.side_at(index.column())
        if side is not None and side.lookup is not None:
            self.lookup_opened.emit(side.lookup)

    def _word_hint(self) -> None:
        what = self.tr("Enter on a cell shows that portal’s response.")
        kept, lost = self.tr("Every lookup is kept in the history."), self.tr("Private mode: nothing is recorded.")
        self._hint.show_text(f"{what} {kept if self._records else lost}")

    def _word_portals(self) -> None:
        if len(self._profiles) > 1:
            self.sides.table.empty.show_text(
                self.tr("Type a badge code and choose the portals to ask. Their responses appear here side by side.")
            )
        else:
            self.sides.table.empty.show_text(
                self.tr("This window compares several portals. Add another one in the settings (Ctrl+,).")
            )
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
        self._word_hint()
        self.copy.setText(self.tr("Copy as Markdown"))
        self._close.setText(self.tr("Close"))
        self._word_portals()
        self._show_sides()
        self._show_summary()
