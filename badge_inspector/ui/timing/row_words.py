"""The waterfall's rows as lines: name, figure, and what the row is."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication

from badge_inspector.domain.waterfall import INNER, RowKind, Waterfall, WaterfallRow
from badge_inspector.ui.look.text import tooltip
from badge_inspector.ui.timing.lines import Line, Tone
from badge_inspector.ui.words.format import format_duration, length_text
from badge_inspector.ui.words.phases import row_explained, row_name

_PATHS = {
    RowKind.PORTAL: "duration",
    RowKind.SETUP: "duration",
    RowKind.PROCESSING: "processing",
}


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


def _line(row: WaterfallRow, time_path: str) -> Line:
    translate = QCoreApplication.translate
    name = row_name(row.kind)
    figure = range_text(row.range_s) if row.range_s else length_text(row.duration_s, row.is_recorded)
    explained = row_explained(row.kind)
    if row.is_last:
        explained += " " + translate("Waterfall", "Here the exchange broke off.")
    elif row.is_aligned and row.is_drawn:
        explained += " " + translate("Waterfall", "Its length is known, its place within the waiting is not.")
    remark = ""
    if not row.is_drawn and row.is_recorded:
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
