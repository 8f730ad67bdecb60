"""The page of the demo portal until a first lookup: three codes to try, and all of its badges."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from badge_inspector.domain.badge import Badge, PlainText
from badge_inspector.domain.badge_type import BadgeType
from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.look import language
from badge_inspector.ui.widgets.code_button import CodeButton
from badge_inspector.ui.widgets.empty_state import EmptyState


def _badge(code: str, value: str, kind: BadgeType) -> Badge:
    return Badge(PlainText(code), None, PlainText(value), PlainText(kind.value))


CODES: tuple[tuple[str, Badge | None], ...] = (
    ("missedCall", _badge("missedCall", "Missed", BadgeType.FAILURE)),
    ("vipClient", _badge("vipClient", "VIP", BadgeType.SUCCESS)),
    ("demo.expired_token", None),
)
"""Codes of the first demo portal with the badge they have there; a test compares."""


class DemoStart(Retranslated, EmptyState):
    """Attributes: codes, all_badges (buttons).

    Signals: code_picked(str): look this code up. badges_requested(): list all badges.
    """

    code_picked = Signal(str)
    badges_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.codes = tuple(CodeButton(code, badge, language.current(), self) for code, badge in CODES)
        for button in self.codes:
            button.picked.connect(self.code_picked)
            self.place_button(button)
        self.all_badges = QPushButton(self)
        self.all_badges.setProperty("flat", "true")
        self.all_badges.setProperty("link", "true")
        self.all_badges.setCursor(Qt.CursorShape.PointingHandCursor)
        self.all_badges.clicked.connect(self.badges_requested)
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(self.all_badges)
        below.addStretch(1)
        self.add_below(below)
        self._retranslate()

    def _retranslate(self) -> None:
        self.heading.setText(self.tr("The demo portal is ready"))
        self.sentence.setText(self.tr("Look up one of its badges, or an error."))
        shortcut = QKeySequence("Ctrl+B").toString(QKeySequence.SequenceFormat.NativeText)
        words = self.tr("All badges")
        self.all_badges.setText(f"{words}  {shortcut}")
