"""Journeys act by pages: they reach neither into the program nor for a widget."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget

from tests.architecture.sources import ROOT, tree

JOURNEYS = sorted((ROOT / "tests" / "journeys").glob("*.py"))
REACH = re.compile(
    r"\bperson\.app\b|\.emit\(|\.findChild(?:ren)?\("
    r"|\bwindow\.(?:actions_|answer|history|private|receive|request|result|saved|splitter|tell|undo|warning|watches)\b"
)
"""Of the program, of a signal, of a widget by its kind, of a part of the main window."""


def widgets(module: ast.Module) -> Iterator[str]:
    """The program's widgets that a module imports."""
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("badge_inspector.ui"):
            there = importlib.import_module(node.module or "")
            for alias in node.names:
                found = getattr(there, alias.name, None)
                if isinstance(found, type) and issubclass(found, QWidget):
                    yield alias.name


def test_journeys_act_by_pages() -> None:
    assert len(JOURNEYS) > 40
    reaches = [
        f"{path.name}:{number}: {line.strip()}"
        for path in JOURNEYS
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if REACH.search(line)
    ]
    assert not reaches
    assert not [f"{path.name} imports {name}" for path in JOURNEYS for name in widgets(tree(path))]


@pytest.mark.parametrize(
    "line",
    [
        "person.app.tasks.idle()",
        "self.person.app.portals",
        "field.returnPressed.emit()",
        "person.window.findChildren(QLabel)",
        "window.request.code.setText(code)",
    ],
)
def test_a_reach_is_found(line: str) -> None:
    assert REACH.search(line)


def test_a_widget_is_found() -> None:
    sources = "from badge_inspector.ui.shell.main_window import HANDLE, MainWindow\nfrom pathlib import Path"
    assert list(widgets(ast.parse(sources))) == ["MainWindow"]
