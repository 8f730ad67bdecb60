"""The portal's reading of `batch`: commands as `method?query`, and `$result[...]` references between them.

Source: rest_provider.php methodsBatch, rest_util.php ParseBatchQuery (bitrix24/README.md, "Batch").
"""

from __future__ import annotations

import re

from badge_inspector.demo.php import PhpArray, PhpValue, array_key, as_text, items, parse_str

MAX_COMMANDS = 50

_INDEX = re.compile(r"\[([^\]]+)\]")


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
    replaced = text
    for match in list(reference.finditer(text)):
        path = _INDEX.findall(match[2])
        if not path:
            continue
        value: PhpValue = so_far.get(match[1])
        for key in path:
            inner = dict(items(value)).get(array_key(key))
            if inner is None:
                break
            value = inner
        if match[0] == replaced:
            return value
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            replaced = replaced.replace(match[0], as_text(value))
    return replaced
