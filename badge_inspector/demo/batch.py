"""The portal's reading of `batch`: commands as `method?query`, and `$result[...]` references between them.

Source: rest_provider.php methodsBatch, rest_util.php ParseBatchQuery (bitrix24/README.md, "Batch").
"""

from __future__ import annotations

import re

from badge_inspector.demo.php import PhpArray, PhpValue, array_key, as_text, parse_str

MAX_COMMANDS = 50


def split_command(command: str, so_far: PhpArray) -> tuple[str, PhpArray]:
    """The method and the parameters of one command, as `parse_url` and `parse_str` part them: `#` and what follows is
    dropped. `so_far` holds what earlier commands gave under `result`, `error`, `total`, `next` and `time`."""
    path, _, query = command.partition("#")[0].partition("?")
    return path, _refer(parse_str(query), so_far, re.compile(rf"\$({'|'.join(map(str, so_far))})(\S*)", re.IGNORECASE))


def _refer(params: PhpArray, so_far: PhpArray, reference: re.Pattern[str]) -> PhpArray:
    return {
        key: _refer(value, so_far, reference)
        if isinstance(value, dict)
        else _replace(as_text(value), so_far, reference)
        for key, value in params.items()
    }


def _replace(text: str, so_far: PhpArray, reference: re.Pattern[str]) -> PhpValue:
    """The value a lone reference points at, whatever its type; inside a longer text only texts and numbers go in."""
    if lone := reference.fullmatch(text):
        path = _path(lone[2])
        return _value(lone[1], path, so_far) if path else text

    def replaced(match: re.Match[str]) -> str:
        path = _path(match[2])
        value = _value(match[1], path, so_far) if path else None
        return as_text(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else match[0]

    return reference.sub(replaced, text)


def _path(text: str) -> list[str]:
    """The keys in brackets, as `\\[([^\\]]+)\\]` finds them; that pattern looks for the end anew at each bracket."""
    keys: list[str] = []
    at = text.find("[")
    while at >= 0 and (end := text.find("]", at + 1)) >= 0:
        if end > at + 1:
            keys.append(text[at + 1 : end])
        at = text.find("[", end)
    return keys


def _value(name: str, path: list[str], so_far: PhpArray) -> PhpValue:
    """The value at the end of the path, or as far along it as there is one."""
    value: PhpValue = so_far.get(name)
    for key in map(array_key, path):
        if isinstance(value, dict):
            inner = value.get(key)
        elif isinstance(value, list):
            inner = value[key] if isinstance(key, int) and 0 <= key < len(value) else None
        else:
            return value
        if inner is None:
            return value
        value = inner
    return value
