"""The waterfall's rows in words: name, figure, and what the row is."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication

from badge_inspector.domain.waterfall import INNER, Row, RowKind, Waterfall
from badge_inspector.ui.look.text import tooltip
from badge_inspector.ui.timing.lines import Line, Tone
from badge_inspector.ui.words.format import format_duration

_PATHS = {
    RowKind.PORTAL: "duration",
    RowKind.SETUP: "duration",
    RowKind.PROCESSING: "processing",
}


def row_name(kind: RowKind) -> str:
    translate = QCoreApplication.translate
    match kind:
        case RowKind.QUEUE:
            return translate("Waterfall", "Own pacing")
        case RowKind.CONNECT:
            return translate("Waterfall", "DNS + connect")
        case RowKind.TLS:
            return translate("Waterfall", "TLS")
        case RowKind.SEND:
            return translate("Waterfall", "Send")
        case RowKind.WAIT:
            return translate("Waterfall", "Waiting")
        case RowKind.NETWORK:
            return translate("Waterfall", "network")
        case RowKind.PORTAL:
            return translate("Waterfall", "portal")
        case RowKind.SETUP:
            return translate("Waterfall", "server setup")
        case RowKind.PROCESSING:
            return translate("Waterfall", "processing")
        case RowKind.DOWNLOAD:
            return translate("Waterfall", "Download")


def row_explained(kind: RowKind) -> str:
    translate = QCoreApplication.translate
    match kind:
        case RowKind.QUEUE:
            return translate(
                "Waterfall",
                "How long this program held the request back so as not to exceed the portal’s limit. Not "
                "part of the round trip.",
            )
        case RowKind.CONNECT:
            return translate("Waterfall", "Finding the portal’s address and opening a connection to it.")
        case RowKind.TLS:
            return translate("Waterfall", "Agreeing on encryption and checking the portal’s certificate.")
        case RowKind.SEND:
            return translate("Waterfall", "Sending the request.")
        case RowKind.WAIT:
            return translate(
                "Waterfall",
                "From the last byte sent to the first byte received: the network both ways and the portal’s work.",
            )
        case RowKind.NETWORK:
            return translate(
                "Waterfall",
                "The waiting less the portal’s duration: the way there and back, and queues before the portal’s clock"
                " starts.",
            )
        case RowKind.PORTAL:
            return translate("Waterfall", "The portal’s own duration.")
        case RowKind.SETUP:
            return translate(
                "Waterfall", "The portal’s duration less processing: authorisation, routing and loading on the portal."
            )
        case RowKind.PROCESSING:
            return translate("Waterfall", "The method itself, as the portal reports it.")
        case RowKind.DOWNLOAD:
            return translate("Waterfall", "From the first byte of the response to the last.")


def range_text(limits: tuple[float, float]) -> str:
    """ "0 to 889 ms", "200 ms to 1.2 s"."""
    least, most = limits
    if least == 0:
        return QCoreApplication.translate("Waterfall", "0 to {most}").format(most=format_duration(most))
    text = QCoreApplication.translate("Waterfall", "{least} to {most}")
    return text.format(least=format_duration(least), most=format_duration(most))


def row_lines(picture: Waterfall, time_path: str) -> list[Line]:
    """`time_path` is the JSONPath of the `time` block."""
    return [_line(row, time_path) for row in picture.rows]


def _line(row: Row, time_path: str) -> Line:
    translate = QCoreApplication.translate
    name = row_name(row.kind)
    figure = range_text(row.range_s) if row.range_s else format_duration(row.duration_s)
    explained = row_explained(row.kind)
    if row.is_last:
        explained += " " + translate("Waterfall", "Here the exchange broke off.")
    elif row.is_aligned and row.is_drawn:
        explained += " " + translate("Waterfall", "Its length is known, its place within the waiting is not.")
    remark = ""
    if not row.is_drawn:
        remark = (
            translate("Waterfall", "before the exchange")
            if row.kind is RowKind.QUEUE
            else translate("Waterfall", "does not fit")
        )
    spoken = (
        translate("Waterfall", "{name}, within the waiting: {figure}")
        if row.kind in INNER
        else translate("Waterfall", "{name}: {figure}")
    ).format(name=name, figure=figure)
    return Line(
        label=f"· {name}" if row.kind in INNER else name,
        figure=figure,
        spoken=f"{spoken}, {remark}" if remark else spoken,
        value=remark,
        tip=partial(tooltip, f"{name}: {figure}", explained),
        explained=explained,
        copied=figure,
        path=f"{time_path}.{_PATHS[row.kind]}" if row.kind in _PATHS else "",
        figure_tone=Tone.BAD if row.is_last else Tone.PLAIN if row.is_drawn else Tone.MUTED,
        bar=row,
    )
