"""Reading a module for what its import will import."""

from __future__ import annotations

from badge_inspector.startup.imports import imported_by

SOURCE = """
from typing import TYPE_CHECKING
import json, os.path as path
from collections.abc import Callable

if TYPE_CHECKING:
    import decimal
    from fractions import Fraction
else:
    import array

class Late:
    import cmath

def later():
    import statistics

if TYPE_CHECKING:
    import numbers
{many}
import string
"""


def test_imports_for_types_alone_are_none() -> None:
    for many in (0, 300):
        source = SOURCE.format(many="\n".join(f"    import of_types_{number}" for number in range(many)))
        found = list(imported_by(compile(source, "module", "exec")))
        assert found == ["typing", "json", "os.path", "collections.abc", "array", "string"]


def test_a_module_without_code_imports_nothing() -> None:
    assert list(imported_by(None)) == []
