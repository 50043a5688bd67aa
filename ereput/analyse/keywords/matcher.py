"""Text -> concepts: one dictionary walk over the words of a text, then a careful look at the few places that matched.

The walk is exact on keys (so inflection, gender, accents and linking words never matter); the look decides what keys cannot: capitals of
acronyms, punctuation inside a phrase, context of ambiguous words, negation. Every match says which form it is and how it was read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

from ereput.analyse.keywords import cues
from ereput.analyse.keywords.forms import AMBIGUOUS, CAPITAL, CASE, EXACT, other_word
from ereput.analyse.keywords.negation import CUES, REACH, negated
from ereput.analyse.keywords.places import glued, listed, opens
from ereput.analyse.keywords.tokens import WORD, fold, key, plain
from ereput.analyse.keywords.typos import Typos

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ereput.analyse.keywords.index import Index

WINDOW = 12
"""Words on each side in which a context word settles an ambiguous form."""
_BREAK = re.compile(r"[.;:!?•|()\[\]{}\t\"«»,]|\n(?!\s*[a-zà-ÿ])|\s[-–—*]\s")
_CONFIDENCE = {"exact": 0.97, "inflected": 0.93, "context": 0.85, "gap": 0.7, "typo": 0.65}


@cache
def _tool_cues() -> frozenset[str]:
    return frozenset(map(key, cues.words("tools", "named")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill:
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


class _Hit(NamedTuple):
    """Words [first, last] of the text are the keys of these forms."""

    first: int
    last: int
    forms: tuple[int, ...]
    gap: bool = False


class Matcher:
    """Reads texts against one index. Safe to share between texts; keeps only a memory of words."""

    def __init__(self, index: Index) -> None:
        self.index = index

    @cached_property
    def _typos(self) -> Typos:
        return Typos(self.index)

    def find(self, text: str, *, language: str = "fr", nested: bool = False) -> tuple[Skill, ...]:
        """Every concept of `text`, left to right; negated ones ("pas besoin de…") are left out.

        Without overlaps, the longest form at each place; with `nested`, also those inside a longer one ("tableaux de bord Power BI").
        """
        words = WORD.findall(text)
        ids = list(map(self.index.memo.__getitem__, words))
        hits = list(self.walk(ids))
        slips = [(i, form) for i, token in enumerate(ids) if token == -1 and (form := self._typos.form(words[i])) is not None]
        if not hits and not slips:
            return ()
        scene = _Scene(self.index, text, words, hits)
        settled = [*(scene.all(language) if nested else scene.settle(language)), *scene.misspelt(slips, language)]
        return tuple(sorted((s for s in settled if not scene.negated(s)), key=lambda s: (s.start, -s.end)))

    def walk(self, ids: Sequence[int]) -> Iterator[list[_Hit]]:
        """For each word where a form may start: what ends there, longest first.

        Linking words (0) are passed over beforehand; three look-ups settle most words: does a form start here, go on with the next
        word, or with the one after ("gestion rigoureuse de projets")?
        """
        move, finals = self.index.moves.get, self.index.finals
        places = [place for place, token in enumerate(ids) if token]
        tokens = [token for token in ids if token]
        following, after = [*tokens[1:], 0], [*tokens[2:], 0, 0]
        for first, (state, second, third) in enumerate(zip(map(move, tokens), following, after, strict=False)):
            if state is None or (move(state + second) is None and state not in finals and move(state + third) not in finals):
                continue
            found = self._from(tokens, places, first, state)
            if found:
                yield found

    def _from(self, tokens: Sequence[int], places: Sequence[int], first: int, state: int | None) -> list[_Hit]:
        """Every form that starts at `first`, longest first; one foreign word inside is allowed, before its last word."""
        move, finals, n = self.index.moves.get, self.index.finals, len(tokens)
        found: list[_Hit] = []
        last = first
        while state is not None:
            ends = finals.get(state)
            if ends is not None:
                found.append(_Hit(places[first], places[last], ends))
            if last + 1 >= n:
                break
            following = move(state + tokens[last + 1])
            if following is None and last + 2 < n:
                over = finals.get(move(state + tokens[last + 2], -1))
                if over is not None:
                    found.append(_Hit(places[first], places[last + 2], over, True))
            state, last = following, last + 1
        found.reverse()
        return found


def _spans(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where the words of a text stand, in order; a word never occurs between two others, so that a plain search finds it."""
    at, found = 0, []
    for word in words:
        start = text.index(word, at)
        at = start + len(word)
        found.append((start, at))
    return found


def _refuses(words: Sequence[str]) -> bool:
    return not CUES.isdisjoint(words) or any(word.lower() in CUES for word in words if word[:1].isupper())


class _Scene:
    """One text while its hits are settled: offsets, and the words around each place."""

    def __init__(self, index: Index, text: str, words: Sequence[str], hits: Sequence[list[_Hit]]) -> None:
        self.index, self.text, self.words, self.hits = index, text, words, hits
        self.spans = _spans(text, words)
        self._refusals = (
            [start for (start, _), word in zip(self.spans, words, strict=True) if word.lower() in CUES] if _refuses(words) else []
        )

    def negated(self, skill: Skill) -> bool:
        """Only a skill with a word of refusal in reach is looked at closely."""
        at = bisect_right(self._refusals, skill.start - REACH)
        near = at < len(self._refusals) and self._refusals[at] < skill.end + REACH
        return near and negated(self.text, skill.start, skill.end)

    def settle(self, language: str) -> Iterator[Skill]:
        """The longest form that stands the look, at each place; then on from its end."""
        free = 0
        for candidates in self.hits:
            if candidates[0].first < free:
                continue
            for hit in sorted(candidates, key=lambda h: (h.gap, -h.last)):
                skill = self._look(hit, language)
                if skill is not None:
                    yield skill
                    free = hit.last + 1
                    break

    def all(self, language: str) -> Iterator[Skill]:
        """What `settle` gives, and inside each longer form the whole phrases and names it holds ("tableaux de bord" in "… Power BI")."""
        outer = tuple(self.settle(language))
        yield from outer
        for candidates in self.hits:
            for hit in candidates:
                start, end = self.spans[hit.first][0], self.spans[hit.last][1]
                around = next((o for o in outer if o.start <= start and end <= o.end and end - start < o.end - o.start), None)
                skill = None if hit.gap or around is None else self._look(hit, language)
                whole = skill is not None and (skill.kind == "tool" or hit.last > hit.first)
                if skill is not None and around is not None and skill.concept != around.concept and whole:
                    yield skill
                    break

    def misspelt(self, slips: Sequence[tuple[int, int]], language: str) -> Iterator[Skill]:
        """Names with one slip, as the forms they misspell; an ambiguous name needs its context here too."""
        for place, number in slips:
            if self.index.forms[number][3] & AMBIGUOUS and not self._context(number, _Hit(place, place, (number,))):
                continue
            concept = self.index.concept(self.index.forms[number][0])
            start, end = self.spans[place]
            yield Skill(
                start=start, end=end, label=concept.label(language), concept=concept.id, confidence=_CONFIDENCE["typo"], how="typo",
                form=self.index.forms[number][1], kind=concept.kind,
            )  # fmt: skip

    def _look(self, hit: _Hit, language: str) -> Skill | None:
        start, end = self.spans[hit.first][0], self.spans[hit.last][1]
        if hit.last > hit.first and self._broken(hit):
            return None
        best: tuple[float, str, int] | None = None
        for number in hit.forms:
            how = self._form(number, hit, start, end)
            if how and (best is None or _CONFIDENCE[how] > best[0]):
                best = (_CONFIDENCE[how], how, number)
        if best is None:
            return None
        concept = self.index.concept(self.index.forms[best[2]][0])
        return Skill(
            start=start, end=end, label=concept.label(language), concept=concept.id, confidence=best[0], how=best[1],
            form=self.index.forms[best[2]][1], kind=concept.kind,
        )  # fmt: skip

    def _broken(self, hit: _Hit) -> bool:
        return any(_BREAK.search(self.text, self.spans[i][1], self.spans[i + 1][0]) is not None for i in range(hit.first, hit.last))

    def _form(self, number: int, hit: _Hit, start: int, end: int) -> str:
        """How the words match this form, "" when they do not."""
        _, form, _, flags = self.index.forms[number]
        seen = self.text[start:end]
        if flags & EXACT and (hit.gap or plain(seen) != plain(form)):
            return ""
        if hit.first == hit.last and glued(self.text, start, end):
            return ""
        shouting = flags & (CASE | CAPITAL) and self._shouting(hit)
        if flags & CASE and not shouting and seen != form:
            return ""
        if flags & CAPITAL and not shouting and not seen[:1].isupper():
            return ""
        if hit.gap:
            return "gap"
        capital_mute = shouting or (flags & CAPITAL and opens(self.text, start) and not listed(self.text, end))
        if flags & AMBIGUOUS or capital_mute or (hit.first == hit.last and other_word(seen, form)):
            return "context" if self._context(number, hit) else ""
        return "exact" if fold(seen) == fold(form) else "inflected"

    def _shouting(self, hit: _Hit) -> bool:
        """The words around are all in capitals, so capitals say nothing here."""
        around = [*range(max(0, hit.first - 3), hit.first), *range(hit.last + 1, min(len(self.spans), hit.last + 4))]
        words = [w for w in (self.words[i] for i in around) if len(w) > 3]
        return len(words) > 1 and all(word.isupper() for word in words)

    def _context(self, number: int, hit: _Hit) -> bool:
        """A context word of the concept stands near, or another sure member of its family does."""
        owner = self.index.forms[number][0]
        concept = self.index.concept(owner)
        near = {
            key(self.words[i])
            for i in range(max(0, hit.first - WINDOW), min(len(self.spans), hit.last + WINDOW + 1))
            if not hit.first <= i <= hit.last
        }
        if any(set(keys_of) <= near for keys_of in self._clues(owner)):
            return True
        if concept.kind == "tool" and (self._named(hit) or self._alone(hit)):
            return True
        return concept.kind == "tool" and any(domain == concept.domain for domain in self._sure(hit))

    def _named(self, hit: _Hit) -> bool:
        """ "Maîtrise de…", "logiciel…", "proficiency in…" stands just before, in the same clause."""
        for i in range(hit.first - 1, max(-1, hit.first - 5), -1):
            if _BREAK.search(self.text, self.spans[i][1], self.spans[i + 1][0]) is not None:
                return False
            if key(self.words[i]) in _tool_cues():
                return True
        return False

    def _alone(self, hit: _Hit) -> bool:
        """A capitalised name of three letters or more that is a whole item of a list: "SAP. Excel. Anglais"."""
        start, end = self.spans[hit.first][0], self.spans[hit.last][1]
        before = self.text[:start].rstrip(" ")[-1:]
        return end - start > 2 and self.text[start].isupper() and before in ("", *",;.•|\n(/:-") and listed(self.text, end)

    def _clues(self, owner: int) -> tuple[frozenset[str], ...]:
        cache = self.index.clues
        if owner not in cache:
            concept = self.index.concept(owner)
            cache[owner] = tuple(clue for word in concept.context if (clue := frozenset(k for w in WORD.findall(word) if (k := key(w)))))
        return cache[owner]

    def _sure(self, hit: _Hit) -> Iterator[str]:
        """Domains of the tools named without ambiguity within the window."""
        for first, last, domain in self._anchors:
            if (first, last) != (hit.first, hit.last) and abs(first - hit.first) <= WINDOW:
                yield domain

    @cached_property
    def _anchors(self) -> tuple[tuple[int, int, str], ...]:
        found = []
        for candidates in self.hits:
            hit = next((h for h in candidates if not h.gap), None)
            if hit is None:
                continue
            start, end = self.spans[hit.first][0], self.spans[hit.last][1]
            for number in hit.forms:
                owner, form, _, flags = self.index.forms[number]
                row = self.index.rows[owner]
                if row[1] == "tool" and not flags & (AMBIGUOUS | CASE | CAPITAL) and plain(self.text[start:end]) == plain(form):
                    found.append((hit.first, hit.last, row[2]))
                    break
        return tuple(found)
