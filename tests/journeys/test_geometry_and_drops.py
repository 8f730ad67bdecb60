"""The window stands where it stood, comes back into sight, and takes what is dropped onto it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QScreen
from PySide6.QtWidgets import QApplication, QDialog

from badge_inspector.domain.preferences import Preferences, WindowGeometry
from badge_inspector.storage.settings import SettingsStore
from badge_inspector.storage.settings_format import Settings
from badge_inspector.ui.catalogue.catalogue_window import CatalogueWindow
from badge_inspector.ui.many.many_window import ManyWindow
from badge_inspector.ui.settings.settings_window import SettingsWindow
from badge_inspector.ui.shell import window_geometry
from badge_inspector.ui.shell.window_geometry import fit_on_screen
from tests.support.desktop import Desktop, Person


def test_windows_splitters_and_columns_are_remembered(desktop: Desktop) -> None:
    async def first(person: Person) -> None:
        window = person.window
        window.setGeometry(60, 80, 1100, 700)
        await person.until(lambda: window.size().width() == 1100, "the size")
        window.splitter.setSizes([300, 420, 380])
        person.trigger("many")
        many = person.find(ManyWindow)
        many.resize(900, 500)
        many.table.setColumnWidth(0, 333)
        many.close()
        person.trigger("list_badges")
        badges = person.find(CatalogueWindow)
        badges.table.setColumnWidth(1, 222)
        badges.close()
        person.trigger("settings")
        settings = person.find(SettingsWindow)
        settings.resize(900, 555)
        seen["sizes"] = window.splitter.sizes()

    async def second(person: Person) -> None:
        window = person.window
        assert window.size().toTuple() == (1100, 700)
        assert window.splitter.sizes() == seen["sizes"]
        person.trigger("many")
        many = person.find(ManyWindow)
        assert many.size().toTuple() == (900, 500)
        assert many.table.columnWidth(0) == 333
        person.trigger("list_badges")
        badges = person.find(CatalogueWindow)
        assert badges.table.columnWidth(1) == 222
        person.trigger("settings")
        settings = person.find(SettingsWindow)
        assert settings.size().toTuple() == (900, 555)

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


@pytest.mark.parametrize("where", [QPoint(5000, 200), QPoint(-3000, 100), QPoint(100, -2000), QPoint(200, 9000)])
def test_a_window_whose_screen_is_gone_comes_back_into_sight(desktop: Desktop, where: QPoint) -> None:
    """Without a window manager nobody else would see to it."""

    async def journey(person: Person) -> None:
        person.window.move(where)
        await person.until(lambda: person.window.pos() == where, "out of sight")
        fit_on_screen(person.window)
        room = QGuiApplication.primaryScreen().availableGeometry()
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
        person.app.geometry._settled.start(0)
        room = QGuiApplication.primaryScreen().availableGeometry()
        await person.until(lambda: room.contains(person.window.frameGeometry().topLeft()), "in sight")
        assert person.window.width() == 910
        monkeypatch.setattr(window_geometry, "_screens", lambda: docked)
        person.app.geometry._settled.start(0)
        await person.until(lambda: person.window.size().toTuple() == (1000, 640), "as it was at the desk")

    monkeypatch.setattr(window_geometry, "_screens", lambda: docked)
    desktop.run(at_the_desk)
    desktop.run(pulled_out_and_put_back)


def test_a_place_that_is_nonsense_is_none(desktop: Desktop) -> None:
    screens = "0,0,1400x1000"
    nonsense = (WindowGeometry(screens, "bm90IGEgZ2VvbWV0cnk=", "!!", (("MainWindow x columns", "a,b"),)),)
    store = SettingsStore(desktop.config_dir / "settings.json")
    store.save(Settings(Preferences(geometries=nonsense))).result()
    store.close()

    async def journey(person: Person) -> None:
        assert person.window.isVisible()

    desktop.run(journey)


# Dropping


def data(text: str = "", *files: Path) -> QMimeData:
    mime = QMimeData()
    if text:
        mime.setText(text)
    if files:
        mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    return mime


def drops(person: Person, mime: QMimeData) -> None:
    """Over the code field, which leaves it to the window."""
    window, action = person.window, Qt.DropAction.CopyAction
    place = window.request.code.mapTo(window, QPoint(50, 10))
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place, action, mime, buttons, keys)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    assert not window.request.code.acceptDrops()
    QApplication.sendEvent(window, QDropEvent(QPointF(place), action, mime, buttons, keys))


async def has_list(person: Person, *codes: str) -> None:
    await person.until(lambda: person.find_all(ManyWindow), "the window for many codes")
    await person.until(lambda: (given := person.app.features.many._list.codes) and given.codes == codes, f"{codes}")
    many = person.find(ManyWindow)
    assert many.isVisible()


def test_one_code_is_looked_up(desktop: Desktop, tmp_path: Path) -> None:
    file = tmp_path / "code.txt"
    file.write_text("missedCall\n", "utf-8")

    async def journey(person: Person) -> None:
        drops(person, data(" vipClient "))
        await person.until(lambda: [row.code for row in person.history()] == ["vipClient"], "the lookup")
        assert person.window.request.code.code == "vipClient"
        drops(person, data("", file))
        await person.until(lambda: [row.code for row in person.history()] == ["missedCall", "vipClient"], "the next")
        await person.idle()

    desktop.run(journey, demo=True)


def test_several_codes_open_the_window_for_many(desktop: Desktop, tmp_path: Path) -> None:
    file = tmp_path / "codes.csv"
    file.write_text("name;code\none;missedCall\ntwo;vipClient\n", "utf-8")

    async def journey(person: Person) -> None:
        drops(person, data("missedCall\nslaRisk\n"))
        await has_list(person, "missedCall", "slaRisk")
        drops(person, data("", file))
        await has_list(person, "missedCall", "vipClient")
        drops(person, data("", file, tmp_path / "gone.txt"))
        await person.sees("1 file could not be read.")
        await person.idle()

    desktop.run(journey, demo=True)


def test_what_is_no_list_says_why(desktop: Desktop, tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")

    async def journey(person: Person) -> None:
        drops(person, data(" \n\n "))
        await person.sees("What was dropped contains no badge code.")
        for name in ("picture.png", "gone.txt"):
            drops(person, data("", tmp_path / name))
            await person.sees(name)
        drops(person, data("", tmp_path))  # a folder
        await person.sees(f"{tmp_path.name} cannot be read")
        assert person.history() == []

    desktop.run(journey, demo=True)


def test_a_secret_is_no_code(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        drops(person, data("https://acme.bitrix24.com/rest/7/c4n4ryc4n4ryc4n4/profile.json"))
        await person.sees("This contains a portal’s secret")
        await person.until(lambda: person.find_all(SettingsWindow), "the settings")
        assert person.history() == []
        await person.idle()

    desktop.run(journey, demo=True)
    written = [path for path in desktop.config_dir.rglob("*") if path.is_file()]
    assert [path for path in written if b"c4n4ry" in path.read_bytes()] == []


def test_a_large_text_does_not_hold_the_window_up(desktop: Desktop) -> None:
    codes = tuple(f"code{number}" for number in range(60_000))

    async def journey(person: Person) -> None:
        drops(person, data("\n".join(codes)))
        await has_list(person, *codes)

    desktop.run(journey, demo=True)


def test_dialogs_that_place_themselves_are_left_alone(desktop: Desktop) -> None:
    async def journey(person: Person) -> None:
        person.trigger("palette")
        palette = next(dialog for dialog in person.window.findChildren(QDialog) if dialog.isVisible())
        palette.close()

    desktop.run(journey)
    (place,) = SettingsStore(desktop.config_dir / "settings.json").load()[0].preferences.geometries
    assert [name for name, _ in place.parts if name.startswith("Palette")] == []


def test_windows_fit_a_small_screen(desktop: Desktop, monkeypatch: pytest.MonkeyPatch) -> None:
    """A laptop of 1920 x 1080 pixels, everything drawn at twice its size."""
    monkeypatch.setattr(QScreen, "availableGeometry", lambda _screen: QRect(0, 0, 960, 510))

    async def journey(person: Person) -> None:
        person.trigger("settings")
        person.trigger("many")
        person.trigger("guide")
        await person.idle()
        dialogs = [dialog for dialog in person.window.findChildren(QDialog) if dialog.isVisible()]
        assert len(dialogs) == 3
        for window in (person.window, *dialogs):
            assert window.width() <= 960, window
            assert window.height() <= 510, window
        for dialog in dialogs:
            dialog.close()
        await person.idle()

    desktop.run(journey, demo=True)
