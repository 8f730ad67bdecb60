"""The settings window with its parts, made for as long as it is open."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtWidgets import QWidget

from badge_inspector.ui.session.context import Context
from badge_inspector.ui.settings.portal_changes import ChangesPart, FilesPart
from badge_inspector.ui.settings.portal_checks import ChecksPart
from badge_inspector.ui.settings.portal_secrets import ProxyPart, SecretsPart
from badge_inspector.ui.settings.settings_window import SettingsWindow


def open_settings(parent: QWidget, context: Context, given: Collection[str]) -> SettingsWindow:
    """Show the window; `given` are the preferences that the command line decides for this run."""
    settings = SettingsWindow(parent)
    settings.preferences_changed.connect(context.portals.prefer)
    settings.show_preferences(context.portals.preferences)
    settings.appearance.show_given(given)
    needs = settings, context
    secrets, proxy, changes = SecretsPart(*needs), ProxyPart(*needs), ChangesPart(*needs)
    secrets.keyring_tried.connect(proxy.look)
    changes.secrets_moved.connect(secrets.look)
    ChecksPart(*needs)
    FilesPart(*needs)
    settings.show()
    return settings
