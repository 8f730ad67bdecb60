"""Several commands in one request: `batch`, as described in bitrix24/README.md, "Batch".

    params = batch_params({"a": command("crm.activity.badge.get", {"code": "x&y"}), "b": command("profile", {})})
    items = read_batch(result)       # of the answer's `result`; None when it has not a batch's shape
    items["a"].result, items["a"].error, items["a"].time

Commands are named by letters: of names that are numbers PHP makes lists, and their order becomes guesswork.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from badge_inspector.domain.jsontext import JsonKind, JsonNode
from badge_inspector.domain.server_time import ServerTime, read_time

MAX_COMMANDS = 50

_REFERENCES = ("$result[", "$error[", "$time[", "$total[", "$next[")


@dataclass(frozen=True, slots=True)
class BatchItem:
    """The answer to one command. Both `result` and `error` are None when the portal did not answer it."""

    result: JsonNode | None = None
    error: JsonNode | None = None
    time: ServerTime | None = None


def command(method: str, params: Mapping[str, str]) -> str:
    """A method and its parameters as a batch takes them: percent-encoded once, a space as %20."""
    query = urlencode(params, quote_via=quote, safe="", errors="surrogatepass")
    return f"{method}?{query}" if query else method


def name_of(number: int) -> str:
    """The name of the command with that number, from 0: "a", ..., "z", "ba", ..."""
    letters = ""
    while True:
        number, digit = divmod(number, 26)
        letters = chr(ord("a") + digit) + letters
        if number == 0:
            return letters


def must_go_singly(value: str) -> bool:
    """Tell whether a batch would change a value: the server replaces text that looks like a reference to another
    command's result."""
    return any(reference in value.lower() for reference in _REFERENCES)


def batch_params(commands: Mapping[str, str]) -> dict[str, int | Mapping[str, str]]:
    """The parameters of `batch`, with `halt=0`: a failed command does not stop the others."""
    if not 0 < len(commands) <= MAX_COMMANDS:
        raise ValueError(f"a batch takes 1 to {MAX_COMMANDS} commands, not {len(commands)}")
    return {"halt": 0, "cmd": commands}


def read_batch(result: JsonNode | None, names: Iterable[str]) -> dict[str, BatchItem] | None:
    """Result of each named command in a batch's `result`. PHP writes each empty map as `[]`; a map that is missing is
    empty too. None when `result` is nothing like a batch's."""
    if result is None or result.kind is not JsonKind.OBJECT:
        return None
    results, errors, times = (result.child(member) for member in ("result", "result_error", "result_time"))
    if results is None and errors is None:
        return None
    return {
        name: BatchItem(_member(results, name), _member(errors, name), read_time(_member(times, name)))
        for name in names
    }


def _member(node: JsonNode | None, name: str) -> JsonNode | None:
    """A command's part of a map. Of commands that others named 0, 1, 2 PHP makes a list."""
    if node is not None and node.kind is JsonKind.ARRAY and name.isascii() and name.isdecimal() and len(name) < 4:
        return node.item(int(name))
    return node.child(name) if node is not None and node.kind is JsonKind.OBJECT else None
