"""Receiving of an answer piece by piece, so that after any failure the part received so far can be shown."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import cast

import httpcore
import httpx

from badge_inspector.bitrix24.certificates import read_certificate
from badge_inspector.bitrix24.network import completed
from badge_inspector.bitrix24.stream import AmbiguousLengthError, Stream, peer_certificate
from badge_inspector.domain.content_coding import ContentDecoder
from badge_inspector.domain.exchange import Response
from badge_inspector.domain.limits import ExchangeLimits
from badge_inspector.domain.redaction import redact, redact_bytes
from badge_inspector.domain.secret import Secret


class Download:
    """One answer, complete or partial.

    Attributes:
        excess: bytes that came behind the answer, on its connection.
    """

    def __init__(self, limits: ExchangeLimits) -> None:
        self._limits = limits
        self._head: httpx.Response | None = None
        self._der = b""
        self._decoder = ContentDecoder(None, limits.body_bytes)
        self._wire_size = 0
        self._closed = False
        self.excess = 0

    async def read(self, answer: httpx.Response) -> None:
        """Take in the body, up to the limits; the answer is closed then. A connection closed in mid-body is not an
        error here: `response` tells of it. Raises httpcore's timeouts, and AmbiguousLengthError.
        """
        self._head = answer
        stream: Stream = answer.extensions["network_stream"]
        self._der = peer_certificate(stream)
        self._decoder = ContentDecoder(answer.headers.get("Content-Encoding"), self._limits.body_bytes)
        # Not `aiter_raw`: it releases the connection with the last byte, and a waiting request would get it before it
        # is known whether it can be used again.
        chunks = aiter(cast("httpx.AsyncByteStream", answer.stream))
        whole = False
        try:
            if "Content-Length" in answer.headers and "Transfer-Encoding" in answer.headers:
                raise AmbiguousLengthError("both Content-Length and Transfer-Encoding are there")
            async for chunk in chunks:
                if not await self._receive(chunk):
                    break
            else:
                self._decoder.finish()
                whole = True
            self.excess = await stream.excess()
        except AmbiguousLengthError:
            raise
        except (httpcore.ProtocolError, httpcore.NetworkError):
            self._closed = True
        finally:
            # A connection on which more or less came than announced would give its rest to the next request, and one on
            # which a request is still being sent would mix it with the next. Answers end in a closing bracket; after
            # any other the connection is not worth the risk.
            keep = (
                whole
                and not self.excess
                and stream.has_sent_all
                and self._decoder.body[-64:].rstrip().endswith((b"}", b"]"))
            )
            await completed(_end(answer, chunks, None if keep else stream))

    def response(self) -> Response | None:
        """The response so far; None when no status line came."""
        if self._head is None:
            return None
        truncated = self._decoder.truncated
        return Response(
            status=self._head.status_code,
            reason=self._head.extensions["reason_phrase"].decode("latin-1"),
            http_version=self._head.extensions["http_version"].decode("latin-1"),
            headers=tuple((_text(name), _text(value)) for name, value in self._head.headers.raw),
            body=bytes(self._decoder.body),
            wire_size=self._wire_size,
            truncated="closed" if self._closed and not truncated else truncated,
            certificate=read_certificate(self._der) if self._der else None,
        )

    async def _receive(self, chunk: bytes) -> bool:
        """Take in a piece of the body. Returns whether more is wanted."""
        room = self._limits.wire_bytes - self._wire_size
        piece = chunk[:room]
        self._wire_size += len(piece)
        for more in self._decoder.feed(piece):
            if not more:
                return False
            if len(piece) < len(self._decoder.body):
                await asyncio.sleep(0)  # a step of decoding takes its time: others run in between
        if len(chunk) > room:
            self._decoder.truncated = self._decoder.truncated or "limit"
            return False
        return True


async def _end(answer: httpx.Response, chunks: AsyncIterator[bytes], to_close: Stream | None) -> None:
    """Close an answer, and its connection where that is not to be kept.

    httpx and httpcore read a body through half a dozen generators; left in the middle, they would be ended by the
    garbage collector, late and out of place. Reading on from a closed connection ends them by an error from below.
    """
    if to_close is not None:
        await to_close.aclose()
    with suppress(httpcore.ProtocolError, httpcore.NetworkError):
        async for _ in chunks:
            continue
    await answer.aclose()


def masked(response: Response, secrets: Sequence[Secret]) -> Response:
    """An answer with every form of the secrets masked."""
    return replace(
        response,
        reason=redact(response.reason, secrets),
        headers=tuple((redact(name, secrets), redact(value, secrets)) for name, value in response.headers),
        body=redact_bytes(response.body, secrets),
    )


def _text(raw: bytes) -> str:
    """A header's bytes as text: UTF-8 where they are, as some servers send, else Latin-1 as the standard says."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")
