"""Imports inside functions: doors from what the first paint needs to the rest, and no others.

`later.py` and what it imports are read after the first paint, a module a turn, so they import at the top. A door is a
plain statement and no helper by name: type checker, import contracts and bundle see where it leads.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.sources import modules, relative, tree

DOORS = {
    "__main__.py": {
        "badge_inspector",
        "badge_inspector.app",
        "badge_inspector.cli",
        "badge_inspector.startup",
        "badge_inspector.storage.instance",
        "badge_inspector.storage.paths",
        "calendar",
    },
    "app.py": {"badge_inspector.demo.portal", "badge_inspector.later"},
    "cli.py": {"argparse"},
    "domain/secret.py": {"hmac"},
    "process.py": {"resource"},
    "services/backend.py": {"badge_inspector.services.opening"},
    "storage/instance.py": {"getpass", "hashlib", "multiprocessing.connection", "tempfile"},
    "storage/log.py": {"badge_inspector.domain.redaction", "logging.handlers"},
    "storage/paths.py": {"platformdirs"},
    "storage/secrets.py": {"keyring"},
    "ui/history/query_field.py": {"badge_inspector.domain.history_query"},
    "ui/history/row_painter.py": {"badge_inspector.domain.badge"},
    "ui/history/transfer.py": {"badge_inspector.services.har_in", "badge_inspector.ui.history.har_words"},
    "ui/kit/accessible.py": {"badge_inspector.ui.kit.accessible_text"},
    "ui/kit/unexpected.py": {"badge_inspector.services.crash_report"},
    "ui/look/text.py": {"html"},
    "ui/request/code_field.py": {"badge_inspector.ui.request.code_list"},
    "ui/request/portal_chooser.py": {"badge_inspector.ui.request.portal_popup"},
    "ui/request/request_bar.py": {
        "badge_inspector.domain",
        "badge_inspector.domain.codelist",
        "badge_inspector.ui.words.codes",
    },
    "ui/result/answer_layout.py": {"badge_inspector.domain.jsonlayout"},
    "ui/result/answer_panel.py": {"badge_inspector.ui.result"},
    "ui/settings/controller.py": {"badge_inspector.ui.settings.opened"},
    "ui/shell/crashes.py": {"badge_inspector.ui.shell.crash_dialog"},
    "ui/shell/result_column.py": {
        "badge_inspector.ui.shell.demo_start",
        "badge_inspector.ui.shell.identity_line",
        "badge_inspector.ui.shell.lookup_cards",
        "badge_inspector.ui.shell.origin_strip",
    },
}


def inside_functions(path: Path) -> Iterator[str]:
    """Dotted names that the functions of a module import."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            for inner in ast.walk(node):
                if isinstance(inner, ast.ImportFrom) and inner.module:
                    yield inner.module
                elif isinstance(inner, ast.Import):
                    yield from (alias.name for alias in inner.names)


def test_only_the_doors_import_inside_functions() -> None:
    found = {relative(path): set(inside_functions(path)) for path in modules()}
    assert {path: names for path, names in found.items() if names} == DOORS
