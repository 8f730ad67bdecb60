"""The fields of one portal: what stands in the form. What becomes of it is the form's."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from badge_inspector.domain.portal import AccessKind, PortalProfile
from badge_inspector.storage.secrets import SecretKind
from badge_inspector.ui.portal_words import portal_name
from badge_inspector.ui.settings.fields import ColourChoice, Row, SecretField
from badge_inspector.ui.settings.more_fields import CertificateField, ExpiryField, FileField
from badge_inspector.ui.widgets.controls import DoubleSpinBox

SECRET_ROWS = {
    SecretKind.WEBHOOK: "secret",
    SecretKind.ACCESS_TOKEN: "token",
    SecretKind.CLIENT_SECRET: "client_secret",
    SecretKind.REFRESH_TOKEN: "refresh_token",
}
OAUTH_KINDS = (SecretKind.ACCESS_TOKEN, SecretKind.CLIENT_SECRET, SecretKind.REFRESH_TOKEN)


class PortalFields(QWidget):
    """Attributes: paste, name, address, webhook, oauth, user, secret, token, valid_until, client_id, client_secret,
    refresh_token, try_again, colour, test, language, limit, notes, ca_file, certificate: the fields.
    rows: each with its label."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.paste = QLineEdit(self)
        self.name = QLineEdit(self)
        self.address = QLineEdit(self)
        self.webhook, self.oauth = QRadioButton(self), QRadioButton(self)
        self.webhook.setChecked(True)
        self.access = QButtonGroup(self)
        access = QWidget(self)
        access_line = QHBoxLayout(access)
        access_line.setContentsMargins(0, 6, 0, 6)
        access_line.setSpacing(18)
        for radio in (self.webhook, self.oauth):
            self.access.addButton(radio)
            access_line.addWidget(radio)
        access_line.addStretch(1)
        access.setFocusProxy(self.webhook)
        self.user = QLineEdit(self)
        self.user.setMaximumWidth(180)
        self.secret, self.token = SecretField(self), SecretField(self)
        self.valid_until = ExpiryField(self)
        self.client_id = QLineEdit(self)
        self.client_secret, self.refresh_token = SecretField(self), SecretField(self)
        self.try_again = QPushButton(self)
        self.colour = ColourChoice(self)
        self.test = QPushButton(self)
        keyring, test = self._at_the_left(self.try_again), self._at_the_left(self.test)
        self.language = QLineEdit(self)
        self.language.setMaximumWidth(90)
        self.limit = DoubleSpinBox(self)
        self.limit.setRange(0, 100_000)
        self.limit.setDecimals(0)
        self.limit.setMaximumWidth(180)
        self.notes = QPlainTextEdit(self)
        self.notes.setFixedHeight(64)
        self.notes.setTabChangesFocus(True)
        self.ca_file = FileField(self)
        self.certificate = CertificateField(self)
        fields: dict[str, QWidget] = {
            "paste": self.paste,
            "name": self.name,
            "address": self.address,
            "access": access,
            "user": self.user,
            "secret": self.secret,
            "token": self.token,
            "valid_until": self.valid_until,
            "client_id": self.client_id,
            "client_secret": self.client_secret,
            "refresh_token": self.refresh_token,
            "keyring": keyring,
            "colour": self.colour,
            "test": test,
            "language": self.language,
            "limit": self.limit,
            "notes": self.notes,
            "ca_file": self.ca_file,
            "certificate": self.certificate,
        }
        self.rows = {name: Row(field, self) for name, field in fields.items()}
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(11)
        for row in self.rows.values():
            column.addWidget(row)
        column.addStretch(1)
        self._retranslate()

    def secret_field(self, kind: SecretKind) -> SecretField:
        return {
            SecretKind.ACCESS_TOKEN: self.token,
            SecretKind.CLIENT_SECRET: self.client_secret,
            SecretKind.REFRESH_TOKEN: self.refresh_token,
        }.get(kind, self.secret)

    @property
    def kinds(self) -> tuple[SecretKind, ...]:
        """The secrets of the way in that is chosen, the one that signs a call first."""
        return OAUTH_KINDS if self.oauth.isChecked() else (SecretKind.WEBHOOK,)

    def fill(self, profile: PortalProfile | None) -> None:
        """Show a portal, or the empty fields of a new one, without a word to anybody."""
        fields = (self.name, self.address, self.user, self.client_id, self.language, self.notes, self.limit)
        for field in fields:
            field.blockSignals(True)
        self.name.setText(portal_name(profile) if profile else "")
        address = profile.address if profile else None
        self.address.setText("" if address is None else address.root if _is_usual(profile) else address.rest_url)
        self.user.setText(profile.webhook_user if profile else "")
        self.client_id.setText(profile.oauth_client_id if profile else "")
        self.language.setText(profile.display_language if profile else "")
        self.notes.setPlainText(profile.notes if profile else "")
        self.limit.setValue(profile.operating_limit_s if profile else 480)
        for field in fields:
            field.blockSignals(False)
        for kind in SECRET_ROWS:
            self.secret_field(kind).empty()
        self.valid_until.show_moment(profile.token_expires_at if profile else None)
        self.ca_file.show_path(profile.ca_file if profile else "")
        self.certificate.show_print(profile.trusted_certificate if profile else "")
        (self.oauth if profile and profile.access is AccessKind.OAUTH else self.webhook).setChecked(True)
        if profile is not None:
            self.colour.choose(profile.colour)
        self.show_access()

    def written(self, profile: PortalProfile) -> PortalProfile:
        """The portal with what stands in the fields; name, user and language are for the form to judge."""
        return replace(
            profile,
            access=AccessKind.OAUTH if self.oauth.isChecked() else AccessKind.WEBHOOK,
            token_expires_at=self.valid_until.moment,
            oauth_client_id=self.client_id.text().strip(),
            notes=self.notes.toPlainText(),
            operating_limit_s=self.limit.value(),
            colour=self.colour.chosen,
        )

    def show_access(self) -> None:
        """The rows of the way in that is chosen, and the certificate's where there is one."""
        webhook = self.webhook.isChecked()
        for name in ("user", "secret"):
            self.rows[name].setVisible(webhook)
        for name in ("token", "valid_until", "client_id", "client_secret", "refresh_token"):
            self.rows[name].setVisible(not webhook)
        self.rows["certificate"].setVisible(self.certificate.has_print)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _at_the_left(self, button: QPushButton) -> QWidget:
        """A button no wider than its words."""
        field = QWidget(self)
        line = QHBoxLayout(field)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(button)
        line.addStretch(1)
        field.setFocusProxy(button)
        return field

    def _retranslate(self) -> None:
        for name, words in (
            ("paste", self.tr("Paste anything")),
            ("name", self.tr("Name")),
            ("address", self.tr("Portal address")),
            ("access", self.tr("Access by")),
            ("user", self.tr("User number")),
            ("secret", self.tr("Webhook secret")),
            ("token", self.tr("Access token")),
            ("valid_until", self.tr("Valid until")),
            ("client_id", self.tr("Client ID")),
            ("client_secret", self.tr("Client secret")),
            ("refresh_token", self.tr("Refresh token")),
            ("keyring", self.tr("Keyring")),
            ("colour", self.tr("Colour")),
            ("test", self.tr("Connection")),
            ("language", self.tr("Display language")),
            ("limit", self.tr("Method budget")),
            ("notes", self.tr("Notes")),
            ("ca_file", self.tr("CA file")),
            ("certificate", self.tr("Trusted certificate")),
        ):
            self.rows[name].name(words)
        self.webhook.setText(self.tr("Webhook"))
        self.oauth.setText(self.tr("OAuth token"))
        self.test.setText(self.tr("Test connection"))
        self.try_again.setText(self.tr("Try again"))
        self.limit.setSuffix(self.tr(" s"))
        self.limit.setSpecialValueText(self.tr("not limited"))
        self.paste.setPlaceholderText(self.tr("A webhook address, a portal's address, a cURL command…"))
        self.paste.setToolTip(self.paste.placeholderText())
        self.language.setPlaceholderText(self.tr("e.g. de"))
        self.ca_file.edit.setPlaceholderText(self.tr("the system's authorities only"))


def _is_usual(profile: PortalProfile | None) -> bool:
    return profile is not None and profile.address.rest_path == "/rest"
