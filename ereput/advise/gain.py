"""What an action is worth: the points its axis gains once its findings are settled or its gaps filled."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence

from ereput.model import Axis, Finding, Gap, Presence, Score

Rescore = Callable[[Sequence[Finding]], Sequence[Score]]
"""The score stage with everything but the findings fixed: gives the exact gain, caps included."""

CREDIT = {Presence.PRESENT: 1.0, Presence.OTHER_NAME: 0.9, Presence.CLOSE: 0.4, Presence.ABSENT: 0.0, Presence.INVISIBLE: 0.0}
"""What a keyword already counts for by its state."""


class Gains:
    """Gains over one audit. Exact by re-folding when `rescore` is given; by the weights of the facts otherwise (caps left aside)."""

    def __init__(self, findings: Sequence[Finding], gaps: Sequence[Gap], scores: Iterable[Score], rescore: Rescore | None = None) -> None:
        self._findings, self._gaps, self._rescore = findings, gaps, rescore
        self._scores: Mapping[Axis, Score] = {s.axis: s for s in scores}

    def exposure(self, settled: Iterable[str]) -> float:
        """Points of Protégé once these facts are no longer exposed."""
        gone = frozenset(settled)
        rest = [f for f in self._findings if f.id not in gone]
        before = self._scores.get(Axis.PROTECTED)
        if self._rescore is not None and before is not None and before.value is not None:
            after = next((s.value for s in self._rescore(rest) if s.axis is Axis.PROTECTED), None)
            return max((after or 0.0) - before.value, 0.0)
        return _left(rest) - _left(self._findings)

    def part(self, axis: Axis, name: str, points: float) -> float:
        """Points of `axis` when its part `name` gains `points`, by the weights of the parts measured; 0 for an axis without a score."""
        score = self._scores.get(axis)
        known = [p for p in score.parts if p.value is not None] if score and score.value is not None else []
        mine = next((p for p in known if p.id == name), None)
        whole = math.fsum(p.weight for p in known)
        if mine is None or not whole:
            return 0.0
        return min(points, 100 - (mine.value or 0.0)) * mine.weight / whole

    def keywords(self, filled: Iterable[Gap]) -> float:
        """Points of Trouvable once these keywords are written where recruiters look."""
        whole = math.fsum(g.weight for g in self._gaps)
        points = 100 * math.fsum(g.weight * (1 - CREDIT[g.state]) for g in filled) / whole if whole else 0.0
        names = [p.id for p in self._scores[Axis.FINDABLE].parts] if Axis.FINDABLE in self._scores else []
        part = next((n for n in ("keywords", "coverage", "vocabulary") if n in names), names[0] if names else "")
        return self.part(Axis.FINDABLE, part, points)


def _left(findings: Iterable[Finding]) -> float:
    """100 · ∏(1 − weight) over distinct exposed facts (PII.md §6)."""
    weights = {f.id: f.weight for f in findings if f.weight > 0 and f.axis is Axis.PROTECTED}
    return 100 * math.prod(1 - min(w, 1.0) for w in weights.values())
