"""The palette: its box, and its entries: actions, portals, pages of the settings, theme and language, recent codes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from badge_inspector.ui.history.controller import HistoryController
from badge_inspector.ui.kit.boxes import vbox
from badge_inspector.ui.look import theme
from badge_inspector.ui.look.text import tooltip
from badge_inspector.ui.session.context import Context, Controller
from badge_inspector.ui.shell.main_window import MainWindow
from badge_inspector.ui.widgets.painting import is_hovered, is_selected, option_font, option_rect
from badge_inspector.ui.words.portals import kept_place, place_of, portal_name

_MOST = 60
_SIDE, _GAP = 10, 16
_HINT_ROLE = Qt.ItemDataRole.UserRole
_LONG = 50
"""Characters that may be cut off."""
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


@dataclass(frozen=True, slots=True)
class Command:
    """`hint` stands at the right end: a shortcut, a host. `run` is called after the palette has closed."""

    words: str
    hint: str
    run: Callable[[], object]


class CommandDelegate(QStyledItemDelegate):
    """The words at the left, the hint at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, QFontMetrics(option_font(option)).height() + 12)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        rect, font = option_rect(option), option_font(option)
        if is_selected(option) or is_hovered(option):
            painter.fillRect(rect, theme.colour("selection" if is_selected(option) else "hover"))
        if is_selected(option):
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), theme.colour("focus"))
        line, metrics = rect.adjusted(_SIDE, 0, -_SIDE, 0), QFontMetrics(font)
        painter.setFont(font)
        hint = metrics.elidedText(str(index.data(_HINT_ROLE) or ""), Qt.TextElideMode.ElideMiddle, line.width() // 2)
        painter.setPen(theme.colour("muted"))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | _MIDDLE, hint)
        room = line.width() - (metrics.horizontalAdvance(hint) + _GAP if hint else 0)
        painter.setPen(theme.colour("text" if index.flags() & Qt.ItemFlag.ItemIsEnabled else "muted"))
        words = metrics.elidedText(str(index.data(Qt.ItemDataRole.DisplayRole)), Qt.TextElideMode.ElideRight, room)
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | _MIDDLE, words)
        painter.restore()


class Palette(QDialog):
    """Opens over its window; Enter runs the marked command, Escape closes."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._window = parent
        self._make: Callable[[], Sequence[Command]] = tuple
        self._commands: Sequence[Command] = ()
        self._shown: list[Command] = []
        self.field = QLineEdit(self)
        self.field.setMinimumHeight(34)
        self.list = QListWidget(self)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self.list.setItemDelegate(CommandDelegate(self.list))
        column = vbox(self, margins=10)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._narrow)
        self.field.returnPressed.connect(self._run)
        self.list.itemClicked.connect(self._run)
        self._retranslate()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A frame, as the completions have one: a style sheet gives a dialog none."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(theme.colour("muted"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def open_with(self, make: Callable[[], Sequence[Command]]) -> None:
        """Open over the window with what `make` gives; asked again when the language changes."""
        self._make = make
        self._remake()
        window = self._window
        self.resize(min(560, window.width() - 80), min(420, window.height() - 120))
        self.move(window.mapToGlobal(window.rect().center()) - self.rect().center())
        self.open()
        self.field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 10, Qt.Key.Key_PageUp: -10}.get(
                Qt.Key(event.key())
            )
            if step is not None:
                self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + step)))
                return True
        return super().eventFilter(watched, event)

    def _remake(self) -> None:
        self._commands = self._make()
        self._narrow(self.field.text())

    def _narrow(self, text: str) -> None:
        parts = text.casefold().split()
        self._shown = [
            command
            for command in self._commands
            if all(part in f"{command.words} {command.hint}".casefold() for part in parts)
        ][:_MOST]
        self.list.clear()
        for command in self._shown:
            item = QListWidgetItem(command.words)
            item.setData(_HINT_ROLE, command.hint)
            spoken = f"{command.words}, {command.hint}" if command.hint else command.words
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            item.setToolTip(tooltip(command.words) if len(command.words) > _LONG else "")
            self.list.addItem(item)
        if not self._shown:
            nothing = QListWidgetItem(self.tr("No matches. Try fewer letters."))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(nothing)
        self.list.setCurrentRow(0 if self._shown else -1)

    def _run(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._shown):
            command = self._shown[row]
            self.accept()
            command.run()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self._remake()

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Command palette"))
        self.field.setPlaceholderText(self.tr("Type a command, a portal or a recent code…"))
        self.field.setAccessibleName(self.tr("Command"))
        self.list.setAccessibleName(self.tr("Commands"))


class PaletteController(Controller):
    def __init__(self, context: Context, main: MainWindow, history: HistoryController) -> None:
        super().__init__(context)
        self._main = main
        self._history = history

    def open(self) -> None:
        Palette(self._window).open_with(self._commands)

    def _commands(self) -> Sequence[Command]:
        actions = [
            Command(
                action.text().replace("&", ""),
                action.shortcut().toString(QKeySequence.SequenceFormat.NativeText),
                action.trigger,
            )
            for action in self._main.actions_.listed()
            if action.isEnabled()
        ]
        copies = [
            Command(self.tr("Copy as {language}").format(language=choice.text()), "", choice.trigger)
            for choice in self._main.answer.copy_choices()
        ]
        portals = [
            Command(portal_name(profile), place_of(profile), partial(self._portals.use, profile))
            for profile in self._portals.profiles
        ]
        rows = {row.code: row for row in reversed(self._main.history.model.rows())}
        codes = [
            Command(row.code[:200], kept_place(row), partial(self._history.look_up_again, row.profile_id, row.code))
            for row in rows.values()
        ]
        return [*actions, *portals, *self._settings(), *copies, *reversed(codes)]

    def _settings(self) -> list[Command]:
        """Pages of the settings, and what is switched most."""
        portals, preferences = self._portals, self._portals.preferences
        pages = (
            ("network", self.tr("Settings: network")),
            ("history", self.tr("Settings: history")),
            ("appearance", self.tr("Settings: appearance")),
            ("advanced", self.tr("Settings: advanced")),
        )
        themes = (
            ("system", self.tr("Theme: same as system")),
            ("light", self.tr("Theme: light")),
            ("dark", self.tr("Theme: dark")),
        )
        languages = (
            ("system", self.tr("Language: same as system")),
            ("en", self.tr("Language: English")),
            ("ru", self.tr("Language: Russian")),
        )
        return [
            *(Command(words, "", partial(portals.page_needed.emit, name)) for name, words in pages),
            *(Command(words, "", partial(portals.prefer, preferences._replace(theme=name))) for name, words in themes),
            *(
                Command(words, "", partial(portals.prefer, preferences._replace(language=name)))
                for name, words in languages
            ),
        ]
