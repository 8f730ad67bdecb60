"""No secret is found in a file, a log line, on the clipboard, in a window or in the database, whatever is done."""

from __future__ import annotations

import base64
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from badge_inspector.domain.portal import ProxyChoice, ProxyMode
from badge_inspector.domain.secret import Secret, SecretKind
from badge_inspector.services.export_history import export_csv, export_html, export_lines
from badge_inspector.services.snippets import SnippetKind
from badge_inspector.storage.log import FILE
from badge_inspector.ui.compare.compare_window import CompareWindow
from badge_inspector.ui.many.many_window import ManyWindow
from badge_inspector.ui.many.outcome_bar import CSV, LINES, SAFE_CSV
from badge_inspector.ui.report.report_dialog import ReportDialog
from badge_inspector.ui.result.answer_panel import AnswerTab
from badge_inspector.ui.result.request_page import RequestPage
from badge_inspector.ui.settings.settings_window import SettingsWindow
from badge_inspector.ui.shell.crash_dialog import CrashDialog
from tests.support.canary import CANARIES, Witness, file_leaks, forms, leaks, window_leaks
from tests.support.desktop import Desktop, Person
from tests.support.echoing_portal import CODES, EchoingPortal


@pytest.mark.parametrize(
    "wrap",
    [
        str,
        lambda secret: quote(secret, safe=""),
        lambda secret: json.dumps({"a": secret}),
        lambda secret: base64.b64encode(f"user:{secret}!".encode()).decode(),
        lambda secret: base64.urlsafe_b64encode(f"x{secret}".encode()).decode(),
        lambda secret: secret.encode().hex(),
    ],
    ids=["raw", "URL", "JSON", "base64", "base64 for addresses", "hexadecimal"],
)
@pytest.mark.parametrize("name", CANARIES)
def test_the_search_finds_each_form(name: str, wrap: Callable[[str], str]) -> None:
    assert [leak for leak in leaks(f"before {wrap(CANARIES[name])} after") if leak.startswith(name)]
    assert leaks("before •••••••• after") == []
    assert min(len(form) for form in forms(CANARIES[name]).values()) >= 16


class Story:
    """Steps of the person, and what is looked through after each."""

    def __init__(self, person: Person, portal: EchoingPortal, folder: Path, witness: Witness) -> None:
        self.person = person
        self.app = person.app
        self.portal = portal
        self.folder = folder
        self.witness = witness
        self.seen: list[str] = []

    async def settle(self, step: str) -> None:
        await self.person.idle()
        self.seen += [f"{step}: {leak}" for leak in window_leaks()]

    @property
    def settings(self) -> SettingsWindow:
        return self.person.find(SettingsWindow)

    async def pastes_a_webhook(self) -> None:
        self.person.prefers(log_level="debug")
        self.person.adds_portal()
        form = self.settings.portals.form
        secret = CANARIES["webhook"]
        for paste in (
            f"curl -H 'Authorization: Bearer {secret}' ",
            f"look: {self.portal.address.root}/rest/{secret}/1/ is it right?",
            f"{self.portal.address.root}/rest/1/{secret}/profile.json?auth={secret}",
        ):
            form.paste.setText(paste)
            await self.settle("pasted")
        form.notes.setPlainText(f"use {self.portal.address.root}/rest/1/{secret}/ for it")
        form.save_now()
        await self.person.idle()
        assert form.rows["notes"].is_bad  # it stays to be mended, and goes nowhere
        form.notes.setPlainText("ask Olga")
        form.test.click()
        await self.settle("tested")
        form.secret.show_button.click()
        await self.person.until(lambda: form.secret.edit.text() == secret, "the secret shown to the person")
        form.secret.show_button.click()
        await self.settle("hidden again")

    async def asks_each_way(self) -> None:
        self.app.portals.use(self.person.portals[0])
        for code in CODES:
            await self.person.looks_up(code)
            await self.settle(f"looked up {code}")
            for tab in AnswerTab:
                self.person.window.answer.show_tab(tab)
                await self.settle(f"{tab.name} of {code}")
                self.person.window.answer.copy_shown()
            (page,) = self.person.window.answer.findChildren(RequestPage)
            for choice in page.choices.values():
                choice.trigger()
            self.person.trigger("copy_report")
            await self.settle(f"report of {code}")
            self.person.trigger("compare_previous")
            await self.settle(f"comparison of {code}")
            for comparison in self.person.find_all(CompareWindow):
                comparison.copy.click()
                comparison.close()

    async def copies_with_the_secret(self) -> None:
        (page,) = self.person.window.answer.findChildren(RequestPage)
        self.witness.looks_away = True
        page.confirm_buttons[SnippetKind.CURL_SH].click()
        await self.person.idle()
        assert CANARIES["webhook"] in QApplication.clipboard().text()
        self.app.features.secret_copies.clear()
        self.witness.looks_away = False
        await self.settle("copied with its secret")

    async def saves_a_report(self) -> None:
        self.person.trigger("report")
        dialog = await self.person.comes(ReportDialog)
        await self.person.until(dialog.preview.toPlainText, "the preview")
        dialog.save_requested.emit(self.folder)
        await self.settle("saved a report")
        dialog.close()

    async def asks_for_many(self) -> None:
        self.person.trigger("many")
        window = self.person.find(ManyWindow)
        window.source.codes.setPlainText("one\ntwo\nthree")
        await self.settle("list")
        window.source.start.click()
        await self.person.until(lambda: window.run.left.text().startswith("Done"), "the end of the list")
        await self.settle("many")
        outcomes = [row.outcome for row in window.outcomes.shown]
        assert len(outcomes) == 3
        for at, form in enumerate((SAFE_CSV, CSV, LINES)):
            window.export_to(self.folder / f"many{at}", form)
            await self.settle("exported many")
        window.copy_requested.emit(outcomes)
        await self.settle("copied many")
        window.close()
        self.person.trigger("list_badges")
        await self.settle("list of badges")

    async def renews_a_token(self) -> None:
        self.person.adds_portal()
        form = self.settings.portals.form
        form.address.setText(self.portal.address.root)
        form.address.editingFinished.emit()
        form.oauth.click()
        for field, name in (
            (form.token, "access token"),
            (form.client_secret, "client secret"),
            (form.refresh_token, "refresh token"),
        ):
            field.edit.setText(CANARIES[name])
            field.edit.setModified(True)
            field.edit.editingFinished.emit()
        form.oauth_client_id.setText("refused")
        form.oauth_client_id.editingFinished.emit()
        await self.settle("tokens typed")
        self.app.portals.use(self.person.portals[-1])
        for code in CODES:
            await self.person.looks_up(code)
            await self.settle(f"looked up {code} with a token")
            self.person.window.answer.copy_shown()
        self.portal.old_is_good = False
        await self.person.looks_up("refused")
        await self.person.sees("The refresh token is no longer valid")
        await self.settle("renewal refused")
        form.oauth_client_id.setText("good")
        form.oauth_client_id.editingFinished.emit()
        await self.person.looks_up("found")
        await self.settle("renewed")

    async def uses_a_proxy(self) -> None:
        """It is not there; loopback would not be asked through it."""
        self.person.opens_settings("Network")
        network = self.settings.network
        proxy = ProxyChoice(ProxyMode.EXPLICIT, "http://127.0.0.1:9", "olga")
        self.person.prefers(proxy=proxy)
        self.settings.show_preferences(self.person.preferences)
        network.password_entered.emit(Secret(CANARIES["proxy password"]))
        await self.settle("proxy")
        away = replace(self.person.portals[0], id="away", name="Away")
        away = replace(away, address=away.address._replace(scheme="https", host="acme.bitrix24.example", port=None))
        secrets = (await self.app.backend.opened()).secrets
        await secrets.set(away, SecretKind.WEBHOOK, Secret(CANARIES["webhook"]))
        self.app.portals.save_profile(away)
        self.app.portals.use(away)
        await self.person.looks_up("found")
        await self.settle("through the proxy")

    async def exports_all(self) -> None:
        page = self.settings.portals
        page.export_requested.emit(self.folder / "portals.json")
        await self.settle("exported portals")
        history = (await self.app.backend.opened()).history
        ids = [row.id for row in self.person.history()]
        assert len(ids) > 2 * len(CODES)
        await export_lines(history, self.folder / "history.jsonl")
        await export_csv(history, self.folder / "history.csv", "en")
        await export_html(history, self.folder / "history.html", "en", ids)
        for history_id in ids:
            lookup = await history.reading.lookup(history_id)
            assert lookup is not None
            response = lookup.exchange.response
            whole = repr(lookup) + (response.body.decode("utf-8", "replace") if response else "")
            self.seen += [f"history, {lookup.code}: {leak}" for leak in leaks(whole)]

    async def breaks_it(self) -> None:
        def fail() -> None:
            url = f"{self.portal.address.root}/rest/1/{CANARIES['webhook']}/crm.activity.badge.get"
            raise RuntimeError(f"{url} with {CANARIES['access token']!r} and {CANARIES['refresh token']}")

        self.app.unexpected.install()
        try:
            QTimer.singleShot(0, fail)
            dialog = await self.person.comes(CrashDialog)
            dialog.copy.click()
            await self.settle("crash")
            dialog.close()
            await self.person.until(lambda: not self.person.find_all(CrashDialog))
        finally:
            self.app.unexpected.remove()


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
        story.settings.portals.list.setCurrentRow(0)
        story.settings.portals.delete.click()
        await story.settle("deleted")
        story.settings.undo.click()
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


def test_a_keyrings_own_file_is_the_only_place(tmp_path: Path) -> None:
    """The search itself: a database that keeps a secret is found out."""
    with closing(sqlite3.connect(tmp_path / "kept.sqlite3")) as database, database:
        database.execute("CREATE TABLE kept (secret TEXT)")
        database.execute("INSERT INTO kept VALUES (?)", (f"a {CANARIES['access token']} b",))
    assert file_leaks(tmp_path) == ["kept.sqlite3: access token, raw"]
