"""Changes that a mutation run tries, and the functions they are in."""

from __future__ import annotations

import ast

from tests.mutate import mutants

SOURCE = '''"""Seconds: 5 < 6."""
from typing import Literal

LIMIT_S = 5.0
MARK = -1


@dataclass(frozen=True)
class Bucket:
    room: Literal[1, 2] = 0

    def level(self, now: float, margin: int = 1) -> Literal[3]:
        def inner() -> bool:
            return not now

        return (
            now
            - margin
        ) or f"{now + 1}"


async def wait(item: object) -> None:
    if item is None and 1 < 2 < 3:
        "text" + "text" + f"{item}"
'''


def test_each_constant_comparison_and_operator_with_its_function() -> None:
    assert [(one.line, " ".join(one.before.split()), one.after, one.function) for one in mutants(SOURCE)] == [
        (4, "5.0", "10.0", None),
        (5, "1", "2", None),
        (10, "0", "1", None),
        (12, "1", "2", None),
        (14, "not now", "now", "Bucket.level"),
        (16, '( now - margin ) or f"{now + 1}"', "now - margin and f'{now + 1}'", "Bucket.level"),
        (17, "now - margin", "now + margin", "Bucket.level"),
        (23, "item is None and 1 < 2 < 3", "item is None or 1 < 2 < 3", "wait"),
        (23, "item is None", "item is not None", "wait"),
        (23, "1", "2", "wait"),
        (23, "2", "3", "wait"),
        (23, "3", "4", "wait"),
    ]


def lines_of_names(source: str) -> list[tuple[str, int]]:
    nodes = ast.walk(ast.parse(source))
    return [(each.name, each.lineno) for each in nodes if isinstance(each, ast.ClassDef | ast.FunctionDef)]


def test_all_else_stays_on_its_line() -> None:
    for mutant in mutants(SOURCE):
        assert mutant.source != SOURCE
        assert len(mutant.source.splitlines()) == len(SOURCE.splitlines())
        assert lines_of_names(mutant.source) == lines_of_names(SOURCE)
