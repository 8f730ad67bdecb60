"""The window stands where it stood, comes back into sight, and takes what is dropped onto it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QGuiApplication, QScreen

from badge_inspector.domain.preferences import Preferences, WindowGeometry
from badge_inspector.storage.settings import SettingsStore
from badge_inspector.storage.settings_format import Settings as Kept
from badge_inspector.ui.shell import window_geometry
from badge_inspector.ui.shell.window_geometry import fit_on_screen
from tests.support import hand
from tests.support.desktop import Desktop, Person
from tests.support.pages.catalogue import Catalogue
from tests.support.pages.help import Guide
from tests.support.pages.many_codes import ManyCodes
from tests.support.pages.palette import Commands
from tests.support.pages.regions import Regions
from tests.support.pages.request_bar import RequestBar
from tests.support.pages.settings import Settings


def test_windows_splitters_and_columns_are_remembered(desktop: Desktop) -> None:
    async def first(person: Person) -> None:
        window = person.window
        window.setGeometry(60, 80, 1100, 700)
        await person.until(lambda: window.size().width() == 1100, "the size")
        Regions(person).drags(300, 420)
        many = ManyCodes.opens(person)
        many.window.resize(900, 500)
        hand.drag_column(many.table, 0, 333)
        many.window.close()
        badges = Catalogue.opens(person)
        hand.drag_column(badges.table, 1, 222)
        badges.closes()
        Settings.opens(person).window.resize(900, 555)
        seen["sizes"] = Regions(person).widths

    async def second(person: Person) -> None:
        window = person.window
        assert window.size().toTuple() == (1100, 700)
        assert Regions(person).widths == seen["sizes"]
        assert seen["sizes"][:2] == [300, 420]
        many = ManyCodes.opens(person)
        assert many.window.size().toTuple() == (900, 500)
        assert many.table.columnWidth(0) == 333
        assert Catalogue.opens(person).table.columnWidth(1) == 222
        assert Settings.opens(person).window.size().toTuple() == (900, 555)

    seen: dict[str, list[int]] = {}
    desktop.run(first, demo=True)
    desktop.run(second, demo=True)


def test_each_set_up_of_screens_has_its_own_place(desktop: Desktop) -> None:
    async def first(person: Person) -> None:
        person.window.resize(1000, 650)

    desktop.run(first)
    store = SettingsStore(desktop.config_dir / "settings.json")
    settings, _ = store.load()
    (place,) = settings.preferences.geometries
    elsewhere = place._replace(screens="0,0,1024x768")
    store.save(settings._replace(preferences=settings.preferences._replace(geometries=(elsewhere,)))).result()
    store.close()

    async def second(person: Person) -> None:
        assert person.window.size().toTuple() == (1320, 860)

    desktop.run(second)
    kept = SettingsStore(desktop.config_dir / "settings.json").load()[0].preferences.geometries
    assert {each.screens for each in kept} == {place.screens, "0,0,1024x768"}


def test_a_window_whose_screen_is_gone_comes_back_into_sight(desktop: Desktop) -> None:
    """Without a window manager nobody else would see to it."""
    gone = QPoint(5000, 200), QPoint(-3000, 100), QPoint(100, -2000), QPoint(200, 9000)

    async def journey(person: Person) -> None:
        room = QGuiApplication.primaryScreen().availableGeometry()
        for where in gone:
            person.window.move(where)
            await person.until(lambda where=where: person.window.pos() == where, "out of sight")
            fit_on_screen(person.window)
            await person.until(lambda: room.contains(person.window.frameGeometry().topLeft()), "in sight")

    desktop.run(journey)


def test_screens_that_come_and_go_while_the_window_is_open(desktop: Desktop, monkeypatch: pytest.MonkeyPatch) -> None:
    """On screens it stood on before it goes back there; on others it comes into sight."""
    docked = "docked"

    async def at_the_desk(person: Person) -> None:
        person.window.resize(1000, 640)
        await person.until(lambda: person.window.width() == 1000, "the size")

    async def pulled_out_and_put_back(person: Person) -> None:
        person.window.resize(910, 610)
        person.window.move(5000, 5000)
        await person.until(lambda: person.window.x() == 5000, "out of sight")
        monkeypatch.setattr(window_geometry, "_screens", lambda: "another set-up")
        person.has_screens_settled()
        room = QGuiApplication.primaryScreen().availableGeometry()
        await person.until(lambda: room.contains(person.window.frameGeometry().topLeft()), "in sight")
        assert person.window.width() == 910
        monkeypatch.setattr(window_geometry, "_screens", lambda: docked)
        person.has_screens_settled()
        await person.until(lambda: person.window.size().toTuple() == (1000, 640), "as it was at the desk")

    monkeypatch.setattr(window_geometry, "_screens", lambda: docked)
    desktop.run(at_the_desk)
    desktop.run(pulled_out_and_put_back)


def test_a_place_that_is_nonsense_is_none(desktop: Desktop) -> None:
    screens = "0,0,1400x1000"
    nonsense = (WindowGeometry(screens, "bm90IGEgZ2VvbWV0cnk=", "!!", (("MainWindow x columns", "a,b"),)),)
    store = SettingsStore(desktop.config_dir / "settings.json")
    store.save(Kept(Preferences(geometries=nonsense))).result()
    store.close()

    async def journey(person: Person) -> None:
        assert person.window.isVisible()

    desktop.run(journey)


# Dropping


async def has_list(person: Person, *codes: str) -> None:
    many = await ManyCodes.comes(person)
    await many.lists(*codes)


def test_one_code_is_looked_up(desktop: Desktop, tmp_path: Path) -> None:
    file = tmp_path / "code.txt"
    file.write_text("missedCall\n", "utf-8")

    async def journey(person: Person) -> None:
        bar = RequestBar(person)
        bar.drops(" vipClient ")
        await person.until(lambda: [row.code for row in person.history()] == ["vipClient"], "the lookup")
        assert bar.code == "vipClient"
        bar.drops("", file)
        await person.until(lambda: [row.code for row in person.history()] == ["missedCall", "vipClient"], "the next")
        await person.idle()

    desktop.run(journey, demo=True)


def test_several_codes_open_the_window_for_many(desktop: Desktop, tmp_path: Path) -> None:
    file = tmp_path / "codes.csv"
    file.write_text("name;code\none;missedCall\ntwo;vipClient\n", "utf-8")

    async def journey(person: Person) -> None:
        bar = RequestBar(person)
        bar.drops("missedCall\nslaRisk\n")
        await has_list(person, "missedCall", "slaRisk")
        bar.drops("", file)
        await has_list(person, "missedCall", "vipClient")
        bar.drops("", file, tmp_path / "gone.txt")
        await person.sees("1 file could not be read.")
        await person.idle()

    desktop.run(journey, demo=True)


def test_what_is_no_list_says_why(desktop: Desktop, tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")

    async def journey(person: Person) -> None:
        bar = RequestBar(person)
        bar.drops(" \n\n ")
        await person.sees("What was dropped contains no badge code.")
        for name in ("picture.png", "gone.txt"):
            bar.drops("", tmp_path / name)
            await person.sees(name)
        bar.drops("", tmp_path)  # a folder
        await person.sees(f"{tmp_path.name} cannot be read")
        assert person.history() == []

    desktop.run(journey, demo=True)


def test_a_secret_is_no_code(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        RequestBar(person).drops("https://acme.bitrix24.com/rest/7/c4n4ryc4n4ryc4n4/profile.json")
        await person.sees("This contains a portal’s secret")
        await Settings.comes(person)
        assert person.history() == []
        await person.idle()

    desktop.run(journey, demo=True)
    written = [path for path in desktop.config_dir.rglob("*") if path.is_file()]
    assert [path for path in written if b"c4n4ry" in path.read_bytes()] == []


def test_a_large_text_does_not_hold_the_window_up(desktop: Desktop) -> None:
    codes = tuple(f"code{number}" for number in range(60_000))

    async def journey(person: Person) -> None:
        RequestBar(person).drops("\n".join(codes))
        await has_list(person, *codes)

    desktop.run(journey, demo=True)


def test_dialogs_that_place_themselves_are_left_alone(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        Commands.opens(person).closes()

    desktop.run(journey)
    (place,) = SettingsStore(desktop.config_dir / "settings.json").load()[0].preferences.geometries
    assert [name for name, _ in place.parts if name.startswith("Palette")] == []


def test_windows_fit_a_small_screen(desktop: Desktop, monkeypatch: pytest.MonkeyPatch) -> None:
    """A laptop of 1920 x 1080 pixels, everything drawn at twice its size."""
    monkeypatch.setattr(QScreen, "availableGeometry", lambda _screen: QRect(0, 0, 960, 510))

    async def journey(person: Person) -> None:
        opened = Settings.opens(person), ManyCodes.opens(person), Guide.opens(person)
        await person.idle()
        for window in (person.window, *(page.window for page in opened)):
            assert window.width() <= 960, window
            assert window.height() <= 510, window
        for page in opened:
            page.window.close()
        await person.idle()

    desktop.run(journey, demo=True)
