"""An HTTP transport that reaches the public web only, even where a URL or its host's addresses lead elsewhere.

A source's URL comes from outside, and so do the redirects behind it. Each request's host is resolved once, every
address is checked, and the connection goes to a checked address itself: a name that resolves to something else a
moment later (DNS rebinding) gains nothing. `Host` and the certificate's name stay those of the URL.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

import httpx

type Address = IPv4Address | IPv6Address
type Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""Returns the addresses of a host name and a port, at least one. Raises OSError when there are none."""

PORTS = {"http": 80, "https": 443}
NAT64 = IPv6Network("64:ff9b::/96")
TUNNELS = (IPv6Network("2002::/16"), IPv6Network("2001::/32"))
"""6to4 and Teredo: out of use, and both can carry a private IPv4 address."""


class Refused(Exception):
    """A request to somewhere else than the public web; nothing was sent."""


def is_public(address: Address) -> bool:
    """Tell whether an address is on the public web: not private, shared, local, multicast or reserved."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return is_public(address.ipv4_mapped)
        if address in NAT64:
            return is_public(IPv4Address(int(address) & 0xFFFF_FFFF))
        if address.is_site_local or any(address in tunnel for tunnel in TUNNELS):
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved)


async def resolve(host: str, port: int) -> Sequence[str]:
    """Return all addresses of a name, in the system's order of preference."""
    resolved = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in resolved))


class GuardedTransport(httpx.AsyncBaseTransport):
    """HTTP/1.1, a new connection for each request, no proxy.

    Raise Refused for a scheme other than http and https, a port that can't be, and when `allows` says no to any
    address of the host; otherwise what httpx raises. `resolve` is called exactly once a request.
    """

    def __init__(self, *, allows: Callable[[Address], bool] = is_public, resolve: Resolve = resolve) -> None:
        self._allows = allows
        self._resolve = resolve
        # An open connection could serve another name on the same address: the certificate was checked for the first.
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=0)
        self._web = httpx.AsyncHTTPTransport(limits=limits)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        failure: httpx.TransportError = httpx.ConnectError("the name has no address")
        for address in await self._checked(request.url):
            try:
                return await self._web.handle_async_request(_aimed(request, address))
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                failure = error
        raise failure

    async def aclose(self) -> None:
        await self._web.aclose()

    async def _checked(self, url: httpx.URL) -> list[Address]:
        if url.scheme not in PORTS:
            raise Refused(f"{url.scheme or 'no scheme'} is not http or https")
        port = PORTS[url.scheme] if url.port is None else url.port
        if not 0 < port < 65536:
            raise Refused(f"{port} is not a port")
        try:
            resolved = await self._resolve(_host(url), port)
        except (OSError, UnicodeError) as error:
            raise httpx.ConnectError(f"the name can't be resolved: {error}") from error
        addresses = [ip_address(address) for address in resolved]
        for address in addresses:
            if not self._allows(address):
                raise Refused(f"{_host(url)} is at {address}, which is not public")
        return addresses


def _host(url: httpx.URL) -> str:
    return url.raw_host.decode("ascii")


def _aimed(request: httpx.Request, address: Address) -> httpx.Request:
    """Return the same request to this address; its Host header already has the name."""
    return httpx.Request(
        request.method,
        request.url.copy_with(host=str(address)),
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": _host(request.url)},
    )
