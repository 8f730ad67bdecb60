"""Words for lookups out of a HAR file: their origin, and times that were not recorded."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from badge_inspector.domain.capture import Capture, Edited
from badge_inspector.domain.lookup import Lookup
from badge_inspector.ui.look.text import visible
from badge_inspector.ui.words.format import format_duration, not_recorded

_LONGEST = 80


def round_trip_text(lookup: Lookup) -> str:
    seconds = lookup.round_trip_s
    return not_recorded() if seconds is None else format_duration(seconds)


def origin_title(capture: Capture) -> str:
    translate = QCoreApplication.translate
    return translate("Captures", "From a case file") if capture.is_case else translate("Captures", "From a HAR file")


def origin_text(capture: Capture) -> str:
    """The file and the program that recorded it, as far as they are known."""
    translate = QCoreApplication.translate
    file, creator = visible(capture.file[:_LONGEST]), visible(capture.creator[:_LONGEST])
    if file and creator:
        text = translate("Captures", "{file}, recorded by {program}.").format(file=file, program=creator)
    else:
        text = f"{file or creator}." if file or creator else ""
    if not capture.is_dated:
        undated = translate("Captures", "The file does not say when; its own date stands for that.")
        text = f"{text} {undated}".strip()
    return text


def edited_text(capture: Capture) -> str:
    """Warning that the file was changed; "" where it was not."""
    translate = QCoreApplication.translate
    match Edited(capture.edited):
        case Edited.BODY:
            return translate("Captures", "Edited since it was saved: the response does not match its SHA-256.")
        case Edited.REST:
            return translate(
                "Captures", "Edited since it was saved: the response matches its SHA-256, the rest does not."
            )
        case Edited.NO:
            return ""
