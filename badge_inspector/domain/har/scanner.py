"""Streaming scanner for the entries of a HAR file: one window of bytes at a time, in one pass, without building values.

    scanner = EntryScanner()
    for piece in pieces:
        for entry in scanner.feed(piece): ...      # RawEntry
    scanner.finish()
    scanner.fault, scanner.creator

Written for this and no library taken: a streaming parser (ijson, 0.3 MB with its C part) makes an event of each value,
though all but a few entries are to be passed over, and holds Python's lock while it makes a text of a body of
megabytes. Only brackets and quotes matter to find where an entry ends. What is found is read by our own lossless JSON.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

LONGEST_ENTRY = 128 << 20
"""Bytes; a body of the largest size that can be asked for fits, as it does in a line of an export."""

_LONGEST_FACT = 64 << 10
"""Bytes of what stands beside the entries and is wanted: the recording program's name, our own head."""

_STEP = 64 << 10
"""Bytes looked at in one go: about a millisecond, so that other threads run between."""

_LONGEST_NAME = 64

_FACTS = frozenset({b"creator", b"browser", b"_badgeInspector"})
_OUTER = re.compile(rb'["{}\[\],:]')
_INNER = re.compile(rb'["{}\[\]]')
_IN_STRING = re.compile(rb'[^"\\]*+(?:\\.[^"\\]*+)*+', re.DOTALL)
_HINTS = (b"badge", b"batch")
"""No call of the method lacks both, in any letter case: the address names the method, or `batch`."""
_LONGEST_HINT = max(map(len, _HINTS))
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BLANK = b" \t\r\n"


class HarFault(StrEnum):
    """Reasons why a file is not a HAR file, or not a complete one."""

    NOT_JSON = "not_json"
    NOT_HAR = "not_har"
    """JSON, and without `log.entries`."""
    CUT_OFF = "cut_off"
    """It ends in the middle; the entries before that are good."""


@dataclass(frozen=True, slots=True)
class RawEntry:
    """`text` is the entry as it stands in the file, None where nothing in it can be a call, or where it is longer than
    LONGEST_ENTRY (`too_long`)."""

    text: str | None
    too_long: bool = False


class EntryScanner:
    """Attributes:

    fault: what is wrong with the file, as far as it was read; None while all is well. Final after `finish()`.
    facts: the text of `creator`, `browser` and `_badgeInspector` in `log`, by name, as far as they came.
    """

    def __init__(self) -> None:
        self.fault: HarFault | None = None
        self.facts: dict[str, str] = {}
        self._head = b""
        self._decoder: codecs.IncrementalDecoder | None = None
        self._begun = False
        self._depth = 0
        self._in_string = False
        self._token = bytearray()
        """The string that was read last outside of entries, its quotes left out."""
        self._name = b""
        """The member's name that the next value has, outside of entries."""
        self._names: list[bytes] = []
        """The name of each container that is open outside of entries, "[" for what is in a list."""
        self._kept: bytearray | None = None
        """Bytes being kept: an entry, or a fact. None outside, and for what is too long."""
        self._kept_name = ""
        self._is_wanted = False
        self._too_long = False
        self._tail = b""
        self._seen_entries = False
        self._is_over = False

    def feed(self, data: bytes) -> Iterator[RawEntry]:
        """Take in bytes of any number; each entry as it ends."""
        data = self._in_utf8(data)
        for at in range(0, len(data), _STEP):
            if self._is_over or self.fault is not None:
                return
            yield from self._step(data[at : at + _STEP])

    def finish(self) -> None:
        """Note the end of the file."""
        if self.fault is not None:
            return
        if self._decoder is None:
            for _ in self._step(self._start(self._head)):
                pass
        if not self._begun:
            self.fault = HarFault.NOT_JSON
        elif not self._is_over:
            self.fault = HarFault.CUT_OFF
        elif not self._seen_entries:
            self.fault = HarFault.NOT_HAR

    # Text

    def _in_utf8(self, data: bytes) -> bytes:
        """UTF-8 without a byte order mark, whatever it was."""
        if self._decoder is None:
            self._head += data
            if len(self._head) < 4:
                return b""
            data, self._head = self._start(self._head), b""
        decoder = self._decoder
        if decoder is None or isinstance(decoder, _AsItIs):
            return data
        return decoder.decode(data).encode("utf-8", "replace")

    def _start(self, head: bytes) -> bytes:
        """Find out how the text is encoded; what is behind its byte order mark."""
        for bom, name in _BOMS:
            if head.startswith(bom):
                self._decoder = _AsItIs() if name == "utf-8" else codecs.getincrementaldecoder(name)("replace")
                return head[len(bom) :]
        self._decoder = _AsItIs()
        return head

    # Structure

    def _step(self, data: bytes) -> Iterator[RawEntry]:
        if not self._begun:
            data = data.lstrip(_BLANK)
            if not data:
                return
            if data[:1] not in (b"{", b"["):
                self.fault = HarFault.NOT_JSON
                return
            self._begun = True
        data, self._tail = self._tail + data, b""
        # An escape is not parted from what it escapes.
        backslashes = len(data) - len(data.rstrip(b"\\"))
        if backslashes % 2:
            data, self._tail = data[:-1], b"\\"
        yield from self._read(data)

    def _read(self, data: bytes) -> Iterator[RawEntry]:
        at = 0
        since = 0
        """Offset at which what is kept and not yet put away begins."""
        while at < len(data):
            if self._in_string:
                at = self._string_end(data, at)
                continue
            match = (_INNER if self._kept_name else _OUTER).search(data, at)
            if match is None:
                break
            sign, at = match[0], match.end()
            if sign in b"{[":
                self._depth += 1
                if not self._kept_name:
                    self._opened_outside(sign)
                    since = at - 1
            elif sign in b"}]":
                self._depth -= 1
                if not self._kept_name:
                    self._closed_outside()
                elif self._depth == len(self._names):
                    yield from self._closed(data[since:at])
            else:
                self._between(sign)
            if self._is_over:
                return
        if self._kept_name:
            self._collect(data[since:])

    def _string_end(self, data: bytes, at: int) -> int:
        """Offset to go on at behind a string that is open at `at`; the end where it goes on in the next bytes."""
        match = _IN_STRING.match(data, at)
        end = match.end() if match is not None else at
        if not self._kept_name and len(self._token) < _LONGEST_NAME:
            self._token += data[at : min(end, at + _LONGEST_NAME)]
        if end < len(data):
            self._in_string = False
            end += 1
        return end

    def _between(self, sign: bytes) -> None:
        """A quote, a colon or a comma."""
        if sign == b'"':
            self._in_string = True
            self._token.clear()
        else:
            self._name = bytes(self._token) if sign == b":" else b""

    def _opened_outside(self, sign: bytes) -> None:
        """One level down: an entry or a fact may begin."""
        path = self._names
        begins = ""
        if path == [b"", b"log", b"entries"] and sign == b"{":
            begins = "entry"
        elif path == [b"", b"log"] and self._name in _FACTS and sign == b"{":
            begins = self._name.decode()
        if begins:
            self._kept_name, self._kept = begins, bytearray()
            self._is_wanted = self._too_long = False
            return
        if path == [b"", b"log"] and self._name == b"entries" and sign == b"[":
            self._seen_entries = True
        path.append(self._name)
        self._name = b""

    def _closed_outside(self) -> None:
        """One level up; above the first one all is over."""
        if self._names:
            self._names.pop()
        self._name = b""
        self._is_over = not self._names

    def _collect(self, data: bytes) -> None:
        kept = self._kept
        if kept is None:
            return
        if not self._is_wanted:
            seen = (bytes(kept[-_LONGEST_HINT:]) + data).lower()
            self._is_wanted = any(hint in seen for hint in _HINTS)
        kept += data
        if len(kept) > (LONGEST_ENTRY if self._kept_name == "entry" else _LONGEST_FACT):
            self._kept, self._too_long = None, True

    def _closed(self, data: bytes) -> Iterator[RawEntry]:
        self._collect(data)
        kept, name = self._kept, self._kept_name
        self._kept, self._kept_name, self._name = None, "", b""
        if name != "entry":
            if kept is not None:
                self.facts[name] = kept.decode("utf-8", "replace")
            return
        wanted = kept is not None and self._is_wanted
        yield RawEntry(kept.decode("utf-8", "replace") if wanted and kept is not None else None, self._too_long)


class _AsItIs(codecs.IncrementalDecoder):
    """Decoder of UTF-8 input, which passes bytes through unchanged."""
