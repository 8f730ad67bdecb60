"""The pages for what is not a portal: network, history, appearance, advanced."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit, QPushButton, QVBoxLayout, QWidget

from badge_inspector.domain.pasted import proxy_problem
from badge_inspector.domain.portal import ProxyChoice, ProxyMode
from badge_inspector.domain.preferences import MIB, Preferences
from badge_inspector.domain.secret import Secret
from badge_inspector.ui.settings.fields import BackButton, Row, SecretFault, SecretField
from badge_inspector.ui.settings.paste_words import problem_words
from badge_inspector.ui.widgets.controls import CheckBox, ComboBox, DoubleSpinBox, SpinBox


class PreferencePage(QWidget):
    """A column of rows over some members of the preferences. Each that is not as it comes has a button that puts it
    back.

    Attributes: rows, resets (by member), reset (the whole page). Signals: changed(Preferences).
    """

    changed = Signal(object)
    members: tuple[str, ...] = ()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = Preferences()
        self._filling = False
        self.rows: dict[str, Row] = {}
        self.resets: dict[str, BackButton] = {}
        self.reset = QPushButton(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 18, 20, 18)
        self._column.setSpacing(11)
        self._build()
        self._column.addStretch(1)
        self._column.addWidget(self.reset, 0, Qt.AlignmentFlag.AlignLeft)
        self.reset.clicked.connect(self._reset)
        self._retranslate()

    def show_preferences(self, preferences: Preferences) -> None:
        self._filling = True
        self._preferences = preferences
        self._fill(preferences)
        self._filling = False
        default = Preferences()
        for name, button in self.resets.items():
            button.setVisible(getattr(preferences, name) != getattr(default, name))

    def _build(self) -> None:
        """Make the fields, each with a `_row()`."""

    def _fill(self, preferences: Preferences) -> None:
        """Show what is chosen."""

    def _words(self) -> dict[str, str]:
        """The labels by row."""
        return {}

    def _row(self, name: str, field: QWidget) -> None:
        field.setMaximumWidth(420 if isinstance(field, QLineEdit | SecretField) else 220)
        if isinstance(field, QAbstractSpinBox):
            field.setKeyboardTracking(False)  # a number half typed is no choice
        self.rows[name] = Row(field, self, self._reset_button(name) if name in self.members else None)
        self._column.addWidget(self.rows[name])

    def _reset_button(self, name: str) -> BackButton:
        button = self.resets[name] = BackButton("refresh", self)
        button.clicked.connect(partial(self._reset, name))
        return button

    def _tell(self, **members: Any) -> None:
        if not self._filling:
            self._preferences = replace(self._preferences, **members)
            self.changed.emit(self._preferences)

    def _reset(self, *members: object) -> None:
        """Put these members back, or those of the page where none is named."""
        default = Preferences()
        named = [name for name in members if isinstance(name, str)] or self.members
        self._tell(**{name: getattr(default, name) for name in named})
        self.show_preferences(self._preferences)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        for name, words in self._words().items():
            self.rows[name].name(words)
            if name in self.resets:
                self.resets[name].setAccessibleName(self.tr("Reset: {setting}").format(setting=words))
                self.resets[name].setToolTip(self.tr("Back to the default"))
        self.reset.setText(self.tr("Reset this page"))


class NetworkPage(PreferencePage):
    """Time limits and the way out.

    Signals: password_entered(Secret): the proxy's. password_requested(): answer with `proxy_password.reveal()`.
    proxy_changed(): look whether the proxy's password is there, and tell `show_password()`.
    """

    password_entered = Signal(object)
    password_requested = Signal()
    proxy_changed = Signal()

    members = ("connect_s", "read_s", "total_s", "body_limit", "proxy")

    def _build(self) -> None:
        self.connect_s, self.read_s, self.total_s = (DoubleSpinBox(self) for _ in range(3))
        for name, box in (("connect_s", self.connect_s), ("read_s", self.read_s), ("total_s", self.total_s)):
            box.setRange(0.5, 600)
            box.setDecimals(1)
            self._row(name, box)
        self.connect_s.valueChanged.connect(self._connect_changed)
        self.read_s.valueChanged.connect(self._read_changed)
        self.total_s.valueChanged.connect(self._total_changed)
        self.body_limit = SpinBox(self)
        self.body_limit.setRange(1, 256)
        self.body_limit.setSuffix(" MiB")
        self.body_limit.valueChanged.connect(self._body_changed)
        self._row("body_limit", self.body_limit)
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
        self.connect_s.setValue(preferences.connect_s)
        self.read_s.setValue(preferences.read_s)
        self.total_s.setValue(preferences.total_s)
        self.body_limit.setValue(preferences.body_limit // MIB)
        # An address that was refused, or is still to come, stays to be mended.
        if not self.rows["proxy_url"].is_bad:
            self.proxy.setCurrentIndex(self.proxy.findData(preferences.proxy.mode))
            self.proxy_url.setText(preferences.proxy.url)
            self.proxy_user.setText(preferences.proxy.user)
        self._show_proxy(self._proxy_mode)

    def _connect_changed(self, value: float) -> None:
        self._tell(connect_s=value)

    def _read_changed(self, value: float) -> None:
        self._tell(read_s=value)

    def _total_changed(self, value: float) -> None:
        self._tell(total_s=value)

    def _body_changed(self, value: int) -> None:
        self._tell(body_limit=value * MIB)

    def _show_proxy(self, mode: ProxyMode) -> None:
        for name in ("proxy_url", "proxy_user", "proxy_password"):
            self.rows[name].setVisible(mode is ProxyMode.EXPLICIT)

    def show_password(self, kept: bool, words: str) -> None:
        """Whether the proxy's password is there, and where."""
        self.proxy_password.show_kept(kept)
        self.rows["proxy_password"].say(words)

    def _forget_proxy(self) -> None:
        self.rows["proxy_url"].say("")

    def _password_typed(self, password: Secret) -> None:
        """A password belongs to a proxy: one that comes before the address waits for it."""
        if self._preferences.proxy.mode is ProxyMode.EXPLICIT:
            self.password_entered.emit(password)
        else:
            self._waiting = password
            self._proxy_changed()

    def _password_refused(self, fault: SecretFault) -> None:
        spaces = self.tr("There are spaces or line breaks inside; a password for a proxy has none.")
        self.rows["proxy_password"].say(spaces if fault is SecretFault.SPACES else "", "bad")
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
            row.say("")
            self._tell(proxy=ProxyChoice(mode))
            return
        url = self.proxy_url.text().strip()
        problem = proxy_problem(url)
        row.say(problem_words(problem) if problem else "", "bad")
        if problem is not None:
            self.proxy_url.setFocus()
        else:
            self._tell(proxy=ProxyChoice(mode, url, self.proxy_user.text().strip()))
            self.proxy_changed.emit()
            if self._waiting is not None:
                self.password_entered.emit(self._waiting)
                self._waiting = None

    def _words(self) -> dict[str, str]:
        for at, words in enumerate((self.tr("The system's"), self.tr("None"), self.tr("This one"))):
            self.proxy.setItemText(at, words)
        for box in (self.connect_s, self.read_s, self.total_s):
            box.setSuffix(self.tr(" s"))
        return {
            "connect_s": self.tr("Connect within"),
            "read_s": self.tr("Wait for bytes"),
            "total_s": self.tr("All in all"),
            "body_limit": self.tr("Largest answer"),
            "proxy": self.tr("Proxy"),
            "proxy_url": self.tr("Proxy address"),
            "proxy_user": self.tr("Proxy user"),
            "proxy_password": self.tr("Proxy password"),
        }


class HistoryPage(PreferencePage):
    """What is kept, and for how long."""

    members = ("private_mode", "keep_days", "keep_count", "keep_bytes")

    def _build(self) -> None:
        self.private = CheckBox(self)
        self._row("private_mode", self.private)
        self.keep_days, self.keep_count, self.keep_mib = (SpinBox(self) for _ in range(3))
        for name, box, most in (
            ("keep_days", self.keep_days, 36_500),
            ("keep_count", self.keep_count, 100_000_000),
            ("keep_bytes", self.keep_mib, 1_000_000),
        ):
            box.setRange(0, most)
            self._row(name, box)
        self.private.toggled.connect(self._private_changed)
        self.keep_days.valueChanged.connect(self._days_changed)
        self.keep_count.valueChanged.connect(self._count_changed)
        self.keep_mib.valueChanged.connect(self._size_changed)

    def _fill(self, preferences: Preferences) -> None:
        self.private.setChecked(preferences.private_mode)
        self.keep_days.setValue(preferences.keep_days)
        self.keep_count.setValue(preferences.keep_count)
        self.keep_mib.setValue(preferences.keep_bytes // MIB)
        self._show_when()

    def _show_when(self) -> None:
        """What is deleted is gone: nothing is while a person tries numbers out."""
        limits = (self.keep_days, self.keep_count, self.keep_mib)
        limited = any(box.value() for box in limits)
        words = self.tr("What goes beyond it is deleted once this window is closed; what is pinned stays.")
        self.rows["keep_bytes"].say(words if limited else "")

    def _private_changed(self, on: bool) -> None:
        self._tell(private_mode=on)

    def _days_changed(self, value: int) -> None:
        self._tell(keep_days=value)

    def _count_changed(self, value: int) -> None:
        self._tell(keep_count=value)

    def _size_changed(self, value: int) -> None:
        self._tell(keep_bytes=value * MIB)

    def _words(self) -> dict[str, str]:
        self.private.setText(self.tr("Record nothing"))
        for box in (self.keep_days, self.keep_count, self.keep_mib):
            box.setSpecialValueText(self.tr("no limit"))
        self.keep_days.setSuffix(self.tr(" days"))
        self.keep_mib.setSuffix(" MiB")
        self._show_when()
        return {
            "private_mode": self.tr("Private mode"),
            "keep_days": self.tr("Keep for"),
            "keep_count": self.tr("Keep at most"),
            "keep_bytes": self.tr("Keep bodies up to"),
        }


class AppearancePage(PreferencePage):
    """Colours and language, put in force at once."""

    members = ("theme", "language")

    def _build(self) -> None:
        self.theme, self.language = ComboBox(self), ComboBox(self)
        for value in ("system", "light", "dark"):
            self.theme.addItem("", value)
        for value, name in (("system", ""), ("en", "English"), ("ru", "Русский")):
            self.language.addItem(name, value)
        self._row("theme", self.theme)
        self._row("language", self.language)
        self.theme.currentIndexChanged.connect(self._theme_changed)
        self.language.currentIndexChanged.connect(self._language_changed)

    def _fill(self, preferences: Preferences) -> None:
        self.theme.setCurrentIndex(self.theme.findData(preferences.theme))
        self.language.setCurrentIndex(self.language.findData(preferences.language))

    def _theme_changed(self) -> None:
        self._tell(theme=self.theme.currentData())

    def _language_changed(self) -> None:
        self._tell(language=self.language.currentData())

    def _words(self) -> dict[str, str]:
        self._filling = True
        for at, words in enumerate((self.tr("As the system"), self.tr("Light"), self.tr("Dark"))):
            self.theme.setItemText(at, words)
        self.language.setItemText(0, self.tr("As the system"))
        self._filling = False
        return {"theme": self.tr("Theme"), "language": self.tr("Language")}


class AdvancedPage(PreferencePage):
    """What few people need.

    Signals: log_requested(): show the log's folder.
    """

    log_requested = Signal()
    members = ("log_level",)

    def _build(self) -> None:
        self.log_level = ComboBox(self)
        for value in ("debug", "info", "warning", "error"):
            self.log_level.addItem("", value)
        self._row("log_level", self.log_level)
        self.open_log = QPushButton(self)
        self.open_log.clicked.connect(self.log_requested)
        self._row("log", self.open_log)
        self.log_level.currentIndexChanged.connect(self._level_changed)

    def _fill(self, preferences: Preferences) -> None:
        self.log_level.setCurrentIndex(self.log_level.findData(preferences.log_level))

    def _level_changed(self) -> None:
        self._tell(log_level=self.log_level.currentData())

    def _words(self) -> dict[str, str]:
        self._filling = True
        for at, words in enumerate(
            (self.tr("Everything"), self.tr("What happens"), self.tr("Warnings"), self.tr("Errors only"))
        ):
            self.log_level.setItemText(at, words)
        self._filling = False
        self.open_log.setText(self.tr("Open the log's folder"))
        self.rows["log"].say(self.tr("It holds no tokens, webhook secrets or badge codes."))
        return {"log_level": self.tr("Log level"), "log": self.tr("Log")}
