"""Title (and text) -> occupation: idf-weighted cosine between titles, then the profile of each candidate read against the text.

The title proposes, the text decides between neighbours: on real offers the title alone finds the code among five far more often than
first. Scores are relative; confidence is the share of each among the alternatives shown.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ereput.analyse.keywords import titles
from ereput.analyse.keywords.sheets import lateness
from ereput.analyse.keywords.tokens import keys

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ereput.analyse.keywords.concepts import Occupation
    from ereput.analyse.keywords.index import Index
    from ereput.analyse.keywords.sheets import Sheets

CANDIDATES = 60
"""Occupations kept from the title before the text is read."""
MORE = 15
"""Occupations that the text alone may add."""
TEXT, OTHERS = 0.6, 2.3
"""Weight of the text's agreement with the profile, against the title's cosine: for the first place, and for the alternatives after it
(measured on real offers: the title knows the job better, the text knows better what else it could be)."""
FOREIGN = 0.85
"""Factor for a title whose first word, the trade itself, is not in the query ("bio-ingénieur" for "employé de magasin bio")."""
SAME_HEAD = 0.1
"""Bonus for a title that begins as the query does."""
PARENT = 0.75
"""Share of a newer code's score that the broader code of its family inherits."""
LATE = 0.02
"""What each place in the order of addition to its family takes from a newer code, and gives to the broader one, when an advert is read:
three real adverts in four carry a code of 2009, and hardly any one that came after the fifth of its family. A title alone keeps them."""
SHARP = 8.0
"""Slope of the confidences: a lead of 0.1 more than doubles the share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One occupation a title may mean: the title of it that matched, its score, and its share among the alternatives (0–1)."""

    occupation: Occupation
    title: str
    score: float
    confidence: float


class Ranker:
    """Ranks the occupations of one source for a title and, if given, the text of the offer. A few milliseconds an offer."""

    def __init__(self, index: Index, source: str, sheets: Sheets) -> None:
        self.source = source
        self.jobs = index.occupations_of(source)
        self.sheets = sheets
        self._late = [lateness(job.rome) if source == "rome" else 0 for job in self.jobs]

    @property
    def profile_idf(self) -> Mapping[str, float]:
        return self.sheets.profile_idf

    def rank(self, title: str, text: str = "", *, limit: int = 5) -> tuple[Candidate, ...]:
        """The likeliest occupations, best first; () when neither title nor text shares a word with any."""
        said = self._by_title(title)
        if not text:
            return self._candidates(self._ordered(said)[:limit])
        agree = self._agreement(text, title)
        for number in sorted(agree, key=lambda n: (-agree[n], n))[:MORE]:
            said.setdefault(number, (0.0, ""))
        first, others = (
            self._ordered({n: (score + weight * agree.get(n, 0.0), label) for n, (score, label) in said.items()}, late=LATE)
            for weight in (TEXT, OTHERS)
        )
        return self._candidates(_led(first[0], others)[:limit] if first else [])

    def _ordered(self, said: Mapping[int, tuple[float, str]], *, late: float = 0.0) -> list[tuple[int, float, str]]:
        """Best first, the broader code of each newer one added; `late` moves that much a place from the newer to the broader."""
        scored = {number: (score * (1 - late * self._late[number]), label) for number, (score, label) in said.items()}
        for number, (score, label) in said.items():
            parent = self.sheets.parents.get(number)
            share = PARENT + late * self._late[number]
            if parent is not None and share * score > scored.get(parent, (0.0, ""))[0]:
                scored[parent] = (share * score, label)
        ordered = sorted(scored.items(), key=lambda item: (-item[1][0], self.jobs[item[0]].id))
        return [(number, score, label) for number, (score, label) in ordered if score > 0]

    def _candidates(self, ordered: Sequence[tuple[int, float, str]]) -> tuple[Candidate, ...]:
        total = sum(math.exp(SHARP * score) for _, score, _ in ordered) or 1.0
        return tuple(
            Candidate(
                occupation=self.jobs[number],
                title=label or self.jobs[number].label,
                score=round(score, 4),
                confidence=round(math.exp(SHARP * score) / total, 3),
            )
            for number, score, label in ordered
        )

    def _by_title(self, title: str) -> dict[int, tuple[float, str]]:
        best: dict[int, tuple[float, str]] = {}
        for part in titles.alternatives(title):
            for job, score, label in self._sheets_like(titles.weights(part)):
                if score > best.get(job, (0.0, ""))[0]:
                    best[job] = (score, label)
        return dict(sorted(best.items(), key=lambda item: (-item[1][0], item[0]))[:CANDIDATES])

    def _sheets_like(self, weights: Mapping[str, float]) -> list[tuple[int, float, str]]:
        idf = self.sheets.idf
        query = {key: weight * idf[key] for key, weight in weights.items() if key in idf}
        norm = math.sqrt(sum(value * value for value in query.values()))
        head = next(iter(query), "")
        dots: dict[int, float] = defaultdict(float)
        for key, value in query.items():
            for at in self.sheets.postings[key]:
                dots[at] += value * idf[key]
        found = []
        for at, dot in dots.items():
            job, label, length, trust, first = self.sheets.sheets[at]
            score = trust * dot / (norm * length)
            score = score * FOREIGN if first not in query else score + SAME_HEAD * (first == head)
            found.append((job, score, label))
        return found

    def _agreement(self, text: str, title: str) -> dict[int, float]:
        """For each occupation, the cosine of its profile with the words of the offer."""
        idf = self.sheets.profile_idf
        counts = Counter(keys(text))
        counts.update(dict.fromkeys(keys(title), 2))
        query = {key: (1 + math.log(n)) * idf[key] for key, n in counts.items() if key in idf}
        norm = math.sqrt(sum(v * v for v in query.values())) or 1.0
        agree: dict[int, float] = defaultdict(float)
        for key, weight in query.items():
            for number, value in self.sheets.profile_postings.get(key, ()):
                agree[number] += weight * value / norm
        return agree


def _led(first: tuple[int, float, str], others: Sequence[tuple[int, float, str]]) -> list[tuple[int, float, str]]:
    """The first, then the others on their own scale; the first keeps a score that leads, so that shares agree with the order."""
    number, _, label = first
    rest = [row for row in others if row[0] != number]
    own = next((score for job, score, _ in others if job == number), 0.0)
    return [(number, max(own, *(score + 0.02 for _, score, _ in rest[:1]), 0.0), label), *rest]


def best_source(index: Index) -> str:
    """ROME when it is installed (the richest in French), else ours."""
    return "rome" if index.sources.get("rome") else "own"
