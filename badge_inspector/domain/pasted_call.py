"""Calls of `crm.activity.badge.get` in what people paste: a snippet in any language of the method's page, an address, a
HAR entry, a JSON body, a line of a log. Pure.

    call = read_call(text)      # None: not a call; it may be a code itself

Nothing of the text is executed: literals are read by the quoting rules of their language, and of them those that
stand at `code`. Everything is read in one pass, and no more than LONGEST characters of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import cast
from urllib.parse import parse_qsl, urlsplit

from badge_inspector.domain.curl_command import is_curl, shell_words
from badge_inspector.domain.pasted import LONGEST

METHOD = "crm.activity.badge.get"


class PastedForm(StrEnum):
    """Form in which a call was pasted."""

    CURL = "curl"
    POWERSHELL = "powershell"
    HTTPIE = "httpie"
    PYTHON = "python"
    JAVASCRIPT = "javascript"
    PHP = "php"
    GO = "go"
    ADDRESS = "address"
    HAR = "har"
    JSON = "json"
    LOG = "log"


@dataclass(frozen=True, slots=True)
class PastedCall:
    """`codes` are in their order, each once. `address` is a text that `pasted.understand()` reads the portal from, ""
    where none is named; it may hold a secret."""

    form: PastedForm
    codes: tuple[str, ...]
    address: str = field(default="", repr=False)


_HTTPIE = re.compile(r"(?:\$\s+)?https?\s+(?=\S)", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s\"'<>^`\\]+", re.IGNORECASE)
_BOUND = re.compile(r"[\s\"'<>^`\\]+")
_ASSIGNS = frozenset((":", "=>", "="))
_BARE_KEY = re.compile(r"(?<![\w.$'\"-])code\s*(?::|=>|=)\s*$")
_DOMAIN = re.compile(r"\bdomain\s*=\s*$")
_DATA = re.compile(
    r"(?:-d|-F|--raw|--json|--data(?:-raw|-binary|-ascii|-urlencode)?|--form(?:-string)?)(?:=(.*))?", re.S
)
_JSON_STRING = re.compile(r'"code"\s*:\s*("(?:[^"\\]|\\.)*(?:"|\Z))')
_COMMAND = re.compile(r"cmd\[[^\]]*\]", re.IGNORECASE)


def read_call(text: str) -> PastedCall | None:
    """Read a paste. None if it is not a call, names no code, or is too long. Never raises."""
    given = text.strip()
    if not given or len(text) > LONGEST:
        return None
    found = _in_json(given)
    if found is None and METHOD in given.casefold():
        found = next((call for read in _READERS if (call := read(given)) is not None and call.codes), None)
    return found if found is not None and found.codes else None


def _once(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for code in codes if code.strip()))


# JSON: a body, and a HAR


def _in_json(text: str) -> PastedCall | None:
    if text[0] not in "{[":
        return None
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError):
        return None
    entries = list(_har_requests(value))
    if entries:
        return _of_requests(entries)
    return PastedCall(PastedForm.JSON, _once(_codes_of_value(value)))


def _har_requests(value: object) -> Iterator[Mapping[str, object]]:
    """Requests of a HAR, or of one entry of it."""
    log = _member(value, "log")
    entries = _member(log, "entries") if log is not None else [value]
    for entry in cast("list[object]", entries) if isinstance(entries, list) else ():
        request = _member(entry, "request")
        if isinstance(_member(request, "url"), str):
            yield cast("Mapping[str, object]", request)


def _of_requests(requests: Sequence[Mapping[str, object]]) -> PastedCall:
    codes: list[str] = []
    address = ""
    for request in requests:
        url = cast(str, request["url"])
        if _names_call(url):
            posted = _member(request.get("postData"), "text")
            codes += _codes_of_address(url)
            codes += _codes_of_data(posted) if isinstance(posted, str) else ()
            address = address or url
    return PastedCall(PastedForm.HAR, _once(codes), address)


def _member(value: object, name: str) -> object:
    return cast("dict[str, object]", value).get(name) if isinstance(value, dict) else None


# What is sent: an address, a form, JSON


def _names_call(address: str) -> bool:
    last = urlsplit(address).path.rstrip("/").rpartition("/")[2].casefold() if _is_sound(address) else ""
    return last.removesuffix(".json").removesuffix(".xml") in (METHOD, "batch")


def _is_sound(address: str) -> bool:
    try:
        urlsplit(address)
    except ValueError:
        return False
    return True


def _codes_of_address(address: str) -> list[str]:
    return _codes_of_form(urlsplit(address).query) if _is_sound(address) else []


def _codes_of_form(data: str) -> list[str]:
    pairs = parse_qsl(data)
    codes = [value for name, value in pairs if name == "code"]
    return codes + [code for name, value in pairs if _COMMAND.fullmatch(name) for code in _codes_of_command(value)]


def _codes_of_data(data: str) -> list[str]:
    if data.lstrip()[:1] in ("{", "["):
        try:
            return _codes_of_value(json.loads(data))
        except (ValueError, RecursionError):
            return []
    return _codes_of_form(data)


def _codes_of_value(value: object) -> list[str]:
    """Code of a JSON body; of a batch those of its commands."""
    code, commands = _member(value, "code"), _member(value, "cmd")
    codes = [code] if isinstance(code, str) else []
    if isinstance(commands, dict):
        commands = list(cast("dict[str, object]", commands).values())
    for command in cast("list[object]", commands) if isinstance(commands, list) else ():
        codes += _codes_of_command(command) if isinstance(command, str) else ()
    return codes


def _codes_of_command(command: str) -> list[str]:
    method, _, query = command.partition("?")
    return _codes_of_form(query) if method.strip("/ ").casefold() == METHOD else []


# Commands


def _in_curl(text: str) -> PastedCall | None:
    if not is_curl(text):
        return None
    before, quote, _ = text.partition('^"')
    if quote and "'" not in before:  # a shell of Unix has quoted something before
        return _of_words(PastedForm.CURL, _windows_words(_after_cmd(text)))
    return _in_shell(PastedForm.CURL, text)


def _in_httpie(text: str) -> PastedCall | None:
    return _in_shell(PastedForm.HTTPIE, text) if _HTTPIE.match(text) else None


def _in_shell(form: PastedForm, text: str) -> PastedCall | None:
    try:
        return _of_words(form, shell_words(text))
    except ValueError:  # a quote that is not closed
        return None


def _of_words(form: PastedForm, words: Sequence[str]) -> PastedCall:
    codes: list[str] = []
    address = ""
    rest = iter(words)
    for word in rest:
        if (option := _DATA.fullmatch(word)) is not None:
            codes += _codes_of_data(next(rest, "") if option[1] is None else option[1])
        elif _ADDRESS.match(word):
            codes += _codes_of_address(word) if _names_call(word) else ()
            address = address or (word if _names_call(word) else "")
        elif form is PastedForm.HTTPIE and word.startswith("code="):
            codes.append(word.removeprefix("code=").removeprefix("="))
    return PastedCall(form, _once(codes), address)


def _after_cmd(line: str) -> str:
    """The line as cmd.exe hands it to a program: outside quotes a `^` takes the meaning of what follows it."""
    parts: list[str] = []
    quoted = escaped = False
    for char in line:
        if escaped:
            parts.append(char if char not in "\r\n" else " ")
            escaped = False
        elif char == "^" and not quoted:
            escaped = True
        else:
            quoted = quoted != (char == '"')
            parts.append(char)
    return "".join(parts)


def _windows_words(line: str) -> list[str]:
    """Arguments by the rules of the C runtime (learn.microsoft.com, "Parsing C command-line arguments")."""
    words: list[str] = []
    word: list[str] | None = None
    quoted = False
    for part in re.finditer(r'(\\*)"|\\+|\s+|[^\\"\s]+', line):
        if part[1] is not None:
            word = [] if word is None else word
            word.append("\\" * (len(part[1]) // 2))
            if len(part[1]) % 2:
                word.append('"')
            else:
                quoted = not quoted
        elif part[0].isspace() and not quoted:
            words += ["".join(word)] if word is not None else []
            word = None
        else:
            word = [] if word is None else word
            word.append(part[0])
    return words + (["".join(word)] if word is not None else [])


# Programs


@dataclass(frozen=True, slots=True)
class _Language:
    """Signs of a programming language: the beginning of a whole program or, for a part of one, a name in it."""

    form: PastedForm
    begins: re.Pattern[str]
    names: re.Pattern[str]


_LANGUAGES = (
    _Language(PastedForm.PHP, re.compile(r"<\?php\b"), re.compile(r"\bCRest::|->call\s*\(|\bServiceBuilder")),
    _Language(PastedForm.GO, re.compile(r"package\s+\w+"), re.compile(r"\bb24gosdk\b|\bb24\.Params\b")),
    _Language(
        PastedForm.POWERSHELL,
        re.compile(r"(?:try\s*\{\s*)?(?:Invoke-RestMethod|Invoke-WebRequest|irm|iwr)\b", re.IGNORECASE),
        re.compile(r"\bInvoke-(?:RestMethod|WebRequest)\b", re.IGNORECASE),
    ),
    _Language(
        PastedForm.PYTHON,
        re.compile(r"import\s+[\w.]+\s*$|from\s+[\w.]+\s+import\b", re.MULTILINE),
        re.compile(r"\bb24pysdk\b|\bcall_method\s*\(|\b(?:httpx|requests)\.\w+\("),
    ),
    _Language(
        PastedForm.JAVASCRIPT,
        re.compile(r"(?:await\s+)?BX24\.|import\s*(?:\{|['\"])|(?:const|let|var)\s"),
        re.compile(r"\bBX24\.|\bb24jssdk\b|\$b24\b|\bfetch\s*\("),
    ),
)


def _in_whole_program(text: str) -> PastedCall | None:
    language = next((each for each in _LANGUAGES if each.begins.match(text)), None)
    return None if language is None else _of_literals(language.form, text)


def _in_part_of_program(text: str) -> PastedCall | None:
    language = next((each for each in _LANGUAGES if each.names.search(text)), None)
    return None if language is None else _of_literals(language.form, text)


_STRING = re.compile(r"""'(?:[^'\\]|\\.)*(?:'|\\?\Z)|"(?:[^"\\]|\\.)*(?:"|\\?\Z)""", re.DOTALL)
"""A string that is not closed reaches to the end, so that no character is looked at twice."""
_QUOTES = "'\u2018-\u201b"
_POWERSHELL_STRING = re.compile(f"[{_QUOTES}](?:[^{_QUOTES}]|[{_QUOTES}]{{2}})*(?:[{_QUOTES}]|\\Z)")
_ESCAPE = re.compile(
    r"((?:\\x[0-9A-Fa-f]{2})+)|\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|u\{([0-9A-Fa-f]{1,6})\}|(.))", re.DOTALL
)
_PHP_ESCAPE = re.compile(r"\\(u\{[0-9A-Fa-f]{1,6}\}|x[0-9A-Fa-f]{1,2}|[\\$\"nrtvef])")
_NAMED = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "v": "\v", "a": "\a", "e": "\x1b", "0": "\0", "\n": ""}


def _of_literals(form: PastedForm, text: str) -> PastedCall:
    strings, value_of = {
        PastedForm.POWERSHELL: (_POWERSHELL_STRING, _powershell_value),
        PastedForm.PHP: (_STRING, _php_value),
    }.get(form, (_STRING, _script_value))
    codes: list[str] = []
    address = domain = webhook = ""
    end, last = 0, ""  # of the string before
    for literal in strings.finditer(text):
        between, value = text[end : literal.start()], value_of(literal[0])
        if (last == "code" and between.strip() in _ASSIGNS) or _BARE_KEY.search(text, end, literal.start()):
            codes.append(value)
        elif _ADDRESS.match(value):
            codes += _codes_of_address(value) if _names_call(value) else ()
            address = address or (value if "/rest/" in value else "")
        elif form is PastedForm.POWERSHELL and value[:1] == "{":
            codes += _codes_of_data(value)
        elif _DOMAIN.search(between):
            domain = value
        elif between.rstrip().endswith("webhook_token="):
            webhook = value
        end, last = literal.end(), value
    if not address and domain:
        address = f"https://{domain}/rest/{webhook}" if webhook else f"https://{domain}"
    return PastedCall(form, _once(codes), address)


def _powershell_value(quoted: str) -> str:
    return re.sub(f"([{_QUOTES}])[{_QUOTES}]", r"\1", quoted[1:-1])


def _script_value(quoted: str) -> str:
    """Value of a string of Python, JavaScript or Go, as far as their escapes agree."""
    if "\\" not in quoted:
        return quoted[1:-1]
    text = _ESCAPE.sub(_escaped, quoted[1:-1])
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def _escaped(match: re.Match[str]) -> str:
    if match[1] is not None:
        codes = bytes(int(pair, 16) for pair in match[1].split("\\x")[1:])
        # Go writes the bytes of half a surrogate pair, Python the characters below U+0100.
        is_half = len(codes) % 3 == 0 and all(
            codes[at] == 0xED and codes[at + 1] >= 0xA0 for at in range(0, len(codes), 3)
        )
        return codes.decode("utf-8", "surrogatepass") if is_half else codes.decode("latin-1")
    number, other = match[2] or match[3] or match[4], match[5]
    return _character(number) if number else _NAMED.get(other, other)


def _php_value(quoted: str) -> str:
    if quoted[0] == "'":
        return re.sub(r"\\([\\'])", r"\1", quoted[1:-1])
    return _PHP_ESCAPE.sub(_php_escaped, quoted[1:-1])


def _php_escaped(match: re.Match[str]) -> str:
    escape = match[1]
    if escape[0] in "ux":
        return _character(escape[1:].strip("{}"))
    return _NAMED.get(escape, escape)


def _character(digits: str) -> str:
    number = int(digits, 16)
    return chr(number) if number < 0x110000 else "\ufffd"


# Addresses and logs


def _in_address(text: str) -> PastedCall | None:
    if any(map(str.isspace, text)) or not _names_call(text):
        return None
    return PastedCall(PastedForm.ADDRESS, _once(_codes_of_address(text)), text)


def _in_log(text: str) -> PastedCall | None:
    """Read all that stands between blanks and quotes and names the method, and JSON with a `code`."""
    codes: list[str] = []
    address = ""
    for part in _BOUND.split(text):
        path, _, query = part.partition("?")
        if path.rstrip("/").casefold().removesuffix(".json").removesuffix(".xml").endswith(METHOD):
            codes += _codes_of_form(query)
        if not address and _ADDRESS.match(part) and "/rest/" in part:
            address = part
    for found in _JSON_STRING.finditer(text.replace('\\"', '"') if '{\\"' in text else text):
        try:
            codes.append(cast(str, json.loads(found[1])))
        except ValueError:  # cut off
            continue
    return PastedCall(PastedForm.LOG, _once(codes), address)


_READERS: Sequence[Callable[[str], PastedCall | None]] = (
    _in_curl,
    _in_httpie,
    _in_address,
    _in_whole_program,
    _in_part_of_program,
    _in_log,
)
