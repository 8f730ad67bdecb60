"""Translation of foreign failures, a library's exceptions and a portal's `error` codes, to the leaves of
`domain.failures`.

No other module does this. Codes and texts: bitrix24/README.md, "Errors". The HTTP status is never used, since servers,
documentation and client libraries disagree about it.
"""

from __future__ import annotations

import errno
import socket
import ssl
from collections.abc import Iterator
from typing import cast

import httpcore
import httpx

from badge_inspector.bitrix24.network import ProxyUnusableError
from badge_inspector.bitrix24.stream import AmbiguousLengthError
from badge_inspector.bitrix24.trust import CaFileUnusableError
from badge_inspector.domain.exchange import Phase
from badge_inspector.domain.failures import Failure, FailureKind

TRANSPORT_ERRORS = (
    httpx.HTTPError,
    httpx.InvalidURL,
    httpcore.ProxyError,
    httpcore.UnsupportedProtocol,
    httpcore.ProtocolError,
    httpcore.TimeoutException,
    httpcore.NetworkError,
    ProxyUnusableError,
    CaFileUnusableError,
    UnicodeError,
    OSError,
)
"""Exceptions of sending a request for reasons outside this program (`TimeoutError` and `ssl.SSLError` are OSErrors).
Anything else is a bug and passes through."""

STALE_ERRORS = (httpcore.RemoteProtocolError, httpcore.ReadError, httpcore.WriteError)
"""Exceptions by which httpcore says that a kept connection turned out to be closed."""

_VERIFY = {
    9: FailureKind.TLS_NOT_YET_VALID,
    10: FailureKind.TLS_EXPIRED,
    18: FailureKind.TLS_SELF_SIGNED,
    2: FailureKind.TLS_UNKNOWN_AUTHORITY,
    19: FailureKind.TLS_UNKNOWN_AUTHORITY,
    20: FailureKind.TLS_UNKNOWN_AUTHORITY,
    21: FailureKind.TLS_UNKNOWN_AUTHORITY,
    62: FailureKind.TLS_WRONG_HOST,
    64: FailureKind.TLS_WRONG_HOST,
    # Windows (truststore): CERT_E_UNTRUSTEDROOT, CERT_E_CHAINING, CERT_E_UNTRUSTEDTESTROOT, CERT_E_UNTRUSTEDCA,
    # CERT_E_CN_NO_MATCH. What CERT_E_EXPIRED and CERT_E_UNTRUSTEDROOT lump together `trust.py` tells apart before.
    0x800B0109: FailureKind.TLS_UNKNOWN_AUTHORITY,
    0x800B010A: FailureKind.TLS_UNKNOWN_AUTHORITY,
    0x800B010D: FailureKind.TLS_UNKNOWN_AUTHORITY,
    0x800B0112: FailureKind.TLS_UNKNOWN_AUTHORITY,
    0x800B010F: FailureKind.TLS_WRONG_HOST,
    # macOS (truststore): errSecCertificateExpired, -NotValidYet, -HostNameMismatch, -NotTrusted
    -67818: FailureKind.TLS_EXPIRED,
    -67819: FailureKind.TLS_NOT_YET_VALID,
    -67602: FailureKind.TLS_WRONG_HOST,
    -67843: FailureKind.TLS_UNKNOWN_AUTHORITY,
}
"""The verdict on a certificate: OpenSSL's X509_V_ERR_* numbers, and what truststore's verifiers put in their place."""

_ERRNO: dict[int | None, FailureKind] = {
    errno.ECONNREFUSED: FailureKind.CONNECTION_REFUSED,
    errno.ECONNRESET: FailureKind.CONNECTION_RESET,
    errno.ECONNABORTED: FailureKind.CONNECTION_RESET,
    errno.EPIPE: FailureKind.CONNECTION_RESET,
    errno.EHOSTUNREACH: FailureKind.HOST_UNREACHABLE,
    errno.ENETUNREACH: FailureKind.HOST_UNREACHABLE,
    errno.EHOSTDOWN: FailureKind.HOST_UNREACHABLE,
    errno.ENETDOWN: FailureKind.HOST_UNREACHABLE,
    errno.EADDRNOTAVAIL: FailureKind.HOST_UNREACHABLE,
    errno.EINVAL: FailureKind.ADDRESS_INVALID,
}

_OWN = ((CaFileUnusableError, FailureKind.TLS_OTHER), (AmbiguousLengthError, FailureKind.LENGTH_AMBIGUOUS))
"""Exceptions that this program itself raises at the edge."""

_WINDOWS = {
    # Winsock
    10022: FailureKind.ADDRESS_INVALID,  # WSAEINVAL
    10047: FailureKind.HOST_UNREACHABLE,  # WSAEAFNOSUPPORT: an IPv6 address where there is no IPv6
    10049: FailureKind.HOST_UNREACHABLE,  # WSAEADDRNOTAVAIL
    10050: FailureKind.HOST_UNREACHABLE,  # WSAENETDOWN
    10051: FailureKind.HOST_UNREACHABLE,  # WSAENETUNREACH
    10052: FailureKind.CONNECTION_RESET,  # WSAENETRESET
    10053: FailureKind.CONNECTION_RESET,  # WSAECONNABORTED
    10054: FailureKind.CONNECTION_RESET,  # WSAECONNRESET
    10057: FailureKind.CONNECTION_CLOSED,  # WSAENOTCONN
    10058: FailureKind.CONNECTION_CLOSED,  # WSAESHUTDOWN
    10061: FailureKind.CONNECTION_REFUSED,  # WSAECONNREFUSED
    10064: FailureKind.HOST_UNREACHABLE,  # WSAEHOSTDOWN
    10065: FailureKind.HOST_UNREACHABLE,  # WSAEHOSTUNREACH
    10101: FailureKind.CONNECTION_CLOSED,  # WSAEDISCON
    11001: FailureKind.NAME_NOT_RESOLVED,  # WSAHOST_NOT_FOUND
    11002: FailureKind.NAME_NOT_RESOLVED,  # WSATRY_AGAIN
    11003: FailureKind.NAME_NOT_RESOLVED,  # WSANO_RECOVERY
    11004: FailureKind.NAME_NOT_RESOLVED,  # WSANO_DATA
    # Win32: what overlapped sockets report in their place
    53: FailureKind.HOST_UNREACHABLE,  # ERROR_BAD_NETPATH
    59: FailureKind.CONNECTION_RESET,  # ERROR_UNEXP_NET_ERR
    64: FailureKind.CONNECTION_RESET,  # ERROR_NETNAME_DELETED
    109: FailureKind.CONNECTION_RESET,  # ERROR_BROKEN_PIPE
    240: FailureKind.CONNECTION_CLOSED,  # ERROR_VC_DISCONNECTED
    995: FailureKind.CONNECTION_CLOSED,  # ERROR_OPERATION_ABORTED
    1214: FailureKind.ADDRESS_INVALID,  # ERROR_INVALID_NETNAME
    1222: FailureKind.HOST_UNREACHABLE,  # ERROR_NO_NETWORK
    1225: FailureKind.CONNECTION_REFUSED,  # ERROR_CONNECTION_REFUSED
    1226: FailureKind.CONNECTION_CLOSED,  # ERROR_GRACEFUL_DISCONNECT
    1229: FailureKind.CONNECTION_CLOSED,  # ERROR_CONNECTION_INVALID
    1231: FailureKind.HOST_UNREACHABLE,  # ERROR_NETWORK_UNREACHABLE
    1232: FailureKind.HOST_UNREACHABLE,  # ERROR_HOST_UNREACHABLE
    1233: FailureKind.HOST_UNREACHABLE,  # ERROR_PROTOCOL_UNREACHABLE
    1234: FailureKind.CONNECTION_REFUSED,  # ERROR_PORT_UNREACHABLE
    1235: FailureKind.CONNECTION_CLOSED,  # ERROR_REQUEST_ABORTED
    1236: FailureKind.CONNECTION_RESET,  # ERROR_CONNECTION_ABORTED
    1256: FailureKind.HOST_UNREACHABLE,  # ERROR_HOST_DOWN
}
"""An error's number on Windows. Sources: "Windows Sockets Error Codes" and "System Error Codes" of Microsoft's
documentation."""

_WINDOWS_TIMEOUTS = frozenset({121, 258, 1460, 10060})
"""ERROR_SEM_TIMEOUT (a connection nobody answered, and one whose other end fell silent), WAIT_TIMEOUT, ERROR_TIMEOUT,
WSAETIMEDOUT."""

_FIRST_OF_WINSOCK = 10000

_PROXYS_OWN = frozenset(
    {
        FailureKind.NAME_NOT_RESOLVED,
        FailureKind.CONNECTION_REFUSED,
        FailureKind.HOST_UNREACHABLE,
        FailureKind.CONNECTION_RESET,
        FailureKind.CONNECTION_CLOSED,
        FailureKind.NOT_HTTP,
    }
)
"""Failures between this computer and its proxy, while the connection was being made."""

_CODES = {
    "not_found": FailureKind.BADGE_NOT_FOUND,
    "error_method_not_found": FailureKind.METHOD_NOT_FOUND,
    "100": FailureKind.PARAMETER_INVALID,
    "error_argument": FailureKind.ARGUMENT_INVALID,
    "invalid_arg_value": FailureKind.ARGUMENT_VALUE_INVALID,
    "access_denied": FailureKind.ACCESS_DENIED,
    "allowed_only_intranet_user": FailureKind.EXTRANET_USER,
    "user_access_error": FailureKind.USER_ACCESS_ERROR,
    "method_confirm_waiting": FailureKind.METHOD_CONFIRM_WAITING,
    "method_confirm_denied": FailureKind.METHOD_CONFIRM_DENIED,
    "wrong_license": FailureKind.WRONG_LICENSE,
    "wrong_auth_type": FailureKind.WRONG_AUTH_TYPE,
    "no_auth_found": FailureKind.NO_AUTH_FOUND,
    "invalid_credentials": FailureKind.INVALID_CREDENTIALS,
    "expired_token": FailureKind.EXPIRED_TOKEN,
    "invalid_token": FailureKind.INVALID_TOKEN,
    "error_oauth": FailureKind.OAUTH_ERROR,
    "not_installed": FailureKind.NOT_INSTALLED,
    "application_not_found": FailureKind.APPLICATION_NOT_FOUND,
    "connection_error": FailureKind.AUTH_SERVER_UNREACHABLE,
    "authorization_error": FailureKind.AUTHORIZATION_ERROR,
    "invalid_request": FailureKind.HTTPS_REQUIRED,
    "insufficient_scope": FailureKind.INSUFFICIENT_SCOPE,
    "query_limit_exceeded": FailureKind.QUERY_LIMIT_EXCEEDED,
    "operation_time_limit": FailureKind.OPERATION_TIME_LIMIT,
    "overload_limit": FailureKind.OVERLOAD_LIMIT,
    "payment_required": FailureKind.PAYMENT_REQUIRED,
    "portal_deleted": FailureKind.PORTAL_DELETED,
    "error_core": FailureKind.CORE_ERROR,
    "wrong_encoding": FailureKind.WRONG_ENCODING,
    "internal_server_error": FailureKind.INTERNAL_SERVER_ERROR,
    "error_unexpected_answer": FailureKind.UNEXPECTED_ANSWER,
}
"""A portal's `error`, in lower case."""


def portal_kind(code: str, description: str) -> FailureKind:
    """The leaf of a portal's error. `ACCESS_DENIED` and `INVALID_REQUEST` stand for more than one thing, told apart by
    the English texts in the server's source."""
    kind = _CODES.get(code.strip().lower(), FailureKind.UNKNOWN_ERROR)
    text = description.lower()
    if kind is FailureKind.ACCESS_DENIED:
        if "subscription" in text or "commercial plan" in text:
            return FailureKind.SUBSCRIPTION_NEEDED
        if "application context" in text:
            return FailureKind.APPLICATION_CONTEXT_REQUIRED
    if kind is FailureKind.HTTPS_REQUIRED and text and "https" not in text:
        return FailureKind.UNKNOWN_ERROR
    return kind


def from_error(error: BaseException, phase: Phase | None, proxy: str = "") -> Failure:
    """The failure behind one of `TRANSPORT_ERRORS`. `proxy` names the proxy in use, "" for none.

    The caller redacts: a library's words may quote an address.
    """
    kind = _kind(error, phase)
    status = None
    if isinstance(error, ProxyUnusableError):
        kind = FailureKind.PROXY_REFUSED
    if isinstance(error, httpcore.ProxyError):
        word = str(error).partition(" ")[0]
        status = int(word) if word.isdecimal() else None
        kind = FailureKind.PROXY_AUTH_REQUIRED if status == 407 else FailureKind.PROXY_REFUSED
    detail = _detail(error)
    if proxy and phase is Phase.CONNECT:
        detail = f"{proxy}: {detail}"
        if kind in _PROXYS_OWN:
            kind = FailureKind.PROXY_REFUSED
    return Failure(kind, http_status=status, phase=phase, detail=detail)


def _kind(error: BaseException, phase: Phase | None) -> FailureKind:
    chain = list(_behind(error))
    own = next((kind for shape, kind in _OWN if isinstance(error, shape)), None)
    if own is not None:
        return own
    for link in chain:
        if isinstance(link, ssl.SSLCertVerificationError):
            return _VERIFY.get(link.verify_code, FailureKind.TLS_OTHER)
        if isinstance(link, ssl.SSLError):
            return FailureKind.CONNECTION_CLOSED if isinstance(link, ssl.SSLEOFError) else FailureKind.TLS_PROTOCOL
        if isinstance(link, socket.gaierror):
            return FailureKind.NAME_NOT_RESOLVED
        if isinstance(link, (UnicodeError, httpx.InvalidURL, httpcore.UnsupportedProtocol, httpx.UnsupportedProtocol)):
            return FailureKind.ADDRESS_INVALID
        if isinstance(link, (httpcore.LocalProtocolError, httpx.LocalProtocolError)):
            return FailureKind.TOKEN_UNSENDABLE
    if any(_ran_out_of_time(link) for link in chain):
        return _timeout(chain, phase)
    for link in chain:
        kind = _of_system(link) if isinstance(link, OSError) else None
        if kind is not None:
            return kind
    if any(isinstance(link, (httpcore.RemoteProtocolError, httpx.RemoteProtocolError)) for link in chain):
        closed = "disconnected" in str(error) or "closed connection" in str(error)
        return FailureKind.CONNECTION_CLOSED if closed else FailureKind.NOT_HTTP
    if any(isinstance(link, (httpcore.NetworkError, httpx.NetworkError)) for link in chain):
        return FailureKind.HOST_UNREACHABLE if phase is Phase.CONNECT else FailureKind.CONNECTION_CLOSED
    return FailureKind.UNEXPECTED


def _ran_out_of_time(error: BaseException) -> bool:
    if isinstance(error, (httpcore.TimeoutException, httpx.TimeoutException, TimeoutError)):
        return True
    return isinstance(error, OSError) and _number_on_windows(error) in _WINDOWS_TIMEOUTS


def _of_system(error: OSError) -> FailureKind | None:
    """The leaf of an error of the system's; None for one that says nothing about a connection.

    Windows' number goes first: Python knows few of them, and gives the others an `errno` of EINVAL.
    """
    number = _number_on_windows(error)
    if number is None:
        return _ERRNO.get(error.errno)
    return _WINDOWS.get(number) or (_ERRNO.get(error.errno) if error.errno != errno.EINVAL else None)


def _number_on_windows(error: OSError) -> int | None:
    """Of Win32 or Winsock; the latter's stand in `errno` where a library made the error of what a socket said."""
    number: int | None = getattr(error, "winerror", None)
    if number:
        return number
    return error.errno if error.errno is not None and error.errno >= _FIRST_OF_WINSOCK else None


def _timeout(chain: list[BaseException], phase: Phase | None) -> FailureKind:
    """Of time limits: by phase, since httpcore's name for one does not tell connecting from TLS. The system's own
    ETIMEDOUT is a TimeoutError with a number; one without is the whole exchange's."""
    if isinstance(chain[0], TimeoutError) and chain[0].errno is None:
        return FailureKind.TOTAL_TIMEOUT
    return {
        Phase.CONNECT: FailureKind.CONNECT_TIMEOUT,
        Phase.TLS: FailureKind.TLS_TIMEOUT,
        Phase.SEND: FailureKind.SEND_TIMEOUT,
        Phase.WAIT: FailureKind.READ_TIMEOUT,
        Phase.DOWNLOAD: FailureKind.READ_TIMEOUT,
    }.get(phase or Phase.CONNECT, FailureKind.CONNECT_TIMEOUT)


def _detail(error: BaseException) -> str:
    """The technical reason in the words of whoever knows it best: the innermost error that has any."""
    if isinstance(error, ProxyUnusableError | CaFileUnusableError):
        return str(error)
    words = [(type(link).__name__, str(link).strip()) for link in _behind(error)]
    name, text = next(((name, text) for name, text in reversed(words) if text), words[0])
    return f"{name}: {text}" if text else name


def _behind(error: BaseException) -> Iterator[BaseException]:
    """An error and those behind it, outermost first. httpcore keeps what it maps as the new error's argument, and its
    pool cuts `__cause__`; anyio groups the errors of several addresses."""
    seen: set[int] = set()
    queue: list[BaseException | None] = [error]
    while queue:
        link = queue.pop(0)
        if link is None or id(link) in seen:
            continue
        seen.add(id(link))
        yield link
        queue += [argument for argument in link.args if isinstance(argument, BaseException)]
        if isinstance(link, BaseExceptionGroup):
            queue += cast("tuple[BaseException, ...]", link.exceptions)
        queue.append(link.__cause__)
