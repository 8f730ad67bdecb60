"""Readers of what is pasted into shells and languages: small readers of Windows' cmd and argv, PowerShell and PHP.

sh and Python are there to be run; these are not on every machine that runs the tests.
"""

from __future__ import annotations

import re
from collections.abc import Mapping


def read_cmd(line: str, environment: Mapping[str, str]) -> list[str]:
    """The arguments a program gets from a line typed at cmd.exe: variables, then carets and quotes, then the C
    runtime's own splitting. A character that would start another command fails."""
    line = re.sub(r"%([^%\n]+)%", lambda match: environment.get(match[1].upper(), match[0]), line)
    plain: list[str] = []
    quoted = False
    at = 0
    while at < len(line):
        char = line[at]
        if char == "^" and not quoted:
            at += 1
            plain.append(line[at])
        elif char in "&|<>\n" and not quoted:
            raise AssertionError(f"cmd would act on {char!r} at {at}")
        else:
            quoted ^= char == '"'
            plain.append(char)
        at += 1
    return split_arguments("".join(plain))


def split_arguments(line: str) -> list[str]:
    """The C runtime's rules: white space parts, quotes join, backslashes count only before a quote."""
    arguments: list[str] = []
    current: list[str] | None = None
    quoted = False
    for match in re.finditer(r'(\\*)"|(\s+)|([^\s"\\]+|\\+)', line):
        slashes, space, text = match.groups()
        if slashes is not None:
            current = current if current is not None else []
            current.append("\\" * (len(slashes) // 2))
            if len(slashes) % 2:
                current.append('"')
            else:
                quoted = not quoted
        elif space is not None and not quoted:
            if current is not None:
                arguments.append("".join(current))
            current = None
        else:
            current = current if current is not None else []
            current.append(space or text)
    assert not quoted, "a quote is left open"
    return arguments if current is None else [*arguments, "".join(current)]


def read_powershell(script: str) -> list[str]:
    """The single-quoted strings of a script. What is left outside of them must hold nothing but the expected words."""
    quotes = "'\u2018\u2019\u201a\u201b"
    strings = [
        re.sub(f"[{quotes}]([{quotes}])", r"\1", match)
        for match in re.findall(f"[{quotes}]((?:[^{quotes}]|[{quotes}]{{2}})*)[{quotes}]", script)
    ]
    outside = re.sub(f"[{quotes}](?:[^{quotes}]|[{quotes}]{{2}})*[{quotes}]", "S", script)
    assert re.fullmatch(r"[\w\s{}@=;|().$\-`]*", outside), outside
    assert set(re.findall(r"\$\w+", outside)) == {"$_"}
    return strings


def read_php(script: str) -> tuple[str, dict[str, str]]:
    """Method and parameters of the one `CRest::call` in a script."""
    text = r"""('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
    call = re.search(rf"CRest::call\({text}, \[((?:{text} => {text}(?:, )?)*)\]\);\n", script, re.DOTALL)
    assert call is not None, script
    pairs = re.findall(rf"{text} => {text}", call[2], re.DOTALL)
    return php_text(call[1]), {php_text(name): php_text(value) for name, value in pairs}


def php_text(literal: str) -> str:
    """The text of a PHP string literal; a variable in double quotes fails."""
    inside = literal[1:-1]
    if literal[0] == "'":
        return re.sub(r"\\([\\'])", r"\1", inside)
    assert not re.search(r"(?<!\\)(?:\\\\)*\$", inside), "PHP would read a variable"
    return re.sub(
        r'\\u\{([0-9a-f]+)\}|\\([\\"$])', lambda match: chr(int(match[1], 16)) if match[1] else match[2], inside
    )
