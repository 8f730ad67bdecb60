"""Secrets taken out of text, in whatever form they were written.

Forms known, also mixed within one secret: as it is; percent-encoded once or twice, in either case, whole or in part;
"+" for a space; escaped as in JSON (`\\u0061`, `\\/`) or in HTML (`&#97;`, `&#x61;`, `&amp;`); and in base64 of either
alphabet at each of its three alignments.
"""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Iterable
from functools import lru_cache

from badge_inspector.domain.secret import MASK, Secret

SHORTEST = 4
"""A shorter secret is not looked for: it would be found in every number. Portals' secrets have 16 characters and more
(bitrix24-facts.md section 1)."""

_WINDOW = 64 * 1024
_REACH = 64
"""Bytes that one character of a secret may take in the longest form looked for, and to spare."""

_JSON_SHORT = {"\n": "n", "\r": "r", "\t": "t", "\b": "b", "\f": "f", '"': '"', "\\": "\\", "/": "/"}


def redact(text: str, secrets: Iterable[Secret]) -> str:
    """The text with every form of every secret replaced by the mask."""
    data = text.encode("utf-8", "surrogatepass")
    return redact_bytes(data, secrets).decode("utf-8", "surrogatepass")


def redact_bytes(data: bytes, secrets: Iterable[Secret]) -> bytes:
    """The same for bytes in UTF-8, or in an encoding that keeps ASCII."""
    for secret in secrets:
        for pattern in _patterns(secret):
            data = _replaced(pattern, data, _REACH * len(secret.reveal()))
    return data


def holds(data: bytes, secrets: Iterable[Secret]) -> bool:
    """Whether any form of any secret is in there."""
    return redact_bytes(data, secrets) != data


def _replaced(pattern: re.Pattern[bytes], data: bytes, reach: int) -> bytes:
    """Replace in windows, so that a search through megabytes (20 ms each) does not keep other threads from running; a
    match that begins in a window may end up to `reach` bytes behind it."""
    mask = MASK.encode()
    pieces: list[bytes] = []
    done = at = 0
    while at < len(data):
        end = at + _WINDOW
        match = pattern.search(data, at, end + reach)
        if match is None or match.start() >= end:
            at = end
            continue
        pieces += (data[done : match.start()], mask)
        done = at = match.end()
    return b"".join((*pieces, data[done:])) if pieces else data


@lru_cache(maxsize=64)
def _patterns(secret: Secret) -> tuple[re.Pattern[bytes], ...]:
    """What finds the secret: written by characters, and in base64.

    Two patterns, each of which begins with a choice of plain characters: only of such does `re` make a set to skip
    ahead by, which is ten times as fast.
    """
    text = secret.reveal()
    if len(text) < SHORTEST:
        return ()
    forms = ["".join(_character(character) for character in text)]
    base64_forms = _base64(text.encode("utf-8", "surrogatepass"))
    if base64_forms:
        forms.append("|".join(map(re.escape, base64_forms)))
    return tuple(re.compile(form.encode("utf-8", "surrogatepass")) for form in forms)


def _character(character: str) -> str:
    """A regular expression for one character in all its forms."""
    number = ord(character)
    units = [character] if number < 0x10000 else _surrogates(number)
    percent = "".join(f"%(?:25)*{_hex(byte, 2)}" for byte in character.encode("utf-8", "surrogatepass"))
    forms = [
        re.escape(character),
        percent,
        "".join(rf"\\\\*u{_hex(ord(unit), 4)}" for unit in units),
        rf"&#0*{number};",
        f"&#[xX]0*{_hex(number, 1)};",
    ]
    if character in _JSON_SHORT:
        forms.append(r"\\\\*" + re.escape(_JSON_SHORT[character]))
    if character == " ":
        forms.append(r"\+")
    if (named := html.escape(character)) != character:
        forms.append(re.escape(named))
    if character == "'":
        forms.append("&apos;")
    return f"(?:{'|'.join(forms)})"


def _hex(number: int, width: int) -> str:
    """A hexadecimal number in either case."""
    return "".join(f"[{digit}{digit.upper()}]" if digit.isalpha() else digit for digit in f"{number:0{width}x}")


def _surrogates(number: int) -> list[str]:
    offset = number - 0x10000
    return [chr(0xD800 + (offset >> 10)), chr(0xDC00 + (offset & 0x3FF))]


def _base64(raw: bytes) -> list[str]:
    """The characters that the bytes determine wherever they stand in a longer text that is encoded."""
    forms: dict[str, None] = {}
    for before in range(3):
        encoded = base64.b64encode(bytes(before) + raw).decode()
        first = -(-before * 8 // 6)
        last = (before + len(raw)) * 8 // 6
        core = encoded[first:last]
        for form in (core, core.replace("+", "-").replace("/", "_")):
            if len(form) >= 6:
                forms[form] = None
    return list(forms)
