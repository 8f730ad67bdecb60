"""The Linux bundle as .tar.xz and .deb; build_packages.py calls it.

Both hold the same files and are the same, to the byte, for the same bundle. Needs tar, xz and dpkg-deb.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import build_bundle
from identity import APP_ID, MAINTAINER, NAME

ROOT = build_bundle.ROOT
LINUX = ROOT / "packaging" / "linux"
DEPENDS = (
    "libc6 (>= 2.36)",
    "libgl1",
    "libegl1",
    "libxcb1",
    "libwayland-client0",
    "libwayland-cursor0",
    "fontconfig-config",
)
"""Packages that the bundle leaves to the system (a test lists them); the last brings a font."""

_INSIDE = f"usr/lib/{NAME}"
OVERRIDES = (
    ("a bundle brings the libraries that it was tested with", f"embedded-library * [{_INSIDE}/_internal/*]"),
    ("ICU's, to the byte as Qt's makers deliver it", f"unstripped-binary-or-object [{_INSIDE}/_internal/PySide6/*]"),
    ("modules of Python that call no function of libc", f"library-not-linked-against-libc [{_INSIDE}/_internal/*]"),
    (
        "such, and libraries that only name others",
        f"shared-library-lacks-prerequisites [{_INSIDE}/_internal/*]",
    ),
    ("PyInstaller's loader, as its makers deliver it", f"hardening-no-pie [{_INSIDE}/{NAME}]"),
)
"""Errors and warnings of lintian that a bundle cannot help: the reason, and the tag with its place."""


def build(bundle: Path, version: str, made_at: int) -> list[Path]:
    """Both, beside the bundle; `made_at`, in epoch seconds, is the time of every file in them."""
    return [tarball(bundle, bundle.parent, version, made_at), deb(bundle, bundle.parent, version, made_at)]


def tarball(bundle: Path, into: Path, version: str, made_at: int) -> Path:
    """`badge-inspector-VERSION-linux-ARCHITECTURE.tar.xz`, which unpacks to a folder of that name."""
    name = f"{NAME}-{version}-linux-{os.uname().machine}"
    target = into / f"{name}.tar.xz"
    command = ["tar", "--create", "--sort=name", "--owner=0", "--group=0", "--numeric-owner", f"--mtime=@{made_at}"]
    command += [f"--transform=s,^{bundle.name},{name},S", f"--directory={bundle.parent}", bundle.name]
    with target.open("wb") as stream:
        packed = subprocess.Popen(command, stdout=subprocess.PIPE)
        subprocess.run(["xz", "-6e", "--threads=1"], stdin=packed.stdout, stdout=stream, check=True)
        if packed.stdout is not None:
            packed.stdout.close()
        if packed.wait():
            raise subprocess.CalledProcessError(packed.returncode, command)
    return target


def deb(bundle: Path, into: Path, version: str, made_at: int) -> Path:
    """`badge-inspector_VERSION_ARCHITECTURE.deb`."""
    architecture = subprocess.run(
        ["dpkg", "--print-architecture"], check=True, capture_output=True, text=True
    ).stdout.strip()
    root = build_bundle.BUILD / "deb"
    shutil.rmtree(root, ignore_errors=True)
    lay_out(bundle, root, version, made_at)
    files = sorted(path for path in root.rglob("*") if path.is_file() and not path.is_symlink())
    size = sum(path.stat().st_size for path in files) // 1024
    control = root / "DEBIAN"
    control.mkdir()
    sums = [f"{hashlib.md5(path.read_bytes()).hexdigest()}  {path.relative_to(root)}\n" for path in files]  # noqa: S324 - dpkg's format
    (control / "md5sums").write_text("".join(sums), encoding="utf-8")
    (control / "control").write_text(
        f"Package: {NAME}\nVersion: {version}\nArchitecture: {architecture}\nMaintainer: {MAINTAINER}\n"
        f"Installed-Size: {size}\nDepends: {', '.join(DEPENDS)}\nRecommends: gnome-keyring | kwalletmanager\n"
        "Section: net\nPriority: optional\n"
        "Description: see what a Bitrix24 badge code means, and why it fails\n"
        " For people who support Bitrix24 customers. Type the code of a CRM activity\n"
        " badge, press Enter, and see what the badge says in which language and colour,\n"
        " what the portal really sent, where the time went, and, if it failed, why and\n"
        " what to do.\n",
        encoding="utf-8",
    )
    for path in [root, *root.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path == root / "usr" / "lib" / NAME / NAME else 0o644)
    target = into / f"{NAME}_{version}_{architecture}.deb"
    environment = os.environ | {"SOURCE_DATE_EPOCH": str(made_at)}
    build = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(root), str(target)]
    subprocess.run(build, check=True, env=environment, stdout=subprocess.DEVNULL)
    return target


def lay_out(bundle: Path, root: Path, version: str, made_at: int) -> None:
    """The package's files as they are to lie below `/`."""
    date = datetime.fromtimestamp(made_at, UTC)
    share = root / "usr" / "share"
    program = root / "usr" / "lib" / NAME
    shutil.copytree(bundle, program, symlinks=True)
    (root / "usr" / "bin").mkdir()
    (root / "usr" / "bin" / NAME).symlink_to(f"../lib/{NAME}/{NAME}")

    def put(path: str, content: str | bytes) -> None:
        file = share / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())

    def filled(template: str) -> str:
        text = (LINUX / template).read_text(encoding="utf-8")
        return text.replace("@VERSION@", version).replace("@DATE@", f"{date:%Y-%m-%d}").replace("@ID@", APP_ID)

    put(f"applications/{NAME}.desktop", (LINUX / f"{NAME}.desktop").read_bytes())
    put(f"metainfo/{APP_ID}.metainfo.xml", filled(f"{NAME}.metainfo.xml.in"))
    put(f"man/man1/{NAME}.1.gz", gzip.compress(filled(f"{NAME}.1.in").encode(), mtime=0))
    drawing = (ROOT / "resources" / "icons" / "badge_inspector.svg").read_bytes()
    put(f"icons/hicolor/scalable/apps/{NAME}.svg", drawing)
    for png in sorted((build_bundle.BUILD / "bundle" / "badge_inspector" / "icons").glob("*.png")):
        put(f"icons/hicolor/{png.stem}x{png.stem}/apps/{NAME}.png", png.read_bytes())
    doc = share / "doc" / NAME
    doc.mkdir(parents=True)
    for name in ("THIRD_PARTY_NOTICES.txt", "sbom.cdx.json"):
        (doc / name).symlink_to(f"../../../lib/{NAME}/{name}")
    (program / "LICENSE").unlink()  # Debian's place for it is the copyright file
    put(f"doc/{NAME}/copyright", _copyright())
    news = f"{NAME} ({version}) stable; urgency=medium\n\n  * Release {version}.\n\n -- {MAINTAINER}  "
    put(f"doc/{NAME}/changelog.gz", gzip.compress((news + f"{date:%a, %d %b %Y %H:%M:%S} +0000\n").encode(), mtime=0))
    reasons = "".join(f"# {reason}\n{NAME}: {tag}\n" for reason, tag in OVERRIDES)
    put(f"lintian/overrides/{NAME}", reasons)


def _copyright() -> str:
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8").strip()
    holder = next(line for line in licence.splitlines() if line.startswith("Copyright"))
    text = "\n".join(f" {line}" if line else " ." for line in licence.partition(holder)[2].strip().splitlines())
    return (
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n"
        "Upstream-Name: Badge Inspector\n"
        f"Comment: Works of others in the bundle, with their licences: /usr/lib/{NAME}/THIRD_PARTY_NOTICES.txt.\n"
        " Qt, PySide6 and Shiboken are under the GNU Lesser General Public License, version 3,\n"
        " whose text is in /usr/share/common-licenses/LGPL-3.\n\n"
        f"Files: *\n{holder}\nLicense: Expat\n{text}\n"
    ).replace(f"\n{holder}\n", f"\nCopyright: {holder.removeprefix('Copyright').replace('(c)', '').strip()}\n")
