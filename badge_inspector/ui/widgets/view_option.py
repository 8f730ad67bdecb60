"""Typed access to QStyleOptionViewItem: PySide6's stubs leave out its public members."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem


def option_rect(option: QStyleOptionViewItem) -> QRect:
    return cast("Any", option).rect


def option_font(option: QStyleOptionViewItem) -> QFont:
    return cast("Any", option).font


def is_selected(option: QStyleOptionViewItem) -> bool:
    return bool(cast("Any", option).state & QStyle.StateFlag.State_Selected)


def has_focus(option: QStyleOptionViewItem) -> bool:
    return bool(cast("Any", option).state & QStyle.StateFlag.State_HasFocus)


def is_hovered(option: QStyleOptionViewItem) -> bool:
    return bool(cast("Any", option).state & QStyle.StateFlag.State_MouseOver)


def place_option(option: QStyleOptionViewItem, rect: QRect, states: Mapping[QStyle.StateFlag, bool]) -> None:
    """Give an option that the view filled in its row's place, and set or clear these of its states."""
    own = cast("Any", option)
    own.rect = rect
    for flag, holds in states.items():
        own.state = own.state | flag if holds else own.state & ~flag
