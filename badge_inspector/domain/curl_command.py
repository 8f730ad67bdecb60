"""Reader of cURL commands: the portal's address and the access token in them. Pure."""

from __future__ import annotations

import json
import re
import shlex
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast
from urllib.parse import parse_qsl

_COMMAND = re.compile(r"(?:\$\s+)?curl(?:\.exe)?\s", re.IGNORECASE)
_LINE_ENDS = re.compile(r"[\\^`][ \t]*\r?\n")
_QUOTED = re.compile(r"""'[^']*'|"(?:[^"\\]|\\.)*"|\\.|\$'((?:[^'\\]|\\.)*)'""", re.DOTALL)
_ANSI_ESCAPE = re.compile(
    r"((?:\\x[0-9a-fA-F]{1,2}|\\[0-7]{1,3})+)|\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})"
    r"|\\(?:u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|c(.)|(.))",
    re.DOTALL,
)
_ANSI_BYTE = re.compile(r"\\x([0-9a-fA-F]{1,2})|\\([0-7]{1,3})")
_ANSI_CHARACTERS = {
    "a": "\a",
    "b": "\b",
    "e": "\x1b",
    "E": "\x1b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "v": "\v",
}
_ADDRESS = re.compile(r"https?://[^\s\"'<>^]+", re.IGNORECASE)
_SHORT_WITH_VALUE = frozenset("AbcCdDeEFHKmoPQrtTuUwxXyYz")
_DATA = frozenset(
    ("-d", "-F", "--data", "--data-raw", "--data-binary", "--data-ascii", "--data-urlencode", "--form", "--json")
)
_LONG_WITH_VALUE = re.compile(
    "--(?:url|header|request|data(?:-raw|-binary|-ascii|-urlencode)?|json|form(?:-string)?|user(?:-agent)?|referer|cookie"
    "|cookie-jar|proxy(?:-user|-header)?|output|cacert|cert|key|max-time|connect-timeout|retry|resolve|connect-to"
    "|interface|config|write-out)"
)
TOKEN_NAMES = ("auth", "access_token")
"""The parameters a token goes by (bitrix24/README.md, "Addresses and tokens")."""


@dataclass(frozen=True, slots=True)
class CurlCommand:
    """`address` is "" where there is none; `token` is the access token in its header, form or JSON, "" for none."""

    address: str
    token: str = ""

    def __repr__(self) -> str:
        return "CurlCommand(…)"


def is_curl(text: str) -> bool:
    return _COMMAND.match(text) is not None


def shell_words(text: str) -> list[str]:
    """Words of a command as bash, cmd or PowerShell would have them, with the escapes of bash's $'…', in which
    browsers quote what is not ASCII. Raises ValueError for a quote that is not closed."""
    return shlex.split(_QUOTED.sub(_plainly_quoted, _LINE_ENDS.sub(" ", text)))


def _plainly_quoted(match: re.Match[str]) -> str:
    return match[0] if match[1] is None else shlex.quote(_ANSI_ESCAPE.sub(_ansi_character, match[1]))


def _ansi_character(match: re.Match[str]) -> str:
    """The characters of an escape in $'…' (bash's manual, "ANSI-C Quoting"). Chrome writes one beyond U+FFFF as two
    halves, which bash would not join; it is what was meant."""
    octets, high, low, short, long, control, other = match.groups()
    if octets:
        values = (int(byte[1], 16) if byte[1] else int(byte[2], 8) & 0xFF for byte in _ANSI_BYTE.finditer(octets))
        return bytes(values).decode("utf-8", "replace")
    if high:
        return bytes.fromhex(high + low).decode("utf-16-be")
    if short or long:
        code_point = int(short or long, 16)
        return chr(code_point) if code_point <= sys.maxunicode else match[0]
    if control:
        return chr(ord(control.upper()) & 0x1F)
    return _ANSI_CHARACTERS.get(other, other if other in "\\'\"?" else match[0])


def read_curl(text: str) -> CurlCommand:
    """Read a command as bash, cmd or PowerShell would have it. Never raises."""
    try:
        words = shell_words(text)
    except ValueError:  # a quote that is not closed: cut off on its way here
        found = sorted(_ADDRESS.findall(text), key=lambda address: "/rest/" not in address)
        return CurlCommand(found[0] if found else "")
    address = token = ""
    for option, value in _options(words[1:] if words[0] != "$" else words[2:]):
        if option in ("", "--url"):
            address = address or value
        elif option in ("-H", "--header"):
            name, _, rest = value.partition(":")
            if name.strip().casefold() == "authorization":
                token = token or rest.strip().removeprefix("Bearer").strip()
        elif option in _DATA:
            token = token or token_in(value)
    return CurlCommand(address, token)


def token_in(data: str) -> str:
    """The access token in a form or a JSON object; "" for none."""
    members: dict[str, object]
    try:
        document: object = json.loads(data)
        members = cast("dict[str, object]", document) if isinstance(document, dict) else {}
    except (ValueError, RecursionError):
        members = dict(parse_qsl(data))
    values = (members.get(name) for name in TOKEN_NAMES)
    return next((value for value in values if isinstance(value, str) and value), "")


def _options(words: list[str]) -> Iterator[tuple[str, str]]:
    """Options with their values; an argument without an option has the option ""."""
    rest = iter(words)
    for word in rest:
        if word.startswith("--"):
            name, equals, value = word.partition("=")
            yield name, value if equals else next(rest, "") if _LONG_WITH_VALUE.fullmatch(name) else ""
        elif word.startswith("-"):
            at = next((at for at in range(1, len(word)) if word[at] in _SHORT_WITH_VALUE), 0)
            if at:
                yield f"-{word[at]}", word[at + 1 :] or next(rest, "")
        else:
            yield "", word
