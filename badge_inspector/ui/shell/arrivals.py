"""Requests from outside the window: the command line, a second start of the program, files and texts dropped."""

from __future__ import annotations

import asyncio
import csv
import io
import os
from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMimeData, Qt, QUrl, Signal

from badge_inspector.background import in_background
from badge_inspector.domain.codelist import codes_of, read_table
from badge_inspector.domain.pasted import understand
from badge_inspector.domain.pasted_call import PastedCall, PastedForm, read_call
from badge_inspector.domain.portal import PortalAddress, PortalProfile
from badge_inspector.domain.request import LookupRequest
from badge_inspector.services.read_list import read_list
from badge_inspector.storage.instance import Instance, Question
from badge_inspector.ui.history.transfer import HAR_SUFFIX, TransferController, is_har_text
from badge_inspector.ui.kit.windows import bring_to_front
from badge_inspector.ui.look.language import QT_TRANSLATE_NOOP
from badge_inspector.ui.many.controller import ManyController
from badge_inspector.ui.session.context import Context, Controller
from badge_inspector.ui.shell.main_window import MainWindow

DROP = "drop"
ANSWER_WITHIN_S = 1.5
"""A second start that waits longer opens a window of its own."""

_LOOKED_AT = 64 * 1024


class ArrivalsController(Controller):
    """Signals: refused(reason): what was asked for from outside cannot be done; the window says so by itself."""

    refused = Signal(str)

    def __init__(self, context: Context, main: MainWindow, many: ManyController, transfer: TransferController) -> None:
        super().__init__(context)
        self._many = many
        self._transfer = transfer
        self._main = main
        main.request.code.document_pasted.connect(self._open_pasted)
        main.text_dropped.connect(self._open_text)
        main.files_dropped.connect(self._open_files)

    # The command line, this process's or another's

    async def choose_portal(self, question: Question) -> bool:
        """Put the portal in use that was named; False when there is none of that name."""
        if question.demo:
            self._portals.use(await self._portals.started_demo())
        if question.portal is not None:
            named = self._portals.find(question.portal)
            if named is None:
                self._refuse(self.tr("There is no portal named “{name}”.").format(name=question.portal))
                return False
            self._portals.use(named)
        return True

    def ask(self, code: str) -> bool:
        """Show the code and look it up; False when there is no portal to ask."""
        self._lookups.code_given.emit(code)
        if self._portals.current is None:
            self._refuse(self.tr("No portal yet: add one in the settings, or try the demo."))
            return False
        self._lookups.ask(LookupRequest(self._portals.current, code.strip()))
        return True

    async def listen(self, instance: Instance) -> None:
        """Take from now on what other starts of the program hand over."""
        loop = asyncio.get_running_loop()

        def take(question: Question) -> bool:
            """In the listening thread."""
            taking: Future[None] = asyncio.run_coroutine_threadsafe(self._accept(question), loop)
            try:
                taking.result(ANSWER_WITHIN_S)
            except TimeoutError:
                taking.cancel()
                return False
            return True

        await in_background(lambda: instance.listen(take))

    async def _accept(self, question: Question) -> None:
        self.come_to_front(question.activation)
        self._tasks.start("second start", self._follow(question))

    async def _follow(self, question: Question) -> None:
        if await self.choose_portal(question) and question.code is not None:
            self.ask(question.code)

    def come_to_front(self, activation: str) -> None:
        """Show the window before all others, as far as the desktop lets it."""
        if activation:  # Wayland lets nobody come to the front without the token of whoever the person clicked
            os.environ["XDG_ACTIVATION_TOKEN"] = activation
        window = self._window
        if window.isMinimized():
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        bring_to_front(window)
        self._shell.run("focus_code")

    def refuse_token(self, variable: str) -> None:
        """Show that the environment's variable of that name does not hold a token; nothing was sent."""
        reason = self.tr("{name} does not hold a token: it contains spaces or characters that are not text.")
        self._refuse(reason.format(name=variable))

    def _refuse(self, reason: str) -> None:
        self._shell.tell(reason)
        self.refused.emit(reason)

    # Dropped

    def _open_text(self, text: str) -> None:
        if is_har_text(text):
            self._transfer.open_har(text)
        else:
            self._tasks.start(DROP, self._read(text))

    def _open_pasted(self, data: QMimeData) -> None:
        """Take what was pasted into the code field and looks like more than a code."""
        if data.hasUrls() or is_har_text(data.text()):
            self._main.receive(data)
        else:
            self._tasks.start(DROP, self._read(data.text(), is_pasted=True))

    async def _read(self, text: str, *, is_pasted: bool = False) -> None:
        call = await in_background(lambda: read_call(text))
        if call is not None:
            self._open_call(call)
        elif is_pasted:
            self._main.request.code.insert(text)
        else:
            self._open_codes(await self._codes_in(text))

    def _open_call(self, call: PastedCall) -> None:
        """Put its code into the field, unasked: the portal it was meant for may be another one, which is offered."""
        first, *others = call.codes
        if others:
            data = QMimeData()
            data.setText(_as_list(call.codes))
            self._many.open_with(data)
            said = self.tr("Understood: %n code(s) from {form}.", "", len(call.codes)).format(
                form=form_words(call.form)
            )
        else:
            self._lookups.code_given.emit(first)
            self._shell.run("focus_code")
            said = self.tr("Understood: code “{code}” from {form}.").format(code=first[:60], form=form_words(call.form))
        self._offer_portal(said, call.address)

    def _offer_portal(self, said: str, text: str) -> None:
        address = understand(text).address if text else None
        current = self._portals.current
        if address is None or (current is not None and _is_of(current, address)):
            self._shell.tell(said)
            return
        known = next((each for each in self._portals.profiles if _is_of(each, address)), None)
        if known is not None:
            use = self.tr("Use “{name}”").format(name=known.name)
            self._shell.offer(said, use, lambda: self._portals.use(known))
        else:
            add = self.tr("Add {host}…").format(host=address.display)
            self._shell.offer(said, add, lambda: self._portals.portal_offered.emit(text))

    def _open_files(self, files: Sequence[Path]) -> None:
        if len(files) == 1 and files[0].suffix.lower() == HAR_SUFFIX:
            self._transfer.open_har(files[0])
        else:
            self._tasks.start(DROP, self._codes_in_files(files), self._open_codes)

    async def _codes_in(self, text: str) -> tuple[tuple[str, ...], QMimeData]:
        def read() -> tuple[str, ...]:
            if _holds_secret(text):
                return ()
            table = read_table(text)
            return codes_of(table, table.code_column, table.has_header).codes

        codes = await in_background(read)
        data = QMimeData()
        data.setText(text)
        return codes, data

    async def _codes_in_files(self, files: Sequence[Path]) -> tuple[tuple[str, ...], QMimeData]:
        texts = await in_background(lambda: [read_list(file) for file in files])
        readable = [text for text in texts if isinstance(text, str)]
        codes, data = await self._codes_in("\n".join(readable))
        if len(files) == 1:  # the window for many codes names the file, or says why it cannot be read
            data.setUrls([QUrl.fromLocalFile(str(files[0]))])
        elif len(readable) < len(files):
            self._shell.tell(self.tr("%n file(s) could not be read.", "", len(files) - len(readable)))
        return codes, data

    def _open_codes(self, found: tuple[tuple[str, ...], QMimeData]) -> None:
        codes, data = found
        if len(codes) == 1:
            self.ask(codes[0])
        elif codes or data.hasUrls():
            self._many.open_with(data)
        elif _holds_secret(data.text()):
            self._shell.tell(self.tr("This contains a portal’s secret, not a badge code: paste it into the settings."))
            self._portals.portal_needed.emit()
        else:
            self._shell.tell(self.tr("What was dropped contains no badge code."))


def _as_list(codes: Sequence[str]) -> str:
    """Codes as lines of CSV, which keeps those together that hold a separator."""
    lines = io.StringIO()
    csv.writer(lines, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows([code] for code in codes)
    return lines.getvalue()


def _is_of(profile: PortalProfile, address: PortalAddress) -> bool:
    """Tell whether it is the portal at that address, by whichever path."""
    return (profile.address.host, profile.address.port) == (address.host, address.port)


def _holds_secret(text: str) -> bool:
    return len(text) <= _LOOKED_AT and bool(understand(text).secret)


_WORDS = {
    PastedForm.CURL: QT_TRANSLATE_NOOP("PastedForms", "a cURL command"),
    PastedForm.POWERSHELL: QT_TRANSLATE_NOOP("PastedForms", "PowerShell"),
    PastedForm.HTTPIE: QT_TRANSLATE_NOOP("PastedForms", "an HTTPie command"),
    PastedForm.PYTHON: QT_TRANSLATE_NOOP("PastedForms", "Python code"),
    PastedForm.JAVASCRIPT: QT_TRANSLATE_NOOP("PastedForms", "JavaScript code"),
    PastedForm.PHP: QT_TRANSLATE_NOOP("PastedForms", "PHP code"),
    PastedForm.GO: QT_TRANSLATE_NOOP("PastedForms", "Go code"),
    PastedForm.ADDRESS: QT_TRANSLATE_NOOP("PastedForms", "an address"),
    PastedForm.HAR: QT_TRANSLATE_NOOP("PastedForms", "a HAR entry"),
    PastedForm.JSON: QT_TRANSLATE_NOOP("PastedForms", "a JSON body"),
    PastedForm.LOG: QT_TRANSLATE_NOOP("PastedForms", "a line of a log"),
}


def form_words(form: PastedForm) -> str:
    """The form by its name, to stand after a colon."""
    return QCoreApplication.translate("PastedForms", _WORDS[form])
