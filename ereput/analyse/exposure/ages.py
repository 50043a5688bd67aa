"""Ages said of somebody: "j'ai 26 ans", "âgée de 45 ans", "79 year old"; never years of experience, prices or counts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ereput.analyse.exposure.numerals import DAY, day_of
from ereput.model import Span, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.exposure.base import Passage

_AGE = re.compile(
    r"(?<!\w)(?:(?:[âa]g[ée]e?s? (?:de|d')|j'ai|je suis [âa]g[ée]e? de|mes|aged?|i am|i'm|i just turned|turned"
    r"|age of|je vais avoir|j'aurai|d'avoir|(?:elle|il) a|(?:femme|homme|fille|fils|gar[çc]on|dame"
    r"|[ée]tudiante?) de) ?(?P<v>\d{1,2})(?: ?ans| years?(?: old)?)?"
    r"|(?P<v2>\d{1,2})[ -]?(?:years?[ -]old|yo|y/o)|\((?P<v3>\d{2}) ans\))(?!\w)"
)
_BARE = re.compile(r"(?:(?<![^\n])|(?<=[a-zà-ÿ)], )|(?<=[|•·–-] ))(?:[âa]ge ?:? ?)?(?P<v>\d\d) ?ans(?= ?(?:[,.;|•·–)\n-]|$))")
"""A CV's own line: "26 ans, célibataire", "Camille, 26 ans", "Âge : 26 ans"."""
_SPELLED = re.compile(rf"(?<!\w)(?:j'ai|d'avoir|[âa]g[ée]e? de) (?P<v>{DAY}) ans(?!\w)")
_UNIT = re.compile(r"[ -]?(?:ans|years?[ -]old|yo|y/o)(?!\w)")
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
        if passage.words.isdisjoint(_AGE_WORDS):
            return
        for match in _AGE.finditer(passage.low) if passage.digits else ():
            group = next(name for name in ("v", "v2", "v3") if match[name])
            if not _NOT_AGE.match(passage.low, match.end()) and 3 <= int(match[group]) <= 99 and _said(passage.low, match, group):
                yield self._span(match, group, match[group], 0.85)
        spelt = "ans" in passage.low
        for match in _BARE.finditer(passage.low) if passage.digits and spelt else ():
            if 15 <= int(match["v"]) <= 79 and (
                passage.low[match.start() - 2 : match.start()] != ", " or _after_name(passage, match.start())
            ):
                yield self._span(match, "v", match["v"], 0.6)
        for match in _SPELLED.finditer(passage.low) if spelt else ():
            if years := day_of(match["v"]):
                yield self._span(match, "v", str(years), 0.85)

    def _span(self, match: re.Match[str], group: str, value: str, confidence: float) -> Span:
        """The bounds are those of the words a reader would strike out: the figure with its "ans"."""
        start, end = match.span(group)
        if unit := _UNIT.match(match.string, end):
            end = unit.end()
        context = match[0][:12].strip()
        return Span(start=start, end=end, kind="AGE", confidence=confidence, rule=self.name, value=value, base=0.6, context=context)


def _said(low: str, match: re.Match[str], group: str) -> bool:
    """The figure is years of age: a word says so before or behind it."""
    end = match.end(group)
    return group != "v" or "an" in low[end : end + 5] or "year" in low[end : end + 6] or "turned" in match[0] or "age" in match[0]


def _after_name(passage: Passage, start: int) -> bool:
    """A comma and, before it, a word with a capital: "Camille Durand, 26 ans", or a date; not "garantie, 10 ans"."""
    before = passage.text[max(0, start - 24) : start - 2].split()
    return bool(before) and (before[-1][0].isupper() or before[-1][-1].isdigit())


_AGE_WORDS = frozenset({"ans", "âgé", "âgée", "agé", "agée", "âge", "year", "years", "aged", "age", "turned", "yo"})

RECOGNISER = Age()
