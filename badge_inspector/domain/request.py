"""A question for a portal, before it is asked."""

from __future__ import annotations

from typing import NamedTuple

from badge_inspector.domain.portal import PortalProfile


class LookupRequest(NamedTuple):
    """The question for a badge: exactly this code, character for character, to this portal."""

    profile: PortalProfile
    code: str
