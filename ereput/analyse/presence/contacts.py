"""The census of contacts: one person over all networks and address books (see `contacts_merge`). It stays on this machine."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ereput.analyse.presence.acts import fold, network_name, network_of
from ereput.analyse.presence.career import house_key
from ereput.analyse.presence.contacts_merge import Card, people
from ereput.model import Kind, Mention, Text, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ereput.analyse.presence.base import Known
from ereput.analyse.presence.once import Once


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One person: hashed names, where she is met, her employers (folded keys, and as written), her titles and circles, first date met."""

    names: frozenset[str]
    networks: frozenset[str]
    houses: Mapping[str, str]
    titles: tuple[str, ...]
    tags: frozenset[str]
    met: date | None
    words: str | Text

    @property
    def key(self) -> str:
        """What tells two contacts apart within one audit."""
        return min(self.names, default=str(self.words))

    @property
    def title(self) -> str:
        return next(iter(self.titles), "")


@Once
def contacts(known: Known) -> tuple[Contact, ...]:
    """Every contact once, in a stable order."""
    cards = [(card, r.mention) for r in known.readings if r.mention.kind is Kind.CONTACT and (card := card_of(r.mention))]
    groups = people([card for card, _ in cards])
    return tuple(sorted((_contact([cards[i] for i in group]) for group in groups), key=lambda c: (c.key, str(c.words))))


def card_of(mention: Mention) -> Card | None:
    """The hashed keys of an export, or the name where a source gives it; None for a mention of nobody."""
    keys: dict[str, set[str]] = defaultdict(set)
    for kind, _, value in (key.partition(":") for key in mention.all("contact_key")):
        keys[kind].add(value)
    told = " ".join(sorted(fold(mention.field("name") or mention.title).split()))
    named = {mention.field("contact_hash"), *keys["name"], told} - {""}
    if not (named or keys):
        return None
    full = bool(keys["short"]) or " " in told
    held = {kind: frozenset(keys[kind]) for kind in ("short", "email", "phone", "url")}
    return Card(
        network=network_of(mention), full=full, names=frozenset(named),
        shorts=held["short"], emails=held["email"], phones=held["phone"], urls=held["url"],
    )  # fmt: skip


def _contact(cards: list[tuple[Card, Mention]]) -> Contact:
    mentions = [mention for _, mention in cards]
    houses = {house_key(house): house for m in mentions if (house := m.field("organisation"))}
    titles = tuple(dict.fromkeys(title for m in mentions if (title := m.field("title"))))
    met = min((day for m in mentions if (day := _met(m))), default=None)
    name = next((name for m in mentions if (name := m.field("name"))), "")
    work = ", ".join((*titles[:1], *list(houses.values())[:1]))
    place = network_name(mentions[0])
    nobody = say("contact {network} du {day}", network=place, day=met) if met else say("contact {network}", network=place)
    return Contact(
        names=frozenset().union(*(card.names for card, _ in cards)), networks=frozenset(card.network for card, _ in cards), houses=houses,
        titles=titles, tags=frozenset(fold(tag) for m in mentions for tag in m.all("tag")), met=met, words=name or work or nobody,
    )  # fmt: skip


def _met(mention: Mention) -> date | None:
    if mention.published:
        return mention.published.date()
    start = mention.field("start")
    return date.fromisoformat(start[:10]) if len(start) >= 10 and start[:4].isdigit() else None
