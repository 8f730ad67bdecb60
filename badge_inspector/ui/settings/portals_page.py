"""Page of the portals: a list, and the form of the selected one."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from badge_inspector.domain.portal import PortalProfile
from badge_inspector.ui.kit.boxes import hbox, vbox
from badge_inspector.ui.kit.event_filters import SingleClicks
from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.settings.portal_form import PortalForm
from badge_inspector.ui.settings.portal_list import PortalList
from badge_inspector.ui.widgets.file_dialogs import open_file, save_file
from badge_inspector.ui.widgets.search_field import SearchField
from badge_inspector.ui.words.portals import portal_name

_SIDE = 296
"""Pixels of the list, or as many as its buttons need in the language and the size of type."""


class PortalsPage(Retranslated, QWidget):
    """Attributes: list, filter, form, add, duplicate, delete, import_, export.

    Signals: opened(PortalProfile): another one is edited. deleted(PortalProfile). reordered(ids).
    import_requested(Path), export_requested(Path): of all portals, without their secrets. The form's own signals are
    the form's.
    """

    opened = Signal(object)
    deleted = Signal(object)
    reordered = Signal(object)
    import_requested = Signal(object)
    export_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        side = QFrame(self)
        side.setProperty("side", "true")
        side.setMinimumWidth(_SIDE)
        side.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.filter = SearchField(side)
        self.list = PortalList(side)
        self.add, self.duplicate, self.delete, self.import_, self.export = (QPushButton(side) for _ in range(5))
        files = hbox(margins=(12, 0, 12, 10), spacing=8)
        for button in (self.import_, self.export):
            button.setProperty("flat", "true")
            files.addWidget(button)
        files.addStretch(1)
        foot = hbox(margins=(12, 10, 12, 10), spacing=6)
        for button in (self.add, self.duplicate, self.delete):
            button.setProperty("compact", "true")
            foot.addWidget(button)
        foot.addStretch(1)
        column = vbox(side, margins=(0, 0, 1, 0), spacing=0)
        top = vbox(margins=(12, 10, 12, 8))
        top.addWidget(self.filter)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        column.addLayout(foot)
        column.addLayout(files)
        self.form = PortalForm(self)
        area = self._area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self.form)
        line = hbox(self, margins=0, spacing=0)
        line.addWidget(side)
        line.addWidget(area, 1)
        self.filter.textChanged.connect(self.list.narrow)
        self.list.opened.connect(self._open)
        self.list.reordered.connect(self.reordered)
        self.list.delete_requested.connect(self._delete)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._open_menu)
        self.add.clicked.connect(self.add_portal)
        self.duplicate.clicked.connect(self._duplicate)
        self.delete.clicked.connect(self._delete)
        self.import_.clicked.connect(self._choose_import)
        self.export.clicked.connect(self._choose_export)
        for button in (self.duplicate, self.delete):
            SingleClicks(button)
        self._retranslate()

    def show_profiles(self, profiles: Sequence[PortalProfile], current_id: str = "") -> None:
        """The portals in their order; `current_id` is opened."""
        self.list.show_profiles(profiles, current_id)
        if not profiles:
            self.add_portal()

    def refresh(self, profile: PortalProfile) -> None:
        """A portal was changed in the form; one that is not in the list is new."""
        self.list.refresh(profile)
        self._enable()

    def add_portal(self) -> None:
        """An empty form: the portal is there once it has an address."""
        self.list.leave()
        self.form.show_profile(None)
        self._enable()
        self.form.paste.setFocus()

    def _open(self, profile: PortalProfile) -> None:
        self.form.show_profile(profile)
        self._enable()
        self.opened.emit(profile)

    def _enable(self) -> None:
        """Enable the commands for the open portal."""
        current = self.list.current
        for button in (self.duplicate, self.delete):
            button.setEnabled(current is not None and not current.is_demo)

    def _duplicate(self) -> None:
        self.form.save_now()
        profile = self.list.current
        if profile is not None:
            name = self.tr("{name} (copy)").format(name=portal_name(profile))
            copy = replace(profile, id=uuid.uuid4().hex, name=name, last_used_at=0.0)
            self.form.profile_changed.emit(copy)
            self._open(copy)
            self.form.name.setFocus()
            self.form.name.selectAll()

    def _delete(self) -> None:
        if self.delete.isEnabled():
            self.form.save_now()
            profile = self.list.current
            self.list.takeItem(self.list.currentRow())
            self.deleted.emit(profile)
            if not self.list.count():
                self.add_portal()

    def _open_menu(self, at: QPoint) -> None:
        """Open the menu on the current portal."""
        profile = self.list.current
        if profile is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        address = profile.address.display
        menu.addAction(self.tr("Copy address"), lambda: QGuiApplication.clipboard().setText(address))
        menu.addSeparator()
        for words, act, key in (
            (self.tr("Duplicate"), self._duplicate, ""),
            (self.tr("Move up"), partial(self.list.move_by, -1), "Alt+Up"),
            (self.tr("Move down"), partial(self.list.move_by, 1), "Alt+Down"),
            (self.tr("Delete"), self._delete, "Del"),
        ):
            action = menu.addAction(words)
            action.setShortcut(QKeySequence(key))
            action.triggered.connect(partial(_run, act))
            action.setEnabled(not profile.is_demo)
        menu.popup(self.list.viewport().mapToGlobal(at))

    def _choose_import(self) -> None:
        open_file(self, self.tr("Import portals"), self._file_kinds(), self.import_requested.emit)

    def _choose_export(self) -> None:
        save_file(self, self.tr("Export portals"), self._file_kinds(), "portals.json", self.export_requested.emit)

    def _file_kinds(self) -> tuple[str, str]:
        return self.tr("Portals (*.json)"), self.tr("All files (*)")

    def _retranslate(self) -> None:
        self.filter.setPlaceholderText(self.tr("Filter portals…"))
        self.filter.setAccessibleName(self.tr("Filter portals"))
        self._area.setAccessibleName(self.tr("Portal"))
        self.add.setText(self.tr("Add"))
        self.duplicate.setText(self.tr("Duplicate"))
        self.delete.setText(self.tr("Delete"))
        self.import_.setText(self.tr("Import…"))
        self.export.setText(self.tr("Export…"))
        self.export.setToolTip(self.tr("All portals, without their secrets"))


def _run(act: Callable[[], object], _checked: bool = False) -> None:
    act()
