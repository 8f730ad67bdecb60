"""The list of codes to look up, read from a text or a file, and registered codes that were probably meant."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from badge_inspector.background import in_background
from badge_inspector.domain.codelist import CodeList, CodeTable, Separator, codes_of, read_table
from badge_inspector.domain.failures import Failure
from badge_inspector.domain.nearest import Nearest
from badge_inspector.domain.portal import PortalProfile
from badge_inspector.services.backend import Backend
from badge_inspector.services.read_list import LARGEST, ListTrouble, NoList, read_list
from badge_inspector.ui.kit.tasks import Tasks
from badge_inspector.ui.words.format import format_bytes

LIST = "many list"


class ManyList(QObject):
    """Attributes: codes: what was read last, None before; name: the file's, empty for a text.

    Signals: read(CodeTable, column or None, has_header): `codes` are those of this table, read in this way.
    refused(str): the reason why a file cannot be read as a list.
    """

    read = Signal(object, object, bool)
    refused = Signal(str)

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._text: str = ""
        self.name: str = ""
        self.codes: CodeList | None = None

    @property
    def is_being_read(self) -> bool:
        return self._tasks.is_busy(LIST)

    def clear(self) -> None:
        self._text = self.name = ""
        self.codes = None

    def read_text(self, text: str) -> None:
        if text != self._text or self.name:
            self._text, self.name = text, ""
            self._tasks.start(LIST, self._table(text), self._show_table)

    def read_file(self, file: Path) -> None:
        self._tasks.start(LIST, self._file(file), self._show_file)

    def read_as(self, separator: Separator | None, column: int | None, has_header: bool) -> None:
        """Read the same text in the way a person says."""
        text = self._text

        def read() -> tuple[CodeTable, CodeList, int | None, bool]:
            table = read_table(text, separator)
            kept = column if column is not None and column < table.width else None
            return table, codes_of(table, kept, has_header), kept, has_header

        self._tasks.start(LIST, in_background(read), self._show)

    async def _file(self, file: Path) -> tuple[str, str | NoList, CodeTable, CodeList]:
        text = await in_background(lambda: read_list(file))
        return file.name, text, *(await self._table(text if isinstance(text, str) else ""))

    async def _table(self, text: str) -> tuple[CodeTable, CodeList]:
        def read() -> tuple[CodeTable, CodeList]:
            table = read_table(text)
            return table, codes_of(table, table.code_column, table.has_header)

        return await in_background(read)

    def _show_file(self, found: tuple[str, str | NoList, CodeTable, CodeList]) -> None:
        name, text, table, codes = found
        if not isinstance(text, str):
            self.refused.emit(self._why_not(name, text))
            return
        self._text, self.name = text, name
        self._show_table((table, codes))

    def _show_table(self, found: tuple[CodeTable, CodeList]) -> None:
        table, codes = found
        self._show((table, codes, table.code_column, table.has_header))

    def _show(self, found: tuple[CodeTable, CodeList, int | None, bool]) -> None:
        table, self.codes, column, has_header = found
        self.read.emit(table, column, has_header)

    def _why_not(self, name: str, why: NoList) -> str:
        said = {
            ListTrouble.TOO_LARGE: self.tr("{file} is too large for a list of codes: {size}, of {most} at most."),
            ListTrouble.BINARY: self.tr("{file} is not a text file: it has no codes to read."),
            ListTrouble.SPREADSHEET: self.tr("{file} is a spreadsheet: save it as CSV, or paste its column."),
            ListTrouble.UNREADABLE: self.tr("{file} cannot be read: {reason}"),
            ListTrouble.EMPTY: self.tr("{file} is empty."),
        }[why.trouble]
        return said.format(file=name, reason=why.reason, size=format_bytes(why.size), most=format_bytes(LARGEST))


_LOOKED_UP_NEAR = 300
"""Codes not found for which the nearest are searched letter by letter; the look-alikes of all of them are found."""


class MeantCodes:
    """Remembers the codes of one portal, and how many were searched for in one run."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._near: Nearest | None = None
        self._searched = 0

    def forget_portal(self) -> None:
        self._near = None

    def begin(self) -> None:
        """Another run."""
        self._searched = 0

    async def of(self, profile: PortalProfile, codes: Sequence[str]) -> dict[str, str]:
        """By the code that was asked for, as far as that can be told."""
        near = self._near
        if near is None:
            catalogue = await (await self._backend.opened()).calls.catalogue(profile)
            near = self._near = Nearest(() if isinstance(catalogue, Failure) else catalogue.badges)
        searched = codes[: max(0, _LOOKED_UP_NEAR - self._searched)]
        self._searched += len(searched)

        def search() -> dict[str, str]:
            found: dict[str, str] = {}
            for at, code in enumerate(codes):
                badge = near.same_but_for_looks(code)
                if badge is None and at < len(searched):
                    badge = next(iter(near.to(code)), None)
                if badge is not None and badge.plain_code:
                    found[code] = badge.plain_code
            return found

        return await in_background(search)
