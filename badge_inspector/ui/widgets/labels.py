"""Labels for text of any kind: never markup, control characters visible; long words broken, or the line cut."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable

from PySide6 import QtGui  # text documents, whose constants the first paint does not wait for
from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QLabel, QMenu, QSizePolicy, QWidget

from badge_inspector.ui.look import theme
from badge_inspector.ui.look.text import tooltip, visible

_SHOWN = 600
_WIDEST_WORD = 180
"""Pixels that a word may claim for itself."""

_BREAK = "\u200b"
_WHOLE = re.compile(r"\[U\+[0-9A-F]{4}\]|.", re.DOTALL)
"""Unit that is not broken: a character, or the symbol of an invisible one."""
_LONG_WORD = re.compile(r"[^\s\u200b]{21,}")


class PlainLabel(QLabel):
    """Selectable by mouse and keyboard. Copy gives the text as it was handed in: without the breaks that long words
    get here, and with the characters that are shown as symbols.

    Attributes: offers: what the context menu has besides copying, as names and what they do.

    Signals: clicked(): by the mouse, without selecting, or by Enter.
    """

    clicked = Signal()

    def __init__(self, parent: QWidget | None = None, role: str = "") -> None:
        super().__init__(parent)
        self._whole = ""
        self.offers: Callable[[], Iterable[tuple[str, Callable[[], object]]]] = tuple
        self._pressed_at: QPointF | None = None
        if role:
            self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    @property
    def whole(self) -> str:
        """The text as handed in."""
        return self._whole

    def show_text(self, text: str, keep_lines: bool = False, most: int = _SHOWN) -> None:
        """Show a text of any length; its line breaks are symbols unless they are kept. No more than `most` characters
        are laid out: the whole text is a Copy away."""
        self._whole = text
        cut = text if len(text) <= most else f"{text[:most]}…"
        lines = cut.splitlines() if keep_lines else [cut]
        self.setText("\n".join(_breakable(visible(line)) for line in lines))
        self._even_out()

    def _even_out(self) -> None:
        """Keep lines with a break in them as high as the others: few fixed-width fonts have that character, and the one
        it comes from may want more room. At this size it wants none."""
        document = self.findChild(QtGui.QTextDocument) if _BREAK in self.text() else None
        if document is None:
            return
        self.heightForWidth(self.width())  # which is when the label hands its text to the document
        tiny = QtGui.QTextCharFormat()
        tiny.setFontPointSize(1)
        cursor = QtGui.QTextCursor(document)
        cursor.beginEditBlock()
        at = 0
        for character in self.text():
            if character == _BREAK:
                cursor.setPosition(at)
                cursor.setPosition(at + 1, QtGui.QTextCursor.MoveMode.KeepAnchor)
                cursor.mergeCharFormat(tiny)
            at += 2 if character > "\uffff" else 1  # a document counts in UTF-16
        cursor.endEditBlock()
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """A word that may not be parted (Arabic letters join) is cut rather than pushing what is around the label."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), _WIDEST_WORD), hint.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.clicked.emit()
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """Copy what is selected, or the whole text where nothing or everything is."""
        selected = self.selectedText()
        whole = not selected or selected == self.text()
        QGuiApplication.clipboard().setText(self._whole if whole else selected.replace(_BREAK, ""))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.open_menu(event.globalPos())

    def open_menu(self, at: QPoint) -> None:
        """Open the context menu at a point of the screen."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Copy"), self.copy)
        for name, act in self.offers():
            menu.addAction(name, act)
        menu.addAction(self.tr("Select all"), lambda: self.setSelection(0, len(self.text())))
        menu.popup(at)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._pressed_at = event.position() if event.button() is Qt.MouseButton.LeftButton else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        moved = self._pressed_at is None or (event.position() - self._pressed_at).manhattanLength() > 4
        self._pressed_at = None
        if not moved and not self.hasSelectedText():
            self.clicked.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawLine(self.rect().bottomLeft() + QPoint(0, 0), self.rect().bottomRight())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()


def _breakable(line: str) -> str:
    """The line with places to break inside its long words, where that joins and shapes nothing differently."""
    return _LONG_WORD.sub(lambda match: _broken(match[0]), line)


def _broken(word: str) -> str:
    pieces: list[str] = []
    since = 0
    whole = _WHOLE.findall(word)
    for part, following in zip(whole, [*whole[1:], " "], strict=True):
        pieces.append(part)
        since += len(part)
        if since >= 8 and _may_part(part[-1], following[0]):
            pieces.append(_BREAK)
            since = 0
    return "".join(pieces)


def _may_part(char: str, following: str) -> bool:
    if following == " " or char == "\u200d" or unicodedata.category(following)[0] in "MC":
        return False
    return not {unicodedata.bidirectional(char), unicodedata.bidirectional(following)} & {"R", "AL"}


_LONGEST = 300


class ElidedLabel(QLabel):
    """The accessible name and, where it is cut, the tooltip have the whole text."""

    def __init__(self, parent: QWidget | None = None, role: str = "") -> None:
        """`role` is the style sheet's, as in `role_label`."""
        super().__init__(parent)
        if role:
            self.setProperty("role", role)
        self._given = self._whole = ""
        self._hint: QSize | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)

    def show_text(self, text: str) -> None:
        if text != self._given:  # one lookup after another often says the same: nothing is laid out for that
            self._given = text
            self._whole = visible(text[:_LONGEST])
            self._hint = None
            self.setAccessibleName(self._whole)
            self.updateGeometry()
            self._fit()

    def sizeHint(self) -> QSize:
        if self._hint is None:
            self._hint = QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2, super().sizeHint().height())
        return QSize(self._hint)

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(40, hint.width()), hint.height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._hint = None
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(self.width(), 1))
        self.setText(shown)
        self.setToolTip(tooltip(self._whole) if shown != self._whole else "")


def role_label(parent: QWidget, role: str, *, plain: bool = False, wraps: bool = False) -> QLabel:
    """A label in a role of the style sheet ("muted", "heading"). `plain`: no text is taken for markup; `wraps`: on as
    many lines as it needs."""
    label = QLabel(parent)
    label.setProperty("role", role)
    if plain:
        label.setTextFormat(Qt.TextFormat.PlainText)
    if wraps:
        label.setWordWrap(True)
    return label
