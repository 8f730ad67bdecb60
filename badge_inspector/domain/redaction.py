"""Secrets taken out of text, in whatever form they were written.

Forms of a known secret, also mixed within one: as it is; percent-encoded any number of times, in either case, whole or
in part; "+" for a space; escaped as in JSON (`\\u0061`, `\\/`, with its "&" as `\\u0026` as PHP does) or in HTML
(`&#97;`, `&#x61;`, `&amp;`, also twice); as Python writes bytes (`\\xc3`); in hexadecimal; and in base64 of either
alphabet at each of its three alignments.

`scrub` hides what stands in a secret's place as well (`secret_places`), for texts of any origin that are kept or handed
on.
"""

from __future__ import annotations

import base64
import html
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import groupby
from urllib.parse import quote

from badge_inspector.domain.secret import MASK, Secret, seen
from badge_inspector.domain.secret_places import REACH, redact_unknown

SHORTEST = 6
"""A shorter secret is not looked for: it would be found in every number and word. Portals' secrets have 16 characters
and more (bitrix24/README.md, "Addresses and tokens")."""

LONGEST = 1024
"""A longer secret is looked for in its usual forms only: an expression for each of its characters takes seconds."""

_WINDOW = 64 * 1024
_REACH = 64
"""Bytes that one character of a secret may take in the longest form looked for, and to spare."""

_RUN_STARTS = r"(?<!\\)(?<!%5[cC])(?<!255[cC])(?<!u005[cC])(?<!x5[cC])(?<!#92;)(?<!#92)(?<![xX]5[cC];)"
"""Beginning of a run of backslashes. A search that began inside of one too would read the rest of the run again at each
of its characters."""

_JSON_SHORT = {"\n": "n", "\r": "r", "\t": "t", "\b": "b", "\f": "f", '"': '"', "/": "/"}


ESCAPED = "escaped"
"""The group of a match that begins with an escape, its backslashes not included."""


def redact(text: str, secrets: Iterable[Secret]) -> str:
    """The text with every form of every secret replaced by the mask. Do this before a text is cut short: the half of
    a secret is not found."""
    data = text.encode("utf-8", "surrogatepass")
    return redact_bytes(data, secrets).decode("utf-8", "surrogatepass")


def redact_bytes(data: bytes, secrets: Iterable[Secret]) -> bytes:
    """The same for bytes in UTF-8, or in an encoding that keeps ASCII; in UTF-16 and UTF-32 a secret as it is."""
    # The longest first: one that is a part of another must not leave the rest of it behind.
    for secret in sorted(secrets, key=lambda each: -len(each.reveal())):
        for form in _forms(secret):
            data = _replaced(form, data, _REACH * len(secret.reveal()))
        if b"\0" in data and len(secret.reveal()) >= SHORTEST:
            data = _replaced_wide(secret.reveal(), data)
    return data


def holds(data: bytes, secrets: Iterable[Secret]) -> bool:
    """Tell whether any form of any secret is in the text."""
    return redact_bytes(data, secrets) != data


def scrub(text: str) -> str:
    """The text without any secret this run has seen, and without what stands in a secret's place."""
    return redact_unknown(redact(text, seen()))


def scrub_shortly(text: str, longest: int) -> str:
    """The same, the middle left out of what is longer than so many characters. The half of a secret that a cut leaves
    is not found: so what is read reaches beyond the cut, and what is kept does not."""
    if len(text) <= longest:
        return scrub(text)
    half = longest // 2
    read = half + REACH
    return f"{scrub(text[:read])[:-REACH]}\n…\n{scrub(text[-read:])[REACH:]}"


def holds_plainly(data: bytes, secret: Secret) -> bool:
    """Tell whether the secret is in the text unescaped."""
    return secret.reveal().encode("utf-8", "surrogatepass") in data


def _replaced_wide(secret: str, data: bytes) -> bytes:
    """Without the secret in UTF-16 or UTF-32, where a character begins: an error page of a proxy on Windows names the
    address like that."""
    for encoding, width in (("utf-16-le", 2), ("utf-16-be", 2), ("utf-32-le", 4), ("utf-32-be", 4)):
        wide, mask = secret.encode(encoding, "surrogatepass"), MASK.encode(encoding)
        pieces: list[bytes] = []
        done, at = 0, data.find(wide)
        while at >= 0:
            if at % width == 0:
                pieces += (data[done:at], mask)
                done = at + len(wide)
            at = data.find(wide, max(done, at + 1))
        data = b"".join((*pieces, data[done:])) if pieces else data
    return data


@dataclass(frozen=True, slots=True)
class _Form:
    """One way in which a secret is looked for: an expression, and what a text with a match cannot lack. Each of `needs`
    lists alternatives for one character: sets of bytes of which one must be there whole."""

    pattern: re.Pattern[bytes]
    needs: tuple[tuple[tuple[bytes, ...], ...], ...] = ()

    def is_possible(self, data: bytes, start: int, end: int) -> bool:
        """Tell whether a match is possible, by single bytes: some thirty times as fast as a search."""
        return all(
            any(all(data.find(byte, start, end) >= 0 for byte in alternative) for alternative in alternatives)
            for alternatives in self.needs
        )


def _replaced(form: _Form, data: bytes, reach: int) -> bytes:
    """Replace in windows, so that a search through megabytes (20 ms each) does not keep other threads from running; a
    match that begins in a window may end up to `reach` bytes behind it."""
    mask = MASK.encode()
    may_be_escaped = ESCAPED in form.pattern.groupindex
    pieces: list[bytes] = []
    done = 0
    for begin in range(0, len(data), _WINDOW):
        end = begin + _WINDOW
        if not form.is_possible(data, begin, end + reach):
            continue
        while (match := form.pattern.search(data, max(begin, done), end + reach)) is not None and match.start() < end:
            start = match.start()
            if may_be_escaped and match[ESCAPED] is not None:  # the backslashes before the first character are its own
                start = done + len(data[done:start].rstrip(b"\\"))
            pieces += (data[done:start], mask)
            done = match.end()
    return b"".join((*pieces, data[done:])) if pieces else data


@lru_cache(maxsize=1024)
def _forms(secret: Secret) -> tuple[_Form, ...]:
    """All that finds the secret: written by characters, in hexadecimal, and in base64.

    Patterns begin with a choice of plain characters: only of such does `re` make a set to skip ahead by, which is ten
    times as fast.
    """
    text = secret.reveal()
    if len(text) < SHORTEST:
        return ()
    raw = text.encode("utf-8", "surrogatepass")
    if len(text) > LONGEST:
        in_json = json.dumps(text)[1:-1]
        whole = (in_json, quote(text, safe="", errors="surrogatepass"), text, raw.hex(), base64.b64encode(raw).decode())
        return (_Form(_compiled("|".join(map(re.escape, whole)))),)
    forms = [
        _Form(_compiled(_characters(text)), tuple(map(_needed, sorted(set(text))))),
        *(_Form(_compiled(form), _literal(form)) for form in (raw.hex(), raw.hex().upper(), *_base64(raw))),
    ]
    if "\\" in text:
        # A run of backslashes is read greedily, and may take the letter behind it for an escape: these stand first.
        in_json = json.dumps(text)[1:-1]
        whole = (json.dumps(in_json)[1:-1], in_json, quote(text, safe="", errors="surrogatepass"), text)
        forms.insert(0, _Form(_compiled("|".join(map(re.escape, whole)))))
    return tuple(forms)


def _compiled(expression: str) -> re.Pattern[bytes]:
    return re.compile(expression.encode("utf-8", "surrogatepass"))


def _literal(form: str) -> tuple[tuple[tuple[bytes, ...], ...], ...]:
    """The needs of an expression that is a plain text: itself, found as quickly as bytes are."""
    return () if re.escape(form) != form else (((form.encode(),),),)


def _needed(character: str) -> tuple[tuple[bytes, ...], ...]:
    """Bytes without which no form of a character can be there: itself, or the digits of its number. `re.escape` and the
    named references keep to these, but for the few characters that have one: such are never ruled out."""
    if not character.isalnum() or not character.isascii():
        return ((),)
    code = ord(character)
    digits = [f"{code:02x}", f"{code:02X}", str(code)]
    return tuple(tuple(digit.encode() for digit in sorted(set(form))) for form in (character, *digits))


def _characters(text: str) -> str:
    """A regular expression for the text in all forms that go character by character."""
    forms: list[str] = []
    for is_backslash, run in groupby(text, lambda character: character == "\\"):
        characters = list(run)
        if is_backslash:
            forms.append(_backslashes(len(characters), f"run{len(forms)}"))
        else:
            first = partial(_character, optional=True) if forms else _first_character
            forms.append(first(characters[0]))
            forms += map(_character, characters[1:])
    return "".join(forms)


def _backslashes(count: int, name: str) -> str:
    """A run of backslashes. Each may be escaped by more of them, so that how many are whose cannot be told: all that
    there are count, and are not given back (a search that tries every sharing-out takes for ever). That is said by a
    look ahead and a repetition: Debian 12's Python, 3.11.2, misses matches where a `+` stands behind the braces."""
    run = rf"(?:\\|%(?:25)*5[cC]|u005[cC]|x5[cC]|&(?:amp;)*#(?:0*92|[xX]0*5[cC]);?){{{count},}}"
    starts = _RUN_STARTS if name == "run0" else ""
    return f"{starts}(?=(?P<{name}>{run}))(?P={name})"


def _first_character(character: str) -> str:
    """The form that a match begins with. The backslashes of an escape are left out: `_replaced` looks back for them
    once there is a match, since a search that begins with them reads a long run of them again and again."""
    number = ord(character)
    units = [character] if number < 0x10000 else _surrogates(number)
    raw = character.encode("utf-8", "surrogatepass")
    escape = r"\\\\*"
    escapes = [
        "".join(f"{escape if index else ''}u{_hex(ord(unit), 4)}" for index, unit in enumerate(units)),
        "".join(rf"{escape if index else ''}x{_hex(byte, 2)}" for index, byte in enumerate(raw)),
        *(f"u0026(?:amp;)*{reference}" for reference in _references(character)),
    ]
    plain = [
        *(f"&(?:amp;)*{reference}" for reference in _references(character)),
        "".join(f"%(?:25)*{_hex(byte, 2)}" for byte in raw),
        re.escape(character),
    ]
    if character in _JSON_SHORT:
        plain.append(rf"\\(?<!\\\\)\\*{re.escape(_JSON_SHORT[character])}")
    if character == " ":
        plain.append(r"\+")
    return f"(?:(?P<{ESCAPED}>{'|'.join(escapes)})|{'|'.join(plain)})"


def _references(character: str) -> list[str]:
    """A character's references in HTML, without the ampersand."""
    number = ord(character)
    found = [f"#0*{number};?", f"#[xX]0*{_hex(number, 1)};?"]
    if (named := html.escape(character)) != character:
        found.append(named[1:])
    if character == "'":
        found.append("apos;")
    return found


def _character(character: str, optional: bool = False) -> str:
    """A regular expression for one character in all its forms. `optional`: the backslash of an escape is not asked
    for, since a run of them before it took it."""
    number = ord(character)
    units = [character] if number < 0x10000 else _surrogates(number)
    raw = character.encode("utf-8", "surrogatepass")
    escape = r"\\*" if optional else r"\\\\*"
    forms = [
        *(
            rf"{start}(?:amp;)*{reference}"
            for reference in _references(character)
            for start in ("&", rf"{escape}u0026")
        ),
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
    """Expressions for the characters that the bytes determine wherever they stand in a longer text that is encoded: the
    bytes before are a multiple of three, or one or two more, which have a part in two or three characters."""
    forms: list[str] = []
    for before, first in ((0, 0), (1, 2), (2, 3)):
        encoded = base64.b64encode(bytes(before) + raw).decode()
        last = (before + len(raw)) * 8 // 6
        forms.append("".join(_BASE64_FORMS.get(character, character) for character in encoded[first:last]))
    return forms
