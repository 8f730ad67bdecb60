"""Limits as arithmetic: how much of a portal's rate a client may use, when the next try makes sense, and how long one
exchange may take. No clock is read here: every function is told what time it is.

The rate limit is a leaky bucket for each portal and source address, shared by all who call from there: each request
adds one, the bucket leaks a fixed number a second, and a request into a full bucket is refused with 503
QUERY_LIMIT_EXCEEDED (bitrix24/README.md, "Limits").
"""

from __future__ import annotations

from dataclasses import dataclass

from badge_inspector.domain.failures import Failure, FailureKind

STANDARD_CAPACITY = 50
STANDARD_LEAK_PER_S = 2.0
ENTERPRISE_CAPACITY = 250
ENTERPRISE_LEAK_PER_S = 5.0

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ExchangeLimits:
    """Limits of one exchange: times in seconds, size in bytes.

    `connect_s` holds for the name and the connection together, and again for the TLS handshake; `read_s` for each wait
    for bytes. A portal itself gives up on a request after 60 s (bitrix24/README.md, "Limits"), so `read_s` is above
    that. `total_s` ends a server that trickles; pacing does not count to it.
    """

    connect_s: float = 10.0
    write_s: float = 20.0
    read_s: float = 65.0
    total_s: float = 90.0
    wire_bytes: int = 8 * MIB
    body_bytes: int = 8 * MIB


class LeakyBucket:
    """The client's own model of one portal's bucket, on a monotonic clock in seconds.

    It stays `margin` requests below the brim: requests sent evenly arrive unevenly, and others call from the same
    address too. Not thread-safe: it belongs to the event loop.
    """

    def __init__(
        self, capacity: int = STANDARD_CAPACITY, leak_per_s: float = STANDARD_LEAK_PER_S, *, margin: int = 1
    ) -> None:
        self.capacity = capacity
        self.leak_per_s = leak_per_s
        self._room = capacity - margin
        self._level = 0.0
        self._at = 0.0

    def level(self, now: float) -> float:
        """Requests in the bucket at `now`."""
        return max(0.0, self._level - max(0.0, now - self._at) * self.leak_per_s)

    def delay_before(self, now: float, requests: int = 1) -> float:
        """Seconds to wait from `now` until so many requests fit."""
        over = self.level(now) + requests - self._room
        return max(0.0, over / self.leak_per_s)

    def spend(self, now: float, requests: int = 1) -> None:
        """Count a request that goes out at `now`."""
        self._level = self.level(now) + requests
        self._at = now

    def on_exceeded(self, now: float) -> None:
        """Note that the portal answered QUERY_LIMIT_EXCEEDED: other clients fill the bucket too, so it counts as
        full.
        """
        self._level = max(self.level(now), float(self.capacity))
        self._at = now


def retry_moment(failure: Failure, operating_reset_at: float | None, bucket_delay_s: float, now: float) -> float | None:
    """Moment of the next sensible try, epoch seconds UTC; None when waiting does not help or its length is not known.

    `operating_reset_at` is that of the last good answer to the same method and access (`ServerTime`): the only word on
    an OPERATION_TIME_LIMIT. `bucket_delay_s` is `LeakyBucket.delay_before`. What a proxy said in
    `Retry-After` goes first. `now` is epoch seconds UTC.
    """
    if failure.retry_after_s is not None:
        return now + failure.retry_after_s
    if failure.kind is FailureKind.QUERY_LIMIT_EXCEEDED:
        return now + max(bucket_delay_s, 1.0)
    if failure.kind is FailureKind.OPERATION_TIME_LIMIT:
        return operating_reset_at if operating_reset_at is not None and operating_reset_at > now else None
    return None
