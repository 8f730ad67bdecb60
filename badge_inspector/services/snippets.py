"""The request as a command or a few lines of code, with a placeholder for the secret. The secret itself is filled in
only when the caller passes it, after a person confirmed.

Whatever the code contains (quotes, `$()`, `%PATH%`, a NUL, an emoji), a snippet asks the portal for that code and does
nothing else: each language's quoting is written here and tested by running or parsing the snippet.
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import cast
from urllib.parse import quote, urlsplit

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
    HTTPIE = "httpie"
    PYTHON = "python"
    PYTHON_SDK = "python_sdk"
    JAVASCRIPT = "javascript"
    TYPESCRIPT = "typescript"
    PHP = "php"
    PHP_SDK = "php_sdk"
    GO = "go"


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


def _httpie(call: _Call) -> str:
    lines = [f"http --ignore-stdin {call.method} {shlex.quote(call.url)}"]
    lines += [shlex.quote(f"{name}:{value}") for name, value in call.headers]
    lines += [f"--raw {shlex.quote(_readable_json(call.params))}"]
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


def _python_sdk(call: _Call) -> str:
    """Bitrix24's own client (b24pysdk), which needs no application to use a valid token."""
    if "auth" in call.params:
        name = "BitrixToken"
        access = f"auth_token={call.params['auth']!r}"
    else:
        name = "BitrixWebhook"
        access = f"webhook_token={_webhook(call.url)!r}"
    return (
        f"from b24pysdk import {name}\n\n"
        f"token = {name}(domain={urlsplit(call.url).netloc!r}, {access})\n"
        f"print(token.call_method({_method(call.url)!r}, {_without_token(call.params)!r}))\n"
    )


def _javascript(call: _Call) -> str:
    """As on the method's page; the page in a portal that runs it has the access already."""
    return (
        "BX24.callMethod(\n"
        f"    {_script_value(_method(call.url))},\n"
        f"    {_script_value(_without_token(call.params))},\n"
        "    result => {\n"
        "        if (result.error())\n"
        "            console.error(result.error());\n"
        "        else\n"
        "            console.dir(result.data());\n"
        "    }\n"
        ");\n"
    )


def _typescript(call: _Call) -> str:
    """A module: by the webhook on a server, or by the token that a page in a portal has already."""
    if "auth" in call.params:
        name, made = "initializeB24Frame", "await initializeB24Frame()"
    else:
        name, made = "B24Hook", f"B24Hook.fromWebhookUrl({_script_value(_base(call.url))})"
    return (
        f"import {{ {name} }} from '@bitrix24/b24jssdk'\n\n"
        f"const $b24 = {made}\n"
        "const response = await $b24.actions.v2.call.make({\n"
        f"  method: {_script_value(_method(call.url))},\n"
        f"  params: {_script_value(_without_token(call.params))},\n"
        "})\n"
        "if (response.isSuccess) {\n"
        "  console.dir(response.getData()?.result)\n"
        "} else {\n"
        "  console.error(response.getErrorMessages().join('; '))\n"
        "}\n"
    )


def _go(call: _Call) -> str:
    """By name, as Bitrix24's client for Go calls every method."""
    if "auth" in call.params:
        made = f"b24.NewOAuthClient({_go_text(_base(call.url))}, {_go_value(call.params['auth'])})"
    else:
        made = f"b24.NewClient({_go_text(_base(call.url))})"
    params = ", ".join(f"{_go_text(name)}: {_go_value(value)}" for name, value in _without_token(call.params).items())
    return (
        'package main\n\nimport (\n\t"context"\n\t"fmt"\n\t"log"\n\n'
        '\tb24 "github.com/bitrix24/b24gosdk"\n)\n\nfunc main() {\n'
        f"\tclient := {made}\n\n"
        f"\tres, err := client.Core().Call(context.Background(), {_go_text(_method(call.url))}, "
        f"b24.Params{{{params}}})\n"
        "\tif err != nil {\n\t\tlog.Fatal(err)\n\t}\n\tfmt.Println(string(res.Result))\n}\n"
    )


def _go_value(value: object) -> str:
    return _go_text(value if isinstance(value, str) else json.dumps(value))


def _go_text(text: str) -> str:
    """An interpreted string; half a surrogate pair, which Go has no escape for, as its bytes."""
    escaped = re.sub(r'[\\"]', r"\\\g<0>", text)
    return '"' + "".join(char if char.isprintable() else _go_escape(char) for char in escaped) + '"'


def _go_escape(char: str) -> str:
    if "\ud800" <= char <= "\udfff":
        return "".join(f"\\x{byte:02x}" for byte in char.encode("utf-8", "surrogatepass"))
    return f"\\U{ord(char):08x}"


def _script_value(value: object) -> str:
    """JSON, which is JavaScript too; a `<` could end the script of a page it is pasted into, or open a comment."""
    return _readable_json(value).replace("<", "\\u003c")


def _base(url: str) -> str:
    """The address up to the method."""
    return url.rpartition("/")[0] + "/"


def _method(url: str) -> str:
    return url.rpartition("/")[2]


def _webhook(url: str) -> str:
    """`user/secret` of a webhook's address."""
    return urlsplit(_base(url)).path.removeprefix("/rest/").strip("/")


def _without_token(params: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in params.items() if name != "auth"}


def _php_sdk(call: _Call) -> str:
    if "auth" in call.params:
        uses = (
            "use Bitrix24\\SDK\\Core\\Credentials\\ApplicationProfile;\n"
            "use Bitrix24\\SDK\\Services\\ServiceBuilderFactory;\n"
            "use Symfony\\Component\\HttpFoundation\\Request;\n"
        )
        made = (
            "ServiceBuilderFactory::createServiceBuilderFromPlacementRequest(\n"
            "    Request::createFromGlobals(),\n    ApplicationProfile::initFromArray($_ENV)\n)"
        )
    else:
        uses = "use Bitrix24\\SDK\\Services\\ServiceBuilderFactory;\n"
        made = f"ServiceBuilderFactory::createServiceBuilderFromWebhook({_php_text(_base(call.url))})"
    return (
        f"<?php\n{uses}\nrequire_once 'vendor/autoload.php';\n\n$b24Service = {made};\n"
        f"$response = $b24Service->core->call({_php_text(_method(call.url))}, [{_php_arguments(call.params)}]);\n"
        "print_r($response->getResponseData()->getResult());\n"
    )


def _php_arguments(params: Mapping[str, object]) -> str:
    return ", ".join(f"{_php_text(name)} => {_php_value(value)}" for name, value in _without_token(params).items())


def _php(call: _Call) -> str:
    """CRest keeps the address or the application's keys in settings.php, so that the call has no token in it."""
    settings = (
        "// settings.php: define('C_REST_CLIENT_ID', '…'); define('C_REST_CLIENT_SECRET', '…');"
        if "auth" in call.params
        else f"// settings.php: define('C_REST_WEB_HOOK_URL', {_php_text(_base(call.url))});"
    )
    return (
        f"<?php\n{settings}\nrequire_once('crest.php');\n\n"
        f"$result = CRest::call({_php_text(_method(call.url))}, [{_php_arguments(call.params)}]);\nprint_r($result);\n"
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
    SnippetKind.HTTPIE: _httpie,
    SnippetKind.PYTHON: _python,
    SnippetKind.PYTHON_SDK: _python_sdk,
    SnippetKind.JAVASCRIPT: _javascript,
    SnippetKind.TYPESCRIPT: _typescript,
    SnippetKind.PHP: _php,
    SnippetKind.PHP_SDK: _php_sdk,
    SnippetKind.GO: _go,
}
