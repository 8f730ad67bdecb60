"""A real Secret Service: gnome-keyring, unlocked, on a session bus of its own."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def secret_service(home: Path) -> Generator[str]:
    """The bus's address, for DBUS_SESSION_BUS_ADDRESS; the keyring's files are below `home`, which must exist."""
    # Not below `home`: a socket's whole path has at most 108 bytes, and a worker's folders are deep.
    # What the bus itself has started takes its own files away a moment later.
    with tempfile.TemporaryDirectory(prefix="keyring-", ignore_cleanup_errors=True) as runtime:
        yield from _running(home, runtime)


def _running(home: Path, runtime: str) -> Generator[str]:
    variables = {"HOME": str(home), "XDG_RUNTIME_DIR": runtime, "PATH": os.environ["PATH"]}
    bus = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1", f"--address=unix:dir={runtime}"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=variables,
    )
    assert bus.stdout is not None
    address = bus.stdout.readline().strip()
    assert address, "dbus-daemon did not start"
    variables["DBUS_SESSION_BUS_ADDRESS"] = address
    keyring = subprocess.Popen(
        ["gnome-keyring-daemon", "--unlock", "--foreground", "--components=secrets", f"--control-directory={runtime}"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=variables,
    )
    try:
        assert keyring.stdin is not None
        keyring.stdin.write(b"a password\n")
        keyring.stdin.close()
        # the bus starts no second one: a call waits for the name that the daemon is about to take
        wait = ["gdbus", "wait", "--session", "--timeout", "20", "org.freedesktop.secrets"]
        subprocess.run(wait, check=True, env=variables, capture_output=True)
        yield address
    finally:
        for process in (keyring, bus):
            process.terminate()
            process.wait()
        bus.stdout.close()
