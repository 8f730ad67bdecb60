"""The guide: what the README tells those who use the program, in the language of the window."""

from __future__ import annotations

from PySide6.QtCore import QFile, QIODevice, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.look import language


class GuideBrowser(QTextBrowser):
    """Shows what it is given and fetches nothing; a link opens in the system's browser."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.anchorClicked.connect(self._open)

    def loadResource(self, type: int, name: QUrl | str) -> object:  # noqa: A002 - Qt's own name
        """Nothing from elsewhere."""
        return None

    def _open(self, link: QUrl) -> None:
        if link.scheme() == "https":
            QDesktopServices.openUrl(link)
        elif not link.scheme():
            self.scrollToAnchor(link.fragment())


class GuideWindow(Retranslated, QDialog):
    """Attributes: text."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.text = GuideBrowser(self)
        self.text.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.text.document().setDocumentMargin(18)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self._buttons.rejected.connect(self.reject)
        self._buttons.setContentsMargins(12, 0, 12, 12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.text, 1)
        column.addWidget(self._buttons)
        self.resize(760, 640)
        self._retranslate()

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Guide"))
        self.text.setAccessibleName(self.tr("Guide"))
        self.text.setMarkdown(guide(language.current()) or self.tr("The guide is missing from this installation."))


def guide(spoken: str) -> str:
    """The guide in Markdown; in English where that language has none, "" where the resources are missing."""
    for name in (spoken, "en"):
        file = QFile(f":/guide/{name}.md")
        if file.open(QIODevice.OpenModeFlag.ReadOnly):
            return bytes(file.readAll().data()).decode("utf-8")
    return ""
