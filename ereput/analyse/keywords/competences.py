"""Offer -> the competences of the official taxonomy, ranked: the occupation's profile proposes, the words of the offer re-rank.

Recruiters pick what their form proposes: items the taxonomy calls core first, and items it has had for long (low OGR codes, and the
macro-competences 300xxx) far more than those added by later releases.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ereput.analyse.keywords.tokens import keys

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ereput.analyse.keywords.concepts import Concept, Occupation
    from ereput.analyse.keywords.index import Index
    from ereput.analyse.keywords.occupations import Candidate, Ranker

PRIOR = {
    ("skill", "core"): 1.0, ("skill", "useful"): 0.3, ("skill", "plus"): 0.45,
    ("knowledge", "core"): 0.4, ("knowledge", "useful"): 0.1, ("knowledge", "plus"): 0.12,
    ("soft", "core"): 0.05, ("soft", "useful"): 0.02, ("soft", "plus"): 0.02,
}  # fmt: skip
MIDDLE = 0.4
"""What an item of the first ROME 4.0 releases is worth beside an established one."""
RECENT = 0.1
"""What an item added by a late release is worth beside an established one."""
FAMILY = 0.4
"""Weight of the neighbouring occupations of the family (first three characters of the code)."""
SAID = 3.0
"""How much an item whose every word stands in the offer is lifted."""
NEIGHBOURS = 5
"""Occupations whose profiles are pooled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Competence:
    """One item of the official taxonomy with its score; `said` is the share of its words that the offer says (idf-weighted)."""

    concept: Concept
    code: str
    score: float
    said: float


class Profiles:
    """Ranks the items of one ranker's occupations."""

    def __init__(self, index: Index, ranker: Ranker) -> None:
        self._index, self._ranker = index, ranker
        self._labels: dict[str, tuple[str, ...]] = {}
        self._families: dict[str, list[Occupation]] = defaultdict(list)
        for job in ranker.jobs:
            if job.rome:
                self._families[job.rome[:3]].append(job)

    def rank(self, title: str, text: str, *, limit: int = 20, candidates: Sequence[Candidate] | None = None) -> tuple[Competence, ...]:
        """The likeliest items for an offer, best first; `candidates` spares ranking its occupations again."""
        found = candidates if candidates is not None else self._ranker.rank(title, text, limit=NEIGHBOURS)
        said_words = set(keys(f"{title}\n{text}"))
        scores: dict[str, float] = defaultdict(float)
        for candidate in found[:NEIGHBOURS]:
            for level in ("core", "useful", "plus"):
                for identifier in getattr(candidate.occupation, level):
                    concept = self._index.find(identifier)
                    if concept is not None:
                        scores[identifier] += candidate.confidence * self._prior(identifier, concept, level)
        for identifier, score in self._family(found[:NEIGHBOURS]).items():
            scores[identifier] += score
        ranked = []
        for identifier, score in scores.items():
            said = self._said(identifier, said_words)
            ranked.append((score * (1 + SAID * said * said), said, identifier))
        ranked.sort(key=lambda r: (-r[0], r[2]))
        return tuple(
            Competence(concept=concept, code=identifier.partition(":")[2], score=round(score, 4), said=round(said, 3))
            for score, said, identifier in ranked[:limit]
            if (concept := self._index.find(identifier)) is not None
        )

    def _family(self, found: Sequence[Candidate]) -> dict[str, float]:
        """What the neighbouring occupations ask for: official profiles lose items from one release to the next, families keep them."""
        scores: dict[str, float] = defaultdict(float)
        for candidate in found:
            family = self._families.get(candidate.occupation.rome[:3], ())
            for job in family:
                share = FAMILY * candidate.confidence / math.sqrt(len(family))
                for level in ("core", "useful", "plus"):
                    for identifier in getattr(job, level):
                        concept = self._index.find(identifier)
                        if concept is not None and standing(identifier) == 1.0:
                            scores[identifier] += share * self._prior(identifier, concept, level)
        return scores

    def _prior(self, identifier: str, concept: Concept, level: str) -> float:
        kind = concept.kind if concept.kind in ("skill", "knowledge", "soft") else "skill"
        return PRIOR[(kind, level)] * standing(identifier)

    def _said(self, identifier: str, words: set[str]) -> float:
        """Idf-weighted share of the label's words that the offer says."""
        if identifier not in self._labels:
            concept = self._index.find(identifier)
            self._labels[identifier] = keys(concept.label("fr")) if concept is not None else ()
        idf = self._ranker.profile_idf
        total = sum(idf.get(k, 5.0) for k in self._labels[identifier])
        return sum(idf.get(k, 5.0) for k in self._labels[identifier] if k in words) / total if total else 0.0


def standing(identifier: str) -> float:
    """How long an item has been there, as a weight, by its OGR code: 1.0 for the old ones and the macro-competences 300xxx.

    Identifiers that have no such code (ours, ESCO's) weigh 1.0.
    """
    code = identifier.partition(":")[2]
    if not identifier.startswith("rome:") or not code.isdigit():
        return 1.0
    number = int(code)
    if number < 130_000 or 300_000 <= number < 301_000:
        return 1.0
    return MIDDLE if number < 470_000 else RECENT
