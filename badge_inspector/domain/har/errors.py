"""Failures of exchanges that have no response, from a browser's own words. Chrome writes its error as `_error`."""

from __future__ import annotations

from badge_inspector.domain.exchange import Phase
from badge_inspector.domain.failures import Failure, FailureKind

_KINDS = {
    "NAME_NOT_RESOLVED": (FailureKind.NAME_NOT_RESOLVED, Phase.CONNECT),
    "NAME_RESOLUTION_FAILED": (FailureKind.NAME_NOT_RESOLVED, Phase.CONNECT),
    "CONNECTION_REFUSED": (FailureKind.CONNECTION_REFUSED, Phase.CONNECT),
    "ADDRESS_UNREACHABLE": (FailureKind.HOST_UNREACHABLE, Phase.CONNECT),
    "INTERNET_DISCONNECTED": (FailureKind.HOST_UNREACHABLE, Phase.CONNECT),
    "NETWORK_CHANGED": (FailureKind.CONNECTION_RESET, None),
    "CONNECTION_RESET": (FailureKind.CONNECTION_RESET, None),
    "CONNECTION_CLOSED": (FailureKind.CONNECTION_CLOSED, None),
    "EMPTY_RESPONSE": (FailureKind.CONNECTION_CLOSED, Phase.WAIT),
    "CONNECTION_TIMED_OUT": (FailureKind.CONNECT_TIMEOUT, Phase.CONNECT),
    "TIMED_OUT": (FailureKind.TOTAL_TIMEOUT, None),
    "CERT_DATE_INVALID": (FailureKind.TLS_EXPIRED, Phase.TLS),
    "CERT_COMMON_NAME_INVALID": (FailureKind.TLS_WRONG_HOST, Phase.TLS),
    "CERT_AUTHORITY_INVALID": (FailureKind.TLS_UNKNOWN_AUTHORITY, Phase.TLS),
    "SSL_PROTOCOL_ERROR": (FailureKind.TLS_PROTOCOL, Phase.TLS),
    "SSL_VERSION_OR_CIPHER_MISMATCH": (FailureKind.TLS_PROTOCOL, Phase.TLS),
    "PROXY_CONNECTION_FAILED": (FailureKind.PROXY_REFUSED, Phase.CONNECT),
    "TUNNEL_CONNECTION_FAILED": (FailureKind.PROXY_REFUSED, Phase.CONNECT),
    "INVALID_HTTP_RESPONSE": (FailureKind.NOT_HTTP, Phase.WAIT),
}
"""By the name that Chromium's net_error_list.h has, without `net::ERR_`."""


def without_response(error: str) -> Failure:
    """The failure of an exchange that has no response in the file."""
    kind, phase = _KINDS.get(
        error.removeprefix("net::").removeprefix("ERR_"), (FailureKind.CAPTURE_WITHOUT_RESPONSE, None)
    )
    return Failure(kind, phase=phase, detail=error[:200])
