"""The waterfall's rows in words: their names, and what each of them is."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from badge_inspector.domain.waterfall import RowKind


def row_name(kind: RowKind) -> str:
    translate = QCoreApplication.translate
    match kind:
        case RowKind.QUEUE:
            return translate("Waterfall", "Own pacing")
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
