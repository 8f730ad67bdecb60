"""Shiboken's Python modules, for the bundle's archive.

Shiboken carries them as sources inside its library, and compiles them at every start (some 25 ms) unless there is a
folder `files.dir` beside it: then it imports them. SBK_EMBED=0 has Shiboken itself unpack them there. Here a copy does;
the bundle has the modules among all others, and a folder that only has to be there.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import shiboken6
from bundle_trim import Entry

PACKAGE = Path(shiboken6.__file__).parent
FOLDER = "files.dir"
NOTE = """\
Tells Shiboken that its Python modules are to be imported: they are in the program's archive. Without this folder it
takes those inside its library.
"""


def library() -> Path:
    """The file that the modules come out of."""
    return next(path for path in PACKAGE.iterdir() if path.name.startswith("Shiboken.") and path.suffix != ".pyi")


def unpack(scratch: Path) -> Path:
    """The folder, below `scratch`, that the modules can be imported from."""
    copy = scratch / PACKAGE.name
    shutil.copytree(PACKAGE, copy)
    environment = os.environ | {"SBK_EMBED": "0", "PYTHONPATH": str(scratch)}
    subprocess.run([sys.executable, "-c", "import shiboken6.Shiboken"], check=True, env=environment)
    return copy / FOLDER


def modules(folder: Path) -> list[Entry]:
    """Modules unpacked there, for the archive, by full names. Raises RuntimeError if this Shiboken unpacks nothing."""
    sources = sorted((folder / "shibokensupport").rglob("*.py"))
    if not sources:
        raise RuntimeError(f"{library()} does not unpack its modules")
    names = (".".join(source.relative_to(folder).with_suffix("").parts) for source in sources)
    return [
        (name.removesuffix(".__init__"), str(source), "PYMODULE") for name, source in zip(names, sources, strict=True)
    ]


def marker(scratch: Path) -> Entry:
    """File that makes the folder be there."""
    note = scratch / "README.txt"
    note.write_text(NOTE, encoding="utf-8")
    return f"{PACKAGE.name}/{FOLDER}/{note.name}", str(note), "DATA"
