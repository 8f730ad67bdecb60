"""A lookup as a text for a ticket: what was asked, what came, where the time went. Secrets are masked already."""

from __future__ import annotations

import platform
from datetime import UTC, datetime

from badge_inspector import __version__
from badge_inspector.domain.body_text import read_body
from badge_inspector.domain.lookup import Found, Lookup

_BODY_CHARACTERS = 20_000


def report(lookup: Lookup, headline: str) -> str:
    """Markdown. `headline` says the outcome in the person's language; the rest is technical and in English."""
    exchange = lookup.exchange
    asked = datetime.fromtimestamp(lookup.asked_at, UTC).isoformat(timespec="milliseconds")
    lines = [
        f"# {headline}",
        "",
        f"- Code: {_inline(lookup.code[:500])}",
        f"- Portal: {lookup.portal}",
        f"- Asked at: {asked}",
    ]
    if not isinstance(lookup.outcome, Found):
        failure = lookup.outcome.failure
        lines.append(f"- Failure: {failure.kind.value}")
        facts = (("error", failure.code), ("error_description", failure.description), ("detail", failure.detail))
        lines += [f"- {name}: {_inline(value)}" for name, value in facts if value]
    timeline = exchange.timeline
    spans = ", ".join(f"{span.phase.value} {span.duration_s * 1000:.1f} ms" for span in timeline.spans)
    lines.append(f"- Round trip: {timeline.total_s * 1000:.1f} ms ({spans})")
    lines += [
        "",
        f"## Request\n\n{_fenced(f'{exchange.request.method} {exchange.request.url}', exchange.request.body)}",
    ]
    response = exchange.response
    if response is not None:
        head = [f"{response.http_version} {response.status} {response.reason}"]
        head += [f"{name}: {value}" for name, value in response.headers]
        body = read_body(response.body[: 4 * _BODY_CHARACTERS], response.header("Content-Type")).text
        cut = f"\n… {len(response.body)} bytes in all" if len(body) > _BODY_CHARACTERS else ""
        whole = "\n".join(head)
        lines += ["", f"## Response\n\n{_fenced(whole, body[:_BODY_CHARACTERS] + cut)}"]
    lines += ["", f"Badge Inspector {__version__}, Python {platform.python_version()}, {platform.platform()}", ""]
    return "\n".join(lines)


def _inline(text: str) -> str:
    fence = "`" * (1 + _longest_run(text))
    return f"{fence} {text} {fence}".replace("\n", "↵")


def _fenced(*parts: str) -> str:
    text = "\n\n".join(part for part in parts if part)
    fence = "`" * max(3, 1 + _longest_run(text))
    return f"{fence}\n{text}\n{fence}"


def _longest_run(text: str) -> int:
    """The longest run of backquotes."""
    longest = run = 0
    for character in text:
        run = run + 1 if character == "`" else 0
        longest = max(longest, run)
    return longest
