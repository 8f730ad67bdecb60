"""The Python part of Shiboken, unpacked for the bundle.

Shiboken carries its Python modules as sources inside its library, and compiles them at every start (some 25 ms) unless
they lie in `files.dir` beside it. SBK_EMBED=0 has Shiboken itself put them there; here that is done with a copy, and
the bundle gets what they compile to.
"""

from __future__ import annotations

import os
import py_compile
import shutil
import subprocess
import sys
from pathlib import Path

import shiboken6
from bundle_trim import Entry

PACKAGE = Path(shiboken6.__file__).parent
UNPACKED = "files.dir"


def library() -> Path:
    """The file that the modules come out of."""
    return next(path for path in PACKAGE.iterdir() if path.name.startswith("Shiboken.") and path.suffix != ".pyi")


def compiled(scratch: Path) -> list[Entry]:
    """The compiled modules, made below `scratch`. Raises RuntimeError if this Shiboken does not unpack."""
    copy = scratch / PACKAGE.name
    shutil.copytree(PACKAGE, copy)
    unpack = os.environ | {"SBK_EMBED": "0", "PYTHONPATH": str(scratch)}
    subprocess.run([sys.executable, "-c", "import shiboken6.Shiboken"], check=True, env=unpack)
    entries: list[Entry] = []
    for source in sorted((copy / UNPACKED / "shibokensupport").rglob("*.py")):
        name = source.relative_to(scratch)
        module = source.with_suffix(".pyc")
        # a bundle's files get new times whenever it is copied, and there is no source to compare with
        mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
        py_compile.compile(str(source), str(module), dfile=name.as_posix(), doraise=True, invalidation_mode=mode)
        entries.append((name.with_suffix(".pyc").as_posix(), str(module), "DATA"))
    if not entries:
        raise RuntimeError(f"{library()} does not unpack its modules")
    return entries
