"""Names of portals in the window. The demo's own go by a name in its language; what is kept of them, and what
they are told apart by, stays the same in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from badge_inspector.domain.history import HistoryEntry
from badge_inspector.domain.portal import PortalProfile
from badge_inspector.ui.look.language import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from badge_inspector.domain.lookup import Lookup


def portal_name(profile: PortalProfile) -> str:
    """The name a person gave it, or the demo's."""
    return _name(profile.id, profile.name)


def asked_name(lookup: Lookup) -> str:
    """Name of a lookup's portal at the time of the lookup."""
    return _name(lookup.profile_id, lookup.portal_name)


def kept_place(row: HistoryEntry) -> str:
    """Portal of a kept lookup or of a run, in words."""
    return _name(row.profile_id, row.place)


def place_of(profile: PortalProfile) -> str:
    """Place of a portal: its host, or that it is the demo's."""
    return QCoreApplication.translate("PortalPlace", "built in") if profile.is_demo else profile.address.display


def names_here() -> tuple[tuple[str, str], ...]:
    """The portals that go by another name here than the one that is kept of them, as (seen, kept)."""
    named = ((_name(profile_id, kept), kept) for profile_id, kept in _KEPT.items())
    return tuple((seen, kept) for seen, kept in named if seen != kept)


def _name(profile_id: str, name: str) -> str:
    return QCoreApplication.translate("PortalName", _KEPT[profile_id]) if profile_id in _KEPT else name


_KEPT = {
    "demo": QT_TRANSLATE_NOOP("PortalName", "Demo portal"),
    "demo-new-build": QT_TRANSLATE_NOOP("PortalName", "Demo portal, new build"),
    "demo-oauth": QT_TRANSLATE_NOOP("PortalName", "Demo portal, OAuth"),
}
"""Names of the demo's portals, by their ids."""
