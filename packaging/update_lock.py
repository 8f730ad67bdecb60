"""Write `packaging/lock/*.txt` anew from pyproject.toml: the newest versions it allows, by hash, for every system and
Python it names. Needs uv (`pip install uv`); commit what comes out after the tests passed on it."""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXTRAS = {"run": ("build",), "test": ("test", "build"), "bundle": ("bundle", "build")}
OPTIONS = ("--universal", "--python-version", "3.11", "--generate-hashes", "--upgrade")
BARE = ("--quiet", "--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links")

if __name__ == "__main__":
    for name, extras in EXTRAS.items():
        target = ROOT / "packaging" / "lock" / f"{name}.txt"
        chosen = [part for extra in extras for part in ("--extra", extra)]
        command = ["uv", "pip", "compile", "pyproject.toml", *chosen, *OPTIONS, *BARE, "--output-file", str(target)]
        subprocess.run(command, check=True, cwd=ROOT)
