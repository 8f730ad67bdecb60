"""Rules of one place: colours, secrets opened, and the folders at the top."""

from __future__ import annotations

import ast
import re
import subprocess

import pytest

from tests.architecture.sources import ROOT, modules, relative, tree

VISIBLE = {"LICENSE", "README.md", "badge_inspector", "packaging", "pyproject.toml", "resources", "tests"}
HEX_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})(?![0-9A-Za-z])")
OPENERS = {
    "bitrix24/client.py",  # puts it into the request
    "storage/secrets.py",  # puts it into the keyring
    "domain/redaction.py",  # must know it to take it out
    "startup/start_request.py",  # tells a webhook's address from a bare token in the environment
    "services/snippets.py",  # writes it into a command, after the person was asked
    "ui/settings/secret_field.py",  # shows it while the person asks to see it
}


def literal_colours(module: ast.Module) -> list[str]:
    """Colours written down in code: a text that holds a hex value, or figures handed to QColor."""
    found: list[str] = []
    documentation = {
        id(node.body[0].value)
        for node in ast.walk(module)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            found += HEX_COLOUR.findall(node.value)
        elif (
            isinstance(node, ast.Call)
            and _name(node.func) in ("QColor", "fromRgb", "qRgb", "qRgba", "fromHsv")
            and any(isinstance(argument, ast.Constant) for argument in node.args)
        ):
            found.append(ast.unparse(node))
    return found


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ('x = "#fff"', 1),
        ('x = "border: 1px solid #0b5cbf;"', 1),
        ("x = QColor(1, 2, 3)", 1),
        ('x = QtGui.QColor("red")', 1),
        ("x = QColor(theme.text)", 0),
        ('"""Deal #123."""', 0),
        ('x = "Deal #1"', 0),
    ],
)
def test_the_rule_sees_colours(code: str, count: int) -> None:
    assert len(literal_colours(ast.parse(code))) == count


def test_only_the_theme_holds_colours() -> None:
    found = {relative(path): literal_colours(tree(path)) for path in modules("ui")}
    assert found.pop("ui/look/theme.py") != []
    assert {path: colours for path, colours in found.items() if colours} == {}


def opens_secrets(module: ast.Module) -> bool:
    """`secret.reveal()`, or the method handed on; a view reveals a place that it names, which is another matter."""
    showing = {
        id(node.func) for node in ast.walk(module) if isinstance(node, ast.Call) and (node.args or node.keywords)
    }
    return any(
        isinstance(node, ast.Attribute) and node.attr == "reveal" and id(node) not in showing
        for node in ast.walk(module)
    )


@pytest.mark.parametrize(
    ("code", "opens"), [("x = s.reveal()", True), ("map(s.reveal, y)", True), ("view.reveal(node)", False)]
)
def test_the_rule_sees_an_opened_secret(code: str, opens: bool) -> None:
    assert opens_secrets(ast.parse(code)) is opens


def test_few_places_open_a_secret() -> None:
    assert {relative(path) for path in modules() if opens_secrets(tree(path))} == OPENERS


def test_the_top_level_stays_small() -> None:
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    top = {name.partition("/")[0] for name in listing.split("\0") if name}
    assert {name for name in top if not name.startswith(".")} == VISIBLE
