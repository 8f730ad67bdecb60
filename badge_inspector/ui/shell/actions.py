"""Every action once: its name, words, shortcut and place. Menus, the palette and the shortcuts sheet are made from it.

To add one: a line in `ACTIONS`, its words in `_words()`, and a `connect` where the slot lives
(`actions.on("look_up", slot)`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenuBar, QWidget

from badge_inspector.ui.look.icons import icon

Keys = str | QKeySequence.StandardKey | None


class ActionSpec(NamedTuple):
    """`menu` is one of MENUS; `keys` a portable shortcut text or one of Qt's standard keys; `separate` puts a line
    above it; `checkable` makes it a switch, whose tick stands where others have their `icon`, one of the set;
    `other_keys` do the same as `keys`."""

    name: str
    menu: str
    keys: Keys = None
    separate: bool = False
    checkable: bool = False
    icon: str = ""
    other_keys: str = ""


MENUS = ("file", "lookup", "history", "view", "help")

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("choose_portal", "file", "Ctrl+P", icon="link"),
    ActionSpec("new_window", "file", QKeySequence.StandardKey.New, icon="plus"),
    ActionSpec("open_har", "file", QKeySequence.StandardKey.Open, separate=True),
    ActionSpec("open_clipboard", "file", None),
    ActionSpec("save_case", "file", QKeySequence.StandardKey.Save, icon="export"),
    ActionSpec("settings", "file", "Ctrl+,", separate=True, icon="settings"),
    ActionSpec("quit", "file", "Ctrl+Q", separate=True),
    ActionSpec("focus_code", "lookup", "Ctrl+L"),
    ActionSpec("look_up", "lookup", "Ctrl+Return", icon="play"),
    ActionSpec("cancel", "lookup", "Esc", icon="stop"),
    ActionSpec("look_up_again", "lookup", "Ctrl+R", icon="refresh", other_keys="F5"),
    ActionSpec("many", "lookup", "Ctrl+M", icon="list"),
    ActionSpec("many_portals", "lookup", "Ctrl+Shift+M", icon="compare"),
    ActionSpec("watch", "lookup", "Ctrl+Shift+W", icon="clock"),
    ActionSpec("list_badges", "lookup", "Ctrl+B", icon="list"),
    ActionSpec("copy_report", "lookup", "Ctrl+Shift+C", separate=True, icon="copy"),
    ActionSpec("report", "lookup", "Ctrl+Shift+S", icon="export"),
    ActionSpec("save_response", "lookup", "Ctrl+Alt+S", icon="export"),
    ActionSpec("search_history", "history", "Ctrl+H", icon="history"),
    ActionSpec("pin", "history", "Ctrl+D", icon="pin"),
    ActionSpec("note", "history", "F2", icon="note"),
    ActionSpec("open_in_window", "history", "Ctrl+Shift+O", icon="duplicate"),
    ActionSpec("compare_previous", "history", "F7", icon="compare"),
    ActionSpec("export", "history", "Ctrl+Shift+E", separate=True, icon="export"),
    ActionSpec("import", "history", None),
    ActionSpec("delete", "history", None, separate=True, icon="delete"),
    ActionSpec("delete_day", "history", None),
    ActionSpec("delete_portal", "history", None),
    ActionSpec("delete_all", "history", None),
    ActionSpec("undo_delete", "history", "Ctrl+Z"),
    ActionSpec("take_back_retired", "history", None),
    ActionSpec("private", "history", None, separate=True, checkable=True),
    ActionSpec("find", "view", QKeySequence.StandardKey.Find, icon="search"),
    ActionSpec("find_next", "view", "F3"),
    ActionSpec("find_previous", "view", "Shift+F3"),
    ActionSpec("show_text", "view", "Ctrl+1", separate=True),
    ActionSpec("show_tree", "view", "Ctrl+2"),
    ActionSpec("show_headers", "view", "Ctrl+3"),
    ActionSpec("show_request", "view", "Ctrl+4"),
    ActionSpec("zoom_in", "view", "Ctrl++", separate=True, other_keys="Ctrl+="),
    ActionSpec("zoom_out", "view", "Ctrl+-"),
    ActionSpec("zoom_reset", "view", "Ctrl+0"),
    ActionSpec("next_region", "view", "F6", separate=True),
    ActionSpec("previous_region", "view", "Shift+F6"),
    ActionSpec("palette", "help", "Ctrl+K"),
    ActionSpec("shortcuts", "help", "F1"),
    ActionSpec("guide", "help", "Ctrl+F1", icon="note"),
    ActionSpec("whats_this", "help", QKeySequence.StandardKey.WhatsThis),
    ActionSpec("about", "help", None, separate=True, icon="info"),
)


def _words() -> dict[str, str]:
    """Menu titles and action texts in the language in force."""
    return {
        "file": QCoreApplication.translate("Actions", "&File"),
        "lookup": QCoreApplication.translate("Actions", "&Lookup"),
        "history": QCoreApplication.translate("Actions", "H&istory"),
        "view": QCoreApplication.translate("Actions", "&View"),
        "help": QCoreApplication.translate("Actions", "&Help"),
        "choose_portal": QCoreApplication.translate("Actions", "Choose portal…"),
        "new_window": QCoreApplication.translate("Actions", "New window"),
        "open_har": QCoreApplication.translate("Actions", "Open HAR file…"),
        "open_clipboard": QCoreApplication.translate("Actions", "Open HAR from the clipboard"),
        "save_case": QCoreApplication.translate("Actions", "Save case file…"),
        "settings": QCoreApplication.translate("Actions", "Settings…"),
        "quit": QCoreApplication.translate("Actions", "Quit"),
        "focus_code": QCoreApplication.translate("Actions", "Type a badge code"),
        "look_up": QCoreApplication.translate("Actions", "Look up"),
        "cancel": QCoreApplication.translate("Actions", "Cancel"),
        "look_up_again": QCoreApplication.translate("Actions", "Look up again"),
        "many": QCoreApplication.translate("Actions", "Many codes…"),
        "many_portals": QCoreApplication.translate("Actions", "Many portals…"),
        "watch": QCoreApplication.translate("Actions", "Watch…"),
        "list_badges": QCoreApplication.translate("Actions", "List the portal’s badges…"),
        "copy_report": QCoreApplication.translate("Actions", "Copy report"),
        "report": QCoreApplication.translate("Actions", "Report for a ticket…"),
        "save_response": QCoreApplication.translate("Actions", "Save response…"),
        "search_history": QCoreApplication.translate("Actions", "Search history"),
        "pin": QCoreApplication.translate("Actions", "Pin or unpin"),
        "note": QCoreApplication.translate("Actions", "Note…"),
        "open_in_window": QCoreApplication.translate("Actions", "Open beside"),
        "export": QCoreApplication.translate("Actions", "Export…"),
        "import": QCoreApplication.translate("Actions", "Import…"),
        "delete": QCoreApplication.translate("Actions", "Delete from history"),
        "delete_day": QCoreApplication.translate("Actions", "Delete the whole day"),
        "delete_portal": QCoreApplication.translate("Actions", "Delete all of the portal"),
        "delete_all": QCoreApplication.translate("Actions", "Delete the whole history"),
        "undo_delete": QCoreApplication.translate("Actions", "Undo deleting"),
        "take_back_retired": QCoreApplication.translate("Actions", "Bring back what exceeded the limits"),
        "private": QCoreApplication.translate("Actions", "Private mode"),
        "compare_previous": QCoreApplication.translate("Actions", "Compare with previous"),
        "find": QCoreApplication.translate("Actions", "Find in response"),
        "find_next": QCoreApplication.translate("Actions", "Find next"),
        "find_previous": QCoreApplication.translate("Actions", "Find previous"),
        "show_text": QCoreApplication.translate("Actions", "Response as JSON"),
        "show_tree": QCoreApplication.translate("Actions", "Response as tree"),
        "show_headers": QCoreApplication.translate("Actions", "Headers"),
        "show_request": QCoreApplication.translate("Actions", "Request"),
        "zoom_in": QCoreApplication.translate("Actions", "Zoom in"),
        "zoom_out": QCoreApplication.translate("Actions", "Zoom out"),
        "zoom_reset": QCoreApplication.translate("Actions", "Actual size"),
        "next_region": QCoreApplication.translate("Actions", "Next part of the window"),
        "previous_region": QCoreApplication.translate("Actions", "Previous part of the window"),
        "palette": QCoreApplication.translate("Actions", "Command palette…"),
        "shortcuts": QCoreApplication.translate("Actions", "Keyboard shortcuts"),
        "guide": QCoreApplication.translate("Actions", "Guide"),
        "whats_this": QCoreApplication.translate("Actions", "What’s this?"),
        "about": QCoreApplication.translate("Actions", "About Badge Inspector"),
    }


class Actions(QObject):
    """The actions of one window, as QActions that follow the language."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._actions: dict[str, QAction] = {}
        self._answered: set[str] = set()
        self._early = ""
        for spec in ACTIONS:
            action = QAction(window)
            action.setCheckable(spec.checkable)
            if spec.keys is not None:
                keys = [QKeySequence(spec.keys), QKeySequence(spec.other_keys)]
                action.setShortcuts(keys if spec.other_keys else keys[:1])
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.setMenuRole(QAction.MenuRole.NoRole)
            if spec.icon:
                action.setIcon(icon(spec.icon))
            action.triggered.connect(partial(self._note_early, spec.name))
            self._actions[spec.name] = action
            window.addAction(action)
        self["quit"].setMenuRole(QAction.MenuRole.QuitRole)
        self["settings"].setMenuRole(QAction.MenuRole.PreferencesRole)
        self["about"].setMenuRole(QAction.MenuRole.AboutRole)
        window.installEventFilter(self)

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def on(self, name: str, slot: Callable[[], object]) -> None:
        """Call `slot` when the action is triggered; soon, if it was the last one triggered while nothing answered it:
        what waits behind most of them is made after the first paint."""
        self._actions[name].triggered.connect(lambda _checked=False: slot())
        self._answered.add(name)
        if self._early == name:
            self._early = ""
            QTimer.singleShot(0, self, slot)

    def _note_early(self, name: str, _checked: bool = False) -> None:
        if name not in self._answered:
            self._early = name

    def listed(self) -> tuple[QAction, ...]:
        """All actions in the order of the table."""
        return tuple(self._actions[spec.name] for spec in ACTIONS)

    def fill(self, bar: QMenuBar) -> None:
        """Make the menus."""
        menus = {name: bar.addMenu("") for name in MENUS}
        for spec in ACTIONS:
            if spec.separate:
                menus[spec.menu].addSeparator()
            menus[spec.menu].addAction(self._actions[spec.name])
        self._menus = menus
        self.retranslate()

    def retranslate(self) -> None:
        words = _words()
        for name, action in self._actions.items():
            action.setText(words[name])
        for name, menu in self._menus.items():
            menu.setTitle(words[name])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        return super().eventFilter(watched, event)
