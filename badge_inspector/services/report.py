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
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from badge_inspector import __version__
from badge_inspector.domain.body_text import read_body
from badge_inspector.domain.compare import plain
from badge_inspector.domain.jsonlayout import lay_out
from badge_inspector.domain.lookup import Found, Lookup
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
class Leak:
    """A secret of the portal is in `file`: as it is, or `encoded` in one of the forms that `domain.redaction` knows."""

    file: str
    encoded: bool


def make_report(
    lookup: Lookup,
    headline: str,
    mask: PersonalMask | None = None,
    *,
    versions: Mapping[str, str] | None = None,
    picture: bytes = b"",
    picture_text: str = "",
) -> Report:
    """`headline` says the outcome in the person's language; the rest is technical and in English. `versions` are those
    of the window's libraries, by their names. `picture` is a PNG made of a lookup masked in the same way. Blocks: for a
    body of megabytes some seconds."""
    hidden = mask or PersonalMask()
    lookup = hidden.lookup(lookup)
    headline = hidden.text(headline)
    text = _markdown(lookup, headline, versions or {}, with_picture=False)
    files: list[tuple[str, bytes]] = [
        (MARKDOWN, _markdown(lookup, headline, versions or {}, with_picture=bool(picture)).encode("utf-8", "replace")),
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
    """Where the report holds a secret, if it does. Blocks."""
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


def _markdown(lookup: Lookup, headline: str, versions: Mapping[str, str], *, with_picture: bool) -> str:
    exchange = lookup.exchange
    lines = [
        f"# {_line(headline)}",
        "",
        f"- Code: {_inline(lookup.code[:500])}",
        f"- Portal: {_inline(lookup.portal)}",
        f"- Asked at: {_moment(lookup.asked_at)}",
    ]
    if isinstance(lookup.outcome, Found):
        badge = lookup.outcome.badge
        fields = (("title", badge.title), ("value", badge.value), ("type", badge.type))
        lines.append("- Outcome: found")
        lines += [f"- Badge's {name}: {_inline(plain(field)[:500])}" for name, field in fields if field is not None]
    else:
        failure = lookup.outcome.failure
        lines.append(f"- Outcome: {type(lookup.outcome).__name__.lower()}, {failure.kind.value}")
        facts = (
            ("HTTP status", str(failure.http_status or "")),
            ("error", failure.code),
            ("error_description", failure.description),
            ("detail", failure.detail),
        )
        lines += [f"- {name}: {_inline(value)}" for name, value in facts if value]
    if lookup.note:
        lines.append(f"- Note: {_inline(lookup.note)}")
    if with_picture:
        lines += ["", f"![The result]({PICTURE})"]
    lines += ["", "## Timing", "", *_timing(lookup)]
    asked = f"{exchange.request.method} {exchange.request.url}"
    lines += ["", "## Request", "", _fenced(asked, exchange.request.body)]
    response = exchange.response
    if response is not None:
        head = [f"{response.http_version} {response.status} {response.reason}"]
        head += [f"{name}: {value}" for name, value in response.headers]
        lines += ["", "## Response", "", _fenced("\n".join(head)), "", _fenced(_body(lookup), language="json")]
    lines += ["", "## Versions", "", *(f"- {name} {version}" for name, version in _versions(versions).items()), ""]
    return "\n".join(lines)


def _body(lookup: Lookup) -> str:
    """The answer, laid out where it is JSON, and cut where it is long."""
    response = lookup.exchange.response
    if response is None:
        return ""
    if lookup.document is not None and lookup.document.fault is None and len(response.body) <= 4 * _BODY_CHARACTERS:
        text = lay_out(lookup.document).text
    else:
        text = read_body(response.body[: 4 * _BODY_CHARACTERS], response.header("Content-Type")).text
    if len(text) > _BODY_CHARACTERS or len(response.body) > 4 * _BODY_CHARACTERS:
        return f"{text[:_BODY_CHARACTERS]}\n… {len(response.body)} bytes in all"
    return text


def _timing(lookup: Lookup) -> list[str]:
    timeline, time = lookup.exchange.timeline, lookup.outcome.time
    rows = [(span.phase.value, f"{span.duration_s * 1000:.1f} ms") for span in timeline.spans]
    rows.append(("round trip", f"{timeline.total_s * 1000:.1f} ms"))
    if time is not None:
        reported = (("duration", time.duration_s), ("processing", time.processing_s), ("operating", time.operating_s))
        rows += [(f"portal: {name}", f"{seconds * 1000:.1f} ms") for name, seconds in reported if seconds is not None]
    return ["| phase | time |", "|---|---:|", *(f"| {name} | {value} |" for name, value in rows)]


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


def _versions(more: Mapping[str, str]) -> dict[str, str]:
    own = {"Badge Inspector": __version__, "Python": platform.python_version()}
    return {**own, **more, "on": platform.platform()}


def _moment(epoch_s: float) -> str:
    return datetime.fromtimestamp(epoch_s, UTC).isoformat(timespec="milliseconds")


def _folder_name(lookup: Lookup) -> str:
    """Plain characters only: it has to exist on every system."""
    code = re.sub(r"[^A-Za-z0-9.-]+", "_", lookup.code[:40]).strip("._") or "code"
    asked = datetime.fromtimestamp(lookup.asked_at).astimezone()
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
