"""Shiboken's Python modules, compiled for the bundle."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

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


def test_shiboken_takes_the_compiled_ones(tmp_path: Path) -> None:
    """Also for what it says of a wrong call, which is all that it has them for."""
    place = tmp_path / "elsewhere"
    shutil.copytree(shiboken_support.PACKAGE, place / "shiboken6")
    for destination, module, _ in shiboken_support.compiled(tmp_path / "scratch"):
        (place / destination).parent.mkdir(parents=True, exist_ok=True)
        shutil.move(module, place / destination)
    shutil.rmtree(tmp_path / "scratch")
    command = [sys.executable, "-c", ASK]
    environment = os.environ | {"PYTHONPATH": str(place)}
    answer = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    first, _, rest = answer.stdout.partition("\n")
    assert first == f"{place}/shiboken6/files.dir/shibokensupport/signature/loader.pyc"
    assert "Supported signatures:" in rest


def test_each_belongs_to_its_library(tmp_path: Path) -> None:
    destinations = {destination for destination, _, _ in shiboken_support.compiled(tmp_path)}
    assert "shiboken6/files.dir/shibokensupport/__init__.pyc" in destinations
    assert shiboken_support.library().parent == shiboken_support.PACKAGE
    assert all(destination.startswith("shiboken6/files.dir/") for destination in destinations)
