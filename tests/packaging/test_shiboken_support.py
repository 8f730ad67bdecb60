"""Shiboken's Python modules, taken from elsewhere than its library."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import shiboken_support

ASK = """
from PySide6.QtCore import QPoint
import sys
print(sys.modules["shibokensupport.signature.loader"].__file__)
try:
    QPoint("one")
except TypeError as error:
    print(error)
"""


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shiboken_support.unpack(tmp_path_factory.mktemp("scratch"))


@pytest.mark.parametrize("is_marked", [True, False], ids=["with the folder", "without"])
def test_shiboken_imports_them_where_the_folder_is(tmp_path: Path, unpacked: Path, is_marked: bool) -> None:
    """Also for what it says of a wrong call, which is all that it has them for."""
    shutil.copytree(shiboken_support.PACKAGE, tmp_path / "shiboken6")
    if is_marked:
        destination, note, _ = shiboken_support.marker(tmp_path)
        (tmp_path / destination).parent.mkdir()
        shutil.move(note, tmp_path / destination)
    command = [sys.executable, "-c", ASK]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, (tmp_path, unpacked)))}
    answer = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    first, _, rest = answer.stdout.partition("\n")
    assert Path(first).is_relative_to(unpacked) is is_marked
    assert "Supported signatures:" in rest


def test_each_is_named(unpacked: Path) -> None:
    sources = {name: source for name, source, _ in shiboken_support.modules(unpacked)}
    assert sources["shibokensupport"] == f"{unpacked}/shibokensupport/__init__.py"
    assert sources["shibokensupport.signature.loader"] == f"{unpacked}/shibokensupport/signature/loader.py"


def test_a_shiboken_that_unpacks_nothing_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="does not unpack"):
        shiboken_support.modules(tmp_path)
