"""Differences from the documentation in words: a headline, a sentence for each, and its source."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QObject

from badge_inspector.domain.contract import METHOD, Difference, Page, Point, Verdict
from badge_inspector.ui.look.language import QT_TRANSLATE_NOOP
from badge_inspector.ui.look.text import visible
from badge_inspector.ui.words.format import format_list

_SENTENCES = {
    Point.NOT_JSON: QT_TRANSLATE_NOOP("Contract", "The response is not JSON; its type is “{found}”."),
    Point.STATUS: QT_TRANSLATE_NOOP("Contract", "HTTP status {found}; documented: {documented}."),
    Point.EXTRA_MEMBER: QT_TRANSLATE_NOOP("Contract", "No page documents the member “{found}”."),
    Point.MISSING_MEMBER: QT_TRANSLATE_NOOP("Contract", "The documented member “{documented}” is missing."),
    Point.DUPLICATE_MEMBER: QT_TRANSLATE_NOOP("Contract", "The member “{found}” was sent more than once."),
    Point.TYPE: QT_TRANSLATE_NOOP("Contract", "{found} came; the documented type is {documented}."),
    Point.WHOLE_SECONDS: QT_TRANSLATE_NOOP(
        "Contract", "{found} came without a fraction; the documented type is {documented}."
    ),
    Point.CODE_LENGTH: QT_TRANSLATE_NOOP(
        "Contract", "The code has {found} characters; badge.add refuses more than {documented}."
    ),
    Point.LANGUAGE: QT_TRANSLATE_NOOP(
        "Contract", "“{found}” is not a language code of Bitrix24’s cloud; badge.add refuses an unknown one."
    ),
    Point.BADGE_TYPE: QT_TRANSLATE_NOOP(
        "Contract", "“{found}” is not one of the types; badge.add refuses all but {documented}."
    ),
    Point.NULL_RESULT: QT_TRANSLATE_NOOP(
        "Contract", "The result is null: documented for a failure, but the documentation’s own sample is an error."
    ),
    Point.ERROR_CODE: QT_TRANSLATE_NOOP("Contract", "No page names the error code “{found}”."),
    Point.ERROR_TEXT: QT_TRANSLATE_NOOP("Contract", "The text is “{found}”; documented: “{documented}”."),
}


class ContractWords(QObject):
    """Words with plural forms, which lupdate finds in `self.tr` only."""

    def headline(self, found: Sequence[Difference]) -> str:
        """The result in a few words: "As documented", or how many differences of which kind."""
        count = len(found)
        if not found:
            return self.tr("As documented")
        if all(one.point is Point.EXTRA_MEMBER and one.kind is Verdict.UNDOCUMENTED for one in found):
            return self.tr("%n field(s) not in the documentation", "", count)
        if all(one.disputed for one in found):
            return self.tr("The documentation contradicts itself")
        if all(one.disputed or one.kind is Verdict.PRACTICE for one in found):
            return self.tr("Not documented, but known from practice")
        return self.tr("%n difference(s) from the documentation", "", count)


def sentence(one: Difference) -> str:
    """The sentence of a difference."""
    text = QCoreApplication.translate("Contract", _SENTENCES[one.point])
    return text.format(found=visible(one.found), documented=visible(one.documented))


def standing(one: Difference) -> str:
    """The kind of difference, and what it says about the portal."""
    if one.disputed:
        return QCoreApplication.translate("Contract", "Pages contradict each other: no error of the portal")
    match one.kind:
        case Verdict.UNDOCUMENTED:
            return QCoreApplication.translate("Contract", "Not documented")
        case Verdict.OTHERWISE if one.heading:
            return QCoreApplication.translate("Contract", "Other than documented, and known from practice")
        case Verdict.OTHERWISE:
            return QCoreApplication.translate("Contract", "Other than documented")
        case Verdict.PRACTICE:
            return QCoreApplication.translate("Contract", "Known from practice, not documented")


def practice(one: Difference) -> str:
    """Source in practice of a difference; "" where there is none."""
    if not one.heading:
        return ""
    text = QCoreApplication.translate("Contract", "practice: this program’s facts about Bitrix24, “{heading}”")
    return text.format(heading=one.heading)


def pages_of(one: Difference) -> tuple[Page, ...]:
    """The pages to look at, each once: those that promise otherwise, or the method's where none says anything."""
    return tuple(dict.fromkeys(one.pages)) or (METHOD,)


def read_on(page: Page) -> str:
    """The date on which the page was read, as it was on that day."""
    day = QDate(page.read.year, page.read.month, page.read.day)
    text = QCoreApplication.translate("Contract", "read {date}")
    return text.format(date=QLocale().toString(day, QLocale.FormatType.ShortFormat))


def plain_line(one: Difference) -> str:
    """All of a difference in one line, with places and addresses, for a report."""
    pages = (f"{page.url} ({read_on(page)})" for page in pages_of(one))
    sources = format_list([*pages, *filter(None, [practice(one)])])
    return f"{standing(one)}: {sentence(one)} {one.path} ({sources})"
