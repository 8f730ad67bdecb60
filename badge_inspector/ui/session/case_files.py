"""Writing of case files, for every part of the window that offers it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, qVersion

from badge_inspector.domain.lookup import Lookup
from badge_inspector.domain.secret import Secret
from badge_inspector.services.backend import Backend
from badge_inspector.services.har_out import write_case
from badge_inspector.services.report import Leak
from badge_inspector.ui.session.portals import PortalSession

Progress = Callable[[int, int], None]


class CaseFiles(QObject):
    """Writes lookups to files and words the result."""

    def __init__(self, backend: Backend, portals: PortalSession) -> None:
        super().__init__()
        self._backend = backend
        self._portals = portals

    async def write(self, file: Path, lookups: Sequence[Lookup | int], on_progress: Progress | None = None) -> str:
        """Write lookups, those of the history by their ids. Returns a sentence."""
        secrets = await self._all_secrets()
        if secrets is None:
            return self.tr(
                "Nothing was saved: the keyring does not answer, and without it the file cannot be checked for secrets."
            )
        history = (await self._backend.opened()).history
        try:
            written = await write_case(
                file, lookups, history, secrets=secrets, versions={"Qt": qVersion()}, on_progress=on_progress
            )
        except OSError as error:
            return self.tr("{file} cannot be written: {reason}").format(file=file.name, reason=error.strerror or error)
        if written.leak is not None:
            return self._leak_text(written.leak)
        return self.tr("%n lookup(s) saved to {file}.", "", written.count).format(file=file.name)

    async def _all_secrets(self) -> tuple[Secret, ...] | None:
        """The secrets of all portals: an answer may repeat that of another one. None where they cannot be read."""
        found: dict[Secret, None] = {}
        kept = (await self._backend.opened()).portal_secrets
        for profile in self._portals.profiles:
            secrets = await kept.all_of(profile, self._portals.preferences.proxy)
            if secrets is None:
                return None
            found |= dict.fromkeys(secrets)
        return tuple(found)

    def _leak_text(self, leak: Leak) -> str:
        if leak.encoded:
            return self.tr("Nothing was saved: a portal’s secret is in a lookup, written in another form.")
        return self.tr("Nothing was saved: a portal’s secret is in a lookup.")
