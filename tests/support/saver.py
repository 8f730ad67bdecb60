"""A program that saves lookups as fast as it can, to be killed at it: `python -m tests.support.saver FILE`.

For each line it reads it starts a child, which tells its process id and then, one a line, the codes of what was saved,
each once it was reported as saved. After the child's end it tells "ended". Forking, where there is such a thing, spares
200 starts of Python; `FILE NUMBER` is a child that was started.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

from badge_inspector.storage.history_remover import HistoryRemover
from badge_inspector.storage.history_writer import HistoryWriter
from tests.support.builders import found, refused


def main() -> None:
    file, *only = sys.argv[1:]
    if only:
        save_for_ever(Path(file), int(only[0]))
    for number, _ in enumerate(sys.stdin):
        if sys.platform == "win32":
            subprocess.run([sys.executable, "-m", "tests.support.saver", file, str(number)], check=False)
        else:
            child = os.fork()
            if child == 0:
                save_for_ever(Path(file), number)
            os.waitpid(child, 0)
        tell("ended")


def save_for_ever(file: Path, number: int) -> NoReturn:
    writer = HistoryWriter(file)
    remover = HistoryRemover(writer)
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
            batch = remover.new_batch()
            remover.delete([rows[-1].id], batch)
            remover.undelete(batch)


def tell(text: str) -> None:
    os.write(1, f"{text}\n".encode())


if __name__ == "__main__":
    main()
