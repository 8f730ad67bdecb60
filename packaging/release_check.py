"""Try the Linux packages on a system that has never seen the program: `python packaging/release_check.py` (root).

    --mirror URL     of Debian (http://deb.debian.org/debian)     --suite NAME     (bookworm)
    --root DIR       where to make the system (a temporary folder, removed afterwards)
    --packages DIR   to check what lies there, instead of building it
    --base FILE      a tar of a fresh system, used instead of debootstrap; made if it is not there

Their descriptions go through desktop-file-validate, appstreamcli, man and lintian. Then debootstrap makes the
smallest Debian there is; the .deb is installed there by apt, which has nothing to go by but the package's own Depends;
no library may be missing; an ordinary user with an empty home asks the demo portal on a screen, from the .deb and from
the unpacked .tar.xz; the package is purged, what came with it goes, and not one file may be left that was not there.

The screen is this machine's Xvfb, so that nothing is installed for it. This machine's way to the network (resolver,
certificates, apt's configuration) is lent to the new system. Needs debootstrap, lintian, appstream, desktop-file-utils,
man-db, xvfb and util-linux, by Debian's names.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import bootstrap
import build_packages
from identity import APP_ID, NAME

TOOLS = ("debootstrap", "lintian", "appstreamcli", "desktop-file-validate", "man", "Xvfb", "unshare", "chroot")
LENT = ("etc/resolv.conf", "etc/hosts", "etc/apt/apt.conf.d", "etc/ssl/certs/ca-certificates.crt")
OF_THE_SYSTEM = re.compile(
    r"(proc|sys|dev|run|tmp|home|var/tmp|var/log|var/lib/(apt|dpkg|systemd)|var/cache/(apt|debconf|ldconfig|fontconfig))/"
    r"|etc/ld\.so\.cache$"
)
"""Files that dpkg, apt, ldconfig and fontconfig keep of their own: their databases, caches and logs."""

USER = "somebody"
HOME_FOLDERS = (f".config/{NAME}/", f".local/state/{NAME}/", ".cache/fontconfig/")
ODD_FOLDER = "Моя папка (2)"


class CheckError(Exception):
    """Fault that a release must not go out with."""


@dataclass(frozen=True, slots=True)
class Clean:
    """A system in a folder. Mounts for it live in a namespace of the one command, and end with it."""

    root: Path
    display: str

    def run(self, *command: str) -> str:
        """As root, with the system's devices and the screen's socket; what it printed. Raises CheckError."""
        mounts = (
            "mount -t proc proc $1/proc && mount --rbind /dev $1/dev && mkdir -p $1/tmp/.X11-unix "
            "&& mount --bind /tmp/.X11-unix $1/tmp/.X11-unix"
        )
        inside = ["sh", "-ec", f'{mounts} && exec chroot "$@"', "sh", str(self.root), *command]
        variables = {
            "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
            "DEBIAN_FRONTEND": "noninteractive",
            "LC_ALL": "C.UTF-8",
            "DISPLAY": self.display,
        }
        return checked(["unshare", "--mount", "--propagation", "private", *inside], variables)

    def as_user(self, *command: str) -> str:
        """As somebody with a home and a screen, and not one variable more."""
        given = [f"HOME=/home/{USER}", f"DISPLAY={self.display}", "PATH=/usr/bin:/bin"]
        return self.run(
            "setpriv", f"--reuid={USER}", f"--regid={USER}", "--clear-groups", "env", "-i", *given, *command
        )

    def files(self) -> set[str]:
        """Every file, link and folder, apart from what the system's own tools keep for themselves."""
        found = set(below(self.root))
        return {path for path in found if not OF_THE_SYSTEM.match(path)}


def below(folder: Path) -> Iterable[str]:
    for place, folders, names in os.walk(folder):
        for name in (*folders, *names):
            yield os.path.relpath(os.path.join(place, name), folder)


def checked(command: Sequence[str | Path], variables: Mapping[str, str] | None = None) -> str:
    """Output of a command. Raises CheckError unless it ended with 0."""
    done = subprocess.run(
        command,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        env=variables,
    )
    if done.returncode:
        raise CheckError(f"status {done.returncode} of {' '.join(map(str, command))}\n{done.stdout}")
    return done.stdout


def demand(holds: bool, otherwise: str) -> None:
    """Raises CheckError."""
    if not holds:
        raise CheckError(otherwise)


def say(text: str) -> None:
    print(f"ok  {text}", flush=True)


def check_descriptions(deb: Path, scratch: Path) -> None:
    """The files that other programs read, by the programs that judge them."""
    checked(["dpkg-deb", "--extract", deb, scratch])
    share = scratch / "usr" / "share"
    complaints = checked(["desktop-file-validate", share / "applications" / f"{NAME}.desktop"])
    demand(not complaints.strip(), f"desktop-file-validate: {complaints}")
    checked(["appstreamcli", "validate", "--no-net", share / "metainfo" / f"{APP_ID}.metainfo.xml"])
    page = share / "man" / "man1" / f"{NAME}.1.gz"
    complaints = checked(["man", "--warnings", "--encoding=UTF-8", "--local-file", page]).partition("NAME\n")[0]
    demand("warning" not in complaints, f"man: {complaints}")
    icons = {path.parent.parent.name for path in (share / "icons" / "hicolor").glob(f"*/apps/{NAME}.*")}
    demand({"scalable", "48x48", "256x256"} <= icons, f"icons in hicolor: {icons}")
    say(f"desktop entry, AppStream metadata, man page, icons ({len(icons)} sizes)")
    told = checked(["lintian", "--allow-root", "--fail-on", "error,warning", deb])
    demand(not re.search(r"^[EW]:", told, re.MULTILINE), told)
    say("lintian: no error, no warning")


def make_system(root: Path, mirror: str, suite: str, base: Path | None) -> None:
    """The smallest Debian, with a user."""
    if base is not None and base.exists():
        checked(["tar", "--extract", "--numeric-owner", "--file", base, "--directory", root])
    else:
        checked(["debootstrap", "--variant=minbase", suite, root, mirror])
        if base is not None:
            checked(["tar", "--create", "--numeric-owner", "--file", base, "--directory", root, "."])
    for name in LENT:
        here, there = Path("/") / name, root / name
        if here.is_dir():
            shutil.copytree(here, there, dirs_exist_ok=True)
        elif here.exists():
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(here, there)


def check_libraries(system: Clean, folder: str) -> None:
    """Everything that the program's files ask for is found, as the program would look for it."""
    inside = system.root / folder.lstrip("/")
    libraries = sorted(path for path in inside.rglob("*") if ".so" in path.name and not path.is_symlink())
    names = ["/" + path.relative_to(system.root).as_posix() for path in (*libraries, inside / NAME)]
    told = system.run("env", f"LD_LIBRARY_PATH={folder}/_internal", "ldd", *names)
    missing = sorted({line.strip() for line in told.splitlines() if line.rstrip().endswith("not found")})
    demand(not missing, f"libraries that are missing: {missing}")
    say(f"no library missing for {len(names)} files")


def check_lookups(system: Clean, program: str, version: str, what: str) -> None:
    """Its version, a badge that is there and one that is not, and its window on a screen."""
    demand(system.as_user(program, "--version").strip() == f"{NAME} {version}", f"{what}: another version")
    picture = system.root / "home" / USER / "found.png"
    picture.unlink(missing_ok=True)
    system.as_user(program, "--demo", "missedCall", "--screenshot", f"/home/{USER}/found.png")
    demand(picture.stat().st_size > 20_000, f"{what}: no picture of a window")
    picture.unlink()
    say(f"{what}: version, demo lookup, screenshot")


def check_home(system: Clean) -> None:
    """The user's files are in the user's folders."""
    home = system.root / "home" / USER
    strange = [path for path in below(home) if not f"{path}/".startswith(HOME_FOLDERS) and (home / path).is_file()]
    demand(not strange, f"files elsewhere in the home: {strange}")
    demand((home / ".config" / NAME / "history.sqlite3").exists(), "the lookup was not kept")
    say("the home has settings and history, and nothing else")


def check_without_home(system: Clean) -> None:
    """A user whom the system does not list, with no HOME: there is nowhere to keep anything, and a lookup to see."""
    nobody = ["setpriv", "--reuid=54321", "--regid=54321", "--clear-groups", "env", "-i", f"DISPLAY={system.display}"]
    picture = system.root / "tmp" / "found.png"
    system.run(*nobody, f"/usr/bin/{NAME}", "--demo", "missedCall", "--screenshot", "/tmp/found.png")  # noqa: S108
    demand(picture.stat().st_size > 20_000, "no picture of a window")
    picture.unlink()
    say("a user without a home: demo lookup, screenshot")


def check_packages(system: Clean, deb: Path, tarball: Path, version: str) -> None:
    """Installed, started, purged."""
    system.run("apt-get", "update", "-qq")
    system.run("useradd", "--create-home", "--skel", "/nonexistent", USER)
    before = system.files()
    shutil.copy(deb, system.root / "tmp")
    told = system.run("apt-get", "install", "--yes", "--no-install-recommends", f"/tmp/{deb.name}")  # noqa: S108 - of the new system
    brought = re.search(r"(\d+) newly installed", told)
    added = system.files() - before
    say(f"installed with what it depends on: {brought[1] if brought else '?'} packages, {len(added)} files")
    check_libraries(system, f"/usr/lib/{NAME}")
    check_lookups(system, NAME, version, "the .deb")
    check_home(system)
    check_without_home(system)

    odd = system.root / "home" / USER / ODD_FOLDER
    odd.mkdir()
    checked(["tar", "--extract", "--file", tarball, "--directory", odd])
    (unpacked,) = odd.iterdir()
    check_lookups(system, f"/home/{USER}/{ODD_FOLDER}/{unpacked.name}/{NAME}", version, "the .tar.xz, unpacked")
    shutil.rmtree(odd)
    check_home(system)

    system.run("apt-get", "purge", "--yes", NAME)
    own = sorted(path for path in system.files() if NAME in path)
    demand(not own, f"left by the package: {own}")
    system.run("apt-get", "autoremove", "--purge", "--yes")
    left = sorted(system.files() - before)
    demand(not left, f"left over: {left}")
    gone = sorted(before - system.files())
    demand(not gone, f"no longer there: {gone}")
    say("purged: no file left over, none gone")


def made(packages: Path | None) -> tuple[Path, Path]:
    """The .tar.xz and the .deb: those in a folder, or of a current bundle."""
    if packages is None:
        tarball, deb, _ = build_packages.build()
        return tarball, deb
    ((tarball,), (deb,)) = packages.glob("*.tar.xz"), packages.glob("*.deb")
    return tarball, deb


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mirror", default="http://deb.debian.org/debian")
    parser.add_argument("--suite", default="bookworm")
    parser.add_argument("--root", type=Path)
    parser.add_argument("--base", type=Path)
    parser.add_argument("--packages", type=Path)
    options = parser.parse_args()
    lacking = [tool for tool in TOOLS if not shutil.which(tool)]
    if lacking or os.geteuid() != 0:
        print(f"release_check: needs root and {', '.join(lacking) or 'nothing else'}", file=sys.stderr)
        return 2
    tarball, deb = made(options.packages)
    version = build_packages.build_bundle.version()
    environment: dict[str, str] = {}
    with tempfile.TemporaryDirectory(prefix="release-check-") as scratch, bootstrap.display(environment):
        root = options.root or Path(scratch) / "root"
        root.mkdir(parents=True, exist_ok=True)
        try:
            for package in (tarball, deb):
                say(f"{package.name}: {package.stat().st_size / 1e6:.1f} MB")
            check_descriptions(deb, Path(scratch) / "unpacked")
            make_system(root, options.mirror, options.suite, options.base)
            say(f"a fresh {options.suite}: {len(list(below(root)))} files")
            check_packages(Clean(root, environment["DISPLAY"]), deb, tarball, version)
        except CheckError as failure:
            print(f"release_check: {failure}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
