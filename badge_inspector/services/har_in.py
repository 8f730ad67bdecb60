"""Import of a HAR file's calls of `crm.activity.badge.get` into the history: each becomes a lookup that is marked as
imported, with its secrets masked before it is saved.

    imported = await import_har(history, HarSource.of_file(path), on_progress)

The file is read a megabyte at a time, in other threads; its content is neither trusted nor fetched. A file that a
Badge Inspector wrote (`har_out`) gives back the same lookups.
"""

from __future__ import annotations

import hashlib
import io
import json
import stat
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, BinaryIO, cast
from urllib.parse import urlsplit

from badge_inspector.background import in_background
from badge_inspector.bitrix24 import redirects, wire
from badge_inspector.bitrix24.batch import BatchItem, read_batch
from badge_inspector.domain.capture import Capture, Edited
from badge_inspector.domain.clock import EARLIEST, LATEST
from badge_inspector.domain.contract import differences
from badge_inspector.domain.exchange import Exchange, Phase, Response
from badge_inspector.domain.failures import Failure, FailureKind
from badge_inspector.domain.har.calls import METHOD, BadgeCall, RestAddress, badge_calls, rest_address
from badge_inspector.domain.har.entry import (
    GZIP,
    HarEntry,
    HarResponse,
    has_time,
    read_entry,
    split_timings,
    timeline_of,
)
from badge_inspector.domain.har.errors import without_response
from badge_inspector.domain.har.masking import EntryMask
from badge_inspector.domain.har.scanner import EntryScanner, HarFault, RawEntry
from badge_inspector.domain.har.writing import OWN
from badge_inspector.domain.jsontext import JsonDocument
from badge_inspector.domain.lookup import Failed, Lookup, Outcome
from badge_inspector.domain.portal import captured_profile_id
from badge_inspector.services.history import HistoryService
from badge_inspector.services.history.understanding import understand
from badge_inspector.services.look_up import batch_outcome, in_own_body, own_response
from badge_inspector.storage import records
from badge_inspector.storage.lookup_lines import BrokenLineError, from_data

_PIECE = 1 << 20
_CHUNK = 100
"""Lookups kept in one transaction."""

CASE_FORMAT = "badge-inspector-case/1"
_FAMILY = CASE_FORMAT.partition("/")[0]


@dataclass(frozen=True, slots=True)
class HarSource:
    """`name` is the file's, "" for what was pasted; `moment` (epoch seconds) stands for the times that it lacks."""

    name: str
    size: int
    moment: float
    open: Callable[[], BinaryIO]

    @classmethod
    def of_file(cls, file: Path) -> HarSource:
        """Open a file. Blocks. Raises OSError, also for anything but a regular file: a pipe has no end."""
        found = file.stat()
        if not stat.S_ISREG(found.st_mode):
            raise OSError("not a plain file")
        return cls(file.name, found.st_size, found.st_mtime, lambda: file.open("rb"))

    @classmethod
    def of_text(cls, text: str, moment: float) -> HarSource:
        data = text.encode("utf-8", "replace")
        return cls("", len(data), moment, lambda: io.BytesIO(data))


@dataclass(frozen=True, slots=True)
class HarImported:
    """Counts: `new` were added, `known` were there already; skipped were `others` (calls of other methods),
    `asked_first` (preflight requests of a browser), `broken` entries and `too_long` ones; `edited` lookups no longer
    agree with the hash in the file. `ids`: of all lookups in the history, in the order of the file. `fault`: of the
    file itself."""

    new: int = 0
    known: int = 0
    ids: tuple[int, ...] = ()
    others: int = 0
    asked_first: int = 0
    broken: int = 0
    too_long: int = 0
    edited: int = 0
    creator: str = ""
    fault: HarFault | None = None

    @property
    def calls(self) -> int:
        return self.new + self.known


async def import_har(
    history: HistoryService, source: HarSource, on_progress: Callable[[int, int], None] | None = None
) -> HarImported:
    """Take in a file; `on_progress` is called with the bytes that were read, of how many. What was taken in before a
    cancelling stays. Raises OSError, and HistoryUnavailableError where the history cannot be written."""
    stream = await in_background(source.open)
    reader = HarReader(source)
    new = known = done = 0
    ids: list[int] = []

    async def keep(lookups: list[Lookup]) -> None:
        nonlocal new, known
        for at in range(0, len(lookups), _CHUNK):
            taken = await history.merge(lookups[at : at + _CHUNK])
            fresh = sum(each.is_new for each in taken)
            new, known = new + fresh, known + len(taken) - fresh
            ids.extend(each.id for each in taken)

    try:
        while reader.wants_more and (piece := await in_background(lambda: stream.read(_PIECE))):
            await keep(await in_background(lambda: reader.read(piece)))
            done += len(piece)
            if on_progress is not None:
                on_progress(min(done, source.size), source.size)
        await keep(await in_background(reader.finish))
    finally:
        stream.close()
    counts = reader.counts
    return HarImported(
        new, known, tuple(ids), counts.others, counts.asked_first, counts.broken, counts.too_long, counts.edited,
        reader.creator, reader.fault,
    )  # fmt: skip


@dataclass(slots=True)
class _Counts:
    others: int = 0
    asked_first: int = 0
    broken: int = 0
    too_long: int = 0
    edited: int = 0


@dataclass(slots=True)
class HarReader:
    """One file on its way. Blocks: for other threads."""

    source: HarSource
    counts: _Counts = field(default_factory=_Counts)
    _scanner: EntryScanner = field(default_factory=EntryScanner)
    _mask: EntryMask = field(default_factory=EntryMask)

    @property
    def fault(self) -> HarFault | None:
        return self._scanner.fault

    @property
    def wants_more(self) -> bool:
        return self._scanner.fault is None

    @property
    def creator(self) -> str:
        """The recording program with its version; a browser's name says more than that of its inspector."""
        for name in ("browser", "creator"):
            document = JsonDocument.parse(self._scanner.facts.get(name, ""))
            parts = [node.string for part in ("name", "version") if (node := document.at(part)) is not None]
            if parts and parts[0]:
                return self._mask.text(" ".join(filter(None, parts))[:100])
        return ""

    def read(self, piece: bytes) -> list[Lookup]:
        """The lookups in the next bytes."""
        return [lookup for raw in self._scanner.feed(piece) for lookup in self._lookups(raw)]

    def finish(self) -> list[Lookup]:
        """The lookups at the end."""
        self._scanner.finish()
        return []

    def _lookups(self, raw: RawEntry) -> list[Lookup]:
        if raw.text is None:
            if raw.too_long:
                self.counts.too_long += 1
            else:
                self.counts.others += 1
            return []
        entry = read_entry(raw.text)
        if entry is None:
            self.counts.broken += 1
            return []
        address = rest_address(entry.request.url)
        if address is None:
            self.counts.others += 1
            return []
        self._mask.learn(entry.request, address)
        if entry.own and (kept := self._kept(entry, raw.text)) is not None:
            return [kept]
        found = badge_calls(entry.request, address)
        if not found:
            is_first = entry.request.method in ("OPTIONS", "HEAD") and address.method == METHOD
            self.counts.asked_first += is_first
            self.counts.others += not is_first
            return []
        return list(_Calls(entry, address, self._mask, self.source, self.creator).lookups(found))

    def _kept(self, entry: HarEntry, text: str) -> Lookup | None:
        """The lookup that a Badge Inspector put into an entry; None where there is none to be read."""
        try:
            own: dict[str, Any] = json.loads(entry.own)
            family, _, version = str(own.get("format")).partition("/")
            if family != _FAMILY or version != CASE_FORMAT.partition("/")[2]:
                return None
            stored = from_data(cast("dict[str, Any]", own["lookup"]))
            sums = cast("dict[str, Any]", own.get("sha256") or {})
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, BrokenLineError):
            self.counts.edited += 1
            return None
        edited = _edited(entry, stored.exchange.response, sums, text)
        self.counts.edited += edited is not Edited.NO
        creator = self._mask.text(str(own.get("program") or "")[:100])
        capture = stored.capture or Capture("", creator)
        capture = replace(capture, file=self._mask.text(self.source.name), is_case=True, edited=edited.value)
        return understand(masked_stored(replace(stored, capture=capture), self._mask))


def _edited(entry: HarEntry, response: Response | None, sums: dict[str, Any], text: str) -> Edited:
    """Find what somebody changed: the response by its own hash, and by its readable copy; the rest by the entry's."""
    shown = entry.response.body if entry.response is not None else None
    body = response.body if response is not None else None
    is_copied = (body or None) == (shown or None) or (body or b"").startswith(GZIP)  # a reader unpacks that
    if body_sum(body) != sums.get("body") or not is_copied:
        return Edited.BODY
    return Edited.NO if entry_sum(json.loads(text)) == sums.get("entry") else Edited.REST


def body_sum(body: bytes | None) -> str:
    """A body's SHA-256 in lower-case hex; "" for none."""
    return hashlib.sha256(body).hexdigest() if body is not None else ""


def entry_sum(entry: dict[str, Any]) -> str:
    """The SHA-256 of an entry, in lower-case hex: of its JSON with sorted names and no blanks, without the sums
    themselves. Blanks and the order of names are nothing that an edit changes."""
    own = {name: value for name, value in entry.get(OWN, {}).items() if name != "sha256"}
    plain = json.dumps({**entry, OWN: own}, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode("ascii")).hexdigest()


def masked_stored(stored: records.StoredLookup, mask: EntryMask) -> records.StoredLookup:
    """The same without any secret: on the way out, and in, since who edited the file may have put one in. It belongs to
    no portal that a person keeps."""
    row, exchange, failure, response = stored.row, stored.exchange, stored.failure, stored.exchange.response
    sent = exchange.request
    request = replace(
        sent,
        method=mask.text(sent.method),
        url=mask.text(sent.url),
        headers=mask.headers(sent.headers),
        body=mask.text(sent.body),
    )
    if response is not None:
        body = mask.body(response.body, response.header("Content-Type"))
        headers = mask.headers(response.headers)
        response = replace(response, reason=mask.text(response.reason), headers=headers, body=body)
    if failure is not None:
        texts = (failure.code, failure.description, failure.location, failure.detail)
        code, description, location, detail = map(mask.text, texts)
        failure = replace(failure, code=code, description=description, location=location, detail=detail)
    portal = mask.text(row.portal)
    return replace(
        stored,
        row=replace(
            row,
            id=0,
            asked_at=min(max(row.asked_at, EARLIEST), LATEST),
            code=mask.text(row.code),
            portal=portal,
            portal_name=mask.text(row.portal_name),
            profile_id=captured_profile_id(portal),
            note=mask.text(row.note),
        ),
        code=mask.text(stored.code),
        expected=mask.text(stored.expected),
        exchange=replace(exchange, request=request, response=response),
        failure=failure,
    )


@dataclass(frozen=True, slots=True)
class _Calls:
    """The calls in one entry as lookups."""

    entry: HarEntry
    address: RestAddress
    mask: EntryMask
    source: HarSource
    creator: str

    def lookups(self, calls: tuple[BadgeCall, ...]) -> list[Lookup]:
        entry, mask = self.entry, self.mask
        started_at = entry.started_at if entry.started_at is not None else self.source.moment
        timings = split_timings(entry)
        capture = Capture(
            file=mask.text(self.source.name),
            creator=self.creator,
            timings=timings,
            is_dated=entry.started_at is not None,
            is_timed=has_time(timings, entry.time_s),
        )
        timeline = timeline_of(timings, entry.time_s, started_at)
        response = self._response()
        outcomes = self._outcomes(calls, response)
        found: list[Lookup] = []
        for call, (said, own) in zip(calls, outcomes, strict=True):
            request = mask.request(entry.request, self.address, call.body if call.name else entry.request.body)
            exchange = Exchange(request, timeline, own)
            document = None
            if own is not None and own.body and own.truncated != "encoding":
                document = wire.decode(own, self.address.portal).document
            outcome = in_own_body(said, document) if call.name else said
            found.append(
                Lookup(
                    code=mask.text(call.code),
                    profile_id=captured_profile_id(self.address.portal.authority),
                    portal_name=self.address.portal.display,
                    portal=self.address.portal.authority,
                    asked_at=started_at,
                    outcome=outcome,
                    exchange=exchange,
                    document=document,
                    contract=differences(own, document, shared=exchange.is_shared),
                    capture=capture,
                )
            )
        return found

    def _response(self) -> Response | None:
        given = self.entry.response
        if given is None:
            return None
        masked: HarResponse = self.mask.response(given)
        body = masked.body or b""
        # What a redirect is its head says.
        is_missing = masked.body is None and masked.status not in redirects.STATUSES
        truncated = "capture" if is_missing else masked.truncated
        size = masked.body_size if masked.body_size is not None else len(body)
        return Response(masked.status, masked.reason, masked.http_version, masked.headers, body, size, truncated)

    def _outcomes(
        self, calls: tuple[BadgeCall, ...], response: Response | None
    ) -> list[tuple[Outcome, Response | None]]:
        """Outcome of each call, and its own part of the response."""
        if response is None:
            failure = without_response(self.mask.text(self.entry.error))
            return [(Failed(failure), None)] * len(calls)
        if response.truncated == "capture":
            failure = Failure(FailureKind.CAPTURE_WITHOUT_BODY, http_status=response.status, phase=Phase.DOWNLOAD)
            return [(Failed(failure), response)] * len(calls)
        portal = self.address.portal
        sent_path = urlsplit(self.mask.url(self.address)).path
        if not calls[0].name:
            return [(wire.decode(response, portal, sent_path).outcome, response)]
        _, answer = wire.read_answer(response, portal, sent_path)
        if not isinstance(answer, wire.Answer):
            return [(answer, response)] * len(calls)
        items = read_batch(answer.result, [call.name for call in calls])
        if items is None:
            detail = "the answer is none to a batch"
            failure = Failure(
                FailureKind.ANSWER_SHAPE, http_status=response.status, phase=Phase.DOWNLOAD, detail=detail
            )
            return [(Failed(failure), response)] * len(calls)
        asked = {call.code for call in calls}
        return [self._part(items[call.name], call, asked, response) for call in calls]

    @staticmethod
    def _part(item: BatchItem, call: BadgeCall, asked: set[str], response: Response) -> tuple[Outcome, Response]:
        return batch_outcome(item, call.code, asked, response), own_response(response, item)
