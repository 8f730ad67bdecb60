"""Suggestions of registered codes for those that a portal does not know."""

from __future__ import annotations

from collections.abc import Sequence

from badge_inspector.background import in_background
from badge_inspector.domain.failures import Failure
from badge_inspector.domain.nearest import Nearest
from badge_inspector.domain.portal import PortalProfile
from badge_inspector.services.backend import Backend

_LOOKED_UP_NEAR = 300
"""Codes not found for which the nearest are searched letter by letter; the look-alikes of all of them are found."""


class MeantCodes:
    """Remembers the codes of one portal, and how many were searched for in one run."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._near: Nearest | None = None
        self._searched = 0

    def forget_portal(self) -> None:
        self._near = None

    def begin(self) -> None:
        """Another run."""
        self._searched = 0

    async def of(self, profile: PortalProfile, codes: Sequence[str]) -> dict[str, str]:
        """By the code that was asked for, as far as that can be told."""
        near = self._near
        if near is None:
            catalogue = await (await self._backend.opened()).calls.catalogue(profile)
            near = self._near = Nearest(() if isinstance(catalogue, Failure) else catalogue.badges)
        searched = codes[: max(0, _LOOKED_UP_NEAR - self._searched)]
        self._searched += len(searched)

        def search() -> dict[str, str]:
            found: dict[str, str] = {}
            for at, code in enumerate(codes):
                badge = near.same_but_for_looks(code)
                if badge is None and at < len(searched):
                    badge = next(iter(near.to(code)), None)
                if badge is not None and badge.plain_code:
                    found[code] = badge.plain_code
            return found

        return await in_background(search)
