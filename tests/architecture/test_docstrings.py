"""Docstrings and texts below constants begin with a noun or a verb: the first word tells what a thing is."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.sources import ROOT, tree

QUESTION = re.compile(r"(?:What|Which|Where|How|Who|Whose|When|Why|Whether)\b")
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def texts(module: ast.Module) -> Iterator[str]:
    """The docstrings of a module, and the texts below its constants and those of its classes."""
    for node in ast.walk(module):
        if isinstance(node, DOCUMENTED):
            yield ast.get_docstring(node) or ""
            for named, below in zip(node.body, node.body[1:], strict=False):
                match named, below:
                    case (ast.Assign() | ast.AnnAssign(), ast.Expr(ast.Constant(str(text)))):
                        yield text
                    case _:
                        pass


@pytest.mark.parametrize("folder", ["badge_inspector", "packaging", "tests"])
def test_no_text_begins_as_a_question(folder: str) -> None:
    begun = [
        f"{path.relative_to(ROOT)}: {text.splitlines()[0]}"
        for path in sorted((ROOT / folder).rglob("*.py"))
        for text in texts(tree(path))
        if QUESTION.match(text)
    ]
    assert not begun


@pytest.mark.parametrize(
    ("source", "begun"),
    [
        ('"""What it is."""', ["What"]),
        ('LIMIT_S = 3.0\n"""How long it may take."""', ["How"]),
        ('class A:\n    b: int = 0\n    """Whether it counts."""', ["Whether"]),
        ('def f():\n    """Where it lives."""', ["Where"]),
        ('LIMIT_S = 3.0\n"""Seconds that it may take."""\nprint("What")', []),
    ],
)
def test_texts_are_found_wherever_they_are(source: str, begun: list[str]) -> None:
    assert [match[0] for text in texts(ast.parse(source)) if (match := QUESTION.match(text))] == begun
