"""The composition root: the one place where settings, storage, client, services and window meet."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import threading
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from PySide6 import QtGui
from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QByteArray, QCoreApplication, qVersion
from PySide6.QtGui import QIcon, QKeySequence
from PySide6.QtWidgets import QApplication

from badge_inspector import __version__, cli
from badge_inspector.background import in_background
from badge_inspector.cli import Options
from badge_inspector.domain.portal import AccessKind, PortalProfile, Webhook
from badge_inspector.domain.preferences import Preferences
from badge_inspector.domain.secret import Secret
from badge_inspector.services.backend import Backend
from badge_inspector.storage.instance import Instance, Question
from badge_inspector.storage.log import Log
from badge_inspector.storage.paths import find_paths
from badge_inspector.storage.settings import SettingsStore
from badge_inspector.storage.stacks import StackFile
from badge_inspector.ui import accessible, appearance, display, language, resources
from badge_inspector.ui.appearance import ThemeChoice
from badge_inspector.ui.collector import spare_what_is_there
from badge_inspector.ui.controllers.crashes import CrashController
from badge_inspector.ui.controllers.history import HistoryController
from badge_inspector.ui.controllers.lookups import LookupController
from badge_inspector.ui.controllers.new_window import NewWindowController
from badge_inspector.ui.controllers.places import PlaceController
from badge_inspector.ui.controllers.portals import PortalController
from badge_inspector.ui.controllers.settings import SettingsController
from badge_inspector.ui.controllers.status import StatusController
from badge_inspector.ui.main_window import MainWindow
from badge_inspector.ui.portal_words import kept_place, place_of, portal_name
from badge_inspector.ui.result.answer_panel import AnswerTab
from badge_inspector.ui.tasks import Tasks, run_application
from badge_inspector.ui.troubles import Troubles
from badge_inspector.ui.unexpected import Unexpected
from badge_inspector.ui.warm_up import first_paint, warm_up
from badge_inspector.ui.watchdog import Watchdog

if TYPE_CHECKING:
    from badge_inspector.demo.portal import DemoPortal
    from badge_inspector.domain.lookup import Lookup
    from badge_inspector.features import Features
    from badge_inspector.ui.widgets.palette import Command

_log = logging.getLogger(__name__)


def start(options: Options, instance: Instance | None = None) -> NoReturn:
    """Run the desktop app and leave the process with its exit status. `instance` is there unless this start stands by
    itself."""
    with display.looked_for() as lacking:
        if lacking is not None:
            sys.stderr.write(f"badge-inspector: {lacking}\n")
            raise SystemExit(cli.NO_DISPLAY)
        qt = QApplication([*display.QT_ARGUMENTS])
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

    window, tasks, backend, lookups, history, portals, log, watchdog, unexpected, crashes: what it is made of.
    features: the rest of it, from the first paint on. begun: set once what the command line asked for is under way.
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
        self._token = os.environ.pop(cli.TOKEN_VARIABLE, "").strip()
        paths = find_paths(options.config_dir)
        self._store = SettingsStore(paths.settings, safe_mode=options.safe_mode)
        settings, notices = self._store.load()
        alone = instance is not None and not instance.is_first
        self._troubles = Troubles(notices, options.safe_mode, alone)
        preferences = settings.preferences
        self.log = Log(paths.log, preferences.log_level)

        self._troubles.has_resources = _dress(qt)
        self._troubles.speaks = language.apply(qt, options.language or preferences.language)
        self._appearance = appearance.Follower(qt, ThemeChoice(options.theme or preferences.theme))

        self.tasks = Tasks()
        self.backend = Backend(paths, preferences)
        self.window = MainWindow()
        self._appearance.setParent(self.window)
        self.portals = PortalController(
            self.window, self.tasks, self.backend, store=self._store, settings=settings, start_demo=self._start_demo
        )
        self.lookups = LookupController(self.window, self.tasks, self.backend, self.portals)
        self.settings = SettingsController(self.window, self.tasks, self.backend, self.portals)
        self.history = HistoryController(self.window, self.tasks, self.backend, self.lookups)
        self.status = StatusController(
            self.window, self.tasks, self.backend, portals=self.portals, lookups=self.lookups
        )
        self.places = PlaceController(self.window, self.portals)
        self.window.language_changed.connect(self._show_troubles)
        self.tasks.crashed.connect(_raise)
        self.unexpected = unexpected or Unexpected()
        self.crashes = CrashController(self.window, self.unexpected, paths.log)
        self.watchdog = Watchdog(StackFile(paths.log), catch_crashes=unexpected is not None)
        self.portals.preferences_changed.connect(self._prefer)
        self._connect_actions()
        if options.safe_mode:
            self.window.show_safe_mode()

    def _connect_actions(self) -> None:
        window, on = self.window, self.window.actions_.on
        window.close_requested.connect(self.close)
        self.lookups.answered.connect(self._answered)
        on("quit", self.close)
        on("new_window", NewWindowController(window, self.tasks, self.portals, self._same_options()).open)
        on("settings", self.settings.open)
        on("choose_portal", window.request.portal.open)
        on("focus_code", window.request.code.setFocus)
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
        self._connect_history()
        on("palette", self._show_palette)
        on("about", self._show_about)
        on("shortcuts", self._show_shortcuts)
        on("next_region", partial(window.go_to_region, True))
        on("previous_region", partial(window.go_to_region, False))
        on("guide", self._show_guide)
        on("whats_this", _explain)

    def _same_options(self) -> list[str]:
        """The options that another window of this run's settings is started with."""
        options = self._options
        folder = str(self.backend.paths.config) if options.config_dir is not None else None
        given = (("--config-dir", folder), ("--theme", options.theme), ("--language", options.language))
        return [part for name, value in given if value is not None for part in (name, value)]

    def _connect_history(self) -> None:
        """What is done with kept lookups, and the actions for it."""
        window, on = self.window, self.window.actions_.on
        self.history.repeat_requested.connect(self._repeat)
        window.history.notice.record_requested.connect(partial(self._set_private, private=False))
        on("pin", self.history.pin_current)
        on("note", self.history.note_current)
        window.actions_["private"].setChecked(self.portals.preferences.private_mode)
        window.actions_["private"].toggled.connect(self._set_private)

    def _show_palette(self) -> None:
        from badge_inspector.ui.widgets.palette import Palette  # noqa: PLC0415 - on first use

        Palette(self.window).open_with(self._commands)

    def _commands(self) -> Sequence[Command]:
        """What the palette has: actions, portals, recent codes."""
        from badge_inspector.ui.widgets.palette import Command  # noqa: PLC0415 - on first use

        actions = [
            Command(
                action.text().replace("&", ""),
                action.shortcut().toString(QKeySequence.SequenceFormat.NativeText),
                action.trigger,
            )
            for action in self.window.actions_.listed()
        ]
        portals = [
            Command(portal_name(profile), place_of(profile), partial(self.portals.use, profile))
            for profile in self.portals.profiles
        ]
        rows = {row.code: row for row in reversed(self.window.history.model.rows())}
        codes = [
            Command(row.code[:200], kept_place(row), partial(self._repeat, row.profile_id, row.code))
            for row in rows.values()
        ]
        return [*actions, *portals, *reversed(codes)]

    def _show_about(self) -> None:
        from badge_inspector.services import libraries  # noqa: PLC0415 - few runs need it
        from badge_inspector.ui.about_box import AboutBox  # noqa: PLC0415

        paths = self.backend.paths
        notices = Path(sys.executable).parent / "THIRD_PARTY_NOTICES.txt"
        AboutBox(
            paths.config, paths.log, libraries.versions(), self.window, notices if notices.is_file() else None
        ).open()

    def _show_guide(self) -> None:
        from badge_inspector.ui.guide_window import GuideWindow  # noqa: PLC0415 - few runs need it

        GuideWindow(self.window).show()

    def _show_shortcuts(self) -> None:
        from badge_inspector.ui.shortcuts_sheet import ShortcutsSheet  # noqa: PLC0415 - few runs need it

        ShortcutsSheet(self.window.actions_.listed(), self.window).open()

    def _prefer(self, preferences: Preferences) -> None:
        """Put other choices in force; what the command line said goes on holding for this run."""
        self._troubles.speaks = language.apply(self._qt, self._options.language or preferences.language)
        self._appearance.choose(ThemeChoice(self._options.theme or preferences.theme))
        self.log.set_level(preferences.log_level)
        self.backend.prefer(preferences)
        self.window.actions_["private"].setChecked(preferences.private_mode)

    def _set_private(self, private: bool) -> None:
        """Record nothing, or record again."""
        if private != self.portals.preferences.private_mode:
            self.portals.prefer(replace(self.portals.preferences, private_mode=private))

    def _warm(self) -> None:
        self.places.put_columns_back()
        spare_what_is_there()

    def close(self) -> None:
        """End the run; `live()` returns once everything is on disk."""
        self._closed.set()

    async def live(self) -> int:
        """From the first paint to the last write; returns the exit status."""
        self.window.show()
        self.portals.start()
        self._show_troubles()
        loop = asyncio.get_running_loop()
        self.log.start(lambda reason: loop.call_soon_threadsafe(self._log_fails, reason))
        self.watchdog.start()
        await first_paint(self.window)
        self._log_start()
        opening = asyncio.ensure_future(self.backend.opened())
        await self._add_features()
        self.history.start()
        self.tasks.start("warm up", warm_up(self.window), lambda _: self._warm())
        if self._instance is not None:
            self.tasks.start("listen", self.features.arrivals.listen(self._instance))
        await self._begin()
        self.begun.set()
        await self._closed.wait()
        if self._instance is not None:
            await in_background(self._instance.stop_listening)
        if self._options.screenshot is None:
            self.places.remember()
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
        """Whatever waits behind a click."""
        features = await in_background(_load_features)
        self.features = features(
            self.window,
            self.tasks,
            self.backend,
            portals=self.portals,
            lookups=self.lookups,
            settings=self.settings,
            history=self.history,
        )
        self.features.arrivals.refused.connect(self._refused)
        self.features.entries.repeat_requested.connect(self._repeat)

    def _log_start(self) -> None:
        """What whoever reads the log asks first."""
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

    async def _begin(self) -> None:
        """What the command line asked for."""
        options = self._options
        if not await self.features.arrivals.choose_portal(Question(options.code, options.portal, options.demo)):
            return
        if self._token:
            await self._use_token(Secret(self._token))
        if options.code is not None:
            self.features.arrivals.ask(options.code)
        elif options.screenshot is not None:
            await self._shoot(options.screenshot, 0)

    async def _use_token(self, given: Secret) -> None:
        """A secret from the environment, for this run only: a webhook's address, or what the portal in use lacks."""
        from badge_inspector.domain.pasted import understand  # noqa: PLC0415 - few runs need it
        from badge_inspector.storage.secrets import SecretKind  # noqa: PLC0415

        secrets = (await self.backend.opened()).secrets
        pasted = understand(given.reveal())
        if pasted.address is not None and pasted.secret is not None:
            profile = PortalProfile("environment", pasted.address.display, pasted.address, webhook_user=pasted.user)
            secrets.set_for_this_run(profile, SecretKind.WEBHOOK, pasted.secret)
            self.portals.use_for_this_run(profile)
        elif self.portals.current is not None:
            webhook = self.portals.current.access is AccessKind.WEBHOOK
            kind = SecretKind.WEBHOOK if webhook else SecretKind.ACCESS_TOKEN
            secrets.set_for_this_run(self.portals.current, kind, given)

    def _refused(self, reason: str) -> None:
        """What was asked for from outside cannot be done: said where it was typed as well."""
        if not self.begun.is_set():
            sys.stderr.write(f"badge-inspector: {reason}\n")
        if self._options.screenshot is not None:
            self._status = cli.USAGE
            self.close()

    def _repeat(self, profile_id: str, code: str) -> None:
        """Ask again what a kept lookup asked."""
        profile = self.portals.profile(profile_id)
        if profile is None:
            self.window.tell(
                QCoreApplication.translate("Application", "The portal of that lookup is no longer in the settings.")
            )
            return
        from badge_inspector.domain.lookup import LookupRequest  # noqa: PLC0415 - on first use

        self.portals.use(profile)
        self.window.request.show_code(code)
        self.lookups.look_up(LookupRequest(profile, code))

    async def _start_demo(self) -> Sequence[PortalProfile]:
        """The demo's portals, started on the first call; their secrets live for this run only."""
        from badge_inspector.storage.secrets import SecretKind  # noqa: PLC0415

        new_portal = await in_background(_load_demo)
        if self._demo is None:
            self._demo = new_portal()
            self._demo.start()
        accesses = self._demo.profiles()
        secrets = (await self.backend.opened()).secrets
        for profile, credentials in accesses:
            if isinstance(credentials, Webhook):
                secrets.set_for_this_run(profile, SecretKind.WEBHOOK, credentials.secret)
            else:
                secrets.set_for_this_run(profile, SecretKind.ACCESS_TOKEN, credentials.access_token)
        return tuple(profile for profile, _ in accesses)

    def _answered(self, lookup: Lookup) -> None:
        if self._options.screenshot is None:
            return
        from badge_inspector.domain.lookup import Found, Refused  # noqa: PLC0415 - imported with the first answer

        status = cli.FAILED
        if isinstance(lookup.outcome, Found):
            status = cli.FOUND
        elif isinstance(lookup.outcome, Refused):
            status = cli.REFUSED
        self.tasks.start("screenshot", self._shoot(self._options.screenshot, status))

    async def _shoot(self, file: Path, status: int) -> None:
        """Save the window as a PNG once nothing is under way any more, then end the run."""
        await self.tasks.idle("screenshot")
        image = self.window.grab().toImage()
        writer = QtGui.QImageWriter(str(file), QByteArray(b"png"))
        if await in_background(lambda: writer.write(image)):
            self._status = status
        else:
            sys.stderr.write(f"badge-inspector: the screenshot cannot be written to {file}\n")
            self._status = cli.USAGE
        self.close()


def _dress(qt: QApplication) -> bool:
    """Name and icon of the program; False when its resources are missing."""
    qt.setApplicationName("badge-inspector")
    qt.setApplicationDisplayName("Badge Inspector")
    qt.setDesktopFileName("badge-inspector")
    accessible.install()
    if not resources.register():
        return False
    qt.setWindowIcon(QIcon(":/icons/badge_inspector.svg"))
    return True


def _explain() -> None:
    from badge_inspector.ui.whats_this import explain  # noqa: PLC0415 - few runs need it

    explain()


def _raise(error: BaseException) -> None:
    """Hand an exception to whoever sees to those that nobody caught."""
    sys.excepthook(type(error), error, error.__traceback__)


def _load_features() -> type[Features]:
    """The features' class: modules that the first paint does not need, read on another thread than the window's."""
    from badge_inspector.features import Features  # noqa: PLC0415

    return Features


def _load_demo() -> type[DemoPortal]:
    """The demo portal's class: some 40 ms of importing that few runs need, and none on the window's thread."""
    from badge_inspector.demo.portal import DemoPortal  # noqa: PLC0415

    return DemoPortal


def _never_start_again(manager: QtGui.QSessionManager) -> None:
    """A desktop that is logged out of starts again at the next log-in what was open; this program never starts by
    itself."""
    manager.setRestartHint(QtGui.QSessionManager.RestartHint.RestartNever)


def _leave(status: int) -> NoReturn:
    """End the process. A thread that hangs in the system (a name being resolved, a keyring asking) does not hold it
    up: all that has to last is on disk by now."""
    sys.stdout.flush()
    sys.stderr.flush()
    if any(thread is not threading.main_thread() and not thread.daemon for thread in threading.enumerate()):
        os._exit(status)
    sys.exit(status)
