"""Lossless JSON: the text as sent, parsed into tokens that point into it, re-indented but never re-valued."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class JsonKind(StrEnum):
    OBJECT = "object"
    ARRAY = "array"
    STRING = "string"
    NUMBER = "number"
    TRUE = "true"
    FALSE = "false"
    NULL = "null"
    NOT_A_NUMBER = "not_a_number"
    """NaN, Infinity, -Infinity: not JSON, survived and reported as a fault."""


@dataclass(frozen=True, slots=True)
class JsonFault:
    """Where and why a text is not JSON. `offset` counts characters from 0; `line` and `column` from 1.
    `fatal` faults end the document there; others (NaN, a duplicate key is none) are stepped over."""

    offset: int
    line: int
    column: int
    reason: str
    fatal: bool


class JsonDocument:
    """A parsed text. Never raises on any text; memory is flat arrays, so a million tokens cost megabytes, and nesting
    of 100,000 costs no recursion."""

    text: str
    faults: tuple[JsonFault, ...]

    @classmethod
    def parse(cls, text: str) -> JsonDocument:
        raise NotImplementedError

    @property
    def root(self) -> JsonNode | None:
        """The top value, also of a document that breaks off inside it; None when there is not even a first token."""
        raise NotImplementedError

    @property
    def fault(self) -> JsonFault | None:
        """The first fatal fault."""
        raise NotImplementedError

    def at(self, *path: str | int) -> JsonNode | None:
        """The node at a path from the root: names for objects, indexes for arrays; of duplicate names the last."""
        raise NotImplementedError


class JsonNode:
    """A handle on one value; equal and hashable by document identity and token index."""

    @property
    def kind(self) -> JsonKind:
        raise NotImplementedError

    @property
    def source(self) -> str:
        """The value's text exactly as sent."""
        raise NotImplementedError

    @property
    def span(self) -> tuple[int, int]:
        """Offsets of `source` in the document's text."""
        raise NotImplementedError

    @property
    def key(self) -> str | None:
        """The decoded name under which an object holds this value."""
        raise NotImplementedError

    @property
    def string(self) -> str | None:
        """The decoded text of a STRING (lone surrogates replaced by U+FFFD), None for other kinds."""
        raise NotImplementedError

    @property
    def parent(self) -> JsonNode | None:
        raise NotImplementedError

    @property
    def path(self) -> str:
        """JSONPath: `$.result.badge.title.en`, `$.list[3]`, `$['odd name']`."""
        raise NotImplementedError

    def children(self) -> Iterator[JsonNode]:
        raise NotImplementedError

    def child(self, name: str) -> JsonNode | None:
        """The member of that name (the last of duplicates); None for other kinds."""
        raise NotImplementedError
