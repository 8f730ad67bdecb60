"""What a person types to find a lookup: words, and filters such as `portal:acme type:failure slower:500ms`. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime

FILTERS = ("portal", "code", "type", "error", "status", "after", "before", "slower", "faster", "pinned")
"""The names a filter can have, for completion."""

_TERM = re.compile(r'(?:(?P<name>\w+):)?(?:"(?P<quoted>[^"]*)"?|(?P<bare>[^\s"]+))')
_DURATION = re.compile(r"(?P<number>\d+(?:[.,]\d+)?)(?P<unit>ms|s|)")
_YES_NO = ("yes", "no", "1", "0", "true", "false")
_STATUSES = {"ok": "found", "found": "found", "refused": "refused", "failed": "failed"}


@dataclass(frozen=True, slots=True)
class HistoryQuery:
    """Words that must all occur somewhere, and filters. Times are epoch seconds UTC (a date means its local midnight),
    durations seconds. `status` is found, refused, failed or "errors"; `wrong` are filters that could not be read and
    are left out."""

    words: tuple[str, ...] = ()
    portal: str = ""
    code: str = ""
    type: str = ""
    error: str = ""
    status: str = ""
    after: float | None = None
    before: float | None = None
    slower_s: float | None = None
    faster_s: float | None = None
    pinned: bool | None = None
    wrong: tuple[str, ...] = field(default=())

    @property
    def is_empty(self) -> bool:
        return self == HistoryQuery(wrong=self.wrong)


def parse_query(text: str) -> HistoryQuery:
    """Read what was typed. Never fails: an unknown name is a word like any other, a filter without a usable value is
    listed in `wrong`."""
    words: list[str] = []
    wrong: list[str] = []
    found: dict[str, object] = {}
    for match in _TERM.finditer(text):
        name = (match["name"] or "").casefold()
        value = match["quoted"] if match["quoted"] is not None else match["bare"]
        if name not in FILTERS:
            whole = match[0].strip('"') if name else value
            if whole:
                words.append(whole)
            continue
        read = _read(name, value)
        if read is None:
            wrong.append(match[0])
        else:
            found.update(read)
    return HistoryQuery(tuple(words), **found, wrong=tuple(wrong))  # type: ignore[arg-type]


def complete(text: str) -> tuple[str, ...]:
    """What the last word of a query could become: filters' names, and values where there are few."""
    last = text.rsplit(maxsplit=1)[-1] if text and not text[-1].isspace() else ""
    name, colon, value = last.partition(":")
    if colon:
        values = {
            "type": ("failure", "primary", "secondary", "success", "warning"),
            "status": ("errors", "failed", "ok", "refused"),
            "pinned": ("no", "yes"),
        }.get(name, ())
        return tuple(f"{name}:{each}" for each in values if each.startswith(value) and each != value)
    return tuple(f"{each}:" for each in FILTERS if last and each.startswith(last.casefold()))


def _read(name: str, value: str) -> dict[str, object] | None:
    if not value:
        return None
    if name in ("after", "before"):
        moment = _moment(value)
        return None if moment is None else {name: moment}
    if name in ("slower", "faster"):
        seconds = _seconds(value)
        return None if seconds is None else {f"{name}_s": seconds}
    if name == "pinned":
        return {"pinned": value.casefold() in ("yes", "1", "true")} if value.casefold() in _YES_NO else None
    if name == "status":
        status = "errors" if value.casefold() in ("error", "errors") else _STATUSES.get(value.casefold())
        return None if status is None else {"status": status}
    return {name: value}


def _moment(value: str) -> float | None:
    """A local date, meaning the moment it begins, or a date with a time."""
    try:
        if "T" in value:
            return datetime.fromisoformat(value).timestamp()
        day = date.fromisoformat(value)
        return datetime(day.year, day.month, day.day).timestamp()
    except (ValueError, OverflowError, OSError):
        return None


def _seconds(value: str) -> float | None:
    match = _DURATION.fullmatch(value.casefold())
    if match is None:
        return None
    number = float(match["number"].replace(",", "."))
    return number / 1000 if match["unit"] != "s" else number
