"""Who is whom among cards of several networks and address books, from salted hashes alone (fuzzy merging of CHECKS C1).

An e-mail address is one person's. A telephone or a profile's address may be shared (a household, a switchboard): names must agree too. A
name is one person's unless a network shows two profiles under it. « Z. Lefèvre » or « Marie Dupont » is the one person elsewhere whose
name can be shortened to it, when there is only one. When in doubt, two.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

CROWD = 4
"""People under one e-mail or telephone from which it is a house's and nobody's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One entry of one network: hashed names, shorter forms of them, e-mails, telephones and profile addresses.

    `full`: the name has two words at least; « Marie » alone is somebody else in another network.
    """

    network: str
    full: bool = True
    names: frozenset[str] = frozenset()
    shorts: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    urls: frozenset[str] = frozenset()


def people(cards: Sequence[Card]) -> tuple[tuple[int, ...], ...]:
    """The places of the cards of each person; every card is in one group, groups by their first card."""
    groups = _Groups(len(cards))
    for held in _held(cards, lambda card: ((card.network, url) for url in card.urls)):
        groups.join(held)
    for held in _held(cards, lambda card: card.emails):
        if len(frozenset[str]().union(*(cards[i].names for i in held))) < CROWD:
            groups.join(held)
    for held in _held(cards, lambda card: (*card.phones, *card.urls)):
        for place, one in enumerate(held[:CROWD]):
            groups.join([one, *(other for other in held[place + 1 : CROWD] if _agree(cards[one], cards[other]))])
    for held in _held(cards, lambda card: card.names if card.full else ((card.network, name) for name in card.names)):
        profiles = {(cards[i].network, min(cards[i].urls)) for i in held if cards[i].urls}
        if len(profiles) == len({network for network, _ in profiles}):
            groups.join(held)
    _join_shortened(cards, groups)
    return groups.all()


class _Groups:
    """Disjoint sets of places (Tarjan 1975), each known by its smallest."""

    def __init__(self, size: int) -> None:
        self._above = list(range(size))

    def of(self, place: int) -> int:
        while self._above[place] != place:
            self._above[place] = self._above[self._above[place]]
            place = self._above[place]
        return place

    def join(self, places: Iterable[int]) -> None:
        roots = sorted({self.of(place) for place in places})
        for root in roots[1:]:
            self._above[root] = roots[0]

    def all(self) -> tuple[tuple[int, ...], ...]:
        found: dict[int, list[int]] = defaultdict(list)
        for place in range(len(self._above)):
            found[self.of(place)].append(place)
        return tuple(map(tuple, found.values()))


def _held(cards: Sequence[Card], keys: Callable[[Card], Iterable[object]]) -> Iterator[list[int]]:
    """The places that share a key, for each key that several have."""
    index: dict[object, list[int]] = defaultdict(list)
    for place, card in enumerate(cards):
        for key in keys(card):
            index[key].append(place)
    return (places for places in index.values() if len(places) > 1)


def _agree(one: Card, other: Card) -> bool:
    """Do their names allow them to be one person? A nickname, or no name, allows it."""
    if not one.full or not other.full:
        return True
    return bool((one.names | one.shorts) & (other.names | other.shorts))


def _join_shortened(cards: Sequence[Card], groups: _Groups) -> None:
    longer: dict[str, set[int]] = defaultdict(set)
    networks: dict[int, set[str]] = defaultdict(set)
    for place, card in enumerate(cards):
        networks[groups.of(place)].add(card.network)
        for short in card.shorts - card.names:
            longer[short].add(groups.of(place))
    for place, card in enumerate(cards):
        mine = groups.of(place)
        others = {groups.of(root) for name in card.names for root in longer.get(name, ())} - {mine}
        if len(others) == 1 and not networks[other := others.pop()] & networks[mine]:
            groups.join((mine, other))
            networks[groups.of(mine)] = networks[mine] | networks[other]
