"""Box layouts with their margins and spacing in one expression."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

Margins = int | tuple[int, int, int, int]
"""Pixels at all sides, or at the left, top, right and bottom."""

_Box = TypeVar("_Box", bound=QBoxLayout)


def vbox(parent: QWidget | None = None, *, margins: Margins | None = None, spacing: int | None = None) -> QVBoxLayout:
    """A column; the style decides on margins and spacing (pixels) that are not given."""
    return _set(QVBoxLayout() if parent is None else QVBoxLayout(parent), margins, spacing)


def hbox(parent: QWidget | None = None, *, margins: Margins | None = None, spacing: int | None = None) -> QHBoxLayout:
    """A line, likewise."""
    return _set(QHBoxLayout() if parent is None else QHBoxLayout(parent), margins, spacing)


def _set(box: _Box, margins: Margins | None, spacing: int | None) -> _Box:
    if margins is not None:
        box.setContentsMargins(*((margins,) * 4 if isinstance(margins, int) else margins))
    if spacing is not None:
        box.setSpacing(spacing)
    return box
