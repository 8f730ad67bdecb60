"""Troubles of this run, in words for the status bar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from badge_inspector.storage.settings_format import SettingsNotice, Trouble
from badge_inspector.ui.look import language


@dataclass(slots=True)
class Troubles:
    """`settings`: what was wrong in the file. `safe_mode`: it was not read. `alone`: the folder's window does not
    answer. `has_resources`: icons and translations are there. `speaks`: the language chosen could be put in force."""

    settings: tuple[SettingsNotice, ...] = ()
    safe_mode: bool = False
    alone: bool = False
    has_resources: bool = True
    speaks: bool = True

    def words(self) -> str:
        """All troubles in words, "" for none."""
        return " ".join(self._sentences())

    def _sentences(self) -> Iterable[str]:
        yield from map(settings_trouble, self.settings)
        if self.safe_mode:
            yield QCoreApplication.translate(
                "Troubles",
                "Safe mode: default settings, nothing is recorded; yours stay as they are.",
            )
        if self.alone:
            yield QCoreApplication.translate("Troubles", "Another window with these settings does not respond.")
        if not self.has_resources:
            yield QCoreApplication.translate("Troubles", "Icons and translations are missing: English only.")
        elif not language.can_be_drawn("ru"):
            yield QCoreApplication.translate("Troubles", "No font on this computer has Cyrillic letters.")
        elif not self.speaks:
            yield QCoreApplication.translate("Troubles", "The translation is missing: English only.")


def settings_trouble(notice: SettingsNotice) -> str:
    """Faults of the settings file, in words."""
    said = {
        Trouble.UNREADABLE: QCoreApplication.translate(
            "SettingsTrouble",
            "The settings could not be read; the old file was kept as {detail} and new settings were started.",
        ),
        Trouble.NEWER: QCoreApplication.translate(
            "SettingsTrouble", "The settings are from a newer version ({detail}); changes last for this run only."
        ),
        Trouble.WRONG_VALUE: QCoreApplication.translate(
            "SettingsTrouble", "A setting had a wrong value and its default is used: {detail}."
        ),
        Trouble.NOT_WRITABLE: QCoreApplication.translate(
            "SettingsTrouble", "The settings cannot be saved; changes last for this run only: {detail}."
        ),
    }[notice.trouble]
    return said.format(detail=notice.detail)
