"""Decoding of a body's content coding (gzip, deflate) in pieces, up to a limit: a decompression bomb stops there."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

STEP = 256 * 1024
"""Bytes decoded in one step: about a millisecond, so that the caller can let other tasks run between steps."""


class ContentDecoder:
    """Undoes gzip and deflate (with zlib's header, or bare as some servers send it).

    Attributes:
        body: The bytes so far, decoded; raw where the coding is unknown or the data is not in the coding announced.
        truncated: Why `body` is not the whole body: "limit" (of bytes), "encoding" (unknown coding, broken data),
            "closed" (the compressed stream did not end), "" while all is well.
    """

    def __init__(self, coding: str | None, limit: int) -> None:
        self.body = bytearray()
        self.truncated = ""
        self._limit = limit
        self._head = b""
        self._inflate: zlib._Decompress | None = None  # pyright: ignore[reportPrivateUsage] - it has no public name
        codings = [name for part in (coding or "").split(",") if (name := part.strip().lower()) not in ("", "identity")]
        self._coding = codings[0].removeprefix("x-") if codings else ""
        if len(codings) > 1 or self._coding not in ("", "gzip", "deflate"):
            self._coding, self.truncated = "", "encoding"

    def feed(self, data: bytes) -> Iterator[bool]:
        """Take in bytes off the wire. Yields after each step whether more is wanted; False comes last."""
        while data:
            try:
                made, data = self._step(data)
            except zlib.error:
                self.truncated = "encoding"
                if self.body:
                    yield False
                    return
                self._coding, self._inflate = "", None
                continue
            if not self._append(made):
                yield False
                return
            yield True

    def finish(self) -> None:
        """Note the end of the data."""
        if self._inflate is not None:
            self._append(self._inflate.flush())
            if not self._inflate.eof and not self.truncated:
                self.truncated = "closed"
        self._append(self._head)

    def _append(self, made: bytes) -> bool:
        room = self._limit - len(self.body)
        self.body += made[:room]
        if len(made) > room:
            self.truncated = "limit"
        return len(made) <= room

    def _step(self, data: bytes) -> tuple[bytes, bytes]:
        """Decode one step; returns the decoded bytes and the rest of `data` for the next step."""
        if self._coding and self._inflate is None:
            data, self._head = self._head + data, b""
            if len(data) < 2:
                self._head = data
                return b"", b""
            self._inflate = _inflater(self._coding, data)
            if self._inflate is None:
                self._coding = ""  # a proxy unpacked the body and left the header
        if self._inflate is None:
            return data[:STEP], data[STEP:]
        made = self._inflate.decompress(data, STEP)
        if not self._inflate.eof:
            return made, self._inflate.unconsumed_tail
        rest = self._inflate.unused_data
        further = _inflater("gzip", rest) if self._coding == "gzip" else None
        if further is None:
            return made, b""  # padding after the end
        self._inflate = further
        return made, rest


def _inflater(coding: str, head: bytes) -> zlib._Decompress | None:  # pyright: ignore[reportPrivateUsage] - as above
    """Decompressor for a coding whose data begins so; None when it does not begin like gzip."""
    if coding == "gzip":
        return zlib.decompressobj(31) if head.startswith(b"\x1f\x8b") else None
    has_header = head[0] & 0x0F == 8 and int.from_bytes(head[:2]) % 31 == 0
    return zlib.decompressobj(15 if has_header else -15)
