"""Build the bundle: `python packaging/build_bundle.py [--force]`; the answer is its folder, `dist/badge-inspector`.

PyInstaller takes along what it finds installed, so it runs in `build/bundle-env`, an environment with nothing in it but
what `packaging/lock/bundle.txt` names. Nothing is built again while neither what it is made of nor the date in it has
changed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import bootstrap

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = ROOT / "packaging"
LOCK = SCRIPTS / "lock" / "bundle.txt"
BUILD = ROOT / "build"
ENVIRONMENT = BUILD / "bundle-env"
RECIPE = (
    "badge_inspector.spec",
    "bootstrap.py",
    "build_bundle.py",
    "build_resources.py",
    "bundle_trim.py",
    "identity.py",
    "lock/bundle.txt",
    "macos/entitlements.plist",
    "make_icons.py",
    "runtime_hook.py",
    "shiboken_support.py",
    "supply_chain.py",
)
"""Files of `packaging/` that have a say in the bundle; the rest packs or tries it."""

FOLDER = ROOT / "dist" / "badge-inspector"
NO_COMMIT = "1767225600"
"""The date of a build that knows no commit: 2026-01-01, in epoch seconds."""


def build(force: bool = False) -> Path:
    """The bundle's folder, built if need be. Raises CalledProcessError."""
    stamp = BUILD / "bundle.stamp"
    wanted = bootstrap.fingerprint(sources(), sys.version, str(ROOT), variables()["SOURCE_DATE_EPOCH"])
    if not force and FOLDER.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return FOLDER
    assemble(BUILD / "bundle", FOLDER.parent)
    stamp.write_text(wanted, encoding="utf-8")
    return FOLDER


def assemble(work: Path, into: Path) -> Path:
    """Build the bundle below `into`, whatever is there; `work` is for what lies on the way."""
    python = environment()
    subprocess.run([python, SCRIPTS / "build_resources.py"], check=True, stdout=subprocess.DEVNULL)
    run_pyinstaller(python, SCRIPTS / "badge_inspector.spec", work, into)
    folder = into / FOLDER.name
    shutil.copyfile(ROOT / "LICENSE", folder / "LICENSE")
    manifest = work / "badge_inspector" / "manifest.json"
    subprocess.run([python, SCRIPTS / "supply_chain.py", manifest, folder], check=True, env=variables())
    return folder


def run_pyinstaller(python: Path, spec: Path, work: Path, into: Path) -> None:
    """Run a recipe."""
    shutil.rmtree(work, ignore_errors=True)
    command = [python, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "ERROR"]
    subprocess.run([*command, "--workpath", work, "--distpath", into, spec], check=True, cwd=ROOT, env=variables())


def variables() -> dict[str, str]:
    """The environment for a build: the same sources give the same files by a fixed hash seed and, in place of the
    clock, the date of the last commit (or what SOURCE_DATE_EPOCH says)."""
    return os.environ | {
        "PYTHONHASHSEED": "0",
        "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH") or last_commit(),
        "BADGE_INSPECTOR_VERSION": version(),
    }


def sources() -> list[Path]:
    """Everything the bundle is made of or by."""
    files = (path for folder in ("badge_inspector", "resources") for path in (ROOT / folder).rglob("*"))
    made_of = (path for path in files if path.is_file() and path.suffix not in (".pyc", ".rcc"))
    return sorted([*made_of, *(SCRIPTS / name for name in RECIPE)])


def environment() -> Path:
    """The Python of an environment with the lock's packages and no others."""
    python = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = ENVIRONMENT / "complete.stamp"
    wanted = bootstrap.fingerprint([LOCK], sys.version, str(ROOT))
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != wanted:
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", ENVIRONMENT], check=True)
        install = [python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
        subprocess.run([*install, "--require-hashes", "--no-deps", "-r", LOCK], check=True)
        stamp.write_text(wanted, encoding="utf-8")
    return python


def version() -> str:
    """The version that the package gives itself."""
    text = (ROOT / "badge_inspector" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "([^"]+)"$', text, re.MULTILINE)
    if found is None:
        raise ValueError("badge_inspector/__init__.py names no version")
    return found[1]


def last_commit() -> str:
    """Time of the last commit, in epoch seconds; a fixed date outside a repository or without git."""
    if shutil.which("git") is None:
        return NO_COMMIT
    command = ["git", "log", "-1", "--format=%ct"]
    answer = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    return answer.stdout.strip() or NO_COMMIT


if __name__ == "__main__":
    print(build(force="--force" in sys.argv))
