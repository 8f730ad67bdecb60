"""Words for a badge code: quoted, its invisible characters, and its difference from the code that was meant."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from badge_inspector.domain.codehints import CodeHint, HintKind, hints
from badge_inspector.domain.contract import LONGEST_CODE
from badge_inspector.domain.nearest import Apart, difference
from badge_inspector.ui.look.text import visible
from badge_inspector.ui.words.format import format_count

_CODE_SHOWN = 80
"""Characters of a code that a title quotes; the code field and the Request tab have the whole of it."""


def quoted_code(code: str) -> str:
    """A code for the middle of a sentence: one line, control characters as symbols, cut when very long."""
    return visible(code if len(code) <= _CODE_SHOWN else f"{code[: _CODE_SHOWN - 1]}…")


def hint_texts(code: str) -> tuple[str, ...]:
    """Sentences about what a badge code hides; empty for a code that is what it looks like."""
    return tuple(map(hint_text, hints(code)))


def hint_text(hint: CodeHint) -> str:
    """Hint about a badge code, in one sentence."""
    known = {
        "char": visible(hint.char),
        "name": hint.name,
        "point": f"U+{ord(hint.char[0]):04X}" if hint.char else "",
        "looks": quoted_code(hint.looks_like),
        "position": hint.positions[0] + 1 if hint.positions else 0,
    }
    match hint.kind:
        case HintKind.EDGE_SPACE:
            text = QCoreApplication.translate("CodeHints", "The code begins or ends with white space.")
        case HintKind.CONTROL:
            text = QCoreApplication.translate(
                "CodeHints", "The code contains a control character ({point}) at position {position}."
            )
        case HintKind.INVISIBLE:
            text = QCoreApplication.translate(
                "CodeHints", "The code contains an invisible character ({point} {name}) at position {position}."
            )
        case HintKind.ODD_SPACE:
            text = QCoreApplication.translate(
                "CodeHints", "The code contains an unusual space ({point} {name}) at position {position}."
            )
        case HintKind.CYRILLIC_LOOK_ALIKE:
            text = QCoreApplication.translate(
                "CodeHints", "The code contains a Cyrillic “{char}” at position {position}; it looks like “{looks}”."
            )
        case HintKind.GREEK_LOOK_ALIKE:
            text = QCoreApplication.translate(
                "CodeHints", "The code contains a Greek “{char}” at position {position}; it looks like “{looks}”."
            )
        case HintKind.LATIN_LOOK_ALIKE:
            text = QCoreApplication.translate(
                "CodeHints", "The code contains a Latin “{char}” at position {position}; it looks like “{looks}”."
            )
        case HintKind.OTHER_LOOK_ALIKE:
            text = QCoreApplication.translate(
                "CodeHints",
                "The code contains “{char}” ({point} {name}) at position {position}; it looks like “{looks}”.",
            )
        case HintKind.ALL_CYRILLIC:
            text = QCoreApplication.translate(
                "CodeHints", "All letters of the code are Cyrillic; in Latin letters, “{looks}” looks the same."
            )
        case HintKind.MIXED_SCRIPTS:
            text = QCoreApplication.translate(
                "CodeHints", "The code mixes letters of different alphabets within one word, from position {position}."
            )
        case HintKind.NORMALISATION:
            text = QCoreApplication.translate(
                "CodeHints",
                "The code writes a letter and its accent as two characters; “{looks}” looks the same and is shorter.",
            )
    return text.format_map(known)


def difference_text(code: str, meant: str) -> str:
    """Difference of a code from the one that was meant, in a few words; "" where a few are not enough."""
    found = difference(code, meant)
    known = {"text": visible(found.text), "meant": visible(found.meant)}
    match found.apart:
        case Apart.CASE:
            text = QCoreApplication.translate("CodeHints", "(the letter case differs)")
        case Apart.LOOK_ALIKE:
            known["point"] = f"U+{ord(found.text[0]):04X}"
            text = QCoreApplication.translate("CodeHints", "(a look-alike {point} in place of “{meant}”)")
        case Apart.INVISIBLE:
            text = QCoreApplication.translate("CodeHints", "(a space or an invisible character)")
        case Apart.MISSING:
            text = QCoreApplication.translate("CodeHints", "(“{text}” is missing)")
        case Apart.EXTRA:
            text = QCoreApplication.translate("CodeHints", "(“{text}” is extra)")
        case Apart.OTHER:
            text = QCoreApplication.translate("CodeHints", "(“{text}” in place of “{meant}”)")
        case Apart.SWAPPED:
            text = QCoreApplication.translate("CodeHints", "(letters are swapped)")
        case Apart.SEVERAL:
            return ""
    return text.format_map(known)


def too_long_text(code: str) -> str:
    """A word for a code that no registered badge can have."""
    text = QCoreApplication.translate(
        "CodeHints",
        "The code has {count} characters; badge.add refuses more than {most}, so REST registered none like it.",
    )
    return text.format(count=format_count(len(code)), most=LONGEST_CODE)
