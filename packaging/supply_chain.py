"""List the bundle's components: a CycloneDX bill of materials and the notices its parts ask for.

    python packaging/supply_chain.py MANIFEST BUNDLE

The manifest is written by PyInstaller's recipe: every module and file of the bundle with the place it came from. Each
is traced to a package of PyPI, a package of Debian, or CPython; one that cannot be traced stops the build. Runs in the
environment that the bundle was built in, since that knows its packages.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import sysconfig
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from identity import NAME

ROOT = Path(__file__).resolve().parent.parent
SBOM, NOTICES = "sbom.cdx.json", "THIRD_PARTY_NOTICES.txt"
PYTHON, QT, ICU, INSTALLER = "CPython", "Qt", "ICU", "pyinstaller"
PYTHONS = ("libpython", "python3", "base_library.zip")
"""Python's files outside its standard library's folder; the last is a part of that library that PyInstaller packs."""

REFERRED_TO = ("LGPL-3", "GPL-3", "LGPL-2.1", "GPL-2", "Apache-2.0")
LICENCES = ROOT / "resources" / "licences"
"""The texts that notices refer to, as the Free Software Foundation and the Apache Software Foundation publish them."""

QT_FILES = ("libQt6", "Qt6", "libq", "libadwaita", "libbradient", "qtbase_")
"""Qt's own among the files of PySide6, wherever they lie; and all of its plugins."""

HEAD = """\
Badge Inspector is under the MIT licence (see LICENSE). This bundle also holds the works listed below, each under its
own licence. sbom.cdx.json lists them by file.

Qt, PySide6 and Shiboken are used under the GNU Lesser General Public License, version 3. Their libraries are separate
files below _internal/PySide6 and _internal/shiboken6, unchanged, loaded dynamically: you may replace them with builds
of your own of the same version, and you may take this program apart to find faults in such a change. (Delete
files.dir in _internal/shiboken6 with the library beside it: the new one then brings its own modules.) The complete
corresponding source is published by their makers at https://download.qt.io/official_releases/ (Qt {qt}, Qt for Python
{qt}); whoever gave you this bundle gives you a copy on request, for at least three years, for no more than the cost of
doing so.
"""


@dataclass
class Component:
    """One work of others: where it is from, under what terms, which files of the bundle hold it."""

    name: str
    version: str
    purl: str
    licence: str
    home: str = ""
    texts: tuple[Path, ...] = ()
    files: set[str] = field(default_factory=set[str])


def write_manifest(file: Path, modules: Mapping[str, str], files: Mapping[str, str]) -> None:
    """Write down what the recipe put in: modules by name, other files by their place there, each with its origin."""
    file.write_text(json.dumps({"modules": modules, "files": files}, indent=1, sort_keys=True), encoding="utf-8")


def python_folders() -> set[str]:
    """Folders that belong to CPython: its standard library, and all of its home where it has one of its own (as on
    Windows and macOS, and not in Debian's /usr)."""
    folders = {sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib")}
    return folders if sys.base_prefix in ("/usr", "/usr/local") else folders | {sys.base_prefix}


class Tracer:
    """Finds the component that a file came from. Raises LookupError for one that nobody owns."""

    def __init__(self) -> None:
        self.components: dict[str, Component] = {}
        self._owners: dict[str, importlib.metadata.Distribution] = {}
        for distribution in importlib.metadata.distributions():
            # The folder's real path, not each file's: to ask for thousands takes minutes where files are opened slowly.
            folder = os.path.realpath(str(distribution.locate_file("")))
            for file in distribution.files or ():
                self._owners[os.path.normcase(os.path.normpath(os.path.join(folder, file)))] = distribution
        self._pythons = tuple(os.path.realpath(path) for path in python_folders())

    def add(self, source: str, place: str) -> None:
        """Charge `place` of the bundle to the owner of `source`; our own files belong to nobody else."""
        path = os.path.realpath(source)
        distribution = self._owners.get(os.path.normcase(path))
        if distribution is not None:
            component = self._of_distribution(distribution, Path(path))
        elif Path(path).name.startswith(PYTHONS) or any(Path(path).is_relative_to(folder) for folder in self._pythons):
            component = self._python()
        elif Path(path).is_relative_to(ROOT):
            return
        else:
            component = self._of_system(path)
        component.files.add(place)

    def add_installer(self, places: set[str]) -> None:
        """The executable itself is PyInstaller's loader."""
        installer = self._of_distribution(importlib.metadata.distribution(INSTALLER), Path())
        installer.files |= places

    def _of_distribution(self, distribution: importlib.metadata.Distribution, file: Path) -> Component:
        about = distribution.metadata.json
        name, version = str(about["name"]), distribution.version
        if name == "PySide6_Essentials" and (file.name.startswith(QT_FILES) or "plugins" in file.parts):
            purl = f"pkg:generic/qt@{version}"
            return self._known(Component(QT, version, purl, "LGPL-3.0-only", "https://www.qt.io/"))
        if name == "PySide6_Essentials" and file.name.startswith("libicu"):
            release = file.name.rpartition(".")[2]
            purl = f"pkg:generic/icu@{release}"
            return self._known(Component(ICU, release, purl, "Unicode-3.0", "https://icu.unicode.org/"))
        purl = f"pkg:pypi/{re.sub(r'[-_.]+', '-', name).lower()}@{version}"
        texts = tuple(
            Path(str(distribution.locate_file(text)))
            for text in distribution.files or ()
            if ".dist-info" in text.parts[0] and re.match(r"(?i)licen|copying|notice|authors", text.name)
        )
        return self._known(Component(name, version, purl, _licence(about), _home(about), texts))

    def _python(self) -> Component:
        version = platform.python_version()
        places = (
            Path(sysconfig.get_path("stdlib")) / "LICENSE.txt",
            Path(sys.base_prefix) / "LICENSE.txt",  # on Windows
            Path(f"/usr/share/doc/python{version[:4]}/copyright"),
        )
        text = next((path for path in places if path.exists()), None)
        purl = f"pkg:generic/cpython@{version}"
        home = "https://www.python.org/"
        return self._known(Component(PYTHON, version, purl, "PSF-2.0", home, (text,) if text else ()))

    def _of_system(self, path: str) -> Component:
        has_dpkg = shutil.which("dpkg") is not None
        for known_as in dict.fromkeys((path, path.removeprefix("/usr"), f"/usr{path}")) if has_dpkg else ():
            answer = subprocess.run(["dpkg", "-S", known_as], check=False, capture_output=True, text=True)
            if answer.returncode == 0:
                package = answer.stdout.partition(":")[0].partition(",")[0]
                break
        else:
            raise LookupError(f"nobody knows where {path} comes from")
        query = ["dpkg-query", "-W", "-f=${Version}\t${Architecture}\t${Homepage}\n", package]
        told = subprocess.run(query, check=True, capture_output=True, text=True).stdout.splitlines()[0]
        version, architecture, home = told.split("\t")
        purl = f"pkg:deb/debian/{package}@{version}?arch={architecture}"
        text = Path("/usr/share/doc") / package / "copyright"
        return self._known(Component(package, version, purl, f"see {text}", home, (text,)))

    def _known(self, component: Component) -> Component:
        return self.components.setdefault(component.purl, component)


def _values(about: Mapping[str, str | list[str]], name: str) -> list[str]:
    value = about.get(name, [])
    return [value] if isinstance(value, str) else value


def _home(about: Mapping[str, str | list[str]]) -> str:
    urls = _values(about, "home_page") + [url.partition(",")[2].strip() for url in _values(about, "project_url")]
    return next(iter(urls), "")


def _licence(about: Mapping[str, str | list[str]]) -> str:
    """An SPDX expression where the package gives one, else its own words."""
    trove = [text.rpartition(" :: ")[2] for text in _values(about, "classifier") if text.startswith("License ::")]
    said = _values(about, "license_expression") + _values(about, "license") + [" and ".join(trove)]
    return next((text.strip().partition("\n")[0] for text in said if text.strip()), "see its text")


def in_bundle(place: str) -> str:
    """Place that PyInstaller gives a file, with forward slashes on every system."""
    return f"_internal/{Path(place).as_posix()}"


def trace(manifest: Path, executable: str) -> list[Component]:
    """The components of a bundle, by name. Raises LookupError."""
    content: dict[str, dict[str, str]] = json.loads(manifest.read_text(encoding="utf-8"))
    tracer = Tracer()
    for module, source in content["modules"].items():
        if source not in ("", "-", "None"):
            tracer.add(source, f"{executable}:{module}")
    for place, source in content["files"].items():
        tracer.add(source, in_bundle(place))
    tracer.add_installer({executable})
    return sorted(tracer.components.values(), key=lambda component: component.name.lower())


def bill(components: list[Component], bundle: Path, version: str, made_at: int) -> dict[str, object]:
    """A CycloneDX 1.6 document. The same bundle gives the same document: its number is made from its content."""
    entries = [
        {
            "type": "library",
            "bom-ref": component.purl,
            "name": component.name,
            "version": component.version,
            "purl": component.purl,
            "licenses": [_cyclonedx_licence(component.licence)],
            **({"externalReferences": [{"type": "website", "url": component.home}]} if component.home else {}),
            "evidence": {"occurrences": [{"location": place} for place in sorted(component.files)]},
        }
        for component in components
    ]
    own = f"pkg:generic/{NAME}@{version}"
    files = {
        path.relative_to(bundle).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(bundle.rglob("*"))
        if path.is_file() and not path.is_symlink() and path.name not in (SBOM, NOTICES)
    }
    digest = hashlib.sha256(json.dumps([entries, files], sort_keys=True).encode()).hexdigest()
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, digest)}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(made_at, UTC).isoformat().replace("+00:00", "Z"),
            "component": {
                "type": "application",
                "bom-ref": own,
                "name": NAME,
                "version": version,
                "purl": own,
                "licenses": [{"license": {"id": "MIT"}}],
                "components": [
                    {"type": "file", "name": name, "hashes": [{"alg": "SHA-256", "content": content}]}
                    for name, content in files.items()
                ],
            },
        },
        "components": entries,
        "dependencies": [{"ref": own, "dependsOn": [component.purl for component in components]}],
    }


def _cyclonedx_licence(licence: str) -> dict[str, object]:
    """An SPDX expression as such (a lone identifier is one too), anything else as a name."""
    word = r"[A-Za-z0-9.+-]*[A-Za-z][A-Za-z0-9.+-]*"
    is_expression = re.fullmatch(rf"\(?{word}( (AND|OR|WITH) \(?{word}\)?)*", licence)
    return {"expression": licence} if is_expression else {"license": {"name": licence}}


def notices(components: list[Component]) -> str:
    """Each component with its terms; a text that several share is given once."""
    qt = next(component.version for component in components if component.name == QT)
    parts = [HEAD.format(qt=qt)]
    given: dict[str, str] = {}
    for component in components:
        parts.append("=" * 100 + f"\n{component.name} {component.version}\nLicence: {component.licence}")
        if component.home:
            parts.append(component.home)
        for file in component.texts:
            text = file.read_text(encoding="utf-8", errors="replace").strip()
            if text in given:
                parts.append(f"[its text is the one of {given[text]}, above]")
            else:
                given[text] = component.name
                parts.append(text)
    for name in REFERRED_TO:
        parts.append("=" * 100 + f"\nThe text of {name}, which notices above refer to\n")
        parts.append((LICENCES / f"{name}.txt").read_text(encoding="utf-8").rstrip())
    return "\n\n".join(parts) + "\n"


def main(manifest: Path, bundle: Path) -> None:
    """Write both documents into the bundle."""
    components = trace(manifest, NAME + (".exe" if sys.platform == "win32" else ""))
    (bundle / NOTICES).write_text(notices(components), encoding="utf-8", newline="\n")
    made_at = int(os.environ.get("SOURCE_DATE_EPOCH", "0"))
    document = bill(components, bundle, os.environ.get("BADGE_INSPECTOR_VERSION", "0"), made_at)
    (bundle / SBOM).write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
