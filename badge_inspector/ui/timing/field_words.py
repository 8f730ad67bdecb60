"""The fields of the `time` block in words: the value as sent, its reading, and what the field means."""

from __future__ import annotations

from enum import Enum, auto
from functools import partial

from PySide6.QtCore import QCoreApplication

from badge_inspector.domain.budget import Budget
from badge_inspector.domain.server_time import Flaw, Reads, ServerTime, TimeField
from badge_inspector.ui.look.text import tooltip, visible
from badge_inspector.ui.timing.lines import Line, Tone
from badge_inspector.ui.timing.row_words import range_text
from badge_inspector.ui.words.format import format_countdown, format_duration, format_number, format_seconds, moment


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


_LONGEST_SHOWN = 400
_LONGEST_UNCUT = 25
"""The length of a date, which every row has room for."""


def field_lines(time: ServerTime, budget: Budget, zone: Zone, now: float) -> list[Line]:
    return [field_line(field, time, budget, zone, now) for field in time.fields]


def field_line(field: TimeField, time: ServerTime, budget: Budget, zone: Zone, now: float) -> Line:
    """`now` is epoch seconds UTC, for the countdown."""
    translate = QCoreApplication.translate
    explained = field_explained(field)
    if field.source is None:
        value = translate("TimeFields", "not sent")
        return Line(
            label=field.name,
            figure="",
            spoken=translate("TimeFields", "{name}: {value}").format(name=field.name, value=value),
            value=value,
            tip=partial(tooltip, explained),
            explained=explained,
            value_tone=Tone.MUTED,
        )
    sent = _as_sent(field)
    value = visible(sent[:_LONGEST_SHOWN])
    flawed = field.flaw is not None
    figure = flaw_text(field) if flawed else _reading(field, time, budget, zone, now)
    spoken = (
        translate("TimeFields", "{name}: {value}, {reading}") if figure else translate("TimeFields", "{name}: {value}")
    )
    return Line(
        label=visible(field.name[:_LONGEST_SHOWN]),
        figure=figure,
        spoken=spoken.format(name=visible(field.name[:_LONGEST_SHOWN]), value=value, reading=figure),
        value=value,
        tip=lambda: tooltip(sent if len(sent) > _LONGEST_UNCUT else "", *_in_all_zones(field, time), explained),
        explained=explained,
        copied=sent,
        path=field.path,
        figure_tone=Tone.WARNING if flawed else Tone.MUTED,
    )


def flaw_text(field: TimeField) -> str:
    translate = QCoreApplication.translate
    match field.flaw:
        case Flaw.NOT_A_NUMBER:
            return translate("TimeFields", "not a number")
        case Flaw.NOT_A_MOMENT:
            return translate("TimeFields", "not a date and time")
        case Flaw.NO_OFFSET:
            return translate("TimeFields", "no time zone")
        case Flaw.TOO_LARGE:
            return translate("TimeFields", "number too large")
        case Flaw.OUT_OF_CALENDAR:
            return translate("TimeFields", "outside the calendar")
        case Flaw.NEGATIVE:
            return translate("TimeFields", "below zero: {span}").format(span=format_duration(field.number or 0.0))
        case Flaw.NOT_SENT | None:
            return ""


def field_explained(field: TimeField) -> str:
    """Explanation of the field, for tooltips and "What's this?"."""
    translate = QCoreApplication.translate
    match field.name:
        case "duration":
            return translate("TimeFields", "How long the portal worked on the request, in seconds: finish − start.")
        case "processing":
            return translate("TimeFields", "How much of duration the method itself took, in seconds.")
        case "start":
            return translate("TimeFields", "When the request reached the portal, in seconds since 1970 (UTC).")
        case "finish":
            return translate("TimeFields", "When the portal had the response, in seconds since 1970 (UTC).")
        case "date_start":
            return translate("TimeFields", "start as a date in the portal’s own time zone, in whole seconds.")
        case "date_finish":
            return translate("TimeFields", "finish as a date in the portal’s own time zone, in whole seconds.")
        case "operating":
            return translate(
                "TimeFields",
                "Seconds this method has run for this webhook or application within the last ten minutes, of those that"
                " the portal allows it; behind them what this call added. Calls of up to 0.1 s are not counted.",
            )
        case "operating_reset_at":
            return translate("TimeFields", "When the oldest minute of operating expires, in seconds since 1970 (UTC).")
        case _:
            return translate("TimeFields", "The method’s description does not mention this field.")


def expiry_text(reset_at: float, now: float) -> str:
    """Both in epoch seconds UTC."""
    if reset_at <= now:
        return QCoreApplication.translate("TimeFields", "oldest minute has expired")
    text = QCoreApplication.translate("TimeFields", "oldest minute expires in {left}")
    return text.format(left=format_countdown(reset_at - now))


def used_text(budget: Budget) -> str:
    """ "3.3 s of 480 s"; "" where the portal did not report it."""
    if budget.used_s is None:
        return ""
    if budget.limit_s == 0:
        text = QCoreApplication.translate("TimeFields", "{used}, not limited")
        return text.format(used=format_seconds(budget.used_s))
    text = QCoreApplication.translate("TimeFields", "{used} of {limit}")
    return text.format(used=format_seconds(budget.used_s, budget.limit_s), limit=format_seconds(budget.limit_s))


def _as_sent(field: TimeField) -> str:
    """A date without the quotes every date has; anything else with them, for 5 is not "5"."""
    source = field.source or ""
    if field.name.startswith("date_") and field.flaw is None and "\\" not in source:
        return source.strip('"')
    return source


def _reading(field: TimeField, time: ServerTime, budget: Budget, zone: Zone, now: float) -> str:
    number = field.seconds
    if field.reads is Reads.UNKNOWN or number is None:
        return ""
    match field.name:
        case "duration":
            limits = time.duration_range
            return range_text(limits) if time.is_rounded and limits else format_duration(number)
        case "processing":
            return _processing(number, time)
        case "operating":
            return _operating(budget)
        case "operating_reset_at":
            return expiry_text(number, now)
        case _:
            return _moment(field, number, zone, time.offset_s)


def _processing(seconds: float, time: ServerTime) -> str:
    translate = QCoreApplication.translate
    if time.is_rounded:
        return translate("TimeFields", "rounded")
    duration = time.duration_s
    if not duration or seconds > duration:
        return format_duration(seconds)
    text = translate("TimeFields", "{span} · {share} %")
    return text.format(span=format_duration(seconds), share=format_number(100 * seconds / duration, 0))


def _operating(budget: Budget) -> str:
    translate = QCoreApplication.translate
    if not budget.cost_s:
        return used_text(budget)
    cost = translate("TimeFields", "+{cost}").format(cost=format_seconds(budget.cost_s))
    return f"{used_text(budget)} · {cost}"


def _moment(field: TimeField, epoch: float, zone: Zone, portal_offset_s: int | None) -> str:
    """The day is left out where it is the one that stands in the value beside."""
    reading = read_moment(epoch, zone, portal_offset_s)
    day, _, clock = reading.partition(" ")
    return clock if day in (field.source or "") else reading


def _in_all_zones(field: TimeField, time: ServerTime) -> list[str]:
    if field.reads is not Reads.MOMENT or field.seconds is None:
        return []
    translate = QCoreApplication.translate
    readings = [read_moment(field.seconds, Zone.UTC, None)]
    if time.offset_s is not None:
        text = translate("TimeFields", "{moment} at the portal")
        readings.append(text.format(moment=read_moment(field.seconds, Zone.PORTAL, time.offset_s)))
    text = translate("TimeFields", "{moment} on this computer")
    readings.append(text.format(moment=read_moment(field.seconds, Zone.COMPUTER, None)))
    return readings
