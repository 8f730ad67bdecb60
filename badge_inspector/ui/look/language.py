"""The language in force: our translation, Qt's own, and the locale for figures, switched without a restart."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QFontDatabase, QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QApplication, QWhatsThis

LANGUAGES = ("en", "ru")
"""Languages the window speaks, by their BCP 47 names."""

_installed: list[QTranslator] = []


def QT_TRANSLATE_NOOP(_context: str, source: str) -> str:
    """Mark a text for lupdate, which looks for this name, to be translated when it is shown. Qt's own is untyped."""
    return source


def resolve(choice: str) -> str:
    """The language for a choice: itself when the window speaks it, else the system's when it does, else English."""
    if choice in LANGUAGES:
        return choice
    system = QLocale.system().name()[:2]
    return system if system in LANGUAGES else "en"


def current() -> str:
    """The language in force, "en" or "ru"."""
    name = QLocale().name()[:2]
    return name if name in LANGUAGES else "en"


def can_be_drawn(language: str) -> bool:
    """Tell whether a font of this computer has the letters of a language: without one, Qt draws boxes or nothing."""
    letter, script = {"ru": ("\u0416", QFontDatabase.WritingSystem.Cyrillic)}.get(
        language, ("A", QFontDatabase.WritingSystem.Latin)
    )
    return QFontMetrics(QGuiApplication.font()).inFontUcs4(ord(letter)) or bool(QFontDatabase.families(script))


def apply(app: QApplication, choice: str) -> bool:
    """Put a language in force for every window; False when its translation could not be loaded (the resource is
    missing, or no font has its letters), and the window speaks English then. An open bubble of "What's this?" closes:
    it has no words but those it was opened with. Numbers and dates follow the system's own locale where it is of the
    same language."""
    QWhatsThis.hideText()
    language = resolve(choice)
    drawn = language == "en" or can_be_drawn(language)
    if not drawn:
        language = "en"
    system = QLocale.system()
    QLocale.setDefault(system if system.name()[:2] == language else QLocale(language))
    for translator in _installed:
        app.removeTranslator(translator)
    _installed.clear()
    loaded = _install(app, f":/i18n/badge_inspector_{language}.qm")
    if language != "en":
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        _install(app, f"{folder}/qtbase_{language}.qm")
    return drawn and (loaded or language == "en")


def _install(app: QApplication, file: str) -> bool:
    translator = QTranslator(app)
    if not translator.load(file):
        return False
    _installed.append(translator)
    QCoreApplication.installTranslator(translator)
    return True
