"""The bill of materials and the notices against what is really in the bundle."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path, PureWindowsPath
from typing import Any

import build_bundle
import pytest
import supply_chain
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from badge_inspector import __version__

OWN = {"_internal/badge_inspector/_resources.rcc", "LICENSE", "sbom.cdx.json", "THIRD_PARTY_NOTICES.txt"}
EXPECTED = {"CPython", "Qt", "ICU", "PySide6_Essentials", "shiboken6", "httpx", "qasync", "keyring", "pyinstaller"}


@pytest.fixture(scope="module")
def bill(bundle: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((bundle.parent / "sbom.cdx.json").read_text(encoding="utf-8"))
    return content


@pytest.fixture(scope="module")
def places(bill: dict[str, Any]) -> dict[str, str]:
    """The component of each place in the bundle."""
    return {
        occurrence["location"]: component["name"]
        for component in bill["components"]
        for occurrence in component["evidence"]["occurrences"]
    }


@pytest.fixture(scope="module")
def files(bundle: Path) -> set[str]:
    folder = bundle.parent
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file() and not p.is_symlink()}


@pytest.fixture(scope="module")
def modules(bundle: Path) -> set[str]:
    """The modules in the executable's archive, as PyInstaller's own viewer lists them."""
    viewer = build_bundle.ENVIRONMENT / "bin" / "pyi-archive_viewer"
    command = [viewer, "--list", "--recursive", "--brief", bundle]
    listing = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return {line.strip() for line in listing.splitlines() if re.fullmatch(r" +[\w.]+", line)}


def test_every_file_belongs_to_somebody(files: set[str], places: dict[str, str]) -> None:
    assert files - places.keys() - OWN == set()


def test_every_file_named_is_there(files: set[str], places: dict[str, str]) -> None:
    assert {place for place in places if not place.startswith("badge-inspector:")} - files == set()


def test_every_module_belongs_to_somebody(modules: set[str], places: dict[str, str]) -> None:
    named = {place.partition(":")[2] for place in places if ":" in place}
    foreign = {name for name in modules if re.match(r"(httpx|httpcore|PySide6|keyring|asyncio|qasync)\b", name)}
    assert len(foreign) > 50
    assert foreign - named == set()
    assert named - modules == set()


def test_the_expected_are_among_them_with_a_version_and_terms(bill: dict[str, Any]) -> None:
    components = {component["name"]: component for component in bill["components"]}
    assert components.keys() >= EXPECTED
    assert "badge-inspector" not in components
    for component in components.values():
        assert component["version"]
        assert component["purl"].startswith("pkg:")
        assert component["licenses"]
        assert component["evidence"]["occurrences"]


def test_it_describes_this_very_bundle(bill: dict[str, Any], bundle: Path, files: set[str]) -> None:
    own = bill["metadata"]["component"]
    assert (bill["bomFormat"], bill["specVersion"], own["version"]) == ("CycloneDX", "1.6", __version__)
    hashes = {file["name"]: file["hashes"][0]["content"] for file in own["components"]}
    assert hashes.keys() == files - {"sbom.cdx.json", "THIRD_PARTY_NOTICES.txt"}
    for name, expected in hashes.items():
        assert hashlib.sha256((bundle.parent / name).read_bytes()).hexdigest() == expected, name


def test_it_keeps_to_the_schema(bundle: Path) -> None:
    """CycloneDX's own, with its formats, and nothing that the schema does not know."""
    document = (bundle.parent / "sbom.cdx.json").read_text(encoding="utf-8")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(document) is None
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(document.replace('"library"', '"libary"')) is not None


def test_a_file_that_nobody_owns_stops_the_build(tmp_path: Path) -> None:
    stray = tmp_path / "stray.so"
    stray.touch()
    with pytest.raises(LookupError, match=r"stray\.so"):
        supply_chain.Tracer().add(str(stray), "_internal/stray.so")


def test_a_python_with_a_home_of_its_own_owns_what_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows and macOS, where its libraries are not in its standard library's folder."""
    monkeypatch.setattr(sys, "base_prefix", str(tmp_path))
    library = tmp_path / "DLLs" / "libffi-8.dll"
    library.parent.mkdir()
    library.touch()
    tracer = supply_chain.Tracer()
    tracer.add(str(library), "_internal/libffi-8.dll")
    assert [component.name for component in tracer.components.values()] == ["CPython"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "component"),
    [
        ("PySide6/Qt6Core.dll", "Qt"),
        ("PySide6/plugins/platforms/qwindows.dll", "Qt"),
        ("PySide6/translations/qtbase_ru.qm", "Qt"),
        ("PySide6/Qt/lib/libQt6Core.so.6", "Qt"),
        ("PySide6/Qt/lib/libicuuc.so.73", "ICU"),
        ("PySide6/QtCore.pyd", "PySide6_Essentials"),
    ],
)
def test_qt_is_told_from_its_bindings_by_the_names_of_each_system(file: str, component: str) -> None:
    found = supply_chain.Tracer()._of_distribution(distribution("PySide6_Essentials"), Path(file))
    assert found.name == component


def test_the_bill_has_forward_slashes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows' own paths have the others."""
    monkeypatch.setattr(supply_chain, "Path", PureWindowsPath)
    assert supply_chain.in_bundle("PySide6\\plugins\\platforms\\qwindows.dll") == (
        "_internal/PySide6/plugins/platforms/qwindows.dll"
    )


def test_the_texts_that_notices_refer_to_are_the_projects_own() -> None:
    for name in supply_chain.REFERRED_TO:
        assert len((supply_chain.LICENCES / f"{name}.txt").read_text(encoding="utf-8")) > 5_000, name


def test_a_build_knows_a_date_without_git(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert build_bundle.last_commit() == build_bundle.NO_COMMIT


def test_the_notices_name_each_component_with_its_terms(bill: dict[str, Any], bundle: Path) -> None:
    text = (bundle.parent / "THIRD_PARTY_NOTICES.txt").read_text(encoding="utf-8")
    for component in bill["components"]:
        assert f"\n{component['name']} {component['version']}\nLicence: " in text, component["name"]
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in text
    assert "PYTHON SOFTWARE FOUNDATION LICENSE" in text
    assert "https://download.qt.io/" in text


def test_nothing_tells_where_it_was_built(bundle: Path) -> None:
    """No library looks for others in a folder of the machine that it was built on."""
    folders: set[str] = set()
    for library in (path for path in bundle.parent.rglob("*.so*") if not path.is_symlink()):
        listing = subprocess.run(["objdump", "-p", library], check=True, capture_output=True, text=True).stdout
        folders |= set(re.findall(r"^ +R(?:UN)?PATH +(.*)$", listing, re.MULTILINE))
    assert {folder for folder in folders if not folder.startswith("$ORIGIN")} == set()
    assert folders


def test_qt_can_be_replaced(bundle: Path) -> None:
    """Its libraries are files of their own, loaded by name and, to the byte, what its makers delivered."""
    (delivered,) = build_bundle.ENVIRONMENT.glob("lib/python*/site-packages/PySide6/Qt/lib")
    inside = sorted((bundle.parent / "_internal" / "PySide6" / "Qt" / "lib").glob("libQt6*"))
    assert len(inside) > 5
    for library in inside:
        assert library.read_bytes() == (delivered / library.name).read_bytes(), library.name


def test_the_same_commit_gives_the_same_bundle(bundle: Path, tmp_path: Path) -> None:
    """Every file, the executable with all modules included; the bill differs not even in its number."""
    again = build_bundle.assemble(tmp_path / "work", tmp_path / "dist")
    first, second = (
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for folder in (bundle.parent, again)
    )
    assert first.keys() == second.keys()
    assert [str(path) for path in first if first[path] != second[path]] == []
