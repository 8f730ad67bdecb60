"""What waits behind a click: made after the first paint, which needs none of it."""

from __future__ import annotations

from collections.abc import Callable

from badge_inspector.services.backend import Backend
from badge_inspector.ui.catalogue.controller import CatalogueController
from badge_inspector.ui.compare.controller import CompareController
from badge_inspector.ui.history.controller import HistoryController
from badge_inspector.ui.history.private_mode import PrivateModeController
from badge_inspector.ui.history.removal import RemovalController
from badge_inspector.ui.history.transfer import TransferController
from badge_inspector.ui.kit.tasks import Tasks
from badge_inspector.ui.many.controller import ManyController
from badge_inspector.ui.portals.controller import BesideController
from badge_inspector.ui.report.controller import ReportController
from badge_inspector.ui.result.failure_actions import FailureController
from badge_inspector.ui.result.secret_copies import SecretCopyController
from badge_inspector.ui.session.lookups import LookupController
from badge_inspector.ui.session.portals import PortalController
from badge_inspector.ui.settings.controller import SettingsController
from badge_inspector.ui.shell.arrivals import ArrivalsController
from badge_inspector.ui.shell.entries import EntryController
from badge_inspector.ui.shell.help import HelpController
from badge_inspector.ui.shell.main_window import MainWindow
from badge_inspector.ui.shell.motion import MotionController
from badge_inspector.ui.shell.palette import PaletteController
from badge_inspector.ui.shell.quitting import QuitController
from badge_inspector.ui.timing.repeats import RepeatController
from badge_inspector.ui.watch.controller import WatchController


class Features:
    """Attributes: one controller for each, named after its module."""

    def __init__(
        self,
        window: MainWindow,
        tasks: Tasks,
        backend: Backend,
        *,
        portals: PortalController,
        lookups: LookupController,
        settings: SettingsController,
        history: HistoryController,
        end: Callable[[], None],
    ) -> None:
        self.catalogue = CatalogueController(window, tasks, backend, portals, lookups)
        self.many = ManyController(window, tasks, backend, portals=portals, lookups=lookups)
        self.failures = FailureController(
            window,
            tasks,
            backend,
            portals=portals,
            lookups=lookups,
            settings=settings,
        )
        self.reports = ReportController(window, tasks, backend, portals=portals, lookups=lookups)
        self.compare = CompareController(window, tasks, backend, lookups)
        self.repeats = RepeatController(window, tasks, backend, portals=portals, lookups=lookups)
        self.beside = BesideController(window, tasks, backend, portals=portals, lookups=lookups)
        self.watches = WatchController(window, tasks, backend, portals=portals, lookups=lookups)
        self.secret_copies = SecretCopyController(window, tasks, backend, portals=portals, lookups=lookups)
        self.arrivals = ArrivalsController(
            window,
            tasks,
            portals=portals,
            lookups=lookups,
            many=self.many,
            settings=settings,
        )
        self.removal = RemovalController(window, tasks, backend, history)
        self.transfer = TransferController(window, tasks, backend, history)
        self.entries = EntryController(window, tasks, backend, portals=portals, lookups=lookups, history=history)
        self.motion = MotionController(window, tasks)
        self.palette = PaletteController(window, portals, history)
        self.private_mode = PrivateModeController(window, portals)
        self.quitting = QuitController(window, tasks, backend, history, end)
        self.help = HelpController(window, backend)
        self.failures.report_requested.connect(self.reports.copy)
        history.report_wanted.connect(self.reports.copy_of)
        self.entries.repeat_requested.connect(history.repeat)
        self.entries.secret_copy_requested.connect(self.secret_copies.copy)
        on = window.actions_.on
        on("cancel", self.repeats.cancel)
        on("many", self.many.open)
        window.result.code_picked.connect(window.request.ask_for)
        window.result.badges_requested.connect(self.catalogue.open)
        on("beside", self.beside.open)
        on("watch", self.watches.open)
        on("list_badges", self.catalogue.open)
        on("copy_report", self.reports.copy)
        on("report", self.reports.open)
        on("repeat", self.failures.again)
        window.result.again_requested.connect(self.failures.again)
        on("compare_previous", self.compare.compare_with_previous)
        on("open_beside", self.entries.open_current)
        on("export", self.transfer.choose_export)
        on("import", self.transfer.choose_import)
        on("delete", self.removal.delete_selected)
        on("delete_day", self.removal.delete_current_day)
        on("delete_portal", self.removal.delete_current_portal)
        on("delete_all", self.removal.delete_all)
        on("undo_delete", self.removal.undo)
        on("take_back_retired", self.removal.take_back_retired)
        on("palette", self.palette.open)
        on("guide", self.help.show_guide)
        on("shortcuts", self.help.show_shortcuts)
        on("whats_this", self.help.explain)
        on("about", self.help.show_about)
