"""Translation of a search to SQL. Pure.

Words and filters by text go to the trigram index, and with them, as marks, the filters by status, type and pin: one
index answers all of it, newest first, however rare the combination. Words of one or two letters and lengths of round
trips have an index as long as they are rare; where they are common, rows are looked at one by one, and a page of that
is read a stretch at a time.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from badge_inspector.domain.badge_type import BadgeType
from badge_inspector.domain.history import HistoryFilter
from badge_inspector.domain.history_query import HistoryQuery
from badge_inspector.storage.records import storable
from badge_inspector.storage.schema import mark, second_of

TRIGRAM = 3
_SHOWN = ("lookups.code", "title", "value", "lookups.note", "name", "authority", "lookups.error", "error_text")
_STATUS_CONDITIONS = {
    "ok": "status = 'found'",
    "found": "status = 'found'",
    "errors": "status <> 'found'",
    "refused": "status <> 'found' AND status = 'refused'",  # the first half is what its index is told by
    "failed": "status <> 'found' AND status = 'failed'",
}
_JUDGED = "EXISTS (SELECT 1 FROM contracts WHERE lookup_id = lookups.id AND differences"
_CONTRACT_CONDITIONS = {"differs": f"{_JUDGED} > 0)", "documented": f"{_JUDGED} = 0)"}
TIMED = "NOT EXISTS (SELECT 1 FROM captures WHERE lookup_id = lookups.id AND timed = 0)"
"""Only what has a length of time: a capture may not."""
_CAPTURED = "EXISTS (SELECT 1 FROM captures WHERE lookup_id = lookups.id)"
_STATUS_MARKS = {
    "ok": ("found",),
    "found": ("found",),
    "errors": ("refused", "failed"),
    "refused": ("refused",),
    "failed": ("failed",),
}


@dataclass(slots=True)
class Search:
    """`match` is the full-text query, "" for none; `conditions` are on `lookups JOIN portals`, with their `values` in
    order. `reads_rows` says that rows have to be looked at one by one. Only ids from `lowest` to `highest` can fit.
    `index` names the one to use where SQLite would choose a longer one, "" otherwise."""

    match: str = ""
    conditions: list[str] = field(default_factory=lambda: ["deleted = 0"])
    values: list[Any] = field(default_factory=list[Any])
    reads_rows: bool = False
    lowest: int = 1
    highest: int | None = None
    index: str = ""

    @property
    def where(self) -> str:
        return " AND ".join(self.conditions)

    def add(self, condition: str, *values: Any, reads_rows: bool = False) -> None:
        self.conditions.append(condition)
        self.values.extend(values)
        self.reads_rows = self.reads_rows or reads_rows


def search_of(query: HistoryQuery, kind: HistoryFilter, skew: int = 0, rare_ids: Sequence[int] | None = None) -> Search:
    """Search of the history in SQL. `skew` is the most that an id is ahead of its second; `rare_ids`, where they are
    known, are few and the only ones that can fit."""
    search = Search()
    phrases = [_or_called(_phrase(word), word, query) for word in query.words if _is_long(word)]
    if _is_long(query.portal):
        phrases.append(_or_called(f"portal : {_phrase(query.portal)}", query.portal, query))
    for column, text in (("code", query.code), ("error", query.error)):
        if _is_long(text):
            phrases.append(f"{column} : {_phrase(text)}")
    if query.type:
        phrases.append(_types(query.type))
    statuses = [status for status in (_status_of(kind), query.status) if status]
    wants_pinned = kind is HistoryFilter.PINNED or query.pinned is True
    if phrases:
        phrases += [_any_mark(_STATUS_MARKS[status]) for status in statuses]
        phrases += [_any_mark(("pinned",))] if wants_pinned else []
        search.match = " AND ".join(phrases)
    else:
        for status in statuses:
            search.add(_STATUS_CONDITIONS[status])
        if wants_pinned:
            search.add("pinned = 1")
    if query.pinned is False:
        search.add("pinned = 0")
    _add_runs(search, query, "" if search.match else next(iter(statuses), ""), wants_pinned)
    _add_short_texts(search, query)
    _add_spans(search, query, skew)
    _add_judgements(search, query)
    if rare_ids is not None:
        search.add("lookups.id IN (SELECT value FROM json_each(?))", json.dumps(rare_ids))
        search.reads_rows = False
        search.index = ""
    return search


def _add_judgements(search: Search, query: HistoryQuery) -> None:
    """Conditions on the tables beside `lookups`."""
    if query.contract:
        search.add(_CONTRACT_CONDITIONS[query.contract], reads_rows=True)
    if query.source:
        search.add(_CAPTURED if query.source == "har" else f"NOT {_CAPTURED}", reads_rows=True)
    if times_of(query) is not None:
        search.add(TIMED)


def _add_runs(search: Search, query: HistoryQuery, status: str, wants_pinned: bool) -> None:
    """Lookups in runs are found where they are looked for, and where a person pinned them. `status` is the one that an
    index of the others is for, "" where there is none."""
    if query.run:
        search.add("run <> 0", reads_rows=not search.match)
    elif query.run is False or not (query.looks_into_runs or wants_pinned):
        search.add("run = 0")
        if status:
            search.index = "lookups_ok" if status in ("ok", "found") else "lookups_errors"


def run_conditions(query: HistoryQuery, kind: HistoryFilter) -> tuple[str, list[Any]] | None:
    """The conditions on `runs JOIN portals` and their values; None where runs are not found as such."""
    if kind not in (HistoryFilter.ALL, HistoryFilter.PINNED) or not query.finds_runs:
        return None
    conditions, values = ["deleted = 0"], list[Any]()
    if kind is HistoryFilter.PINNED or query.pinned is not None:
        conditions.append("pinned = ?")
        values.append(int(kind is HistoryFilter.PINNED or bool(query.pinned)))
    if query.after is not None:
        conditions.append("asked_at >= ?")
        values.append(query.after)
    if query.before is not None:
        conditions.append("asked_at < ?")
        values.append(query.before)
    if query.portal:
        wanted = _searched(query.portal).casefold()
        kept = [name for seen, name in query.called if wanted in _searched(seen).casefold()]
        conditions.append("(name GLOB ? OR authority GLOB ? OR name IN (SELECT value FROM json_each(?)))")
        values += [_glob(query.portal), _glob(query.portal), json.dumps(kept)]
    return " AND ".join(conditions), values


def short_texts(query: HistoryQuery) -> list[str]:
    """Search texts shorter than a trigram, as the index writes them."""
    texts = (*query.words, query.portal, query.code, query.error)
    return [_searched(text).lower() for text in texts if _searched(text) and not _is_long(text)]


def _add_short_texts(search: Search, query: HistoryQuery) -> None:
    """Texts shorter than a trigram, which the index does not know."""
    wanted = [(word, _SHOWN) for word in query.words]
    wanted += [(query.portal, ("name", "authority")), (query.code, ("lookups.code",))]
    wanted.append((query.error, ("lookups.error", "error_text")))
    for text, columns in wanted:
        if _searched(text) and not _is_long(text):
            pattern = _glob(text)
            anywhere = " OR ".join(f"{column} GLOB ?" for column in columns)
            search.add(f"({anywhere})", *(pattern,) * len(columns), reads_rows=True)


def _add_spans(search: Search, query: HistoryQuery, skew: int) -> None:
    if query.after is not None:
        search.lowest = second_of(query.after)
        search.add("asked_at >= ?", query.after)
    if query.before is not None:
        search.highest = second_of(query.before) + skew
        search.add("asked_at < ?", query.before)
    times = times_of(query)
    if times is not None:
        search.add("total_s > ? AND total_s < ?", *times, reads_rows=True)


def times_of(query: HistoryQuery) -> tuple[float, float] | None:
    """Between what times, in seconds, a round trip has to be; None when that does not matter."""
    if query.slower_s is None and query.faster_s is None:
        return None
    slower = -math.inf if query.slower_s is None else query.slower_s
    return slower, math.inf if query.faster_s is None else query.faster_s


def _status_of(kind: HistoryFilter) -> str:
    return {HistoryFilter.OK: "ok", HistoryFilter.ERRORS: "errors"}.get(kind, "")


def _types(text: str) -> str:
    """The marks of the types that begin so; a type nobody knows is an unlikely mark."""
    names = tuple(kind.value for kind in BadgeType if kind.value.startswith(text.casefold()))
    return _any_mark(names) if names else 'marks : "\ue0ff\ue0ff\ue0ff"'


def _any_mark(names: tuple[str, ...]) -> str:
    return "(" + " OR ".join(f'marks : "{mark(name)}"' for name in names) + ")"


def _is_long(text: str) -> bool:
    return len(_searched(text)) >= TRIGRAM


def _phrase(text: str) -> str:
    """A text as one phrase of a full-text query, found within words."""
    return '"' + _searched(text).replace('"', '""') + '"'


def _searched(text: str) -> str:
    """As `schema` writes texts into the index. A NUL, which ends a pattern, is not looked for."""
    return storable(text).replace("\0", "").replace("ё", "е").replace("Ё", "Е")


def _or_called(phrase: str, text: str, query: HistoryQuery) -> str:
    """Add the portals whose shown name contains the text. The index has a line end after a portal's name."""
    wanted = _searched(text).casefold()
    kept = [name for seen, name in query.called if wanted in _searched(seen).casefold()]
    ways = [phrase, *(f"portal : {_phrase(name + chr(10))}" for name in kept)]
    return f"({' OR '.join(ways)})" if kept else phrase


def _glob(text: str) -> str:
    """A pattern that finds the text in either letter case, in any alphabet: SQLite's LIKE knows that of ASCII only."""
    return "*" + "".join(_either_case(character) for character in _searched(text)) + "*"


def _either_case(character: str) -> str:
    letters = "еёЕЁ" if character in "еЕ" else {character, character.lower(), character.upper()}
    single = sorted(letter for letter in letters if len(letter) == 1)
    return f"[{''.join(single)}]" if len(single) > 1 or character in "*?[" else character
