"""Icons drawn in the theme's colours, for each size and scale of the screen."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QResource, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from badge_inspector.ui.look import theme


def icon(name: str, colour: str = "muted") -> QIcon:
    """The icon of that name (`resources/icons/NAME.svg`) in one of the theme's colours; it follows the theme. Where the
    resource is missing it is empty."""
    return QIcon(_Engine(name, colour))


class _Engine(QIconEngine):
    """Draws the icon's lines in a colour asked for at that moment."""

    def __init__(self, name: str, colour: str) -> None:
        super().__init__()
        self._name, self._colour = name, colour

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._colour)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        colour = {QIcon.Mode.Disabled: "faint", QIcon.Mode.Selected: "selection_text"}.get(mode, self._colour)
        lines = _source(self._name).replace(b"currentColor", theme.colour(colour).name().encode())
        if lines:
            QSvgRenderer(QByteArray(lines)).render(painter, QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        pixels = size * scale
        pixmap = QPixmap(pixels)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), pixels), mode, state)
        painter.end()
        pixmap.setDevicePixelRatio(scale)
        return pixmap


def _source(name: str) -> bytes:
    if name not in _sources:
        _sources[name] = bytes(QResource(f":/icons/{name}.svg").uncompressedData().data())
    return _sources[name]


_sources: dict[str, bytes] = {}
