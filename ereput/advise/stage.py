"""What to do: every finding and gap has its one remedy; actions are ranked by gain per minute, grave facts first, axes varied."""

from __future__ import annotations

import math
from itertools import islice
from typing import TYPE_CHECKING

from ereput.advise import begin, checked, exposed, wanted
from ereput.advise.exposed import RANK
from ereput.advise.extra import tables as plan_tables
from ereput.advise.gain import Gains, Rescore
from ereput.model import Action, Axis, Finding, Gap, Score, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

__all__ = ["advise", "plan_tables", "ranked"]

SAME_AXIS = 0.4
"""What a second action of the same axis is worth among the first three: the page shows more than one side."""
FIRST = 3


def advise(
    subject: Subject,
    findings: Iterable[Finding],
    gaps: Iterable[Gap],
    scores: Iterable[Score],
    *,
    today: date,
    rescore: Rescore | None = None,
) -> tuple[Action, ...]:
    """Every action, most useful first.

    `rescore` gives the scores for other findings, everything else equal: with it the gain of removing facts is exact, caps included.
    Each target (finding or gap) belongs to one action only. A first page that would stay empty says where to begin.
    """
    found, wished, known = tuple(findings), tuple(gaps), tuple(scores)
    gains = Gains(found, wished, known, rescore)
    every = [
        *exposed.actions(subject, found, gains, today=today),
        *wanted.actions(subject, wished, gains, today=today),
        *checked.actions(found, gains, today=today),
    ]
    ordered = ranked(every, _urgent(found), {f.id: (RANK.index(f.severity), f.weight) for f in found})
    if len(every) >= FIRST:
        return ordered
    return (*ordered, *islice(begin.actions(subject, found, known, today=today), FIRST - len(every)))


def _urgent(findings: Sequence[Finding]) -> set[str]:
    """What cannot wait for its rate: the critical findings, and the one that the first page calls the most urgent, when it is grave."""
    worst = min(findings, key=lambda f: (RANK.index(f.severity), -f.weight, -f.confidence, f.rule), default=None)
    grave = {worst.id} if worst is not None and worst.severity in (Severity.CRITICAL, Severity.HIGH) else set()
    return {f.id for f in findings if f.severity is Severity.CRITICAL} | grave


def ranked(
    actions: Sequence[Action], urgent: Iterable[str] = (), gravity: Mapping[str, tuple[int, float]] | None = None
) -> tuple[Action, ...]:
    """By gain per minute; what settles an urgent finding comes first; the first three are spread over the axes.

    Equal gains are told apart by what they settle, `gravity` (finding id -> rank, weight): on a score that is already 0, no removal gains.
    """
    grave, known = frozenset(urgent), gravity or {}

    def settles(action: Action) -> tuple[int, float]:
        facts = [known[id_] for id_ in action.targets if id_ in known]
        return min((rank for rank, _ in facts), default=len(RANK)), -math.fsum(weight for _, weight in facts)

    rest = sorted(actions, key=lambda a: (not grave & set(a.targets), -rate(a), *settles(a), a.id))
    first: list[Action] = []
    seen: dict[Axis, int] = {}
    while rest and len(first) < FIRST:
        best = min(rest, key=lambda a: (not grave & set(a.targets), -rate(a) * SAME_AXIS ** seen.get(a.axis, 0), *settles(a), a.id))
        first.append(best)
        rest.remove(best)
        seen[best.axis] = seen.get(best.axis, 0) + 1
    return (*first, *rest)


def rate(action: Action) -> float:
    """Points per minute."""
    return action.gain / max(action.minutes, 1)
