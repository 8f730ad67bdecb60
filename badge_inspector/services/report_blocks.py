"""A report's text in blocks, as Markdown and as plain text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_RULE = 72


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Facts:
    """Lines of a name and a value; `quoted` values are somebody else's words, "" for a name stands for a line."""

    lines: Sequence[tuple[str, str, bool]]


@dataclass(frozen=True, slots=True)
class Table:
    """Two columns, the second of numbers; the first row is the head."""

    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Verbatim:
    text: str
    language: str = ""


Block = Heading | Facts | Table | Verbatim


def as_markdown(block: Block) -> str:
    return _MARKDOWN[type(block)](block)


def as_plain(block: Block) -> str:
    """For a tracker that renders no Markdown: columns of blanks, and verbatim text set in by four of them."""
    return _PLAIN[type(block)](block)


def _markdown_facts(facts: Facts) -> str:
    shown = ((name, inline_code(value) if quoted else one_spaced(value)) for name, value, quoted in facts.lines)
    return "\n".join(f"- {name}: {value}" if name else f"- {value}" for name, value in shown)


def _markdown_table(table: Table) -> str:
    """Set out in columns, so that it can be read where nothing renders it."""
    left, right = _widths(table)
    head, *rows = (f"| {name:<{left}} | {value:>{right}} |" for name, value in table.rows)
    return "\n".join([head, f"|{'-' * (left + 2)}|{'-' * (right + 1)}:|", *rows])


def _plain_heading(heading: Heading) -> str:
    return f"{heading.text}\n{('=' if heading.level == 1 else '-') * min(len(heading.text), _RULE)}"


def _plain_facts(facts: Facts) -> str:
    width = max((len(name) for name, _, _ in facts.lines), default=0)
    lines: list[str] = []
    for name, value, _ in facts.lines:
        lines.append(f"{f'{name}:':<{width + 1}} {_one_line(value)}" if name else _one_line(value))
    return "\n".join(lines)


def _plain_table(table: Table) -> str:
    left, right = _widths(table)
    return "\n".join(f"{name:<{left}}  {value:>{right}}" for name, value in table.rows)


def _plain_verbatim(block: Verbatim) -> str:
    return "\n".join(f"    {line}".rstrip() for line in block.text.splitlines())


def _widths(table: Table) -> tuple[int, int]:
    return max(len(name) for name, _ in table.rows), max(len(value) for _, value in table.rows)


_MARKDOWN: Mapping[type[Block], Callable[[Any], str]] = {
    Heading: lambda block: f"{'#' * block.level} {block.text}",
    Facts: _markdown_facts,
    Table: _markdown_table,
    Verbatim: lambda block: fenced(block.text, block.language),
}
_PLAIN: Mapping[type[Block], Callable[[Any], str]] = {
    Heading: _plain_heading,
    Facts: _plain_facts,
    Table: _plain_table,
    Verbatim: _plain_verbatim,
}


def one_spaced(text: str) -> str:
    """The text on one line, with single blanks."""
    return " ".join(text.split())


def inline_code(text: str) -> str:
    """A span of code. Blanks at both ends would be taken away, and a backquote would close it."""
    shown = _one_line(text)
    fence = "`" * (1 + _longest_run(shown))
    needs_blanks = shown[:1] in ("`", " ") or shown[-1:] in ("`", " ")
    return f"{fence} {shown} {fence}" if needs_blanks else f"{fence}{shown}{fence}"


def _one_line(text: str) -> str:
    return text.replace("\r", "").replace("\n", "↵")


def fenced(text: str, language: str = "") -> str:
    """A block of code, fenced by more backquotes than stand together in the text."""
    fence = "`" * max(3, 1 + _longest_run(text))
    return f"{fence}{language}\n{text}\n{fence}"


def _longest_run(text: str) -> int:
    """The longest run of backquotes."""
    return max(map(len, re.findall("`+", text)), default=0)
