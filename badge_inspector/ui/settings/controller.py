"""Opening of the settings window at a portal or a page, and its closing."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui

from badge_inspector.domain.portal import PortalProfile
from badge_inspector.ui.session.context import Context, Controller

if TYPE_CHECKING:
    from badge_inspector.ui.settings.settings_window import SettingsWindow


class SettingsController(Controller):
    """Attributes: window_ (the settings window, None while it is closed)."""

    def __init__(self, context: Context, given: Collection[str] = ()) -> None:
        """`given` are the preferences that the command line decides for this run."""
        super().__init__(context)
        self._context = context
        self._given = given
        self.window_: SettingsWindow | None = None
        portals = context.portals
        portals.portal_needed.connect(self.add_portal)
        portals.portal_offered.connect(self.add_pasted)
        portals.settings_needed.connect(self.open_on)
        portals.renewal_needed.connect(self.open_renewal)
        portals.page_needed.connect(self.open_page)
        portals.token_renewed.connect(self._token_renewed)

    def open(self) -> None:
        """Open the settings on the portal in use."""
        settings = self._opened()
        current = self._portals.current
        settings.portals.show_profiles(self._portals.profiles, current.id if current else "")
        settings.portals.form.paste.setFocus()

    def open_on(self, profile: PortalProfile, at_secret: bool = False) -> None:
        """Open the settings on this portal, where its secret is entered if that is asked for."""
        settings = self._opened()
        settings.show_page(settings.portals)
        settings.portals.show_profiles(self._portals.profiles, profile.id)
        form = settings.portals.form
        field = form.secret_field(form.kinds[0]) if at_secret else form.paste
        field.setFocus()

    def open_renewal(self, profile: PortalProfile) -> None:
        """Open the settings on this portal, where what renews its token is entered."""
        self.open_on(profile)
        if self.window_ is not None:
            form = self.window_.portals.form
            form.open_for("oauth_client_id")
            form.oauth_client_id.setFocus()

    def open_page(self, name: str) -> None:
        """Open the settings on a page: network, history, appearance or advanced."""
        self.open()
        window = self.window_
        if window is not None:
            pages = {"network": window.network, "history": window.history, "appearance": window.appearance}
            window.show_page(pages.get(name, window.advanced))

    def add_portal(self) -> None:
        """Open the settings on an empty form."""
        settings = self._opened()
        settings.portals.show_profiles(self._portals.profiles)
        settings.portals.add_portal()

    def add_pasted(self, text: str) -> None:
        """Open the settings on a form with this text pasted into it."""
        self.add_portal()
        if self.window_ is not None:
            self.window_.portals.form.paste.setText(text)

    def _opened(self) -> SettingsWindow:
        if self.window_ is not None:
            self.window_.raise_()
            self.window_.activateWindow()
            return self.window_
        from badge_inspector.ui.settings.opened import open_settings  # noqa: PLC0415 - not at every start

        self._backend.suspend_retention(True)
        settings = self.window_ = open_settings(self._window, self._context, self._given)
        settings.finished.connect(self._closed)
        settings.advanced.log_requested.connect(self._open_log)
        return settings

    def _closed(self) -> None:
        if self.window_ is not None:
            self.window_.portals.form.save_now()
            self.window_.deleteLater()
            self.window_ = None
            self._backend.suspend_retention(False)

    def _open_log(self) -> None:
        QtGui.QDesktopServices.openUrl(QtCore.QUrl.fromLocalFile(str(self._backend.paths.log)))

    def _token_renewed(self, profile: PortalProfile) -> None:
        """The app renewed a token while the settings are open."""
        if self.window_ is not None:
            self.window_.portals.refresh(profile)
            self.window_.portals.form.show_expiry(profile)
