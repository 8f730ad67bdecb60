"""The app's icon in the forms that systems want: PNG in hicolor's sizes, .ico for Windows, .icns for macOS."""

from __future__ import annotations

import struct
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "resources" / "icons" / "badge_inspector.svg"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
ICO_SIZES = (16, 24, 32, 48, 64, 256)
ICNS_TYPES = {16: b"icp4", 32: b"icp5", 64: b"icp6", 128: b"ic07", 256: b"ic08", 512: b"ic09"}


def make(folder: Path) -> dict[str, Path]:
    """Draw all of them into `folder`; the answer has "win32" (.ico), "darwin" (.icns) and each PNG by its size ("48").

    Both containers simply hold PNGs, which Windows since Vista and macOS since 10.7 read.
    """
    drawings = {size: _draw(size) for size in SIZES}
    folder.mkdir(parents=True, exist_ok=True)
    made: dict[str, Path] = {}
    for size, png in drawings.items():
        made[str(size)] = folder / f"{size}.png"
        made[str(size)].write_bytes(png)
    made["win32"], made["darwin"] = folder / "badge_inspector.ico", folder / "badge_inspector.icns"
    made["win32"].write_bytes(_ico({size: drawings[size] for size in ICO_SIZES}))
    made["darwin"].write_bytes(_icns({kind: drawings[size] for size, kind in ICNS_TYPES.items()}))
    return made


def _draw(size: int) -> bytes:
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice  # noqa: PLC0415 - Qt is not needed to import this
    from PySide6.QtGui import QImage, QPainter  # noqa: PLC0415
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415

    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(SOURCE.read_bytes())).render(painter)
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # pyright: ignore[reportArgumentType, reportCallIssue] - the stub wants bytes
    buffer.close()
    return bytes(content.data())


def _ico(drawings: dict[int, bytes]) -> bytes:
    offset = 6 + 16 * len(drawings)
    entries = body = b""
    for size, png in drawings.items():
        entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(png), offset + len(body))
        body += png
    return struct.pack("<HHH", 0, 1, len(drawings)) + entries + body


def _icns(drawings: dict[bytes, bytes]) -> bytes:
    body = b"".join(kind + struct.pack(">I", len(png) + 8) + png for kind, png in drawings.items())
    return b"icns" + struct.pack(">I", len(body) + 8) + body


def version_resource(file: Path, version: str) -> Path:
    """Windows' version resource, in the form PyInstaller reads."""
    numbers = (*map(int, version.split(".")[:3]), 0)
    texts = {
        "CompanyName": "Badge Inspector",
        "FileDescription": "Badge Inspector",
        "FileVersion": version,
        "InternalName": "badge-inspector",
        "OriginalFilename": "badge-inspector.exe",
        "ProductName": "Badge Inspector",
        "ProductVersion": version,
    }
    rows = ", ".join(f"StringStruct({name!r}, {text!r})" for name, text in texts.items())
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0, OS=0x40004,\n"
        f"  fileType=1, subtype=0, date=(0, 0)),\n"
        f"  kids=[StringFileInfo([StringTable('040904B0', [{rows}])]),\n"
        f"        VarFileInfo([VarStruct('Translation', [0x0409, 1200])])])\n",
        encoding="utf-8",
    )
    return file


if __name__ == "__main__":
    print(*make(ROOT / "build" / "icons").values(), sep="\n")
