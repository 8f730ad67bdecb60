"""Hints about a badge code: invisible characters, look-alike letters, mixed alphabets, other normal forms.

A code is matched to the letter, and two codes that look the same on the screen are two codes. `ui/words/failures.py`
says a hint to a person; `plain_form` is the code as somebody probably meant it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import groupby


class HintKind(StrEnum):
    EDGE_SPACE = "edge_space"
    CONTROL = "control"
    INVISIBLE = "invisible"
    ODD_SPACE = "odd_space"
    CYRILLIC_LOOK_ALIKE = "cyrillic_look_alike"
    GREEK_LOOK_ALIKE = "greek_look_alike"
    LATIN_LOOK_ALIKE = "latin_look_alike"
    OTHER_LOOK_ALIKE = "other_look_alike"
    """A typographic dash or quote, a full-width letter, a ligature: not what a keyboard types."""
    ALL_CYRILLIC = "all_cyrillic"
    """Every letter is Cyrillic and each has a Latin twin, so the whole word reads as Latin."""
    MIXED_SCRIPTS = "mixed_scripts"
    NORMALISATION = "normalisation"


@dataclass(frozen=True, slots=True)
class CodeHint:
    """One hint. `char` is the character in question and `name` its Unicode name, "" where the hint is
    about the whole code; `positions` are offsets into the code from 0; `looks_like` is the character, or for a hint
    about the whole code the code, that it is easily taken for."""

    kind: HintKind
    char: str = ""
    name: str = ""
    positions: tuple[int, ...] = ()
    looks_like: str = ""


def _pairs(twins: str) -> Iterator[tuple[str, str]]:
    return ((letter, twin) for letter, twin in twins.split())


# Letters of one alphabet that most fonts draw like a Latin one (the confusables of Unicode TS 39, the everyday part).
_CYRILLIC = dict(
    _pairs("аa еe оo рp сc уy хx іi јj ѕs һh ԁd ԛq ԝw АA ВB ЕE КK МM НH ОO РP СC ТT УY ХX ІI ЈJ ЅS ҮY ԌG ԚQ ԜW")
)
_GREEK = dict(_pairs("οo αa νv ρp ιi κk υu τt ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX"))
_TO_CYRILLIC = dict(_pairs("aа eе oо pр cс yу xх AА BВ EЕ KК MМ HН OО PР CС TТ YУ XХ"))
_TYPOGRAPHIC = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-"),
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u2032\uff07", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02", '"'),
    "\u2026": "...",
    "\u2024": ".",
    "\uff3f": "_",
}
_DRAWN_BLANK = frozenset("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\u034f")
LONGEST = 4000
"""Characters that are examined: a longer text is not a mistyped code."""
_PLACES = 9
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK")


def hints(code: str) -> tuple[CodeHint, ...]:
    """Hints for the first LONGEST characters of a code, single characters first and then the whole; equal characters
    are told once. Empty for a code that is what it looks like. Never raises."""
    if _is_plain(code):
        return ()
    code = code[:LONGEST]
    found: dict[tuple[HintKind, str], CodeHint] = {}
    for position, hint in [*_character_hints(code), *_word_hints(code)]:
        key = (hint.kind, hint.char)
        known = found.get(key)
        places = known.positions if known else ()
        if len(places) < _PLACES:
            found[key] = CodeHint(hint.kind, hint.char, hint.name, (*places, position), hint.looks_like)
    return (*_edge_hint(code), *found.values(), *_whole_hints(code, found))


def plain_form(code: str) -> str:
    """The code as somebody probably meant it: nothing invisible, plain spaces, dashes and quotes, one alphabet a word,
    accents composed, no white space at the ends. The text unchanged when nothing needs correction, or it is too
    long.
    """
    if _is_plain(code) or len(code) > LONGEST:
        return code
    mended = dict(enumerate(code))
    for position, hint in _character_hints(code):
        mended[position] = hint.looks_like
    for position, hint in _word_hints(code):
        if hint.looks_like:
            mended[position] = hint.looks_like
    return unicodedata.normalize("NFC", "".join(mended.values())).strip()


def _is_plain(code: str) -> bool:
    return code.isascii() and code.isprintable() and code == code.strip()


def _edge_hint(code: str) -> tuple[CodeHint, ...]:
    return (CodeHint(HintKind.EDGE_SPACE, looks_like=code.strip()),) if code != code.strip() else ()


def _character_hints(code: str) -> Iterator[tuple[int, CodeHint]]:
    for position, char in enumerate(code):
        hint = None if " " <= char < "\x7f" else _character_hint(char)
        if hint is not None and not (hint.kind is HintKind.INVISIBLE and _joins_emoji(code, position)):
            yield position, hint


@lru_cache(maxsize=1024)
def _character_hint(char: str) -> CodeHint | None:
    category = unicodedata.category(char)
    name = unicodedata.name(char, "")
    if category == "Cc":
        return CodeHint(HintKind.CONTROL, char, name)
    if category in ("Cf", "Zl", "Zp") or char in _DRAWN_BLANK or "VARIATION SELECTOR" in name:
        return CodeHint(HintKind.INVISIBLE, char, name)
    if category == "Zs":
        return CodeHint(HintKind.ODD_SPACE, char, name, looks_like=" ")
    plain = _TYPOGRAPHIC.get(char, char)
    if "FULLWIDTH" in name or "LIGATURE" in name or "MATHEMATICAL" in name:
        plain = _TYPOGRAPHIC.get(char) or unicodedata.normalize("NFKC", char)
    return CodeHint(HintKind.OTHER_LOOK_ALIKE, char, name, looks_like=plain) if plain != char else None


def _joins_emoji(code: str, position: int) -> bool:
    """Tell whether a joiner or variation selector is part of an emoji, where it belongs."""
    before = code[position - 1] if position else ""
    if code[position] not in "\u200d\ufe0e\ufe0f" or not before:
        return False
    return unicodedata.category(before) in ("So", "Sk", "Mn") or before in "0123456789#*"


def _word_hints(code: str) -> Iterator[tuple[int, CodeHint]]:
    """Runs of letters that mix alphabets. A run of one alphabet inside a word of another, all of whose letters have a
    twin there, is a slip of the keyboard; any other mixture is told as one."""
    for word in re.finditer(r"[^\W\d_]+", code):
        scripts = [_script(char) for char in word.group()]
        if len({script for script in scripts if script}) < 2:
            continue
        main = max(_SCRIPTS, key=scripts.count)
        position, mixed = word.start(), False
        for script, run in groupby(word.group(), key=_script):
            letters = list(run)
            twins = _twins(script, main)
            if script and script != main and all(char in twins for char in letters):
                kind = HintKind(f"{script.lower()}_look_alike")
                for offset, char in enumerate(letters):
                    yield position + offset, CodeHint(kind, char, unicodedata.name(char, ""), looks_like=twins[char])
            elif script and script != main and not mixed:
                mixed = True
                yield word.start(), CodeHint(HintKind.MIXED_SCRIPTS)
            position += len(letters)


def _whole_hints(code: str, found: dict[tuple[HintKind, str], CodeHint]) -> Iterator[CodeHint]:
    letters = [char for char in code if _script(char)]
    if letters and all(char in _CYRILLIC for char in letters) and not found:
        yield CodeHint(HintKind.ALL_CYRILLIC, looks_like="".join(_CYRILLIC.get(char, char) for char in code))
    composed = unicodedata.normalize("NFC", code)
    if composed != code:
        yield CodeHint(HintKind.NORMALISATION, looks_like=composed)


@lru_cache(maxsize=1024)
def _script(char: str) -> str:
    """LATIN, CYRILLIC or GREEK; "" for anything else, which no alphabet here is taken for."""
    if char.isascii():
        return "LATIN" if char.isalpha() else ""
    return next((script for script in _SCRIPTS if unicodedata.name(char, "").startswith(script)), "")


def _twins(script: str, main: str) -> dict[str, str]:
    """Letters of `script` that look like one of `main`."""
    match script, main:
        case "CYRILLIC", "LATIN":
            return _CYRILLIC
        case "GREEK", "LATIN":
            return _GREEK
        case "LATIN", "CYRILLIC":
            return _TO_CYRILLIC
        case _:
            return {}
