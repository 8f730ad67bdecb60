"""Moments in ISO order, to compare clocks: in UTC, in the portal's zone, or in this computer's."""

from __future__ import annotations

from enum import Enum, auto

from badge_inspector.domain.server_time import ServerTime
from badge_inspector.ui.words.format import moment


class Zone(Enum):
    UTC = auto()
    PORTAL = auto()
    COMPUTER = auto()


def zone_available(zone: Zone, time: ServerTime) -> bool:
    """The portal's zone is known only where it sent a date."""
    return zone is not Zone.PORTAL or time.offset_s is not None


def local_offset_s(epoch: float) -> int:
    """This computer's zone at that moment, in seconds east of UTC."""
    return moment(epoch).offsetFromUtc()


def read_moment(epoch: float, zone: Zone, portal_offset_s: int | None) -> str:
    """ "2024-08-19 11:47:08.331 UTC", "2024-08-19 13:47:08 +02:00"; milliseconds only where there are any."""
    if zone is Zone.PORTAL and portal_offset_s is not None:
        offset = portal_offset_s
    elif zone is Zone.COMPUTER:
        offset = local_offset_s(epoch)
    else:
        return f"{_digits(epoch)} UTC"
    return f"{_digits(epoch + offset)} {format_offset(offset)}"


def format_offset(seconds: int) -> str:
    """ "+02:00", "−03:30"."""
    sign = "−" if seconds < 0 else "+"
    return f"{sign}{abs(seconds) // 3600:02}:{abs(seconds) // 60 % 60:02}"


def _digits(epoch: float) -> str:
    there = moment(epoch).toUTC()
    return there.toString("yyyy-MM-dd HH:mm:ss.zzz" if there.time().msec() else "yyyy-MM-dd HH:mm:ss")
