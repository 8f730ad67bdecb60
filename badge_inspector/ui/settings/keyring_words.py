"""Storage of secrets in words, with the reason and the remedy where they last for this run only."""

from __future__ import annotations

import math
import time

from PySide6.QtCore import QCoreApplication

from badge_inspector.domain.portal import PortalProfile
from badge_inspector.domain.secret import KeyringTrouble, SecretKind, SecretPlace, SecretStoreState
from badge_inspector.ui.words.format import format_moment


def trouble_words(state: SecretStoreState) -> str:
    """One or two sentences; "" where the keyring works, or was not wanted."""
    if state.trouble is None:
        return ""
    return {
        KeyringTrouble.MISSING: QCoreApplication.translate(
            "KeyringTrouble",
            "No keyring is running, so secrets last for this run only. Start GNOME Keyring or KWallet, then try again.",
        ),
        KeyringTrouble.LOCKED: QCoreApplication.translate(
            "KeyringTrouble", "The keyring is locked, so secrets last for this run only. Unlock it, then try again."
        ),
        KeyringTrouble.SILENT: QCoreApplication.translate(
            "KeyringTrouble",
            "The keyring does not answer, so secrets last for this run only. It may be asking for its password.",
        ),
        KeyringTrouble.REFUSED: QCoreApplication.translate(
            "KeyringTrouble", "The keyring refused, so secrets last for this run only: {reason}"
        ).format(reason=state.reason),
    }[state.trouble]


def place_words(
    profile: PortalProfile | None, kind: SecretKind, is_kept: bool, state: SecretStoreState
) -> tuple[str, str]:
    """Storage of one of a portal's secrets in words, with their role: "muted" or "bad"."""
    if profile is None or profile.is_demo:
        return "", "muted"
    host = profile.address.display
    if not is_kept:
        if kind in (SecretKind.CLIENT_SECRET, SecretKind.REFRESH_TOKEN):
            return "", "muted"
        words = QCoreApplication.translate("SecretPlace", "Not entered yet. It will be sent to {host} only.")
    elif kind is SecretKind.ACCESS_TOKEN and (ended := profile.token_expires_at or math.inf) <= time.time():
        words = QCoreApplication.translate("SecretPlace", "It expired at {moment}.")
        return words.format(moment=format_moment(ended)), "bad"
    elif state.place is SecretPlace.MEMORY:
        words = QCoreApplication.translate("SecretPlace", "Kept for this run only, for {host}.")
    else:
        words = QCoreApplication.translate("SecretPlace", "Kept in the system keyring, for {host} only.")
    return words.format(host=host), "muted"
