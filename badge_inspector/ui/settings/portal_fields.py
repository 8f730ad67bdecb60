"""The fields of one portal's form; `portal_form.py` validates and saves their values."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)

from badge_inspector.domain.portal import AccessKind, PortalProfile
from badge_inspector.domain.secret import SecretKind
from badge_inspector.ui.kit.boxes import hbox, vbox
from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.settings.field_widgets import CertificateField, ColourChoice, ExpiryField, FileField
from badge_inspector.ui.settings.paste import PasteField
from badge_inspector.ui.settings.portal_values import UNDOABLE, PortalValues, values_of
from badge_inspector.ui.settings.row import BackButton, SettingRow
from badge_inspector.ui.settings.secret_field import SecretField
from badge_inspector.ui.widgets.controls import DoubleSpinBox
from badge_inspector.ui.widgets.disclosure import Disclosure
from badge_inspector.ui.widgets.flow_layout import FlowLayout

SECRET_ROWS = {
    SecretKind.WEBHOOK: "secret",
    SecretKind.ACCESS_TOKEN: "token",
    SecretKind.CLIENT_SECRET: "client_secret",
    SecretKind.REFRESH_TOKEN: "refresh_token",
}
FIRST = ("paste", "name", "address", "access", "secret", "token", "keyring", "test")
"""Rows that are always there, of which a way in has one secret and only a trouble with the keyring its row: five fields
and the button that tries them. All others are under More."""
OAUTH_KINDS = (SecretKind.ACCESS_TOKEN, SecretKind.CLIENT_SECRET, SecretKind.REFRESH_TOKEN)


class PortalFields(Retranslated, QWidget):
    """Attributes: paste, name, address, webhook, oauth, webhook_user, secret, token, token_expires_at, oauth_client_id,
    client_secret, refresh_token, try_again, colour, test, display_language, operating_limit_s, notes, ca_file,
    trusted_certificate: the fields.
    rows: each with its label. undos: by row, the buttons that take back what was done in one field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.paste = PasteField(self)
        self.name = QLineEdit(self)
        self.address = QLineEdit(self)
        self.webhook, self.oauth = QRadioButton(self), QRadioButton(self)
        self.webhook.setChecked(True)
        self.access = QButtonGroup(self)
        access = QWidget(self)
        access_line = FlowLayout(access)
        access_line.setContentsMargins(0, 6, 0, 6)
        access_line.setSpacing(12)
        for radio in (self.webhook, self.oauth):
            self.access.addButton(radio)
            access_line.addWidget(radio)
        access.setFocusProxy(self.webhook)
        self.webhook_user = QLineEdit(self)
        self.webhook_user.setMaximumWidth(180)
        self.secret, self.token = SecretField(self), SecretField(self)
        self.token_expires_at = ExpiryField(self)
        self.oauth_client_id = QLineEdit(self)
        self.client_secret, self.refresh_token = SecretField(self), SecretField(self)
        self.try_again = QPushButton(self)
        self.colour = ColourChoice(self)
        self.test = QPushButton(self)
        keyring, test = self._at_the_left(self.try_again), self._at_the_left(self.test)
        self.display_language = QLineEdit(self)
        self.display_language.setMaximumWidth(90)
        self.operating_limit_s = DoubleSpinBox(self)
        self.operating_limit_s.setRange(0, 100_000)
        self.operating_limit_s.setDecimals(0)
        self.operating_limit_s.setMaximumWidth(180)
        self.notes = QPlainTextEdit(self)
        self.notes.setFixedHeight(64)
        self.notes.setTabChangesFocus(True)
        self.ca_file = FileField(self)
        self.trusted_certificate = CertificateField(self)
        fields: dict[str, QWidget] = {
            "paste": self.paste,
            "name": self.name,
            "address": self.address,
            "access": access,
            "webhook_user": self.webhook_user,
            "secret": self.secret,
            "token": self.token,
            "token_expires_at": self.token_expires_at,
            "oauth_client_id": self.oauth_client_id,
            "client_secret": self.client_secret,
            "refresh_token": self.refresh_token,
            "keyring": keyring,
            "colour": self.colour,
            "test": test,
            "display_language": self.display_language,
            "operating_limit_s": self.operating_limit_s,
            "notes": self.notes,
            "ca_file": self.ca_file,
            "trusted_certificate": self.trusted_certificate,
        }
        self.undos = {name: BackButton("undo", self) for name in UNDOABLE}
        # A line to type in without one ends where the others do.
        beside = {name: self._gutter() for name in ("paste", *SECRET_ROWS.values())} | self.undos
        order = (*FIRST, *(name for name in fields if name not in FIRST))
        self.rows = {name: SettingRow(fields[name], self, beside.get(name)) for name in order}
        self.rows["paste"].reserve_remark()
        for name, button in self.undos.items():
            QWidget.setTabOrder(self._last_stop(fields[name]), button)
        column = vbox(self, margins=(20, 18, 10, 18), spacing=11)
        for row in self.rows.values():
            column.addWidget(row)
        self.more = Disclosure(self)
        self._rest = {name for name in self.rows if name not in FIRST}
        column.insertWidget(column.indexOf(self.rows["test"]) + 1, self.more)
        column.addStretch(1)
        self.more.toggled.connect(self.show_access)
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
        """Show a portal, or the empty fields of a new one, without emitting signals."""
        values = values_of(profile)
        for name in UNDOABLE:
            self.show_value(name, values)
        for kind in SECRET_ROWS:
            self.secret_field(kind).empty()
        self.show_access()

    def show_value(self, name: str, values: PortalValues) -> None:
        """Show one value in its field, without emitting signals."""
        texts = {
            "name": self.name,
            "address": self.address,
            "webhook_user": self.webhook_user,
            "oauth_client_id": self.oauth_client_id,
        }
        field = {
            **texts,
            "display_language": self.display_language,
            "notes": self.notes,
            "operating_limit_s": self.operating_limit_s,
        }.get(name)
        if field is not None:
            field.blockSignals(True)
        match field:
            case QLineEdit():
                field.setText(getattr(values, name))
            case QPlainTextEdit():
                field.setPlainText(values.notes)
            case DoubleSpinBox():
                field.setValue(values.operating_limit_s)
            case _:
                self._show_choice(name, values)
        if field is not None:
            field.blockSignals(False)

    def _show_choice(self, name: str, values: PortalValues) -> None:
        match name:
            case "access":
                (self.oauth if values.access is AccessKind.OAUTH else self.webhook).setChecked(True)
            case "token_expires_at":
                self.token_expires_at.show_moment(values.token_expires_at)
            case "colour":
                self.colour.choose(values.colour)
            case "ca_file":
                self.ca_file.show_path(values.ca_file)
            case _:
                self.trusted_certificate.show_print(values.trusted_certificate)

    @property
    def values(self) -> PortalValues:
        """Values in the fields now, valid or not."""
        return PortalValues(
            name=self.name.text().strip(),
            address=self.address.text().strip(),
            access=AccessKind.OAUTH if self.oauth.isChecked() else AccessKind.WEBHOOK,
            webhook_user=self.webhook_user.text().strip(),
            token_expires_at=self.token_expires_at.moment,
            oauth_client_id=self.oauth_client_id.text().strip(),
            colour=self.colour.chosen,
            display_language=self.display_language.text().strip(),
            operating_limit_s=self.operating_limit_s.value(),
            notes=self.notes.toPlainText(),
            ca_file=self.ca_file.edit.text().strip(),
            trusted_certificate=self.trusted_certificate.sha256,
        )

    def show_undos(self, before: PortalValues | None) -> None:
        """A way back for each field that says something else than `before`; None for nowhere to go back to."""
        now = self.values
        for name, button in self.undos.items():
            button.setVisible(before is not None and getattr(before, name) != getattr(now, name))
        self._show_certificate()

    def show_access(self) -> None:
        """The rows of the way in that is chosen, and the certificate's where there is one."""
        webhook = self.webhook.isChecked()
        self.rows["access"].field.setFocusProxy(self.webhook if webhook else self.oauth)
        for name in ("webhook_user", "secret"):
            self.rows[name].setVisible(webhook and self._is_open(name))
        for name in ("token", "token_expires_at", "oauth_client_id", "client_secret", "refresh_token"):
            self.rows[name].setVisible(not webhook and self._is_open(name))
        for name in ("colour", "display_language", "operating_limit_s", "notes", "ca_file"):
            self.rows[name].setVisible(self._is_open(name))
        self._show_certificate()

    def _is_open(self, name: str) -> bool:
        return name not in self._rest or self.more.isChecked()

    def _show_certificate(self) -> None:
        is_wanted = bool(self.trusted_certificate.sha256) or not self.undos["trusted_certificate"].isHidden()
        self.rows["trusted_certificate"].setVisible(is_wanted and self.more.isChecked())

    def open_for(self, name: str) -> None:
        """Open what hides a row, whose field is to be seen."""
        if name in self._rest:
            self.more.setChecked(True)

    def _at_the_left(self, button: QPushButton) -> QWidget:
        """A button that is no wider than its text."""
        field = QWidget(self)
        line = hbox(field, margins=0)
        line.addWidget(button)
        line.addStretch(1)
        field.setFocusProxy(button)
        return field

    def _gutter(self) -> QWidget:
        gutter = QWidget(self)
        gutter.setFixedWidth(self.undos["name"].sizeHint().width())
        return gutter

    def _last_stop(self, field: QWidget) -> QWidget:
        """The last widget in a field that takes the focus by Tab."""
        stops = [part for part in (field, *field.findChildren(QWidget)) if part.focusPolicy() & Qt.FocusPolicy.TabFocus]
        return stops[-1]

    def _retranslate(self) -> None:
        for name, words in (
            ("paste", self.tr("Paste anything")),
            ("name", self.tr("Name")),
            ("address", self.tr("Portal address")),
            ("access", self.tr("Access by")),
            ("webhook_user", self.tr("User number")),
            ("secret", self.tr("Webhook secret")),
            ("token", self.tr("Access token")),
            ("token_expires_at", self.tr("Valid until")),
            ("oauth_client_id", self.tr("Client ID")),
            ("client_secret", self.tr("Client secret")),
            ("refresh_token", self.tr("Refresh token")),
            ("keyring", self.tr("Keyring")),
            ("colour", self.tr("Colour")),
            ("test", self.tr("Connection")),
            ("display_language", self.tr("Display language")),
            ("operating_limit_s", self.tr("Method budget")),
            ("notes", self.tr("Notes")),
            ("ca_file", self.tr("CA file")),
            ("trusted_certificate", self.tr("Trusted certificate")),
        ):
            self.rows[name].name(words)
            if name in self.undos:
                self.undos[name].setAccessibleName(self.tr("Undo: {setting}").format(setting=words))
                self.undos[name].setToolTip(self.tr("Restore the value from when you opened this portal"))
        self.more.show_text(self.tr("More"))
        self.webhook.setText(self.tr("Webhook"))
        self.oauth.setText(self.tr("OAuth token"))
        self.test.setText(self.tr("Test connection"))
        self.try_again.setText(self.tr("Try again"))
        self.operating_limit_s.setSuffix(self.tr(" s"))
        self.operating_limit_s.setSpecialValueText(self.tr("not limited"))
        self.paste.setPlaceholderText(self.tr("A webhook address, a portal’s address, a cURL command…"))
        self.paste.setToolTip(self.paste.placeholderText())
        self.display_language.setPlaceholderText(self.tr("e.g. de"))
        self.ca_file.edit.setPlaceholderText(self.tr("the system’s authorities only"))
        self.ca_file.edit.setToolTip(self.ca_file.edit.placeholderText())
