"""What to do: every finding and gap has its one remedy; actions are ranked by gain per minute, grave facts first, axes varied."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from ereput.advise import begin, checked, exposed, wanted
from ereput.advise.extra import tables as plan_tables
from ereput.advise.gain import Gains, Rescore
from ereput.model import Action, Axis, Finding, Gap, Score, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
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
    urgent = {f.id for f in found if f.severity is Severity.CRITICAL}
    if len(every) >= FIRST:
        return ranked(every, urgent)
    return (*ranked(every, urgent), *islice(begin.actions(subject, found, known, today=today), FIRST - len(every)))


def ranked(actions: Sequence[Action], urgent: Iterable[str] = ()) -> tuple[Action, ...]:
    """By gain per minute; what settles an urgent finding comes first; the first three are spread over the axes."""
    grave = frozenset(urgent)
    rest = sorted(actions, key=lambda a: (not grave & set(a.targets), -rate(a), a.id))
    first: list[Action] = []
    seen: dict[Axis, int] = {}
    while rest and len(first) < FIRST:
        best = min(rest, key=lambda a: (not grave & set(a.targets), -rate(a) * SAME_AXIS ** seen.get(a.axis, 0), a.id))
        first.append(best)
        rest.remove(best)
        seen[best.axis] = seen.get(best.axis, 0) + 1
    return (*first, *rest)


def rate(action: Action) -> float:
    """Points per minute."""
    return action.gain / max(action.minutes, 1)
