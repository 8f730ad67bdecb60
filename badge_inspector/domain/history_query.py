"""Search queries of the history: words, and filters such as `portal:acme type:failure slower:500ms`. Pure.

words       anywhere in code, title, value, note, portal, error; "quoted ones" with their spaces
portal: code: error:        parts of them
type: status:               success, failure, ... (or how they begin); ok, errors, refused, failed
after: before:              2026-11-01, 2026-11, 01.11.2026, 2026-11-01T14:30, today, yesterday, 12h, 7d, 2w (ago)
slower: faster:             500ms, 1.5s, 2m; milliseconds where no unit is named
contract:                   differs, documented: the answer compared with the method's documentation
source:                     har (out of a HAR file), asked (from here)
pinned:                     yes, no
run:                        yes, no: lookups that were parts of a run of many codes, or those that were not
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from badge_inspector.domain.badge_type import BadgeType
from badge_inspector.domain.clock import epoch_seconds, local_time

FILTERS = (
    *("portal", "code", "type", "error", "status", "contract", "source"),
    *("after", "before", "slower", "faster", "pinned", "run"),
)
"""The names a filter can have, for completion."""

_TERM = re.compile(r'(?P<lonely>\w+):(?=\s|$)|(?:(?P<name>\w+):)?(?:"(?P<quoted>[^"]*)"?|(?P<bare>[^\s"]+))')
_DURATION = re.compile(r"(?P<number>\d{1,9}(?:[.,]\d{1,9})?)(?P<unit>ms|s|m|min|)")
_AGO = re.compile(r"(?P<number>\d{1,5})(?P<unit>[hdw])")
_LOCAL_DATE = re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})")
_MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})")
_UNITS_S = {"": 0.001, "ms": 0.001, "s": 1.0, "m": 60.0, "min": 60.0}
_HOURS = {"h": 1, "d": 24, "w": 24 * 7}
_YES_NO = {"yes": True, "1": True, "true": True, "no": False, "0": False, "false": False}
_STATUSES = {
    "ok": "found",
    "found": "found",
    "error": "errors",
    "errors": "errors",
    "refused": "refused",
    "failed": "failed",
}
_VALUES = {
    "type": tuple(sorted(BadgeType)),
    "status": ("errors", "failed", "ok", "refused"),
    "contract": ("differs", "documented"),
    "source": ("asked", "har"),
    "pinned": ("no", "yes"),
    "run": ("no", "yes"),
    "after": ("today", "yesterday", "7d", "30d"),
    "before": ("today", "yesterday", "7d", "30d"),
    "slower": ("500ms", "1s", "5s"),
    "faster": ("500ms", "1s", "5s"),
}


@dataclass(frozen=True, slots=True)
class HistoryQuery:
    """Words that must all occur somewhere, and filters. Times are epoch seconds UTC (a date means its local midnight),
    durations seconds. `status` is found, refused, failed or "errors"; `contract` is differs or documented; `source` is
    har or asked; `type` is how a badge type begins; `wrong` are filters that could not be read and are left out.
    `called` are portals that the person sees under another name than the one that is kept, as (seen, kept): the words
    find them by either."""

    words: tuple[str, ...] = ()
    portal: str = ""
    code: str = ""
    type: str = ""
    error: str = ""
    status: str = ""
    contract: str = ""
    source: str = ""
    after: float | None = None
    before: float | None = None
    slower_s: float | None = None
    faster_s: float | None = None
    pinned: bool | None = None
    run: bool | None = None
    wrong: tuple[str, ...] = field(default=())
    called: tuple[tuple[str, str], ...] = field(default=())

    @property
    def is_empty(self) -> bool:
        return self == HistoryQuery(wrong=self.wrong, called=self.called)

    @property
    def looks_into_runs(self) -> bool:
        """Tell whether lookups that were parts of runs are looked for, too: by name, or because it says so."""
        return bool(self.words or self.code or self.error) if self.run is None else self.run

    @property
    def finds_runs(self) -> bool:
        """Tell whether runs are found as such: nothing is asked that differs between the lookups of one."""
        told = self.words or self.code or self.error or self.type or self.status or self.contract or self.source
        return not told and self.slower_s is self.faster_s is self.run is None


def parse_query(text: str, now: datetime | None = None) -> HistoryQuery:
    """Read what was typed. Never fails: an unknown name is a word like any other, a filter without a usable value is
    listed in `wrong`; of two filters with one name the last counts. `now` is local time, for dates that lean on it."""
    words: list[str] = []
    wrong: list[str] = []
    found: dict[str, object] = {}
    for match in _TERM.finditer(text):
        name = (match["name"] or match["lonely"] or "").casefold()
        value = match["quoted"] if match["quoted"] is not None else match["bare"] or ""
        if name not in FILTERS:
            word = f"{name and match[0].partition(':')[0] + ':'}{value}"
            if word:
                words.append(word)
            continue
        read = _read(name, value, now or local_time(time.time()).replace(tzinfo=None))
        if read is None:
            wrong.append(match[0])
        else:
            found.update(read)
    return HistoryQuery(tuple(words), **found, wrong=tuple(wrong))  # type: ignore[arg-type] - of the kinds that `_read` returns


def last_word(text: str) -> str:
    """The word at the end, a filter with its value in quotes included, that is being typed; empty after a space."""
    begun = [match for match in _TERM.finditer(text) if match.end() == len(text)]
    return begun[-1][0] if begun else ""


def complete(
    text: str, portals: Iterable[str] = (), errors: Iterable[str] = (), codes: Iterable[str] = ()
) -> tuple[str, ...]:
    """Completions for the last word of a query: filters' names, and values; `portals` (names and hosts), `errors` and
    `codes` are those to offer. A value with a space in it comes in quotes."""
    last = last_word(text)
    name, colon, begun = last.partition(":")
    if not colon:
        return tuple(f"{each}:" for each in FILTERS if last and each.startswith(last.casefold()))
    own = {"portal": portals, "error": errors, "code": codes}
    values = own.get(name.casefold()) or _VALUES.get(name.casefold(), ())
    begun = begun.strip('"')
    # A quote cannot be written in a filter, nor anything that is not seen.
    fitting = (
        each
        for each in values
        if each.casefold().startswith(begun.casefold()) and each != begun and each.isprintable() and '"' not in each
    )
    return tuple(f'{name}:"{each}"' if any(map(str.isspace, each)) else f"{name}:{each}" for each in fitting)


def _read(name: str, value: str, now: datetime) -> dict[str, object] | None:
    if not value:
        return None
    low = value.casefold()
    if name in ("after", "before"):
        moment = _moment(low, now)
        return None if moment is None else {name: moment}
    if name in ("slower", "faster"):
        seconds = _seconds(low)
        return None if seconds is None else {f"{name}_s": seconds}
    if name in ("pinned", "run"):
        return {name: _YES_NO[low]} if low in _YES_NO else None
    if name == "status":
        return {"status": _STATUSES[low]} if low in _STATUSES else None
    if name in ("contract", "source"):
        return {name: low} if low in _VALUES[name] else None
    if name == "type":
        return {"type": low} if any(kind.startswith(low) for kind in BadgeType) else None
    return {name: value}


def _moment(value: str, now: datetime) -> float | None:
    """Start of a day, a month, or a time of day in local time, in epoch seconds."""
    try:
        return epoch_seconds(_local(value, now))
    except (ValueError, OverflowError):
        return None


def _local(value: str, now: datetime) -> datetime:
    today = datetime(now.year, now.month, now.day)
    if value in ("today", "yesterday"):
        return today - timedelta(days=value == "yesterday")
    if ago := _AGO.fullmatch(value):
        back = timedelta(hours=int(ago["number"]) * _HOURS[ago["unit"]])
        return now - back if ago["unit"] == "h" else today - back
    if parts := _LOCAL_DATE.fullmatch(value) or _MONTH.fullmatch(value):
        numbers = parts.groupdict(default="1")
        return datetime(int(numbers["year"]), int(numbers["month"]), int(numbers.get("day", "1")))
    if "t" in value:
        return datetime.fromisoformat(value.upper())
    day = date.fromisoformat(value)
    return datetime(day.year, day.month, day.day)


def _seconds(value: str) -> float | None:
    match = _DURATION.fullmatch(value)
    return None if match is None else float(match["number"].replace(",", ".")) * _UNITS_S[match["unit"]]
