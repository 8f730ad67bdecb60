"""A Bitrix24 portal, the ways to sign a call to it, and the profile a person keeps of it.

Pasted addresses are read in `pasted.py`; the type of a secret is in `secret.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple

from badge_inspector.domain.secret import Secret


class PortalAddress(NamedTuple):
    """Address of a portal's REST server.

    `host` is ASCII and lower case (IDNA applied); `port` is None for the scheme's own port; `rest_path` is the path
    left of user and method, with a leading and no trailing slash: "/rest" in the cloud, "/sub/rest" or another name on
    self-hosted portals (`rest_server_path`, bitrix24/README.md, "Addresses and tokens").
    """

    host: str
    scheme: str = "https"
    port: int | None = None
    rest_path: str = "/rest"

    @property
    def authority(self) -> str:
        """Host and, where it is not the scheme's own, port: the form shown to people and used as the secret's key."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port is None else f"{host}:{self.port}"

    @property
    def display(self) -> str:
        """The authority with an international host in its own letters."""
        try:
            shown = self.host.encode("ascii").decode("idna") if "xn--" in self.host else self.host
        except UnicodeError:
            shown = self.host
        shown = f"[{shown}]" if ":" in shown else shown
        return shown if self.port is None else f"{shown}:{self.port}"

    @property
    def root(self) -> str:
        """`https://host[:port]`, without a trailing slash."""
        return f"{self.scheme}://{self.authority}"

    @property
    def rest_url(self) -> str:
        """`https://host[:port]/rest`, without a trailing slash."""
        return self.root + self.rest_path

    @property
    def is_loopback(self) -> bool:
        return self.host in ("localhost", "::1") or re.fullmatch(r"127(\.\d{1,3}){3}", self.host) is not None

    @property
    def is_cloud(self) -> bool:
        """Tell whether the host looks like Bitrix24's cloud; a hint, never an allow-list."""
        return ".bitrix24." in f".{self.host}"


class Webhook(NamedTuple):
    """An incoming webhook: `user` is the path segment before the secret (a number, or a login name)."""

    user: str
    secret: Secret


class OAuthToken(NamedTuple):
    """An OAuth access token; `expires_at` is epoch seconds UTC, None when not known."""

    access_token: Secret
    expires_at: float | None = None


Credentials = Webhook | OAuthToken


class AccessKind(StrEnum):
    WEBHOOK = "webhook"
    OAUTH = "oauth"


class ColourLabel(StrEnum):
    """The colour a person gives a portal, so that production looks different."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    BLUE = "blue"
    GREY = "grey"


class ProxyMode(StrEnum):
    SYSTEM = "system"
    NONE = "none"
    EXPLICIT = "explicit"


class ProxyChoice(NamedTuple):
    """Choice of the proxy for requests. `url` is `http://host:port` without credentials, for EXPLICIT only."""

    mode: ProxyMode = ProxyMode.SYSTEM
    url: str = ""
    user: str = ""


DEMO_IDS = ("demo", "demo-new-build", "demo-oauth")
"""Ids of the demo's profiles in settings and history."""

_CAPTURED = "har:"
"""Beginning of the profile id of a captured lookup; the portal's authority follows. What another computer measured
never mixes with the trend of a portal that is asked from here."""


def captured_profile_id(authority: str) -> str:
    """The id of the profile under which captures of a portal are kept."""
    return f"{_CAPTURED}{authority}"


def captured_authority(profile_id: str) -> str | None:
    """The authority in such an id; None for the id of a portal that a person keeps."""
    return profile_id.removeprefix(_CAPTURED) if profile_id.startswith(_CAPTURED) else None


@dataclass(frozen=True, slots=True)
class PortalProfile:
    """Settings of one portal, without secrets (they are in the keyring under `id` and the address's authority).

    `id` never changes and is not shown; `operating_limit_s` is the budget of `operating` in seconds, 0 for "not
    limited"; `trusted_certificate` is the SHA-256 of the one certificate (lower-case hex) this portal may show besides
    those the system trusts; `last_used_at` is epoch seconds UTC, 0 for never.
    """

    id: str
    name: str
    address: PortalAddress
    access: AccessKind = AccessKind.WEBHOOK
    webhook_user: str = ""
    notes: str = ""
    colour: ColourLabel = ColourLabel.GREY
    display_language: str = ""
    operating_limit_s: float = 480.0
    ca_file: str = ""
    trusted_certificate: str = ""
    oauth_client_id: str = ""
    token_expires_at: float | None = None
    last_used_at: float = 0.0
    is_demo: bool = False
    unknown: tuple[tuple[str, str], ...] = field(default=())
    """Members of a newer version's settings, as (name, JSON text), written back untouched."""

    def moved_to(self, address: PortalAddress) -> PortalProfile:
        """The portal at another address. A certificate is trusted for its host only, and stays behind with it; a portal
        that is named after its host is named after the other one."""
        trusted = self.trusted_certificate if address.authority == self.address.authority else ""
        name = address.display if self.name == self.address.display else self.name
        return replace(self, name=name, address=address, trusted_certificate=trusted)
