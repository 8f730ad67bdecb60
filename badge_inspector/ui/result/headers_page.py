"""The answer's head: status, sizes, headers with the meaningful ones explained, and the portal's certificate."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget

from badge_inspector.domain.exchange import Certificate, Response
from badge_inspector.domain.lookup import Lookup
from badge_inspector.ui.kit.boxes import vbox
from badge_inspector.ui.look.language import QT_TRANSLATE_NOOP
from badge_inspector.ui.look.text import visible
from badge_inspector.ui.widgets.fact_row import Fact, FactGrid
from badge_inspector.ui.widgets.labels import role_label
from badge_inspector.ui.widgets.table_menu import Offers
from badge_inspector.ui.words.format import format_bytes, format_clock, format_date

_MOST = 100
"""Headers listed; a server that sends more is not a portal."""
_LONGEST_VALUE = 500


class HeadersPage(QWidget):
    """Three groups of facts, each with a heading; a group without facts is hidden."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lookup: Lookup | None = None
        self._groups: list[tuple[QLabel, FactGrid]] = []
        column = vbox(self, margins=(14, 12, 14, 12), spacing=8)
        for _ in range(3):
            heading = role_label(self, "heading")
            grid = FactGrid(self)
            grid.offers = self._offers
            column.addWidget(heading)
            column.addWidget(grid)
            column.addSpacing(6)
            self._groups.append((heading, grid))
        column.addStretch(1)

    def show_lookup(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._fill()

    def copied_text(self) -> str:
        """The head as text, as it goes over the wire."""
        response = self._lookup.exchange.response if self._lookup else None
        if response is None:
            return ""
        head = f"{response.http_version} {response.status} {response.reason}".rstrip()
        return "\n".join([head, *(f"{name}: {value}" for name, value in response.headers)]) + "\n"

    def _offers(self) -> Offers:
        text = self.copied_text()
        if text:
            yield self.tr("Copy all headers"), lambda: QGuiApplication.clipboard().setText(text)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._fill()

    def _fill(self) -> None:
        response = self._lookup.exchange.response if self._lookup else None
        groups = (
            (self.tr("Response"), self._answer(response)),
            (self.tr("Headers"), self._headers(response)),
            (self.tr("Certificate"), self._certificate(response.certificate if response else None)),
        )
        for (heading, grid), (title, facts) in zip(self._groups, groups, strict=True):
            heading.setText(title)
            grid.show_facts(facts)
            heading.setVisible(bool(facts))
            grid.setVisible(bool(facts))

    def _answer(self, response: Response | None) -> list[Fact]:
        if response is None:
            return [Fact(self.tr("Status"), "", self.tr("No response came, so there are no headers."))]
        expanded = len(response.body)
        facts = [
            Fact(self.tr("Status"), f"{response.status} {response.reason}".rstrip()),
            Fact(self.tr("Protocol"), response.http_version),
            Fact(self.tr("Size"), format_bytes(response.wire_size), self.tr("on the wire"), beside=True),
        ]
        if expanded != response.wire_size:
            facts.append(Fact(self.tr("Expanded"), format_bytes(expanded), self.tr("after decompression"), beside=True))
        if response.truncated:
            facts.append(Fact(self.tr("Not whole"), "", self._why_cut(response.truncated)))
        return facts

    def _why_cut(self, reason: str) -> str:
        match reason:
            case "limit":
                return self.tr("The download was stopped at the size limit.")
            case "closed":
                return self.tr("The connection was closed before the end.")
            case "encoding":
                return self.tr("What came could not be decompressed.")
            case "capture":
                return self.tr("The HAR file does not have it.")
            case _:
                return reason

    def _headers(self, response: Response | None) -> list[Fact]:
        headers = response.headers if response else ()
        facts = [
            Fact(visible(name[:60]), value, header_note(name, value), most=_LONGEST_VALUE)
            for name, value in headers[:_MOST]
        ]
        if len(headers) > _MOST:
            facts.append(Fact("…", "", self.tr("and %n more header(s)", "", len(headers) - _MOST)))
        return facts

    def _certificate(self, certificate: Certificate | None) -> list[Fact]:
        if certificate is None:
            return []
        valid = self.tr("{start} to {end}").format(
            start=format_date(certificate.not_before),
            end=f"{format_date(certificate.not_after)} {format_clock(certificate.not_after)}",
        )
        pairs = (certificate.sha256[at : at + 2].upper() for at in range(0, len(certificate.sha256), 2))
        return [
            Fact(self.tr("Issued to"), certificate.subject),
            Fact(self.tr("Issued by"), certificate.issuer),
            Fact(self.tr("Valid"), valid),
            Fact("SHA-256", ":".join(pairs), fixed=True),
        ]


def header_note(name: str, value: str) -> str:
    """Note on a header that helps to find the reason of a failure; "" for the others."""
    lowered = name.lower()
    if lowered == "content-type" and "json" in value.lower():
        return ""
    return QCoreApplication.translate("HeaderNotes", _NOTES[lowered]) if lowered in _NOTES else ""


_SIGN_IN = QT_TRANSLATE_NOOP("HeaderNotes", "The server requires this kind of sign-in.")
_BETWEEN = QT_TRANSLATE_NOOP("HeaderNotes", "There is a proxy or cache between you and the portal.")

_NOTES = {
    "retry-after": QT_TRANSLATE_NOOP(
        "HeaderNotes", "How long to wait before the next try. Portals send none: a server in front of one does."
    ),
    "server": QT_TRANSLATE_NOOP("HeaderNotes", "The program that answered; not always the portal itself."),
    "date": QT_TRANSLATE_NOOP("HeaderNotes", "The server’s clock when it answered."),
    "content-type": QT_TRANSLATE_NOOP("HeaderNotes", "A portal’s REST answers in application/json."),
    "content-encoding": QT_TRANSLATE_NOOP("HeaderNotes", "How the response was compressed for transfer."),
    "location": QT_TRANSLATE_NOOP("HeaderNotes", "Where the server redirects to; this program asks before it follows."),
    "set-cookie": QT_TRANSLATE_NOOP("HeaderNotes", "Not kept: this program has no cookies."),
    "www-authenticate": _SIGN_IN,
    "proxy-authenticate": _SIGN_IN,
    "via": _BETWEEN,
    "x-cache": _BETWEEN,
    "cf-ray": _BETWEEN,
    "x-powered-cms": QT_TRANSLATE_NOOP("HeaderNotes", "Bitrix’s own mark: the portal’s program answered."),
    "x-bitrix-rest-application": QT_TRANSLATE_NOOP(
        "HeaderNotes", "The application or webhook that the portal counts this call for."
    ),
    "x-bitrix-rest-time": QT_TRANSLATE_NOOP(
        "HeaderNotes", "Seconds in the method, as “processing”; rounded on portals that round that."
    ),
    "x-bitrix-rest-user-time": QT_TRANSLATE_NOOP(
        "HeaderNotes", "Processor seconds that the portal’s program took for the method."
    ),
    "x-bitrix-rest-system-time": QT_TRANSLATE_NOOP(
        "HeaderNotes", "Processor seconds that the server’s system took for the method."
    ),
}
"""Bitrix24's own headers: bitrix24/README.md, "The call"."""
