"""Ages said of somebody: "j'ai 26 ans", "âgée de 45 ans", "79 year old"; never years of experience, prices or counts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ereput.model import Span, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.exposure.base import Passage

_AGE = re.compile(
    r"(?<!\w)(?:(?:[âa]g[ée]e?s? (?:de|d')|j'ai|je suis [âa]g[ée]e? de|mes|aged?|i am|i'm|i just turned|turned"
    r"|age of|je vais avoir|j'aurai) ?(?P<v>\d{1,2})(?: ?ans| years?(?: old)?)?"
    r"|(?P<v2>\d{1,2})[ -]?(?:years?[ -]old|yo|y/o)|\((?P<v3>\d{2}) ans\))(?!\w)"
)
_NOT_AGE = re.compile(
    r"(?:%| ?(?:d'exp[ée]rience|de carri[èe]re|d'anciennet[ée]|euros|€|fois|enfants?|minutes|jours|mois|km"
    r"|of experience|questions?|projets?))"
)


class Age:
    """Finds ages said of somebody ("j'ai 26 ans", "âgée de 45 ans"); `value` is the number of years."""

    name = "age"
    kinds = ("AGE",)
    title = say("Âge")
    source = "usage ; Code du travail L1132-1"

    def find(self, passage: Passage) -> Iterator[Span]:
        if not passage.digits or passage.words.isdisjoint(_AGE_WORDS):
            return
        for match in _AGE.finditer(passage.low):
            group = next(name for name in ("v", "v2", "v3") if match[name])
            start, end = match.span(group)
            if _NOT_AGE.match(passage.low, match.end()) or not 3 <= int(match[group]) <= 99:
                continue
            said = (
                "an" in passage.low[end : end + 5]
                or "year" in passage.low[end : end + 6]
                or group != "v"
                or "turned" in match[0]
                or "age" in match[0]
            )
            if said:
                yield Span(
                    start=start,
                    end=end,
                    kind="AGE",
                    confidence=0.85,
                    rule=self.name,
                    value=match[group],
                    base=0.6,
                    context=match[0][:12].strip(),
                )


_AGE_WORDS = frozenset({"ans", "âgé", "âgée", "agé", "agée", "âge", "year", "years", "aged", "age", "turned", "yo"})

RECOGNISER = Age()
