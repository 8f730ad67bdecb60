"""The tests under Windows' Python: which run, and which do not, with the reason."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from wine import stand_ins
from wine.system import SAID, CheckError, Finished, Windows, demand, name

FOLDERS = ("journeys", "ui", "services", "bitrix24", "storage", "demo", "domain", "startup")
"""Folders of `tests/`, those that take longest first."""

SHARES = {"journeys": 4}
"""Folders whose files are dealt out to so many runs, so that the lanes end together; every other one is a run of its
own. (pytest-xdist runs the tests in Wine, and then does not end.)"""

LANES = 2
"""Number of runs that go on side by side, each begun when a lane is free."""

OF_THE_CHECKOUT = "looks at the sources, the recipes or the Linux packages, which are the same on every system"
NOT_RUN = {
    "architecture": OF_THE_CHECKOUT,
    "packaging": OF_THE_CHECKOUT,
    "benchmarks": "measures, and Wine's times say nothing of Windows'",
    "fixtures": "has no tests",
    "support": "has no tests",
}
"""Folders of `tests/` that do not run, and why."""

REASONS: dict[str, tuple[str, ...]] = {
    "drives Linux' own desktop: its X server, session bus, Secret Service or screen reader": (
        "startup/test_display.py",
        "storage/test_secret_service.py",
        "services/test_notification.py",
        "services/test_desktop.py",
        "services/test_renew_token.py::test_two_windows_at_once_refresh_once",
        "journeys/test_less_motion.py",
        "journeys/test_portal_profiles.py::test_a_keyring_that_comes_late_takes_the_secret_over",
        "journeys/test_portal_profiles.py::test_portals_go_to_a_colleague_without_their_secrets",
        "journeys/test_screen_reader.py",
        "journeys/test_watch_notified.py",
    ),
    "mounts a small or a read-only disk, or writes to /dev/full": (
        "storage/test_log.py::test_a_disk_that_stays_full_ends_quietly",
        "storage/test_database.py::test_a_disk_that_cannot_be_written_is_read_until_it_can",
        "storage/test_database.py::test_a_log_on_a_disk_that_cannot_be_written_is_not_passed_over",
        "storage/test_settings.py::test_a_full_disk_leaves_the_old_file",
        "services/test_export_import.py::test_a_full_disk_leaves_what_was_there",
        "services/test_history_faults.py::test_a_full_disk",
        "services/test_history_faults.py::test_a_disk_too_full_to_begin",
        "services/test_history_faults.py::test_a_read_only_disk",
        "journeys/test_history_troubles.py::test_what_is_read_only_is_read_and_written_once_it_can_be",
        "journeys/test_history_troubles.py::test_a_full_disk",
    ),
    "looks at mode bits, which Windows has not: the profile folder's own rights hold there": (
        "storage/test_files.py::test_every_folder_that_is_made_is_for_its_owner",
        "storage/test_instance.py::test_lock_and_socket_are_for_their_owner",
        "storage/test_log.py::test_it_is_for_its_owner_only",
    ),
    "makes symbolic links, which Wine 8.0 cannot": (
        "storage/test_files.py::test_a_link_where_a_part_is_to_be_written_is_not_followed",
        "storage/test_files.py::test_an_export_clears_what_a_killed_one_left_in_the_persons_folder",
        "storage/test_files.py::test_nothing_else_is_cleared",
        "storage/test_settings.py::test_a_link_to_a_file_elsewhere_stays_one",
        "services/test_unsaved.py::test_a_broken_rescue_file_is_kept_and_a_link_is_none",
    ),
    "speaks to the socket by which POSIX's second start asks the first; Windows has a pipe": (
        "storage/test_instance.py::test_many_who_hold_still_in_the_middle_hold_up_nobody",
        "storage/test_instance.py::test_many_who_send_a_byte_at_a_time_do_not_hold_up_the_end",
        "storage/test_instance.py::test_a_window_that_takes_no_client_is_left_alone",
        "storage/test_instance.py::test_a_folder_with_a_long_path",
    ),
    "moves or deletes files that the program has open, which Windows lets nobody do": (
        "storage/test_log.py::test_a_log_that_another_window_rotated_just_now_is_not_rotated_again",
        "storage/test_log.py::test_a_log_that_another_window_rotated_is_followed",
        "storage/test_log.py::test_a_folder_that_vanished_is_not_made_again",
        "services/test_history_faults.py::test_a_folder_that_vanishes_and_comes_back",
        "services/test_history_faults.py::test_a_folder_that_stays_away_is_made_anew_with_all_that_was_in_it",
        "services/test_history_faults.py::test_a_folder_whose_place_is_gone_is_waited_for",
        "services/test_history_faults.py::test_a_file_that_was_replaced_is_read_anew",
        "services/test_unsaved.py::test_the_next_start_takes_in_what_was_not_saved[vanishes",
        "services/test_unsaved.py::test_what_is_let_go_of_is_kept_nowhere[vanishes",
        "journeys/test_history_troubles.py::test_a_folder_that_stays_away_is_made_anew_with_all_that_was_in_it",
    ),
    "moves windows between screens, which Qt's offscreen platform does not": (
        "journeys/test_geometry_and_drops.py::test_a_window_whose_screen_is_gone_comes_back_into_sight",
        "journeys/test_geometry_and_drops.py::test_screens_that_come_and_go_while_the_window_is_open",
        "journeys/test_geometry_and_drops.py::test_windows_fit_a_small_screen",
    ),
    "counts on the width or the height of texts in Linux' fonts": (
        "journeys/test_nothing_cut_off.py",
        "journeys/test_history.py::test_a_list_that_is_scrolled_stays_where_it_is",
        "journeys/test_reading.py::test_one_grid_for_every_badge_and_its_language_in_the_identity_line",
    ),
    "takes fonts away by fontconfig's settings, or runs a shell script as a program": (
        "journeys/test_bad_input.py::test_without_cyrillic_letters",
        "journeys/test_copy_with_secret.py::test_wayland_is_told_by_its_own_tool_as_well",
        "journeys/test_without_cyrillic.py",
    ),
    "hands a script to sh, which Windows has not": (
        "services/test_snippets.py::test_sh_hands_curl_the_code_to_the_letter",
        "services/test_snippets.py::test_sh_hands_httpie_the_code_to_the_letter",
        "services/test_snippets.py::test_httpie_asks_a_real_server",
    ),
    "runs Node.js 24, which stops at a breakpoint of its own as it starts in Wine 8.0": (
        "services/test_snippets.py::test_javascript_calls_with_the_code_to_the_letter",
        "services/test_snippets.py::test_typescript_calls_with_the_code_to_the_letter",
    ),
    "is about signals of POSIX": (
        "journeys/test_closing.py::test_a_signal_closes_as_a_person_does",
        "journeys/test_quitting.py::test_a_signal_asks_nobody_and_the_next_start_takes_them_in",
        "journeys/test_when_it_breaks.py::test_a_process_logs_it_and_lives_on",
        "journeys/test_when_it_breaks.py::test_a_hard_crash_is_told_in_the_next_run",
    ),
    "trusts an authority of its own, which Wine 8.0's certificate chains refuse with E_INVALIDARG": (
        "bitrix24/test_kept_connections.py::test_the_same_over_tls",
        "bitrix24/test_kept_connections.py::test_an_excess_between_two_requests_is_found_before_the_next_goes_out[tls",
        "bitrix24/test_kept_connections.py::test_the_next_batches_and_lists_get_their_own_answers[tls",
        "bitrix24/test_proxies.py::TestRealProxy",
        "bitrix24/test_trust.py::TestAuthorities",
        "bitrix24/test_trust.py::TestPinned",
    ),
    "measures by the thread's clock, which ticks each 16 ms on Windows: too coarse for a ratio": (
        "domain/test_linear_scans.py::test_the_time_of_a_scan_grows_with_its_text",
        "domain/test_linear_scans.py::test_a_run_behind_a_word_takes_no_longer_than_another",
        "domain/test_linear_scans.py::test_redaction_grows_with_eight_mebibytes",
    ),
    "asks SQLite for the pages of each table, which python.org's for Windows is built without": (
        "storage/test_salvage.py::test_a_damaged_head_or_schema_loses_nothing[all_of_the_schema",
        "services/test_history_damage.py::test_no_damage_ends_the_program_or_goes_untold",
        "services/test_history_faults.py::test_what_can_be_read_of_a_damaged_file_is_taken_over[a page-300",
        "journeys/test_any_damage.py::test_whatever_is_damaged_there_is_a_window_that_says_so",
    ),
    "asks psutil for the process's sockets, and Wine 8.0 tells of none": (
        "demo/test_portal.py::test_only_this_computer_reaches_it",
    ),
    "waits for bytes that stay in the socket; the event loop of Windows reads ahead": (
        "bitrix24/test_stream.py::TestStream::test_what_waits_in_the_socket_is_seen",
    ),
    "puts the process into another time zone by tzset(), which Windows has not": (
        "ui/timing/test_words.py::test_zones",
    ),
    "expects letters in capitals that are more than one; Windows maps letter by letter": (
        "ui/look/test_locales.py::test_upper_case_follows_the_language",
    ),
}
"""Tests that do not run on Windows, below `tests/`, by the reason: a file, `file::test`, or `file::test[` and how the
name of its case begins."""

LEFT_OUT = {place: reason for reason, places in REASONS.items() for place in places}

OPTIONS = (
    *("-q", "--tb=short", "--color=no", "-o", "qt_log_level_fail=NO"),
    *("-o", "faulthandler_timeout=300", "-o", "faulthandler_exit_on_timeout=true"),
)
"""Wine says "EnableNonClientDpiScaling() failed" for each window, which would fail each test that opens one. A test
that hangs ends its run."""

MOST_AGAIN = 12
"""Number of failed tests that a second try is worth: more of them have another cause than the others beside them."""

SCREENS = """{"screens": [{"name": "one", "x": 0, "y": 0, "width": 1400, "height": 1000, "logicalDpi": 96,
"logicalBaseDpi": 96, "dpr": 1}]}"""
"""As wide as the screen that the tests have on Linux; Qt's own has 800 pixels."""

LAST_LINE = re.compile(r"^=*\s*(?P<counts>\d+ \w+.*?) in [\d.]+s", re.MULTILINE)
COUNT = re.compile(r"(\d+) (passed|failed|errors?|skipped|deselected)")
PATIENCE_S = 1800.0


class Share(NamedTuple):
    """Part of a folder for one run: each `of`-th file, from the `number`-th on, counted from 0."""

    folder: str
    number: int
    of: int

    @property
    def title(self) -> str:
        """Name in the closing table."""
        return f"tests/{self.folder}" + (f", {self.number + 1} of {self.of}" if self.of > 1 else "")


def shares() -> list[Share]:
    """All runs, in the order in which they begin."""
    return [
        Share(folder, number, SHARES.get(folder, 1)) for folder in FOLDERS for number in range(SHARES.get(folder, 1))
    ]


def arguments(share: Share, root: Path) -> list[str]:
    """Arguments of pytest for a run: files, or the folder itself, and what of them does not run."""
    folder = root / "tests" / share.folder
    places = [f"tests/{share.folder}"]
    if share.of > 1:
        files = sorted(each.name for each in folder.glob("test_*.py") if f"{share.folder}/{each.name}" not in LEFT_OUT)
        places = [f"tests/{share.folder}/{each}" for each in files[share.number :: share.of]]
    own = {place: f"tests/{place}" for place in LEFT_OUT if place.startswith(f"{share.folder}/")}
    return [*places, *(f"--deselect={path}" if "::" in place else f"--ignore={path}" for place, path in own.items())]


def runs(windows: Windows, sources: Path) -> list[tuple[str, Callable[[], str]]]:
    """Runs by their names in the closing table."""
    return [(share.title, partial(run, windows, sources, share)) for share in shares()]


def run(windows: Windows, sources: Path, share: Share) -> str:
    """The counts of one run. What fails is tried a second time, by itself: beside two other runs a test may wait in
    vain for its turn. Raises CheckError with what fails again."""
    cache = windows.home / "cache" / f"{share.folder}-{share.number}"
    shutil.rmtree(cache, ignore_errors=True)
    places = (f"--override-ini=cache_dir={name(cache)}", *arguments(share, sources))
    done, counts = _pytest(windows, sources, *places)
    failed = _failed(cache)
    if done.status and 0 < len(failed) <= MOST_AGAIN:
        done, _ = _pytest(windows, sources, *places, "--last-failed", "--last-failed-no-failures=none")
        if done.status == 0:
            counts["passed"] += counts.pop("failed", 0)
            counts.pop("error", 0)
            counts.pop("errors", 0)
            return f"{_told(counts)}: in a second try {', '.join(failed)}"
        failed = _failed(cache)
    demand(done.status == 0, f"{_told(counts)}: {', '.join(failed)}\n{done.said[-SAID:]}")
    return _told(counts)


def _pytest(windows: Windows, sources: Path, *arguments: str) -> tuple[Finished, Counter[str]]:
    screens = windows.home / "screens.json"
    screens.write_text(SCREENS, encoding="utf-8")
    # no drive's letter: a colon ends the option; the folder that the tests run in is on the same drive
    more = {"WINEQT_QPA_PLATFORM": f"offscreen:configfile={screens}", "WINEQT_QPA_FONTDIR": name(stand_ins.FONTS)}
    command = (windows.python, "-m", "pytest", *OPTIONS, *arguments)
    done = windows.run(*command, cwd=sources, more=more, timeout=PATIENCE_S)
    counted = LAST_LINE.search(done.said)
    if counted is None:
        raise CheckError(f"no closing line, status {done.status}\n{done.said[-SAID:]}")
    return done, Counter({what: int(number) for number, what in COUNT.findall(counted["counts"])})


def _failed(cache: Path) -> list[str]:
    """Names of the tests that failed last."""
    file = cache / "v" / "cache" / "lastfailed"
    return sorted(json.loads(file.read_text(encoding="utf-8"))) if file.exists() else []


def _told(counts: Counter[str]) -> str:
    return ", ".join(f"{count} {what}" for what, count in counts.most_common())


def together(notes: Iterable[str]) -> str:
    """The counts of all runs as one, by what runs() answered or said of a fault."""
    counts = Counter[str]()
    for note in notes:
        for number, what in COUNT.findall(note.partition(":")[0]):
            counts[what] += int(number)
    return _told(counts)
