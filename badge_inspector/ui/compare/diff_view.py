"""The line diff: a list of lines, so that a hundred thousand of them cost no more than those in view."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import QListView, QMenu, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from badge_inspector.domain.compare import DiffLine, Sign
from badge_inspector.ui.look import theme
from badge_inspector.ui.look.text import tooltip, visible
from badge_inspector.ui.widgets.painting import is_selected, option_font, option_rect

AnyIndex = QModelIndex | QPersistentModelIndex
LINE_ROLE = Qt.ItemDataRole.UserRole
_SIGN_LEFT = 12
_TEXT_LEFT = 28
_LONGEST = 2000
_NARROW = 40
"""Lines of so many characters fit in however narrow a window; longer ones are shown whole on hovering."""


class DiffModel(QAbstractListModel):
    """The lines of a diff."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: Sequence[DiffLine] = ()

    @property
    def lines(self) -> Sequence[DiffLine]:
        return self._lines

    def set_lines(self, lines: Sequence[DiffLine]) -> None:
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self._lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{line.sign.value} {line.text}"
        if role == Qt.ItemDataRole.ToolTipRole and len(line.text) > _NARROW:
            return tooltip(line.text.strip())
        return None

    def changes(self) -> list[int]:
        """The first row of each run of changed lines."""
        starts: list[int] = []
        before = Sign.SAME
        for at, line in enumerate(self._lines):
            if line.sign is not Sign.SAME and before is Sign.SAME:
                starts.append(at)
            before = line.sign
        return starts


class _DiffDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(100, QFontMetrics(option_font(option)).height() + 3)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        line: DiffLine = index.data(LINE_ROLE)
        rect = option_rect(option)
        surface = {Sign.LEFT_ONLY: "bad_surface", Sign.RIGHT_ONLY: "good_surface"}.get(line.sign)
        if surface:
            painter.fillRect(rect, theme.colour(surface))
        if is_selected(option):
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), theme.colour("focus"))
        font = option_font(option)
        painter.setFont(font)
        painter.setPen(theme.colour("text"))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(rect.adjusted(_SIGN_LEFT, 0, 0, 0), flags, line.sign.value)
        place = rect.adjusted(_TEXT_LEFT, 0, -8, 0)
        text = visible(line.text[:_LONGEST])
        painter.drawText(place, flags, QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, place.width()))


class DiffView(QListView):
    """Attributes: lines (the model)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = DiffModel(self)
        self.setModel(self.lines)
        self.setItemDelegate(_DiffDelegate(self))
        self.setUniformItemSizes(True)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        theme.set_type(self, theme.Type.MONO)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_menu)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selected()
        else:
            super().keyPressEvent(event)

    def copy_selected(self) -> None:
        """Put the selected lines on the clipboard, each with its sign."""
        self._copy(sorted(index.row() for index in self.selectedIndexes()))

    def _copy(self, rows: Sequence[int]) -> None:
        lines = [self.lines.lines[row] for row in rows]
        if lines:
            QGuiApplication.clipboard().setText("\n".join(f"{line.sign.value} {line.text}" for line in lines))

    def _open_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = menu.addAction(self.tr("Copy lines"), self.copy_selected)
        copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        copy.setEnabled(self.selectionModel().hasSelection())
        changed = [row for row, line in enumerate(self.lines.lines) if line.sign is not Sign.SAME]
        changes = menu.addAction(self.tr("Copy changed lines"), lambda: self._copy(changed))
        changes.setEnabled(bool(changed))
        menu.addSeparator()
        following = menu.addAction(self.tr("Next difference"), self.go_to_next_change)
        following.setEnabled(bool(changed))
        menu.addAction(self.tr("Select all"), self.selectAll)
        menu.popup(self.viewport().mapToGlobal(at))

    def go_to_next_change(self) -> None:
        """The next run of changed lines after the current one, from the top again after the last."""
        starts = self.lines.changes()
        if not starts:
            return
        at = self.currentIndex().row()
        target = self.lines.index(next((start for start in starts if start > at), starts[0]))
        self.setCurrentIndex(target)
        self.scrollTo(target, QListView.ScrollHint.PositionAtCenter)
