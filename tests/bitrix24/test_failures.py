"""Errors that no server in a test can be made to cause: what their leaf is by what they look like."""

from __future__ import annotations

import errno
import socket
import ssl

import anyio
import httpcore
import httpx
import pytest

from badge_inspector.bitrix24.failures import TRANSPORT_ERRORS, from_error
from badge_inspector.domain.exchange import Phase
from badge_inspector.domain.failures import FailureKind


def as_httpcore_does(kind: type[Exception], cause: BaseException) -> Exception:
    """httpcore keeps what it maps as the argument, and its pool cuts the chain (`raise ... from None`)."""
    try:
        try:
            raise cause
        except BaseException as error:
            raise kind(error) from error
    except Exception as error:  # noqa: BLE001
        try:
            raise error from None
        except Exception as cut:  # noqa: BLE001
            return cut


def broken(cause: OSError) -> Exception:
    """anyio's word for a connection that failed."""
    error = anyio.BrokenResourceError()
    error.__cause__ = cause
    return error


def refused_by_certificate(code: int) -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError("certificate verify failed")
    error.verify_code = code
    return error


class WindowsNumberError(OSError):
    """An error as Windows' Python makes it from a number it does not know: the number in `winerror`, errno 22."""

    def __init__(self, number: int, of_python: int = errno.EINVAL) -> None:
        super().__init__(of_python, "words of the system")
        self.winerror = number


ERRNOS = [
    (errno.ECONNREFUSED, FailureKind.CONNECTION_REFUSED),
    (errno.ENETUNREACH, FailureKind.HOST_UNREACHABLE),
    (errno.EHOSTUNREACH, FailureKind.HOST_UNREACHABLE),
    (errno.ECONNRESET, FailureKind.CONNECTION_RESET),
    (errno.ETIMEDOUT, FailureKind.CONNECT_TIMEOUT),
    (10061, FailureKind.CONNECTION_REFUSED),
    (10051, FailureKind.HOST_UNREACHABLE),
    (9999, FailureKind.HOST_UNREACHABLE),
]


@pytest.mark.parametrize(("number", "kind"), ERRNOS)
def test_errors_of_the_system_while_connecting(number: int, kind: FailureKind) -> None:
    several = OSError("All connection attempts failed")
    several.__cause__ = OSError(number, "words of the system")
    failure = from_error(as_httpcore_does(httpcore.ConnectError, several), Phase.CONNECT)
    assert (failure.kind, failure.phase) == (kind, Phase.CONNECT)
    assert "words of the system" in failure.detail


UNKNOWN_TO_WINDOWS = 4321

WINDOWS = [
    (53, FailureKind.HOST_UNREACHABLE),
    (59, FailureKind.CONNECTION_RESET),
    (64, FailureKind.CONNECTION_RESET),
    (109, FailureKind.CONNECTION_RESET),
    (121, FailureKind.CONNECT_TIMEOUT),
    (240, FailureKind.CONNECTION_CLOSED),
    (258, FailureKind.CONNECT_TIMEOUT),
    (995, FailureKind.CONNECTION_CLOSED),
    (1214, FailureKind.ADDRESS_INVALID),
    (1222, FailureKind.HOST_UNREACHABLE),
    (1225, FailureKind.CONNECTION_REFUSED),
    (1226, FailureKind.CONNECTION_CLOSED),
    (1229, FailureKind.CONNECTION_CLOSED),
    (1231, FailureKind.HOST_UNREACHABLE),
    (1232, FailureKind.HOST_UNREACHABLE),
    (1233, FailureKind.HOST_UNREACHABLE),
    (1234, FailureKind.CONNECTION_REFUSED),
    (1235, FailureKind.CONNECTION_CLOSED),
    (1236, FailureKind.CONNECTION_RESET),
    (1256, FailureKind.HOST_UNREACHABLE),
    (1460, FailureKind.CONNECT_TIMEOUT),
    (10022, FailureKind.ADDRESS_INVALID),
    (10047, FailureKind.HOST_UNREACHABLE),
    (10049, FailureKind.HOST_UNREACHABLE),
    (10050, FailureKind.HOST_UNREACHABLE),
    (10051, FailureKind.HOST_UNREACHABLE),
    (10052, FailureKind.CONNECTION_RESET),
    (10053, FailureKind.CONNECTION_RESET),
    (10054, FailureKind.CONNECTION_RESET),
    (10057, FailureKind.CONNECTION_CLOSED),
    (10058, FailureKind.CONNECTION_CLOSED),
    (10060, FailureKind.CONNECT_TIMEOUT),
    (10061, FailureKind.CONNECTION_REFUSED),
    (10064, FailureKind.HOST_UNREACHABLE),
    (10065, FailureKind.HOST_UNREACHABLE),
    (10101, FailureKind.CONNECTION_CLOSED),
    (11001, FailureKind.NAME_NOT_RESOLVED),
    (11002, FailureKind.NAME_NOT_RESOLVED),
    (11003, FailureKind.NAME_NOT_RESOLVED),
    (11004, FailureKind.NAME_NOT_RESOLVED),
    (UNKNOWN_TO_WINDOWS, FailureKind.HOST_UNREACHABLE),
]


@pytest.mark.parametrize(("number", "kind"), WINDOWS)
def test_the_number_of_windows_goes_before_the_errno_that_python_makes_of_it(number: int, kind: FailureKind) -> None:
    several = OSError("All connection attempts failed")
    several.__cause__ = WindowsNumberError(number)
    failure = from_error(as_httpcore_does(httpcore.ConnectError, several), Phase.CONNECT)
    assert (failure.kind, failure.phase) == (kind, Phase.CONNECT)
    assert "words of the system" in failure.detail


@pytest.mark.parametrize(
    ("error", "phase", "kind"),
    [
        (WindowsNumberError(64), Phase.WAIT, FailureKind.CONNECTION_RESET),
        (WindowsNumberError(121), Phase.WAIT, FailureKind.READ_TIMEOUT),
        (WindowsNumberError(121), Phase.SEND, FailureKind.SEND_TIMEOUT),
        (WindowsNumberError(UNKNOWN_TO_WINDOWS), Phase.WAIT, FailureKind.CONNECTION_CLOSED),
        (WindowsNumberError(232, errno.EPIPE), Phase.SEND, FailureKind.CONNECTION_RESET),
        (OSError(10060, "made of what a socket said"), Phase.WAIT, FailureKind.READ_TIMEOUT),
    ],
)
def test_errors_of_windows_on_a_connection_that_stands(error: OSError, phase: Phase, kind: FailureKind) -> None:
    assert from_error(as_httpcore_does(httpcore.ReadError, broken(error)), phase).kind is kind


@pytest.mark.parametrize(
    "number",
    [number for number, kind in WINDOWS if kind is FailureKind.HOST_UNREACHABLE and number != UNKNOWN_TO_WINDOWS],
)
def test_a_host_that_is_out_of_reach_in_mid_exchange_is_told_from_a_closed_connection(number: int) -> None:
    error = as_httpcore_does(httpcore.ReadError, broken(WindowsNumberError(number)))
    assert from_error(error, Phase.WAIT).kind is FailureKind.HOST_UNREACHABLE


def test_errors_of_several_addresses() -> None:
    group = ExceptionGroup(
        "multiple connection attempts failed", [OSError(errno.ENETUNREACH, "v6"), OSError(101, "v4")]
    )
    several = OSError("All connection attempts failed")
    several.__cause__ = group
    failure = from_error(as_httpcore_does(httpcore.ConnectError, several), Phase.CONNECT)
    assert failure.kind is FailureKind.HOST_UNREACHABLE


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (10, FailureKind.TLS_EXPIRED),
        (9, FailureKind.TLS_NOT_YET_VALID),
        (2, FailureKind.TLS_UNKNOWN_AUTHORITY),
        (18, FailureKind.TLS_SELF_SIGNED),
        (19, FailureKind.TLS_UNKNOWN_AUTHORITY),
        (20, FailureKind.TLS_UNKNOWN_AUTHORITY),
        (21, FailureKind.TLS_UNKNOWN_AUTHORITY),
        (62, FailureKind.TLS_WRONG_HOST),
        (64, FailureKind.TLS_WRONG_HOST),
        (23, FailureKind.TLS_OTHER),
        (0x800B0101, FailureKind.TLS_OTHER),
        (0x800B010A, FailureKind.TLS_UNKNOWN_AUTHORITY),
        (0x800B010C, FailureKind.TLS_OTHER),
        (0x800B010D, FailureKind.TLS_UNKNOWN_AUTHORITY),
        (0x800B0112, FailureKind.TLS_UNKNOWN_AUTHORITY),
        (0x800B0109, FailureKind.TLS_UNKNOWN_AUTHORITY),
        (0x800B010F, FailureKind.TLS_WRONG_HOST),
        (0x80096004, FailureKind.TLS_OTHER),
        (-67818, FailureKind.TLS_EXPIRED),
        (-67819, FailureKind.TLS_NOT_YET_VALID),
        (-67602, FailureKind.TLS_WRONG_HOST),
        (-67843, FailureKind.TLS_UNKNOWN_AUTHORITY),
    ],
)
def test_verdicts_of_openssl_windows_and_macos(code: int, kind: FailureKind) -> None:
    error = as_httpcore_does(httpcore.ConnectError, refused_by_certificate(code))
    assert from_error(error, Phase.TLS).kind is kind


@pytest.mark.parametrize(
    ("error", "phase", "kind"),
    [
        (TimeoutError(), Phase.WAIT, FailureKind.TOTAL_TIMEOUT),
        (TimeoutError(), Phase.CONNECT, FailureKind.TOTAL_TIMEOUT),
        (as_httpcore_does(httpcore.ConnectTimeout, TimeoutError()), Phase.CONNECT, FailureKind.CONNECT_TIMEOUT),
        (as_httpcore_does(httpcore.ConnectTimeout, TimeoutError()), Phase.TLS, FailureKind.TLS_TIMEOUT),
        (as_httpcore_does(httpcore.WriteTimeout, TimeoutError()), Phase.SEND, FailureKind.SEND_TIMEOUT),
        (as_httpcore_does(httpcore.ReadTimeout, TimeoutError()), Phase.WAIT, FailureKind.READ_TIMEOUT),
        (as_httpcore_does(httpcore.ReadTimeout, TimeoutError()), Phase.DOWNLOAD, FailureKind.READ_TIMEOUT),
        (as_httpcore_does(httpcore.ReadError, broken(OSError(errno.ETIMEDOUT, "x"))), Phase.WAIT,
         FailureKind.READ_TIMEOUT),
        (httpx.ReadTimeout(""), Phase.WAIT, FailureKind.READ_TIMEOUT),
    ],
)  # fmt: skip
def test_time_limits(error: Exception, phase: Phase, kind: FailureKind) -> None:
    assert from_error(error, phase).kind is kind


@pytest.mark.parametrize(
    ("error", "phase", "kind"),
    [
        (as_httpcore_does(httpcore.ConnectError, socket.gaierror(-2, "x")), Phase.CONNECT,
         FailureKind.NAME_NOT_RESOLVED),
        (as_httpcore_does(httpcore.ConnectError, ssl.SSLError(1, "[SSL: WRONG_VERSION_NUMBER]")), Phase.TLS,
         FailureKind.TLS_PROTOCOL),
        (as_httpcore_does(httpcore.ConnectError, ssl.SSLEOFError(8, "x")), Phase.TLS, FailureKind.CONNECTION_CLOSED),
        (as_httpcore_does(httpcore.ConnectError, anyio.EndOfStream()), Phase.TLS, FailureKind.CONNECTION_CLOSED),
        (as_httpcore_does(httpcore.ReadError, broken(ConnectionResetError(errno.ECONNRESET, "x"))), Phase.WAIT,
         FailureKind.CONNECTION_RESET),
        (as_httpcore_does(httpcore.WriteError, broken(BrokenPipeError(errno.EPIPE, "x"))), Phase.SEND,
         FailureKind.CONNECTION_RESET),
        (as_httpcore_does(httpcore.ReadError, anyio.ClosedResourceError()), Phase.WAIT, FailureKind.CONNECTION_CLOSED),
        (httpcore.RemoteProtocolError("Server disconnected without sending a response."), Phase.WAIT,
         FailureKind.CONNECTION_CLOSED),
        (httpcore.RemoteProtocolError("illegal status line"), Phase.DOWNLOAD, FailureKind.NOT_HTTP),
        (httpcore.LocalProtocolError("Illegal header value"), Phase.SEND, FailureKind.TOKEN_UNSENDABLE),
        (httpx.InvalidURL("x"), None, FailureKind.ADDRESS_INVALID),
        (httpcore.UnsupportedProtocol("x"), None, FailureKind.ADDRESS_INVALID),
        (UnicodeError("label too long"), Phase.CONNECT, FailureKind.ADDRESS_INVALID),
        (OSError("something else"), None, FailureKind.UNEXPECTED),
    ],
)  # fmt: skip
def test_others(error: Exception, phase: Phase | None, kind: FailureKind) -> None:
    assert isinstance(error, TRANSPORT_ERRORS)
    failure = from_error(error, phase)
    assert failure.kind is kind
    assert failure.detail


@pytest.mark.parametrize(
    ("error", "phase", "kind"),
    [
        (httpcore.ConnectError(OSError(errno.ECONNREFUSED, "x")), Phase.CONNECT, FailureKind.PROXY_REFUSED),
        (httpcore.ConnectError(socket.gaierror(-2, "x")), Phase.CONNECT, FailureKind.PROXY_REFUSED),
        (httpcore.ConnectTimeout(TimeoutError()), Phase.CONNECT, FailureKind.CONNECT_TIMEOUT),
        (TimeoutError(), Phase.CONNECT, FailureKind.TOTAL_TIMEOUT),
        (httpcore.ProxyError("407 Proxy Authentication Required"), Phase.CONNECT, FailureKind.PROXY_AUTH_REQUIRED),
        (httpcore.ProxyError("502 Bad Gateway"), Phase.CONNECT, FailureKind.PROXY_REFUSED),
        (httpcore.ConnectError(refused_by_certificate(10)), Phase.TLS, FailureKind.TLS_EXPIRED),
    ],
)
def test_behind_a_proxy(error: Exception, phase: Phase, kind: FailureKind) -> None:
    assert from_error(error, phase, "http://proxy.example:3128").kind is kind
