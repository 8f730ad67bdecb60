"""Words of a window in a language that it should not speak."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from xml.etree import ElementTree

from PySide6.QtCore import QAbstractListModel, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QMenu,
    QTabBar,
    QTextEdit,
    QWidget,
)

from badge_inspector.ui.compare.diff_view import DiffView
from badge_inspector.ui.result.json_text import JsonTextView
from badge_inspector.ui.shell.help import GuideBrowser

_VERBATIM = (JsonTextView, DiffView, GuideBrowser)
_RUSSIAN = Path(__file__).resolve().parents[2] / "resources" / "i18n" / "badge_inspector_ru.ts"
_WORD = re.compile(r"(?<![\w./-])[A-Za-z]{3,}(?![\w/-]|\.\w)")
"""Not a part of a name: `date_start`, `demo.closed`, `Content-Type`."""
_CYRILLIC = re.compile(r"[А-Яа-яЁё]{2,}")
_PLACEHOLDER = re.compile(r"\{\w+\}")
_MOST_ROWS = 40
_Role = Qt.ItemDataRole


def english_words() -> frozenset[str]:
    """Words that only the English window has: those of its texts that no Russian one uses, a name or a header, say."""
    english: set[str] = set()
    russian: set[str] = set()
    for message in ElementTree.parse(_RUSSIAN).getroot().iter("message"):  # noqa: S314 - our own file
        source = message.findtext("source") or ""
        translation = message.find("translation")
        words = "" if translation is None else " ".join(translation.itertext())
        english.update(_WORD.findall(_PLACEHOLDER.sub(" ", source)))
        russian.update(_WORD.findall(_PLACEHOLDER.sub(" ", words)))
    return frozenset(english - russian)


def texts(top: QWidget) -> Iterator[tuple[str, str]]:
    """Every text of a window, with the class of what it is in: also what shows only under the mouse, in a menu, or to a
    screen reader. What came from the portal or tells what went over the wire is left out as far as it has a widget of
    its own."""
    for widget in (top, *top.findChildren(QWidget)):
        if not isinstance(widget, QMenu) and (widget.window() is not top or not widget.isVisibleTo(top)):
            continue
        for text in _of(widget):
            if text and not isinstance(widget, _VERBATIM):
                yield type(widget).__name__, text.replace("\u200b", "")


def _of(widget: QWidget) -> Iterator[str]:
    if widget.isWindow():
        yield widget.windowTitle()
    for name in ("toolTip", "accessibleName", "accessibleDescription", "whatsThis", "placeholderText", "title"):
        read = getattr(widget, name, None)
        if callable(read):
            yield str(read())
    if isinstance(widget, QTabBar):
        yield from (widget.tabText(at) for at in range(widget.count()))
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(at) for at in range(widget.count()))
    elif isinstance(widget, QAbstractItemView):
        yield from _items(widget)
    elif isinstance(widget, QTextEdit):
        yield widget.toPlainText()
    elif not isinstance(widget, QLineEdit):
        read = getattr(widget, "text", None)
        if callable(read):
            yield str(read())
    for action in widget.actions():
        yield from (action.text(), action.toolTip(), action.whatsThis())


def _items(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    if isinstance(view, QHeaderView):
        yield from (str(model.headerData(at, view.orientation()) or "") for at in range(view.count()))
        return
    roles = (_Role.DisplayRole, _Role.ToolTipRole, _Role.AccessibleTextRole, _Role.WhatsThisRole)
    for row in range(min(model.rowCount(view.rootIndex()), _MOST_ROWS)):
        for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount(view.rootIndex())):
            index = model.index(row, column, view.rootIndex())
            yield from (str(index.data(role) or "") for role in roles)


def left_in_english(top: QWidget, names: Collection[str]) -> list[str]:
    """Texts of a Russian window with an English word, these names apart."""
    english = english_words()
    return [f"{kind}: {text}" for kind, text in texts(top) if english & set(_WORD.findall(_without(text, names)))]


def left_in_russian(top: QWidget, names: Collection[str]) -> list[str]:
    """Texts of an English window with a Russian word, these names apart."""
    return [f"{kind}: {text}" for kind, text in texts(top) if _CYRILLIC.search(_without(text, names))]


def _without(text: str, names: Collection[str]) -> str:
    for name in names:
        text = text.replace(name, " ")
    return text
