"""A docstring of the program begins with a noun or a verb, so that its first word tells what the thing is."""

from __future__ import annotations

import ast
import re

from tests.architecture.sources import ROOT

QUESTION = re.compile(r"(?:What|Which|Where|How|Who|Whose|When|Why|Whether)\b")
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def test_no_docstring_begins_as_a_question() -> None:
    begun = [
        f"{path.relative_to(ROOT)}: {text.splitlines()[0]}"
        for path in sorted((ROOT / "badge_inspector").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, DOCUMENTED) and (text := ast.get_docstring(node)) and QUESTION.match(text)
    ]
    assert not begun
