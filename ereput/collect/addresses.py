"""Where a host name leads: resolved once, checked, and connected to as checked, so that a name cannot change its mind in between.

The check is on addresses, never on names: `http://2130706433/`, an IPv6 form of 127.0.0.1 or a public name that resolves to a private
address all end here (OWASP SSRF prevention; DNS rebinding).
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

Address: TypeAlias = "ipaddress.IPv4Address | ipaddress.IPv6Address"
Lookup: TypeAlias = "Callable[[str, int], Awaitable[tuple[str, ...]]]"

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
"""Well-known prefix of RFC 6052: the last 32 bits are an IPv4 address."""


class PrivateAddress(Exception):
    """Every address of this host is private, and the profile does not allow it."""


class NoSuchHost(Exception):
    """The name does not resolve."""


@dataclass(frozen=True, slots=True)
class Place:
    """One address to connect to. `local` is true on this machine, where politeness delays have no one to protect."""

    address: str
    port: int
    local: bool


async def system_lookup(host: str, port: int) -> tuple[str, ...]:
    """The system resolver's answer, in its order of preference (RFC 6724). Raises NoSuchHost."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NoSuchHost from error
    return tuple(dict.fromkeys(str(item[4][0]) for item in found))


def embedded(address: Address) -> Address:
    """The IPv4 address inside an IPv6 one (mapped, 6to4, Teredo's client, NAT64), else the address itself."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else address)


def is_public(address: Address) -> bool:
    """Reachable by anybody: neither private, loopback, link-local, shared, reserved nor multicast (IANA special-purpose registries).

    >>> is_public(ipaddress.ip_address("::ffff:10.0.0.1"))
    False
    """
    inner = embedded(address)
    return inner.is_global and not inner.is_multicast and not inner.is_reserved and not inner.is_unspecified


address_of = lru_cache(maxsize=1024)(ipaddress.ip_address)
"""An address as written; raises ValueError. Parsing one takes longer than most of what a question needs."""


@lru_cache(maxsize=1024)
def is_loopback(host: str) -> bool:
    """Whether `host` is written as an address of this machine."""
    try:
        return embedded(address_of(host.strip("[]"))).is_loopback
    except ValueError:
        return host == "localhost"


@dataclass(frozen=True, slots=True)
class Resolver:
    """Names to checked places. `mapping` sends "host" or "host:port" to "address:port" (as curl --resolve does)."""

    mapping: Mapping[str, str] = field(default_factory=dict)
    allow_loopback: bool = False
    lookup: Lookup = system_lookup

    async def places(self, host: str, port: int) -> tuple[Place, ...]:
        """Where to connect for `host`, best first. Raises PrivateAddress, NoSuchHost."""
        target = self.mapping.get(f"{host}:{port}") or self.mapping.get(host)
        if target is not None:
            host, port = split_target(target, port)
        found = [address_of(text.partition("%")[0]) for text in await self._addresses(host, port)]
        allowed = [a for a in found if is_public(a) or (self.allow_loopback and embedded(a).is_loopback)]
        if not allowed:
            raise PrivateAddress if found else NoSuchHost
        return tuple(Place(str(a), port, embedded(a).is_loopback) for a in allowed)

    async def _addresses(self, host: str, port: int) -> tuple[str, ...]:
        try:
            return (str(address_of(host)),)
        except ValueError:
            return await self.lookup(host, port)


def split_target(target: str, port: int) -> tuple[str, int]:
    """ "127.0.0.1:8000" -> ("127.0.0.1", 8000); "[::1]:8000" -> ("::1", 8000); without a port, `port`."""
    if target.startswith("["):
        host, _, rest = target[1:].partition("]")
        return host, int(rest[1:]) if rest[1:].isdigit() else port
    host, colon, rest = target.rpartition(":")
    return (host, int(rest)) if colon and rest.isdigit() and ":" not in host else (target, port)
