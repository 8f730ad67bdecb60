"""A button that offers a badge code, with its badge's pill where the badge is known."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from badge_inspector.domain.badge import Badge, shown_text
from badge_inspector.ui.kit.boxes import hbox
from badge_inspector.ui.look.text import tooltip, visible
from badge_inspector.ui.widgets.pill import Pill

_GAP = 8
_SIDE = 10
_NARROWEST = 48
"""A pill with less room than this is left out, in pixels."""
_LONGEST = 28
"""Characters of a code on the button; the tooltip has more."""


class CodeButton(QPushButton):
    """Signals: picked(str): the whole code."""

    picked = Signal(str)

    def __init__(self, code: str, badge: Badge | None, language: str, parent: QWidget | None = None) -> None:
        cut = code if len(code) <= _LONGEST else f"{code[:_LONGEST]}…"
        super().__init__(visible(cut).replace("&", "&&"), parent)
        self.setProperty("picks", "true")
        self.code = code
        self.setToolTip(tooltip(code) if cut != code else "")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._pill: Pill | None = None
        value = shown_text(badge.value, language) if badge else None
        if badge is not None and value:
            self._pill = Pill(self)
            self._pill.show_value(value, badge.known_type, language)
            self._pill.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            row = hbox(self, margins=(0, 0, _SIDE, 0))
            row.addStretch(1)
            row.addWidget(self._pill)
            self.setAccessibleDescription(self._pill.accessibleName())
        self.clicked.connect(lambda: self.picked.emit(self.code))

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return hint if self._pill is None else hint + QSize(self._pill.sizeHint().width() + _GAP, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._pill is not None:
            room = self.width() - super().sizeHint().width() - _GAP
            self._pill.setMaximumWidth(max(room, 1))
            self._pill.setVisible(room >= min(_NARROWEST, self._pill.sizeHint().width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, super().minimumSizeHint().height())
