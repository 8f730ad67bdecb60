"""SSL contexts over the certificates that a connection trusts: the system's authorities, a CA file of the profile's, or
one pinned certificate. Verification cannot be switched off.

Contexts are made in a background thread (reading the system's authorities takes 40 ms on Debian 12) and kept: one for
each CA file, shared by all connections.
"""

from __future__ import annotations

import asyncio
import ssl
import sys
import time

import truststore

from badge_inspector.background import in_background
from badge_inspector.bitrix24.certificates import read_certificate

_SYSTEM_JUDGES = sys.platform in ("win32", "darwin")
"""True where the system's own verifier decides, and not OpenSSL."""

_NOT_IN_ITS_TIME, _UNKNOWN_ROOT = 0x800B0101, 0x800B0109
"""Windows' CERT_E_EXPIRED, also of a certificate that is not valid yet, and CERT_E_UNTRUSTEDROOT, also of one that is
its own root."""
_NOT_YET_VALID, _EXPIRED, _SELF_SIGNED = 9, 10, 18
"""OpenSSL's X509_V_ERR_CERT_NOT_YET_VALID, …_CERT_HAS_EXPIRED, …_DEPTH_ZERO_SELF_SIGNED_CERT."""


class CaFileUnusableError(Exception):
    """The profile's CA file cannot be read, or holds no certificate."""


class TrustStore:
    """Makes SSL contexts, once each. Belongs to one event loop."""

    def __init__(self) -> None:
        self._contexts: dict[str, ssl.SSLContext] = {}
        self._unverified: ssl.SSLContext | None = None
        self._lock = asyncio.Lock()

    async def context(self, ca_file: str = "") -> ssl.SSLContext:
        """A context that trusts the system's authorities and those in `ca_file` (PEM). Raises CaFileUnusableError."""
        async with self._lock:
            context = self._contexts.get(ca_file)
            if context is None:
                context = await in_background(lambda: _system_context(ca_file))
                self._contexts[ca_file] = context
            return context

    async def unverified(self) -> ssl.SSLContext:
        """A context whose handshakes OpenSSL does not judge. Only for `network.Stream`, which compares the certificate
        with the pin before a byte of a request goes out."""
        async with self._lock:
            if self._unverified is None:
                context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
                context.check_hostname = False
                context.verify_mode = ssl.CERT_NONE
                self._unverified = context
            return self._unverified


def ca_file_problem(path: str) -> str:
    """The system's reason why a file cannot be used as a profile's CA file; "" when it can. Reads the file."""
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cafile=path)
    except ssl.SSLError as error:
        return error.reason.replace("_", " ").lower() if error.reason else str(error)
    except OSError as error:
        return error.strerror or str(error)
    return ""


def told_apart(code: int, der: bytes, now: float) -> int:
    """The verdict of Windows' verifier on the certificate shown, as OpenSSL's number where the certificate itself says
    which of two things is meant. Windows' own stays where it is not this certificate's dates: an authority's may be
    over, or still to come."""
    certificate = read_certificate(der)
    if certificate is None:
        return code
    if code == _NOT_IN_ITS_TIME:
        if now < certificate.not_before:
            return _NOT_YET_VALID
        if now > certificate.not_after:
            return _EXPIRED
    elif code == _UNKNOWN_ROOT and certificate.subject == certificate.issuer:
        return _SELF_SIGNED
    return code


class _SystemContext(truststore.SSLContext):
    """truststore's, with verdicts that are told apart."""

    def wrap_bio(
        self,
        incoming: ssl.MemoryBIO,
        outgoing: ssl.MemoryBIO,
        server_side: bool = False,
        server_hostname: str | None = None,
        session: ssl.SSLSession | None = None,
    ) -> ssl.SSLObject:
        made = super().wrap_bio(incoming, outgoing, server_side, server_hostname, session)
        judged = made.do_handshake

        def do_handshake() -> None:
            try:
                judged()
            except ssl.SSLCertVerificationError as error:
                error.verify_code = told_apart(
                    error.verify_code, made.getpeercert(binary_form=True) or b"", time.time()
                )
                raise

        made.do_handshake = do_handshake
        return made


def _system_context(ca_file: str) -> ssl.SSLContext:
    context = _SystemContext(ssl.PROTOCOL_TLS_CLIENT)
    if ca_file:
        try:
            context.load_verify_locations(cafile=ca_file)
        except OSError as error:  # ssl.SSLError, of a file without a certificate, is one too
            raise CaFileUnusableError(f"{ca_file}: {error}") from error
    if _SYSTEM_JUDGES:
        return context
    # On Linux truststore finds the system's bundle and reads it anew for every connection, which would be a part of
    # every "TLS" phase shown. Its inner context, loaded once by a handshake that never happens, is all that is needed:
    # OpenSSL itself verifies there.
    return context.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_hostname="localhost").context
