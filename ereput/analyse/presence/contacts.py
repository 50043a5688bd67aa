"""The census of contacts: one person per hash or folded name over all networks and address books. It stays on this machine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ereput.analyse.presence.acts import fold, network_of
from ereput.analyse.presence.career import house_key
from ereput.model import Kind, Mention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known
from ereput.analyse.presence.once import Once


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One person: where she is met, her employers (folded keys and words), titles, first date met."""

    key: str
    name: str
    networks: frozenset[str]
    houses: frozenset[str]
    house: str
    title: str
    met: date | None

    @property
    def words(self) -> str:
        """What the census shows of them: the name when the export gave it, else the work."""
        return self.name or ", ".join(filter(None, (self.title, self.house))) or self.key[:8]


@Once
def contacts(known: Known) -> tuple[Contact, ...]:
    """Every contact once, in a stable order; a name written in another order or without accents is the same person."""
    merged: dict[str, Contact] = {}
    for one in _contacts(known):
        kept = merged.get(one.key)
        merged[one.key] = _merge(kept, one) if kept else one
    return tuple(merged[key] for key in sorted(merged))


def _contacts(known: Known) -> Iterator[Contact]:
    for reading in known.readings:
        mention = reading.mention
        if mention.kind is Kind.CONTACT and (key := _key(mention)):
            house = mention.field("organisation")
            yield Contact(
                key=key, name=mention.field("name"), networks=frozenset({network_of(mention)}),
                houses=frozenset({house_key(house)} - {""}), house=house, title=mention.field("title"), met=_met(mention),
            )  # fmt: skip


def _key(mention: Mention) -> str:
    hashed = mention.field("contact_hash")
    return hashed or " ".join(sorted(fold(mention.field("name") or mention.title).split()))


def _met(mention: Mention) -> date | None:
    if mention.published:
        return mention.published.date()
    start = mention.field("start")
    return date.fromisoformat(start[:10]) if len(start) >= 10 and start[:4].isdigit() else None


def _merge(one: Contact, other: Contact) -> Contact:
    days = [d for d in (one.met, other.met) if d]
    return Contact(
        key=one.key, name=one.name or other.name, networks=one.networks | other.networks, houses=one.houses | other.houses,
        house=one.house or other.house, title=one.title or other.title, met=min(days, default=None),
    )  # fmt: skip
