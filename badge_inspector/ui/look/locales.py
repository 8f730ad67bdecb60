"""Bitrix24's language codes as Qt's locales: names of languages, and upper case by a language's own rules."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QLocale

_BITRIX = {
    "br": "pt_BR",
    "kz": "kk_KZ",
    "la": "es_419",
    "sc": "zh_Hans",
    "tc": "zh_Hant",
    "ua": "uk_UA",
    "vn": "vi_VN",
    "in": "hi_IN",
    "by": "be_BY",
}
"""Codes that Bitrix24 writes in its own way; the others are ISO 639."""

COMMON = ("en", "ru", "de", "fr", "la", "it", "pl", "br", "tr", "ua", "kz", "sc", "ja", "ar")
"""Languages that are often asked for, in Bitrix24's codes."""


@cache
def locale_of(code: str) -> QLocale:
    """The locale of a Bitrix24 language code; the C locale for a code that no language has."""
    return QLocale(_BITRIX.get(code.lower(), code))


def language_name(code: str) -> str:
    """The language's name in itself ("русский"), or the code where there is no such language."""
    locale = locale_of(code)
    if locale.language() is QLocale.Language.C:
        return code
    if locale.language() is QLocale.Language.English:
        return "English"
    return locale.nativeLanguageName()


def upper(text: str, code: str) -> str:
    """Upper case as the kanban card has it, by the rules of the text's language (a Turkish i keeps its dot)."""
    return locale_of(code).toUpper(text)
