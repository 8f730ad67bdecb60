"""Report of the shown lookup for a ticket: copied as text or saved as a folder, never with a secret."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, qVersion
from PySide6.QtGui import QGuiApplication, QImage

from badge_inspector.background import in_background
from badge_inspector.domain.exchange import Phase
from badge_inspector.domain.lookup import Found, Lookup
from badge_inspector.domain.personal import PersonalMask
from badge_inspector.domain.waterfall import RowKind
from badge_inspector.services.report import (
    Leak,
    Report,
    ReportWords,
    find_secret,
    find_unknown_secret,
    make_report,
    write_report,
)
from badge_inspector.ui.kit.windows import bring_to_front
from badge_inspector.ui.report.report_dialog import ReportDialog
from badge_inspector.ui.session.context import Context, Controller
from badge_inspector.ui.session.lookups import ShownWith
from badge_inspector.ui.words.contract import ContractWords, plain_line
from badge_inspector.ui.words.failures import words
from badge_inspector.ui.words.format import not_recorded
from badge_inspector.ui.words.phases import row_name
from badge_inspector.ui.words.portals import asked_name

REPORT = "report"
PREVIEW = "report preview"
DrawCards = Callable[[Lookup, ShownWith], Awaitable[tuple[QImage, str]]]
"""Draws a lookup's cards, and gives what can be read on them."""


class ReportController(Controller):
    """Attributes: dialog (None while it is closed). mask, is_plain: how the last report was made, for the next one."""

    def __init__(self, context: Context, draw_cards: DrawCards) -> None:
        super().__init__(context)
        self._draw_cards = draw_cards
        self._lookup: Lookup | None = None
        self.mask = PersonalMask(emails=True, phones=True)
        self.is_plain = False
        self.dialog: ReportDialog | None = None

    def copy(self) -> None:
        """Copy a report of the shown lookup to the clipboard, without a dialog."""
        lookup = self._lookups.shown
        if lookup is not None:
            self.copy_of(lookup)
        else:
            self._shell.tell(self.tr("Look up a badge first: the report describes what is shown."))

    def copy_of(self, lookup: Lookup) -> None:
        """Put a report of any lookup on the clipboard."""
        self._tasks.start(REPORT, self._copy(lookup))

    def open(self) -> None:
        """Open the dialog with a preview of the report."""
        self._lookup = self._lookups.shown
        if self._lookup is None:
            self._shell.tell(self.tr("Look up a badge first: the report describes what is shown."))
            return
        if self.dialog is None:
            dialog = self.dialog = ReportDialog(self.mask, self.is_plain, self._window)
            dialog.finished.connect(self._closed)
            dialog.mask_changed.connect(self._mask_changed)
            dialog.format_changed.connect(self._format_changed)
            dialog.expected.connect(self._expect)
            dialog.copy_requested.connect(self._copy_from_dialog)
            dialog.save_requested.connect(self._save)
        self.dialog.show_expected(self._lookup.expected)
        bring_to_front(self.dialog)
        self._preview()

    def _mask_changed(self, mask: PersonalMask) -> None:
        self.mask = mask
        self._preview()

    def _format_changed(self, is_plain: bool) -> None:
        self.is_plain = is_plain
        self._preview()

    def _expect(self, text: str) -> None:
        """Keep what the person expected with the lookup that the report is of."""
        if self._lookup is not None and text != self._lookup.expected:
            self._lookup = self._lookups.expect(self._lookup, text)
            self._preview()

    def _preview(self) -> None:
        if self._lookup is not None:
            self._tasks.start(PREVIEW, self._show_preview(self._lookup))

    async def _show_preview(self, lookup: Lookup) -> None:
        report = await self._made(lookup)
        if self.dialog is not None:
            self.dialog.show_text(self.text_of(report))

    def _copy_from_dialog(self) -> None:
        if self._lookup is not None:
            self._tasks.start(REPORT, self._copy(self._lookup))

    def _save(self, folder: Path) -> None:
        if self._lookup is not None:
            self._tasks.start(REPORT, self._save_to(self._lookup, folder))

    async def _copy(self, lookup: Lookup) -> None:
        report = await self.checked(lookup)
        if isinstance(report, Refusal):
            self._show_result(report, is_bad=True)
            return
        QGuiApplication.clipboard().setText(self.text_of(report))
        self._show_result(self.tr("The report is on the clipboard."))

    async def _save_to(self, lookup: Lookup, folder: Path) -> None:
        report = await self.checked(lookup, with_picture=True)
        if isinstance(report, Refusal):
            self._show_result(report, is_bad=True)
            return
        try:
            made = await in_background(lambda: write_report(report, folder))
        except OSError as error:
            self._show_result(self.tr("Nothing was written: {reason}").format(reason=error.strerror), is_bad=True)
        else:
            self._show_result(self.tr("Saved in {folder}").format(folder=made))

    def text_of(self, report: Report) -> str:
        """The report in the form that was chosen."""
        return report.plain if self.is_plain else report.text

    def _show_result(self, text: str, is_bad: bool = False) -> None:
        if self.dialog is not None:
            self.dialog.show_result(text, is_bad=is_bad)
        self._shell.tell(text)

    async def checked(self, lookup: Lookup, with_picture: bool = False) -> Report | Refusal:
        """Make a report that may be passed on, or say why it must not be."""
        report = await self._made(lookup, with_picture)
        return await self._refusal(lookup, report) or report

    async def _refusal(self, lookup: Lookup, report: Report) -> Refusal | None:
        """Reason why the report must not be passed on; None when it may."""
        profile = self._portals.profile(lookup.profile_id)
        if profile is None:  # its secrets went with it
            suspect = await in_background(lambda: find_unknown_secret(report))
            return (
                None
                if not suspect
                else Refusal(
                    self.tr(
                        "Nothing was copied or saved: what looks like a secret is in {file}, and its portal is no "
                        "longer in the settings to compare it with."
                    ).format(file=suspect)
                )
            )
        secrets = await (await self._backend.opened()).portal_secrets.all_of(profile, self._portals.preferences.proxy)
        if secrets is None:
            return Refusal(
                self.tr(
                    "Nothing was copied or saved: the keyring does not answer, and without it the report "
                    "cannot be checked for secrets."
                )
            )
        leak = await in_background(lambda: find_secret(report, secrets))
        return None if leak is None else Refusal(self._leak_text(leak))

    def _leak_text(self, leak: Leak) -> str:
        if leak.encoded:
            text = self.tr(
                "Nothing was copied or saved: a secret of this portal is in {file}, written in another form."
            )
        else:
            text = self.tr("Nothing was copied or saved: a secret of this portal is in {file}.")
        return text.format(file=leak.file)

    async def _made(self, lookup: Lookup, with_picture: bool = False) -> Report:
        mask, headline = self.mask, self._headline(lookup)
        picture, shown = b"", ""
        if with_picture:
            hidden = await in_background(lambda: mask.lookup(lookup))
            image, shown = await self._draw_cards(hidden, self._lookups.shown_with(hidden))
            picture = await in_background(lambda: _png(image))
        versions = {"Qt": qVersion(), "PySide6": pyside_version}
        words = self._words()
        return await in_background(
            lambda: make_report(
                lookup, headline, mask, words=words, versions=versions, picture=picture, picture_text=shown
            )
        )

    def _words(self) -> ReportWords:
        return ReportWords(
            code=self.tr("Code"),
            portal=self.tr("Portal"),
            asked_at=self.tr("Asked at"),
            outcome=self.tr("Outcome"),
            found=self.tr("found"),
            refused=self.tr("refused"),
            failed=self.tr("failed"),
            badge_title=self.tr("Title"),
            badge_value=self.tr("Value"),
            badge_type=self.tr("Type"),
            http_status=self.tr("HTTP status"),
            reason=self.tr("Technical reason"),
            expected=self.tr("Expected"),
            note=self.tr("Note"),
            picture=self.tr("The result"),
            documentation=self.tr("Against the documentation"),
            method_page=self.tr("The method’s page"),
            verdict=ContractWords().headline,
            difference=plain_line,
            timing=self.tr("Timing"),
            phase=self.tr("Phase"),
            time=self.tr("Time"),
            ms=self.tr("ms"),
            not_recorded=not_recorded(),
            round_trip=self.tr("Round trip"),
            request=self.tr("Request"),
            response=self.tr("Response"),
            cut=self.tr("cut off here"),
            versions=self.tr("Versions"),
            system=self.tr("System"),
            phases={phase: row_name(RowKind(phase.value)) for phase in Phase},
        )

    def _headline(self, lookup: Lookup) -> str:
        if isinstance(lookup.outcome, Found):
            return self.tr("Badge “{code}” on {portal}").format(code=lookup.code[:200], portal=asked_name(lookup))
        return words(lookup.outcome.failure, lookup.code, self._portals.shown_name(lookup)).title

    def _closed(self) -> None:
        self.dialog = None
        self._tasks.cancel(PREVIEW)


class Refusal(str):
    """The reason why a report is refused, as a text."""

    __slots__ = ()


def _png(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # pyright: ignore[reportArgumentType,reportCallIssue] - the stubs want bytes
    return bytes(data.data())
