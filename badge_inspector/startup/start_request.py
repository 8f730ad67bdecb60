"""The tasks that the command line and the environment set for this start: a portal, a secret, a code, a picture of the
window, a report."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6 import QtGui
from PySide6.QtCore import QByteArray

from badge_inspector import cli, process
from badge_inspector.background import in_background
from badge_inspector.cli import Options
from badge_inspector.domain.lookup import Found, Lookup, Refused
from badge_inspector.domain.pasted import token_problem, understand
from badge_inspector.domain.portal import AccessKind, OAuthToken, PortalProfile, Webhook
from badge_inspector.domain.secret import Secret
from badge_inspector.storage.files import write_private
from badge_inspector.storage.instance import Question
from badge_inspector.ui.report.controller import Refusal, ReportController
from badge_inspector.ui.session.context import Context, Controller
from badge_inspector.ui.shell.arrivals import ArrivalsController

WRITING = "what the run is for"


class StartRequest(Controller):
    """`end` ends the run with an exit status: a run for a picture or a report is over once it is written."""

    def __init__(
        self,
        options: Options,
        context: Context,
        arrivals: ArrivalsController,
        reports: ReportController,
        end: Callable[[int], object],
    ) -> None:
        super().__init__(context)
        self._options = options
        self._arrivals = arrivals
        self._reports = reports
        self._end = end
        self._has_begun = False
        arrivals.refused.connect(self._refused)
        if options.ends_by_itself:
            context.lookups.answered.connect(self._answered)
            context.tasks.crashed.connect(self._crashed)

    async def begin(self, token: str) -> None:
        """Carry it out, up to the call to the portal. `token` is the secret from the environment, "" for none."""
        options = self._options
        if await self._arrivals.choose_portal(Question(options.code, options.portal, options.demo)):
            if token and not await self._use_token(Secret(token)):
                self._arrivals.refuse_token(cli.TOKEN_VARIABLE)
            elif options.code is not None:
                self._arrivals.ask(options.code)
            elif options.screenshot is not None:
                self._end(await self._shoot(options.screenshot) or cli.FOUND)
        self._has_begun = True

    async def _use_token(self, given: Secret) -> bool:
        """For this run only: a webhook's address, or what the portal in use lacks. False for a text that can be
        neither: bytes of the environment that are no UTF-8 arrive as half surrogate pairs, which no URL can carry."""
        secrets = (await self._backend.opened()).portal_secrets
        pasted = understand(given.reveal())
        if pasted.address is not None and pasted.secret is not None:
            profile = PortalProfile("environment", pasted.address.display, pasted.address, webhook_user=pasted.user)
            secrets.sign_for_this_run(profile, Webhook(pasted.user, pasted.secret))
            self._portals.use_for_this_run(profile)
        elif token_problem(given.reveal()):
            return False
        elif self._portals.current is not None:
            current = self._portals.current
            is_webhook = current.access is AccessKind.WEBHOOK
            secrets.sign_for_this_run(
                current, Webhook(current.webhook_user, given) if is_webhook else OAuthToken(given)
            )
        return True

    def _refused(self, reason: str) -> None:
        """Report that a request from outside cannot be done, on the console as well."""
        if not self._has_begun:
            process.write_line(f"badge-inspector: {reason}")
        if self._options.ends_by_itself:
            self._end(cli.USAGE)

    def _crashed(self, _error: BaseException) -> None:
        """End a run after a crash: nobody would see its window or close it."""
        self._end(cli.FAILED)

    def _answered(self, lookup: Lookup) -> None:
        status = cli.FAILED
        if isinstance(lookup.outcome, Found):
            status = cli.FOUND
        elif isinstance(lookup.outcome, Refused):
            status = cli.REFUSED
        self._tasks.start(WRITING, self._write(lookup, status))

    async def _write(self, lookup: Lookup, status: int) -> None:
        """Write all that was asked for, then end the run; with the outcome's status unless something failed."""
        options, problem = self._options, 0
        await self._tasks.idle(WRITING)  # what is still being built or saved must not be cut off by the end
        if options.report is not None:
            problem = await self._report(options.report, lookup)
        if options.screenshot is not None:
            problem = await self._shoot(options.screenshot) or problem
        self._end(problem or status)

    async def _report(self, file: Path, lookup: Lookup) -> int:
        """Write the report; the exit status where that failed, else 0."""
        report = await self._reports.checked(lookup)
        if isinstance(report, Refusal):
            process.write_line(f"badge-inspector: {report}")
            return cli.FAILED
        data = self._reports.text_of(report).encode("utf-8", "replace")
        try:
            await in_background(lambda: _write_bytes(data, file))
        except OSError as error:
            process.write_line(f"badge-inspector: the report cannot be written to {file}: {error.strerror}")
            return cli.USAGE
        return 0

    async def _shoot(self, file: Path) -> int:
        """Save the window as a PNG once nothing is under way any more; the exit status where that failed, else 0."""
        await self._tasks.idle(WRITING)
        image = self._window.grab().toImage()
        writer = QtGui.QImageWriter(str(file), QByteArray(b"png"))
        if await in_background(lambda: writer.write(image)):
            return 0
        process.write_line(f"badge-inspector: the screenshot cannot be written to {file}")
        return cli.USAGE


def _write_bytes(data: bytes, file: Path) -> None:
    """Blocks. Raises OSError."""
    if file == cli.STANDARD_OUTPUT:
        process.write_output(data)
    elif file.exists() and not file.is_file():  # a device or a pipe takes bytes, and is not to be replaced
        file.write_bytes(data)
    else:
        write_private(file, data)
