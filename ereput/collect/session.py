"""From a profile's network settings to something that asks."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from ereput.collect.addresses import Resolver
from ereput.collect.asker import Asker
from ereput.collect.fetch import Limits, Wire, tls_context

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from datetime import datetime

    from ereput.collect.journal import Journal
    from ereput.profile import Network


@asynccontextmanager
async def session(
    network: Network, journal: Journal, *, now: Callable[[], datetime], offline: bool = False, limits: Limits | None = None
) -> AsyncIterator[Asker]:
    """An `Asker` over one wire, closed at the end."""
    limits = limits or _limits(network)
    # Names are looked up in threads, of which asyncio would have six on two processors: the answers would wait for the names.
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(limits.in_flight, "lookup"))
    wire = Wire(limits, contact=network.contact, tls=tls_context(network.ca_file))
    resolver = Resolver(mapping=dict(network.resolve), allow_loopback=network.allow_loopback)
    asker = Asker(wire=wire, journal=journal, now=now, resolver=resolver, limits=limits, keys=dict(network.keys), offline=offline)
    try:
        yield asker
    finally:
        await asker.close()


def _limits(network: Network) -> Limits:
    """The house limits, narrowed by what the profile asks: no single wait outlives `timeout`."""
    house = Limits()
    seconds = float(network.timeout)
    return replace(house, in_flight=network.in_flight, seconds=seconds, connect=min(house.connect, seconds), gap=min(house.gap, seconds))
