"""The installer: compiled by Inno Setup's own compiler, run, compared with the bundle, and removed again.

The compiler is a 32-bit program, and Debian's `wine32` does not go beside the packages of a 64-bit system: it gets a
root of its own, with a 32-bit prefix. What it installs is a 64-bit program, which that prefix cannot start; for this
check the script is compiled without its two directives that ask for a 64-bit system.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tarfile
from pathlib import Path

import bootstrap
import identity
from build_packages import inno_definitions

from wine import bundle
from wine.report import Report
from wine.system import SAID, CannotRunError, CheckError, Windows, demand

PACKAGES = {"debootstrap": "debootstrap", "npm": "npm"}
COMPILER = "innosetup@6.4.1"
COMPILER_SHA256 = "fc36b763a729c8964416552d733f4864ac4a4934d0a6569e20c2feb4c29b9684"
SUITE = "bookworm"
WORK = Path("check")
X64_ONLY = ("ArchitecturesAllowed=", "ArchitecturesInstallIn64BitMode=")


def check(windows: Windows, sources: Path, report: Report) -> None:
    """Lines of the closing table; left out where the root cannot be made."""
    root = windows.home / "root32"
    try:
        prepare(windows, root)
    except (CannotRunError, bootstrap.BootstrapError, subprocess.SubprocessError) as reason:
        report.leave_out("the installer", str(reason))
        return
    if report.attempt("the installer, compiled", lambda: compile_script(windows, root, sources)):
        report.attempt("installed, compared, removed", lambda: install_and_remove(windows, root, sources))


def prepare(windows: Windows, root: Path) -> None:
    """A 32-bit Debian with Wine, and the compiler in it."""
    lacking = {package for program, package in PACKAGES.items() if not shutil.which(program)}
    bootstrap.install_packages(lacking)
    if not (root / "complete.stamp").exists():
        shutil.rmtree(root, ignore_errors=True)
        options = ("--arch=i386", "--variant=minbase", "--include=wine32,wine", SUITE)
        subprocess.run(["debootstrap", *options, root], check=True, stdout=subprocess.DEVNULL)
        (root / "complete.stamp").touch()
    archive = windows.home / "downloads" / f"{COMPILER.replace('@', '-')}.tgz"
    if not archive.exists():
        subprocess.run(["npm", "pack", "--silent", COMPILER], check=True, cwd=archive.parent, stdout=subprocess.DEVNULL)
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != COMPILER_SHA256:
        raise CannotRunError(f"{archive.name} is another than the one that is known: {found}")
    shutil.rmtree(root / WORK, ignore_errors=True)
    (root / WORK).mkdir()
    with tarfile.open(archive) as packed:
        packed.extractall(root / WORK, filter="data")


def compile_script(windows: Windows, root: Path, sources: Path) -> str:
    """The project's script with the project's definitions. Raises CheckError."""
    place = root / WORK / "sources"
    for each in ("LICENSE", "dist/badge-inspector", "build/bundle/badge_inspector/icons"):
        target = place / each
        target.parent.mkdir(parents=True, exist_ok=True)
        if (sources / each).is_dir():
            shutil.copytree(sources / each, target)
        else:
            shutil.copy(sources / each, target)
    lines = (sources / bundle.SCRIPT).read_text(encoding="utf-8").splitlines()
    (place / bundle.SCRIPT).parent.mkdir(parents=True)
    kept = [line for line in lines if not line.startswith(X64_ONLY)]
    demand(len(lines) - len(kept) == len(X64_ONLY), "the script's 64-bit directives are others than are known")
    (place / bundle.SCRIPT).write_text("\n".join(kept) + "\n", encoding="utf-8")
    definitions = inno_definitions(bundle.version(sources))
    compiler = f"/{WORK}/package/bin/ISCC.exe"
    said = _wine(
        windows, root, compiler, "/Q", *definitions, "Z:\\check\\sources\\packaging\\windows\\badge-inspector.iss"
    )
    made = _installer(root, sources)
    demand(made.is_file(), f"{made.name} was not made: {said}")
    return f"{made.name}, {made.stat().st_size / 1e6:.1f} MB"


def _installer(root: Path, sources: Path) -> Path:
    name = f"{identity.NAME}-{bundle.version(sources)}-windows-x86_64.exe"
    return root / WORK / "sources" / "dist" / name


def install_and_remove(windows: Windows, root: Path, sources: Path) -> str:
    """Silently, for the user alone. Raises CheckError."""
    profile = root / "prefix" / "drive_c" / "users" / "root"
    setup = _installer(root, sources)
    home = profile / "AppData" / "Local" / "Programs" / identity.TITLE
    _wine(windows, root, "winecfg", "-v", "win10")
    before = _tree(profile)
    options = ("/NORESTART", f"/LOG=Z:\\{WORK}\\install.log")
    try:
        _wine(windows, root, f"/{setup.relative_to(root)}", "/VERYSILENT", "/SUPPRESSMSGBOXES", *options)
    except CheckError as fault:
        raise CheckError(f"{fault}\n{_last_of(root / WORK / 'install.log')}") from None
    installed = {each: found for each, found in bundle.sums(home).items() if each not in bundle.OF_THE_INSTALLER}
    expected = bundle.sums(bundle.folder(sources))
    differing = {each for each in installed.keys() | expected.keys() if installed.get(each) != expected.get(each)}
    demand(not differing, f"{len(differing)} files differ from the bundle: {sorted(differing)[:5]}")
    _wine_server(windows, root, "-w")  # it writes the registry down when it ends
    demand(f'"DisplayVersion"="{bundle.version(sources)}"' in _registry(root), "no entry among the programs installed")
    menu = list(profile.rglob(f"{identity.TITLE}.lnk"))
    demand(menu, "no entry in the start menu")
    _wine(windows, root, f"/{(home / 'unins000.exe').relative_to(root)}", "/VERYSILENT", "/SUPPRESSMSGBOXES")
    _wine_server(windows, root, "-w")
    # the uninstaller's own copy is for Windows to delete, at the next start
    left = sorted(each for each in _tree(profile) - before if "Temp" not in Path(each).parts)
    demand(not left, f"left over: {left[:5]}")
    demand(identity.TITLE not in _registry(root), "left over in the registry")
    return f"{len(installed)} files"


def _last_of(log: Path) -> str:
    return log.read_text(encoding="utf-8", errors="replace")[-SAID:] if log.exists() else "no log"


def _registry(root: Path) -> str:
    return (root / "prefix" / "user.reg").read_text(encoding="utf-8", errors="replace")


def _tree(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def _wine(windows: Windows, root: Path, *command: str) -> str:
    return _inside(windows, root, "wine", *command)


def _wine_server(windows: Windows, root: Path, option: str) -> None:
    _inside(windows, root, "wineserver", option)


def _inside(windows: Windows, root: Path, *command: str) -> str:
    """In the root, with the system's processes and the screen's socket lent to it for this command. Raises
    CheckError."""
    mounts = (
        "mount -t proc proc $1/proc && mkdir -p $1/tmp/.X11-unix && mount --bind /tmp/.X11-unix $1/tmp/.X11-unix "
        '&& exec chroot "$@"'
    )
    variables = {
        "PATH": "/usr/sbin:/usr/bin:/sbin:/bin:/usr/lib/wine",
        "HOME": "/root",
        "USER": "root",
        "LC_ALL": "C.UTF-8",
        "DISPLAY": windows.display,
        "WINEARCH": "win32",
        "WINEPREFIX": "/prefix",
        "WINEDEBUG": "-all",
        "WINEDLLOVERRIDES": "mscoree,mshtml=;winemenubuilder.exe=d",  # Wine would note the menu as its own
    }
    log = windows.home / "installer.log"
    with log.open("wb") as out:
        done = subprocess.run(
            ["unshare", "--mount", "--propagation", "private", "sh", "-ec", mounts, "sh", root, *command],
            check=False,
            env=variables,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            timeout=300,
        )
    said = log.read_text(encoding="utf-8", errors="replace")
    demand(done.returncode == 0, f"status {done.returncode} of {' '.join(map(str, command))}\n{said}")
    return said
