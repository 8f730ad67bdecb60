"""The waterfall's rows in words: their names, and what each of them is."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from badge_inspector.domain.waterfall import RowKind
from badge_inspector.ui.look.language import QT_TRANSLATE_NOOP

_RECORDED = {
    RowKind.BLOCKED: (
        QT_TRANSLATE_NOOP("Waterfall", "Blocked"),
        QT_TRANSLATE_NOOP("Waterfall", "How long the browser held the request back before it sent anything."),
    ),
    RowKind.DNS: (
        QT_TRANSLATE_NOOP("Waterfall", "DNS"),
        QT_TRANSLATE_NOOP("Waterfall", "Finding the portal’s address."),
    ),
    RowKind.TCP: (
        QT_TRANSLATE_NOOP("Waterfall", "Connect"),
        QT_TRANSLATE_NOOP("Waterfall", "Opening a connection to the portal."),
    ),
}
"""Phases that a HAR file tells apart and this program does not."""


def row_name(kind: RowKind) -> str:
    translate = QCoreApplication.translate
    match kind:
        case RowKind.QUEUE:
            return translate("Waterfall", "Own pacing")
        case RowKind.BLOCKED | RowKind.DNS | RowKind.TCP:
            return translate("Waterfall", _RECORDED[kind][0])
        case RowKind.CONNECT:
            return translate("Waterfall", "DNS + connect")
        case RowKind.TLS:
            return translate("Waterfall", "TLS")
        case RowKind.SEND:
            return translate("Waterfall", "Send")
        case RowKind.WAIT:
            return translate("Waterfall", "Waiting")
        case RowKind.NETWORK:
            return translate("Waterfall", "network")
        case RowKind.PORTAL:
            return translate("Waterfall", "portal")
        case RowKind.SETUP:
            return translate("Waterfall", "server setup")
        case RowKind.PROCESSING:
            return translate("Waterfall", "processing")
        case RowKind.DOWNLOAD:
            return translate("Waterfall", "Download")


def row_explained(kind: RowKind) -> str:
    translate = QCoreApplication.translate
    match kind:
        case RowKind.QUEUE:
            return translate(
                "Waterfall",
                "How long this program held the request back so as not to exceed the portal’s limit. Not "
                "part of the round trip.",
            )
        case RowKind.BLOCKED | RowKind.DNS | RowKind.TCP:
            return translate("Waterfall", _RECORDED[kind][1])
        case RowKind.CONNECT:
            return translate("Waterfall", "Finding the portal’s address and opening a connection to it.")
        case RowKind.TLS:
            return translate("Waterfall", "Agreeing on encryption and checking the portal’s certificate.")
        case RowKind.SEND:
            return translate("Waterfall", "Sending the request.")
        case RowKind.WAIT:
            return translate(
                "Waterfall",
                "From the last byte sent to the first byte received: the network both ways and the portal’s work.",
            )
        case RowKind.NETWORK:
            return translate(
                "Waterfall",
                "The waiting less the portal’s duration: the way there and back, and queues before the portal’s clock"
                " starts.",
            )
        case RowKind.PORTAL:
            return translate("Waterfall", "The portal’s own duration.")
        case RowKind.SETUP:
            return translate(
                "Waterfall", "The portal’s duration less processing: authorisation, routing and loading on the portal."
            )
        case RowKind.PROCESSING:
            return translate("Waterfall", "The method itself, as the portal reports it.")
        case RowKind.DOWNLOAD:
            return translate("Waterfall", "From the first byte of the response to the last.")
