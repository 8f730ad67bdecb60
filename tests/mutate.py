"""Mutation run: changes the source by one comparison, constant or operator at a time and looks whether a test notices.

    python -m tests.mutate domain/pasted.py storage --sample 40 --seed 1

Works in a copy of the repository, so that the working tree is not touched. A first run of the tests records the
functions that each of them calls, in `build/mutation.json` (delete it once tests or functions have changed much). A
mutant meets the tests that call its function, the quick ones first, until one fails (`tests/support/mutation.py`).
Prints the mutants that no test noticed, for a person to judge: some are equivalent. On demand only, and only where
processes fork.
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
PACKAGE = "badge_inspector"
RECORD = ROOT / "build" / "mutation.json"
TESTS = ["tests/domain", "tests/bitrix24", "tests/storage", "tests/services"]

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
}


class Mutant(NamedTuple):
    """One change: the whole module's source with it, the line it stands in, the piece before and after, and the
    qualified name of the outermost function around it; None for what runs when the module is imported."""

    source: str
    line: int
    before: str
    after: str
    function: str | None


def changed(node: ast.expr) -> ast.expr | None:
    """The node with its meaning changed; None for a node that is left alone."""
    other = copy.deepcopy(node)
    match other:
        case ast.Compare(ops=[operator]):
            other.ops = [_COMPARISONS[type(operator)]()]
        case ast.BinOp(left=left, right=right) if _is_text(left) or _is_text(right):
            return None  # any other operator is an error at once
        case ast.BinOp(op=operator) if type(operator) in _OPERATORS:
            other.op = _OPERATORS[type(operator)]()
        case ast.BoolOp():
            other.op = ast.Or() if isinstance(other.op, ast.And) else ast.And()
        case ast.UnaryOp(op=ast.Not()):
            return other.operand
        case ast.Constant(value=bool()):
            other.value = not other.value
        case ast.Constant(value=int() | float() as number):
            other.value = number + 1 if isinstance(number, int) else number * 2 or 1.0
        case _:
            return None
    return other


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str | bytes))


def _expressions(node: ast.AST, scope: str, function: str | None) -> Iterator[tuple[ast.expr, str | None]]:
    """Expressions below a node, each with its function. Type annotations mean nothing to a run and are left alone, and
    so are decorators (a dataclass that is not frozen does the same) and texts put together (most are for people)."""
    for name, field in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list"):
            continue
        for child in field if isinstance(field, list) else [field]:
            if not isinstance(child, ast.AST) or isinstance(child, ast.JoinedStr):
                continue
            within, around = scope, function
            if isinstance(child, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                within = f"{scope}.{child.name}".lstrip(".")
            if function is None and name == "body" and isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                around = scope
            if isinstance(child, ast.expr):
                yield child, around
            yield from _expressions(child, within, around)


def mutants(source: str) -> list[Mutant]:
    """All mutants of a module, in the order of its text. The lines of all else stay what they were."""
    lines = source.encode().splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    whole = source.encode()
    found: list[Mutant] = []
    for node, function in _expressions(ast.parse(source), "", None):
        if (other := changed(node)) is None or node.end_lineno is None or node.end_col_offset is None:
            continue
        start = starts[node.lineno - 1] + node.col_offset
        end = starts[node.end_lineno - 1] + node.end_col_offset
        after = ast.unparse(other)
        piece = f"({after}{chr(10) * (node.end_lineno - node.lineno)})"
        text = b"".join((whole[:start], piece.encode(), whole[end:])).decode()
        found.append(Mutant(text, node.lineno, whole[start:end].decode(), after, function))
    return sorted(found, key=lambda one: one.line)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("modules", nargs="+", help="modules or folders within the package: domain/pasted.py, storage")
    parser.add_argument("--tests", nargs="+", default=TESTS, help="files and folders to choose the tests from")
    parser.add_argument("--sample", type=int, default=0, help="how many mutants of each module; all where not given")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    RECORD.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        copied = Path(folder, "copy")
        shutil.copytree(ROOT, copied, ignore=shutil.ignore_patterns("__pycache__", ".*", "build", "dist"))
        command = [sys.executable, "-m", "pytest", "-p", "tests.support.mutation", "-q", "-s"]
        command += ["-m", "not slow and not gui and not bundle", f"--basetemp={folder}/temporary", *given.tests]
        command += [f"--mutation-record={RECORD}", f"--mutation-sample={given.sample}", f"--mutation-seed={given.seed}"]
        command += [f"--mutate={name}" for name in given.modules]
        environment = {**os.environ, "PYTHONPATH": str(copied), "TMPDIR": folder}
        return subprocess.run(command, cwd=copied, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
