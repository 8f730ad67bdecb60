"""Result of importing a HAR file, in words."""

from __future__ import annotations

from PySide6.QtCore import QObject

from badge_inspector.domain.har.scanner import HarFault
from badge_inspector.services.har_in import HarImported
from badge_inspector.ui.look.text import visible


class HarWords(QObject):
    """`name` is the file's, "" for what was pasted."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def summary(self, imported: HarImported) -> str:
        """The result in one line: lookups found, and entries skipped."""
        name = visible(self._name[:80]) or self.tr("Clipboard")
        if imported.fault in (HarFault.NOT_JSON, HarFault.NOT_HAR):
            said = self.tr("{file}: this is not a HAR file.")
            return said.format(file=name)
        parts = [self.tr("%n call(s) of the method", "", imported.calls)]
        if imported.known:
            parts.append(self.tr("%n already in the history", "", imported.known))
        passed = imported.others + imported.asked_first + imported.broken + imported.too_long
        if passed:
            parts.append(self.tr("%n other request(s) passed over", "", passed))
        if imported.creator:
            name = f"{name} ({visible(imported.creator)})"
        return f"{name}: {', '.join(parts)}."

    def troubles(self, imported: HarImported) -> list[str]:
        """Sentences on the file's faults; none for a file without faults."""
        found: list[str] = []
        match imported.fault:
            case HarFault.NOT_JSON:
                found.append(self.tr("It is not JSON."))
            case HarFault.NOT_HAR:
                found.append(self.tr("It is JSON without the entries of a HAR file."))
            case HarFault.CUT_OFF:
                found.append(self.tr("It breaks off in the middle; everything before that was read."))
            case None:
                pass
        if imported.fault is None and not imported.calls:
            found.append(
                self.tr(
                    "No request in it calls crm.activity.badge.get, neither by itself nor in a batch. Record the page"
                    " while it shows the badge, with the developer tools open.",
                )
            )
        if imported.edited:
            found.append(self.tr("%n lookup(s) edited since they were saved", "", imported.edited))
        if imported.broken:
            found.append(self.tr("%n entry(ies) that cannot be read", "", imported.broken))
        if imported.too_long:
            found.append(self.tr("%n entry(ies) larger than 128 MB", "", imported.too_long))
        if found and imported.asked_first:
            found.append(self.tr("%n request(s) that a browser sends ahead (OPTIONS)", "", imported.asked_first))
        return found
