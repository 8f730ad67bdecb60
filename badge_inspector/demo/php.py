"""PHP's own readings and writings of parameters and JSON, as far as a portal's answers show them.

The portal is a PHP program, and much of what surprises its clients is PHP: a query of `a[b]=1` is a nested array, an
empty array is written `[]` whatever it was meant to be, `<` inside a string is written `\\u003C`. Sources: `parse_str`
and `json_encode` of PHP 8; the flags of main/lib/web/json.php (bitrix24/README.md, "The call").
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias, cast
from urllib.parse import unquote_to_bytes


@dataclass(frozen=True, slots=True)
class RawJson:
    """A JSON text that `json_encode` writes as it is: for the values PHP itself would not produce."""

    text: str


PhpValue: TypeAlias = "bool | int | float | str | RawJson | list[PhpValue] | dict[str | int, PhpValue] | None"
PhpArray: TypeAlias = "dict[str | int, PhpValue]"

MAX_INPUT_VARS = 1000
MAX_INPUT_NESTING = 64
MAX_JSON_DEPTH = 511

_INTEGER_KEY = re.compile(r"0|-?[1-9][0-9]{0,18}")
_JSON_ESCAPES = {
    "\\": "\\\\",
    "/": "\\/",
    "\b": "\\b",
    "\f": "\\f",
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
    **{character: f"\\u{ord(character):04X}" for character in "<>&'\""},
    **{character: f"\\u{ord(character):04x}" for character in "\u2028\u2029"},
}
_ESCAPED_IN_JSON = re.compile("[\\\\/<>&'\"\x00-\x1f\u2028\u2029\ud800-\udfff]")


def array_key(name: str) -> str | int:
    """The key under which a PHP array keeps `name`: whole numbers in canonical form become integers."""
    if _INTEGER_KEY.fullmatch(name):
        number = int(name)
        if -(2**63) <= number < 2**63:
            return number
    return name


def items(value: PhpValue) -> Iterator[tuple[str | int, PhpValue]]:
    """The pairs of a PHP array, which here may be a list or a dict; nothing for any other value."""
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list):
        yield from enumerate(value)


def is_true(value: PhpValue) -> bool:
    """PHP's truth: "0" and an empty array are false, "false" is true."""
    return bool(value) and value != "0"


def as_text(value: PhpValue) -> str:
    """A value inside a PHP string."""
    if value is None or value is False:
        return ""
    if value is True:
        return "1"
    if isinstance(value, list | dict):
        return "Array"
    return f"{value:.14G}" if isinstance(value, float) else str(value)


def as_int(value: PhpValue) -> int:
    """PHP's `intval`: the number a text begins with, else 0."""
    if isinstance(value, str):
        match = re.match(r"\s*([+-]?[0-9]{1,18})", value)
        return int(match[1]) if match else 0
    if isinstance(value, float):
        return int(value) if math.isfinite(value) else 0
    return int(value) if isinstance(value, int) else int(bool(value))


def url_decode(text: bytes) -> str:
    """PHP's `urldecode`; bytes that are not UTF-8 become U+FFFD, as they would in the portal's answer."""
    return unquote_to_bytes(text.replace(b"+", b" ")).decode("utf-8", "replace")


def parse_str(query: str | bytes) -> PhpArray:
    """PHP's `parse_str`: `a[b][]=1` becomes nested arrays; dots and blanks in names become underscores."""
    raw = query.encode("utf-8", "surrogatepass") if isinstance(query, str) else query
    parsed: PhpArray = {}
    for pair in [pair for pair in raw.split(b"&") if pair][:MAX_INPUT_VARS]:
        name, _, value = pair.partition(b"=")
        _register(parsed, url_decode(name), url_decode(value))
    return parsed


def _register(parsed: PhpArray, name: str, value: str) -> None:
    """Put one variable in its place, step for step as PHP's `php_register_variable_ex` does."""
    name = name.partition("\0")[0].lstrip(" ")
    head, bracket, rest = name.partition("[")
    head = head.replace(" ", "_").replace(".", "_")
    if not head:
        return
    keys: list[str | None] = [head]
    while bracket:
        blank = len(rest) > 0 and rest[0] in " \t\n\r\v\f"
        end = rest.find("]", 1 if blank else 0)
        if end < 0:
            if len(keys) == 1:
                keys = [re.sub(r"[ .\[]", "_", f"{head}_{rest}")]
            break
        empty = end == (1 if blank else 0)
        keys.append(None if empty else rest[:end])
        if len(keys) > MAX_INPUT_NESTING + 1:
            return
        bracket, rest = rest[end + 1 : end + 2], rest[end + 2 :]
        if bracket != "[":
            break
    place = parsed
    for key in keys[:-1]:
        held = None if key is None else place.get(array_key(key))
        inner = held if isinstance(held, dict) else {}
        place[_free_key(place) if key is None else array_key(key)] = inner
        place = inner
    last = keys[-1]
    place[_free_key(place) if last is None else array_key(last)] = value


def _free_key(place: PhpArray) -> int:
    return max((key for key in place if isinstance(key, int) and key >= 0), default=-1) + 1


def json_decode(text: bytes) -> PhpValue:
    """PHP's `json_decode` into arrays. Raises ValueError for what PHP refuses: NaN, a BOM, bytes that are not UTF-8,
    a lone surrogate, arrays more than 511 deep."""
    try:
        decoded: object = json.loads(text.decode("utf-8"), parse_int=_php_integer, parse_constant=_refuse_constant)
        return _php_value(decoded, MAX_JSON_DEPTH)
    except RecursionError as error:
        raise ValueError("nested too deep") from error


def _php_integer(digits: str) -> int | float:
    number = float(digits)
    return int(digits) if abs(number) < 2**63 else number


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _php_value(value: object, depth: int) -> PhpValue:
    if isinstance(value, str):
        value.encode("utf-8")  # a lone surrogate raises UnicodeEncodeError, which is a ValueError
    elif isinstance(value, dict | list):
        if not depth:
            raise ValueError("nested too deep")
        array: PhpArray = {}
        # No comprehensions: their frames would halve the depth that Python's stack allows.
        if isinstance(value, list):
            for index, item in enumerate(cast("list[object]", value)):
                array[index] = _php_value(item, depth - 1)
        else:
            for name, item in cast("dict[str, object]", value).items():
                name.encode("utf-8")
                array[array_key(name)] = _php_value(item, depth - 1)
        return array
    return cast("bool | int | float | str | None", value)


def json_encode(value: PhpValue) -> str:
    """The portal's `Json::encode`: `< > & ' "` inside strings as \\u003C and the like, slashes as `\\/`, Cyrillic as
    it is; an array whose keys are 0, 1, 2 ... is a list, and an empty one is `[]`."""
    parts: list[str] = []
    _encode(value, parts)
    return "".join(parts)


def _encode(value: PhpValue, parts: list[str]) -> None:
    if isinstance(value, str):
        parts.append(_json_string(value))
    elif isinstance(value, RawJson):
        parts.append(value.text)
    elif isinstance(value, bool) or value is None:
        parts.append({True: "true", False: "false", None: "null"}[value])
    elif isinstance(value, float):
        parts.append(_json_float(value))
    elif isinstance(value, int):
        parts.append(str(value))
    elif isinstance(value, list) or all(key == index for index, key in enumerate(value)):
        _encode_sequence("[", [("", item) for _, item in items(value)], "]", parts)
    else:
        _encode_sequence("{", [(_json_string(str(key)) + ":", item) for key, item in value.items()], "}", parts)


def _encode_sequence(start: str, members: list[tuple[str, PhpValue]], end: str, parts: list[str]) -> None:
    parts.append(start)
    for index, (prefix, member) in enumerate(members):
        parts.append(f",{prefix}" if index else prefix)
        _encode(member, parts)
    parts.append(end)


def _json_string(text: str) -> str:
    return f'"{_ESCAPED_IN_JSON.sub(_json_escape, text)}"'


def _json_escape(match: re.Match[str]) -> str:
    character = match[0]
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"
    return _JSON_ESCAPES.get(character) or f"\\u{ord(character):04x}"


def _json_float(number: float) -> str:
    """The shortest text that reads back as the same number (`serialize_precision = -1`); a whole number loses its
    fraction, so that 0.0 is an integer on the wire."""
    if not math.isfinite(number):
        raise ValueError("PHP writes no NaN and no Infinity")
    mantissa, _, exponent = repr(number).partition("e")
    if not exponent:
        return mantissa.removesuffix(".0")
    if int(exponent) == 16:  # PHP goes over to the exponent one place later than Python
        sign, digits = mantissa[: mantissa.startswith("-")], mantissa.lstrip("-").replace(".", "")
        return sign + digits.ljust(17, "0")
    return f"{mantissa if '.' in mantissa else mantissa + '.0'}e{int(exponent):+d}"
