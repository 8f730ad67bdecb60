"""Icons and translations reach the app from a checkout and from an installed wheel (the bundle has its own tests)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import build_resources
import pytest
from PySide6.QtCore import QFile, QResource
from PySide6.QtGui import QGuiApplication
from PySide6.QtSvg import QSvgRenderer

from badge_inspector.startup import resources

ROOT = Path(__file__).resolve().parents[2]
ICONS = sorted(path.stem for path in (ROOT / "resources" / "icons").glob("*.svg"))
LANGUAGES = ("en", "ru")
PROBE = """
import json
from PySide6.QtCore import QFile
from badge_inspector.startup import resources
present = resources.register()
there = [QFile.exists(path) for path in (":/icons/search.svg", ":/i18n/badge_inspector_ru.qm", ":/guide/en.md")]
print(json.dumps([present, *there, resources.__file__]))
"""


def registered(file: Path) -> bool:
    """Tell whether the app takes the file; it is let go again."""
    taken = resources.register(file)
    if taken:
        assert QResource.unregisterResource(str(file))
    return taken


def probe(python: Path | str, folder: Path) -> list[object]:
    """Resources that a fresh interpreter standing in `folder` finds."""
    bare = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    answer = subprocess.run([python, "-c", PROBE], cwd=folder, check=True, capture_output=True, text=True, env=bare)
    found: list[object] = json.loads(answer.stdout)
    return found


def test_a_checkout_has_them() -> None:
    *found, module = probe(sys.executable, ROOT)
    assert found == [True, True, True, True]
    assert Path(str(module)).is_relative_to(ROOT)


def test_an_installed_wheel_has_them(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*build, "--wheel-dir", tmp_path / "dist", ROOT], check=True)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert wheel.name.endswith("-py3-none-any.whl")
    assert "badge_inspector/_resources.rcc" in names
    assert {name.partition("/")[0] for name in names if ".dist-info/" not in name} == {"badge_inspector"}

    home = tmp_path / "env"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", home], check=True)
    (site,) = (home / "Lib",) if os.name == "nt" else (home / "lib").glob("python*")
    packages = site / "site-packages"
    # the wheel itself is installed; what it depends on is borrowed from the environment of the tests
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", packages]
    subprocess.run([*install, wheel], check=True)
    (packages / "borrowed.pth").write_text("\n".join(path for path in sys.path if "site-packages" in path) + "\n")
    *found, module = probe(home / ("Scripts/python.exe" if os.name == "nt" else "bin/python"), tmp_path)
    assert found == [True, True, True, True]
    assert Path(str(module)).is_relative_to(packages)


@pytest.fixture
def compiled(tmp_path: Path) -> Path:
    """A copy of the compiled file that a test may spoil."""
    return Path(shutil.copy(resources.FILE, tmp_path / "copy.rcc"))


def test_a_whole_file_is_taken(compiled: Path) -> None:
    assert registered(compiled)


@pytest.mark.parametrize("lost", [1, 4, 5, 100, 10_000])
def test_a_file_that_was_cut_off_is_refused(compiled: Path, lost: int) -> None:
    content = compiled.read_bytes()
    assert len(content) > lost
    compiled.write_bytes(content[:-lost])
    assert not registered(compiled)


@pytest.mark.parametrize("content", [b"", b"qres", b"not a resource file at all"])
def test_something_else_is_refused(compiled: Path, content: bytes) -> None:
    compiled.write_bytes(content)
    assert not registered(compiled)


def test_a_file_with_one_wrong_bit_is_refused(compiled: Path) -> None:
    content = bytearray(compiled.read_bytes())
    content[len(content) // 2] ^= 1
    compiled.write_bytes(content)
    assert not registered(compiled)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert not registered(tmp_path / "missing.rcc")


def test_the_same_sources_give_the_same_bytes(tmp_path: Path) -> None:
    made = [tmp_path / "one.rcc", tmp_path / "two.rcc"]
    for target in made:
        build_resources.build(target, force=True)
    assert made[0].read_bytes() == made[1].read_bytes() == resources.FILE.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.rcc", "two.rcc"]


def test_compiling_waits_for_a_newer_source(tmp_path: Path) -> None:
    target = tmp_path / "made.rcc"
    assert not build_resources.is_fresh(target)
    build_resources.build(target)
    assert build_resources.is_fresh(target)
    os.utime(target, ns=(0, 0))
    assert not build_resources.is_fresh(target)


@pytest.fixture
def present() -> None:
    assert resources.register()


@pytest.mark.parametrize("name", ICONS)
def test_an_icon_can_be_drawn(present: None, qapp: QGuiApplication, name: str) -> None:
    renderer = QSvgRenderer(f":/icons/{name}.svg")
    assert renderer.isValid()
    assert renderer.viewBox().width() == renderer.viewBox().height()


@pytest.mark.parametrize("name", [name for name in ICONS if name != "badge_inspector"])
def test_an_icon_takes_the_colour_of_the_text(name: str) -> None:
    drawing = (ROOT / "resources" / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    assert 'stroke="currentColor"' in drawing
    assert "#" not in drawing
    assert 'viewBox="0 0 16 16"' in drawing


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_is_compiled(present: None, language: str) -> None:
    assert QFile.exists(f":/i18n/badge_inspector_{language}.qm")


@pytest.mark.parametrize("path", [*(f":/i18n/badge_inspector_{each}.qm" for each in LANGUAGES), ":/guide/en.md"])
def test_every_system_s_qt_can_unpack_them(path: str) -> None:
    """Qt knows zstd on Linux and does not on Windows, where a wheel that was made here has to work too."""
    assert resources.register()
    found = QResource(path)
    assert found.isValid()
    assert found.compressionAlgorithm() in (QResource.Compression.NoCompression, QResource.Compression.ZlibCompression)
