"""The request as a command or a few lines of code, with a placeholder where the secret belongs; the secret itself
stands there only when it is handed in, after a person was asked.

Whatever is in the code (quotes, `$()`, `%PATH%`, a NUL, an emoji), a pasted snippet asks the portal for that code and
does nothing else: each language's quoting is written out here and tested by running or parsing it.
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import cast
from urllib.parse import quote

from badge_inspector.domain.exchange import SentRequest
from badge_inspector.domain.secret import MASK, Secret

WEBHOOK_PLACEHOLDER = "PUT_WEBHOOK_SECRET_HERE"
TOKEN_PLACEHOLDER = "PUT_ACCESS_TOKEN_HERE"  # noqa: S105 - the place of a token, not one

_HEADERS = ("content-type", "accept")
"""The headers the portal looks at; the rest is up to the client that runs the snippet."""


class SnippetKind(StrEnum):
    CURL_SH = "curl_sh"
    CURL_CMD = "curl_cmd"
    POWERSHELL = "powershell"
    PYTHON = "python"
    PHP = "php"


@dataclass(frozen=True, slots=True)
class _Call:
    """A request taken apart, placeholders in place: `params` is the JSON body as an object."""

    method: str
    url: str
    headers: tuple[tuple[str, str], ...]
    params: Mapping[str, object]


def snippet(kind: SnippetKind, request: SentRequest, secret: Secret | None = None) -> str:
    """The request in a language, ending in a line break. A body that is not a JSON object counts as empty."""
    url = request.url.replace(MASK, quote(secret.reveal(), safe="") if secret else WEBHOOK_PLACEHOLDER)
    headers = tuple((name, value) for name, value in request.headers if name.lower() in _HEADERS)
    token = secret.reveal() if secret else TOKEN_PLACEHOLDER
    return _WRITERS[kind](_Call(request.method, url, headers, _params(request.body, token)))


def _params(body: str, token: str) -> Mapping[str, object]:
    try:
        value: object = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(value, dict):
        return {}
    params = cast("dict[str, object]", value)
    return {name: token if entry == MASK and name == "auth" else entry for name, entry in params.items()}


def _curl_sh(call: _Call) -> str:
    lines = [f"curl -X {call.method} {shlex.quote(call.url)}"]
    lines += [f"-H {shlex.quote(f'{name}: {value}')}" for name, value in call.headers]
    lines += [f"--data-raw {shlex.quote(_readable_json(call.params))}"]
    return " \\\n  ".join(lines) + "\n"


def _curl_cmd(call: _Call) -> str:
    words = [f"curl -X {call.method} {_cmd_word(call.url)}"]
    words += [f"-H {_cmd_word(f'{name}: {value}')}" for name, value in call.headers]
    words += ['--data-raw "' + _quiet_json(call.params).replace('"', '\\"') + '"']
    return " ".join(words) + "\n"


def _cmd_word(text: str) -> str:
    """One argument for cmd.exe and the C runtime behind it. Where cmd would read a character of the text, the quotes
    themselves are escaped by `^`, so that cmd sees no quotes at all and every such character takes its own `^`
    (`%^` keeps a variable's name from being one)."""
    text = re.sub(r'(?<!\\)(\\*)"', r'\1\1\\"', text)
    text = re.sub(r"(?<!\\)(\\+)$", r"\1\1", text)
    if not re.search(r'[%"^&|<>!]', text):
        return f'"{text}"'
    escaped = re.sub(r'["^&|<>!()]', r"^\g<0>", text).replace("%", "%^")
    return f'^"{escaped}^"'


def _powershell(call: _Call) -> str:
    headers = "; ".join(
        f"{_powershell_text(name)} = {_powershell_text(value)}"
        for name, value in call.headers
        if name.lower() != "content-type"
    )
    return (
        "try {\n"
        f"  Invoke-RestMethod -Method {call.method} -Uri {_powershell_text(call.url)} `\n"
        f"    -ContentType 'application/json' -Headers @{{ {headers} }} `\n"
        f"    -Body {_powershell_text(_quiet_json(call.params))} | ConvertTo-Json -Depth 10\n"
        "} catch {\n"
        "  if ($_.ErrorDetails) { $_.ErrorDetails.Message } else { throw }\n"
        "}\n"
    )


def _powershell_text(text: str) -> str:
    """A single-quoted string, in which PowerShell takes typographic quotes for quotes too."""
    return "'" + re.sub("['\u2018-\u201b]", r"\g<0>\g<0>", text) + "'"


def _python(call: _Call) -> str:
    return (
        "import httpx\n\n"
        f"response = httpx.request(\n    {call.method!r},\n    {call.url!r},\n"
        f"    json={dict(call.params)!r},\n    timeout=60,\n)\n"
        "print(response.status_code, response.text)\n"
    )


def _php(call: _Call) -> str:
    """CRest keeps the address or the application's keys in settings.php, so that the call has no token in it."""
    base, _, method = call.url.rpartition("/")
    params = {name: value for name, value in call.params.items() if name != "auth"}
    arguments = ", ".join(f"{_php_text(name)} => {_php_value(value)}" for name, value in params.items())
    settings = (
        "// settings.php: define('C_REST_CLIENT_ID', '…'); define('C_REST_CLIENT_SECRET', '…');"
        if "auth" in call.params
        else f"// settings.php: define('C_REST_WEB_HOOK_URL', {_php_text(base + '/')});"
    )
    return (
        f"<?php\n{settings}\nrequire_once('crest.php');\n\n"
        f"$result = CRest::call({_php_text(method)}, [{arguments}]);\nprint_r($result);\n"
    )


def _php_value(value: object) -> str:
    return _php_text(value if isinstance(value, str) else json.dumps(value))


def _php_text(text: str) -> str:
    """Single quotes where every character can be seen, else double quotes and `\\u{…}`. A closing tag would end PHP
    even in a comment, so its bracket is always written as an escape."""
    if text.isprintable() and "?>" not in text:
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
    escaped = re.sub(r'[\\"$]', r"\\\g<0>", text).replace("?>", "?\\u{3e}")
    return '"' + "".join(char if char.isprintable() else f"\\u{{{ord(char):x}}}" for char in escaped) + '"'


def _readable_json(value: object) -> str:
    """JSON with letters as they are and all that cannot be seen escaped."""
    text = json.dumps(value, ensure_ascii=False)
    return "".join(char if char.isprintable() else json.dumps(char)[1:-1] for char in text)


def _quiet_json(value: object) -> str:
    """JSON in ASCII, which no code page changes, whose texts have no character that a Windows shell reads: such a one
    goes as its escape, and the only quotes left are JSON's own."""
    text = json.dumps(value)
    strings = re.compile(r'"((?:[^"\\]|\\.)*)"')
    return strings.sub(lambda match: f'"{_quiet(match[1])}"', text)


def _quiet(inside: str) -> str:
    """The inside of a JSON string with `\\"` and `\\\\` and the like, and what a shell reads, as `\\u` escapes."""
    decoded: str = json.loads(f'"{inside}"')
    utf16 = decoded.encode("utf-16-be", "surrogatepass")
    units = [int.from_bytes(utf16[at : at + 2], "big") for at in range(0, len(utf16), 2)]
    return "".join(chr(unit) if chr(unit) in _QUIET else f"\\u{unit:04x}" for unit in units)


_QUIET = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 _-.,:;/*+=#@[]{}?~")

_WRITERS: Mapping[SnippetKind, Callable[[_Call], str]] = {
    SnippetKind.CURL_SH: _curl_sh,
    SnippetKind.CURL_CMD: _curl_cmd,
    SnippetKind.POWERSHELL: _powershell,
    SnippetKind.PYTHON: _python,
    SnippetKind.PHP: _php,
}
