"""Why secrets live for this run only, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from badge_inspector.storage.secrets import KeyringTrouble, SecretStoreState


def trouble_words(state: SecretStoreState) -> str:
    """One or two sentences; "" where the keyring works, or was not wanted."""
    if state.trouble is None:
        return ""
    return {
        KeyringTrouble.MISSING: QCoreApplication.translate(
            "KeyringTrouble",
            "No keyring runs here, so secrets live for this run only. Start GNOME Keyring or KWallet, then try again.",
        ),
        KeyringTrouble.LOCKED: QCoreApplication.translate(
            "KeyringTrouble", "The keyring is locked, so secrets live for this run only. Unlock it, then try again."
        ),
        KeyringTrouble.SILENT: QCoreApplication.translate(
            "KeyringTrouble",
            "The keyring does not answer, so secrets live for this run only. It may be asking for its password.",
        ),
        KeyringTrouble.REFUSED: QCoreApplication.translate(
            "KeyringTrouble", "The keyring refuses, so secrets live for this run only: {reason}"
        ).format(reason=state.reason),
    }[state.trouble]
