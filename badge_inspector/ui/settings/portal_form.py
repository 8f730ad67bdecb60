"""Form of one portal, filled from a paste or field by field. Every change is saved as it is made."""

from __future__ import annotations

import time
import uuid
from collections.abc import Collection
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from badge_inspector.domain.pasted import Pasted, PasteProblem, looks_secret, understand, user_problem
from badge_inspector.domain.portal import AccessKind, PortalAddress, PortalProfile
from badge_inspector.domain.secret import Secret, SecretKind, SecretStoreState
from badge_inspector.ui.settings.keyring_words import place_words, trouble_words
from badge_inspector.ui.settings.paste import problem_words, understood_words
from badge_inspector.ui.settings.portal_fields import SECRET_ROWS, PortalFields
from badge_inspector.ui.settings.portal_values import validated, values_of, written
from badge_inspector.ui.settings.secret_field import SecretFault
from badge_inspector.ui.words.portals import portal_name


class PortalForm(PortalFields):
    """Signals:

    profile_changed(PortalProfile): it is sound; keep it. A profile that was not there is a new one.
    secret_entered(PortalProfile, SecretKind, Secret). reveal_requested(PortalProfile, SecretKind): answer with
    `show_secret()`. test_requested(PortalProfile): answer with `show_test()`. ca_file_entered(PortalProfile, path):
    answer with `show_ca_file()`. certificate_removed(PortalProfile): as it was before. retry_requested(): try the
    keyring again, and answer with `show_place()`. host_undone(PortalProfile): the portal as it was opened, which is to
    be at that host again; answer with `restore_address()` if nothing better is known.

    Each field but a secret's has a way back to what it was when its portal was first opened here. A secret has none:
    the one before would have to be kept for it, and it is in nobody's hands once another has taken its place.
    """

    profile_changed = Signal(object)
    secret_entered = Signal(object, object, object)
    reveal_requested = Signal(object, object)
    test_requested = Signal(object)
    ca_file_entered = Signal(object, str)
    certificate_removed = Signal(object)
    retry_requested = Signal()
    host_undone = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._profile: PortalProfile | None = None
        self._place = SecretStoreState()
        self._kept: frozenset[SecretKind] = frozenset()
        self._waiting: dict[SecretKind, Secret] = {}
        self._new_id = ""
        self._opened: dict[str, PortalProfile] = {}
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(400)
        self._later.timeout.connect(self._save)
        self.paste.understood.connect(self._pasted)
        self.paste.said.connect(self.rows["paste"].show_remark)
        self.address.editingFinished.connect(self._address_typed)
        for name in ("name", "webhook_user", "oauth_client_id", "display_language"):
            edit: QLineEdit = getattr(self, name)
            edit.textEdited.connect(self._soon)
            edit.editingFinished.connect(partial(self._left, name))
        for edit in (self.address, self.ca_file.edit):
            edit.textEdited.connect(self._show_undos)
        for name, button in self.undos.items():
            button.clicked.connect(partial(self._undo, name))
        self.notes.textChanged.connect(self._soon)
        self.operating_limit_s.valueChanged.connect(self._soon)
        self.token_expires_at.changed.connect(self._expiry_changed)
        self.colour.picked.connect(self._save)
        self.access.buttonClicked.connect(self._access_picked)
        for kind in SECRET_ROWS:
            field = self.secret_field(kind)
            field.entered.connect(partial(self._entered, kind))
            field.refused.connect(partial(self._secret_refused, kind))
            field.reveal_requested.connect(partial(self._reveal, kind))
            field.address_pasted.connect(self.paste.setText)
        self.ca_file.entered.connect(self._ca_file_entered)
        self.trusted_certificate.removed.connect(self._remove_certificate)
        self.try_again.clicked.connect(self._try_again)
        self.test.clicked.connect(self._test)
        self.show_profile(None)

    def is_new(self, profile: PortalProfile) -> bool:
        """Tell whether a portal was just made here and has no secret yet: nothing is lost with its host."""
        return profile.id == self._new_id

    @property
    def profile(self) -> PortalProfile | None:
        """The portal being edited; None while a new portal has no address yet."""
        return self._profile

    def show_profile(self, profile: PortalProfile | None) -> None:
        """Edit a portal, or a new one. Which of its secrets are there is told by `show_kept()`."""
        self.save_now()
        self._profile = profile
        self._waiting.clear()
        if profile is None or profile.id != self._new_id:
            self._new_id = ""
        self.paste.show_text("")
        self.fill(profile)
        for row in self.rows.values():
            row.show_remark("")
        self.show_kept(())
        editable = profile is None or not profile.is_demo
        for name, row in self.rows.items():
            row.setEnabled(editable or name in ("paste", "keyring"))
        self.rows["test"].setEnabled(profile is not None)
        if profile is not None:
            self._opened.setdefault(profile.id, profile)
        self._show_undos()

    def restore_address(self, opened: PortalProfile) -> None:
        """To the address a portal was opened at; the secrets of that host are to be entered again."""
        self.show_value("address", values_of(opened))
        self._address_typed()

    def save_now(self) -> None:
        """Save without waiting for a pause in typing: the person leaves the form."""
        if self._later.isActive():
            self._save()

    def show_kept(self, kinds: Collection[SecretKind]) -> None:
        """Show which of the portal's secrets are there."""
        self._kept = frozenset(kinds)
        for kind in SECRET_ROWS:
            self.secret_field(kind).show_kept(kind in self._kept)
        self._show_place()

    def show_place(self, state: SecretStoreState) -> None:
        """Show the storage of secrets in this run."""
        self._place = state
        self.try_again.setEnabled(True)
        self._show_place()

    def show_expiry(self, profile: PortalProfile) -> None:
        """A portal's token was renewed, and ends at another time now."""
        self._forget_expiry(profile)
        if self._profile is not None and self._profile.id == profile.id:
            self._profile = replace(self._profile, token_expires_at=profile.token_expires_at)
            self.token_expires_at.show_moment(profile.token_expires_at)
            self.rows["token_expires_at"].show_remark("")
            self._show_undos()
            self._show_place()

    def show_secret(self, kind: SecretKind, secret: Secret) -> None:
        self.secret_field(kind).reveal(secret)

    def show_test(self, words: str, good: bool, of_secret: bool = False) -> None:
        """Show the result of the connection test; `of_secret`: what is wrong is the secret, which gets the focus."""
        self.test.setEnabled(True)
        self.rows["test"].show_remark("")
        name = SECRET_ROWS[self.kinds[0]] if of_secret else "test"
        self._remark(name, f"✓ {words}" if good else words, "good" if good else "bad")

    def show_ca_file(self, path: str, problem: str) -> None:
        """Show the problem of the file of certificate authorities; "" for none."""
        if self._profile is None or path != self.ca_file.edit.text().strip():
            return
        if problem:
            self._show_undos()
            self._remark("ca_file", self.tr("This file has no usable certificates: {reason}").format(reason=problem))
            return
        self.rows["ca_file"].show_remark("")
        self._announce(replace(self._profile, ca_file=path))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate_remarks()

    def _retranslate_remarks(self) -> None:
        """Word the present problems in another language; passing remarks end."""
        was_bad = any(row.is_bad for row in self.rows.values())
        for row in self.rows.values():
            row.show_remark("")
        if self._profile is not None and self._profile.is_demo:
            self.name.setText(portal_name(self._profile))
        elif was_bad:
            self._save()
        self._show_place()

    def _remark(self, name: str, words: str, role: str = "bad") -> None:
        """A remark in a row; what is wrong there gets the focus."""
        self.rows[name].show_remark(words, role)
        if role == "bad":
            self.open_for(name)
            self._focus_row(name)

    def _focus_row(self, name: str) -> None:
        """The focus stays with what is wrong, unless it went to what takes that back."""
        if name not in self.undos or not self.undos[name].hasFocus():
            self.rows[name].field.setFocus()

    def _pasted(self, pasted: Pasted) -> None:
        """Split a paste into the fields before the person's eyes; the secret is masked at once."""
        if pasted.address is None:
            self._bare_token(pasted)
            return
        if self._profile is not None and self._is_another(self._profile, pasted.address):
            text = self.paste.text()
            self.show_profile(None)
            self.paste.show_text(text)
        before = self._profile or self._new(pasted.address)
        profile = written(self.values, before).moved_to(pasted.address)
        if pasted.secret is not None:
            profile = replace(profile, access=AccessKind.WEBHOOK, webhook_user=pasted.user)
        elif pasted.token is not None:
            profile = replace(profile, access=AccessKind.OAUTH, token_expires_at=None)
        if profile.id == self._new_id:
            self._opened[profile.id] = profile  # nobody wants to go back to a slip of the first try
        self.fill(profile)
        self._announce(profile)
        self.rows["paste"].show_remark(f"✓ {understood_words(pasted)}", "good")
        for kind, secret in ((SecretKind.WEBHOOK, pasted.secret), (SecretKind.ACCESS_TOKEN, pasted.token)):
            if secret is not None:
                self.paste.show_text(pasted.masked)
                self._entered(kind, secret)

    def _is_another(self, profile: PortalProfile, address: PortalAddress) -> bool:
        """Tell whether a paste is a portal of its own: an address is changed in its field, or by the next paste
        into a portal that a paste has just made and that has no secret yet."""
        return profile.is_demo or (profile.address.authority != address.authority and profile.id != self._new_id)

    def _bare_token(self, pasted: Pasted) -> None:
        """A token alone is the secret of the portal that is open; without one it waits, hidden, for its portal."""
        if self._profile is None or pasted.token is None:
            self.paste.hide_text()
            self.rows["paste"].show_remark(problem_words(PasteProblem.BARE_TOKEN), "bad")
            return
        kind = self.kinds[0]
        self.paste.show_text(pasted.masked)
        label = self.rows[SECRET_ROWS[kind]].label.text()
        words = self.tr("Taken as “{field}” for {host}.").format(field=label, host=self._profile.address.display)
        self.rows["paste"].show_remark(f"✓ {words}", "good")
        self._entered(kind, pasted.token)

    def _address_typed(self) -> None:
        text = self.address.text().strip()
        if not text and self._profile is None:
            return
        pasted = understand(text)
        problem = pasted.problem
        if problem in (PasteProblem.NO_SECRET, PasteProblem.NO_USER):
            problem = None
        if text.casefold().startswith("http:") and pasted.address is not None and not pasted.address.is_loopback:
            problem = PasteProblem.HTTP
        if problem is not None or pasted.address is None:
            self._show_undos()
            self._remark("address", problem_words(problem or PasteProblem.NOT_AN_ADDRESS))
            return
        self.rows["address"].show_remark("")
        if pasted.secret is not None or pasted.token is not None:
            self.paste.setText(text)
            return
        before = self._profile
        profile = written(self.values, before or self._new(pasted.address)).moved_to(pasted.address)
        if before is None or self.name.text().strip() in ("", before.address.display):
            self.name.setText(profile.name)
        self._profile = profile
        self._save()
        waiting, self._waiting = self._waiting, {}
        for kind, secret in waiting.items():
            self._entered(kind, secret)
        if before is not None and before.address.authority != profile.address.authority and not self.is_new(profile):
            self._host_changed(before.address, profile.address)

    def _host_changed(self, before: PortalAddress, now: PortalAddress) -> None:
        words = self.tr("This portal had another host. The secret of {before} is not sent to {now}: enter it again.")
        self.show_kept(())
        self.trusted_certificate.show_print("")
        self._show_undos()
        self._remark(SECRET_ROWS[self.kinds[0]], words.format(before=before.display, now=now.display))

    def _new(self, address: PortalAddress) -> PortalProfile:
        """A portal that was not there, with the name that was typed for it."""
        name = self.name.text().strip()
        self._new_id = uuid.uuid4().hex
        return PortalProfile(self._new_id, address.display if not name or looks_secret(name) else name, address)

    def _soon(self) -> None:
        self._later.start()
        self._show_undos()

    def _show_undos(self) -> None:
        if self._profile is None or self._profile.is_demo:
            self.show_undos(None)
            return
        # A certificate is trusted for its host only: no way leads back to it from another.
        opened = self._opened[self._profile.id]
        here = opened.moved_to(self._profile.address)
        self.show_undos(values_of(replace(opened, trusted_certificate=here.trusted_certificate)))

    def _undo(self, name: str) -> None:
        """Back to what one field said when its portal was opened, by the way a person would have gone."""
        if self._profile is None:
            return
        opened = self._opened[self._profile.id]
        self.rows[name].field.setFocus()
        if name == "address" and opened.address.authority != self._profile.address.authority:
            self.host_undone.emit(opened)
            return
        self.show_value(name, values_of(opened))
        match name:
            case "address":
                self._address_typed()
            case "access":
                self._access_picked()
            case "token_expires_at":
                self._expiry_changed()
                self._save()
            case "ca_file":
                self._ca_file_entered(opened.ca_file)
            case "trusted_certificate":
                self._announce(replace(self._profile, trusted_certificate=opened.trusted_certificate))
            case _:
                self._save()
        self.rows[name].field.setFocus()  # the certificate's can have it only now

    def _forget_expiry(self, profile: PortalProfile) -> None:
        """Drop the way back to an earlier expiry: the field belongs to another token now."""
        if profile.id in self._opened:
            self._opened[profile.id] = replace(self._opened[profile.id], token_expires_at=profile.token_expires_at)

    def _left(self, name: str) -> None:
        """Handle the end of editing in a field: the focus stays in an invalid one."""
        self._save()
        if self.rows[name].is_bad:
            self._focus_row(name)

    def _save(self) -> None:
        """Tell the profile as it stands now, as far as it is sound: a field that is not keeps its text and the
        portal what it had."""
        self._later.stop()
        if self._profile is None:
            return
        changed, said = validated(self.values, self._profile)
        for name, words in said.items():
            self.rows[name].show_remark(words, "bad")
        self._announce(changed)

    def _announce(self, profile: PortalProfile) -> None:
        self._profile = profile
        self._opened.setdefault(profile.id, profile)
        self._show_undos()
        self.rows["test"].setEnabled(True)
        self.profile_changed.emit(profile)

    def _access_picked(self) -> None:
        self.show_access()
        self._show_place()
        self._save()

    def _expiry_changed(self) -> None:
        moment = self.token_expires_at.moment
        passed = moment is not None and moment <= time.time()
        self.rows["token_expires_at"].show_remark(
            self.tr("That time has passed: the token has expired.") if passed else "", "bad"
        )
        self._soon()

    def _entered(self, kind: SecretKind, secret: Secret) -> None:
        if self._profile is None:
            self._waiting[kind] = secret
            self.rows[SECRET_ROWS[kind]].show_remark(
                self.tr("Enter the portal’s address first: a secret belongs to its host."), "bad"
            )
            self.address.setFocus()
            return
        if kind is SecretKind.ACCESS_TOKEN and self._profile.token_expires_at is not None:
            self.token_expires_at.show_moment(None)  # that was of the token before
            self.rows["token_expires_at"].show_remark("")
            unknown = replace(self._profile, token_expires_at=None)
            self._forget_expiry(unknown)
            self._announce(unknown)
        self._new_id = ""
        self.secret_entered.emit(self._profile, kind, secret)

    def _secret_refused(self, kind: SecretKind, fault: SecretFault) -> None:
        spaces = self.tr("It contains spaces or line breaks; a token has none.")
        self._remark(
            SECRET_ROWS[kind], spaces if fault is SecretFault.SPACES else self.tr("This field is empty: fill it in.")
        )

    def _reveal(self, kind: SecretKind) -> None:
        if self._profile is not None:
            self.reveal_requested.emit(self._profile, kind)

    def _ca_file_entered(self, path: str) -> None:
        if self._profile is None:
            return
        self.rows["ca_file"].show_remark("")
        if path:
            self.ca_file_entered.emit(self._profile, path)
        else:
            self._announce(replace(self._profile, ca_file=""))

    def _remove_certificate(self) -> None:
        if self._profile is not None:
            before = self._profile
            self.trusted_certificate.show_print("")
            self._announce(replace(before, trusted_certificate=""))
            self.certificate_removed.emit(before)

    def _test(self) -> None:
        """Test the portal, unless a field that is missing can be named without."""
        if self._profile is None:
            return
        self.save_now()
        kind = self.kinds[0]
        if self.webhook.isChecked() and (problem := user_problem(self.webhook_user.text())):
            self._remark("webhook_user", problem_words(problem))
        elif kind not in self._kept:
            self._remark(SECRET_ROWS[kind], self.tr("This field is empty: fill it in."))
        else:
            self.test.setEnabled(False)
            self.rows["test"].show_remark(self.tr("Asking the portal…"))
            self.test_requested.emit(self._profile)

    def _try_again(self) -> None:
        self.try_again.setEnabled(False)
        self.retry_requested.emit()

    def _show_place(self) -> None:
        """Show the storage of each secret; a refused one keeps its remark as long as it stands in its field."""
        self.rows["keyring"].show_remark(trouble_words(self._place))
        self.rows["keyring"].setVisible(self._place.trouble is not None)
        for kind, name in SECRET_ROWS.items():
            if not self.secret_field(kind).is_edited:
                words, role = place_words(self._profile, kind, kind in self._kept, self._place)
                self.rows[name].show_remark(words, role)
