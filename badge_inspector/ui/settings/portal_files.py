"""All portals at once, without their secrets: from a file into the settings, and out of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from badge_inspector.domain.portal import PortalProfile
from badge_inspector.ui.session.context import Context
from badge_inspector.ui.settings.part import SettingsPart
from badge_inspector.ui.settings.settings_window import SettingsWindow

if TYPE_CHECKING:
    from badge_inspector.services.profile_files import ImportedPortals

FILES = "settings files"


class PortalFiles(SettingsPart):
    def __init__(self, settings: SettingsWindow, context: Context) -> None:
        super().__init__(settings, context)
        settings.portals.import_requested.connect(self._import)
        settings.portals.export_requested.connect(self._export)

    def _import(self, file: Path) -> None:
        self._start(FILES, self._imported(file), self._show_imported)

    async def _imported(self, file: Path) -> ImportedPortals | str:
        try:
            return await self._backend.import_portals(file, self._portals.own_profiles)
        except (OSError, ValueError) as error:
            return _reason(error)

    def _show_imported(self, found: ImportedPortals | str) -> None:
        if isinstance(found, str):
            self._settings.tell(self.tr("Nothing was imported: {reason}.").format(reason=found))
            return
        parts = [self.tr("%n portal(s) imported; enter their secrets.", "", len(found.profiles))]
        if found.known:
            parts.append(self.tr("%n were there already.", "", found.known))
        if found.unusable:
            parts.append(self.tr("%n had no usable address.", "", found.unusable))
        if not found.profiles:
            self._settings.tell(" ".join(parts))
            return
        before = self._portals.own_profiles
        self._portals.put((*before, *found.profiles))
        self._settings.portals.show_profiles(self._portals.profiles, found.profiles[0].id)
        self._settings.offer(" ".join(parts), lambda: self._put_back(before))

    def _put_back(self, profiles: Sequence[PortalProfile]) -> None:
        self._portals.put(profiles)
        current = self._portals.current
        self._settings.portals.show_profiles(self._portals.profiles, current.id if current else "")

    def _export(self, file: Path) -> None:
        self._start(FILES, self._exported(file), self._settings.tell)

    async def _exported(self, file: Path) -> str:
        """Result of the export, in words."""
        try:
            await self._backend.export_portals(self._portals.own_profiles, file)
        except OSError as error:
            return self.tr("Nothing was exported: {reason}.").format(reason=_reason(error))
        return self.tr("Exported to {file}, without secrets.").format(file=file.name)


def _reason(error: Exception) -> str:
    """The system's reason why a file cannot be used."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
