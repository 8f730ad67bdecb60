"""Rows of the history in words: the mark of how a lookup ended, and a run of many codes."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QCoreApplication, QObject

from badge_inspector.domain.history import RowStatus, RunRow
from badge_inspector.ui.words.format import format_count


def mark_text(status: RowStatus) -> str:
    """The tooltip of a mark, which tells a refusal of the portal from a request that brought nothing usable."""
    match status:
        case RowStatus.FOUND:
            return QCoreApplication.translate("Marks", "● Found: the portal has this badge")
        case RowStatus.REFUSED:
            return QCoreApplication.translate("Marks", "⊖ Refused: the portal answered with an error")
        case RowStatus.FAILED:
            return QCoreApplication.translate("Marks", "✕ Failed: no usable response came from the portal")


class RunWords(QObject):
    """Words of a run. A QObject, because only `tr` translates sentences with a number in them."""

    def title(self, run: RunRow) -> str:
        """Number of codes that were asked for."""
        return _counted(self.tr("{count} code(s)", "", run.total), run.total)

    def found(self, run: RunRow) -> str:
        """Number of codes that were found."""
        return _counted(self.tr("{count} found", "", run.found), run.found)

    def rest(self, run: RunRow) -> tuple[str, ...]:
        """Outcomes of the other codes, as far as there are any."""
        counts = (
            (run.not_found, self.tr("{count} not found", "", run.not_found)),
            (run.failed, self.tr("{count} failed", "", run.failed)),
            (run.unanswered, self.tr("{count} not answered", "", run.unanswered)),
        )
        return tuple(_counted(text, count) for count, text in counts if count)


@cache
def run_words() -> RunWords:
    """The only instance, made with the first run that is shown."""
    return RunWords()


def _counted(text: str, count: int) -> str:
    return text.format(count=format_count(count))
