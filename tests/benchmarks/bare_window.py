"""The floor: an empty PySide6 window on a qasync loop."""

from __future__ import annotations

import asyncio

from PySide6.QtWidgets import QApplication, QWidget
from qasync import QEventLoop  # pyright: ignore[reportMissingTypeStubs]


async def main() -> None:
    window = QWidget()
    window.resize(1320, 860)
    window.show()
    await asyncio.Event().wait()


if __name__ == "__main__":
    application = QApplication([])
    with asyncio.Runner(loop_factory=lambda: QEventLoop(application)) as runner:
        runner.run(main())
