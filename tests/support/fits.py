"""Texts that a person cannot read because there is no room for them. A cut text needs a tooltip with all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenuBar,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QTableView,
    QTreeView,
    QWidget,
)

from badge_inspector.ui.timing.lines import LineList

_SLACK = 1
"""Pixels lost to rounding."""


def cut_off(top: QWidget) -> list[str]:
    """Each text in the window that is not to be read whole, with the widget it is in."""
    found: list[str] = []
    for widget in (top, *top.findChildren(QWidget)):
        if not widget.isVisible() or widget.window() is not top or widget.visibleRegion().isEmpty():
            continue
        found += [f"{_path(widget)}: {text!r} {why}" for text, why in _cut(widget) if text.strip()]
    return found


def _path(widget: QWidget) -> str:
    parent = widget.parentWidget()
    return f"{type(parent).__name__}/{type(widget).__name__}" if parent else type(widget).__name__


def _cut(widget: QWidget) -> Iterator[tuple[str, str]]:
    for kind, look in _LOOKS.items():
        if isinstance(widget, kind):
            yield from look(widget)
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit | QComboBox | QAbstractSpinBox):
        yield from _clipped(widget)


def _button(button: QAbstractButton) -> Iterator[tuple[str, str]]:
    if button.text() and not button.toolTip() and button.width() + _SLACK < _needed(button):
        yield button.text(), f"has {button.width()} of {_needed(button)} pixels"


def _menu_bar(bar: QMenuBar) -> Iterator[tuple[str, str]]:
    for action in bar.actions():
        if action.isVisible() and not bar.rect().contains(bar.actionGeometry(action)):
            yield action.text(), "is outside the menu bar"


def _choice(box: QComboBox) -> Iterator[tuple[str, str]]:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    field = box.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, box
    )
    for at in range(box.count()):
        room = field.width()
        if box.toolTip() and at == box.currentIndex():
            continue
        if box.toolTip():
            room = max(room, box.view().minimumWidth() - 8)  # seen in the list only
        if box.fontMetrics().horizontalAdvance(box.itemText(at)) > room:
            yield box.itemText(at), f"has {room} pixels"


def _figure(box: QAbstractSpinBox) -> Iterator[tuple[str, str]]:
    line = box.findChild(QLineEdit)
    if line is not None and line.fontMetrics().horizontalAdvance(line.text()) > line.contentsRect().width():
        yield line.text(), f"has {line.contentsRect().width()} pixels"


def _needed(button: QAbstractButton) -> int:
    """The least width that shows the words: a hint may add room that a row of equal buttons likes."""
    words = button.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, button.text()).width()
    hint = button.sizeHint().width()
    plain = QPushButton.sizeHint(button).width() if isinstance(button, QPushButton) else hint
    return min(max(words, hint), max(words, plain))


def _label(label: QLabel) -> Iterator[tuple[str, str]]:
    if not label.text() or label.toolTip():
        return
    metrics, room = label.fontMetrics(), label.contentsRect().width() - 2 * label.margin()
    lines = label.text().splitlines()
    if label.wordWrap():
        words = (word.strip("\u200b") for line in lines for part in line.split() for word in part.split("\u200b"))
        widest = max(words, key=metrics.horizontalAdvance, default="")
        if metrics.horizontalAdvance(widest) > room + _SLACK:
            yield widest, f"has {room} pixels"
        if label.heightForWidth(label.width()) > label.height() + _SLACK:
            yield label.text(), f"has {label.height()} of {label.heightForWidth(label.width())} pixels in height"
        return
    needed = max((metrics.horizontalAdvance(line) for line in lines), default=0)
    if needed > room + _SLACK:
        yield label.text(), f"has {room} of {needed} pixels"
    elif "…" in label.text() and label.accessibleName() not in ("", label.text()):
        yield label.accessibleName(), "is cut and has no tooltip"


def _clipped(widget: QWidget) -> Iterator[tuple[str, str]]:
    """Widgets that reach out of what is around them, sideways: the height may be scrolled."""
    around = widget.parentWidget()
    while around is not None:
        place = QRect(widget.mapTo(around, widget.rect().topLeft()), widget.size())
        if place.left() < -_SLACK or place.right() > around.width() + _SLACK:
            words = getattr(widget, "text", lambda: "")() if not isinstance(widget, QComboBox) else widget.currentText()
            yield words or widget.accessibleName(), f"reaches out of {type(around).__name__}"
            return
        if around.isWindow() or isinstance(around.parentWidget(), QScrollArea):
            return
        around = around.parentWidget()


def _tabs(bar: QTabBar) -> Iterator[tuple[str, str]]:
    for at in range(bar.count()):
        rect = bar.tabRect(at)
        if rect.width() < bar.fontMetrics().horizontalAdvance(bar.tabText(at)) or rect.right() > bar.width():
            yield bar.tabText(at), f"has {rect.width()} pixels, up to {rect.right()} of {bar.width()}"


def _header(header: QHeaderView) -> Iterator[tuple[str, str]]:
    if header.orientation() is not Qt.Orientation.Horizontal:
        return
    for at in range(header.count()):
        words = str(header.model().headerData(at, Qt.Orientation.Horizontal) or "")
        needed = header.fontMetrics().horizontalAdvance(words) + 16
        if words and not header.isSectionHidden(at) and header.sectionSize(at) + _SLACK < needed:
            yield words, f"has {header.sectionSize(at)} of {needed} pixels"


def _line(edit: QLineEdit) -> Iterator[tuple[str, str]]:
    if isinstance(edit.parent(), QAbstractSpinBox):
        return
    words = edit.text() if edit.isReadOnly() else edit.placeholderText() if not edit.text() else ""
    if not words.strip("•"):
        return
    margins = edit.textMargins()
    icons = sum(24 for action in edit.actions() if action.isVisible() and not action.icon().isNull())
    room = edit.contentsRect().width() - margins.left() - margins.right() - icons - 4
    if edit.fontMetrics().horizontalAdvance(words) > room and not edit.toolTip():
        yield words, f"has {room} pixels"


def _placeholder(edit: QPlainTextEdit) -> Iterator[tuple[str, str]]:
    if edit.toPlainText() or not edit.placeholderText():
        return
    metrics, room = QFontMetrics(edit.font()), edit.viewport().rect().adjusted(4, 4, -4, -4)
    needed = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, edit.placeholderText())
    if needed.height() > room.height():
        yield edit.placeholderText(), f"has {room.height()} of {needed.height()} pixels in height"


def _items(view: QAbstractItemView) -> Iterator[tuple[str, str]]:
    model, area = view.model(), view.viewport().rect()
    if isinstance(view, LineList):  # those paint figures in columns of their own, and fit them
        return
    columns = 1
    if isinstance(view, QTableView):
        columns = view.horizontalHeader().count()
    elif isinstance(view, QTreeView):
        columns = view.header().count()
    for row in range(min(model.rowCount(view.rootIndex()), 60)):
        for column in range(columns):
            index = model.index(row, column, view.rootIndex())
            place = view.visualRect(index)
            if not place.intersects(area) or index.data(Qt.ItemDataRole.ToolTipRole):
                continue
            words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
            if view.fontMetrics().horizontalAdvance(words) > min(place.width(), area.width()):
                yield words, f"has {place.width()} pixels and no tooltip"


_LOOKS: dict[type[QWidget], Callable[[Any], Iterator[tuple[str, str]]]] = {
    QLabel: _label,
    QAbstractButton: _button,
    QTabBar: _tabs,
    QHeaderView: _header,
    QMenuBar: _menu_bar,
    QLineEdit: _line,
    QComboBox: _choice,
    QAbstractSpinBox: _figure,
    QPlainTextEdit: _placeholder,
    QAbstractItemView: _items,
}
