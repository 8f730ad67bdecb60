"""A lookup for a ticket: what was asked, what came, where the time went, and what it was asked with.

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
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from badge_inspector import __version__
from badge_inspector.domain.body_text import read_body
from badge_inspector.domain.clock import local_time, utc_time
from badge_inspector.domain.compare import plain
from badge_inspector.domain.contract import METHOD, Difference
from badge_inspector.domain.exchange import Phase
from badge_inspector.domain.jsonlayout import lay_out
from badge_inspector.domain.lookup import Found, Lookup, Refused
from badge_inspector.domain.personal import PersonalMask
from badge_inspector.domain.redaction import holds, holds_plainly
from badge_inspector.domain.secret import Secret
from badge_inspector.storage.files import write_folder

_BODY_CHARACTERS = 20_000
MARKDOWN, PICTURE, TIMING = "report.md", "result.png", "timing.json"


@dataclass(frozen=True, slots=True)
class Report:
    """`text` is the Markdown by itself, for the clipboard; `files` are (name, content) of the folder, `name` is what it
    is called. `shown` is what can be read in the picture."""

    name: str
    text: str
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
    note: str = "Note"
    picture: str = "The result"
    documentation: str = "Against the documentation"
    method_page: str = "The method’s page"
    timing: str = "Timing"
    phase: str = "Phase"
    time: str = "Time"
    ms: str = "ms"
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
    return Report(_folder_name(lookup), text, tuple(files), picture_text)


def find_secret(report: Report, secrets: Iterable[Secret]) -> Leak | None:
    """Place in the report that holds a secret; None if none does. Blocks."""
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


def write_report(report: Report, parent: Path) -> Path:
    """Make the folder, all of it or nothing. Returns it. Blocks. Raises OSError."""
    return write_folder(parent, report.name, report.files)


@dataclass(frozen=True, slots=True)
class _Page:
    """The Markdown. Attributes as of `make_report()`, masked."""

    words: ReportWords
    lookup: Lookup
    headline: str
    versions: Mapping[str, str]

    def markdown(self, *, with_picture: bool) -> str:
        words, lookup, exchange = self.words, self.lookup, self.lookup.exchange
        lines = [
            f"# {_line(self.headline)}",
            "",
            f"- {words.code}: {_inline(lookup.code[:500])}",
            f"- {words.portal}: {_inline(lookup.portal)}",
            f"- {words.asked_at}: {_moment(lookup.asked_at)}",
            *self._outcome(),
        ]
        if lookup.note:
            lines.append(f"- {words.note}: {_inline(lookup.note)}")
        if with_picture:
            lines += ["", f"![{words.picture}]({PICTURE})"]
        lines += self._contract()
        lines += ["", f"## {words.timing}", "", *self._timing()]
        asked = f"{exchange.request.method} {exchange.request.url}"
        lines += ["", f"## {words.request}", "", _fenced(asked, exchange.request.body)]
        response = exchange.response
        if response is not None:
            head = [f"{response.http_version} {response.status} {response.reason}"]
            head += [f"{name}: {value}" for name, value in response.headers]
            lines += [
                "",
                f"## {words.response}",
                "",
                _fenced("\n".join(head)),
                "",
                _fenced(self._body(), language="json"),
            ]
        own = {"Badge Inspector": __version__, "Python": platform.python_version()}
        lines += ["", f"## {words.versions}", "", *(f"- {name} {of}" for name, of in {**own, **self.versions}.items())]
        lines += [f"- {words.system}: {platform.platform()}", ""]
        return "\n".join(lines)

    def _outcome(self) -> list[str]:
        words, outcome = self.words, self.lookup.outcome
        if isinstance(outcome, Found):
            badge = outcome.badge
            fields = (
                (words.badge_title, badge.title),
                (words.badge_value, badge.value),
                (words.badge_type, badge.type),
            )
            shown = [f"- {name}: {_inline(plain(value)[:500])}" for name, value in fields if value is not None]
            return [f"- {words.outcome}: {words.found}", *shown]
        failure = outcome.failure
        facts = (
            (words.http_status, str(failure.http_status or "")),
            ("error", failure.code),
            ("error_description", failure.description),
            (words.reason, failure.detail),
        )
        came = words.refused if isinstance(outcome, Refused) else words.failed
        told = [f"- {name}: {_inline(value)}" for name, value in facts if value]
        return [f"- {words.outcome}: {came}, {failure.kind.value}", *told]

    def _contract(self) -> list[str]:
        """Differences from the documentation; empty where that cannot be judged."""
        words, found = self.words, self.lookup.contract
        if found is None:
            return []
        method = f"- {words.method_page}: {METHOD.url}"
        told = [f"- {_inline(words.difference(one))}" for one in found]
        return ["", f"## {words.documentation}", "", f"- {words.verdict(found)}", method, *told]

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

    def _timing(self) -> list[str]:
        words, timeline, time = self.words, self.lookup.exchange.timeline, self.lookup.outcome.time
        rows = [(words.phases[span.phase], span.duration_s) for span in timeline.spans]
        rows.append((words.round_trip, timeline.total_s))
        if time is not None:
            known = (("duration", time.duration_s), ("processing", time.processing_s), ("operating", time.operating_s))
            rows += [(f"{words.portal}: {name}", seconds) for name, seconds in known if seconds is not None]
        table = (f"| {name} | {seconds * 1000:.1f} {words.ms} |" for name, seconds in rows)
        return [f"| {words.phase} | {words.time} |", "|---|---:|", *table]


def _timing_json(lookup: Lookup) -> str:
    """This computer's clock in seconds, and the portal's block as it was sent."""
    timeline = lookup.exchange.timeline
    ours = {
        "started_at": _moment(timeline.started_at),
        "finished_at": _moment(timeline.finished_at),
        "total_s": timeline.total_s,
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


def _line(text: str) -> str:
    return " ".join(text.split())


def _inline(text: str) -> str:
    fence = "`" * (1 + _longest_run(text))
    return f"{fence} {text} {fence}".replace("\n", "↵").replace("\r", "")


def _fenced(*parts: str, language: str = "") -> str:
    text = "\n\n".join(part for part in parts if part)
    fence = "`" * max(3, 1 + _longest_run(text))
    return f"{fence}{language}\n{text}\n{fence}"


def _longest_run(text: str) -> int:
    """The longest run of backquotes."""
    return max(map(len, re.findall("`+", text)), default=0)
