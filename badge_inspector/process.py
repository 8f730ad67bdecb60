"""The process and its system: standard streams that may be closed, protection of its memory, and its windows in the
taskbar of Windows."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, TextIO

_PR_SET_DUMPABLE = 4
"""prctl(2)"""
_PORTAL_SERVICE = "dbus-1/services/org.freedesktop.portal.Desktop.service"
_WER_FAULT_REPORTING_FLAG_NOHEAP = 1
"""WerSetFlags (werapi.h): reports of a crash come without the heap."""
_ASFW_ANY = 0xFFFFFFFF
"""AllowSetForegroundWindow (winuser.h): any process."""
_SPI_GETCLIENTAREAANIMATION = 0x1042
_TASKBAR_NAME = "BadgeInspector"

WITHOUT_SCREEN = ("offscreen", "minimal", "vnc")
"""Platforms of Qt that draw into memory."""


def hold_standard_handles() -> None:
    """Point standard handles that are closed to nowhere, so that no file that is opened later gets their number and
    what a library prints. Elsewhere than on POSIX numbers are not given away like this."""
    if os.name != "posix":
        return
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)  # the lowest number that is free: this one


def write_line(text: str) -> None:
    """Print a line on standard error, if there is one: a windowed program on Windows has none, and a pipe may be
    closed.
    """
    stream = _stream("stderr")
    if stream is not None:
        with suppress(OSError, ValueError):
            stream.write(f"{text}\n")
            stream.flush()


def write_output(data: bytes) -> None:
    """Write bytes to standard output. Blocks. Raises OSError, also where there is none."""
    stream = _stream("stdout")
    if stream is None or stream.closed:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    stream.buffer.write(data)
    stream.buffer.flush()


def flush() -> None:
    """Flush the standard streams that exist."""
    for stream in (_stream("stdout"), _stream("stderr")):
        if stream is not None:
            with suppress(OSError, ValueError):
                stream.flush()


def forbid_core_dumps() -> None:
    """Have the system write no image of the memory when the process crashes."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - POSIX only

        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def close_memory() -> None:
    """Keep the memory from other programs of the same user, as far as the system can: no debugger attaches and no crash
    report carries it. Looks for files: not for the window's thread."""
    if (kernel32 := _of_windows("kernel32")) is not None:
        kernel32.WerSetFlags(_WER_FAULT_REPORTING_FLAG_NOHEAP)
    elif sys.platform == "linux" and not needs_portals(os.environ):
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def needs_portals(environment: Mapping[str, str], mark: Path = Path("/.flatpak-info")) -> bool:
    """Tell whether xdg-desktop-portal may be asked for something: it looks into `/proc/PID/root` to know who asks,
    which is closed for a process that is not dumpable, and refuses whatever such a process asks for: file dialogs in a
    sandbox or where the platform theme has them from there, the desktop's dark theme and its wish for less motion
    anywhere. So the memory is closed only where no portal is installed, or no session bus leads to it.

    Source: https://github.com/flatpak/xdg-desktop-portal/issues/2141
    """
    if mark.exists() or environment.get("SNAP"):
        return True
    runtime = environment.get("XDG_RUNTIME_DIR") or os.devnull
    has_bus = bool(environment.get("DBUS_SESSION_BUS_ADDRESS")) or Path(runtime, "bus").exists()
    shared = environment.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    return has_bus and any(Path(folder, _PORTAL_SERVICE).exists() for folder in shared.split(":") if folder)


def forget_variable(name: str) -> None:
    """Take a variable out of the environment and write over its value where the system handed it over: removing it
    alone leaves it readable in `/proc/PID/environ`."""
    if sys.platform != "win32" and name in os.environ:
        getenv = ctypes.CDLL(None).getenv
        getenv.argtypes, getenv.restype = [ctypes.c_char_p], ctypes.c_void_p
        value: int | None = getenv(os.fsencode(name))
        if value is not None:
            ctypes.memset(value, 0, len(ctypes.string_at(value)))
    os.environ.pop(name, None)


def group_in_taskbar() -> None:
    """Have Windows' taskbar group this process's windows under the program's own icon rather than Python's. Before the
    first window is made."""
    if (shell32 := _of_windows("shell32")) is not None:
        shell32.SetCurrentProcessExplicitAppUserModelID(_TASKBAR_NAME)


def pass_foreground_on() -> None:
    """Hand on the right to come to the front, which Windows gives to the process that a person has just started."""
    if (user32 := _of_windows("user32")) is not None:
        user32.AllowSetForegroundWindow(_ASFW_ANY)


def shows_motion() -> bool:
    """Tell whether Windows is set to animate the contents of windows; True elsewhere."""
    enabled = ctypes.c_int(1)
    if (user32 := _of_windows("user32")) is not None:
        user32.SystemParametersInfoW(_SPI_GETCLIENTAREAANIMATION, 0, ctypes.byref(enabled), 0)
    return bool(enabled.value)


def _of_windows(library: str) -> Any | None:
    """One of Windows' libraries; None elsewhere."""
    libraries = getattr(ctypes, "windll", None)
    return None if libraries is None else getattr(libraries, library)


def _stream(name: str) -> TextIO | None:
    return getattr(sys, name)
