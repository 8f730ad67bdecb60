"""A lookup's cards, one below the other."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from badge_inspector.domain.lookup import Found, Lookup
from badge_inspector.domain.server_time import ServerTime
from badge_inspector.domain.trend import TrendPoint
from badge_inspector.ui.kit.boxes import vbox
from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.look.theme import SPACE
from badge_inspector.ui.result.badge_view import BadgeCard
from badge_inspector.ui.result.failure_card import FailureCard
from badge_inspector.ui.session.lookups import ShownWith
from badge_inspector.ui.timing.timing_card import TimingCard
from badge_inspector.ui.timing.trend_card import TrendCard

_WIDEST = 900
"""Of the cards, in pixels."""


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
        page.setAttribute(Qt.WidgetAttribute.WA_StaticContents)  # a card that grows has only what is below it painted
        self.setWidget(page)  # while it is empty: whatever moves to another parent gets its style anew
        self.badge = BadgeCard(page)
        self.failure = FailureCard(page)
        self.timing = TimingCard(page)
        self.trend = TrendCard(page)

        column = self._column = vbox(page, margins=(SPACE // 2, SPACE, SPACE // 2, SPACE), spacing=SPACE)
        for widget in (self.badge, self.failure, self.timing, self.trend):
            column.addWidget(widget)
        self.trend.hide()
        self._usual_height = 0
        self._shows = False
        column.addStretch(1)
        self.badge.field_activated.connect(self.field_activated)
        self.failure.field_activated.connect(self.field_activated)
        self.timing.field_activated.connect(self.field_activated)
        self._retranslate()

    def rehearse(self, lookup: Lookup) -> Iterator[None]:
        """As `ResultColumn.rehearse()`."""
        filling = self._fill(lookup, "", "", 0.0)
        while not self._shows and next(filling, self) is None:
            yield
        for card in (self.badge, self.failure, self.timing, self.trend):
            if self._shows:  # the first lookup was faster
                return
            was_hidden = card.isHidden()
            card.show()
            self.show()
            self.hide()
            card.setHidden(was_hidden)
            yield
            card.grab()
            yield
        if not self._shows:
            self._usual_height = self._column.totalHeightForWidth(self.viewport().width())
            self.timing.clear()

    def show_lookup(self, lookup: Lookup, portal: str, language: str, operating_limit_s: float) -> None:
        """`portal` is what sentences call the portal; `language` is the one the preview starts in; `operating_limit_s`
        is the portal's budget. What belongs around it follows in `show_around()`."""
        for _ in self.fill(lookup, portal, language, operating_limit_s):
            pass

    def fill(self, lookup: Lookup, portal: str, language: str, operating_limit_s: float) -> Iterator[None]:
        """As `show_lookup()`, a part a step, the outcome first; `show_around()` may come in between. From the call on
        no example is shown any more: the cards are hidden for some turns still."""
        self._shows = True
        return self._fill(lookup, portal, language, operating_limit_s)

    def _fill(self, lookup: Lookup, portal: str, language: str, operating_limit_s: float) -> Iterator[None]:
        badge, failure = lookup.badge, lookup.failure
        if self.isHidden():  # a scroll bar that will be needed is there at once, and moves nothing when the rest comes
            self._page.setMinimumHeight(self._usual_height)
        self.badge.setVisible(badge is not None)
        self.failure.setVisible(failure is not None)
        if badge is not None:
            self.badge.show_badge(badge, lookup.code, language, lookup.contract)
        if failure is not None:
            self.failure.show_failure(failure, lookup.code, portal, lookup.contract)
        self.verticalScrollBar().setValue(0)
        yield from self.timing.fill(lookup, operating_limit_s=operating_limit_s)
        self._page.setMinimumHeight(0)

    def show_around(self, lookup: Lookup, previous: ServerTime | None, trend: Sequence[TrendPoint]) -> Iterator[None]:
        """The `time` of the lookup before it with the same token, for what this call cost, and the last ones of its
        code, oldest first: a part a step."""
        self.timing.show_previous(previous)
        yield
        self.trend.setVisible(len(trend) > 0)
        self.trend.show_points(trend, lookup.history_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a wide screen the cards stay as wide as one reads them."""
        super().resizeEvent(event)
        side = SPACE // 2
        self._column.setContentsMargins(side, SPACE, max(side, self.viewport().width() - _WIDEST), SPACE)

    def pose(self, width: int) -> None:
        """Lay the cards out at this width in pixels, all of them, for `picture()` some turns of the event loop later:
        of cards that are in no window and are used for nothing else."""
        self.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.resize(width, max(self.height(), self._column.totalHeightForWidth(width)))
        self.show()

    def picture(self) -> QImage:
        """Picture of the cards laid out by `pose()`, without the empty part below."""
        height = self._column.totalHeightForWidth(self._page.width())
        return self._page.grab(QRect(0, 0, self._page.width(), min(height, self._page.height()))).toImage()

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Result"))


_WIDTH = 640
_TURNS = 4
"""Turns of the event loop in which a layout inside a layout inside a card comes to rest."""


async def draw_cards(lookup: Lookup, shown: ShownWith) -> tuple[QImage, str]:
    """The cards on a page of their own, and what can be read on them. Built in steps, as the window's own were."""
    page = LookupCards()
    try:
        found = isinstance(lookup.outcome, Found)
        for build in (page.badge.prepare if found else page.failure.prepare, page.timing.prepare):
            build()
            await asyncio.sleep(0)
        page.show_lookup(lookup, shown.portal, shown.language, shown.operating_limit_s)
        for _ in range(_TURNS):
            page.pose(_WIDTH)
            await asyncio.sleep(0)
        return page.picture(), "\n".join(_texts(page))
    finally:
        page.deleteLater()


def _texts(page: QWidget) -> list[str]:
    """Texts on the picture, whole where they are cut."""
    found: list[str] = []
    for widget in page.findChildren(QWidget):
        found += (widget.accessibleName(), widget.accessibleDescription())
        if isinstance(widget, QLabel):
            found += (widget.text(), str(getattr(widget, "whole", "")))
    return found
