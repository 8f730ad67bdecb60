"""The composition root: it makes and connects settings, storage, client, services and window."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import threading
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, NoReturn

from PySide6 import QtGui
from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QCoreApplication, qVersion
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from badge_inspector import __version__, cli, process
from badge_inspector.background import in_background
from badge_inspector.cli import Options
from badge_inspector.domain.portal import PortalProfile
from badge_inspector.domain.preferences import Preferences
from badge_inspector.services.backend import Backend
from badge_inspector.startup import display, resources
from badge_inspector.startup.imports import import_in_turns
from badge_inspector.startup.warm_up import first_paint, warm_up
from badge_inspector.storage.instance import Instance
from badge_inspector.storage.log import Log
from badge_inspector.storage.paths import find_paths
from badge_inspector.storage.settings import SettingsStore
from badge_inspector.storage.stacks import StackFile
from badge_inspector.ui.history.controller import HistoryController
from badge_inspector.ui.kit import accessible
from badge_inspector.ui.kit.collector import spare_what_is_there
from badge_inspector.ui.kit.focus import RestingCaret
from badge_inspector.ui.kit.tasks import Tasks, run_application
from badge_inspector.ui.kit.unexpected import Unexpected
from badge_inspector.ui.kit.watchdog import Watchdog
from badge_inspector.ui.look import appearance, language
from badge_inspector.ui.look.appearance import ThemeChoice
from badge_inspector.ui.request.controller import RequestController
from badge_inspector.ui.result.answer_panel import AnswerTab
from badge_inspector.ui.session.context import Context
from badge_inspector.ui.session.lookups import LookupSession
from badge_inspector.ui.session.portals import PortalSession
from badge_inspector.ui.settings.controller import SettingsController
from badge_inspector.ui.shell.crashes import CrashController
from badge_inspector.ui.shell.main_window import MainWindow
from badge_inspector.ui.shell.new_window import NewWindowController
from badge_inspector.ui.shell.shown_lookup import ShownLookup
from badge_inspector.ui.shell.status import StatusController
from badge_inspector.ui.shell.window_geometry import GeometryController
from badge_inspector.ui.words.troubles import Troubles

if TYPE_CHECKING:
    from badge_inspector.demo.portal import DemoPortal

_log = logging.getLogger(__name__)

AFTER_THE_PAINT = (
    "badge_inspector.later",
    "badge_inspector.startup.start_request",
    "badge_inspector.ui.shell.lookup_cards",  # these three the features have the window make
    "badge_inspector.ui.shell.identity_line",
    "badge_inspector.ui.shell.origin_strip",
)
"""Modules of all that the first paint does not need."""


def start(options: Options, instance: Instance | None = None) -> NoReturn:
    """Run the desktop app and leave the process with its exit status. `instance` is there unless this start stands by
    itself."""
    with display.requirements() as lacking:
        if lacking is not None and not options.ends_by_itself:
            process.write_line(f"badge-inspector: {lacking} {display.WITHOUT_DISPLAY}")
            raise SystemExit(cli.NO_DISPLAY)
        display.use_own_plugins_only()
        qt = QApplication([*display.QT_ARGUMENTS, *(display.INTO_MEMORY if lacking is not None else ())])
    if options.screenshot is not None and not display.has_fonts():
        process.write_line(f"badge-inspector: {display.NO_FONTS}")
        raise SystemExit(cli.NO_DISPLAY)
    unexpected = Unexpected()
    unexpected.install()
    qt.saveStateRequest.connect(_never_start_again)
    application = Application(qt, options, unexpected, instance)
    try:
        status = run_application(qt, application.live(), application.close)
    finally:
        application.watchdog.stop()
        application.log.close()
        unexpected.remove()
        if instance is not None:
            instance.close()
    _leave(status)


class Application:
    """One run of the program.

    Attributes:

    window, tasks, backend, lookups, history, portals, log, watchdog, unexpected, crashes: its parts.
    features: its other parts, from the first paint on. begun: set once the command line's request is under way.
    """

    def __init__(
        self,
        qt: QApplication,
        options: Options,
        unexpected: Unexpected | None = None,
        instance: Instance | None = None,
    ) -> None:
        """`unexpected` is there when the process is this program's own: its crashes are then caught as well. `instance`
        is what other starts on the same folder are heard through."""
        self._qt = qt
        self._options = options
        self._instance = instance
        self.begun = asyncio.Event()
        self._closed = asyncio.Event()
        self._status = 0
        self._demo: DemoPortal | None = None
        # Taken out of the environment: what the app starts (a browser, a file manager) has no business with it.
        self._token = os.environ.get(cli.TOKEN_VARIABLE, "").strip()
        process.forget_variable(cli.TOKEN_VARIABLE)
        paths = find_paths(options.config_dir)
        self._store = SettingsStore(paths.settings, safe_mode=options.safe_mode)
        settings, notices = self._store.load()
        alone = instance is not None and not instance.is_first
        self._troubles = Troubles(notices, options.safe_mode, alone)
        preferences = settings.preferences
        self.log = Log(paths.log, preferences.log_level)

        self._troubles.has_resources = _dress(qt)
        self._language = options.language or preferences.language
        self._troubles.speaks = language.apply(qt, self._language)
        self._appearance = appearance.Follower(
            qt, ThemeChoice(options.theme or preferences.theme), int(preferences.zoom)
        )

        self.tasks = Tasks()
        self.backend = Backend(paths, preferences)
        self.window = MainWindow()
        self._appearance.setParent(self.window)
        self.portals = PortalSession(
            self.tasks, self.backend, store=self._store, settings=settings, start_demo=self._start_demo
        )
        self.lookups = LookupSession(self.tasks, self.backend, self.portals)
        self.portals.said.connect(self.window.tell)
        self.lookups.said.connect(self.window.tell)
        self._context = Context(self.window, self.window, self.tasks, self.backend, self.portals, self.lookups)
        self.request = RequestController(self._context, self.window.request)
        self.shown = ShownLookup(self._context, self.window.result, self.window.answer)
        given = [name for name in ("theme", "language") if getattr(options, name) is not None]
        self.settings = SettingsController(self._context, given)
        self.history = HistoryController(self._context, self.window.history)
        self.status = StatusController(self._context, self.window)
        self.geometry = GeometryController(self._context, self.window)
        self.window.language_changed.connect(self.shown.name_again)
        self.window.language_changed.connect(self._show_troubles)
        self.tasks.crashed.connect(_raise)
        self._owns_process = unexpected is not None
        self.unexpected = unexpected or Unexpected()
        self.crashes = CrashController(self._context, self.unexpected, paths.log)
        RestingCaret(qt, self.window)
        self.watchdog = Watchdog(StackFile(paths.log), catch_crashes=self._owns_process)
        self.portals.preferences_changed.connect(self._prefer)
        self._connect_actions()
        if options.safe_mode:
            self.window.show_safe_mode()

    def _connect_actions(self) -> None:
        window, on = self.window, self.window.actions_.on
        window.close_requested.connect(self.close)
        on("quit", window.close)
        on("new_window", NewWindowController(self._context, self._same_options()).open)
        on("settings", self.settings.open)
        on("choose_portal", window.request.portal.open)
        on("focus_code", window.request.code.begin)
        on("look_up", window.request.ask)
        on("cancel", self.lookups.cancel)
        on("search_history", window.history.search.setFocus)
        on("find", window.answer.open_find)
        on("find_next", window.answer.find_next)
        on("find_previous", window.answer.find_previous)
        for name, tab in (
            ("show_text", AnswerTab.JSON),
            ("show_tree", AnswerTab.TREE),
            ("show_headers", AnswerTab.HEADERS),
            ("show_request", AnswerTab.REQUEST),
        ):
            on(name, partial(window.answer.show_tab, tab))
        on("pin", self.history.pin_current)
        on("note", self.history.note_current)
        on("next_region", partial(window.go_to_region, True))
        on("previous_region", partial(window.go_to_region, False))

    def _same_options(self) -> list[str]:
        """The options that another window of this run's settings is started with."""
        options = self._options
        folder = str(self.backend.paths.config) if options.config_dir is not None else None
        given = (("--config-dir", folder), ("--theme", options.theme), ("--language", options.language))
        return [part for name, value in given if value is not None for part in (name, value)]

    def _prefer(self, preferences: Preferences) -> None:
        """Put other choices in force; what the command line said goes on holding for this run."""
        chosen = self._options.language or preferences.language
        if chosen != self._language:  # translators that are installed again retranslate every window
            self._language = chosen
            self._troubles.speaks = language.apply(self._qt, chosen)
        self._appearance.zoom(int(preferences.zoom))
        self._appearance.choose(ThemeChoice(self._options.theme or preferences.theme))
        self.log.set_level(preferences.log_level)
        self.backend.prefer(preferences)

    def _warm(self) -> None:
        self.geometry.restore_columns()
        spare_what_is_there()

    def close(self) -> None:
        """End the run; `live()` returns once everything is on disk."""
        self._closed.set()

    def _end(self, status: int) -> None:
        self._status = status
        self.close()

    async def live(self) -> int:
        """From the first paint to the last write; returns the exit status."""
        self.portals.is_awaited = self._options.demo or bool(self._token)
        self.window.show()
        self.portals.start()
        self._show_troubles()
        loop = asyncio.get_running_loop()
        self.log.start(lambda reason: loop.call_soon_threadsafe(self._log_fails, reason))
        self.watchdog.start()
        await first_paint(self.window)
        spare_what_is_there()  # the first collection is due before the warm-up begins
        if self._troubles.has_resources:  # drawn in four sizes, by threads that Qt starts for that
            self._qt.setWindowIcon(QIcon(":/icons/badge_inspector.svg"))
        if self._owns_process:
            await in_background(process.close_memory)
        self._log_start()
        opening = asyncio.ensure_future(self.backend.opened())
        await self._add_features()
        self.history.start()
        self.tasks.start("warm up", warm_up(self.window, self.features.example), lambda _: self._warm())
        if self._instance is not None:
            self.tasks.start("listen", self.features.arrivals.listen(self._instance))
        await self.features.begin(self._options, self._token, self._end)
        self.portals.is_awaited = False
        self.begun.set()
        await self._closed.wait()
        if self._instance is not None:
            await in_background(self._instance.stop_listening)
        if not self._options.ends_by_itself:
            self.geometry.remember()
        self.features.secret_copies.clear()
        self.window.hide()
        await self.tasks.close()
        await opening
        await self.backend.close()
        if self._demo is not None:
            await in_background(self._demo.stop)
        await in_background(self._store.close)
        self.watchdog.stop()
        _log.info("Ended with status %d", self._status)
        await in_background(self.log.close)
        return self._status

    async def _add_features(self) -> None:
        """Make the features that wait for a click."""
        await import_in_turns(*AFTER_THE_PAINT)
        from badge_inspector.later import Features  # noqa: PLC0415 - imported, in turns

        self.features = Features(self._context, self.window, self.history, self.close)
        self.window.close_requested.disconnect(self.close)  # from here on lookups may wait to be saved
        self.window.close_requested.connect(self.features.quitting.quit)

    def _log_start(self) -> None:
        """Log versions, language and screens first, as a reader of the log needs them."""
        _log.info(
            "Badge Inspector %s, Python %s, PySide6 %s, Qt %s (%s), %s",
            __version__,
            sys.version.partition(" ")[0],
            pyside_version,
            qVersion(),
            self._qt.platformName(),
            sys.platform,
        )
        ratios = ", ".join(
            f"{screen.name()} {screen.size().width()}x{screen.size().height()} at {screen.devicePixelRatio():g}"
            for screen in self._qt.screens()
        )
        _log.info("Language %s, screens: %s", language.current(), ratios)
        _log.log(logging.WARNING if self._troubles.words() else logging.INFO, "%s", self._troubles)

    def _show_troubles(self) -> None:
        self.window.warn(self._troubles.words())

    def _log_fails(self, reason: str) -> None:
        words = QCoreApplication.translate("Application", "The log cannot be written: {reason}.")
        self.window.tell(words.format(reason=reason))

    async def _start_demo(self) -> Sequence[PortalProfile]:
        """The demo's portals, started on the first call; their secrets live for this run only."""
        new_portal = await in_background(_load_demo)
        if self._demo is None:
            self._demo = new_portal()
            self._demo.start()
        accesses = self._demo.profiles()
        secrets = (await self.backend.opened()).portal_secrets
        for profile, credentials in accesses:
            secrets.sign_for_this_run(profile, credentials)
        return tuple(profile for profile, _ in accesses)


def _dress(qt: QApplication) -> bool:
    """Name and resources of the program; False when these are missing."""
    process.group_in_taskbar()
    qt.setApplicationName("badge-inspector")
    qt.setApplicationDisplayName("Badge Inspector")
    qt.setDesktopFileName("badge-inspector")
    accessible.install()
    return resources.register()


def _raise(error: BaseException) -> None:
    """Report an uncaught exception."""
    sys.excepthook(type(error), error, error.__traceback__)


def _load_demo() -> type[DemoPortal]:
    """The demo portal's class: some 40 ms of importing that few runs need, and none on the window's thread."""
    from badge_inspector.demo.portal import DemoPortal  # noqa: PLC0415

    return DemoPortal


def _never_start_again(manager: QtGui.QSessionManager) -> None:
    """A desktop that is logged out of starts again at the next log-in what was open; this program never starts by
    itself."""
    manager.setRestartHint(QtGui.QSessionManager.RestartHint.RestartNever)


def _leave(status: int) -> NoReturn:
    """End the process without waiting for threads that hang in the system (a name being resolved, a keyring's prompt):
    all data is on disk by now.
    """
    process.flush()
    if any(thread is not threading.main_thread() and not thread.daemon for thread in threading.enumerate()):
        os._exit(status)
    sys.exit(status)
