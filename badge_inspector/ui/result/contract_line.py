""" "As documented", or every difference from the documentation: a line that opens into the list."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6 import QtGui
from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtWidgets import QWidget

from badge_inspector.domain.contract import METHOD, Difference
from badge_inspector.ui.kit.boxes import vbox
from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.look.text import visible
from badge_inspector.ui.widgets.disclosure import Disclosure
from badge_inspector.ui.widgets.labels import PlainLabel, role_label
from badge_inspector.ui.words.contract import ContractWords, pages_of, practice, read_on, sentence, standing

_PATH_SHOWN = 80
_INDENT = 20


class ContractLine(Retranslated, QWidget):
    """The list below the line, which its owner puts where it wants; `toggle` is the line itself. Entries are made when
    the list is opened first.

    Signals: place_activated(str): the JSONPath of a difference that was clicked.
    """

    place_activated = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ContractWords(self)
        self._found: Sequence[Difference] = ()
        self._entries: list[_Entry] = []
        self.toggle = Disclosure(self)
        self.toggle.toggled.connect(self._open)
        self._column = vbox(self, margins=0, spacing=6)
        self.hide()

    def show_contract(self, found: Sequence[Difference] | None) -> None:
        """Show the differences, or nothing where the answer cannot be judged (None). The list is closed again."""
        self._found = found or ()
        self.toggle.setVisible(found is not None)
        self.toggle.setChecked(False)
        self._retranslate()

    def _open(self, is_open: bool) -> None:
        self.setVisible(is_open)
        self._retranslate()

    def _retranslate(self) -> None:
        is_open = self.toggle.isChecked()
        ink = "warning_text" if self._found else "good"
        self.toggle.show_text(self._words.headline(self._found), ink, is_done=not self._found)
        if is_open:
            self._fill()

    def _fill(self) -> None:
        found = self._found or (None,)
        while len(self._entries) < len(found):
            entry = _Entry(self)
            entry.place_activated.connect(self.place_activated)
            self._entries.append(entry)
            self._column.addWidget(entry)
        for number, entry in enumerate(self._entries):
            entry.setVisible(number < len(found))
            if number < len(found):
                entry.show_difference(found[number])


class _Entry(QWidget):
    """One difference: the sentence, and below it its kind, its place, and the pages."""

    place_activated = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._path = "$"
        self._sentence = PlainLabel(self)
        self._sentence.setCursor(Qt.CursorShape.PointingHandCursor)
        self._sentence.clicked.connect(lambda: self.place_activated.emit(self._path))
        self._source = role_label(self, "muted")
        self._source.setTextFormat(Qt.TextFormat.RichText)
        self._source.setWordWrap(True)
        self._source.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self._source.linkActivated.connect(self._follow)
        column = vbox(self, margins=(_INDENT, 0, 0, 0), spacing=0)
        column.addWidget(self._sentence)
        column.addWidget(self._source)

    def show_difference(self, one: Difference | None) -> None:
        """A difference, or, where there is none, the page that the answer agrees with."""
        self._path = one.path if one is not None else "$"
        if one is None:
            self._sentence.show_text(self.tr("Status, fields, types and values are as documented."))
            self._source.setText(_link(METHOD.url, METHOD.name) + f" ({escape(read_on(METHOD))})")
            return
        self._sentence.show_text(sentence(one))
        path = one.path if len(one.path) <= _PATH_SHOWN else f"{one.path[:_PATH_SHOWN]}…"
        pages = (f"{_link(page.url, page.name)} ({escape(read_on(page))})" for page in pages_of(one))
        parts = [escape(standing(one)), _link("#", visible(path)), *pages, escape(practice(one))]
        self._source.setText(" · ".join(part for part in parts if part))

    def _follow(self, target: str) -> None:
        if target == "#":
            self.place_activated.emit(self._path)
        else:
            QtGui.QDesktopServices.openUrl(QUrl(target))


def _link(target: str, text: str) -> str:
    return f'<a href="{escape(target)}">{escape(text)}</a>'
