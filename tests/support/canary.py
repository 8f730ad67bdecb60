"""Secrets that are looked for wherever the program writes, says or copies something, in all the forms they may take."""

from __future__ import annotations

import base64
import html
import json
import logging
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import quote, quote_plus

from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

CANARIES = {
    "webhook": "c4n4ryW3bh00k7qz",
    "access token": 'c4n4ry/Acc3ss+t0k=&"ü',
    "client secret": "c4n4ry/Cl13nt+s3c=%",
    "refresh token": "c4n4ry:R3fr3sh/t0k+ё~",
    "new access token": "c4n4ry/N3wAcc3ss+=<é>",
    "new refresh token": "c4n4ry:N3wR3fr3sh/+=\\",
    "proxy password": 'c4n4ry@Pr0xy:p4ss"#',
}


@cache
def forms(secret: str) -> dict[str, bytes]:
    """The secret as it may stand in a text or a file."""
    escaped = json.dumps(secret)[1:-1]
    upper = quote(secret, safe="")
    found = {
        "raw": secret.encode(),
        "UTF-16": secret.encode("utf-16-le"),
        "URL-encoded": upper.encode(),
        "URL-encoded, lower case": _lower_escapes(upper).encode(),
        "URL-encoded twice": quote(upper, safe="").encode(),
        "form-encoded": quote_plus(secret).encode(),
        "JSON-escaped": escaped.encode(),
        "JSON-escaped by PHP": escaped.replace("/", "\\/").encode(),
        "HTML-escaped": html.escape(secret).encode(),
        "hexadecimal": secret.encode().hex().encode(),
    }
    for offset in range(3):
        encoded = base64.b64encode(b" " * offset + secret.encode())
        # What the neighbours cannot change: the first characters, and the last ones.
        stable = encoded[-(-offset * 8 // 6) : (offset + len(secret.encode())) * 8 // 6]
        found[f"base64 at {offset}"] = stable
        found[f"base64 for addresses at {offset}"] = stable.replace(b"+", b"-").replace(b"/", b"_")
    return found


def leaks(data: bytes | str, canaries: Iterable[str] = CANARIES) -> list[str]:
    """Secrets that are in it, and the form they are in."""
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    return [f"{name}, {how}" for name in canaries for how, form in forms(CANARIES[name]).items() if form in raw]


def file_leaks(folder: Path) -> list[str]:
    """Of every file below a folder, its name included."""
    found: list[str] = []
    for path in sorted(folder.rglob("*")):
        found += [f"name of {path}: {leak}" for leak in leaks(path.name)]
        if path.is_file():
            found += [f"{path.relative_to(folder)}: {leak}" for leak in leaks(path.read_bytes())]
    return found


def window_leaks() -> list[str]:
    """Of every text that any widget shows, or says to a screen reader."""
    texts: dict[str, str] = {}
    for widget in QApplication.allWidgets():
        texts |= {text: f"{type(widget).__name__}.{name}" for name, text in _texts(widget)}
    if not leaks("\0".join(texts)):
        return []
    return [f"{where}: {leak}" for text, where in texts.items() for leak in leaks(text)]


def echo(secret: str) -> str:
    """A text that a careless server might send back."""
    quoted = quote(secret, safe="")
    return " | ".join(
        (
            secret,
            quoted,
            _lower_escapes(quoted),
            quote_plus(secret),
            quote(quoted, safe=""),
            base64.b64encode(secret.encode()).decode(),
            base64.b64encode(f"1:{secret}".encode()).decode(),
            base64.urlsafe_b64encode(f"user:{secret}".encode()).decode(),
            json.dumps(secret),
            json.dumps(secret).replace("/", "\\/"),
            html.escape(secret),
        )
    )


class Witness(logging.Handler):
    """Reads every log line and every text on the clipboard. Attributes: found. copies, lines: how many were read.
    looks_away: while a secret is on the clipboard because the person said so."""

    def __init__(self) -> None:
        super().__init__(level=1)
        self.setFormatter(logging.Formatter("%(name)s %(levelname)s %(message)s"))
        self.found: list[str] = []
        self.copies = self.lines = 0
        self.looks_away = False

    def emit(self, record: logging.LogRecord) -> None:
        self.lines += 1
        self.found += [f"log of {record.name}: {leak}" for leak in leaks(self.format(record))]

    @contextmanager
    def watching(self, clipboard: QClipboard) -> Generator[None]:
        root = logging.getLogger()
        level = root.level
        root.addHandler(self)
        root.setLevel(1)
        clipboard.dataChanged.connect(self._read_clipboard)
        try:
            yield
        finally:
            clipboard.dataChanged.disconnect(self._read_clipboard)
            root.setLevel(level)
            root.removeHandler(self)

    def _read_clipboard(self) -> None:
        self.copies += 1
        data = QGuiApplication.clipboard().mimeData()
        if not self.looks_away:
            for name in data.formats():
                self.found += [f"clipboard, {name}: {leak}" for leak in leaks(bytes(data.data(name).data()))]


def _texts(widget: QWidget) -> Generator[tuple[str, str]]:
    typed = isinstance(widget, QLineEdit)  # dots, where it hides what is typed
    for name in (
        "displayText" if typed else "text",
        "toPlainText",
        "shown_text",
        "windowTitle",
        "toolTip",
        "accessibleName",
    ):
        read = getattr(widget, name, None)
        if callable(read):
            yield name, str(read() or "")
    yield "accessibleDescription", widget.accessibleDescription()


def _lower_escapes(quoted: str) -> str:
    parts = quoted.split("%")
    return "%".join([parts[0], *(part[:2].lower() + part[2:] for part in parts[1:])])
