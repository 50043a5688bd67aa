"""What a collector is: two pure functions around the network, and a few words about itself.

    class Wiki:
        name, title, needs, terms, hosts = "wiki", ...
        def plan(self, subject): yield Query(...)          # what to ask, and why
        def read(self, page): yield Mention(...) | Query(...) | Seen(...) | Skip(...) | Tally(...)

A collector cannot touch the network, so it cannot misbehave: the engine owns concurrency, politeness, retries, robots.txt and budgets.
A module of `ereput.collect.sources` exposes its collector as `COLLECTOR`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeAlias

from ereput.model import Mention, Page, Query, Seen, Skip, Subject, Tally, Text

Yield: TypeAlias = "Mention | Query | Seen | Skip | Tally"


class Collector(Protocol):
    """One public source.

    `name` is its id ("github"); `title` its name for the reader; `needs` what the profile must hold, in words; `terms` why and under
    which terms it may be read (with a URL where there is one); `key` is "" or the name under `[keys]` of the key it needs.
    """

    name: str
    title: Text
    needs: Text
    terms: Text
    key: str

    def plan(self, subject: Subject) -> Iterable[Query]:
        """What to ask for this subject. Only identifiers that she gave; nothing when she gave none."""
        ...

    def read(self, page: Page) -> Iterable[Yield]:
        """What one answer says; may ask further (`Query`). Called for any status the engine did not settle (2xx, 3xx end, 404, 410)."""
        ...
