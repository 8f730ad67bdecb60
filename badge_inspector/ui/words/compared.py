"""Fields and values of lookups that stand side by side, for a person and for a ticket."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from badge_inspector.domain.badge import LocalizedText, OddValue, PlainText
from badge_inspector.domain.badge_type import BadgeType
from badge_inspector.domain.compare import Field, Value, plain
from badge_inspector.domain.lookup import Found, Lookup
from badge_inspector.ui.look.text import visible
from badge_inspector.ui.words.failures import words
from badge_inspector.ui.words.format import format_duration, format_list
from badge_inspector.ui.words.portals import asked_name


def colour_word(kind: BadgeType) -> str:
    """Name of the colour that a type has on the kanban card."""
    match kind:
        case BadgeType.SUCCESS:
            return QCoreApplication.translate("BadgeWords", "green")
        case BadgeType.FAILURE:
            return QCoreApplication.translate("BadgeWords", "red")
        case BadgeType.WARNING:
            return QCoreApplication.translate("BadgeWords", "yellow")
        case BadgeType.PRIMARY:
            return QCoreApplication.translate("BadgeWords", "blue")
        case BadgeType.SECONDARY:
            return QCoreApplication.translate("BadgeWords", "grey")


_SHOWN = 500


def field_label(field: Field) -> str:
    """Label of a field; the portal's own names stay as they are."""
    return {
        Field.OUTCOME: QCoreApplication.translate("Compared", "Outcome"),
        Field.CODE: QCoreApplication.translate("Compared", "Code"),
        Field.TITLE: QCoreApplication.translate("Compared", "Title"),
        Field.VALUE: QCoreApplication.translate("Compared", "Value"),
        Field.TYPE: QCoreApplication.translate("Compared", "Type"),
        Field.LANGUAGES: QCoreApplication.translate("Compared", "Languages"),
        Field.EXTRA: QCoreApplication.translate("Compared", "Other fields"),
        Field.HTTP_STATUS: QCoreApplication.translate("Compared", "HTTP status"),
        Field.ROUND_TRIP: QCoreApplication.translate("Compared", "Round trip"),
        Field.DURATION: "duration",
        Field.PROCESSING: "processing",
        Field.OPERATING: "operating",
    }[field]


def value_text(value: Value) -> str:
    """A value on one line."""
    if value is None:
        return QCoreApplication.translate("Compared", "not there")
    if isinstance(value, float | int):
        return format_duration(value)
    if isinstance(value, tuple):
        return format_list(value) or QCoreApplication.translate("Compared", "one text for all")
    text = plain(value) if isinstance(value, PlainText | LocalizedText | OddValue) else value
    return visible(text[:_SHOWN])


def outcome_text(lookup: Lookup) -> str:
    """Outcome of a lookup in words, with the portal's own code where it sent one."""
    if isinstance(lookup.outcome, Found):
        return QCoreApplication.translate("Compared", "found")
    failure = lookup.outcome.failure
    title = words(failure, lookup.code, asked_name(lookup)).title
    return visible(f"{failure.code[:_SHOWN]} · {title}" if failure.code else title)


def type_text(value: Value) -> str:
    """A badge's type, and the colour it has."""
    known = next((kind for kind in BadgeType if isinstance(value, PlainText) and kind == value.text), None)
    return f"{known.value} — {colour_word(known)}" if known is not None else value_text(value)
