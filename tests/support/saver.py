"""A program that saves lookups as fast as it can, to be killed at it: `python -m tests.support.saver FILE`.

For each line it reads it starts a child, which tells its process id and then, one a line, the codes of what was saved,
each once it was reported as saved. After the child's end it tells "ended". Forking spares 200 starts of Python.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NoReturn

from badge_inspector.storage.history_writer import HistoryWriter
from tests.support.builders import found, refused


def main() -> None:
    file = Path(sys.argv[1])
    for number, _ in enumerate(sys.stdin):
        child = os.fork()
        if child == 0:
            save_for_ever(file, number)
        os.waitpid(child, 0)
        tell("ended")


def save_for_ever(file: Path, number: int) -> NoReturn:
    writer = HistoryWriter(file)
    tell(str(os.getpid()))
    count = -1
    while True:
        count += 1
        some = [found(code=f"{number}-{count}-{n}", body=os.urandom(count % 7 * 400)) for n in range(1 + count % 3)]
        rows = writer.save([*some, refused(code=f"{number}-{count}-r")])
        tell(" ".join(row.code for row in rows))
        writer.pin(rows[0].id, True)
        writer.note(rows[0].id, f"note {count}")
        if count % 5 == 4:
            batch = writer.new_batch()
            writer.delete([rows[-1].id], batch)
            writer.undelete(batch)


def tell(text: str) -> None:
    os.write(1, f"{text}\n".encode())


if __name__ == "__main__":
    main()
