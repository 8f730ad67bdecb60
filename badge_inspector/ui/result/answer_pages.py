"""The pages of the answer, imported with the first that is shown; that of an answer that is not JSON stands here."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from badge_inspector.domain.body_text import read_body
from badge_inspector.domain.lookup import Lookup
from badge_inspector.ui.kit.boxes import vbox
from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.look import theme
from badge_inspector.ui.result.headers_page import HeadersPage
from badge_inspector.ui.result.json_page import JsonPage
from badge_inspector.ui.result.request_page import RequestPage
from badge_inspector.ui.result.tree_page import TreePage
from badge_inspector.ui.widgets.labels import role_label

__all__ = ["AnyPage", "BodyPage", "HeadersPage", "JsonPage", "RequestPage", "TreePage"]

_SHOWN = 16_000
"""Characters that are shown: the first lines of a page identify it."""


class BodyPage(Retranslated, QWidget):
    """A line that says what is below, and the text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lookup: Lookup | None = None
        self._is_cut = False
        self._is_empty = True
        self._note = role_label(self, "notice", wraps=True)
        self._text = QPlainTextEdit(self)
        self._text.setReadOnly(True)
        self._text.setFrameShape(QFrame.Shape.NoFrame)
        theme.set_type(self._text, theme.Type.MONO)
        column = vbox(self, margins=8)
        column.addWidget(self._note)
        column.addWidget(self._text, 1)
        column.addStretch(0)

    def show_lookup(self, lookup: Lookup) -> None:
        self._lookup = lookup
        response = lookup.exchange.response
        text = ""
        if response is not None:
            text = read_body(response.body[: 4 * _SHOWN], response.header("Content-Type")).text
            self._is_cut = len(text) > _SHOWN or len(response.body) > 4 * _SHOWN
        self._is_empty = not text
        self._text.setPlainText(text[:_SHOWN].replace("\0", "␀"))
        self._text.setVisible(not self._is_empty)
        self._retranslate()

    def copied_text(self) -> str:
        """The whole body as text, as received."""
        return self._lookup.document.text if self._lookup and self._lookup.document else self._text.toPlainText()

    def _retranslate(self) -> None:
        if self._is_empty:
            came = self._lookup is not None and self._lookup.exchange.response is not None
            self._note.setText(self.tr("The response is empty.") if came else self.tr("No response received."))
        elif self._is_cut:
            self._note.setText(self.tr("This is not JSON. The beginning of it, as text:"))
        else:
            self._note.setText(self.tr("This is not JSON. As text:"))
        self._text.setAccessibleName(self.tr("Response as text"))


AnyPage = HeadersPage | RequestPage | BodyPage | JsonPage | TreePage
