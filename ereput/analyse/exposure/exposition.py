"""The first number: exposition, 0–100, a noisy-or over facts (PII §6), and what each removal gains.

exposition = 100 × (1 - Π over facts (1 - w v c)): w the weight of the gravity, v the visibility, c the confidence.
Laws (tested): between 0 and 100; one more fact never lowers it; the order of facts changes nothing; a fact told twice counts once.
Because the facts multiply, taking away the heaviest share first is optimal at every step.
"""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class Step(NamedTuple):
    """One removal: which fact (its place in the sequence), exposition before and after."""

    fact: int
    before: float
    after: float


def share(weight: float, visibility: float, confidence: float) -> float:
    """What one fact carries, 0–1: w × v × c."""
    return weight * visibility * confidence


def exposition(shares: Sequence[float]) -> float:
    """0–100.

    >>> exposition([]), exposition([0.25]), round(exposition([0.25, 0.25]), 2)
    (0.0, 25.0, 43.75)
    """
    return 100.0 * (1.0 - prod(1.0 - part for part in sorted(shares)))


def contribution(shares: Sequence[float], index: int) -> float:
    """Exposition with the fact less exposition without it."""
    return exposition(shares) - exposition([*shares[:index], *shares[index + 1 :]])


def removal(shares: Sequence[float]) -> tuple[Step, ...]:
    """The facts in the order in which to take them down: after each step the exposition is the least that many removals can reach."""
    order = sorted(range(len(shares)), key=lambda i: (-shares[i], i))
    left, steps = dict(enumerate(shares)), []
    for index in order:
        before = exposition(list(left.values()))
        del left[index]
        steps.append(Step(index, before, exposition(list(left.values()))))
    return tuple(steps)
