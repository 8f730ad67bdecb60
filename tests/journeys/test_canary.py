"""No secret is found in a file, a log line, on the clipboard, in a window or in the database, whatever is done."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from badge_inspector.domain.portal import Webhook
from badge_inspector.domain.secret import Secret
from badge_inspector.services.history import HistoryService
from badge_inspector.services.snippets import SnippetKind
from badge_inspector.storage.log import FILE
from badge_inspector.storage.paths import find_paths
from tests.support.canary import CANARIES, Witness, file_leaks, leaks, window_leaks
from tests.support.desktop import Desktop, Person
from tests.support.echoing_portal import CODES, EchoingPortal
from tests.support.pages.answer import Answer, AnswerTab
from tests.support.pages.catalogue import Catalogue
from tests.support.pages.compare import Comparison
from tests.support.pages.crash import Crash
from tests.support.pages.history import ExportFormat, ExportScope, History
from tests.support.pages.many_codes import ManyCodes
from tests.support.pages.portals import Portals
from tests.support.pages.report import Report
from tests.support.pages.request_tab import RequestTab
from tests.support.pages.settings import Settings


class Story:
    """Steps of the person, and what is looked through after each."""

    def __init__(self, person: Person, portal: EchoingPortal, folder: Path, witness: Witness) -> None:
        self.person = person
        self.portal = portal
        self.folder = folder
        self.witness = witness
        self.seen: list[str] = []

    async def settle(self, step: str) -> None:
        await self.person.idle()
        self.seen += [f"{step}: {leak}" for leak in window_leaks()]

    async def pastes(self, page: Portals, text: str) -> None:
        """Paste what was copied elsewhere, which is no copy of the program's."""
        self.witness.looks_away = True
        page.pastes(text)
        QApplication.clipboard().clear()
        await self.person.idle()
        self.witness.looks_away = False

    async def pastes_a_webhook(self) -> None:
        self.person.prefers(log_level="debug")
        page = Portals.adds(self.person)
        secret = CANARIES["webhook"]
        for paste in (
            f"curl -H 'Authorization: Bearer {secret}' ",
            f"look: {self.portal.address.root}/rest/{secret}/1/ is it right?",
            f"{self.portal.address.root}/rest/1/{secret}/profile.json?auth={secret}",
        ):
            await self.pastes(page, paste)
            await self.settle("pasted")
        page.opens_more()
        page.types("notes", f"use {self.portal.address.root}/rest/1/{secret}/ for it")
        # It stays to be mended, and goes nowhere.
        await self.person.until(lambda: page.is_wrong("notes"), "the secret in the notes refused")
        page.types("notes", "ask Olga")
        await self.person.until(lambda: self.person.portals[0].notes == "ask Olga", "the notes kept")
        page.tests()
        await self.settle("tested")
        await page.reveals("secret", secret)
        page.toggles("secret")
        await self.settle("hidden again")

    async def asks_each_way(self) -> None:
        await self.person.chooses_portal(self.person.portals[0].name)
        answer = Answer(self.person)
        for code in CODES:
            await self.person.looks_up(code)
            await self.settle(f"looked up {code}")
            for tab in AnswerTab:
                answer.opens(tab)
                await self.settle(f"{tab.name} of {code}")
                answer.copies()
            request = RequestTab(self.person)
            for kind in SnippetKind:
                request.copies_as(kind)
            self.person.trigger("copy_report")
            await self.settle(f"report of {code}")
            self.person.trigger("compare_previous")
            await self.settle(f"comparison of {code}")
            if Comparison.is_open(self.person):
                comparison = Comparison(self.person)
                comparison.copies()
                comparison.closes()

    async def copies_with_the_secret(self) -> None:
        self.witness.looks_away = True
        await RequestTab(self.person).copies_with_secret(SnippetKind.CURL_SH)
        await self.person.idle()
        assert CANARIES["webhook"] in QApplication.clipboard().text()
        QApplication.clipboard().clear()
        self.witness.looks_away = False
        await self.settle("copied with its secret")

    async def saves_a_report(self) -> None:
        report = await Report.opens(self.person)
        await report.saves_in(self.folder)
        await report.is_told("Saved in")
        await self.settle("saved a report")
        await report.closes()

    async def asks_for_many(self) -> None:
        many = ManyCodes.opens(self.person)
        many.pastes("one\ntwo\nthree")
        await many.is_told("3 codes")
        await self.settle("list")
        many.starts()
        await many.ends()
        await self.settle("many")
        assert len(many.column()) == 3
        for at, form in enumerate(("CSV for a spreadsheet…", "CSV, every cell as it is…", "JSON Lines…")):
            await many.exports_to(form, self.folder / f"many{at}.txt")
            await self.settle("exported many")
        many.exports("Copy as a table")
        await many.is_told("on the clipboard")
        await self.settle("copied many")
        await many.closes()
        badges = Catalogue.opens(self.person)
        await self.settle("list of badges")
        badges.closes()

    async def renews_a_token(self) -> None:
        page = Portals.adds(self.person)
        page.opens_more()
        page.enter("address", self.portal.address.root)
        page.enter("name", "By token")
        page.chooses_oauth()
        for name in ("token", "client_secret", "refresh_token"):
            page.enter(name, CANARIES["access token" if name == "token" else name.replace("_", " ")])
        page.enter("oauth_client_id", "refused")
        await self.settle("tokens typed")
        await self.person.chooses_portal("By token")
        for code in CODES:
            await self.person.looks_up(code)
            await self.settle(f"looked up {code} with a token")
            Answer(self.person).copies()
        self.portal.old_is_good = False
        await self.person.looks_up("refused")
        await self.person.sees("The refresh token is no longer valid")
        await self.settle("renewal refused")
        page.enter("oauth_client_id", "good")
        await self.person.looks_up("found")
        await self.settle("renewed")
        page.closes()

    async def uses_a_proxy(self) -> None:
        """It is not there; loopback would not be asked through it."""
        settings = Settings.opens(self.person, "Network")
        settings.choose("proxy", "This one")
        settings.enter("proxy_url", "http://127.0.0.1:9")
        settings.enter("proxy_user", "olga")
        settings.enter("proxy_password", CANARIES["proxy password"])
        await self.settle("proxy")
        settings.closes()
        away = replace(self.person.portals[0], id="away", name="Away")
        away = replace(away, address=away.address._replace(scheme="https", host="acme.bitrix24.example", port=None))
        await self.person.uses(away, Webhook(away.webhook_user, Secret(CANARIES["webhook"])))
        await self.person.looks_up("found")
        await self.settle("through the proxy")

    async def exports_all(self) -> None:
        page = Portals.opens(self.person)
        await page.exports_to(self.folder / "portals.json")
        await self.settle("exported portals")
        page.closes()
        ids = [row.id for row in self.person.history()]
        assert len(ids) > 2 * len(CODES)
        past = History(self.person)
        for form in (ExportFormat.LINES, ExportFormat.CSV, ExportFormat.HTML):
            export = await past.opens_export()
            export.chooses(ExportScope.ALL)
            export.chooses(form)
            await export.writes(self.folder / f"history.{form.value}")
            await self.person.sees(f" written to history.{form.value}.")
            await self.settle(f"exported as {form.value}")
        history = HistoryService(find_paths(self.folder / "config").history)
        await history.open()
        for history_id in ids:
            lookup = await history.reading.lookup(history_id)
            assert lookup is not None
            response = lookup.exchange.response
            whole = repr(lookup) + (response.body.decode("utf-8", "replace") if response else "")
            self.seen += [f"history, {lookup.code}: {leak}" for leak in leaks(whole)]
        await history.close()

    async def breaks_it(self) -> None:
        def fail() -> None:
            url = f"{self.portal.address.root}/rest/1/{CANARIES['webhook']}/crm.activity.badge.get"
            raise RuntimeError(f"{url} with {CANARIES['access token']!r} and {CANARIES['refresh token']}")

        with self.person.told_of_crashes():
            QTimer.singleShot(0, fail)
            crash = await Crash.comes(self.person)
            crash.copies()
            await self.settle("crash")
            crash.closes()
            await self.person.until(lambda: not Crash.is_open(self.person), "the dialog gone")


@pytest.mark.slow
def test_no_secret_is_found_anywhere(
    desktop: Desktop, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    witness = Witness()
    seen: list[str] = []

    async def journey(person: Person) -> None:
        story = Story(person, portal, tmp_path, witness)
        await story.pastes_a_webhook()
        await story.asks_each_way()
        await story.copies_with_the_secret()
        await story.saves_a_report()
        await story.asks_for_many()
        await story.renews_a_token()
        await story.uses_a_proxy()
        await story.exports_all()
        await story.breaks_it()
        # Deleted and taken back while the history is open: its write-ahead log is on the disk.
        page = Portals.opens(person)
        page.picks(0)
        page.deletes()
        await story.settle("deleted")
        page.undoes()
        await story.settle("taken back")
        story.seen += file_leaks(tmp_path)
        seen.extend(story.seen)

    async def next_run(person: Person) -> None:
        await person.until(person.history, "the history")
        for at in range(len(person.history())):
            person.click_history(at)
            await person.idle()
            seen.extend(window_leaks())

    with EchoingPortal() as portal, witness.watching(QApplication.clipboard()):
        desktop.run(journey)
        desktop.run(next_run)
    assert (seen, witness.found) == ([], [])
    assert file_leaks(tmp_path) == []
    out, err = capfd.readouterr()
    assert leaks(out + err) == []
    # The search had something to look through, and the secrets were really in use.
    sent = {"webhook", "access token", "client secret", "refresh token", "new access token"}
    assert portal.asked_with == {CANARIES[name] for name in sent}
    assert witness.copies > 5 * len(CODES)
    assert witness.lines > 0
    assert (desktop.config_dir / "log" / FILE).stat().st_size > 0
    names = {path.name for path in tmp_path.rglob("*")}
    assert {"settings.json", "history.sqlite3", "portals.json", "history.jsonl", "history.html", "report.md"} <= names
