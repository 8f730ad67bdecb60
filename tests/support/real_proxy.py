"""A real proxy (proxy.py) in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def real_proxy(folder: Path, credentials: str = "") -> Generator[int]:
    """A proxy on loopback, by its port. `credentials` is "user:password"."""
    port_file = folder / "proxy.port"
    os.mkfifo(port_file)
    command = [sys.executable, "-m", "proxy", "--hostname", "127.0.0.1", "--port", "0", "--port-file", str(port_file)]
    command += ["--num-workers", "1", "--num-acceptors", "1", "--log-level", "e", "--data-dir", str(folder / "proxy")]
    command += ["--plugins", "tests.support.proxy_names.TestNames"]
    if credentials:
        command += ["--basic-auth", credentials]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, env=environment, cwd=folder) as process:
        try:
            yield int(port_file.read_text())
        finally:
            process.terminate()
