"""Faults of JSON, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from badge_inspector.domain.jsontext import FaultReason, JsonFault
from badge_inspector.ui.words.format import format_count


def fault_words(fault: JsonFault) -> str:
    """One sentence with the place."""
    place = QCoreApplication.translate("JsonFaults", "line {line}, column {column}").format(
        line=format_count(fault.line), column=format_count(fault.column)
    )
    return QCoreApplication.translate("JsonFaults", "Not valid JSON at {place}: {reason}.").format(
        place=place, reason=_reason(fault.reason)
    )


def _reason(reason: FaultReason) -> str:  # noqa: PLR0912 - a table, written so that lupdate can read it
    match reason:
        case FaultReason.EMPTY:
            return QCoreApplication.translate("JsonFaults", "there is only white space")
        case FaultReason.UNEXPECTED_END:
            return QCoreApplication.translate("JsonFaults", "the text breaks off")
        case FaultReason.UNTERMINATED_STRING:
            return QCoreApplication.translate("JsonFaults", "the text breaks off inside this string")
        case FaultReason.CONTROL_CHARACTER:
            return QCoreApplication.translate("JsonFaults", "a control character inside a string must be escaped")
        case FaultReason.BAD_ESCAPE:
            return QCoreApplication.translate("JsonFaults", "JSON has no such escape")
        case FaultReason.BAD_UNICODE_ESCAPE:
            return QCoreApplication.translate("JsonFaults", "\\u needs four hexadecimal digits")
        case FaultReason.LEADING_ZERO:
            return QCoreApplication.translate("JsonFaults", "a number may not begin with an extra zero")
        case FaultReason.BAD_NUMBER:
            return QCoreApplication.translate("JsonFaults", "not a valid JSON number")
        case FaultReason.BAD_LITERAL:
            return QCoreApplication.translate("JsonFaults", "bare words other than true, false and null are not JSON")
        case FaultReason.SINGLE_QUOTES:
            return QCoreApplication.translate("JsonFaults", "strings need double quotes")
        case FaultReason.UNQUOTED_NAME:
            return QCoreApplication.translate("JsonFaults", "names need double quotes")
        case FaultReason.COMMENT:
            return QCoreApplication.translate("JsonFaults", "JSON has no comments")
        case FaultReason.EXPECTED_VALUE:
            return QCoreApplication.translate("JsonFaults", "a value belongs here")
        case FaultReason.EXPECTED_NAME:
            return QCoreApplication.translate("JsonFaults", "a member’s name belongs here")
        case FaultReason.MISSING_COLON:
            return QCoreApplication.translate("JsonFaults", "the colon after the name is missing")
        case FaultReason.MISSING_COMMA:
            return QCoreApplication.translate("JsonFaults", "a comma or a closing bracket is missing")
        case FaultReason.TRAILING_COMMA:
            return QCoreApplication.translate("JsonFaults", "a comma before a closing bracket")
        case FaultReason.WRONG_BRACKET:
            return QCoreApplication.translate("JsonFaults", "the wrong kind of closing bracket")
        case FaultReason.TRAILING_TEXT:
            return QCoreApplication.translate("JsonFaults", "there is text after the end of the document")
        case FaultReason.NOT_A_NUMBER:
            return QCoreApplication.translate("JsonFaults", "NaN and Infinity are not JSON; they were skipped")
        case FaultReason.BYTE_ORDER_MARK:
            return QCoreApplication.translate("JsonFaults", "a byte order mark, which was skipped")
