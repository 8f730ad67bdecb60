"""A command palette: one field over everything that can be done, narrowed by typing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

_MOST = 60


@dataclass(frozen=True, slots=True)
class Command:
    """`hint` stands behind the words: a shortcut, a host. `run` is called after the palette has closed."""

    words: str
    hint: str
    run: Callable[[], object]


class Palette(QDialog):
    """Opens over its window; Enter runs the marked command, Escape closes."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._window = parent
        self._commands: Sequence[Command] = ()
        self._shown: list[Command] = []
        self.field = QLineEdit(self)
        self.field.setMinimumHeight(34)
        self.list = QListWidget(self)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._narrow)
        self.field.returnPressed.connect(self._run)
        self.list.itemClicked.connect(self._run)
        self.field.setPlaceholderText(self.tr("Type a command, a portal or a recent code…"))
        self.field.setAccessibleName(self.tr("Command"))
        self.list.setAccessibleName(self.tr("Commands"))
        self.setWindowTitle(self.tr("Command palette"))

    def open_with(self, commands: Sequence[Command]) -> None:
        self._commands = commands
        self._narrow("")
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

    def _narrow(self, text: str) -> None:
        parts = text.casefold().split()
        self._shown = [
            command
            for command in self._commands
            if all(part in f"{command.words} {command.hint}".casefold() for part in parts)
        ][:_MOST]
        self.list.clear()
        for command in self._shown:
            words = f"{command.words}    {command.hint}" if command.hint else command.words
            self.list.addItem(QListWidgetItem(words))
        self.list.setCurrentRow(0)

    def _run(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._shown):
            command = self._shown[row]
            self.accept()
            command.run()
