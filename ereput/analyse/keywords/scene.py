"""The places of one text where phrases of the taxonomy may stand, looked at closely.

What keys cannot decide is decided here: capitals of acronyms, punctuation inside a phrase, context of ambiguous words, negation.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

from ereput.analyse.keywords import cues
from ereput.analyse.keywords.forms import AMBIGUOUS, CAPITAL, CASE, WHOLE, everyday
from ereput.analyse.keywords.index import CONFIDENCE
from ereput.analyse.keywords.negation import CUES, REACH, negated
from ereput.analyse.keywords.places import entry, glued, listed, opens
from ereput.analyse.keywords.tokens import WORD, fold, key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ereput.analyse.keywords.index import Index
    from ereput.analyse.keywords.trie import Hit

WINDOW = 12
"""Words on each side in which a context word settles an ambiguous form."""
BESIDE = 4
"""Words between the first words of two entries of one list."""
INDENT = 40
"""Spaces before a word from which it stands in a column of its own."""
SHORTEST = 3
"""Letters of the shortest name that is read without its capitals."""
EVERYDAY, EVERYWHERE = 4.2, 5.5
"""Zipf frequencies from which a name in small letters is rather the everyday word, in a sentence and in a list: "excel" 3.7, "word" 5.3,
"mes" 5.8."""
_BREAK = re.compile(r"[.;:!?•|()\[\]{}\t\"«»,]|\n(?!\s*[a-zà-ÿ])|\s[-–—*]\s")


def _whole_first(hit: Hit) -> tuple[bool, int]:
    return hit[3], -hit[1]


@cache
def _tool_cues() -> frozenset[str]:
    return frozenset(map(key, cues.words("tools", "named")))


class Skill(NamedTuple):
    """One concept in a text: code points [start, end), the concept and its label, confidence 0–1, and how it was read.

    `how` is exact, inflected, context (an ambiguous form settled by its neighbours), gap (other words inside) or typo.
    """

    start: int
    end: int
    label: str
    concept: str
    confidence: float
    how: str
    form: str = ""
    kind: str = "skill"


def _ends(text: str, words: Sequence[str]) -> list[int]:
    """Where the words of a text end, in order; a word never occurs between two others, so that a plain search finds it."""
    at, find = 0, text.index
    return [at := find(word, at) + len(word) for word in words]


class Scene:
    """One text while its hits are settled: offsets, and the words around each place."""

    def __init__(self, index: Index, text: str, words: Sequence[str], hits: Sequence[list[Hit]]) -> None:
        self.index, self.text, self.words, self.hits = index, text, words, hits
        self._ends = _ends(text, words)
        self._refusals = [] if CUES.isdisjoint(words) else [self._start(at) for at, word in enumerate(words) if word in CUES]

    def _start(self, place: int) -> int:
        return self._ends[place] - len(self.words[place])

    def negated(self, skill: Skill) -> bool:
        """Only a skill with a word of refusal in reach is looked at closely."""
        at = bisect_right(self._refusals, skill.start - REACH)
        near = at < len(self._refusals) and self._refusals[at] < skill.end + REACH
        return near and negated(self.text, skill.start, skill.end)

    def settle(self, language: str) -> Iterator[Skill]:
        """The longest form that stands the look, at each place; then on from its end."""
        free = 0
        for candidates in self.hits:
            if candidates[0][0] < free:
                continue
            for hit in candidates if len(candidates) == 1 else sorted(candidates, key=_whole_first):
                skill = self._look(hit, language)
                if skill is not None:
                    yield skill
                    free = hit[1] + 1
                    break

    def all(self, language: str) -> Iterator[Skill]:
        """What `settle` gives, and inside each longer form the whole phrases and names it holds ("tableaux de bord" in "… Power BI")."""
        outer = tuple(self.settle(language))
        yield from outer
        starts = [skill.start for skill in outer]
        for candidates in self.hits:
            start = self._start(candidates[0][0])
            at = bisect_right(starts, start) - 1
            around = outer[at] if at >= 0 else None
            if around is None or start >= around.end:
                continue
            for hit in candidates:
                end = self._ends[hit[1]]
                if hit[3] or end > around.end or end - start >= around.end - around.start:
                    continue
                skill = self._look(hit, language)
                if skill is not None and skill.concept != around.concept and (skill.kind == "tool" or hit[1] > hit[0]):
                    yield skill
                    break

    def misspelt(self, slips: Sequence[tuple[int, int]], language: str) -> Iterator[Skill]:
        """Names with one slip, as the forms they misspell; an ambiguous name needs its context here too."""
        for place, number in slips:
            if not self.index.flags[number] & AMBIGUOUS or self._context(number, (place, place, 0, False)):
                yield self._skill((self._start(place), self._ends[place]), number, "typo", language)

    def _span(self, hit: Hit) -> tuple[int, int]:
        return self._start(hit[0]), self._ends[hit[1]]

    def _skill(self, span: tuple[int, int], number: int, how: str, language: str) -> Skill:
        label, concept, form, kind = self.index.named(number, language)
        return Skill(*span, label, concept, CONFIDENCE[how], how, form, kind)

    def _look(self, hit: Hit, language: str) -> Skill | None:
        """The surest reading of a hit, the first of equals; None when no form stands."""
        start, end = span = self._span(hit)
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
            stood = self._capitals(number, hit, how) if flags & (CASE | CAPITAL) else how
            if stood == "context" and not self._context(number, hit):
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
        return any(map(self._parted, range(hit[0], hit[1])))

    def _parted(self, place: int) -> bool:
        """Punctuation ends the phrase between a word and the next."""
        between = self.text[self._ends[place] : self._start(place + 1)]
        return between != " " and _BREAK.search(between) is not None

    def _capitals(self, number: int, hit: Hit, how: str) -> str:
        """How a form that needs its capitals is read here, "" when it is not."""
        start, end = self._span(hit)
        seen, flags, shouting = self.text[start:end], self.index.flags[number], self._shouting(hit)
        if not shouting and ((flags & CASE and seen != self.index.texts[number]) or (flags & CAPITAL and not seen[:1].isupper())):
            return "context" if how != "gap" and self._lowered(hit, seen) else ""
        mute = shouting or (flags & CAPITAL and opens(self.text, start) and not listed(self.text, end))
        return "context" if mute and how != "gap" else how

    def _lowered(self, hit: Hit, seen: str) -> bool:
        """A name may lose its capitals as an entry of a list, as a hashtag, or right after what announces it."""
        often = everyday(seen)
        if len(seen) < SHORTEST or often >= EVERYWHERE:
            return False
        return entry(self.text, *self._span(hit)) or (often < EVERYDAY and self._named(hit))

    def _shouting(self, hit: Hit) -> bool:
        """The words around are all in capitals, so capitals say nothing here."""
        around = [*self.words[max(0, hit[0] - 3) : hit[0]], *self.words[hit[1] + 1 : hit[1] + 4]]
        words = [word for word in around if len(word) > 3]
        return len(words) > 1 and all(map(str.isupper, words))

    def _context(self, number: int, hit: Hit) -> bool:
        """A context word of the concept stands near, or what announces or wants a tool, or others of its family or of its list."""
        owner = self.index.owners[number]
        clues = self.index.clues(owner)
        if clues:
            first, last = hit[:2]
            near = {*map(key, self.words[max(0, first - WINDOW) : first]), *map(key, self.words[last + 1 : last + WINDOW + 1])}
            if any(clue <= near for clue in clues):
                return True
        kind, domain, _ = self.index.traits[owner]
        if kind == "tool" and (self._named(hit) or self._alone(hit) or domain in self._sure(hit)):
            return True
        if kind in ("tool", "certification") and self._asked(hit):
            return True
        return (kind == "tool" or not self.index.flags[number] & AMBIGUOUS) and self._fellow(hit)

    def _asked(self, hit: Hit) -> bool:
        """ "Python serait un plus": a name, and right after it what says that it is wanted; one word has its capital."""
        start, end = self._span(hit)
        return (hit[1] > hit[0] or self.text[start].isupper()) and cues.asked().match(self.text, end) is not None

    def _fellow(self, hit: Hit) -> bool:
        """It is an entry of a list, and so is another name close by: "python, sql, excel"."""
        start, end = self._span(hit)
        if end - start < SHORTEST - 1 or not entry(self.text, start, end):
            return False
        low, high = bisect_left(self._entries, hit[0] - BESIDE), bisect_right(self._entries, hit[0] + BESIDE)
        return any(first != hit[0] for first in self._entries[low:high])

    @cached_property
    def _entries(self) -> list[int]:
        """First words of the hits that are entries of lists."""
        return [hits[0][0] for hits in self.hits if not hits[0][3] and entry(self.text, *self._span(hits[0]))]

    def _named(self, hit: Hit) -> bool:
        """ "Maîtrise de…", "logiciel…", "proficiency in…" stands just before, in the same clause."""
        for place in range(hit[0] - 1, max(-1, hit[0] - 5), -1):
            if self._parted(place):
                return False
            if key(self.words[place]) in _tool_cues():
                return True
        return False

    def _alone(self, hit: Hit) -> bool:
        """A capitalised name of three letters or more that is a whole item of a list: "SAP. Excel. Anglais"."""
        start, end = self._span(hit)
        before = self.text[max(0, start - INDENT) : start].rstrip(" ")[-1:]
        return end - start > 2 and self.text[start].isupper() and before in ("", *",;.•|\n(/:-") and listed(self.text, end)

    def _sure(self, hit: Hit) -> Iterator[str]:
        """Domains of the tools named without ambiguity within the window."""
        anchors = self._anchors
        for first, last, domain in anchors[bisect_left(anchors, (hit[0] - WINDOW,)) : bisect_left(anchors, (hit[0] + WINDOW + 1,))]:
            if (first, last) != hit[:2]:
                yield domain

    @cached_property
    def _anchors(self) -> list[tuple[int, int, str]]:
        found = []
        for hit in (hit for candidates in self.hits if (hit := next((h for h in candidates if not h[3]), None))):
            start, end = self._span(hit)
            domain = self.index.anchor(hit[2], self.text[start:end])
            if domain is not None:
                found.append((hit[0], hit[1], domain))
        return found
