"""Typed access to QStyleOptionViewItem: PySide6's stubs leave out its public members."""

from __future__ import annotations

from typing import Any, cast

from PySide6 import QtWidgets
from PySide6.QtCore import QRect
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QStyleOptionViewItem


def option_rect(option: QStyleOptionViewItem) -> QRect:
    return cast("Any", option).rect


def option_font(option: QStyleOptionViewItem) -> QFont:
    return cast("Any", option).font


def is_selected(option: QStyleOptionViewItem) -> bool:
    return bool(cast("Any", option).state & QtWidgets.QStyle.StateFlag.State_Selected)


def is_hovered(option: QStyleOptionViewItem) -> bool:
    return bool(cast("Any", option).state & QtWidgets.QStyle.StateFlag.State_MouseOver)
