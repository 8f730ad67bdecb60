"""Choice of a request's proxy: none, the one chosen, or the system's."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

from badge_inspector.background import in_background
from badge_inspector.bitrix24.network import ProxyUnusableError
from badge_inspector.domain.portal import PortalAddress, ProxyChoice, ProxyMode
from badge_inspector.domain.secret import Secret


@dataclass(frozen=True, slots=True)
class Proxy:
    """A proxy: its address without credentials, and the credentials apart."""

    url: str
    user: str = ""
    password: Secret | None = None


async def proxy_for(address: PortalAddress, choice: ProxyChoice, password: Secret | None) -> Proxy | None:
    """The proxy on the way to a portal, None for a direct connection. Raises ProxyUnusableError.

    Loopback is always asked directly: a proxy would look for it on its own machine.
    """
    if choice.mode is ProxyMode.NONE or address.is_loopback:
        return None
    if choice.mode is ProxyMode.EXPLICIT:
        return _checked(Proxy(choice.url, choice.user, password))
    return await in_background(lambda: _system_proxy(address))


def _system_proxy(address: PortalAddress) -> Proxy | None:
    """The environment's or the system settings' proxy. Blocking: the exceptions may need a name resolved."""
    proxies = getproxies()
    url = proxies.get(address.scheme) or proxies.get("all")
    if not url or proxy_bypass(address.authority):
        return None
    parts = urlsplit(url if "://" in url else f"http://{url}")
    host = parts.netloc.rpartition("@")[2]
    password = Secret(unquote(parts.password)) if parts.password else None
    return _checked(Proxy(f"{parts.scheme}://{host}", unquote(parts.username or ""), password))


def _checked(proxy: Proxy) -> Proxy:
    try:
        parts = urlsplit(proxy.url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise ProxyUnusableError(f"{proxy.url}: only http and https proxies are supported")
    return proxy
