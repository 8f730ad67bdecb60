"""The settings window: pages listed at the left, saved as they are changed; and the base of its parts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QListWidget,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from badge_inspector.domain.preferences import Preferences
from badge_inspector.ui.kit.boxes import hbox, vbox
from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.session.context import Context
from badge_inspector.ui.settings.network_page import NetworkPage
from badge_inspector.ui.settings.plain_pages import AdvancedPage, AppearancePage, HistoryPage
from badge_inspector.ui.settings.portals_page import PortalsPage
from badge_inspector.ui.settings.row import SettingRow
from badge_inspector.ui.widgets.labels import role_label
from badge_inspector.ui.widgets.search_field import SearchField
from badge_inspector.ui.words.format import format_list


class SettingsWindow(Retranslated, QDialog):
    """Attributes: pages (the list), search, portals, network, history, appearance, advanced, undo, close_button.

    Signals: preferences_changed(Preferences).
    """

    preferences_changed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.resize(1040, 660)
        self.setMinimumSize(760, 480)
        self.portals = PortalsPage(self)
        self.network, self.history = NetworkPage(self), HistoryPage(self)
        self.appearance, self.advanced = AppearancePage(self), AdvancedPage(self)
        self._preference_pages = (self.network, self.history, self.appearance, self.advanced)
        self._stack = QStackedWidget(self)
        side = QFrame(self)
        side.setProperty("side", "true")
        side.setFixedWidth(212)
        self.search = SearchField(side)
        self.pages = QListWidget(side)
        self.pages.setProperty("pages", "true")
        self._pages: tuple[QWidget, ...] = (
            self.portals,
            self.network,
            self.history,
            self.appearance,
            self.advanced,
        )
        for page in self._pages:
            self._stack.addWidget(page)
            self.pages.addItem("")
        self.undo = QPushButton(self)
        self.undo.hide()
        self._undo: Callable[[], object] | None = None
        self._offered: object = None
        self._preferences = Preferences()
        self._before: list[tuple[frozenset[str], Preferences]] = []
        self._found: list[SettingRow] = []
        self._said = role_label(self, "muted", plain=True, wraps=True)
        self.close_button = QPushButton(self)
        self.close_button.setProperty("primary", "true")

        column = vbox(side, margins=(0, 10, 1, 0))
        top = vbox(margins=(10, 0, 10, 4))
        top.addWidget(self.search)
        column.addLayout(top)
        column.addWidget(self.pages, 1)
        foot = QFrame(self)
        foot.setProperty("foot", "true")
        line = hbox(foot, margins=(14, 10, 14, 10))
        line.addWidget(self._said, 1)
        line.addWidget(self.undo)
        line.addWidget(self.close_button)
        middle = hbox(margins=0, spacing=0)
        middle.addWidget(side)
        middle.addWidget(self._stack, 1)
        whole = vbox(self, margins=0, spacing=0)
        whole.addLayout(middle, 1)
        whole.addWidget(foot)

        self.pages.currentRowChanged.connect(self._stack.setCurrentIndex)
        self.pages.setCurrentRow(0)
        self.search.textChanged.connect(self._narrow)
        self.close_button.clicked.connect(self.accept)
        self.undo.clicked.connect(self._run_undo)
        for page in self._preference_pages:
            page.changed.connect(self._changed)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self.search.setFocus)
        self.search.returnPressed.connect(self._go_to_found)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)
        self._retranslate()

    def show_preferences(self, preferences: Preferences) -> None:
        self._preferences = preferences
        for page in self._preference_pages:
            page.show_preferences(preferences)

    def show_page(self, page: QWidget) -> None:
        self.pages.setCurrentRow(self._stack.indexOf(page))

    def offer(self, text: str, run: Callable[[], object], of: object = None) -> None:
        """Say what was done, with a button that takes it back; `of` is what `takes_back()` knows it by."""
        self._before.clear()
        self._offer(text, run, of)

    def takes_back(self, of: object) -> bool:
        """Take back what was done, if the offer to do so still stands."""
        stands = self._undo is not None and self._offered == of
        if stands:
            self._run_undo()
        return stands

    def _offer(self, text: str, run: Callable[[], object], of: object = None) -> None:
        self._said.setText(text)
        self._undo, self._offered = run, of
        self.undo.show()

    def tell(self, text: str) -> None:
        """Show a message without an undo: a result, or the reason for its absence."""
        self._undo = None
        self._before.clear()
        self.undo.hide()
        self._said.setText(text)

    def _run_undo(self) -> None:
        run, self._undo = self._undo, None
        self.undo.hide()
        self._said.setText(self.tr("Changes are saved as you make them."))
        if run is not None:
            run()

    def _changed(self, preferences: Preferences) -> None:
        before = self._preferences
        members = zip(Preferences._fields, before, preferences, strict=True)
        changed = frozenset(name for name, was, now in members if was != now)
        if not changed:
            return
        # Several changes of one setting in a row, a wheel turned, say, are taken back together.
        if not self._before or self._before[-1][0] != changed:
            self._before.append((changed, before))
        self._set_preferences(preferences)
        self._offer_last()

    def _set_preferences(self, preferences: Preferences) -> None:
        self.show_preferences(preferences)
        self.preferences_changed.emit(preferences)

    def _offer_last(self) -> None:
        """The last change that was not taken back yet; the one before it comes after it."""
        if not self._before:
            return
        names = [
            row.label.text()
            for page in self._preference_pages
            for name, row in page.rows.items()
            if name in self._before[-1][0]
        ]
        self._offer(self.tr("Changed: {settings}").format(settings=format_list(names)), self._undo_last)

    def _undo_last(self) -> None:
        changed, before = self._before.pop()
        self._set_preferences(self._preferences._replace(**{name: getattr(before, name) for name in changed}))
        self._offer_last()

    def _narrow(self, text: str) -> None:
        """Leave the pages that have what is looked for, open the first of them, and mark what fits."""
        wanted = text.strip().casefold()
        self._found = []
        fitting: list[int] = []
        for at, page in enumerate(self._pages):
            rows = [row for row in page.findChildren(SettingRow) if row.fits(wanted)] if wanted else []
            for row in page.findChildren(SettingRow):
                row.mark(row in rows)
            self._found += rows
            fits = not wanted or bool(rows) or wanted in self.pages.item(at).text().casefold()
            self.pages.item(at).setHidden(not fits)
            if fits:
                fitting.append(at)
        if wanted and fitting:
            self.pages.setCurrentRow(fitting[0])
        self.pages.setAccessibleDescription("" if fitting else self._nothing())
        if wanted and not fitting:
            self._said.setText(self._nothing())
        elif self._undo is None:
            self._said.setText(self.tr("Changes are saved as you make them."))

    def _nothing(self) -> str:
        return self.tr("No matching settings.")

    def _go_to_found(self) -> None:
        """Enter in the search: to the first setting found."""
        for row in self._found:
            if row.isVisible() and row.field.isEnabled():
                row.field.setFocus()
                return

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Settings"))
        for at, words in enumerate(
            (
                self.tr("Portals"),
                self.tr("Network"),
                self.tr("History"),
                self.tr("Appearance"),
                self.tr("Advanced"),
            )
        ):
            self.pages.item(at).setText(words)
        self.pages.setAccessibleName(self.tr("Pages"))
        self.search.setPlaceholderText(self.tr("Search settings…"))
        self.search.setAccessibleName(self.tr("Search settings"))
        self.close_button.setText(self.tr("Close"))
        self.undo.setText(self.tr("Undo"))
        if self._undo is None:
            self._said.setText(self.tr("Changes are saved as you make them."))


class SettingsPart(QObject):
    """Work under way when the window closes is finished, and its result is not shown."""

    def __init__(self, settings: SettingsWindow, context: Context) -> None:
        super().__init__(settings)
        self._settings = settings
        self._tasks = context.tasks
        self._backend = context.backend
        self._portals = context.portals
        self._is_open = True
        settings.finished.connect(self._close)

    def _close(self) -> None:
        self._is_open = False
