"""Whom the client trusts, against real TLS servers with trustme's certificates."""

from __future__ import annotations

import asyncio
import errno
import hashlib
import os
import socket
import ssl
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import truststore

from badge_inspector.bitrix24 import trust
from badge_inspector.bitrix24.certificates import read_certificate
from badge_inspector.bitrix24.client import GET_METHOD, PortalClient, Reply
from badge_inspector.domain.exchange import Certificate, Phase
from badge_inspector.domain.failures import Failure, FailureKind
from badge_inspector.domain.limits import ExchangeLimits
from badge_inspector.domain.portal import PortalProfile
from tests.support import certificates, system_authorities
from tests.support.faulty_portal import GOOD, WEBHOOK, Conversation, FaultyPortal, answer


def ask(profile: PortalProfile, limits: ExchangeLimits | None = None) -> Reply:
    async def run() -> Reply:
        async with PortalClient(limits) as client:
            return await client.call(profile, WEBHOOK, GET_METHOD, {"code": "a"})

    return asyncio.run(run())


def fetch(portal: FaultyPortal) -> Certificate | Failure:
    async def run() -> Certificate | Failure:
        async with PortalClient() as client:
            return await client.fetch_certificate(portal.address)

    return asyncio.run(run())


def fingerprint(context_file: Path) -> str:
    return hashlib.sha256(ssl.PEM_cert_to_DER_cert(context_file.read_text())).hexdigest()


def der(tag: int, *parts: bytes) -> bytes:
    """An item of DER: its tag, its length and its content."""
    content = b"".join(parts)
    if len(content) < 0x80:
        return bytes([tag, len(content)]) + content
    length = len(content).to_bytes((len(content).bit_length() + 7) // 8)
    return bytes([tag, 0x80 | len(length)]) + length + content


def certificate_of(
    not_after: bytes = der(0x17, b"300101000000Z"),
    organisation: bytes = der(0x13, b"Acme"),
    versions: tuple[bytes, ...] = (),
    issued_by: tuple[str, bytes] = ("CN", der(0x13, b"Authority")),
) -> bytes:
    """A certificate as far as it is read: neither its key nor its signature is there."""
    numbers = {"CN": b"\x55\x04\x03", "O": b"\x55\x04\x0a"}

    def name(part: str, value: bytes) -> bytes:
        return der(0x30, der(0x31, der(0x30, der(0x06, numbers[part]), value)))

    issuer, subject = name(*issued_by), name("O", organisation)
    validity = der(0x30, der(0x17, b"200101000000Z"), not_after)
    fields = (*versions, der(0x02, b"\x01"), der(0x30), issuer, validity, subject)
    return der(0x30, der(0x30, *fields))


class TestAuthorities:
    def test_authority_of_the_profile_is_trusted_and_the_certificate_told(self, tmp_path: Path) -> None:
        with FaultyPortal(answer(200, GOOD), tls=certificates.server_context()) as portal:
            reply = ask(portal.profile(ca_file=certificates.authority_file(tmp_path)))
        assert reply.failure is None
        assert reply.exchange.response is not None
        certificate = reply.exchange.response.certificate
        assert certificate is not None
        assert "Test Authority" in certificate.issuer
        assert certificate.not_before < reply.exchange.timeline.started_at < certificate.not_after
        phases = [span.phase for span in reply.exchange.timeline.spans]
        assert phases == [Phase.CONNECT, Phase.TLS, Phase.SEND, Phase.WAIT, Phase.DOWNLOAD]

    @pytest.mark.parametrize(
        ("context", "kind"),
        [
            (certificates.expired, FailureKind.TLS_EXPIRED),
            (certificates.not_yet_valid, FailureKind.TLS_NOT_YET_VALID),
            (certificates.wrong_host, FailureKind.TLS_WRONG_HOST),
        ],
        ids=["expired", "not yet valid", "wrong host"],
    )
    def test_bad_certificates_of_a_trusted_authority(
        self, context: Callable[[], ssl.SSLContext], kind: FailureKind, tmp_path: Path
    ) -> None:
        with FaultyPortal(answer(200, GOOD), tls=context()) as portal:
            reply = ask(portal.profile(ca_file=certificates.authority_file(tmp_path)))
        assert reply.failure is not None
        assert (reply.failure.kind, reply.failure.phase) == (kind, Phase.TLS)
        assert reply.failure.detail
        assert not portal.received

    @pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no variable names the system's list")
    def test_authority_on_the_system_s_list_is_trusted(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        system_authorities.read_them(monkeypatch)
        monkeypatch.setenv("SSL_CERT_FILE", certificates.authority_file(tmp_path))
        with FaultyPortal(answer(200, GOOD), tls=certificates.server_context()) as portal:
            assert ask(portal.profile()).failure is None

    def test_unknown_authority(self, monkeypatch: pytest.MonkeyPatch) -> None:
        system_authorities.read_them(monkeypatch)
        with FaultyPortal(answer(200, GOOD), tls=certificates.server_context()) as portal:
            reply = ask(portal.profile())
        assert reply.failure is not None
        assert reply.failure.kind is FailureKind.TLS_UNKNOWN_AUTHORITY
        assert not portal.received

    def test_self_signed(self, tmp_path: Path) -> None:
        with FaultyPortal(answer(200, GOOD), tls=certificates.self_signed(tmp_path)) as portal:
            reply = ask(portal.profile())
        assert reply.failure is not None
        assert reply.failure.kind is FailureKind.TLS_SELF_SIGNED
        assert not portal.received

    @pytest.mark.parametrize("content", [None, "", "no certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n"])
    def test_ca_file_that_is_none(self, content: str | None, tmp_path: Path) -> None:
        path = tmp_path / "ca.pem"
        if content is not None:
            path.write_text(content)
        with FaultyPortal(answer(200, GOOD), tls=certificates.server_context()) as portal:
            reply = ask(portal.profile(ca_file=str(path)))
        assert reply.failure is not None
        assert reply.failure.kind is FailureKind.TLS_OTHER
        assert str(path) in reply.failure.detail
        assert not portal.connections

    def test_problems_of_a_ca_file(self, tmp_path: Path) -> None:
        assert trust.ca_file_problem(certificates.authority_file(tmp_path)) == ""
        assert trust.ca_file_problem(str(tmp_path / "missing.pem")) == os.strerror(errno.ENOENT)
        (tmp_path / "empty.pem").touch()
        assert trust.ca_file_problem(str(tmp_path / "empty.pem"))


class TestVerdictsOfWindows:
    """Verdicts of Windows' verifier on a certificate, by way of a handshake with a server that shows it."""

    @pytest.fixture
    def verdict(self, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
        def has(code: int) -> None:
            class Refusing(ssl.SSLObject):
                def do_handshake(self) -> None:
                    super().do_handshake()
                    error = ssl.SSLCertVerificationError("words of Windows")
                    error.verify_code = code
                    raise error

            def wrap_bio(_: object, incoming: ssl.MemoryBIO, outgoing: ssl.MemoryBIO, *__: object) -> ssl.SSLObject:
                context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
                context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
                context.sslobject_class = Refusing
                return context.wrap_bio(incoming, outgoing)

            monkeypatch.setattr(trust, "_SYSTEM_JUDGES", True)
            monkeypatch.setattr(truststore.SSLContext, "wrap_bio", wrap_bio)

        return has

    @pytest.mark.parametrize(
        ("code", "context", "kind"),
        [
            (0x800B0101, certificates.expired, FailureKind.TLS_EXPIRED),
            (0x800B0101, certificates.not_yet_valid, FailureKind.TLS_NOT_YET_VALID),
            (0x800B0101, certificates.server_context, FailureKind.TLS_OTHER),
            (0x800B0109, certificates.server_context, FailureKind.TLS_UNKNOWN_AUTHORITY),
            (0x800B010F, certificates.wrong_host, FailureKind.TLS_WRONG_HOST),
            (0x800B010C, certificates.server_context, FailureKind.TLS_OTHER),
        ],
        ids=["expired", "not yet valid", "an authority's dates", "unknown authority", "wrong host", "revoked"],
    )
    def test_one_code_for_two_things_is_told_apart(
        self,
        verdict: Callable[[int], None],
        code: int,
        context: Callable[[], ssl.SSLContext],
        kind: FailureKind,
    ) -> None:
        verdict(code)
        with FaultyPortal(answer(200, GOOD), tls=context()) as portal:
            reply = ask(portal.profile())
        assert reply.failure is not None
        assert (reply.failure.kind, reply.failure.phase) == (kind, Phase.TLS)
        assert "words of Windows" in reply.failure.detail
        assert not portal.received

    def test_a_certificate_that_vouches_for_itself(self, verdict: Callable[[int], None], tmp_path: Path) -> None:
        verdict(0x800B0109)
        with FaultyPortal(answer(200, GOOD), tls=certificates.self_signed(tmp_path)) as portal:
            reply = ask(portal.profile())
        assert reply.failure is not None
        assert reply.failure.kind is FailureKind.TLS_SELF_SIGNED

    @pytest.mark.parametrize(
        ("code", "moment", "told"),
        [
            (0x800B0101, datetime(2019, 12, 31, 23, 59, 59, tzinfo=UTC), 9),
            (0x800B0101, datetime(2020, 1, 1, tzinfo=UTC), 0x800B0101),
            (0x800B0101, datetime(2030, 1, 1, tzinfo=UTC), 0x800B0101),
            (0x800B0101, datetime(2030, 1, 1, 0, 0, 1, tzinfo=UTC), 10),
            (0x800B0109, datetime(2031, 1, 1, tzinfo=UTC), 18),
            (0x800B010F, datetime(2031, 1, 1, tzinfo=UTC), 0x800B010F),
        ],
    )
    def test_a_certificate_of_the_years_2020_to_2030_that_vouches_for_itself(
        self, code: int, moment: datetime, told: int
    ) -> None:
        """Both ends of its time belong to it (RFC 5280, section 4.1.2.5); the numbers told are OpenSSL's."""
        shown = certificate_of(issued_by=("O", der(0x13, b"Acme")))
        assert trust.told_apart(code, shown, moment.timestamp()) == told

    def test_what_cannot_be_read_is_left_as_it_is(self) -> None:
        assert trust.told_apart(0x800B0101, b"no certificate", 0.0) == 0x800B0101


class TestHandshake:
    def test_plain_http_where_tls_should_be(self) -> None:
        with FaultyPortal(answer(200, GOOD)) as portal:
            address = portal.address
            profile = PortalProfile("p", "P", address.__class__(address.host, port=address.port))
            portal.script = lambda conversation: conversation.send(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            reply = ask(profile)
        assert reply.failure is not None
        assert (reply.failure.kind, reply.failure.phase) == (FailureKind.TLS_PROTOCOL, Phase.TLS)

    def test_connection_closed_in_the_handshake(self) -> None:
        with FaultyPortal(lambda conversation: conversation.socket.recv(1)) as portal:
            address = portal.address
            reply = ask(PortalProfile("p", "P", address.__class__(address.host, port=address.port)))
        assert reply.failure is not None
        assert reply.failure.kind in (FailureKind.CONNECTION_CLOSED, FailureKind.CONNECTION_RESET)
        assert reply.failure.phase is Phase.TLS

    def test_handshake_that_hangs(self) -> None:
        with FaultyPortal(Conversation.hold) as portal:
            address = portal.address
            profile = PortalProfile("p", "P", address.__class__(address.host, port=address.port))
            reply = ask(profile, ExchangeLimits(connect_s=0.2))
        assert reply.failure is not None
        assert (reply.failure.kind, reply.failure.phase) == (FailureKind.TLS_TIMEOUT, Phase.TLS)

    def test_cancel_in_the_handshake(self) -> None:
        with FaultyPortal(Conversation.hold) as portal:
            address = portal.address
            profile = PortalProfile("p", "P", address.__class__(address.host, port=address.port))

            async def run() -> None:
                async with PortalClient() as client:
                    task = asyncio.create_task(client.call(profile, WEBHOOK, GET_METHOD, {"code": "a"}))
                    await asyncio.to_thread(portal.held.wait)
                    task.cancel()
                    with pytest.raises(asyncio.CancelledError):
                        await task

            asyncio.run(run())


class TestPinned:
    def test_pinned_certificate_is_enough(self, tmp_path: Path) -> None:
        with FaultyPortal(answer(200, GOOD), tls=certificates.self_signed(tmp_path)) as portal:
            reply = ask(portal.profile(trusted_certificate=fingerprint(tmp_path / "self.pem")))
        assert reply.failure is None
        assert reply.exchange.response is not None
        certificate = reply.exchange.response.certificate
        assert certificate is not None
        assert certificate.sha256 == fingerprint(tmp_path / "self.pem")

    def test_another_certificate_is_refused_before_a_byte_is_sent(self, tmp_path: Path) -> None:
        with FaultyPortal(answer(200, GOOD), tls=certificates.self_signed(tmp_path)) as portal:
            reply = ask(portal.profile(trusted_certificate="0" * 64))
        assert reply.failure is not None
        assert reply.failure.kind is FailureKind.TLS_SELF_SIGNED
        assert not portal.received

    def test_certificate_that_authorities_vouch_for_replaces_the_pinned_one(self, tmp_path: Path) -> None:
        """A portal whose own certificate was trusted has got an ordinary one."""
        with FaultyPortal(answer(200, GOOD), tls=certificates.server_context()) as portal:
            ca_file = certificates.authority_file(tmp_path)
            reply = ask(portal.profile(trusted_certificate="0" * 64, ca_file=ca_file))
        assert reply.failure is None
        assert [span.phase for span in reply.exchange.timeline.spans][:2] == [Phase.CONNECT, Phase.TLS]

    def test_pin_of_one_portal_does_not_open_another(self, tmp_path: Path) -> None:
        with FaultyPortal(answer(200, GOOD), tls=certificates.self_signed(tmp_path)) as portal:
            pinned = portal.profile(trusted_certificate=fingerprint(tmp_path / "self.pem"))

            async def run() -> tuple[Reply, Reply]:
                async with PortalClient() as client:
                    first = await client.call(pinned, WEBHOOK, GET_METHOD, {"code": "a"})
                    return first, await client.call(portal.profile(), WEBHOOK, GET_METHOD, {"code": "a"})

            first, second = asyncio.run(run())
        assert first.failure is None
        assert second.failure is not None
        assert second.failure.kind is FailureKind.TLS_SELF_SIGNED


class TestFetching:
    def test_certificate_is_shown_before_it_is_trusted(self, tmp_path: Path) -> None:
        with FaultyPortal(answer(200, GOOD), tls=certificates.self_signed(tmp_path)) as portal:
            shown = fetch(portal)
        assert isinstance(shown, Certificate)
        assert shown.sha256 == fingerprint(tmp_path / "self.pem")
        assert "Lonely" in shown.subject
        assert shown.subject == shown.issuer
        assert not portal.received

    def test_failure_to_connect(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            port = listener.getsockname()[1]
        portal = FaultyPortal(answer(200, GOOD))
        with portal:
            address = portal.address

            async def run() -> Certificate | Failure:
                async with PortalClient() as client:
                    return await client.fetch_certificate(address.__class__(address.host, port=port))

            shown = asyncio.run(run())
        assert isinstance(shown, Failure)
        assert shown.kind is FailureKind.CONNECTION_REFUSED

    def test_plain_http_has_none(self) -> None:
        with FaultyPortal(answer(200, GOOD)) as portal:
            shown = fetch(portal)
        assert isinstance(shown, Failure)
        assert shown.kind is FailureKind.TLS_PROTOCOL
        assert not portal.connections


class TestReading:
    def test_agrees_with_openssl(self, tmp_path: Path) -> None:
        path = tmp_path / "leaf.pem"
        leaf = certificates.authority().issue_cert("portal.example", "портал.example".encode("idna").decode())
        leaf.cert_chain_pems[0].write_to_path(str(path))
        decoded = ssl._ssl._test_decode_cert(str(path))  # pyright: ignore[reportAttributeAccessIssue]
        ours = read_certificate(ssl.PEM_cert_to_DER_cert(path.read_text()))
        assert ours is not None
        assert ours.not_before == ssl.cert_time_to_seconds(decoded["notBefore"])
        assert ours.not_after == ssl.cert_time_to_seconds(decoded["notAfter"])
        for part in decoded["issuer"]:
            assert part[0][1] in ours.issuer

    @pytest.mark.parametrize(
        ("tag", "text", "moment"),
        [
            (0x17, "491231235959Z", datetime(2049, 12, 31, 23, 59, 59, tzinfo=UTC)),
            (0x17, "500101000000Z", datetime(1950, 1, 1, tzinfo=UTC)),
            (0x17, "991231235959Z", datetime(1999, 12, 31, 23, 59, 59, tzinfo=UTC)),
            (0x17, "000101000000Z", datetime(2000, 1, 1, tzinfo=UTC)),
            (0x18, "20500101000000Z", datetime(2050, 1, 1, tzinfo=UTC)),
        ],
    )
    def test_years_of_two_and_of_four_digits(self, tag: int, text: str, moment: datetime) -> None:
        """RFC 5280, section 4.1.2.5.1: two digits from 50 on are of the last century."""
        read = read_certificate(certificate_of(not_after=der(tag, text.encode())))
        assert read is not None
        assert read.not_after == moment.timestamp()

    @pytest.mark.parametrize("versions", [(), (der(0xA0, der(0x02, b"\x02")),)], ids=["1", "3"])
    @pytest.mark.parametrize(
        ("value", "name"),
        [
            (der(0x0C, "Ромашка".encode()), "Ромашка"),
            (der(0x1E, "Ромашка".encode("utf-16-be")), "Ромашка"),
            (der(0x13, b"x" * 127), "x" * 127),
            (der(0x13, b"x" * 128), "x" * 128),
            (der(0x13, b"x" * 300), "x" * 300),
            (der(0x13, b"Acme") + der(0x05), "Acme"),
        ],
        ids=["UTF8String", "BMPString", "longest short length", "long length", "length in two bytes", "more behind it"],
    )
    def test_names_in_each_form_with_and_without_a_version(
        self, value: bytes, name: str, versions: tuple[bytes, ...]
    ) -> None:
        read = read_certificate(certificate_of(organisation=value, versions=versions))
        assert read is not None
        assert read.subject == f"O={name}"
        assert read.issuer == "CN=Authority"

    @pytest.mark.parametrize("der", [b"", b"\x30", b"\x30\x80", b"\x30\x03\x02\x01", b"no certificate", b"0" * 50])
    def test_survives_what_is_none(self, der: bytes) -> None:
        assert read_certificate(der) is None
