"""The settings of the network: time limits, the largest answer, the proxy."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from badge_inspector.domain.pasted import proxy_problem
from badge_inspector.domain.portal import ProxyChoice, ProxyMode
from badge_inspector.domain.preferences import MIB, Preferences
from badge_inspector.domain.secret import Secret
from badge_inspector.ui.look.language import QT_TRANSLATE_NOOP
from badge_inspector.ui.settings.paste import problem_words
from badge_inspector.ui.settings.preference_page import Declared, PreferencePage
from badge_inspector.ui.settings.secret_field import SecretFault, SecretField
from badge_inspector.ui.widgets.controls import ComboBox


class NetworkPage(PreferencePage):
    """Time limits and the way out.

    Signals: password_entered(Secret): the proxy's. password_requested(): answer with `proxy_password.reveal()`.
    proxy_changed(): look whether the proxy's password is there, and tell `show_password()`.
    """

    password_entered = Signal(object)
    password_requested = Signal()
    proxy_changed = Signal()

    declared = (
        Declared("connect_s", QT_TRANSLATE_NOOP("NetworkPage", "Connection timeout")),
        Declared("read_s", QT_TRANSLATE_NOOP("NetworkPage", "Response timeout")),
        Declared("total_s", QT_TRANSLATE_NOOP("NetworkPage", "Total timeout")),
        Declared("body_limit", QT_TRANSLATE_NOOP("NetworkPage", "Largest response"), scale=MIB),
    )
    composed = ("proxy",)

    def _build(self) -> None:
        self.proxy = ComboBox(self)
        for mode in ProxyMode:
            self.proxy.addItem("", mode)
        self.proxy_url = QLineEdit(self)
        self.proxy_url.setPlaceholderText("http://proxy.example:3128")
        self._row("proxy", self.proxy)
        self._row("proxy_url", self.proxy_url)
        self.proxy_user = QLineEdit(self)
        self._row("proxy_user", self.proxy_user)
        self.proxy_password = SecretField(self)
        self._row("proxy_password", self.proxy_password)
        self.proxy.currentIndexChanged.connect(self._proxy_changed)
        for field in (self.proxy_url, self.proxy_user):
            field.editingFinished.connect(self._proxy_changed)
        self._waiting: Secret | None = None
        for button in (self.reset, self.resets["proxy"]):
            button.clicked.connect(self._forget_proxy)
        self.proxy_password.entered.connect(self._password_typed)
        self.proxy_password.reveal_requested.connect(self.password_requested)
        self.proxy_password.refused.connect(self._password_refused)

    def _fill(self, preferences: Preferences) -> None:
        # An address that was refused, or is still to come, stays to be mended.
        if not self.rows["proxy_url"].is_bad:
            self.proxy.setCurrentIndex(self.proxy.findData(preferences.proxy.mode))
            self.proxy_url.setText(preferences.proxy.url)
            self.proxy_user.setText(preferences.proxy.user)
        self._show_proxy(self._proxy_mode)

    def _show_proxy(self, mode: ProxyMode) -> None:
        for name in ("proxy_url", "proxy_user", "proxy_password"):
            self.rows[name].setVisible(mode is ProxyMode.EXPLICIT)

    def show_password(self, kept: bool, words: str) -> None:
        """Show whether the proxy's password is there, and its storage."""
        self.proxy_password.show_kept(kept)
        self.rows["proxy_password"].show_remark(words)

    def _forget_proxy(self) -> None:
        self.rows["proxy_url"].show_remark("")

    def _password_typed(self, password: Secret) -> None:
        """A password belongs to a proxy: one that comes before the address waits for it."""
        if self._preferences.proxy.mode is ProxyMode.EXPLICIT:
            self.password_entered.emit(password)
        else:
            self._waiting = password
            self._proxy_changed()

    def _password_refused(self, fault: SecretFault) -> None:
        spaces = self.tr("It contains spaces or line breaks; a proxy password has none.")
        self.rows["proxy_password"].show_remark(spaces if fault is SecretFault.SPACES else "", "bad")
        if fault is SecretFault.SPACES:
            self.proxy_password.setFocus()

    @property
    def _proxy_mode(self) -> ProxyMode:
        return ProxyMode(self.proxy.currentData())  # Qt hands an enum of texts back as a text

    def _proxy_changed(self) -> None:
        if self._filling:
            return
        mode = self._proxy_mode
        self._show_proxy(mode)
        row = self.rows["proxy_url"]
        if mode is not ProxyMode.EXPLICIT:
            row.show_remark("")
            self._change(proxy=ProxyChoice(mode))
            return
        url = self.proxy_url.text().strip()
        problem = proxy_problem(url)
        row.show_remark(problem_words(problem) if problem else "", "bad")
        if problem is not None:
            self.proxy_url.setFocus()
        else:
            chosen = ProxyChoice(mode, url, self.proxy_user.text().strip())
            if chosen != self._preferences.proxy:  # a field that was left as it was is "finished" as well
                self._change(proxy=chosen)
                self.proxy_changed.emit()
            if self._waiting is not None:
                self.password_entered.emit(self._waiting)
                self._waiting = None

    def _unit(self, name: str, number: int) -> str:
        return " MiB" if name == "body_limit" else self.tr(" s")

    def _words(self) -> dict[str, str]:
        for at, words in enumerate((self.tr("The system’s"), self.tr("None"), self.tr("This one"))):
            self.proxy.setItemText(at, words)
        return {
            "proxy": self.tr("Proxy"),
            "proxy_url": self.tr("Proxy address"),
            "proxy_user": self.tr("Proxy user"),
            "proxy_password": self.tr("Proxy password"),
        }
