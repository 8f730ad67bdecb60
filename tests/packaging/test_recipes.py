"""Checks of the recipes for systems that nobody has run them on: that they parse, name what exists, and ask
for no more rights than they should."""

from __future__ import annotations

import ast
import plistlib
import re
from pathlib import Path
from typing import Any

import bootstrap
import build_bundle
import build_packages
import identity
import linux_packages
import make_icons
import pytest
import yaml

from badge_inspector import __version__, cli

ROOT = Path(__file__).resolve().parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


@pytest.fixture(scope="module")
def inno() -> dict[str, list[str]]:
    """The Inno Setup script's sections, each with its lines."""
    sections: dict[str, list[str]] = {}
    lines = sections.setdefault("", [])
    for line in build_packages.INNO_SCRIPT.read_text(encoding="utf-8").splitlines():
        if heading := re.fullmatch(r"\[(\w+)\]", line):
            assert heading[1] not in sections
            lines = sections.setdefault(heading[1], [])
        elif line.strip() and not line.startswith(";"):
            lines.append(line)
    return sections


@pytest.fixture(scope="module")
def setup(inno: dict[str, list[str]]) -> dict[str, str]:
    """The directives of its [Setup]; each is there once."""
    pairs = [line.split("=", 1) for line in inno["Setup"]]
    assert len({name for name, _ in pairs}) == len(pairs)
    return dict(pairs)


def parameters(line: str) -> dict[str, str]:
    """`Name: "value"; Flags: a b` by name."""
    found = re.findall(r'(\w+): ("[^"]*"|[^;"]+)(?:; |$)', line)
    assert "; ".join(f"{name}: {value}" for name, value in found) == line
    return {name: value.strip('"') for name, value in found}


def test_inno_has_the_sections_that_inno_knows(inno: dict[str, list[str]]) -> None:
    assert set(inno) - {""} == {"Setup", "Languages", "Tasks", "InstallDelete", "Files", "Icons", "Run"}
    for section in set(inno) - {"", "Setup"}:
        for line in inno[section]:
            assert parameters(line), line


def test_inno_asks_for_no_administrator(setup: dict[str, str]) -> None:
    assert setup["PrivilegesRequired"] == "lowest"
    assert "PrivilegesRequiredOverridesAllowed" not in setup
    assert setup["DefaultDirName"].startswith("{localappdata}\\Programs\\")  # the user's own, with the lowest rights


def test_inno_gets_every_definition_that_it_uses(inno: dict[str, list[str]]) -> None:
    text = build_packages.INNO_SCRIPT.read_text(encoding="utf-8")
    given = dict(part.removeprefix("/D").split("=", 1) for part in build_packages.inno_definitions(__version__))
    assert set(re.findall(r"\{#(\w+)\}", text)) == given.keys() == set(re.findall(r"!Defined\((\w+)\)", text))
    assert re.fullmatch(r"\{\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}", given["AppId"])


def test_inno_names_what_is_there_or_gets_built(inno: dict[str, list[str]], setup: dict[str, str]) -> None:
    folder = build_packages.INNO_SCRIPT.parent

    def here(path: str) -> Path:
        return (folder / path.replace("\\", "/")).resolve()

    assert here(setup["LicenseFile"]) == ROOT / "LICENSE"
    assert here(setup["LicenseFile"]).exists()
    assert here(setup["OutputDir"]) == build_bundle.FOLDER.parent
    assert here(setup["SetupIconFile"]).is_relative_to(build_bundle.BUILD / "bundle" / "badge_inspector" / "icons")
    (files,) = map(parameters, inno["Files"])
    assert here(files["Source"]).parent == build_bundle.FOLDER
    programs = [parameters(line).get("Filename", "") for line in inno["Icons"] + inno["Run"]]
    assert set(programs) == {setup["UninstallDisplayIcon"]} == {f"{{app}}\\{identity.NAME}.exe"}


def test_the_installer_is_where_the_builder_says(setup: dict[str, str]) -> None:
    name = setup["OutputBaseFilename"].replace("{#Version}", __version__) + ".exe"
    assert name == f"{identity.NAME}-{__version__}-windows-x86_64.exe"


def test_inno_knows_the_languages_of_the_window(inno: dict[str, list[str]]) -> None:
    names = {parameters(line)["Name"] for line in inno["Languages"]}
    assert names == {path.stem.rpartition("_")[2] for path in (ROOT / "resources" / "i18n").glob("*.ts")}


def test_the_icon_for_windows_is_drawn_where_inno_looks(tmp_path: Path, qapp: object) -> None:
    made = make_icons.make(tmp_path)
    assert made["win32"].name == "badge_inspector.ico"
    assert made["win32"].read_bytes()[:6] == bytes([0, 0, 1, 0, len(make_icons.ICO_SIZES), 0])
    assert made["darwin"].read_bytes()[:4] == b"icns"


def test_the_version_resource_says_this_version(tmp_path: Path) -> None:
    """It is read by PyInstaller as Python; here its texts and numbers are taken out of the syntax tree."""
    tree = ast.parse(make_icons.version_resource(tmp_path / "version.txt", __version__).read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    texts = {
        ast.literal_eval(call.args[0]): ast.literal_eval(call.args[1])
        for call in calls
        if ast.unparse(call.func) == "StringStruct"
    }
    assert texts["FileVersion"] == texts["ProductVersion"] == __version__
    assert texts["OriginalFilename"] == f"{identity.NAME}.exe"
    (fixed,) = [call for call in calls if ast.unparse(call.func) == "FixedFileInfo"]
    numbers = {word.arg: ast.literal_eval(word.value) for word in fixed.keywords}
    assert numbers["filevers"] == numbers["prodvers"] == (*(int(part) for part in __version__.split(".")), 0)


def test_the_entitlements_are_those_that_are_explained() -> None:
    granted: dict[str, bool] = plistlib.loads(build_packages.ENTITLEMENTS.read_bytes())
    assert granted == {
        "com.apple.security.cs.allow-unsigned-executable-memory": True,
        "com.apple.security.cs.disable-library-validation": True,
    }


def test_the_macos_app_says_what_it_is() -> None:
    info: dict[str, Any] = plistlib.loads(plistlib.dumps(identity.info_plist(__version__)))
    assert info["CFBundleShortVersionString"] == __version__
    assert info["CFBundleLocalizations"] == ["en", "ru"]
    assert re.fullmatch(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*){2}", identity.APP_ID)


def test_the_manual_page_has_every_option_and_no_other(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.parse(["--help"])
    known = set(re.findall(r"(?<![\w-])--[a-z-]+", capsys.readouterr().out))
    page = (linux_packages.LINUX / "badge-inspector.1.in").read_text(encoding="utf-8").replace("\\-", "-")
    synopsis, _, options = page.partition(".SH OPTIONS")
    assert set(re.findall(r"--[a-z-]+", options)) == known
    assert set(re.findall(r"--[a-z-]+", synopsis)) == known - {"--help"}


def test_the_package_asks_for_what_the_bundle_does_not_bring() -> None:
    """The libraries are the ones that the bundle may ask a desktop for (test_bundle.py), by Debian's names."""
    names = {dependency.split()[0] for dependency in linux_packages.DEPENDS}
    lent = {"libGL.so.1", "libEGL.so.1", "libxcb.so.1"}
    assert {bootstrap.LIBRARY_PACKAGES[library] for library in lent} <= names
    assert {"libc6", "libwayland-client0", "libwayland-cursor0"} <= names


@pytest.fixture(params=WORKFLOWS, ids=lambda path: path.name)
def workflow(request: pytest.FixtureRequest) -> dict[Any, Any]:
    content: dict[Any, Any] = yaml.safe_load(request.param.read_text(encoding="utf-8"))
    return content


def steps(workflow: dict[Any, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def test_a_workflow_builds_on_three_systems(workflow: dict[Any, Any]) -> None:
    jobs = workflow["jobs"]
    assert {job["runs-on"] for job in jobs.values()} == {"ubuntu-latest", "windows-latest", "macos-latest"}
    assert all("timeout-minutes" in job for name, job in jobs.items() if name != "release")
    needed = [
        name
        for job in jobs.values()
        for name in ([job["needs"]] if isinstance(job.get("needs"), str) else job.get("needs", []))
    ]
    assert set(needed) <= jobs.keys()
    assert workflow["permissions"] == {"contents": "read"}
    for step in steps(workflow):
        assert ("run" in step) != ("uses" in step), step


def test_a_workflow_names_what_is_there_or_gets_built(workflow: dict[Any, Any]) -> None:
    commands = "\n".join(step["run"] for step in steps(workflow) if "run" in step).replace("\\", "/")
    named = set(re.findall(r"(?<![\w/.])(?:\.ci|packaging|resources|tests)/[\w./-]+", commands))
    assert named >= {".ci/run", "packaging/build_packages.py", "packaging/release_check.py"}
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


def test_what_has_a_say_in_the_bundle_is_watched() -> None:
    """Whatever the recipe and what builds by it import: a change there makes a new bundle."""
    local = {path.stem for path in (ROOT / "packaging").glob("*.py")}
    seen: set[str] = set()
    waiting = ["badge_inspector.spec", "build_bundle.py", "supply_chain.py", "build_resources.py"]
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        tree = ast.parse((ROOT / "packaging" / name).read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            waiting += [f"{module}.py" for module in names if module in local]
    assert seen <= set(build_bundle.RECIPE)
    assert all((ROOT / "packaging" / name).exists() for name in build_bundle.RECIPE)
