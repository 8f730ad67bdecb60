"""Build what people download, for the system this runs on: `python packaging/build_packages.py`; it goes to `dist/`.

Linux: a .tar.xz and a .deb. Windows: a per-user installer, by Inno Setup 6 (`ISCC` on the PATH or where it installs
itself). macOS: a .dmg, signed as CODESIGN_IDENTITY says or, without one, ad hoc. With each comes SHA256SUMS.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import build_bundle
import identity
import linux_packages

SCRIPTS = build_bundle.SCRIPTS
INNO_SCRIPT = SCRIPTS / "windows" / "badge-inspector.iss"
ENTITLEMENTS = SCRIPTS / "macos" / "entitlements.plist"
LEAVES = ("LICENSE", "THIRD_PARTY_NOTICES.txt", "sbom.cdx.json")


def build() -> list[Path]:
    """The packages of a current bundle, and their sums. Raises CalledProcessError."""
    bundle = build_bundle.build()
    if sys.platform == "win32":
        packages = [installer(bundle.parent, build_bundle.version())]
    elif sys.platform == "darwin":
        packages = [disk_image(bundle, build_bundle.version())]
    else:
        made_at = int(build_bundle.variables()["SOURCE_DATE_EPOCH"])
        packages = linux_packages.build(bundle, build_bundle.version(), made_at)
    sums = "".join(f"{hashlib.sha256(package.read_bytes()).hexdigest()}  {package.name}\n" for package in packages)
    listing = bundle.parent / "SHA256SUMS"
    listing.write_text(sums, encoding="utf-8", newline="\n")
    return [*packages, listing]


def installer(into: Path, version: str) -> Path:
    """`badge-inspector-VERSION-windows-x86_64.exe`, made by Inno Setup."""
    usual = Path(os.environ.get("PROGRAMFILES(X86)", "C:/Program Files (x86)")) / "Inno Setup 6" / "ISCC.exe"
    compiler = shutil.which("ISCC") or str(usual)
    subprocess.run([compiler, "/Qp", *inno_definitions(version), str(INNO_SCRIPT)], check=True)
    return into / f"{identity.NAME}-{version}-windows-x86_64.exe"


def inno_definitions(version: str) -> list[str]:
    """Definitions that the Inno Setup script leaves to its caller. A brace is doubled: one begins a constant."""
    given = {"Version": version, "AppId": "{" + identity.WINDOWS_ID, "Title": identity.TITLE, "Makers": identity.MAKERS}
    return [f"/D{name}={value}" for name, value in given.items()]


def disk_image(bundle: Path, version: str) -> Path:
    """`badge-inspector-VERSION-macos-ARCHITECTURE.dmg`: the app and, to drag it to, the folder of applications. Who has
    no right to that folder drags it to the one in their home, or anywhere."""
    app = bundle.parent / f"{identity.TITLE}.app"
    for name in LEAVES:
        shutil.copyfile(bundle / name, app / "Contents" / "Resources" / name)
    signer = os.environ.get("CODESIGN_IDENTITY", "-")
    sign = ["codesign", "--force", "--options", "runtime", "--entitlements", str(ENTITLEMENTS), "--sign", signer]
    subprocess.run([*sign, *(["--timestamp"] if signer != "-" else []), str(app)], check=True)
    subprocess.run(["codesign", "--verify", "--deep", "--strict", str(app)], check=True)
    stage = build_bundle.BUILD / "dmg"
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(parents=True)
    shutil.copytree(app, stage / app.name, symlinks=True)
    (stage / "Applications").symlink_to("/Applications")
    image = bundle.parent / f"{identity.NAME}-{version}-macos-{os.uname().machine}.dmg"
    create = ["hdiutil", "create", "-quiet", "-ov", "-format", "ULMO", "-volname", identity.TITLE]
    subprocess.run([*create, "-srcfolder", str(stage), str(image)], check=True)
    if profile := os.environ.get("NOTARY_PROFILE"):  # as `xcrun notarytool store-credentials` named it
        subprocess.run(["xcrun", "notarytool", "submit", "--wait", "--keychain-profile", profile, image], check=True)
        subprocess.run(["xcrun", "stapler", "staple", str(image)], check=True)
    return image


if __name__ == "__main__":
    for package in build():
        print(f"{package}  {package.stat().st_size / 1e6:.1f} MB")
