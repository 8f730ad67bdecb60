"""One portal: paste anything, or fill in field by field. Every change is kept as it is made."""

from __future__ import annotations

import uuid
from dataclasses import replace

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDoubleSpinBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from badge_inspector.domain.pasted import PasteProblem, looks_secret, understand
from badge_inspector.domain.portal import AccessKind, PortalProfile
from badge_inspector.domain.secret import MASK, Secret
from badge_inspector.storage.secrets import SecretKind, SecretPlace, SecretStoreState
from badge_inspector.ui.settings.fields import ColourChoice, Row, SecretField
from badge_inspector.ui.settings.paste_words import problem_words, understood_words

KIND_OF = {AccessKind.WEBHOOK: SecretKind.WEBHOOK, AccessKind.OAUTH: SecretKind.ACCESS_TOKEN}


class PortalForm(QWidget):
    """Attributes: paste, name, address, webhook, oauth, user, secret, token, colour, language, limit, notes, test.

    Signals:

    profile_changed(PortalProfile): it is sound; keep it. A profile that was not there is a new one.
    secret_entered(PortalProfile, SecretKind, Secret). reveal_requested(PortalProfile, SecretKind): answer with
    `show_secret()`. test_requested(PortalProfile): answer with `show_test()`.
    """

    profile_changed = Signal(object)
    secret_entered = Signal(object, object, object)
    reveal_requested = Signal(object, object)
    test_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._profile: PortalProfile | None = None
        self._place = SecretStoreState()
        self.paste = QLineEdit(self)
        self.name = QLineEdit(self)
        self.address = QLineEdit(self)
        self.webhook, self.oauth = QRadioButton(self), QRadioButton(self)
        self.webhook.setChecked(True)
        self._access = QButtonGroup(self)
        access = QWidget(self)
        access_line = QHBoxLayout(access)
        access_line.setContentsMargins(0, 6, 0, 6)
        access_line.setSpacing(18)
        for radio in (self.webhook, self.oauth):
            self._access.addButton(radio)
            access_line.addWidget(radio)
        access_line.addStretch(1)
        self.user = QLineEdit(self)
        self.user.setMaximumWidth(180)
        self.secret, self.token = SecretField(self), SecretField(self)
        self.colour = ColourChoice(self)
        self.language = QLineEdit(self)
        self.language.setMaximumWidth(90)
        self.limit = QDoubleSpinBox(self)
        self.limit.setRange(0, 100_000)
        self.limit.setDecimals(0)
        self.limit.setMaximumWidth(180)
        self.notes = QPlainTextEdit(self)
        self.notes.setFixedHeight(64)
        self.notes.setTabChangesFocus(True)
        self.test = QPushButton(self)
        test = QWidget(self)
        test_line = QHBoxLayout(test)
        test_line.setContentsMargins(0, 0, 0, 0)
        test_line.addWidget(self.test)
        test_line.addStretch(1)
        self._rows = {
            "paste": Row(self.paste, self),
            "name": Row(self.name, self),
            "address": Row(self.address, self),
            "access": Row(access, self),
            "user": Row(self.user, self),
            "secret": Row(self.secret, self),
            "token": Row(self.token, self),
            "colour": Row(self.colour, self),
            "language": Row(self.language, self),
            "limit": Row(self.limit, self),
            "notes": Row(self.notes, self),
            "test": Row(test, self),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(11)
        for row in self._rows.values():
            column.addWidget(row)
        column.addStretch(1)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(400)
        self._later.timeout.connect(self._keep)
        self.paste.textChanged.connect(self._pasted)
        self.address.editingFinished.connect(self._address_typed)
        for field in (self.name, self.user, self.language):
            field.textEdited.connect(self._soon)
            field.editingFinished.connect(self._keep)
        self.notes.textChanged.connect(self._soon)
        self.limit.valueChanged.connect(self._soon)
        self.colour.picked.connect(self._keep)
        self._access.buttonClicked.connect(self._access_picked)
        self.secret.entered.connect(self._secret_typed)
        self.token.entered.connect(self._token_typed)
        self.secret.refused.connect(self._secret_refused)
        self.token.refused.connect(self._secret_refused)
        self.secret.reveal_requested.connect(self._reveal)
        self.token.reveal_requested.connect(self._reveal)
        self.test.clicked.connect(self._test)
        self._retranslate()
        self.show_profile(None, kept=False)

    @property
    def profile(self) -> PortalProfile | None:
        """What is edited; None while a new portal has no address yet."""
        return self._profile

    def show_profile(self, profile: PortalProfile | None, kept: bool) -> None:
        """Edit a portal, or a new one; `kept` says whether its secret is there."""
        self.keep_now()
        self._profile = profile
        for field in (self.paste, self.name, self.address, self.user, self.language, self.notes, self.limit):
            field.blockSignals(True)
        self.paste.clear()
        self.name.setText(profile.name if profile else "")
        self.address.setText(profile.address.root if profile else "")
        if profile is not None and profile.address.rest_path != "/rest":
            self.address.setText(profile.address.rest_url)
        self.user.setText(profile.webhook_user if profile else "")
        self.language.setText(profile.display_language if profile else "")
        self.notes.setPlainText(profile.notes if profile else "")
        self.limit.setValue(profile.operating_limit_s if profile else 480)
        for field in (self.paste, self.name, self.address, self.user, self.language, self.notes, self.limit):
            field.blockSignals(False)
        (self.oauth if profile and profile.access is AccessKind.OAUTH else self.webhook).setChecked(True)
        if profile is not None:
            self.colour.choose(profile.colour)
        for row in self._rows.values():
            row.say("")
        self.show_kept(kept)
        self._show_access()
        editable = profile is None or not profile.is_demo
        for row in self._rows.values():
            row.setEnabled(editable)
        self._rows["test"].setEnabled(profile is not None)

    def keep_now(self) -> None:
        """Do not wait for the end of the typing: the person leaves."""
        if self._later.isActive():
            self._keep()

    def show_kept(self, kept: bool) -> None:
        """Whether the secret of the way in that is chosen is there."""
        self.secret.show_kept(kept and self.webhook.isChecked())
        self.token.show_kept(kept and self.oauth.isChecked())
        self._say_place(kept)

    def show_place(self, state: SecretStoreState) -> None:
        """Where secrets are kept in this run."""
        self._place = state
        self._say_place(kept=False)

    def show_secret(self, secret: Secret) -> None:
        (self.secret if self.webhook.isChecked() else self.token).reveal(secret)

    def show_test(self, words: str, good: bool) -> None:
        """How the test of the connection went."""
        self._rows["test"].say(f"✓ {words}" if good else words, "good" if good else "bad")
        self.test.setEnabled(True)

    def _pasted(self, text: str) -> None:
        """Split a paste into the fields before the person's eyes; the secret is masked at once."""
        if not text or MASK in text:
            return
        pasted = understand(text)
        row = self._rows["paste"]
        if pasted.problem is PasteProblem.NOT_AN_ADDRESS and len(text) < 12:
            row.say("")  # still being typed
            return
        if pasted.problem is not None or pasted.address is None:
            row.say(problem_words(pasted.problem or PasteProblem.NOT_AN_ADDRESS), "bad")
            return
        row.say(f"✓ {understood_words(pasted)}", "good")
        profile = self._profile or PortalProfile(uuid.uuid4().hex, pasted.address.display, pasted.address)
        profile = replace(profile, address=pasted.address)
        if pasted.secret is None:
            self._profile = profile
            self._fill(profile)
            return
        self.webhook.setChecked(True)
        profile = replace(profile, access=AccessKind.WEBHOOK, webhook_user=pasted.user)
        self._fill(profile)
        self.paste.blockSignals(True)
        self.paste.setText(pasted.masked)
        self.paste.blockSignals(False)
        self._show_access()
        self._keep()
        self.secret_entered.emit(profile, SecretKind.WEBHOOK, pasted.secret)

    def _fill(self, profile: PortalProfile) -> None:
        self._profile = profile
        self.name.setText(profile.name)
        self.address.setText(profile.address.root if profile.address.rest_path == "/rest" else profile.address.rest_url)
        self.user.setText(profile.webhook_user)
        self.colour.choose(profile.colour)
        self._keep()

    def _address_typed(self) -> None:
        text = self.address.text().strip()
        row = self._rows["address"]
        if not text and self._profile is None:
            return
        pasted = understand(text)
        problem = pasted.problem
        if problem in (PasteProblem.NO_SECRET, PasteProblem.NO_USER):
            problem = None
        if text.casefold().startswith("http:") and pasted.address is not None and not pasted.address.is_loopback:
            problem = PasteProblem.HTTP
        if problem is not None or pasted.address is None:
            row.say(problem_words(problem or PasteProblem.NOT_AN_ADDRESS), "bad")
            self.address.setFocus()
            return
        row.say("")
        if pasted.secret is not None:
            self.paste.setText(text)
            return
        if self._profile is None:
            name = self.name.text().strip() or pasted.address.display
            self._profile = PortalProfile(uuid.uuid4().hex, name, pasted.address)
            self.name.setText(name)
        self._profile = replace(self._profile, address=pasted.address)
        self._keep()

    def _soon(self) -> None:
        self._later.start()

    def _keep(self) -> None:
        """Tell the profile as it stands now, if it is sound."""
        self._later.stop()
        if self._profile is None:
            return
        name = self.name.text().strip()
        row = self._rows["name"]
        if looks_secret(name):
            row.say(self.tr("This looks like a secret. Paste it above; a name is for people."), "bad")
            self.name.setFocus()
            return
        row.say("" if name else self.tr("A portal needs a name."), "bad")
        changed = replace(
            self._profile,
            name=name or self._profile.name,
            access=AccessKind.OAUTH if self.oauth.isChecked() else AccessKind.WEBHOOK,
            webhook_user=self.user.text().strip(),
            display_language=self.language.text().strip(),
            notes=self.notes.toPlainText(),
            operating_limit_s=self.limit.value(),
            colour=self.colour.chosen,
        )
        self._profile = changed
        self._rows["test"].setEnabled(True)
        self.profile_changed.emit(changed)

    def _access_picked(self) -> None:
        self._show_access()
        self._keep()

    def _show_access(self) -> None:
        webhook = self.webhook.isChecked()
        for name, visible in (("user", webhook), ("secret", webhook), ("token", not webhook)):
            self._rows[name].setVisible(visible)

    def _secret_typed(self, secret: Secret) -> None:
        self._entered("secret", SecretKind.WEBHOOK, secret)

    def _token_typed(self, secret: Secret) -> None:
        self._entered("token", SecretKind.ACCESS_TOKEN, secret)

    def _entered(self, name: str, kind: SecretKind, secret: Secret) -> None:
        row = self._rows[name]
        if self._profile is None:
            row.say(self.tr("Enter the portal's address first: a secret belongs to its host."), "bad")
            self.address.setFocus()
        else:
            self.secret_entered.emit(self._profile, kind, secret)

    def _secret_refused(self) -> None:
        name = "secret" if self.webhook.isChecked() else "token"
        self._rows[name].say(self.tr("There are spaces or line breaks inside; a token has none."), "bad")
        self._rows[name].field.setFocus()

    def _reveal(self) -> None:
        if self._profile is not None:
            self.reveal_requested.emit(self._profile, KIND_OF[self._profile.access])

    def _test(self) -> None:
        if self._profile is not None:
            self.test.setEnabled(False)
            self._rows["test"].say(self.tr("Asking the portal…"))
            self.test_requested.emit(self._profile)

    def _say_place(self, kept: bool) -> None:
        host = self._profile.address.display if self._profile else ""
        if self._profile is None or self._profile.is_demo:
            words = ""
        elif not kept:
            words = self.tr("Not there yet. It will belong to {host} only.").format(host=host)
        elif self._place.place is SecretPlace.MEMORY:
            words = self.tr("Kept for this run only, not on disk: there is no usable keyring ({reason}).")
            words = words.format(reason=self._place.reason)
        else:
            words = self.tr("Kept in the system keyring, for {host} only.").format(host=host)
        for name in ("secret", "token"):
            self._rows[name].say(words)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        for name, words in (
            ("paste", self.tr("Paste anything")),
            ("name", self.tr("Name")),
            ("address", self.tr("Portal address")),
            ("access", self.tr("Access by")),
            ("user", self.tr("User number")),
            ("secret", self.tr("Webhook secret")),
            ("token", self.tr("Access token")),
            ("colour", self.tr("Colour")),
            ("language", self.tr("Display language")),
            ("limit", self.tr("Method budget")),
            ("notes", self.tr("Notes")),
            ("test", self.tr("Connection")),
        ):
            self._rows[name].name(words)
        self.webhook.setText(self.tr("Webhook"))
        self.oauth.setText(self.tr("OAuth token"))
        self.test.setText(self.tr("Test connection"))
        self.limit.setSuffix(self.tr(" s"))
        self.limit.setSpecialValueText(self.tr("not limited"))
        self.paste.setPlaceholderText(self.tr("A webhook address, a portal's address, a cURL command…"))
        self.language.setPlaceholderText(self.tr("e.g. de"))
        self.setTabOrder(self.paste, self.name)
