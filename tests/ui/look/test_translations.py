"""Every text is translated, and the files know every text there is."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).resolve().parents[3]
I18N = ROOT / "resources" / "i18n"
LANGUAGES = ("en", "ru")
PLACEHOLDER = re.compile(r"\{\w+\}|%n")


def messages(file: Path) -> list[tuple[str, ElementTree.Element]]:
    root = ElementTree.parse(file).getroot()  # noqa: S314 - our own file
    return [
        (context.findtext("name") or "", message)
        for context in root.iter("context")
        for message in context.iter("message")
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_unfinished(language: str) -> None:
    unfinished = [
        (context, message.findtext("source"))
        for context, message in messages(I18N / f"badge_inspector_{language}.ts")
        for translation in message.iter("translation")
        if translation.get("type") is not None
    ]
    assert unfinished == []


def test_every_placeholder_survives_translation() -> None:
    for context, message in messages(I18N / "badge_inspector_ru.ts"):
        source = message.findtext("source") or ""
        forms = [form.text or "" for form in message.iter("numerusform")] or [message.findtext("translation") or ""]
        for form in forms:
            assert set(PLACEHOLDER.findall(form)) == set(PLACEHOLDER.findall(source)), (context, source, form)


def test_the_files_know_every_text(tmp_path: Path) -> None:
    for language in LANGUAGES:
        shutil.copy(I18N / f"badge_inspector_{language}.ts", tmp_path)
    code = f"import update_translations as u, pathlib; u.update(pathlib.Path({str(tmp_path)!r}))"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT / "packaging")
    for language in LANGUAGES:
        name = f"badge_inspector_{language}.ts"
        known = {(context, message.findtext("source")) for context, message in messages(I18N / name)}
        found = {(context, message.findtext("source")) for context, message in messages(tmp_path / name)}
        assert found == known, "run packaging/update_translations.py and translate what is new"


class Texts(ast.NodeVisitor):
    """Attributes: found: context and source of every text in a module that is handed to a translator."""

    def __init__(self) -> None:
        self.found: set[tuple[str, str]] = set()
        self._classes: list[str] = []

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._classes.append(node.name)
        self.generic_visit(node)
        self._classes.pop()

    def visit_Call(self, node: ast.Call) -> None:
        texts = [each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
        match node.func:
            case ast.Attribute(attr="tr") if texts and self._classes:
                self.found.add((self._classes[-1], texts[0]))
            case ast.Attribute(attr="translate") | ast.Name(id="translate" | "QT_TRANSLATE_NOOP") if len(texts) > 1:
                self.found.add((texts[0], texts[1]))
            case _:
                pass
        self.generic_visit(node)


def test_lupdate_finds_every_text() -> None:
    """Those inside an f-string it does not."""
    texts = Texts()
    for file in (ROOT / "badge_inspector").rglob("*.py"):
        texts.visit(ast.parse(file.read_text(encoding="utf-8")))
    known = {
        (context, message.findtext("source") or "") for context, message in messages(I18N / "badge_inspector_ru.ts")
    }
    assert len(texts.found) > 500
    assert texts.found - known == set()


def test_english_texts_have_one_apostrophe() -> None:
    """Code that a text quotes has none."""
    typed = {
        source
        for _, message in messages(I18N / "badge_inspector_ru.ts")
        if "'" in (source := message.findtext("source") or "")
    }
    assert typed == set(), "an apostrophe is ’"
