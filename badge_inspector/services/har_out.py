"""Export of lookups as a case file: a HAR 1.2 file that any tool opens, and another Badge Inspector without loss.

    written = await write_case(file, [lookup, 17, …], history, secrets=secrets)    # 17: one of the history
    written.leak                          # not None: a secret was found, nothing was written

Each entry has under `_badgeInspector` what the history keeps, with the response's exact bytes in base64, the portal's
own `time` block beside this computer's clock, the differences from the documentation, the versions, and two SHA-256:
of the response, and of the whole entry. They reveal an edit, except by somebody who computes them anew.
"""

from __future__ import annotations

import base64
import io
import json
import os
import platform
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from badge_inspector import __version__
from badge_inspector.background import in_background
from badge_inspector.domain.contract import METHOD, Difference
from badge_inspector.domain.har.masking import EntryMask
from badge_inspector.domain.har.writing import OWN, around, har_entry, public
from badge_inspector.domain.lookup import Found, Lookup
from badge_inspector.domain.redaction import holds, holds_plainly
from badge_inspector.domain.secret import Secret
from badge_inspector.services.har_in import CASE_FORMAT, body_sum, entry_sum, masked_stored
from badge_inspector.services.history import HistoryService, understood
from badge_inspector.services.report import Leak
from badge_inspector.storage import records
from badge_inspector.storage.files import create_part, part_path
from badge_inspector.storage.files import replace as put_in_place
from badge_inspector.storage.lookup_lines import to_data
from badge_inspector.storage.records import StoredLookup

PROGRAM = "Badge Inspector"
CHUNK = 50


@dataclass(frozen=True, slots=True)
class CaseWritten:
    """Number of lookups in the file; or the secret that was found, and then no file was written."""

    count: int
    leak: Leak | None = None


async def write_case(
    file: Path,
    lookups: Sequence[Lookup | int],
    history: HistoryService | None = None,
    *,
    secrets: Iterable[Secret],
    versions: Mapping[str, str] | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> CaseWritten:
    """Write lookups to a file, which appears when it is whole; those of a history by their ids, and without those that
    are no longer there. `versions` are those of the window's libraries. Raises OSError."""
    known = tuple(secrets)
    part_file = part_path(file)
    stream = await in_background(lambda: os.fdopen(create_part(part_file), "wb"))
    done = 0
    try:
        head, foot = around(PROGRAM, __version__, _head(versions or {}))
        await in_background(lambda: stream.write(head.encode("ascii")))
        for at in range(0, len(lookups), CHUNK):
            part = await _read(lookups[at : at + CHUNK], history)
            leak = await in_background(partial(_write_entries, stream, part, known, done))
            if leak is not None:
                await in_background(lambda: _discard(stream, part_file))
                return CaseWritten(0, leak)
            done += len(part)
            if on_progress is not None:
                on_progress(min(at + CHUNK, len(lookups)), len(lookups))
        await in_background(lambda: stream.write(foot.encode("ascii")))
        await in_background(lambda: _finish(stream, part_file, file))
    except BaseException:
        _discard(stream, part_file)
        raise
    return CaseWritten(done)


async def _read(lookups: Sequence[Lookup | int], history: HistoryService | None) -> list[Lookup]:
    """The lookups themselves."""
    ids = [each for each in lookups if isinstance(each, int)]
    stored = await history.reading.entries(ids) if history is not None and ids else ()
    kept = {each.row.id: each for each in stored}
    found: list[Lookup] = []
    for each in lookups:
        if not isinstance(each, int):
            found.append(each)
        elif each in kept:
            found.append(await understood(kept[each]))
    return found


def _write_entries(
    stream: io.BufferedWriter, lookups: Sequence[Lookup], secrets: tuple[Secret, ...], done: int
) -> Leak | None:
    """Write a part, unless a secret is in it."""
    for at, lookup in enumerate(lookups):
        entry = case_entry(lookup)
        text = json.dumps(entry, separators=(",", ":"))
        leak = find_leak(entry, text, secrets)
        if leak is not None:
            return leak
        stream.write((",\n" if done or at else "").encode("ascii") + text.encode("ascii"))
    return None


def find_leak(entry: Mapping[str, Any], text: str, secrets: Iterable[Secret]) -> Leak | None:
    """Find where an entry (`text` as it is written) holds a secret in any form, also beneath the base64 of its body.
    Blocks."""
    body = base64.b64decode(entry[OWN]["lookup"].get("body_base64", ""))
    for secret in secrets:
        for data in (text.encode("ascii"), body):
            if holds(data, (secret,)):
                return Leak("log.entries", encoded=not holds_plainly(data, secret))
    return None


def case_entry(lookup: Lookup) -> dict[str, Any]:
    """A lookup as an entry with all that it has. Blocks."""
    exchange, left_out = public(lookup.exchange)
    failure = None if isinstance(lookup.outcome, Found) else lookup.outcome.failure
    row = records.row_of(lookup.history_id or 0, lookup)
    mask = EntryMask(known=())  # the file is refused that holds one of those
    kept = StoredLookup(row, lookup.code, exchange, failure, lookup.capture, lookup.expected)
    stored = masked_stored(kept, mask)
    own: dict[str, Any] = {
        "format": CASE_FORMAT,
        "program": f"{PROGRAM} {__version__}",
        "lookup": to_data(stored, in_base64=True),
        "clocks": _clocks(lookup, mask),
        "documentation": _contract(lookup.contract, mask),
    }
    if left_out:
        own["headers_left_out"] = list(left_out)
    entry = har_entry(stored.exchange, stored.capture, stored.row.note)
    entry[OWN] = own
    response = stored.exchange.response
    body = response.body if response is not None else None
    own["sha256"] = {"body": body_sum(body), "entry": entry_sum(json.loads(json.dumps(entry)))}
    return entry


def _head(versions: Mapping[str, str]) -> dict[str, Any]:
    own = {PROGRAM: __version__, "Python": platform.python_version()}
    return {"format": CASE_FORMAT, "versions": {**own, **versions}, "system": platform.platform()}


def _clocks(lookup: Lookup, mask: EntryMask) -> dict[str, Any]:
    """This computer's clock in epoch seconds, and the portal's block to the letter."""
    timeline = lookup.exchange.timeline
    block = lookup.document.at("time") if lookup.document is not None else None
    return {
        "client": {
            "started_at": timeline.started_at,
            "finished_at": timeline.finished_at,
            "total_s": timeline.total_s,
            "connection_reused": timeline.reused,
        },
        "portal": mask.text(block.source) if block is not None else None,
    }


def _contract(found: Sequence[Difference] | None, mask: EntryMask) -> dict[str, Any]:
    """Differences from the documentation; `differences` is null where that cannot be judged."""
    told = None if found is None else [
        {
            "kind": one.kind.value,
            "point": one.point.value,
            "path": mask.text(one.path),
            "documented": one.documented,
            "found": mask.text(one.found),
            "disputed": one.disputed,
        }
        for one in found
    ]  # fmt: skip
    return {"page": METHOD.url, "read": METHOD.read.isoformat(), "differences": told}


def _finish(stream: io.BufferedWriter, part_file: Path, file: Path) -> None:
    stream.flush()
    os.fsync(stream.fileno())
    stream.close()
    put_in_place(part_file, file)


def _discard(stream: io.BufferedWriter, part_file: Path) -> None:
    stream.close()
    with suppress(OSError):
        part_file.unlink()
