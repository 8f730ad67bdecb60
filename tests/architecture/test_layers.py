"""Code below the window runs without Qt: found by importing it, not by reading it."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.architecture.sources import ROOT, dotted, imports, modules, relative

BELOW_THE_WINDOW = ("domain", "bitrix24", "storage", "services", "demo")
LOADED = """
import importlib, json, sys
for name in sys.argv[1:]:
    importlib.import_module(name)
print(json.dumps(sorted(sys.modules)))
"""


def loaded_by(*names: str) -> set[str]:
    """Top-level names in sys.modules of a fresh interpreter that imported `names`."""
    answer = subprocess.run(
        [sys.executable, "-c", LOADED, *names], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return {module.partition(".")[0] for module in json.loads(answer.stdout)}


@pytest.mark.parametrize("layer", BELOW_THE_WINDOW)
def test_imports_no_qt(layer: str) -> None:
    names = [dotted(path) for path in modules(layer)]
    assert len(names) > 1
    assert loaded_by(*names).isdisjoint({"PySide6", "shiboken6", "qasync"})


def test_domain_does_no_input_or_output() -> None:
    names = [dotted(path) for path in modules("domain")]
    assert loaded_by(*names).isdisjoint({"httpx", "httpcore", "sqlite3", "keyring", "platformdirs", "truststore"})


def test_only_one_file_knows_qasync() -> None:
    assert {relative(path) for path in modules() if "qasync" in imports(path)} == {"ui/kit/tasks.py"}


@pytest.mark.parametrize("top", ["badge_inspector", "tests"])
def test_every_folder_is_a_package(top: str) -> None:
    folders = {path.parent for path in (ROOT / top).rglob("*.py")}
    assert [str(folder) for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []
