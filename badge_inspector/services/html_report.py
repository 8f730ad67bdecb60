"""A report of lookups as one HTML page. A portal's texts are escaped, and the page loads nothing."""

from __future__ import annotations

import html
import unicodedata
from dataclasses import dataclass

from badge_inspector import __version__
from badge_inspector.domain.badge import shown_text
from badge_inspector.domain.body_text import read_body
from badge_inspector.domain.clock import local_time
from badge_inspector.domain.compare import plain
from badge_inspector.domain.lookup import Found, Lookup

_BODY_CHARACTERS = 200_000


@dataclass(frozen=True, slots=True)
class Labels:
    """The page's own words, for the window to give in the person's language."""

    title: str = "Badge lookups"
    code: str = "Code"
    portal: str = "Portal"
    asked_at: str = "Asked at"
    badge_title: str = "Title"
    badge_value: str = "Value"
    badge_type: str = "Type"
    error: str = "Error"
    round_trip: str = "Round trip"
    expected: str = "Expected"
    note: str = "Note"
    answer: str = "Answer as sent"
    cut: str = "cut off here"


@dataclass(frozen=True, slots=True)
class HtmlDocument:
    """`head`, then `entry()` for each lookup, then `foot`."""

    head: str
    foot: str
    labels: Labels
    language: str

    def entry(self, lookup: Lookup) -> str:
        labels, outcome = self.labels, lookup.outcome
        facts = [
            (labels.portal, f"{lookup.portal_name} ({lookup.portal})"),
            (labels.asked_at, local_time(lookup.asked_at).isoformat(" ", "seconds")),
            (labels.round_trip, "" if lookup.round_trip_s is None else f"{lookup.round_trip_s * 1000:.1f} ms"),
        ]
        if isinstance(outcome, Found):
            badge = outcome.badge
            facts += [
                (labels.badge_title, shown_text(badge.title, self.language) or plain(badge.title)),
                (labels.badge_value, shown_text(badge.value, self.language) or plain(badge.value)),
                (labels.badge_type, plain(badge.type)),
            ]
        else:
            failure = outcome.failure
            facts.append((labels.error, f"{failure.name} {failure.description}".strip()))
        facts += [(labels.expected, lookup.expected), (labels.note, lookup.note)]
        rows = "".join(f"<tr><th>{_text(name)}</th><td>{_text(value)}</td></tr>" for name, value in facts if value)
        return f"<section><h2>{_text(lookup.code)}</h2><table>{rows}</table>{self._body(lookup)}</section>\n"

    def _body(self, lookup: Lookup) -> str:
        response = lookup.exchange.response
        if response is None or not response.body:
            return ""
        # A character takes at most four bytes, so that this much is enough to decode.
        text = read_body(response.body[: 4 * _BODY_CHARACTERS], response.header("Content-Type")).text
        cut = (
            f"\n… {self.labels.cut}"
            if len(text) > _BODY_CHARACTERS or len(response.body) > 4 * _BODY_CHARACTERS
            else ""
        )
        summary = f"{self.labels.answer}: {response.status} {response.reason}"
        shown = _text(text[:_BODY_CHARACTERS] + cut)
        return f"<details open><summary>{_text(summary)}</summary><pre>{shown}</pre></details>"


def html_document(labels: Labels, language: str) -> HtmlDocument:
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    head = (
        f'<!doctype html>\n<html lang="{html.escape(language)}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f"<title>{_plain(labels.title)}</title><style>{_STYLE}</style></head><body><h1>{_text(labels.title)}</h1>\n"
    )
    return HtmlDocument(
        head, f"<footer>Badge Inspector {_plain(__version__)}</footer></body></html>\n", labels, language
    )


def _text(text: str) -> str:
    """A text that cannot turn the direction of what is around it, its control characters made visible."""
    return f"<bdi>{_plain(text)}</bdi>"


def _plain(text: str) -> str:
    return html.escape("".join(_visible(character) for character in text))


def _visible(character: str) -> str:
    if character in "\n\t" or unicodedata.category(character) not in ("Cc", "Cf", "Cs"):
        return character
    return f"\\u{ord(character):04x}"


_STYLE = (
    "body{font:14px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "section{break-inside:avoid-page;margin:2rem 0}h2{font-size:1.1rem;overflow-wrap:anywhere}"
    "th{text-align:start;font-weight:400;opacity:.7;padding-inline-end:1rem;vertical-align:top;white-space:nowrap}"
    "td{overflow-wrap:anywhere;white-space:pre-wrap}pre{white-space:pre-wrap;overflow-wrap:anywhere}"
)
