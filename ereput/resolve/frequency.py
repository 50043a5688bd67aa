"""How many other people in France may bear a full name: the prior of "is it her?", from counts of first names and surnames."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.resolve.names import split
from ereput.resolve.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

POPULATION = 68_600_000
"""Inhabitants of France (INSEE, 2025)."""
UNSEEN = 0.5
"""What a name that the tables do not know counts for: rarer than their rarest."""


def namesakes(name: str, *, first_names: Mapping[str, int], surnames: Mapping[str, int]) -> float | None:
    """Expected number of other bearers of `name`, first name and surname taken as independent; None without a first name and a surname.

    The tables give counts by folded name ("marie therese", "le gall"). Independence is false for names of one region or origin: an order
    of magnitude, no more.
    """
    parts = split(name)
    if not parts.given or not parts.surname or not first_names or not surnames:
        return None
    given = max(first_names.get(" ".join(parts.given), 0), first_names.get(parts.given[0], 0) / (50 if len(parts.given) > 1 else 1), UNSEEN)
    bare = {" ".join(parts.surname), parts.glued, "".join(parts.surname), *_with_particles(name)}
    last = max(*(surnames.get(n, 0) for n in bare), UNSEEN)
    return POPULATION * (given / sum(first_names.values())) * (last / sum(surnames.values()))


def _with_particles(name: str) -> set[str]:
    words = fold(name).split()
    return {" ".join(words[i:]) for i in range(1, len(words))}
