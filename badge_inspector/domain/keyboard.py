"""Keyboard layouts mixed up: a code typed on the Russian layout in place of the Latin one, or the other way round.

The keys of ЙЦУКЕН and QWERTY as Windows, macOS and Linux have them in common.
"""

from __future__ import annotations

import re

_LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>~"
_RUSSIAN = "йцукенгшщзхъфывапролджэячсмитьбюёЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЁ"
_TO_LATIN = str.maketrans(_RUSSIAN, _LATIN)
_TO_RUSSIAN = str.maketrans(_LATIN, _RUSSIAN)
_CYRILLIC = re.compile("[а-яё]", re.I)
_LATIN_LETTER = re.compile("[a-z]", re.I)
_NO_RUSSIAN = re.compile("(^|[^а-яё])[ьъы]|[а-яё][А-ЯЁ]|[бвгджзйклмнпрстфхцчшщ]{5}|[аеёиоуыэюя]{4}|йы|ыы|ъь|ьъ")
"""Beginnings and sequences that Russian words do not have."""
LONGEST = 200
"""Characters of a code that are looked at."""


def other_layout(code: str) -> str:
    """The same keys on the other layout; "" for a code that is empty, too long, or mixes both alphabets."""
    if not code or len(code) > LONGEST:
        return ""
    is_russian, is_latin = bool(_CYRILLIC.search(code)), bool(_LATIN_LETTER.search(code))
    if is_russian is is_latin:
        return ""
    return code.translate(_TO_LATIN if is_russian else _TO_RUSSIAN)


def looks_mistyped(code: str) -> bool:
    """Tell whether a code reads like Latin typed on the Russian layout: no Russian word is written like that."""
    return bool(_CYRILLIC.search(code)) and not _LATIN_LETTER.search(code) and bool(_NO_RUSSIAN.search(code))
