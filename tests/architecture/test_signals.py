"""Every signal has a listener: what nobody hears is a wire that is not there."""

from __future__ import annotations

import ast
from collections import Counter, defaultdict
from collections.abc import Iterator

import pytest

from tests.architecture.sources import modules, relative, tree


def declared(module: ast.Module) -> Iterator[tuple[str, str]]:
    """(class, signal) of every `name = Signal(...)` in the body of a class."""
    for node in ast.walk(module):
        if isinstance(node, ast.ClassDef):
            for statement in node.body:
                if (
                    isinstance(statement, ast.Assign)
                    and isinstance(statement.value, ast.Call)
                    and isinstance(statement.value.func, ast.Name)
                    and statement.value.func.id == "Signal"
                ):
                    yield from ((node.name, target.id) for target in statement.targets if isinstance(target, ast.Name))


def listened_to(module: ast.Module) -> Iterator[str]:
    """Names of attributes as often as something is, or may be, connected to them: each mention but those that are
    called, emit or disconnect, and those where a signal is what another one is connected to."""
    above = {id(child): node for node in ast.walk(module) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(module):
        if not isinstance(node, ast.Attribute) or not isinstance(node.ctx, ast.Load):
            continue
        outer = above[id(node)]
        called = outer.func if isinstance(outer, ast.Call) else None
        is_target = isinstance(called, ast.Attribute) and called.attr == "connect" and called is not node
        if called is not node and not is_target and not (isinstance(outer, ast.Attribute) and outer.attr != "connect"):
            yield node.attr


@pytest.mark.parametrize(
    ("code", "heard"),
    [
        ("view.picked.connect(self._pick)", ["picked"]),
        ("view.picked.connect(self.picked)", ["picked"]),
        ("for signal in (a.moved, b.moved):\n    signal.connect(look)", ["moved", "moved"]),
        ("self.picked.emit(row)", []),
        ("button.clicked.connect(partial(self.picked.emit, 1))", ["clicked", "emit"]),
        ("window.closed.disconnect(self.close)", ["close"]),
    ],
)
def test_the_rule_sees_listeners(code: str, heard: list[str]) -> None:
    assert list(listened_to(ast.parse(code))) == heard


def test_every_signal_has_a_listener() -> None:
    """As many listeners of a name as there are classes that declare it: with names in common a lack may hide, without
    it cannot."""
    declarers: defaultdict[str, list[str]] = defaultdict(list)
    listeners: Counter[str] = Counter()
    for path in modules():
        for owner, signal in declared(tree(path)):
            declarers[signal].append(f"{relative(path)}: {owner}.{signal}")
        listeners.update(listened_to(tree(path)))
    assert len(declarers) > 100
    assert [owners for signal, owners in declarers.items() if listeners[signal] < len(owners)] == []
