""" "Why don't I see my badge?": what to check on the portal when the badge exists and nobody sees it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from badge_inspector.ui.kit.boxes import vbox
from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.widgets.disclosure import Disclosure
from badge_inspector.ui.widgets.labels import PlainLabel
from badge_inspector.ui.words.codes import quoted_code


class WhyHidden(Retranslated, QWidget):
    """The checklist below a line that opens it; `toggle` is the line itself, for its owner to place. The list is made
    when it is opened first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._code = ""
        self._items: list[PlainLabel] = []
        self.toggle = Disclosure(self)
        self.toggle.toggled.connect(self._open)
        self._column = vbox(self, margins=0, spacing=6)
        self._open(False)
        self._retranslate()

    def show_code(self, code: str) -> None:
        """Name the badge's code as the portal sent it."""
        self._code = code
        self._retranslate()

    def _open(self, is_open: bool) -> None:
        if is_open and not self._items:
            self._items = [PlainLabel(self) for _ in self._reasons()]
            for item in self._items:
                item.setContentsMargins(20, 0, 0, 0)
                self._column.addWidget(item)
            self._retranslate()
        self.setVisible(is_open)

    def _retranslate(self) -> None:
        self.toggle.show_text(self.tr("Why don’t I see my badge?"))
        if not self._items:
            return
        for number, (item, (reason, source)) in enumerate(zip(self._items, self._reasons(), strict=False), 1):
            item.show_text(f"{number}. {reason}\n{source}", keep_lines=True)

    def _reasons(self) -> tuple[tuple[str, str], ...]:
        """Reasons, the likeliest first, each with how sure it is and where it is known from: bitrix24/README.md,
        "When a badge is shown"."""
        documented = self.tr("Certain: documented in the overview of badges.")
        source = self.tr("Certain for the build that was read: the server’s code, {file}.")
        return (
            (
                self.tr("The badge hangs on an activity, not on the deal: does one of the deal’s activities have it?"),
                documented,
            ),
            (self.tr("A completed activity shows no badge. Is the activity still open?"), documented),
            (
                self.tr(
                    "The newest badge of all the record’s activities is shown: a newer one covers it, be it of REST or "
                    "of the 14 built-in kinds (calls, mail, SMS, booking and others)."
                ),
                self.tr("Certain: documented; the built-in kinds are in the server’s code, {file}.").format(
                    file="entitybadge.php"
                ),
            ),
            (
                self.tr(
                    "Entries older than 30 days are cleaned away (60 or 90 where set), though the activity is open."
                ),
                self.tr("Likely: the server’s code, {file}; that it runs on every portal is inferred.").format(
                    file="removeoldentitybadgesagent.php"
                ),
            ),
            (
                self.tr(
                    "A code that is no longer registered is not drawn. “{code}” was, at the time of this response."
                ).format(code=quoted_code(self._code)),
                source.format(file="configurablerestapp.php"),
            ),
            (
                self.tr(
                    "The activity’s badgeCode must equal “{code}” to the letter: spaces, alphabet and letter case "
                    "included."
                ).format(code=quoted_code(self._code)),
                self.tr("Spaces and alphabet: certain. Letter case: not known; the server compares in two ways."),
            ),
            (
                self.tr("Records in the recycle bin show no badges."),
                source.format(file="entitybadge.php"),
            ),
            (
                self.tr("The viewer’s language decides the text: look at the preview in that person’s language."),
                documented,
            ),
        )
