"""A lookup's cards as a picture and as text, complete, including the parts scrolled out of view."""

from __future__ import annotations

import asyncio

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QWidget

from badge_inspector.domain.lookup import Found, Lookup
from badge_inspector.ui.session.lookups import ShownWith
from badge_inspector.ui.shell.lookup_cards import LookupCards

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
