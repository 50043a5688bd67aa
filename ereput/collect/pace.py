"""How a host is treated during one run: how many requests at once, how far apart, and when it is left alone."""

from __future__ import annotations

import asyncio
import math
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from ereput.collect.addresses import Place
    from ereput.collect.robots import Rules

PER_HOST = 2
PER_LOCAL_HOST = 8
"""Requests at once to one host; this machine's own servers need no care."""


@dataclass(slots=True)
class Host:
    """The state of one host. `stopped` is the Skip code for which nothing more is asked of it, "" while it answers.

    `spent` adds up the seconds of this run that went into its answers and the waits it asked for.
    """

    name: str
    interval: float
    places: tuple[Place, ...] = ()
    slots: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(PER_HOST))
    stopped: str = ""
    rules: Rules | None = None
    asking_places: asyncio.Lock = field(default_factory=asyncio.Lock)
    asking_rules: asyncio.Lock = field(default_factory=asyncio.Lock)
    next_at: float = 0.0
    left_at: float = -math.inf
    spent: float = 0.0

    def settle(self, places: tuple[Place, ...]) -> None:
        """The host was resolved; on this machine it needs neither delay nor few connections."""
        self.places = places
        if places and all(place.local for place in places):
            self.interval = 0.0
            self.slots = asyncio.Semaphore(PER_LOCAL_HOST)

    def obey(self, rules: Rules) -> None:
        self.rules = rules
        self.interval = max(self.interval, rules.delay)

    def hold(self, seconds: float, now: float) -> None:
        """Nobody asks this host before `seconds` have passed."""
        self.next_at = max(self.next_at, now + seconds)

    @asynccontextmanager
    async def turn(self, sleep: Callable[[float], Awaitable[None]]) -> AsyncIterator[None]:
        """A turn to ask this host: its slot, then its interval. A slot for all hosts is waited for with it, never the other way round."""
        async with self.slots:
            clock = asyncio.get_running_loop().time
            wait, start = self.next_at - clock(), max(self.next_at, clock())
            self.next_at = start + self.interval
            if wait > 0:
                self.spent += wait
                await sleep(wait)
            yield

    async def leave(self, sleep: Callable[[float], Awaitable[None]]) -> None:
        """Called when a question leaves: however long each waited for a slot of all hosts, two to this host leave `interval` apart."""
        clock = asyncio.get_running_loop().time
        wait = self.left_at + self.interval - clock()
        if wait > 0:
            self.spent += wait
            await sleep(wait)
        self.left_at = clock()
