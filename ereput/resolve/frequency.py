"""How many other people in France may bear a full name: the prior of "is it her?", from counts of first names and surnames."""

from __future__ import annotations

from typing import Protocol

from ereput.resolve.names import split
from ereput.resolve.spelling import fold

POPULATION = 68_600_000
"""Inhabitants of France (INSEE, 2025)."""
UNSEEN = 0.5
"""What a name that the tables do not know counts for: rarer than their rarest."""


class Counts(Protocol):
    """How many people bear a folded name, of `people` in all."""

    @property
    def people(self) -> int: ...

    def get(self, name: str, default: int = 0, /) -> int: ...


def namesakes(name: str, *, first_names: Counts, surnames: Counts) -> float | None:
    """Expected number of other bearers of `name`, first name and surname taken as independent; None without a first name and a surname.

    The tables give counts by folded name ("marie therese", "le gall"). Independence is false for names of one region or origin: an order
    of magnitude, no more.
    """
    parts = split(name)
    if not parts.given or not parts.surname or not first_names.people or not surnames.people:
        return None
    given = max(first_names.get(" ".join(parts.given)), first_names.get(parts.given[0]) / (50 if len(parts.given) > 1 else 1), UNSEEN)
    bare = {" ".join(parts.surname), parts.glued, "".join(parts.surname), *_with_particles(name)}
    last = max(*(surnames.get(n) for n in bare), UNSEEN)
    return POPULATION * (given / first_names.people) * (last / surnames.people)


def _with_particles(name: str) -> set[str]:
    words = fold(name).split()
    return {" ".join(words[i:]) for i in range(1, len(words))}
