"""Check that a commit gives the same bundle and packages anywhere: `python packaging/reproduce.py [--bundle-only]`.

Builds from a fresh clone of HEAD, in a folder of another name with an environment of its own, and lists each file that
differs from what is built here. Ends with 1 if there is one.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import build_bundle
import build_packages


def contents(folder: Path, with_packages: bool) -> dict[str, str]:
    """Built files by their place: the sum of a file, the target of a link."""
    bundle = folder / build_bundle.FOLDER.name
    paths = [path for path in bundle.rglob("*") if path.is_symlink() or path.is_file()]
    if with_packages:
        paths += [path for path in folder.iterdir() if path.is_file()]
    return {
        path.relative_to(folder).as_posix(): (
            f"-> {path.readlink()}" if path.is_symlink() else hashlib.sha256(path.read_bytes()).hexdigest()
        )
        for path in paths
    }


def main(with_packages: bool) -> int:
    """Build both and compare."""
    if subprocess.run(["git", "status", "--porcelain"], cwd=build_bundle.ROOT, check=True, capture_output=True).stdout:
        print("reproduce: commit first; the clone has what is committed", file=sys.stderr)
        return 2
    script = "build_packages.py" if with_packages else "build_bundle.py"
    with tempfile.TemporaryDirectory(prefix="reproduce ") as scratch:
        clone = Path(scratch) / "another name"
        subprocess.run(["git", "clone", "--quiet", "--no-local", build_bundle.ROOT, clone], check=True)
        subprocess.run([sys.executable, clone / "packaging" / script], check=True, stdout=subprocess.DEVNULL)
        build_packages.build() if with_packages else build_bundle.build()
        here = contents(build_bundle.FOLDER.parent, with_packages)
        there = contents(clone / "dist", with_packages)
    differing = sorted(name for name in here.keys() | there.keys() if here.get(name) != there.get(name))
    print(f"{len(here)} files here, {len(there)} there; {len(differing)} differ", *differing, sep="\n  ")
    return 1 if differing else 0


if __name__ == "__main__":
    raise SystemExit(main("--bundle-only" not in sys.argv))
