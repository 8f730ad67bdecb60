"""The search field of the history: words and filters, with completions."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from badge_inspector.ui.widgets.search_field import SearchField, set_off

_MOST = 50


class QueryField(SearchField):
    """Attributes: completer_. Signals: focus_left(): or a filter was ended by Enter."""

    focus_left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._portals: Sequence[str] = ()
        self._errors: Sequence[str] = ()
        self._codes: Sequence[str] = ()
        self._model = QStringListModel(self)
        self.completer_ = _LastWord(self)
        self.completer_.setModel(self._model)
        self.completer_.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setCompleter(self.completer_)
        self._is_ended = False
        self.textEdited.connect(lambda: self._end_word(False))
        self.returnPressed.connect(lambda: self._end_word(True))
        self.textEdited.connect(self._offer)
        self.completer_.activated.connect(self._completed)

    def show_known(self, portals: Sequence[str], errors: Sequence[str], codes: Sequence[str]) -> None:
        """Show the completions for `portal:`, `error:` and `code:`: at once, where that was typed already."""
        if (self._portals, self._errors, self._codes) == (portals, errors, codes):
            return  # a list that is open keeps the place in it
        self._portals, self._errors, self._codes = portals, errors, codes
        if not self.hasFocus() or not self.text():
            return
        if self.text().endswith(":"):
            self._complete_next()
            return
        self._offer(self.text())
        popup = self.completer_.popup()
        if popup is not None and popup.isVisible():
            self.completer_.complete()

    def offered(self) -> list[str]:
        """Completions offered for the last word."""
        return self._model.stringList()

    def begun_word(self) -> str:
        """The word that is being typed now; empty once it was ended by a space, by Enter, or by going elsewhere."""
        if not self.hasFocus() or self._is_ended:
            return ""
        return _last_word(self.text())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.focus_left.emit()

    def _end_word(self, is_ended: bool) -> None:
        self._is_ended = is_ended
        if is_ended:
            self.focus_left.emit()

    def _offer(self, text: str) -> None:
        from badge_inspector.domain.history_query import complete  # noqa: PLC0415 - on first use

        set_off(self.completer_)  # not before the first letter: no start pays for it
        # Before the completer looks, which happens after this signal.
        words = complete(text, self._portals, self._errors, self._codes) if self.cursorPosition() == len(text) else ()
        self._model.setStringList(list(words[:_MOST]))

    def _completed(self, _text: str) -> None:
        # A filter's name leads on to its values. Later: the completer writes the text after this.
        QTimer.singleShot(0, self, self._complete_next)

    def _complete_next(self) -> None:
        text = self.text()
        if text.endswith(":"):
            self._offer(text)
            if self._model.rowCount():
                self.completer_.complete()


class _LastWord(QCompleter):
    """Completes the last word, and leaves what is before it."""

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field)
        self._field = field

    def splitPath(self, path: str) -> list[str]:
        return [_last_word(path)]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        text = self._field.text()
        (word,) = self.splitPath(text)
        return text[: len(text) - len(word)] + str(self.model().data(index, self.completionRole()))


def _last_word(query: str) -> str:
    from badge_inspector.domain.history_query import last_word  # noqa: PLC0415 - on first use

    return last_word(query)
