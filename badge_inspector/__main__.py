"""python -m badge_inspector"""

import gc
import sys


def main() -> None:
    gc.disable()  # while everything is made and nothing thrown away; ui/collector.py collects from then on
    from badge_inspector.cli import parse  # noqa: PLC0415 - `--version` answers before Qt is imported

    options = parse(sys.argv[1:])
    from badge_inspector.app import start  # noqa: PLC0415

    start(options)


if __name__ == "__main__":
    main()
