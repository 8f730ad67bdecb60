"""The three parts of the main window side by side, and the handles between them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tests.support import hand
from tests.support.desktop import Person


class Regions:
    """History, result and answer, from the left. Attributes: splitter."""

    def __init__(self, person: Person) -> None:
        self.splitter = person.window.splitter

    @property
    def widths(self) -> list[int]:
        """In pixels."""
        return self.splitter.sizes()

    @property
    def parts(self) -> list[QWidget]:
        parts = (self.splitter.widget(at) for at in range(self.splitter.count()))
        return [part for part in parts if part is not None]

    def drags(self, first: int, second: int) -> None:
        """Have the first two be so wide, in pixels: the second handle is dragged, then the first, then the second."""
        for at in (2, 1, 2):
            wanted = first if at == 1 else first + self.splitter.handleWidth() + second
            handle = self.splitter.handle(at)
            hand.drag(handle, wanted - handle.x())
