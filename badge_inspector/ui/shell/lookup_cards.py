"""A lookup's cards, one below the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.look.theme import SPACE
from badge_inspector.ui.result.badge_card import BadgeCard
from badge_inspector.ui.result.failure_card import FailureCard
from badge_inspector.ui.timing.timing_card import TimingCard
from badge_inspector.ui.timing.trend_card import TrendCard
from badge_inspector.ui.widgets.plain_label import PlainLabel
from badge_inspector.ui.words.format import format_clock, format_date

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from badge_inspector.domain.lookup import Lookup
    from badge_inspector.domain.server_time import ServerTime
    from badge_inspector.domain.trend import TrendPoint


class _Page(QWidget):
    """Is as high as its cards are at its width: texts that wrap want more by themselves, for a width of their own
    choice, and would have an empty place scrolled to."""

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)


class LookupCards(Retranslated, QScrollArea):
    """Attributes: badge, failure, timing, trend: the cards.

    Signals: field_activated(str): the JSONPath of a field that was clicked.
    """

    field_activated = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it has the focus, and scrolls it by keys
        page = self._page = _Page(self)
        page.setObjectName("page")
        self.setWidget(page)  # while it is empty: whatever moves to another parent gets its style anew
        self.badge = BadgeCard(page)
        self.failure = FailureCard(page)
        self.timing = TimingCard(page)
        self.trend = TrendCard(page)
        self._from_history = QLabel(page)
        self._from_history.setProperty("role", "notice")
        self._from_history.setTextFormat(Qt.TextFormat.PlainText)
        self._from_history.setWordWrap(True)
        self._from_history.hide()
        self._note = PlainLabel(page, "notice")
        self._note.hide()
        self._note_text = ""
        self._history_moment: float | None = None

        column = self._column = QVBoxLayout(page)
        column.setContentsMargins(SPACE // 2, SPACE, SPACE // 2, SPACE)
        column.setSpacing(SPACE)
        for widget in (self._from_history, self._note, self.badge, self.failure, self.timing, self.trend):
            column.addWidget(widget)
        self.trend.hide()
        column.addStretch(1)
        self.badge.field_activated.connect(self.field_activated)
        self.timing.field_activated.connect(self.field_activated)
        self._retranslate()

    def show_lookup(
        self, lookup: Lookup, portal: str, language: str, operating_limit_s: float, from_history: bool
    ) -> None:
        """`portal` is what sentences call the portal; `language` is the one the preview starts in; `operating_limit_s`
        is the portal's budget. What belongs around it follows in `show_around()`."""
        badge, failure = lookup.badge, lookup.failure
        self.badge.setVisible(badge is not None)
        self.failure.setVisible(failure is not None)
        if badge is not None:
            self.badge.show_badge(badge, lookup.code, language)
        if failure is not None:
            self.failure.show_failure(failure, lookup.code, portal)
        self.timing.show_lookup(lookup, operating_limit_s=operating_limit_s)
        self._history_moment = lookup.asked_at if from_history else None
        self._show_origin()
        self.show_note(lookup.note)
        self.verticalScrollBar().setValue(0)

    def show_note(self, text: str) -> None:
        """The person's own words on what is shown."""
        self._note_text = text
        self._note.show_text(self.tr("Note: {text}").format(text=text), keep_lines=True, most=len(text) + 100)
        self._note.setVisible(bool(text))

    def show_around(self, lookup: Lookup, previous: ServerTime | None, trend: Sequence[TrendPoint]) -> None:
        """The `time` of the lookup before it with the same token, for what this call cost, and the last ones of its
        code, oldest first."""
        self.timing.show_previous(previous)
        self.trend.setVisible(len(trend) > 0)
        self.trend.show_points(trend, lookup.history_id)

    def pose(self, width: int) -> None:
        """Lay the cards out at this width in pixels, all of them, for `picture()` some turns of the event loop later:
        of cards that are in no window and are used for nothing else."""
        self.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.resize(width, max(self.height(), self._column.totalHeightForWidth(width)))
        self.show()

    def picture(self) -> QImage:
        """What `pose()` laid out, without what is empty below."""
        height = self._column.totalHeightForWidth(self._page.width())
        return self._page.grab(QRect(0, 0, self._page.width(), min(height, self._page.height()))).toImage()

    def _show_origin(self) -> None:
        self._from_history.setVisible(self._history_moment is not None)
        if self._history_moment is not None:
            words = self.tr("From history, {date} {time}. Nothing was sent.")
            moment = self._history_moment
            self._from_history.setText(words.format(date=format_date(moment), time=format_clock(moment)))

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Result"))
        self._show_origin()
        self.show_note(self._note_text)
