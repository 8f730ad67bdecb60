"""The bundle and a real Secret Service."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from pathlib import Path

import pytest

from badge_inspector.demo.portal import DemoPortal
from badge_inspector.domain.portal import Webhook
from badge_inspector.storage.paths import find_paths
from badge_inspector.storage.settings import SettingsStore
from badge_inspector.storage.settings_format import Settings
from tests.packaging.conftest import Shell
from tests.support.demo import QUICK
from tests.support.secret_service import secret_service

ROOT = Path(__file__).resolve().parents[2]
STORE = """
import asyncio, sys
from badge_inspector.domain.secret import Secret
from badge_inspector.domain.secret import SecretKind, SecretPlace
from badge_inspector.storage.secrets import SecretStore
from badge_inspector.storage.settings import SettingsStore
from pathlib import Path
settings, _ = SettingsStore(Path(sys.argv[1])).load()
state = asyncio.run(SecretStore().set(settings.profiles[0], SecretKind.WEBHOOK, Secret(sys.stdin.read())))
assert state.place is SecretPlace.KEYRING, state
"""


def test_it_stores_and_reads_a_secret(bundle: Path, shell: Shell, tmp_path: Path) -> None:
    """It asks a portal with a secret that is nowhere but in the keyring, and at its start puts a probe there."""
    portal = DemoPortal(pace=QUICK)
    portal.start()
    try:
        profile, credentials = portal.profiles()[0]
        assert isinstance(credentials, Webhook)
        settings = find_paths(tmp_path / "config").settings
        store = SettingsStore(settings)
        store.save(Settings(profiles=(dataclasses.replace(profile, name="Loopback", is_demo=False),))).result()
        store.close()
        ask = ("--config-dir", tmp_path / "config", "--portal", "Loopback", "missedCall")

        without = shell.run(bundle, *ask, "--screenshot", tmp_path / "without.png")
        assert without.status == 3, without.err
        with secret_service(shell.home) as bus:
            shell.variables["DBUS_SESSION_BUS_ADDRESS"] = bus
            environment = shell.environment({"PYTHONPATH": str(ROOT)})
            command = [sys.executable, "-c", STORE, settings]
            subprocess.run(command, input=credentials.secret.reveal(), text=True, check=True, env=environment)
            monitor = subprocess.Popen(
                ["dbus-monitor", "--address", bus, "interface=org.freedesktop.Secret.Collection"],
                stdout=subprocess.PIPE,
                text=True,
            )
            try:
                found = shell.run(bundle, *ask, "--screenshot", tmp_path / "found.png")
            finally:
                monitor.terminate()
                seen, _ = monitor.communicate()
        assert found.status == 0, found.err
        assert "member=CreateItem" in seen
    finally:
        portal.stop()
    for file in (tmp_path / "config").rglob("*"):
        if file.is_file():
            assert credentials.secret.reveal().encode() not in file.read_bytes(), file


@pytest.mark.parametrize("address", ["unix:path=/nonexistent", "nonsense"])
def test_a_broken_bus_does_not_stop_it(bundle: Path, shell: Shell, tmp_path: Path, address: str) -> None:
    shell.variables["DBUS_SESSION_BUS_ADDRESS"] = address
    answer = shell.run(bundle, "--demo", "missedCall", "--screenshot", tmp_path / "shot.png")
    assert answer.status == 0, answer.err
