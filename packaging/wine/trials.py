"""Trials of the bundle, and in the short form of the sources. Each trial raises CheckError, or says in a
note what was seen."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from wine import portals, scripts
from wine.program import (
    TITLE,
    Kept,
    Program,
    demand_kept,
    history,
    photograph,
    wait_for,
    windows_shown,
)
from wine.system import Windows, demand, name

FOUND, REFUSED, FAILED = 0, 1, 3
CODE, MISSING_CODE = "missedCall", "noSuchBadge"
KEPT = Kept(CODE, "found", "")
TOKEN = "BADGE_INSPECTOR_TOKEN"  # noqa: S105 - the variable's name
ODD_FOLDER = "Моя папка (2) O'Neil"
WINE_DEBUG = r"HKCU\Software\Wine\Debug"
SHELL_FOLDERS = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"


@dataclass(frozen=True, slots=True)
class Trials:
    """`program` is what is started; `scratch` is for each trial's folder."""

    windows: Windows
    program: Program
    sources: Path
    scratch: Path

    def without_handles(self) -> None:
        """As from the Explorer: found, and no box at the end."""
        config = self._folder("without handles")
        done = self.program.without_handles().look_up("without handles", CODE, config, "--demo")
        demand(done.status == FOUND, f"status {done.status}: {done.said}")
        demand_kept(config, KEPT)

    def with_handles(self) -> None:
        config = self._folder("with handles")
        done = self.program.look_up("with handles", CODE, config, "--demo")
        demand((done.status, done.said) == (FOUND, ""), f"status {done.status}: {done.said}")
        demand_kept(config, KEPT)

    def refused(self) -> None:
        config = self._folder("refused")
        done = self.program.without_handles().look_up("refused", MISSING_CODE, config, "--demo")
        demand(done.status == REFUSED, f"status {done.status}")
        demand_kept(config, Kept(MISSING_CODE, "refused", "NOT_FOUND"))

    def no_connection(self) -> str:
        """Nobody listens there."""
        return self._fails("connection refused", portals.webhook(portals.closed_port()), "connection_refused")

    def reset(self) -> str:
        with portals.listening(answers_with_reset=True) as port:
            return self._fails("reset", portals.webhook(port), "connection_reset")

    def hangs(self) -> str:
        with portals.listening(answers_with_reset=False) as port:
            return self._fails("no answer", portals.webhook(port), "read_timeout", read_s=5.0)

    def no_route(self) -> str:
        """An address that is reserved for documentation (RFC 3849): unreachable, or silent where packets are lost."""
        address = portals.webhook(80, "[2001:db8::1]")
        return self._fails("no route", address, "host_unreachable", "connect_timeout")

    def _fails(self, title: str, address: str, *leaves: str, read_s: float = 65.0) -> str:
        config = self._folder(title)
        portals.write_settings(config / "settings.json", read_s=read_s)
        done = self.program.without_handles().look_up(title, CODE, config, more={TOKEN: address})
        (kept,) = history(config) or [Kept("", "", "")]
        demand(kept.error in leaves, f"called {kept.error or kept.status or 'nothing'}, not {' or '.join(leaves)}")
        demand(done.status == FAILED, f"status {done.status}")
        return kept.error

    def twice_at_once(self) -> None:
        """The second start hands its question over, and the right to come to the front with it, and ends; there is one
        window, and the taskbar has it under the program's name."""
        config = self._folder("twice")
        options = ("--demo", "--config-dir", name(config))
        self._relay("user32.AllowSetForegroundWindow")
        with self.program.opened(*options, more={"WINEDEBUG": "fixme+shcore"}) as first:
            wait_for(lambda: windows_shown(self.windows), "the first window")
            wait_for((config / "settings.json").exists, "the demo in it: from then on it listens")
            second = self.program.run(CODE, *options, more={"WINEDEBUG": "+relay"})
            demand(second.status == 0, f"the second start ended with {second.status}")
            wait_for(lambda: history(config) == [KEPT], "the second start's question in the first window")
            photograph(self.windows, self.program.pictures / "twice at once.png")
            shown = windows_shown(self.windows)
            demand(len(shown) == 1, f"{len(shown)} windows")
            self._tell_window("close", "1 window")
            said = first.ended()
        demand("AllowSetForegroundWindow(ffffffff)" in second.said, "the second start kept the front to itself")
        demand('SetCurrentProcessExplicitAppUserModelID L"BadgeInspector"' in said, "the taskbar was told no name")

    def _relay(self, functions: str) -> None:
        """Have Wine tell of calls of these alone where `+relay` is asked for."""
        self.windows.checked("reg", "add", WINE_DEBUG, "/v", "RelayInclude", "/d", functions, "/f")

    def session_ends(self) -> None:
        """A person logs off: the window agrees once everything is on disk, and the next start has nothing to tell."""
        config = self._folder("session ends")
        with self.program.without_handles().opened(CODE, "--demo", "--config-dir", name(config)) as running:
            wait_for(lambda: windows_shown(self.windows), "the window")
            wait_for(lambda: history(config), "the lookup in the history")
            self._tell_window("end", "agreed 1 window")
            running.ended()
        demand_kept(config, KEPT)
        log = "".join(path.read_text(encoding="utf-8") for path in (config / "log").glob("*.log"))
        demand("Ended with status 0" in log, "the log has no end")

    def closed_and_started_again(self) -> None:
        """By its window's cross; afterwards it is in the history, and the next start shows it."""
        config = self._folder("closed")
        with self.program.without_handles().opened(CODE, "--demo", "--config-dir", name(config)) as running:
            wait_for(lambda: windows_shown(self.windows), "the window")
            wait_for(lambda: history(config), "the lookup in the history")
            photograph(self.windows, self.program.pictures / "before it is closed.png")
            self._tell_window("close", "1 window")
            running.ended()
        demand_kept(config, KEPT)
        again = self.program.pictures / "started again.png"
        done = self.program.run("--demo", "--config-dir", name(config), "--screenshot", name(again))
        demand(done.status == 0, f"the next start ended with {done.status}")
        demand_kept(config, KEPT)

    def odd_folder(self) -> None:
        """Spaces, brackets, an apostrophe and Cyrillic in the way to the program and to its data."""
        place = self._folder(ODD_FOLDER)
        program = self._copied_to(place / "program")
        config = place / "данные"
        done = program.without_handles().look_up("odd folder", CODE, config, "--demo")
        demand(done.status == FOUND, f"status {done.status}")
        demand_kept(config, KEPT)

    def portable(self) -> None:
        """With the mark beside it, everything it keeps is beside it too."""
        place = self._folder("portable") / "program"
        program = self._copied_to(place)
        (place / "portable").touch()
        before = set(_below(self.windows.profile))
        done = program.without_handles().look_up("portable", CODE, None, "--demo")
        demand(done.status == FOUND, f"status {done.status}")
        demand_kept(place / "badge-inspector-data", KEPT)
        # The tests run beside it, in folders of their own in the profile's temporary one.
        new = {path for path in set(_below(self.windows.profile)) - before if "pytest-of-" not in path}
        elsewhere = {path for path in new if "badge-inspector" in path}
        demand(not elsewhere, f"files in the profile: {sorted(elsewhere)}")

    def read_only_folder(self) -> None:
        """Nothing is written beside the program."""
        place = self._folder("read-only") / "program"
        program = self._copied_to(place)
        for path in (place, *place.rglob("*")):
            path.chmod(path.stat().st_mode & ~0o222)
        before = sorted(_below(place))
        config = self._folder("read-only data")
        done = program.without_handles().look_up("read-only folder", CODE, config, "--demo")
        demand(done.status == FOUND, f"status {done.status}")
        demand(sorted(_below(place)) == before, "something was written beside the program")
        demand_kept(config, KEPT)

    def closed_handles(self) -> None:
        """Standard handles that are closed rather than missing."""
        config = self._folder("closed handles")
        parent = self._script("closed_handles.py", scripts.START_WITH_CLOSED_HANDLES)
        program = self.program.started_by(self.windows.python, parent)
        done = program.look_up("closed handles", CODE, config, "--demo")
        demand(done.status == FOUND, f"status {done.status}: {done.said}")
        demand_kept(config, KEPT)

    def odd_profile(self) -> None:
        """A profile folder with an apostrophe and Cyrillic in its name."""
        local = self._folder("Пётр О'Нил") / "AppData" / "Local"
        local.mkdir(parents=True)
        self._set_local_folder(name(local))
        try:
            done = self.program.without_handles().look_up("odd profile", CODE, None, "--demo")
        finally:
            self._set_local_folder(r"%USERPROFILE%\AppData\Local")
        demand(done.status == FOUND, f"status {done.status}")
        demand(list(local.rglob("history.sqlite3")), "no history in that profile")

    def _set_local_folder(self, folder: str) -> None:
        options = ("/v", "Local AppData", "/t", "REG_EXPAND_SZ", "/d", folder, "/f")
        self.windows.checked("reg", "add", SHELL_FOLDERS, *options)

    def no_local_app_data(self) -> None:
        """Without the variable the folder is asked of the system."""
        own = self.windows.profile / "AppData" / "Local" / "badge-inspector"
        shutil.rmtree(own, ignore_errors=True)
        picture = self.program.pictures / "no LOCALAPPDATA.png"
        picture.unlink(missing_ok=True)
        (executable,) = self.program.command
        lines = (
            "@set LOCALAPPDATA=",
            "@set APPDATA=",
            f'@"{name(Path(executable))}" {CODE} --demo --screenshot "{name(picture)}"',
        )
        batch = self.scratch / "bare.bat"
        batch.write_text("\r\n".join((*lines, "")), encoding="ascii", newline="")
        done = self.windows.run("cmd", "/c", name(batch), cwd=self.program.folder, timeout=120)
        demand(done.status == FOUND, f"status {done.status}: {done.said}")
        demand(picture.exists(), "no picture")
        demand_kept(own, KEPT)

    def history_held_open(self) -> None:
        """A program that shares the history with nobody for two seconds."""
        config = self._folder("held open")
        self.program.look_up("held open, before", CODE, config, "--demo")
        script = self._script("hold.py", scripts.HOLD)
        ready = self.scratch / "held.txt"
        ready.unlink(missing_ok=True)
        files = (name(config / "history.sqlite3"), name(ready))
        with self.windows.running(self.windows.python, script, *files) as holder:
            wait_for(ready.exists, "the file to be held open")
            done = self.program.look_up("held open", CODE, config, "--demo")
            holder.ended()
        demand(done.status == FOUND, f"status {done.status}")
        demand_kept(config, KEPT, KEPT)

    def credential_locker(self) -> str:
        """A secret that the sources put there is read by the program, and signs its request."""
        config = self._folder("credentials")
        script = self._script("keep_secret.py", scripts.KEEP_OR_DELETE)
        with portals.working() as (profile, secret):
            portals.write_settings(config / "settings.json", profile)
            command = (self.windows.python, script, name(config / "settings.json"))
            more = {"PYTHONPATH": name(self.sources), "SECRET": secret}
            said = self.windows.checked(*command, "keep", more=more)
            try:
                done = self.program.without_handles().look_up("credential locker", CODE, config)
            finally:
                self.windows.checked(*command, "delete", more=more)
        demand(said.startswith("keyring"), f"kept in {said}")
        demand(done.status == FOUND, f"status {done.status}, {history(config)}")
        strays = [path for path in config.rglob("*") if path.is_file() and secret.encode() in path.read_bytes()]
        demand(not strays, f"the secret is in {strays}")
        return said.strip()

    def _folder(self, title: str) -> Path:
        folder = self.scratch / title
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return folder

    def _script(self, title: str, text: str) -> str:
        """Its name on Windows' side."""
        (self.scratch / title).write_text(text, encoding="utf-8")
        return name(self.scratch / title)

    def _tell_window(self, message: str, answer: str) -> None:
        said = self.windows.checked(
            self.windows.python, self._script("tell_window.py", scripts.TELL_WINDOW), TITLE, message
        )
        demand(" ".join(said.split()) == answer, said)

    def _copied_to(self, place: Path) -> Program:
        executable = Path(self.program.command[0])
        shutil.copytree(executable.parent, place)
        return Program(self.windows, (place / executable.name,), place, self.program.pictures)

    def of_the_bundle(self) -> Iterable[tuple[str, Callable[[], str | None]]]:
        """All, by the words of the closing table."""
        return (
            ("started without handles, a badge found", self.without_handles),
            ("started with handles, a badge found", self.with_handles),
            ("started with closed handles", self.closed_handles),
            ("a code that the portal refuses", self.refused),
            ("a portal that refuses connections", self.no_connection),
            ("a portal that resets", self.reset),
            ("a portal that hangs", self.hangs),
            ("a portal without a route", self.no_route),
            ("started twice at once: one window", self.twice_at_once),
            ("closed by its window, in the history after a restart", self.closed_and_started_again),
            ("closed by the end of the session", self.session_ends),
            ("a folder with spaces, an apostrophe and Cyrillic", self.odd_folder),
            ("portable", self.portable),
            ("a read-only program folder", self.read_only_folder),
            ("a profile with an apostrophe and Cyrillic", self.odd_profile),
            ("no %LOCALAPPDATA%", self.no_local_app_data),
            ("a history held open for two seconds", self.history_held_open),
            ("a secret in the Credential Locker", self.credential_locker),
        )

    def of_the_sources(self) -> Iterable[tuple[str, Callable[[], str | None]]]:
        """The short form's."""
        return (
            ("started without handles, a badge found", self.without_handles),
            ("a portal that refuses connections", self.no_connection),
        )


def _below(folder: Path) -> Iterable[str]:
    for place, _, names in os.walk(folder):
        yield from (os.path.relpath(os.path.join(place, each), folder) for each in names)
