"""The field for the badge code, its label inside as in a form of one line."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from badge_inspector.ui.widgets.labels import role_label
from badge_inspector.ui.widgets.search_field import set_off
from badge_inspector.ui.words.format import format_clock, format_date

if TYPE_CHECKING:
    from badge_inspector.domain.badge import Badge
    from badge_inspector.ui.request.code_list import CodeModel

_LONGEST = 1_000_000
_LONGEST_CALL = 32 * 1024
"""Characters of what `domain.pasted_call` reads."""
_METHOD = "crm.activity.badge.get"
_LABEL_LEFT = 11
_LABEL_GAP = 7
_NARROW = 180
"""Pixels of the field below which the code has its label's room."""
_MEASURED = 300
"""Characters whose width is looked at: more than any field has room for."""
_MOST_SEEN = 10
_DAY_S = 20 * 3600.0
"""A lookup older than this is shown with its date."""

_ARRIVING = (Qt.FocusReason.OtherFocusReason, Qt.FocusReason.ShortcutFocusReason)
"""Ways into the field beside the mouse, and Tab, which Qt sees to."""


class CodeField(QLineEdit):
    """A line edit with a fixed label at its left; the label is also its accessible name.

    Signals: codes_wanted(): the person wants to see the portal's codes, and none are known yet; answer with
    `complete_from()`. document_pasted(QMimeData): what was pasted is a HAR file, the text of one, or what may be
    a call of the method in another form, and no code.
    """

    codes_wanted = Signal()
    document_pasted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(_LONGEST)
        self.setAcceptDrops(False)  # the window takes them: a file's address is no code
        self.setMinimumHeight(34)
        self._label = role_label(self, "muted")
        self._label.setBuddy(self)
        self._age = role_label(self, "faint")
        self._age.hide()
        self._known: tuple[int, float] | None = None
        self._codes: CodeModel | None = None
        self._is_asked_for = False
        self._is_first_click = False
        for label in (self._label, self._age):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.textEdited.connect(self._sort_first)
        self.textEdited.connect(self._show_age)
        self.returnPressed.connect(self._age.hide)
        self._retranslate()

    @property
    def code(self) -> str:
        return self.text()

    @property
    def known_codes(self) -> list[str]:
        """Those that are offered."""
        return [badge.plain_code or "" for badge in self.known_badges]

    @property
    def known_badges(self) -> Sequence[Badge]:
        """Badges of the portal, as far as they are known."""
        return self._codes.badges if self._codes is not None else ()

    def begin(self) -> None:
        """Take the focus and select the code, so that another one takes its place, where the focus is here already
        too."""
        self.setFocus()
        self.selectAll()

    def complete_from(self, badges: Sequence[Badge], fetched_at: float | None = None) -> None:
        """Offer the codes of these badges while the person types; they were listed at that time, epoch seconds."""
        from badge_inspector.ui.request.code_list import CodeDelegate, CodeModel  # noqa: PLC0415 - none at the first paint

        self._known = (len(badges), fetched_at) if fetched_at is not None else None
        self._retranslate()
        completer = QCompleter(self)
        self._codes = CodeModel(badges, completer)
        completer.setModel(self._codes)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(_MOST_SEEN)
        set_off(completer)
        popup = completer.popup()
        if popup is not None:
            popup.setItemDelegate(CodeDelegate(popup))
        self.setCompleter(completer)
        if self._is_asked_for and badges:
            self._list_codes()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down lists the portal's codes, as in any field with completions; a paste that is not a code is handed on."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
        elif event.key() == Qt.Key.Key_Down and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._list_codes()
        else:
            self._is_asked_for = False
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The usual menu, whose Paste looks at what is pasted as the key does."""
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        paste = menu.findChild(QAction, "edit-paste")
        if paste is not None:
            paste.triggered.disconnect()
            paste.triggered.connect(self._paste)
        menu.popup(event.globalPos())

    def _paste(self) -> None:
        if not self._hands_on(QGuiApplication.clipboard().mimeData()):
            self._is_asked_for = False
            self.paste()

    def _hands_on(self, data: QMimeData) -> bool:
        """Hand on a paste that is not a code. Returns whether it was handed on."""
        is_document = _is_har(data) or _may_be_call(data)
        if is_document:
            self.document_pasted.emit(data)
        return is_document

    def _list_codes(self) -> None:
        completer = self.completer()
        if not self.known_codes:
            self._is_asked_for = True
            self.codes_wanted.emit()
            return
        self._is_asked_for = False
        if not self.hasFocus():
            return
        # What was asked for already is selected: all codes are wanted, not those that are like it.
        completer.setCompletionPrefix("" if self.selectedText() == self.text() else self.text())
        completer.complete()
        popup = completer.popup()
        if popup is not None and popup.isVisible():
            popup.setCurrentIndex(popup.model().index(0, 0))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._place_label()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_label()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select the code, so that what is typed or pasted next takes its place; a click does when it is over."""
        super().focusInEvent(event)
        self._is_first_click = event.reason() is Qt.FocusReason.MouseFocusReason
        if event.reason() in _ARRIVING:
            self.selectAll()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Select the code after the first click; the middle button pastes X11's selection."""
        clipboard = QGuiApplication.clipboard()
        pastes = event.button() is Qt.MouseButton.MiddleButton and clipboard.supportsSelection()
        if pastes and self._hands_on(clipboard.mimeData(clipboard.Mode.Selection)):
            return
        super().mouseReleaseEvent(event)
        if self._is_first_click and event.button() is Qt.MouseButton.LeftButton and not self.hasSelectedText():
            self.selectAll()
        self._is_first_click = False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._age.hide()

    def _sort_first(self, typed: str) -> None:
        if self._codes is not None:
            self._codes.sort_first(typed)

    def _show_age(self) -> None:
        """While the person types: how old the codes are that are offered, where there is room to say it."""
        room = self.width() - self.fontMetrics().horizontalAdvance(self.text()[:_MEASURED]) - self._label.width()
        self._age.setVisible(self._known is not None and room > self._age.sizeHint().width() + 6 * _LABEL_GAP)
        self._place_label()

    def _retranslate(self) -> None:
        self._label.setText(self.tr("Badge code"))
        self.setAccessibleName(self.tr("Badge code"))
        about = self.tr("The code an app gave its badge; press Enter to look it up.")
        age = ""
        if self._known is not None:
            count, fetched_at = self._known
            is_today = time.time() - fetched_at < _DAY_S
            moment = format_clock(fetched_at) if is_today else format_date(fetched_at)
            age = self.tr("%n known code(s), as of {time}", "", count).format(time=moment)
        self._age.setText(age)
        self.setToolTip(age)
        self.setAccessibleDescription(f"{about} {age}".strip())
        self.setWhatsThis(about)
        self._place_label()

    def _place_label(self) -> None:
        is_narrow = self.width() < _NARROW
        self._label.setVisible(not is_narrow)
        self.setPlaceholderText(self._label.text() if is_narrow else "")
        self._label.adjustSize()
        self._label.move(_LABEL_LEFT, (self.height() - self._label.height()) // 2)
        self._age.adjustSize()
        self._age.move(self.width() - self._age.width() - _LABEL_LEFT, (self.height() - self._age.height()) // 2)
        right = self._age.width() + _LABEL_GAP if self._age.isVisibleTo(self) else 0
        left = 0 if is_narrow else self._label.width() + _LABEL_GAP
        self.setTextMargins(left, 0, right, 0)


def _may_be_call(data: QMimeData) -> bool:
    """Tell at a glance whether it is worth a closer look: the method is named, or it is JSON with a code."""
    text = data.text() if data.hasText() and not data.hasUrls() else ""
    if len(text) > _LONGEST_CALL:
        return False
    return _METHOD in text.casefold() or (text.lstrip()[:1] in ("{", "[") and ('"code"' in text or '"cmd"' in text))


def _is_har(data: QMimeData) -> bool:
    """Tell whether a HAR file was copied, or the text of one."""
    files = [url.fileName() for url in data.urls()]
    if files:
        return len(files) == 1 and files[0].lower().endswith(".har")
    begins = "".join(data.text()[:_MEASURED].split()) if data.hasText() else ""
    return begins.removeprefix("\ufeff").startswith('{"log":{')
