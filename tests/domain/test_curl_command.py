"""Commands for cURL, read as the shells would read them."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest

from badge_inspector.domain.curl_command import is_curl, read_curl, shell_words, token_in

URL = "https://acme.bitrix24.com/rest/7/x/profile"
OTHER = "https://other.example/page"


@pytest.mark.parametrize(
    ("words", "read"),
    [
        (r"$'a\n\t\'\"\\ \x41\101\u0437\U0001f4de\q\cA\e\E'", ["a\n\t'\"\\ AAз\U0001f4de\\q\x01\x1b\x1b"]),
        (r"$'\xd0\xb7в' a$'b'c", ["зв", "abc"]),
        (r"$'a''b' 'a'$'\n''c'", ["ab", "a\nc"]),
        (r"'$' \$\'x\' \"\$'a'\"", ["$", "$'x'", '"$a"']),
        (r"""\"$'a\tb'\" '$'\''a' "$'x'" """, ['"a\tb"', "$'a", "$'x'"]),
        (r"$'\401\U0010ffff\x7'", ["\x01\U0010ffff\x07"]),
        (r"$'' $'\u437 \x4g \8'", ["", "з \x04g \\8"]),
    ],
)
def test_bashs_own_quotes_are_read_as_bash_reads_them(words: str, read: list[str]) -> None:
    assert shell_words(words) == read
    if shutil.which("bash"):
        command = ["bash", "-c", f"printf '%s\\0' {words}"]
        environment = {**os.environ, "LC_ALL": "C.UTF-8"}
        printed = subprocess.run(command, env=environment, capture_output=True, check=True, timeout=60)
        assert printed.stdout.decode().split("\0")[:-1] == read


@pytest.mark.parametrize(
    ("word", "read"),
    [(r"$'\U00110000'", r"\U00110000"), (r"$'\ud83d\udcde\u0021'", "\U0001f4de!"), (r"$'\xff'", "\ufffd")],
    ids=["no character", "two halves", "no UTF-8"],
)
def test_escapes_that_bash_would_leave_broken(word: str, read: str) -> None:
    assert shell_words(word) == [read]


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("curl x", True),
        ("CURL.EXE x", True),
        ("$ curl x", True),
        ("$curl x", False),
        ("curl", False),
        ("curly x", False),
        ("use curl x", False),
    ],
)
def test_a_command_begins_with_its_name(text: str, is_one: bool) -> None:
    assert is_curl(text) is is_one


@pytest.mark.parametrize(
    ("command", "address", "token"),
    [
        (f"curl {URL}", URL, ""),
        (f"$ curl {URL}", URL, ""),
        (f"curl {URL} {OTHER}", URL, ""),
        (f"curl --url {URL} {OTHER}", URL, ""),
        (f"curl --url={URL}", URL, ""),
        (f"curl --compressed {URL}", URL, ""),
        (f"curl --max-time 5 {URL}", URL, ""),
        (f"curl --max-time=5 {URL}", URL, ""),
        (f"curl -s {URL}", URL, ""),
        (f"curl -X POST {URL}", URL, ""),
        (f"curl -XPOST {URL}", URL, ""),
        (f"curl -sX POST {URL}", URL, ""),
        (f"curl -sSXPOST {URL}", URL, ""),
        (f"curl {URL} -", URL, ""),
        (f"curl - {URL}", URL, ""),
        (f"curl {URL} -H", URL, ""),
        (f"curl {URL} --url", URL, ""),
        (f"curl -H 'Authorization: Bearer abc' {URL}", URL, "abc"),
        (f"curl --header ' authorization :abc ' {URL}", URL, "abc"),
        (f"curl -H 'X-Authorization: Bearer abc' {URL}", URL, ""),
        (f"curl -H 'Authorization: a' -H 'Authorization: b' {URL}", URL, "a"),
        (f"curl {URL} -d auth=a -d auth=b", URL, "a"),
        (f"curl {URL} -dauth=a", URL, "a"),
        (f"curl {URL} -sd auth=a", URL, "a"),
        (f"curl {URL} --data-urlencode access_token=a", URL, "a"),
        (f"curl {URL} -F auth=a", URL, "a"),
        (f"""curl {URL} --json '{{"auth":"a"}}'""", URL, "a"),
        (f"curl {URL} -A auth=a", URL, ""),
        (f"curl {OTHER} '{URL}", URL, ""),
        (f"curl '{OTHER}", OTHER, ""),
        ("curl '", "", ""),
        ("curl -d x=y", "", ""),
    ],
)
def test_address_and_token_of_a_command(command: str, address: str, token: str) -> None:
    read = read_curl(command)
    assert (read.address, read.token) == (address, token)


@pytest.mark.parametrize(
    ("data", "token"),
    [
        ("auth=a", "a"),
        ("access_token=a", "a"),
        ("access_token=b&auth=a", "a"),
        ("auth=&access_token=b", "b"),
        ("code=a", ""),
        ('{"access_token":"a"}', "a"),
        ('{"auth":"","access_token":"b"}', "b"),
        ('{"auth":7,"access_token":"b"}', "b"),
        ('["auth"]', ""),
        ("[" * 100_000, ""),
        ("", ""),
    ],
    ids=lambda value: value[:40],
)
def test_a_token_in_what_is_sent(data: str, token: str) -> None:
    assert token_in(data) == token


def test_a_command_shows_nothing_of_itself() -> None:
    assert repr(read_curl(f"curl {URL} -d auth=abc")) == "CurlCommand(…)"
