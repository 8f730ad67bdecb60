"""Figures for people: durations, sizes, dates, by the locale in force (`QLocale()`)."""

from __future__ import annotations

import math
from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

_NO_BREAK_SPACE = "\u00a0"
_LARGEST_PLAIN = 1e12
"""From here on figures are written with an exponent: nobody counts the digits, and no card has room for 300 of them."""


def format_number(value: float, decimals: int) -> str:
    """A number with exactly so many decimals and no digit grouping; a huge one with an exponent."""
    locale = QLocale()
    locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
    if abs(value) >= _LARGEST_PLAIN:
        return locale.toString(float(value), "e", 2)
    return locale.toString(float(value), "f", decimals)


def format_count(value: int) -> str:
    """A whole number, grouped as the locale does."""
    return QLocale().toString(value)


def format_duration(seconds: float) -> str:
    """Three digits in the unit that fits: "18.2 ms", "451 ms", "1.24 s", "85 µs". Not a number is a dash."""
    if not math.isfinite(seconds):
        return "—"
    size = abs(seconds)
    if size >= 0.9995:
        return _figure(seconds, QCoreApplication.translate("Format", "s"), finest=2)
    if size >= 0.0009995 or size == 0:
        return _figure(seconds * 1e3, QCoreApplication.translate("Format", "ms"), finest=1)
    return _figure(seconds * 1e6, QCoreApplication.translate("Format", "µs"), finest=1)


def not_recorded() -> str:
    return QCoreApplication.translate("Captures", "not recorded")


def length_text(total_s: float, is_timed: bool = True) -> str:
    """A length of time, or that it was not recorded."""
    return format_duration(total_s) if is_timed else not_recorded()


def _figure(value: float, unit: str, finest: int) -> str:
    size = abs(value)
    decimals = 0 if size >= 99.95 or size == 0 else 1 if size >= 9.995 else finest
    return f"{format_number(value, decimals)}{_NO_BREAK_SPACE}{unit}"


def format_seconds(seconds: float, limit: float = 0.0) -> str:
    """In seconds whatever the size, for a sum against a limit: "0 s", "0.21 s", "3.3 s", "480 s". What is below the
    limit does not read as if it were there: "479.9 s"."""
    size = abs(seconds)
    decimals = 0 if size >= 99.95 or seconds == round(seconds) else 1 if size >= 0.995 else 2
    if seconds < limit <= round(seconds, decimals):
        decimals = max(decimals, 1)
        seconds = math.floor(seconds * 10**decimals) / 10**decimals
    unit = QCoreApplication.translate("Format", "s")
    return f"{format_number(seconds, decimals)}{_NO_BREAK_SPACE}{unit}"


def format_bytes(size: int) -> str:
    """ "412 B" below a kibibyte, the locale's words above."""
    if size < 1024:
        unit = QCoreApplication.translate("Format", "B")
        return f"{format_count(size)}{_NO_BREAK_SPACE}{unit}"
    return QLocale().formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeIecFormat)


def moment(epoch_s: float) -> QDateTime:
    """Epoch seconds as this computer's local time."""
    return QDateTime.fromMSecsSinceEpoch(round(epoch_s * 1000))


def format_clock(epoch_s: float) -> str:
    """The time of day, hours and minutes: "13:47"."""
    return moment(epoch_s).time().toString("HH:mm")


def format_when(epoch_s: float, now_s: float, *, brief: bool = False) -> str:
    """A moment to the second, by its day: "today 13:47:08", "yesterday 17:20:03", "3 Nov 2026 17:20:03"; one of today
    as "13:47:08" where it is to be `brief`."""
    here = moment(epoch_s)
    clock = here.time().toString("HH:mm:ss")
    distance = here.date().daysTo(moment(now_s).date())
    if distance == 0:
        if brief:
            return clock
        return QCoreApplication.translate("Format", "today {time}").format(time=clock)
    if distance == 1:
        return QCoreApplication.translate("Format", "yesterday {time}").format(time=clock)
    return f"{format_date(epoch_s)} {clock}"


def format_date(epoch_s: float) -> str:
    """The date with the month's name, which nobody takes for the day: "3 Nov 2026", "3 нояб. 2026"."""
    return QLocale().toString(moment(epoch_s).date(), "d MMM yyyy")


def format_moment(epoch_s: float) -> str:
    """A moment in full, on this computer and in UTC: "3 November 2026 13:47:08 CET · 3 November 2026 12:47:08 UTC"."""
    here = moment(epoch_s)
    words = (QLocale().toString(each, QLocale.FormatType.LongFormat) for each in (here, here.toUTC()))
    return " · ".join(dict.fromkeys(words))


def format_day(epoch_s: float, now_s: float) -> str:
    """A heading for a day: Today, Yesterday, or the date."""
    day, today = moment(epoch_s).date(), moment(now_s).date()
    distance = day.daysTo(today)
    if distance == 0:
        return QCoreApplication.translate("Format", "Today")
    if distance == 1:
        return QCoreApplication.translate("Format", "Yesterday")
    return QLocale().toString(day, QLocale.FormatType.LongFormat)


def format_list(texts: Iterable[str]) -> str:
    """ "crm", "crm and user", "crm, user, and task": separated as the language does."""
    return QLocale().createSeparatedList(list(texts))


def format_countdown(seconds: float) -> str:
    """ "0:42", "9:41", "1:02:07": whole seconds, never negative."""
    left = max(0, math.ceil(seconds))
    hours, rest = divmod(left, 3600)
    minutes, secs = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{secs:02}" if hours else f"{minutes}:{secs:02}"
