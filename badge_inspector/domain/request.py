"""A question for a portal, before it is asked."""

from __future__ import annotations

from typing import NamedTuple

from badge_inspector.domain.portal import PortalProfile


class LookupRequest(NamedTuple):
    """A request for one badge: `code` is sent unchanged; `typed` is the text that it is without white space at the
    ends, "" where there was none."""

    profile: PortalProfile
    code: str
    typed: str = ""
