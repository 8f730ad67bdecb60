"""A sentence over a list or table that has no rows: what will be there, or why nothing is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtWidgets import QAbstractItemView, QLabel

_SIDE = 16
_TOP = 24


class EmptyNote(QLabel):
    """Shown by itself while its view's model, which has to be set already, has no rows."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self.setProperty("role", "muted")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        view.viewport().installEventFilter(self)
        model = view.model()
        for changed in (model.modelReset, model.rowsInserted, model.rowsRemoved, model.layoutChanged):
            changed.connect(self._follow)
        self._follow()

    def say(self, text: str) -> None:
        self.setText(text)
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._follow()
        return super().eventFilter(watched, event)

    def _follow(self) -> None:
        view = self._view
        self.setVisible(bool(self.text()) and view.model().rowCount(view.rootIndex()) == 0)
        area = view.viewport().geometry().adjusted(_SIDE, _TOP, -_SIDE, 0)
        self.setGeometry(QRect(area.topLeft(), area.size().expandedTo(self.minimumSize())))
