"""Questions that a screen reader may ask without ending the process."""

from __future__ import annotations

import subprocess
import sys

ASK = """
import os
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QScrollArea, QWidget
from badge_inspector.ui.kit import accessible

class Cards(QScrollArea):
    pass

app = QApplication([])
accessible.install()
for kind in (QAbstractScrollArea, QScrollArea, Cards):
    area = kind()
    if isinstance(area, QScrollArea):
        area.setWidget(QWidget())
    found = QAccessible.queryAccessibleInterface(area)
    count = found.childCount()
    assert count > 0
    assert all(found.child(at) is not None for at in range(count)), kind
    assert found.role() == QAccessible.Role.Client
    for gone in (count, count + 1, count + 40, -1):
        assert found.child(gone) is None, (kind, gone)
print("answered", flush=True)
os._exit(0)
"""


def test_a_child_that_is_gone_by_now_may_be_asked_for() -> None:
    """By its number, which is what the bus has: a scroll bar comes and goes with the height of what is scrolled. In a
    process of its own, for Qt's own answer ends it."""
    answer = subprocess.run([sys.executable, "-c", ASK], check=False, capture_output=True, text=True, timeout=60)
    assert answer.stdout == "answered\n", (answer.returncode, answer.stderr)
