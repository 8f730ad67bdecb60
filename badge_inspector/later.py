"""Parts of the window that wait for a click: made after the first paint, which needs none of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from badge_inspector.cli import Options
from badge_inspector.startup.example import example_lookup
from badge_inspector.startup.start_request import StartRequest
from badge_inspector.ui.catalogue.controller import CatalogueController
from badge_inspector.ui.compare.controller import CompareController
from badge_inspector.ui.compare.many_portals import ManyPortalsController
from badge_inspector.ui.history.controller import HistoryController
from badge_inspector.ui.history.dialogs import NoteBox
from badge_inspector.ui.history.menu import HistoryMenu
from badge_inspector.ui.history.removal import PrivateModeController, RemovalController
from badge_inspector.ui.history.transfer import TransferController
from badge_inspector.ui.many.controller import ManyController
from badge_inspector.ui.report.controller import ReportController
from badge_inspector.ui.result.failure_actions import FailureController
from badge_inspector.ui.result.request_page import CopiedFormController
from badge_inspector.ui.result.saving import SaveController
from badge_inspector.ui.result.secret_copies import SecretCopyController
from badge_inspector.ui.result.wrapping import WrappingController
from badge_inspector.ui.session.context import Context
from badge_inspector.ui.shell.accessibility import Announcer, MotionController, ZoomController
from badge_inspector.ui.shell.actions import Actions
from badge_inspector.ui.shell.arrivals import ArrivalsController
from badge_inspector.ui.shell.entries import EntryController
from badge_inspector.ui.shell.help import HelpController
from badge_inspector.ui.shell.lookup_cards import draw_cards
from badge_inspector.ui.shell.main_window import MainWindow
from badge_inspector.ui.shell.palette import PaletteController
from badge_inspector.ui.shell.quitting import QuitController
from badge_inspector.ui.timing.repeats import RepeatController
from badge_inspector.ui.watch.controller import WatchController


class Features:
    """Attributes: one controller for each, named after its region or its module. example: a lookup to try the window
    with before there is one."""

    def __init__(
        self,
        context: Context,
        main: MainWindow,
        history: HistoryController,
        end: Callable[[], None],
    ) -> None:
        panel, cards = main.history, main.result.cards
        self.example = example_lookup()
        self.announcer = Announcer(context)
        self.catalogue = CatalogueController(context)
        self.many = ManyController(context)
        self.failures = FailureController(context, cards.failure)
        self.reports = ReportController(context, draw_cards)
        self.compare = CompareController(context, panel.selected_rows)
        self.repeats = RepeatController(context, cards.trend)
        self.many_portals = ManyPortalsController(context)
        self.watches = WatchController(context, main.watches)
        self.secret_copies = SecretCopyController(context, main.answer)
        self.removal = RemovalController(context, panel, history)
        self.transfer = TransferController(context, panel, history)
        self.arrivals = ArrivalsController(context, main, self.many, self.transfer)
        self.entries = EntryController(context, history)
        self.motion = MotionController(main, context.tasks)
        self.copied_form = CopiedFormController(context)
        self.wrapping = WrappingController(context)
        self.palette = PaletteController(context, main, history)
        self.private_mode = PrivateModeController(context, panel)
        self.quitting = QuitController(context, history, end)
        self.zoom = ZoomController(context)
        self.saving = SaveController(context)
        self.help = HelpController(context, main.actions_)
        panel.compare_requested.connect(self.compare.compare_rows)
        panel.run_opened.connect(self.many.open_run)
        main.request.codes_given.connect(self.many.look_up_all)
        panel.menu_requested.connect(partial(HistoryMenu.show_at, panel))
        panel.note_requested.connect(partial(NoteBox.open_on, panel))
        panel.window_requested.connect(self.entries.open)
        context.lookups.own_window_wanted.connect(self.entries.open)
        context.lookups.comparison_wanted.connect(self.compare.compare_rows)
        self.entries.copied.connect(main.answer.copied)
        main.result.code_picked.connect(main.request.ask_for)
        main.result.badges_requested.connect(self.catalogue.open)
        self.failures.report_requested.connect(self.reports.copy)
        history.report_wanted.connect(self.reports.copy_of)
        self.entries.again_requested.connect(history.look_up_again)
        self.entries.secret_copy_requested.connect(self.secret_copies.copy)
        self._connect_actions(main.actions_)
        self._context = context

    async def begin(self, options: Options, token: str, end: Callable[[int], object]) -> None:
        """Carry out the request of this start; see StartRequest."""
        await StartRequest(options, self._context, self.arrivals, self.reports, end).begin(token)

    def _connect_actions(self, actions: Actions) -> None:
        on = actions.on
        on("cancel", self.repeats.cancel)
        on("many", self.many.open)
        on("many_portals", self.many_portals.open)
        on("watch", self.watches.open)
        on("open_har", self.transfer.choose_har)
        on("open_clipboard", self.transfer.open_clipboard)
        on("save_case", self.transfer.choose_case)
        on("list_badges", self.catalogue.open)
        on("copy_report", self.reports.copy)
        on("report", self.reports.open)
        on("look_up_again", self.failures.again)
        on("compare_previous", self.compare.compare_with_previous)
        on("open_in_window", self.entries.open_current)
        on("export", self.transfer.choose_export)
        on("import", self.transfer.choose_import)
        on("delete", self.removal.delete_selected)
        on("delete_day", self.removal.delete_current_day)
        on("delete_portal", self.removal.delete_current_portal)
        on("delete_all", self.removal.delete_all)
        on("undo_delete", self.removal.undo)
        on("take_back_retired", self.removal.restore_retired)
        on("save_response", self.saving.choose)
        on("zoom_in", self.zoom.zoom_in)
        on("zoom_out", self.zoom.zoom_out)
        on("zoom_reset", self.zoom.reset)
        on("palette", self.palette.open)
        on("guide", self.help.show_guide)
        on("shortcuts", self.help.show_shortcuts)
        on("whats_this", self.help.explain)
        on("about", self.help.show_about)
