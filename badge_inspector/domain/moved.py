"""A portal that moved to another address."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from badge_inspector.domain.failures import Failure, FailureKind
from badge_inspector.domain.portal import PortalAddress


def moved_address(address: PortalAddress, failure: Failure) -> PortalAddress | None:
    """The portal's new address after PORTAL_MOVED; None for other failures. The secret is bound to the old host: the
    person confirms before it goes to the new one."""
    if failure.kind is not FailureKind.PORTAL_MOVED:
        return None
    parts = urlsplit(failure.location)
    own = {"https": 443, "http": 80}[parts.scheme]
    return address._replace(
        scheme=parts.scheme,
        host=parts.hostname or address.host,
        port=None if parts.port == own else parts.port,
        rest_path=unquote(parts.path) or "/rest",
    )
