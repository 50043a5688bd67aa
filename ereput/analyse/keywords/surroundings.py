"""What stands around a place of a text: capitals and what they are worth there, words that announce a name, other names of its list."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache, cached_property
from typing import TYPE_CHECKING

from ereput.analyse.keywords import cues
from ereput.analyse.keywords.forms import AMBIGUOUS, CAPITAL, CASE, everyday
from ereput.analyse.keywords.places import entry, label, listed, opens
from ereput.analyse.keywords.tokens import WORD, key

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
RARE = 3.5
"""Zipf frequency below which a name is hardly an everyday word: "sql" 3.4, "sap" 3.6."""
NAMING = 4
"""Telling words between a name and what announces it."""
BUILT = frozenset({"software", "data", "infra"})
"""Domains of what one codes in or with."""
_WITH = frozenset("sur sous avec via en in with on using".split())
_SUFFIXES = frozenset(("js", "io", "com", "ai", "fr", "so", "gouv"))
"""After a dot, the rest of a name: "Node.js", "draw.io", "Booking.com"."""
_STOPPED = re.compile(r"[.;:!?•|()\n\t\"«»]")
_BREAK = re.compile(r"[.;:!?•|()\[\]{}\t\"«»,]|\n(?!\s*[a-zà-ÿ])|\s[-–—*]\s")


@cache
def _tool_cues(name: str) -> frozenset[str]:
    return frozenset(map(key, cues.words("tools", name)))


def _word_ends(text: str, words: Sequence[str]) -> list[int]:
    """Where the words of a text end, in order; a word never occurs between two others, so that a plain search finds it."""
    at, find = 0, text.index
    return [at := find(word, at) + len(word) for word in words]


class Surroundings:
    """One text, where its words end, and the phrases that may stand there."""

    def __init__(self, index: Index, text: str, words: Sequence[str], hits: Sequence[list[Hit]]) -> None:
        self.index, self.text, self.words, self.hits = index, text, words, hits
        self.ends = _word_ends(text, words)
        self.tools: set[int] = set()
        """Last words of the tools read so far: a list of them may go on."""

    def start(self, place: int) -> int:
        return self.ends[place] - len(self.words[place])

    def span(self, hit: Hit) -> tuple[int, int]:
        return self.start(hit[0]), self.ends[hit[1]]

    def parted(self, place: int) -> bool:
        """Punctuation ends the phrase between a word and the next."""
        end, start = self.ends[place], self.start(place + 1)
        between = self.text[end:start]
        if between == " " or (between == "." and self.words[place + 1].lower() in _SUFFIXES):
            return False
        # the next letter is seen when it is small: a line that goes on
        return _BREAK.search(self.text, end, start + self.text[start].islower()) is not None

    def capitals(self, number: int, hit: Hit, how: str) -> str:
        """How a form that needs its capitals is read here, "" when it is not."""
        start, end = self.span(hit)
        seen, flags, shouting = self.text[start:end], self.index.flags[number], self._shouting(hit)
        if not shouting and ((flags & CASE and seen != self.index.texts[number]) or (flags & CAPITAL and not seen[:1].isupper())):
            return "context" if how != "gap" and self._lowered(hit, number) else ""
        mute = shouting or (flags & CAPITAL and opens(self.text, start) and not listed(self.text, end))
        return "context" if mute and how != "gap" else how

    def _lowered(self, hit: Hit, number: int) -> bool:
        """A name may lose its capitals as an entry of a list, as a hashtag, after what announces it, in an address or a file's name."""
        start, end = self.span(hit)
        often = everyday(self.text[start:end])
        if end - start < SHORTEST or often >= EVERYWHERE:
            return False
        if entry(self.text, start, end) or self._goes_on(hit):
            return True
        if not self.index.flags[number] & AMBIGUOUS and self._with(hit, number):
            return True
        return often < EVERYDAY and (self._named(hit, number) or self._labelled(hit))

    def _shouting(self, hit: Hit) -> bool:
        """The words around are all in capitals, so capitals say nothing here."""
        around = [*self.words[max(0, hit[0] - 3) : hit[0]], *self.words[hit[1] + 1 : hit[1] + 4]]
        words = [word for word in around if len(word) > 3]
        return len(words) > 1 and all(map(str.isupper, words))

    def context(self, number: int, hit: Hit) -> bool:
        """A context word of the concept stands near, or what announces or wants a tool, or others of its family or of its list."""
        owner = self.index.owners[number]
        clues = self.index.clues(owner)
        if clues:
            first, last = hit[:2]
            near = {*map(key, self.words[max(0, first - WINDOW) : first]), *map(key, self.words[last + 1 : last + WINDOW + 1])}
            if any(clue <= near for clue in clues):
                return True
        kind, domain, _ = self.index.traits[owner]
        if kind == "tool" and (
            self._named(hit, number) or self._alone(hit) or domain in self._sure(hit) or self._goes_on(hit) or self._with(hit, number)
        ):
            return True
        if kind in ("tool", "certification") and (self._asked(hit) or self._labelled(hit)):
            return True
        return (kind == "tool" or not self.index.flags[number] & AMBIGUOUS) and self._fellow(hit)

    def _asked(self, hit: Hit) -> bool:
        """ "Python serait un plus": a name, and right after it what says that it is wanted; one word has its capital."""
        start, end = self.span(hit)
        return (hit[1] > hit[0] or self.text[start].isupper()) and cues.asked().match(self.text, end) is not None

    def _fellow(self, hit: Hit) -> bool:
        """It is an entry of a list, and so is another name close by: "python, sql, excel"."""
        start, end = self.span(hit)
        if end - start < SHORTEST - 1 or not entry(self.text, start, end):
            return False
        low, high = bisect_left(self._entries, hit[0] - BESIDE), bisect_right(self._entries, hit[0] + BESIDE)
        return any(first != hit[0] for first in self._entries[low:high])

    @cached_property
    def _entries(self) -> list[int]:
        """First words of the hits that are entries of lists."""
        whole = (hit for hits in self.hits if (hit := next((h for h in hits if not h[3]), None)))
        return [hit[0] for hit in whole if entry(self.text, *self.span(hit))]

    def _named(self, hit: Hit, number: int) -> bool:
        """ "Maîtrise de…", "logiciel…", "proficiency in…" stands just before, in the same clause; for a language, "je code en…" too."""
        built = self.index.traits[self.index.owners[number]][1] in BUILT
        used = hit[0] > 0 and self.words[hit[0] - 1].lower() in _WITH
        telling = 0
        for place in range(hit[0] - 1, max(-1, hit[0] - 9), -1):
            if telling == NAMING or self.parted(place):
                return False
            said = key(self.words[place])
            if said in _tool_cues("named") or (built and (used or place == hit[0] - 1) and said in _tool_cues("built")):
                return True
            telling += said != ""
        return False

    def _with(self, hit: Hit, number: int) -> bool:
        """ "machine learning in python": right after what says that one works with it, and near a skill of the same field."""
        before = hit[0] - 1
        if before < 0 or self.words[before].lower() not in _WITH or not self.text[self.ends[before] : self.start(hit[0])].isspace():
            return False
        traits, owners, flags = self.index.traits, self.index.owners, self.index.flags
        domain = traits[owners[number]][1]
        low, high = bisect_left(self._firsts, hit[0] - WINDOW), bisect_right(self._firsts, hit[0] + WINDOW)
        near = (h[2] for hits in self.hits[low:high] for h in hits if not h[3] and h[0] != hit[0])
        return any(
            traits[owners[n]][1] == domain and not flags[n] & (AMBIGUOUS | CAPITAL) for s in near for n in self.index.trie.phrases(s)
        )

    @cached_property
    def _firsts(self) -> list[int]:
        return [hits[0][0] for hits in self.hits]

    def _goes_on(self, hit: Hit) -> bool:
        """A tool was read just before, and only linking words stand between: "en python et en sql", "Office, surtout excel"."""
        for place in range(hit[0] - 1, max(-1, hit[0] - 4), -1):
            if _STOPPED.search(self.text, self.ends[place], self.start(place + 1)):
                return False
            if place in self.tools:
                return "," in self.text[self.ends[place] : self.start(hit[0])] or place < hit[0] - 1
            said = key(self.words[place])
            if said and said not in _tool_cues("further"):
                return False
        return False

    def _labelled(self, hit: Hit) -> bool:
        """In an address, a file's name or a bare label, where nothing has capitals: a rare name, or one beside what announces it."""
        start, end = self.span(hit)
        around = label(self.text, start, end)
        if not around:
            return False
        often = everyday(self.text[start:end])
        if often >= EVERYDAY:
            return False
        return often < RARE or not _tool_cues("label").isdisjoint(map(key, WORD.findall(around)))

    def _alone(self, hit: Hit) -> bool:
        """A capitalised name of three letters or more that is a whole item of a list: "SAP. Excel. Anglais"."""
        start, end = self.span(hit)
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
            start, end = self.span(hit)
            domain = self.index.anchor(hit[2], self.text[start:end])
            if domain is not None:
                found.append((hit[0], hit[1], domain))
        return found
