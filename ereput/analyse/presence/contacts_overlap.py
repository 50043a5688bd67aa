"""C2, B5: « les personnes inscrites à la fois sur les 2 sites étant relativement rares »: Jaccard and overlap coefficient, pair by pair."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING

from ereput.analyse.presence.contacts import contacts
from ereput.analyse.presence.making import Rule, lacking, table
from ereput.model import Cell, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known, Yield

NAME = "contacts.overlap"
TITLE = say("Vos réseaux ont-ils les mêmes contacts ?")


def run(known: Known) -> Iterator[Yield]:
    people = contacts(known)
    sets: dict[str, set[int]] = {}
    for place, person in enumerate(people):
        for network in person.networks:
            sets.setdefault(network, set()).add(place)
    if len(sets) < 2:
        yield lacking(NAME, TITLE, say("Il faut les contacts d'au moins deux réseaux ou carnets d'adresses."))
        return
    rows: list[tuple[Cell, ...]] = []
    for a, b in combinations(sorted(sets), 2):
        both = len(sets[a] & sets[b])
        rows.append((a, b, both, round(jaccard(sets[a], sets[b]), 3), round(overlap(sets[a], sets[b]), 3), len(sets[b] - sets[a])))
    yield table(NAME, TITLE, ("one", "other", "both", "jaccard", "overlap", "new"), rows)
    groups = Counter("+".join(sorted(p.networks)) for p in people)
    yield table(f"{NAME}.sets", say("Contacts par combinaison de réseaux"), ("networks", "contacts"), groups.most_common())


def jaccard(one: set[int], other: set[int]) -> float:
    """|A∩B| / |A∪B|."""
    return len(one & other) / len(one | other) if one | other else 0.0


def overlap(one: set[int], other: set[int]) -> float:
    """|A∩B| / min(|A|, |B|) (Szymkiewicz–Simpson)."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


CHECK = Rule(name=NAME, title=TITLE, answers=("B5", "C2"), needs=say("les contacts d'au moins deux réseaux"), run=run)
