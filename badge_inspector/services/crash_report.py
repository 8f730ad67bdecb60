"""Report of an unexpected error for the developers: versions and the place of the error, without secrets."""

from __future__ import annotations

import os
import platform
import time
import traceback
from collections.abc import Sequence
from types import TracebackType

from badge_inspector import __version__
from badge_inspector.domain.clock import utc_time
from badge_inspector.domain.redaction import scrub_shortly

_LONGEST = 64 * 1024


def trace_text(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> str:
    """The traceback as Python prints it, causes included, without secrets and without the name of the person's home
    folder; its middle is left out when it is very long."""
    text = "".join(traceback.format_exception(kind, error, trace))
    home = os.path.expanduser("~")
    return scrub_shortly(text.replace(home, "~") if len(home) > 1 else text, _LONGEST)


def crash_report(errors: Sequence[str], around: str) -> str:
    """Markdown, in English. `errors` are texts of `trace_text()`, the first one first; `around` names what else is in
    the process (the versions of what draws the window)."""
    told = utc_time(time.time()).isoformat(timespec="seconds")
    program = f"Badge Inspector {__version__}, Python {platform.python_version()}, {around}"
    head = "\n".join(f"- {fact}" for fact in (program, platform.platform(), told))
    return "\n\n".join(["# Unexpected error", head, *(f"```\n{error.rstrip()}\n```" for error in errors)]) + "\n"
