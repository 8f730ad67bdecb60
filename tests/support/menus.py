"""Context menus as a person uses them: opened by the mouse or the menu key, chosen from by the mouse."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QTableView, QToolButton, QWidget


def open_menus() -> list[QMenu]:
    """The menus on the screen, submenus after what they belong to."""
    shown = [each for each in QApplication.topLevelWidgets() if isinstance(each, QMenu) and each.isVisible()]
    return sorted(shown, key=lambda menu: menu is QApplication.activePopupWidget())


def menu_at(widget: QWidget, at: QPoint) -> QMenu:
    """Open the context menu of a widget, or of a view's viewport, by the right button."""
    QApplication.sendEvent(widget, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, widget.mapToGlobal(at)))
    [menu] = open_menus()
    return menu


def menu_of_cell(table: QTableView, row: int, column: int) -> QMenu:
    """Press the right button on a cell, which selects its row unless that is selected, and open the menu."""
    at = table.visualRect(table.model().index(row, column)).center()
    QTest.mousePress(table.viewport(), Qt.MouseButton.RightButton, pos=at)
    return menu_at(table.viewport(), at)


def menu_by_key(table: QTableView) -> QMenu:
    """Open the menu on the current cell, as the menu key does."""
    at = table.visualRect(table.currentIndex()).center()
    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(table.viewport(), QContextMenuEvent(reason, at, table.viewport().mapToGlobal(at)))
    [menu] = open_menus()
    return menu


def words(menu: QMenu) -> list[str]:
    """Texts of a menu that can be chosen."""
    return [action.text() for action in menu.actions() if action.isEnabled() and not action.isSeparator()]


def choose(menu: QMenu, *path: str) -> None:
    """Click an entry, in a submenu that is opened by keys."""
    *above, last = path
    for name in above:
        action = next(each for each in menu.actions() if each.text() == name)
        for _ in menu.actions():
            if menu.activeAction() is action:
                break
            QTest.keyClick(menu, Qt.Key.Key_Down)
        QTest.keyClick(menu, Qt.Key.Key_Right)
        menu = open_menus()[-1]
    action = next((each for each in menu.actions() if _words(each) == last.replace("&", "")), None)
    assert action is not None, f"no {last!r} in {words(menu)}"
    assert action.isEnabled(), last
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())


def _words(action: QAction) -> str:
    """Text of an entry as it is read, without the key that Qt's own menus have behind it."""
    return action.text().replace("&", "").partition("\t")[0]


def choose_of_button(button: QPushButton | QToolButton, *path: str) -> None:
    """Open a button's own menu and click an entry. Shown as the button does it, but without an event loop of its own,
    in which a coroutine would wait for itself."""
    assert button.isVisible()
    assert button.isEnabled()
    menu = button.menu()
    assert menu is not None
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
    choose(menu, *path)
