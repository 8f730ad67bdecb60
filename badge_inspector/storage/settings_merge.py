"""Three-way merge of the settings file, so that two windows keep each other's changes. Pure.

A change is what differs between the settings it was made on (`before`) and those it led to (`after`); it is applied to
what is in the file by now (`theirs`), member by member, portal by portal. So whatever nobody changed stays as it is in
the file, a value that could not be read among it. Where both changed one member, the later writer's stands. A portal
that one window removed stays away, unless the other changed it since.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from badge_inspector.storage.settings_members import Json

_MISSING: Any = object()
_KEYS = {"portals": "id", "geometries": "screens"}
"""Lists whose entries are told apart by a member of theirs."""

_TRACES = ("last_used_at",)
"""Members the program writes by itself: no reason to bring back a portal that was removed."""


def merge(before: Json, after: Json, theirs: Json) -> Json:
    """`theirs` with the change from `before` to `after`; all three are settings documents."""
    merged: Json = {}
    for name in (*theirs, *(name for name in after if name not in theirs)):
        old, new, other = (document.get(name, _MISSING) for document in (before, after, theirs))
        value = _merged(name, old, new, other)
        if value is not _MISSING:
            merged[name] = value
    return merged


def _merged(name: str, old: Any, new: Any, other: Any) -> Any:
    if new == old:
        return other
    if isinstance(new, dict) and isinstance(other, dict):
        earlier = cast("Json", old if isinstance(old, dict) else {})
        return merge(earlier, cast("Json", new), cast("Json", other))
    if name in _KEYS and isinstance(new, list) and isinstance(other, list):
        earlier_list = cast("list[object]", old if isinstance(old, list) else [])
        return _merged_lists(_KEYS[name], earlier_list, cast("list[object]", new), cast("list[object]", other))
    return cast("object", new)


def _merged_lists(key: str, old: list[object], new: list[object], other: list[object]) -> list[object]:
    sides = [_by_key(key, items) for items in (old, new, other)]
    merged: dict[str, Json] = {}
    for identity in _order(*(list(side) for side in sides)):
        before, after, theirs = (side.get(identity) for side in sides)
        if before and after and not theirs and _without_traces(before) == _without_traces(after):
            continue  # removed there, not really changed here
        value = _merged("", *(_MISSING if side is None else side for side in (before, after, theirs)))
        if value is not _MISSING:
            merged[identity] = value
    known = sides[2]
    # Entries without a usable key, and second ones of a key: they may mean something to a person.
    strays = [item for item in other if (found := _key_of(key, item)) is None or known[found] is not item]
    return [*merged.values(), *strays]


def _order(before: Sequence[str], after: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """Our order where we changed it, theirs otherwise; what only the other side knows comes last."""
    ours_moved = [name for name in after if name in before] != [name for name in before if name in after]
    first, second = (after, theirs) if ours_moved else (theirs, after)
    return [*first, *(name for name in second if name not in first)]


def _without_traces(entry: Json) -> Json:
    return {name: value for name, value in entry.items() if name not in _TRACES}


def _by_key(key: str, items: list[object]) -> dict[str, Json]:
    found: dict[str, Json] = {}
    for item in items:
        identity = _key_of(key, item)
        if identity is not None:
            found.setdefault(identity, cast("Json", item))
    return found


def _key_of(key: str, item: object) -> str | None:
    if not isinstance(item, dict):
        return None
    identity = cast("Json", item).get(key)
    return identity if isinstance(identity, str) and identity else None
