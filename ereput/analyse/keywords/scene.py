"""The places of one text where phrases of the taxonomy may stand, looked at closely.

What keys cannot decide is decided here: punctuation inside a phrase, negation, and with `surroundings` capitals and ambiguous words.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from ereput.analyse.keywords.forms import AMBIGUOUS, CAPITAL, CASE, WHOLE
from ereput.analyse.keywords.index import CONFIDENCE
from ereput.analyse.keywords.licences import categories
from ereput.analyse.keywords.negation import CUES, REACH, negated
from ereput.analyse.keywords.places import glued
from ereput.analyse.keywords.surroundings import Surroundings
from ereput.analyse.keywords.tokens import WORD, fold, key, keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ereput.analyse.keywords.index import Index
    from ereput.analyse.keywords.official import Link
    from ereput.analyse.keywords.trie import Hit

_AND = frozenset(("et", "ou", "and", "or"))


class Skill(NamedTuple):
    """One concept in a text: code points [start, end), the concept and its label, confidence 0–1, and how it was read.

    `how` is exact, inflected, context (an ambiguous form settled by its neighbours), gap (other words inside) or typo. `official` are the
    ESCO and ROME skills named here, where `official.beside` looked for them.
    """

    start: int
    end: int
    label: str
    concept: str
    confidence: float
    how: str
    form: str = ""
    kind: str = "skill"
    official: tuple[Link, ...] = ()


def _whole_first(hit: Hit) -> tuple[bool, int]:
    return hit[3], -hit[1]


class Scene(Surroundings):
    """One text while its hits are settled."""

    def __init__(self, index: Index, text: str, words: Sequence[str], hits: Sequence[list[Hit]]) -> None:
        super().__init__(index, text, words, hits)
        self._refusals = [] if CUES.isdisjoint(words) else [self.start(at) for at, word in enumerate(words) if word in CUES]

    def negated(self, skill: Skill) -> bool:
        """Only a skill with a word of refusal in reach is looked at closely."""
        at = bisect_right(self._refusals, skill.start - REACH)
        near = at < len(self._refusals) and self._refusals[at] < skill.end + REACH
        return near and negated(self.text, skill.start, skill.end)

    def settle(self, language: str) -> Iterable[Skill]:
        """The longest form that stands the look, at each place; then on from its end. In order, lists of licences included."""
        listed = tuple(categories(self.text))
        if not listed:
            return self._settle(language)
        found = tuple(self._settle(language))
        more = (self._licence(span, form, language) for *span, form in listed if not any(s.start <= span[0] < s.end for s in found))
        return sorted((*found, *filter(None, more)), key=lambda skill: skill.start)

    def _licence(self, span: Sequence[int], form: str, language: str) -> Skill | None:
        number = next((n for n in self.index.trie.find(keys(form)) if self.index.texts[n] == form), None)
        return None if number is None else self._skill((span[0], span[1]), number, "exact", language)

    def _settle(self, language: str) -> Iterator[Skill]:
        free = 0
        for candidates in self.hits:
            if candidates[0][0] < free:
                continue
            for hit in candidates if len(candidates) == 1 else sorted(candidates, key=_whole_first):
                skill = self._look(hit, language)
                if skill is not None:
                    yield skill
                    free = hit[1] + 1
                    if skill.kind == "tool":
                        self.tools.add(hit[1])
                    break

    def all(self, language: str) -> Iterator[Skill]:
        """What `settle` gives, and inside each longer form the whole phrases and names it holds ("tableaux de bord" in "… Power BI")."""
        outer = tuple(self.settle(language))
        yield from outer
        starts = [skill.start for skill in outer]
        for candidates in self.hits:
            start = self.start(candidates[0][0])
            at = bisect_right(starts, start) - 1
            around = outer[at] if at >= 0 else None
            if around is None or start >= around.end:
                continue
            for hit in candidates:
                end = self.ends[hit[1]]
                if not (self._shared(hit, around) if hit[3] else end <= around.end and end - start < around.end - around.start):
                    continue
                skill = self._look(hit, language)
                if skill is not None and skill.concept != around.concept and (skill.kind == "tool" or hit[1] > hit[0]):
                    yield skill
                    break

    def _shared(self, hit: Hit, around: Skill) -> bool:
        """Two ends of one head: "accueil physique et téléphonique" is "accueil téléphonique" too."""
        return self.start(hit[0]) == around.start and self.ends[hit[1]] >= around.end and not _AND.isdisjoint(self.words[hit[0] : hit[1]])

    def misspelt(self, slips: Sequence[tuple[int, int]], language: str) -> Iterator[Skill]:
        """Names with one slip, as the forms they misspell; an ambiguous name needs its context here too."""
        for place, number in slips:
            if not self.index.flags[number] & AMBIGUOUS or self.context(number, (place, place, 0, False)):
                yield self._skill((self.start(place), self.ends[place]), number, "typo", language)

    def _skill(self, span: tuple[int, int], number: int, how: str, language: str) -> Skill:
        label, concept, form, kind = self.index.named(number, language)
        return Skill(*span, label, concept, CONFIDENCE[how], how, form, kind)

    def _look(self, hit: Hit, language: str) -> Skill | None:
        """The surest reading of a hit, the first of equals; None when no form stands."""
        start, end = span = self.span(hit)
        if self._broken(hit) if hit[1] > hit[0] else end - start == 1 and glued(self.text, start, end):
            return None
        sure, readings = self.index.readings(hit, self.text[start:end])
        if sure is not None:
            return self._skill(span, *sure, language)
        best, surest = -1, ""
        for number, how in readings:
            if surest and CONFIDENCE[how] <= CONFIDENCE[surest]:
                continue
            flags = self.index.flags[number]
            if flags & WHOLE and not self._whole(number, hit):
                continue
            stood = self.capitals(number, hit, how) if flags & (CASE | CAPITAL) else how
            if stood == "context" and not self.context(number, hit):
                continue
            if stood and (not surest or CONFIDENCE[stood] > CONFIDENCE[surest]):
                best, surest = number, stood
        return self._skill(span, best, surest, language) if surest else None

    def _whole(self, number: int, hit: Hit) -> bool:
        """The linking words of the form stand around its one telling word."""
        words = WORD.findall(self.index.texts[number])
        place = next(at for at, word in enumerate(words) if key(word))
        around = self.words[hit[0] - place : hit[0] - place + len(words)] if hit[0] >= place else []
        return [key(word) or fold(word) for word in around] == [key(word) or fold(word) for word in words]

    def _broken(self, hit: Hit) -> bool:
        return any(map(self.parted, range(hit[0], hit[1])))
