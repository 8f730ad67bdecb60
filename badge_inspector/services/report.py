"""Report of a lookup for a ticket: the request, the answer, the timing, and the versions.

    report = make_report(lookup, headline, versions=…, picture=…, picture_text=…)
    leak = find_secret(report, secrets)          # None: it may be passed on
    folder = write_report(report, parent)        # or report.text, for the clipboard

The client masked the portal's secrets when the answer came. `find_secret` looks again, in whatever form they may be
written, at every byte that would leave: a secret typed as a code, or sent back by another portal, is found there.
"""

from __future__ import annotations

import json
import platform
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from badge_inspector import __version__
from badge_inspector.domain.body_text import read_body
from badge_inspector.domain.capture import HarPhase
from badge_inspector.domain.clock import local_time, utc_time
from badge_inspector.domain.compare import plain
from badge_inspector.domain.contract import METHOD, Difference
from badge_inspector.domain.exchange import Phase
from badge_inspector.domain.jsonlayout import lay_out
from badge_inspector.domain.lookup import Found, Lookup, Refused
from badge_inspector.domain.personal import PersonalMask
from badge_inspector.domain.redaction import holds, holds_plainly
from badge_inspector.domain.secret import Secret
from badge_inspector.domain.secret_places import holds_unknown
from badge_inspector.services.report_blocks import (
    Block,
    Facts,
    Heading,
    Table,
    Verbatim,
    as_markdown,
    as_plain,
    one_spaced,
)
from badge_inspector.storage.files import write_folder

_BODY_CHARACTERS = 20_000
MARKDOWN, PLAIN, PICTURE, TIMING = "report.md", "report.txt", "result.png", "timing.json"


@dataclass(frozen=True, slots=True)
class Report:
    """`text` is the Markdown by itself, `plain` the same for where nothing renders it; `files` are (name, content) of
    the folder, `name` is what it is called. `shown` is what can be read in the picture."""

    name: str
    text: str
    plain: str
    files: tuple[tuple[str, bytes], ...]
    shown: str = ""


@dataclass(frozen=True, slots=True)
class ReportWords:
    """The report's own words, for the window to give in the person's language. What the portal or a program calls by
    a name of its own (`duration`, `error_description`) is called so in every language. `verdict` says how an answer
    compares with the documentation, `difference` says one difference in one line."""

    code: str = "Code"
    portal: str = "Portal"
    asked_at: str = "Asked at"
    outcome: str = "Outcome"
    found: str = "found"
    refused: str = "refused"
    failed: str = "failed"
    badge_title: str = "Title"
    badge_value: str = "Value"
    badge_type: str = "Type"
    http_status: str = "HTTP status"
    reason: str = "Technical reason"
    expected: str = "Expected"
    note: str = "Note"
    picture: str = "The result"
    documentation: str = "Against the documentation"
    method_page: str = "The method’s page"
    timing: str = "Timing"
    phase: str = "Phase"
    time: str = "Time"
    ms: str = "ms"
    not_recorded: str = "not recorded"
    round_trip: str = "Round trip"
    request: str = "Request"
    response: str = "Response"
    cut: str = "cut off here"
    versions: str = "Versions"
    system: str = "System"
    verdict: Callable[[Sequence[Difference]], str] = lambda found: str(len(found)) if found else "As documented"
    difference: Callable[[Difference], str] = lambda one: f"{one.kind.value}: {one.point.value}, {one.path}"
    phases: Mapping[Phase, str] = field(default_factory=lambda: {phase: phase.value for phase in Phase})


@dataclass(frozen=True, slots=True)
class Leak:
    """A secret of the portal is in `file`: as it is, or `encoded` in one of the forms that `domain.redaction` knows."""

    file: str
    encoded: bool


def make_report(
    lookup: Lookup,
    headline: str,
    mask: PersonalMask | None = None,
    *,
    words: ReportWords | None = None,
    versions: Mapping[str, str] | None = None,
    picture: bytes = b"",
    picture_text: str = "",
) -> Report:
    """`headline` says the outcome, in the language of `words` (English where none are given). `versions` are those
    of the window's libraries, by their names. `picture` is a PNG made of a lookup masked in the same way. Blocks: for a
    body of megabytes some seconds."""
    hidden = mask or PersonalMask()
    lookup = hidden.lookup(lookup)
    headline = hidden.text(headline)
    page = _Page(words or ReportWords(), lookup, headline, versions or {})
    text = page.markdown(with_picture=False)
    files: list[tuple[str, bytes]] = [
        (MARKDOWN, page.markdown(with_picture=bool(picture)).encode("utf-8", "replace")),
        (PLAIN, page.plain().encode("utf-8", "replace")),
        (TIMING, _timing_json(lookup).encode("utf-8", "replace")),
    ]
    response = lookup.exchange.response
    if response is not None and response.body:
        files.append(
            (
                "answer.json" if lookup.document is not None and lookup.document.fault is None else "answer.txt",
                response.body,
            )
        )
    if picture:
        files.append((PICTURE, picture))
    return Report(_folder_name(lookup), text, page.plain(), tuple(files), picture_text)


def find_secret(report: Report, secrets: Iterable[Secret]) -> Leak | None:
    """Find the place in the report that holds a secret; None if none does. Blocks."""
    parts = [
        *report.files,
        (PICTURE, report.shown.encode("utf-8", "replace")),
        (report.name, report.name.encode("utf-8", "replace")),
        (MARKDOWN, report.text.encode("utf-8", "replace")),
    ]
    for secret in secrets:
        for name, data in parts:
            if holds(data, (secret,)):
                return Leak(name, encoded=not holds_plainly(data, secret))
    return None


def find_unknown_secret(report: Report) -> str:
    """File of the report that holds what looks like a secret, by its place; "" for none. For a portal whose secrets are
    no longer known. Blocks."""
    for name, data in (*report.files, (MARKDOWN, report.text.encode("utf-8", "replace"))):
        text = data.decode("utf-8", "replace") if name != PICTURE else report.shown
        if holds_unknown(text):
            return name
    return ""


def write_report(report: Report, parent: Path) -> Path:
    """Write the folder, atomically. Returns its path. Blocks. Raises OSError."""
    return write_folder(parent, report.name, report.files)


@dataclass(frozen=True, slots=True)
class _Page:
    """The text. Attributes as of `make_report()`, masked."""

    words: ReportWords
    lookup: Lookup
    headline: str
    versions: Mapping[str, str]

    def markdown(self, *, with_picture: bool) -> str:
        blocks = [as_markdown(block) for block in self._blocks()]
        if with_picture:
            blocks.insert(2, f"![{self.words.picture}]({PICTURE})")
        return "\n\n".join(blocks) + "\n"

    def plain(self) -> str:
        return "\n\n".join(map(as_plain, self._blocks())) + "\n"

    def _blocks(self) -> Iterator[Block]:
        words, lookup, exchange = self.words, self.lookup, self.lookup.exchange
        yield Heading(one_spaced(self.headline), 1)
        facts = [
            (words.code, lookup.code[:500], True),
            (words.portal, lookup.portal, True),
            (words.asked_at, _moment(lookup.asked_at), False),
            *self._outcome(),
            (words.expected, lookup.expected, True),
            (words.note, lookup.note, True),
        ]
        yield Facts([fact for fact in facts if fact[1]])
        yield Heading(words.documentation)
        yield self._contract()
        yield Heading(words.timing)
        yield self._timing()
        yield Heading(words.request)
        yield Verbatim(_parted(f"{exchange.request.method} {exchange.request.url}", exchange.request.body))
        response = exchange.response
        if response is not None:
            head = [f"{response.http_version} {response.status} {response.reason}"]
            head += [f"{name}: {value}" for name, value in response.headers]
            yield Heading(words.response)
            yield Verbatim("\n".join(head))
            yield Verbatim(self._body(), language="json")
        own = {"Badge Inspector": __version__, "Python": platform.python_version()}
        yield Heading(words.versions)
        named = [("", f"{name} {version}", False) for name, version in {**own, **self.versions}.items()]
        yield Facts([*named, (words.system, platform.platform(), False)])

    def _outcome(self) -> list[tuple[str, str, bool]]:
        words, outcome = self.words, self.lookup.outcome
        if isinstance(outcome, Found):
            badge = outcome.badge
            fields = (
                (words.badge_title, badge.title),
                (words.badge_value, badge.value),
                (words.badge_type, badge.type),
            )
            shown = [(name, plain(value)[:500], True) for name, value in fields if value is not None]
            return [(words.outcome, words.found, False), *shown]
        failure = outcome.failure
        came = words.refused if isinstance(outcome, Refused) else words.failed
        return [
            (words.outcome, f"{came}, {failure.kind.value}", False),
            (words.http_status, str(failure.http_status or ""), True),
            ("error", failure.code, True),
            ("error_description", failure.description, True),
            (words.reason, failure.detail, True),
        ]

    def _contract(self) -> Facts:
        """Page of the method, and the differences from it where those can be judged."""
        words, found = self.words, self.lookup.contract
        lines = [(words.method_page, METHOD.url, False)]
        if found is not None:
            lines.insert(0, ("", words.verdict(found), False))
            lines += [("", words.difference(one), True) for one in found]
        return Facts(lines)

    def _body(self) -> str:
        """The answer, laid out where it is JSON, and cut where it is long."""
        lookup, response = self.lookup, self.lookup.exchange.response
        if response is None:
            return ""
        if lookup.document is not None and lookup.document.fault is None and len(response.body) <= 4 * _BODY_CHARACTERS:
            text = lay_out(lookup.document).text
        else:
            text = read_body(response.body[: 4 * _BODY_CHARACTERS], response.header("Content-Type")).text
        if len(text) > _BODY_CHARACTERS or len(response.body) > 4 * _BODY_CHARACTERS:
            return f"{text[:_BODY_CHARACTERS]}\n… {self.words.cut} ({len(response.body)} B)"
        return text

    def _timing(self) -> Table:
        words, timeline, time = self.words, self.lookup.exchange.timeline, self.lookup.outcome.time
        capture = self.lookup.capture
        rows: list[tuple[str, float | None]] = [(words.phases[span.phase], span.duration_s) for span in timeline.spans]
        if capture is not None and capture.has_own_phases:
            rows = [(f"HAR: {phase.value}", capture.seconds(phase)) for phase in HarPhase]
        rows.append((words.round_trip, self.lookup.round_trip_s))
        if time is not None:
            known = (("duration", time.duration_s), ("processing", time.processing_s), ("operating", time.operating_s))
            rows += [(f"{words.portal}: {name}", seconds) for name, seconds in known if seconds is not None]
        return Table(
            [
                (words.phase, words.time),
                *(
                    (name, words.not_recorded if seconds is None else f"{seconds * 1000:.1f} {words.ms}")
                    for name, seconds in rows
                ),
            ]
        )


def _timing_json(lookup: Lookup) -> str:
    """This computer's clock in seconds, and the portal's block as it was sent."""
    timeline = lookup.exchange.timeline
    ours = {
        "started_at": _moment(timeline.started_at),
        "finished_at": _moment(timeline.finished_at),
        "total_s": lookup.round_trip_s,
        "connection_reused": timeline.reused,
        "phases": [
            {"phase": span.phase.value, "start_s": span.start_s, "end_s": span.end_s} for span in timeline.spans
        ],
    }
    block = lookup.document.at("time") if lookup.document is not None else None
    portal = block.source if block is not None else "null"
    return f'{{\n"client": {json.dumps(ours, indent=1)},\n"portal": {portal}\n}}\n'


def _moment(epoch_s: float) -> str:
    return utc_time(epoch_s).isoformat(timespec="milliseconds")


def _folder_name(lookup: Lookup) -> str:
    """Plain characters only: it has to exist on every system."""
    code = re.sub(r"[^A-Za-z0-9.-]+", "_", lookup.code[:40]).strip("._") or "code"
    asked = local_time(lookup.asked_at)
    return f"badge-{code}-{asked:%Y-%m-%d-%H%M%S}"


def _parted(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)
