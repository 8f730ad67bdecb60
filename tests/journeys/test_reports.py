"""A report for a ticket: copied, saved, masked, and refused where it holds a secret."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QImage

from badge_inspector.domain.personal import EMAIL_MASK
from tests.support.desktop import Desktop, Person
from tests.support.faulty_portal import SECRET, WEBHOOK, FaultyPortal, answer
from tests.support.pages.portals import Portals
from tests.support.pages.report import Report

SOUND = '{"result":{"badge":{"code":"c","title":"Call","value":"Missed","type":"primary"}}}'


def test_a_report_is_saved_as_a_folder_and_copied_as_text(desktop: Desktop, tmp_path: Path) -> None:
    async def journey(person: Person) -> None:
        person.trigger("report")
        await person.sees("Look up a badge first")
        await person.looks_up("missedCall")
        report = await Report.opens(person)
        assert "# Badge “missedCall” on Demo portal" in report.preview
        await report.saves_in(tmp_path)
        await report.is_told("Saved in")
        report.copies()
        await report.is_told("on the clipboard")
        text = QGuiApplication.clipboard().text()
        for part in ("| Phase ", "## Versions", "- Qt 6.", '"value": "Missed"'):
            assert part in text
        await report.closes()
        await person.looks_up("misedCall")
        person.trigger("copy_report")
        await person.until(lambda: "misedCall" in QGuiApplication.clipboard().text(), "the quick copy")
        await person.idle()

    desktop.run(journey, demo=True)
    (folder,) = [path for path in tmp_path.iterdir() if path.name.startswith("badge-missedCall-")]
    assert sorted(path.name for path in folder.iterdir()) == [
        "answer.json",
        "report.md",
        "report.txt",
        "result.png",
        "timing.json",
    ]
    picture = QImage(str(folder / "result.png"))
    assert picture.width() == 640
    assert picture.height() > 300


def test_what_looks_like_an_address_or_a_number_is_masked_unless_it_is_not_to_be(
    desktop: Desktop, tmp_path: Path
) -> None:
    body = '{"result":{"badge":{"code":"c","title":"ivan@mail.ru","value":"+7 916 123-45-67","type":"primary"}}}'

    async def journey(person: Person) -> None:
        with FaultyPortal(answer(200, body)) as portal:
            await person.uses(portal.profile(), WEBHOOK)
            await person.looks_up("c")
            report = await Report.opens(person)
            assert EMAIL_MASK in report.preview
            assert "916" not in report.preview
            report.toggles_phones()
            await report.previews("916")
            await report.saves_in(tmp_path)
            await report.is_told("Saved in")
            await report.closes()
            await person.idle()

    desktop.run(journey)
    (folder,) = [path for path in tmp_path.iterdir() if path.name.startswith("badge-c-")]
    whole = b"".join(path.read_bytes() for path in folder.iterdir())
    assert b"ivan" not in whole
    assert b"916 123" in whole


def test_an_expectation_stays_with_its_lookup(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        await person.looks_up("missedCall")
        await person.until(lambda: person.shown and person.shown.history_id, "the saving")
        report = await Report.opens(person)
        assert report.asks_for_expectation
        report.expects("A green badge")
        await report.previews("- Expected: `A green badge`")
        report.presses_enter()  # what stands out is what Return does
        await report.is_told("on the clipboard")
        assert "A green badge" in QGuiApplication.clipboard().text()
        report.chooses_plain_text()
        await report.previews("\nExpected: ")
        assert "# " not in report.preview
        await report.closes()
        await person.looks_up("vipClient")
        report = await Report.opens(person)
        assert report.expectation == ""
        await report.closes()
        person.click_history(1)
        await person.until(lambda: person.shown and person.shown.code == "missedCall", "it")
        report = await Report.opens(person)
        assert report.expectation == "A green badge"
        await report.closes()
        await person.idle()

    desktop.run(journey, demo=True)


LEAKING = '{"error":"X","error_description":"see https://acme.bitrix24.com/rest/7/abcdef0123456789/"}'


@pytest.mark.parametrize(
    ("given", "told"),
    [(answer(200, SOUND), "The report is on the clipboard"), (answer(400, LEAKING), "its portal is no longer in")],
    ids=["sound", "with what looks like a secret"],
)
def test_a_lookup_whose_portal_is_gone_is_a_report_too(desktop: Desktop, given: bytes, told: str) -> None:
    async def journey(person: Person) -> None:
        QGuiApplication.clipboard().setText("before")
        with FaultyPortal(given) as portal:
            await person.uses(portal.profile(), WEBHOOK)
            await person.looks_up("c")
            await Portals.deletes_all(person)
            person.trigger("copy_report")
            await person.sees(told)
            assert (QGuiApplication.clipboard().text() != "before") is ("clipboard" in told)
            await person.idle()

    desktop.run(journey)


def test_a_report_with_a_secret_in_it_is_refused(desktop: Desktop, tmp_path: Path) -> None:
    async def journey(person: Person) -> None:
        with FaultyPortal(answer(400, '{"error":"NOT_FOUND","error_description":"Badge not found"}')) as portal:
            await person.uses(portal.profile(), WEBHOOK)
            await person.looks_up(SECRET)
            report = await Report.opens(person)
            await report.saves_in(tmp_path)
            await report.is_told("a secret of this portal is in report.md.")
            QGuiApplication.clipboard().setText("before")
            report.copies()
            await person.idle()
            assert "a secret of this portal is in report.md." in report.said
            await report.closes()
            person.trigger("copy_report")
            await person.sees("Nothing was copied or saved")
            assert QGuiApplication.clipboard().text() == "before"
            await person.idle()

    desktop.run(journey)
    assert [path.name for path in tmp_path.iterdir()] == ["config"]


@pytest.mark.skipif(not Path("/proc").exists(), reason="a folder in which nobody can write is that of processes")
def test_a_folder_that_cannot_be_written_is_told(desktop: Desktop) -> None:

    async def journey(person: Person) -> None:
        await person.looks_up("missedCall")
        report = await Report.opens(person)
        await report.saves_in(Path("/proc"))
        await report.is_told("Nothing was written")
        await report.closes()
        await person.idle()

    desktop.run(journey, demo=True)


def test_a_report_is_in_one_language(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        for code in ("missedCall", "misedCall"):
            await person.looks_up(code)
            person.trigger("copy_report")
            await person.until(lambda code=code: code in QGuiApplication.clipboard().text(), "the copy")
            text = QGuiApplication.clipboard().text()
            own = [line for line in text.splitlines() if line.startswith(("#", "- ", "| "))]
            versions = own.index("## Версии")
            assert not [
                line
                for line in own[:versions]
                if not re.search("[а-яё]", line.partition(":")[0].casefold())
                and not line.startswith(("- error", "| TLS"))
            ]
        await person.idle()

    desktop.run(journey, demo=True, language="ru")
