"""Each finding of `domain/findings.py` as one sentence with its figures."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject

from badge_inspector.domain.findings import (
    ClockOff,
    DatesDisagree,
    ExcessBytes,
    Finding,
    FinishMismatch,
    MostlyOutside,
    OddBlock,
    PortalAboveWait,
    ProcessingAboveDuration,
    RoundedTiming,
    SharedExchange,
    ThisComputerLate,
    ZonesDiffer,
)
from badge_inspector.ui.look.text import visible
from badge_inspector.ui.timing.field_words import format_offset
from badge_inspector.ui.words.format import format_duration, format_seconds
from badge_inspector.ui.words.phases import row_name

_MINUTE, _HOUR, _DAY, _YEAR = 60.0, 3_600.0, 86_400.0, 31_556_952.0
_LONGEST_QUOTE = 80
_UNCERTAINTY_TOLD_S = 0.1


def finding_text(finding: Finding) -> str:
    translate = QCoreApplication.translate
    match finding:
        case OddBlock(source):
            return _odd(source)
        case RoundedTiming():
            return _rounded(finding)
        case FinishMismatch():
            return _finish(finding)
        case DatesDisagree(moment, date, apart_s):
            text = translate("Findings", "{moment} and {date} are {apart} apart: this portal’s clock fields disagree.")
            return text.format(moment=moment, date=date, apart=format_apart(apart_s))
        case ProcessingAboveDuration(processing_s, duration_s):
            text = translate("Findings", "processing ({processing}) is above duration ({duration}), which includes it.")
            return text.format(processing=format_duration(processing_s), duration=format_duration(duration_s))
        case PortalAboveWait(portal_s, wait_s):
            text = translate(
                "Findings",
                "The portal reports {portal} of work, {excess} more than this computer waited ({wait}): "
                "nothing is left for the network.",
            )
            return text.format(
                portal=format_duration(portal_s),
                excess=format_duration(portal_s - wait_s),
                wait=format_duration(wait_s),
            )
        case ClockOff():
            return _clock(finding)
        case ZonesDiffer(portal_offset_s, local_offset_s):
            text = translate("Findings", "The portal’s dates are in UTC{portal}; this computer is in UTC{local}.")
            return text.format(portal=format_offset(portal_offset_s), local=format_offset(local_offset_s))
        case MostlyOutside():
            return _outside(finding)
        case SharedExchange():
            return translate(
                "Findings",
                "This lookup shared one request with others: the waiting is that of all of them, the time block is its"
                " own.",
            )
        case ThisComputerLate(late_s):
            text = translate(
                "Findings",
                "This computer was busy or asleep for {late} of this lookup: the times above include that "
                "delay, which is not the portal’s.",
            )
            return text.format(late=format_duration(late_s))
        case ExcessBytes(count):
            return ExcessWords().words(count)


class ExcessWords(QObject):
    """An object for the sake of `tr`, as `Apart`."""

    def words(self, count: int) -> str:
        return self.tr(
            "%n byte(s) came after the response that belong to no request. The connection was closed, so that no other"
            " lookup reads them.",
            "",
            count,
        )


def format_apart(seconds: float) -> str:
    """Distance of two clocks, in the largest unit of which there are at least two; without a sign."""
    return Apart().words(abs(seconds))


class Apart(QObject):
    """An object for the sake of `tr`: lupdate knows no other plural."""

    def words(self, size: float) -> str:
        if size >= 2 * _YEAR:
            return self.tr("%n year(s)", "", round(size / _YEAR))
        if size >= 2 * _DAY:
            return self.tr("%n day(s)", "", round(size / _DAY))
        if size >= 2 * _HOUR:
            return self.tr("%n hour(s)", "", round(size / _HOUR))
        if size >= 2 * _MINUTE:
            return self.tr("%n minute(s)", "", round(size / _MINUTE))
        return format_seconds(size)


def _odd(source: str) -> str:
    if source in ("[]", "{}"):
        text = QCoreApplication.translate("Findings", "The portal sent an empty time block: {source}")
    else:
        text = QCoreApplication.translate("Findings", "The portal sent this in place of a time block: {source}")
    shown = visible(source[:_LONGEST_QUOTE])
    return text.format(source=shown if len(source) <= _LONGEST_QUOTE else shown + "…")


def _clock(finding: ClockOff) -> str:
    apart = format_apart(finding.offset_s)
    if abs(finding.offset_s) < 2 * _MINUTE and finding.uncertainty_s >= _UNCERTAINTY_TOLD_S:
        apart += f" ± {format_seconds(finding.uncertainty_s)}"
    if finding.offset_s > 0:
        text = QCoreApplication.translate("Findings", "The portal’s clock is {apart} ahead of this computer’s.")
    else:
        text = QCoreApplication.translate("Findings", "The portal’s clock is {apart} behind this computer’s.")
    return text.format(apart=apart)


def _rounded(finding: RoundedTiming) -> str:
    translate = QCoreApplication.translate
    if finding.duration_s is None or finding.processing_s is None:
        return translate(
            "Findings", "This portal rounds its timing to whole seconds: its figures are not measurements. Rely "
                        "on the waiting time above."
        )  # fmt: skip
    text = translate(
        "Findings",
        "This portal rounds its timing to whole seconds: duration {duration} may be up to 1 s too "
        "long, and processing {processing} is not a measurement. Rely on the waiting time above.",
    )
    return text.format(duration=format_duration(finding.duration_s), processing=format_seconds(finding.processing_s))


def _finish(finding: FinishMismatch) -> str:
    translate = QCoreApplication.translate
    between, duration = finding.between_s, finding.duration_s
    if duration is None:
        text = translate("Findings", "finish is {between} before start.")
        return text.format(between=format_apart(between))
    if between < 0:
        text = translate("Findings", "finish is {between} before start, while duration says {duration}.")
        return text.format(between=format_apart(between), duration=format_duration(duration))
    text = translate("Findings", "finish − start is {between}, while duration says {duration}.")
    return text.format(between=format_duration(between), duration=format_duration(duration))


def _outside(finding: MostlyOutside) -> str:
    translate = QCoreApplication.translate
    if finding.on_portal:
        text = translate("Findings", "Most of the portal’s time was spent outside the method: {outside} of {whole}.")
    else:
        text = translate(
            "Findings",
            "Most of the time was spent outside the method: {outside} of {whole}. The largest part is {part},"
            " {largest}.",
        )
    return text.format(
        outside=format_duration(finding.outside_s),
        whole=format_duration(finding.whole_s),
        part=row_name(finding.largest),
        largest=format_duration(finding.largest_s),
    )
