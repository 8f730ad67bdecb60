"""Subject, issuer and dates of a certificate, read from its DER form.

`SSLObject.getpeercert()` answers only where OpenSSL itself verified: not with the verifiers of Windows and macOS, and
not for a pinned certificate. RFC 5280, section 4.1 is the layout read here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime

from badge_inspector.domain.exchange import Certificate

_UTC_TIME, _VERSION = 0x17, 0xA0
_UTF16_STRING = 0x1E
_NAMES = {
    b"\x55\x04\x03": "CN",
    b"\x55\x04\x05": "serialNumber",
    b"\x55\x04\x06": "C",
    b"\x55\x04\x07": "L",
    b"\x55\x04\x08": "ST",
    b"\x55\x04\x0a": "O",
    b"\x55\x04\x0b": "OU",
    b"\x2a\x86\x48\x86\xf7\x0d\x01\x09\x01": "emailAddress",
    b"\x09\x92\x26\x89\x93\xf2\x2c\x64\x01\x19": "DC",
}


def read_certificate(der: bytes) -> Certificate | None:
    """Read a certificate; None when the bytes are not one. Names are "CN=portal.example, O=Example"; parts without a
    short name are left out."""
    try:
        certificate = next(_items(der))[1]
        fields = [value for tag, value in _items(next(_items(certificate))[1]) if tag != _VERSION]
        _, _, issuer, validity, subject = fields[:5]
        not_before, not_after = (_moment(tag, value) for tag, value in _items(validity))
        return Certificate(
            subject=_name(subject),
            issuer=_name(issuer),
            not_before=not_before,
            not_after=not_after,
            sha256=hashlib.sha256(der).hexdigest(),
        )
    except (ValueError, IndexError, StopIteration):
        return None


def _items(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The (tag, value) pairs of a DER sequence's content. Raises ValueError, or IndexError, where it breaks off."""
    at = 0
    while at < len(data):
        tag, length = data[at], data[at + 1]
        at += 2
        if length & 0x80:
            size = length & 0x7F
            length = int.from_bytes(data[at : at + size])
            at += size
        value = data[at : at + length]
        if len(value) != length:
            raise ValueError("broken off")
        yield tag, value
        at += length


def _name(data: bytes) -> str:
    parts: list[str] = []
    for _, relative in _items(data):
        for _, attribute in _items(relative):
            (_, oid), (tag, value) = list(_items(attribute))[:2]
            label = _NAMES.get(oid)
            if label:
                parts.append(f"{label}={value.decode('utf-16-be' if tag == _UTF16_STRING else 'utf-8', 'replace')}")
    return ", ".join(parts)


def _moment(tag: int, value: bytes) -> float:
    """Epoch seconds of a UTCTime or GeneralizedTime."""
    text = value.decode("ascii")
    if tag == _UTC_TIME:  # two digits of the year: 1950 to 2049
        text = ("19" if text >= "50" else "20") + text
    return datetime.strptime(text, "%Y%m%d%H%M%SZ").replace(tzinfo=UTC).timestamp()
