"""Import and export of all portals as a file, without their secrets."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from badge_inspector.background import in_background
from badge_inspector.domain.portal import PortalProfile
from badge_inspector.services.profile_files import export_portals, import_portals
from badge_inspector.ui.session.context import Context
from badge_inspector.ui.settings.part import SettingsPart
from badge_inspector.ui.settings.settings_window import SettingsWindow

FILES = "settings files"


class FilesPart(SettingsPart):
    def __init__(self, settings: SettingsWindow, context: Context) -> None:
        super().__init__(settings, context)
        settings.portals.import_requested.connect(self._import)
        settings.portals.export_requested.connect(self._export)

    def _import(self, file: Path) -> None:
        self._tasks.start(FILES, self._read_in(file))

    async def _read_in(self, file: Path) -> None:
        before = self._portals.own_profiles
        try:
            found = await in_background(lambda: import_portals(file, before))
        except (OSError, ValueError) as error:
            self._show_result(self.tr("Nothing was imported: {reason}.").format(reason=_reason(error)))
            return
        if not self._is_open:
            return
        parts = [self.tr("%n portal(s) imported; enter their secrets.", "", len(found.profiles))]
        if found.known:
            parts.append(self.tr("%n were there already.", "", found.known))
        if found.unusable:
            parts.append(self.tr("%n had no usable address.", "", found.unusable))
        if not found.profiles:
            self._settings.tell(" ".join(parts))
            return
        self._portals.set_profiles((*before, *found.profiles))
        self._settings.portals.show_profiles(self._portals.profiles, found.profiles[0].id)
        self._settings.offer(" ".join(parts), lambda: self._restore(before))

    def _restore(self, profiles: Sequence[PortalProfile]) -> None:
        self._portals.set_profiles(profiles)
        current = self._portals.current
        self._settings.portals.show_profiles(self._portals.profiles, current.id if current else "")

    def _export(self, file: Path) -> None:
        self._tasks.start(FILES, self._write_out(file))

    async def _write_out(self, file: Path) -> None:
        try:
            await in_background(lambda: export_portals(self._portals.own_profiles, file))
        except OSError as error:
            self._show_result(self.tr("Nothing was exported: {reason}.").format(reason=_reason(error)))
        else:
            self._show_result(self.tr("Exported to {file}, without secrets.").format(file=file.name))

    def _show_result(self, words: str) -> None:
        if self._is_open:
            self._settings.tell(words)


def _reason(error: Exception) -> str:
    """The system's reason why a file cannot be used."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
