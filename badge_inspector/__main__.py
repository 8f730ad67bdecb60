"""python -m badge_inspector"""

import gc
import importlib
import os
import sys
import time

WITHOUT_LIBRARIES = (
    "badge_inspector.storage.settings",
    "badge_inspector.domain.history",
    "badge_inspector.domain.keeping",
    "badge_inspector.storage.log",
    "badge_inspector.storage.stacks",
)
"""Modules read while another core loads Qt. The system loads one library at a time, so none of them brings one."""


def main() -> None:
    gc.disable()  # while everything is made and nothing thrown away; ui/kit/collector.py collects from then on
    _accept_late_years()
    from badge_inspector import process  # noqa: PLC0415 - after the clock

    process.hold_standard_handles()
    process.forbid_core_dumps()
    from badge_inspector.cli import parse  # noqa: PLC0415 - `--version` answers before Qt is imported

    options = parse(sys.argv[1:])
    from badge_inspector.storage.instance import Instance, Question  # noqa: PLC0415
    from badge_inspector.storage.paths import find_paths  # noqa: PLC0415

    instance = None
    if not options.stands_alone:
        instance = Instance(find_paths(options.config_dir).config)
        if not instance.claim():
            activation = os.environ.get("XDG_ACTIVATION_TOKEN", "")
            if instance.hand_over(Question(options.code, options.portal, options.demo, activation)):
                return  # without having imported Qt
    from badge_inspector.startup import preload  # noqa: PLC0415

    importlib.import_module("dis")  # has a library, and all dataclasses need it
    preload.start()
    for name in WITHOUT_LIBRARIES:
        importlib.import_module(name)
    importlib.import_module("badge_inspector.services.backend")  # with asyncio, which brings several
    preload.import_plain()
    from badge_inspector.app import start  # noqa: PLC0415

    start(options, instance)


_LATEST = 253_402_300_799.0 - 86_400.0
"""`domain.clock.LATEST`: the program is not imported before its clock works."""


def _accept_late_years() -> None:
    """Python's clock raises OverflowError from April 2262 on, when its nanoseconds no longer fit into 64 bits, in a
    program that is running too when the clock is set. The system's still tells whole seconds, which will do; importing
    logging or asyncio fails without. What lies beyond the calendar is its end: the history takes it for damage."""
    until_2262 = time.time

    def in_any_year() -> float:
        try:
            return until_2262()
        except OverflowError:
            from calendar import timegm  # noqa: PLC0415 - a clock that is centuries wrong

            return min(float(timegm(time.gmtime())), _LATEST)

    time.time = in_any_year


if __name__ == "__main__":
    main()
