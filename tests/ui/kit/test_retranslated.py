"""A widget is told of a new language, in its turn, and of nothing else."""

from __future__ import annotations

import ast

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLabel

from badge_inspector.ui.kit.retranslated import Retranslated
from tests.architecture.sources import modules, relative, tree


class Base(QLabel):
    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.heard.append("base")


class Heading(Retranslated, Base):
    def __init__(self) -> None:
        super().__init__()
        self.setEnabled(False)  # a change before there is anything to put into words
        self.setStyleSheet("font-weight: bold")
        self.word = "words"

    def _retranslate(self) -> None:
        self.heard.append(self.word)


class Longer(Heading):
    def _retranslate(self) -> None:
        super()._retranslate()
        self.heard.append("more words")


def test_a_new_language_is_heard_of_after_the_widget_s_own_base(qapp: QApplication) -> None:
    heading = Longer()
    heading.setEnabled(True)
    assert heading.heard == []
    for _ in range(2):
        QApplication.sendEvent(heading, QEvent(QEvent.Type.LanguageChange))
    assert heading.heard == ["base", "words", "more words"] * 2


def test_it_comes_before_the_widget_that_it_goes_with() -> None:
    """After it, Qt's own changeEvent would be found first."""
    named = {
        f"{relative(path)}: {node.name}": [ast.unparse(base) for base in node.bases]
        for path in modules("ui")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef)
    }
    with_it = {name: bases for name, bases in named.items() if Retranslated.__name__ in bases}
    assert with_it
    assert [name for name, bases in with_it.items() if bases.index(Retranslated.__name__) or len(bases) == 1] == []
