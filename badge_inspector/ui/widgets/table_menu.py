"""Context menu of a table: copying what is in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QCoreApplication, QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QMenu

_MOST_ROWS = 100_000


Offers = Iterable[tuple[str, Callable[[], object]]]
"""Names of what can be done, and what they do."""


def _none(_index: QModelIndex) -> Offers:
    return ()


def offer_copies(view: QAbstractItemView, offers: Callable[[QModelIndex], Offers] = _none) -> None:
    """Have a table offer to copy the cell that is clicked, the selected rows, or all rows with their headings, cells
    parted by tabs as spreadsheets take them; before that what its own `offers` name for the cell."""
    view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    view.customContextMenuRequested.connect(partial(_show, view, offers))


def _show(view: QAbstractItemView, offers: Callable[[QModelIndex], Offers], at: QPoint) -> None:
    index = view.indexAt(at)
    if not index.isValid():
        index = view.currentIndex()
    translate = QCoreApplication.translate
    menu = QMenu(view)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for name, act in offers(index):
        menu.addAction(name).triggered.connect(partial(_run, act))
    if not menu.isEmpty():
        menu.addSeparator()
    rows = sorted({each.row() for each in view.selectionModel().selectedIndexes()})
    count = view.model().rowCount()
    cell = menu.addAction(translate("TableMenu", "Copy cell"), lambda: _put(_text(index)))
    cell.setEnabled(index.isValid())
    selected = menu.addAction(translate("TableMenu", "Copy selected rows"), lambda: _put(_rows(view, rows)))
    selected.setEnabled(bool(rows))
    whole = menu.addAction(translate("TableMenu", "Copy whole table"), lambda: _put(_table(view)))
    whole.setEnabled(0 < count <= _MOST_ROWS)
    menu.addSeparator()
    everything = menu.addAction(translate("TableMenu", "Select all"), view.selectAll)
    everything.setEnabled(view.selectionMode() is not QAbstractItemView.SelectionMode.SingleSelection)
    menu.popup(view.viewport().mapToGlobal(at))


def _run(act: Callable[[], object], _checked: bool = False) -> None:
    act()


def _put(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def _text(index: QModelIndex) -> str:
    return str(index.data() or "")


def _rows(view: QAbstractItemView, rows: list[int]) -> str:
    model, root = view.model(), view.rootIndex()
    columns = range(model.columnCount(root))
    lines = ("\t".join(_text(model.index(row, column, root)) for column in columns) for row in rows)
    return "\n".join(lines)


def _table(view: QAbstractItemView) -> str:
    model = view.model()
    headings = (model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount()))
    return "\n".join(["\t".join(str(each or "") for each in headings), _rows(view, list(range(model.rowCount())))])
