"""Where a name leads is checked on addresses, once, and that address is the one connected to."""

from __future__ import annotations

import asyncio
import ipaddress

import pytest

from ereput.collect.addresses import NoSuchHost, PrivateAddress, Resolver, is_public, split_target, system_lookup

PRIVATE = (
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255",
    "::1", "fe80::1", "fc00::1", "::ffff:127.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "ff02::1", "::",
)  # fmt: skip


def resolve(resolver: Resolver, host: str, port: int = 80):
    return asyncio.run(resolver.places(host, port))


def answering(*addresses: str):
    async def lookup(host: str, port: int) -> tuple[str, ...]:
        return addresses

    return lookup


@pytest.mark.parametrize("text", PRIVATE)
def test_private_in_every_dress(text):
    """Loopback, private, link-local, shared, multicast and their IPv6 forms are not public."""
    assert not is_public(ipaddress.ip_address(text))
    with pytest.raises(PrivateAddress):
        resolve(Resolver(lookup=answering(text)), "innocent.example")


@pytest.mark.parametrize("text", ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822"])
def test_public_addresses(text):
    """An address that anybody can reach is kept as it is."""
    (place,) = resolve(Resolver(lookup=answering(text)), "site.example", 443)
    assert (place.address, place.port, place.local) == (text, 443, False)


def test_only_the_public_ones_are_kept():
    """A name with a public and a private address is asked at the public one only."""
    places = resolve(Resolver(lookup=answering("10.0.0.1", "93.184.216.34")), "mixed.example")
    assert [place.address for place in places] == ["93.184.216.34"]


def test_loopback_only_when_allowed_and_only_loopback():
    """The profile may allow this machine; that opens no other private network."""
    assert resolve(Resolver(allow_loopback=True), "127.0.0.1")[0].local
    with pytest.raises(PrivateAddress):
        resolve(Resolver(allow_loopback=True), "192.168.0.1")


def test_numbers_are_resolved_before_they_are_judged():
    """`http://2130706433/` is 127.0.0.1 for the system's resolver, and is refused as that."""
    with pytest.raises((PrivateAddress, NoSuchHost)):
        resolve(Resolver(), "2130706433")


def test_mapping_keeps_the_name_and_changes_the_place():
    """`network.resolve` works as curl's --resolve does, with or without a port on the left."""
    resolver = Resolver(mapping={"blog.example": "127.0.0.1:8000", "a.example:81": "[::1]:9"}, allow_loopback=True)
    assert (resolve(resolver, "blog.example")[0].address, resolve(resolver, "blog.example")[0].port) == ("127.0.0.1", 8000)
    assert resolve(resolver, "a.example", 81)[0].port == 9
    with pytest.raises(PrivateAddress):
        resolve(Resolver(mapping={"blog.example": "127.0.0.1:8000"}), "blog.example")


@pytest.mark.parametrize(("target", "expected"), [("h:1", ("h", 1)), ("h", ("h", 80)), ("::1", ("::1", 80)), ("[::1]", ("::1", 80))])
def test_targets(target, expected):
    """Every way to write an address and a port."""
    assert split_target(target, 80) == expected


def test_unknown_names():
    """A name that does not resolve is NoSuchHost, whatever the resolver says."""
    with pytest.raises(NoSuchHost):
        asyncio.run(system_lookup("no-such-name.invalid", 80))
    with pytest.raises(NoSuchHost):
        resolve(Resolver(lookup=answering()), "empty.example")
