"""Secrets taken out of text, in whatever form they were written.

Forms of a known secret, also mixed within one: as it is; percent-encoded any number of times, in either case, whole or
in part; "+" for a space; escaped as in JSON (`\\u0061`, `\\/`, with its "&" as `\\u0026` as PHP does) or in HTML
(`&#97;`, `&#x61;`, `&amp;`, also twice); as Python writes bytes (`\\xc3`); in hexadecimal; and in base64 of either
alphabet at each of its three alignments.

`redact_unknown` hides what nobody has a secret of to look for: whatever stands where a secret stands.
`scrub` does both, for texts of any origin that are kept or handed on.
"""

from __future__ import annotations

import base64
import html
import json
import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby
from urllib.parse import quote

from badge_inspector.domain.secret import MASK, Secret, seen

SHORTEST = 6
"""A shorter secret is not looked for: it would be found in every number and word. Portals' secrets have 16 characters
and more (bitrix24/README.md, "Addresses and tokens")."""

_WINDOW = 64 * 1024
_REACH = 64
"""Bytes that one character of a secret may take in the longest form looked for, and to spare."""

_JSON_SHORT = {"\n": "n", "\r": "r", "\t": "t", "\b": "b", "\f": "f", '"': '"', "/": "/"}


def redact(text: str, secrets: Iterable[Secret]) -> str:
    """The text with every form of every secret replaced by the mask. Do this before a text is cut short: the half of
    a secret is not found."""
    data = text.encode("utf-8", "surrogatepass")
    return redact_bytes(data, secrets).decode("utf-8", "surrogatepass")


def redact_bytes(data: bytes, secrets: Iterable[Secret]) -> bytes:
    """The same for bytes in UTF-8, or in an encoding that keeps ASCII."""
    # The longest first: one that is a part of another must not leave the rest of it behind.
    for secret in sorted(secrets, key=lambda each: -len(each.reveal())):
        for pattern in _patterns(secret):
            data = _replaced(pattern, data, _REACH * len(secret.reveal()))
    return data


def holds(data: bytes, secrets: Iterable[Secret]) -> bool:
    """Whether any form of any secret is in there."""
    return redact_bytes(data, secrets) != data


def redact_unknown(text: str) -> str:
    """The text with whatever stands in a secret's place replaced by the mask: a webhook's path segment, the values of
    `auth`, `access_token` and their like in addresses, forms, JSON and code, an `Authorization` header, the password
    in an address. For texts of others (a library's, a log's); an answer's body is shown as it came."""
    for place in _PLACES:
        text = place.sub(_masked_value, text)
    return text


def scrub(text: str) -> str:
    """The text without any secret this run has seen, and without what stands in a secret's place."""
    return redact_unknown(redact(text, seen()))


def _masked_value(match: re.Match[str]) -> str:
    start, end = (place - match.start() for place in match.span("value"))
    return f"{match[0][:start]}{MASK}{match[0][end:]}"


_NAMES = (
    "(?:access_token|refresh_token|client_secret|application_token|auth_id|refresh_id|auth|ap|password|webhook_secret)"
)
_SLASH = r"(?:\\*/|%(?:25)*2f)+"
_PLACES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # /rest/1/secret/method, /rest/api/1/secret/method; a segment with a dot is a method, not a secret
        rf"(?:(?<![0-9a-z])|(?<=%2f))rest{_SLASH}(?:api{_SLASH})?[^\s/\\?#&\"'<>%]{{1,64}}{_SLASH}"
        r"(?P<value>[0-9a-z]{6,50})(?![0-9a-z]|\.[a-z])",
        # auth=value, auth[access_token]=value, also when the whole is percent-encoded once more
        rf"(?:(?<![\w\-])|(?<=%26)|(?<=%3f)|(?<=%5b)){_NAMES}(?:\]|%5d)?(?:=(?!>)|%3d)"
        r"(?P<value>(?:(?!%26)[^\s&\"'<>#;\\])+)",
        # "auth": "value", 'auth' => 'value', ("auth", "value"), \"auth\":\"value\"
        *(
            rf"{before}(?P<quote>\\*[\"']){_NAMES}(?P=quote)\s*{between}\s*b?(?P<other>\\*[\"'])"
            r"(?P<value>(?:(?!(?P=other))(?:\\.|[^\n\\]))+)"
            for before, between in (("", "(?::|=>)"), (r"\(\s*b?", ","))
        ),
        r"(?<![\w])(?:proxy-)?authorization\\*[\"']?\s*[:=,]\s*(?:b?\\*[\"'])?(?:(?:bearer|basic|digest)\s+)?"
        r"(?P<value>[^\s\"'<>\\,]+)",
        r"(?<![\w])bearer\s+(?P<value>[0-9a-z._~+/=\-]{16,})",
        r"//[^\s/:@\"'<>]*:(?P<value>[^\s/@\"'<>]+)(?=@)",
    )
)


def holds_plainly(data: bytes, secret: Secret) -> bool:
    """Whether the secret is in there as it is."""
    return secret.reveal().encode("utf-8", "surrogatepass") in data


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


@lru_cache(maxsize=1024)
def _patterns(secret: Secret) -> tuple[re.Pattern[bytes], ...]:
    """What finds the secret: written by characters, and in base64 or hexadecimal.

    Patterns begin with a choice of plain characters: only of such does `re` make a set to skip ahead by, which is ten
    times as fast.
    """
    text = secret.reveal()
    if len(text) < SHORTEST:
        return ()
    raw = text.encode("utf-8", "surrogatepass")
    forms = [_characters(text), "|".join([raw.hex(), raw.hex().upper(), *_base64(raw)])]
    if "\\" in text:
        # A run of backslashes is read greedily, and may take the letter behind it for an escape: these stand first.
        in_json = json.dumps(text)[1:-1]
        whole = (json.dumps(in_json)[1:-1], in_json, quote(text, safe="", errors="surrogatepass"), text)
        forms.insert(0, "|".join(map(re.escape, whole)))
    return tuple(re.compile(form.encode("utf-8", "surrogatepass")) for form in forms)


def _characters(text: str) -> str:
    """A regular expression for the text in all forms that go character by character."""
    forms: list[str] = []
    after_backslash = False
    for is_backslash, run in groupby(text, lambda character: character == "\\"):
        characters = list(run)
        if is_backslash:
            forms.append(_backslashes(len(characters), f"run{len(forms)}"))
        else:
            forms.append(_character(characters[0], optional=after_backslash))
            forms += map(_character, characters[1:])
        after_backslash = is_backslash
    return "".join(forms)


def _backslashes(count: int, name: str) -> str:
    """A run of backslashes. Each may be escaped by more of them, so that how many are whose cannot be told: all that
    there are count, and are not given back (a search that tries every sharing-out takes for ever). That is said by a
    look ahead and a repetition: Debian 12's Python, 3.11.2, misses matches where a `+` stands behind the braces."""
    run = rf"(?:\\|%(?:25)*5[cC]|u005[cC]|x5[cC]|&(?:amp;)*#(?:0*92|[xX]0*5[cC]);?){{{count},}}"
    return f"(?=(?P<{name}>{run}))(?P={name})"


def _character(character: str, optional: bool = False) -> str:
    """A regular expression for one character in all its forms. `optional`: the backslash of an escape is not asked
    for, since a run of them before it took it."""
    number = ord(character)
    units = [character] if number < 0x10000 else _surrogates(number)
    raw = character.encode("utf-8", "surrogatepass")
    escape = r"\\*" if optional else r"\\\\*"
    references = [f"#0*{number};?", f"#[xX]0*{_hex(number, 1)};?"]
    if (named := html.escape(character)) != character:
        references.append(named[1:])
    if character == "'":
        references.append("apos;")
    forms = [
        *(rf"{start}(?:amp;)*{reference}" for reference in references for start in ("&", rf"{escape}u0026")),
        "".join(f"%(?:25)*{_hex(byte, 2)}" for byte in raw),
        "".join(rf"{escape}u{_hex(ord(unit), 4)}" for unit in units),
        "".join(rf"{escape}x{_hex(byte, 2)}" for byte in raw),
        re.escape(character),
    ]
    if character in _JSON_SHORT:
        forms.append(escape + re.escape(_JSON_SHORT[character]))
    if character == " ":
        forms.append(r"\+")
    return f"(?:{'|'.join(forms)})"


def _hex(number: int, width: int) -> str:
    """A hexadecimal number in either case."""
    return "".join(f"[{digit}{digit.upper()}]" if digit.isalpha() else digit for digit in f"{number:0{width}x}")


def _surrogates(number: int) -> list[str]:
    offset = number - 0x10000
    return [chr(0xD800 + (offset >> 10)), chr(0xDC00 + (offset & 0x3FF))]


_BASE64_FORMS = {
    "+": r"(?:\+|-|%(?:25)*2[bB]|\\\\*u002[bB])",
    "/": r"(?:/|_|\\\\*/|%(?:25)*2[fF]|\\\\*u002[fF])",
}


def _base64(raw: bytes) -> list[str]:
    """Expressions for the characters that the bytes determine wherever they stand in a longer text that is encoded."""
    forms: list[str] = []
    for before in range(3):
        encoded = base64.b64encode(bytes(before) + raw).decode()
        first = -(-before * 8 // 6)
        last = (before + len(raw)) * 8 // 6
        forms.append("".join(_BASE64_FORMS.get(character, character) for character in encoded[first:last]))
    return forms
