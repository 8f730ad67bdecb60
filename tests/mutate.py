"""Mutation run: changes the source by one comparison, constant or operator at a time and looks whether a test notices.

    python -m tests.mutate domain/pasted.py domain/limits.py --sample 40 --seed 1

Each mutant runs in a copy of the package, so that the working tree is not touched, against the tests named like the
module (`tests/domain/test_pasted.py`) or those given with `--tests`. Prints the mutants that no test noticed, for a
person to judge: some are equivalent. On demand only; a mutant takes as long as its tests.
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
PACKAGE = "badge_inspector"
TIMEOUT_S = 120
"""A mutant that runs for so long does not end: noticed."""

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
    """One change: the whole module's source with it, the line it stands in, and the piece before and after."""

    source: str
    line: int
    before: str
    after: str


def changed(node: ast.AST) -> ast.AST | None:
    """The node with its meaning changed; None for a node that is left alone."""
    other = copy.deepcopy(node)
    match other:
        case ast.Compare(ops=[operator]):
            other.ops = [_COMPARISONS[type(operator)]()]
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


def mutants(source: str) -> Iterator[Mutant]:
    """All mutants of a module, in the order of its text. Type annotations mean nothing to a run and are left alone,
    and so are decorators: a dataclass that is not frozen does the same."""
    tree = ast.parse(source)
    lines = source.encode().splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    skipped = {
        id(inner)
        for node in ast.walk(tree)
        for part in (
            getattr(node, "annotation", None),
            getattr(node, "returns", None),
            *getattr(node, "decorator_list", ()),
        )
        if isinstance(part, ast.AST)
        for inner in ast.walk(part)
    } | {id(inner) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for inner in ast.walk(node)}
    whole = source.encode()
    for node in ast.walk(tree):
        if id(node) in skipped or not isinstance(node, ast.expr) or (other := changed(node)) is None:
            continue
        if node.end_lineno is None or node.end_col_offset is None:
            continue
        start = starts[node.lineno - 1] + node.col_offset
        end = starts[node.end_lineno - 1] + node.end_col_offset
        after = ast.unparse(other)
        text = b"".join((whole[:start], f"({after})".encode(), whole[end:])).decode()
        yield Mutant(text, node.lineno, whole[start:end].decode(), after)


def is_noticed(copied: Path, tests: list[str]) -> bool:
    """Tell whether a test fails with the package as it is in `copied`."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-m", "not slow", *tests]
    environment = {**os.environ, "PYTHONPATH": str(copied), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(command, cwd=copied, env=environment, capture_output=True, timeout=TIMEOUT_S, check=False)
    except subprocess.TimeoutExpired:
        return True
    if done.returncode not in (0, 1, 2):
        raise SystemExit(done.stdout.decode(errors="replace") + done.stderr.decode(errors="replace"))
    return done.returncode != 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("modules", nargs="+", help="modules or folders within the package: domain/pasted.py, storage")
    parser.add_argument("--tests", nargs="+", help="tests to run; those named like the module where not given")
    parser.add_argument("--sample", type=int, help="how many mutants of each module; all where not given")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    choice = random.Random(given.seed)  # noqa: S311 - nothing secret: the same sample again
    found = [ROOT / PACKAGE / name for name in given.modules]
    files = [file for one in found for file in (sorted(one.rglob("*.py")) if one.is_dir() else [one])]
    tried, survived = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        copied = Path(folder, "copy")
        shutil.copytree(ROOT, copied, ignore=shutil.ignore_patterns("__pycache__", ".*", "build", "dist"))
        for file in files:
            within = file.relative_to(ROOT / PACKAGE)
            tests = given.tests or [str(Path("tests") / within.parent / f"test_{within.stem}.py")]
            if not all((copied / test.partition("::")[0]).exists() for test in tests):
                sys.stdout.write(f"{within}: no tests of that name, give --tests\n")
                continue
            if is_noticed(copied, tests):
                raise SystemExit(f"{within}: its tests fail without any change")
            source = file.read_text(encoding="utf-8")
            every = list(mutants(source))
            sample = every if given.sample is None else choice.sample(every, min(given.sample, len(every)))
            for mutant in sorted(sample, key=lambda one: one.line):
                (copied / PACKAGE / within).write_text(mutant.source, encoding="utf-8")
                tried += 1
                if not is_noticed(copied, tests):
                    survived += 1
                    sys.stdout.write(f"{within}:{mutant.line}: {mutant.before}  ->  {mutant.after}\n")
                    sys.stdout.flush()
            (copied / PACKAGE / within).write_text(source, encoding="utf-8")
    sys.stdout.write(f"{survived} of {tried} mutants unnoticed\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
