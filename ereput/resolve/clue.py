"""A piece of evidence, a mention made ready for comparison, and the table of likelihood ratios (`weights.toml`)."""

from __future__ import annotations

import math
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ereput.resolve import names
from ereput.resolve.portrait import Portrait, house
from ereput.resolve.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ereput.model import Mention, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Clue:
    """One piece of evidence: natural log of its likelihood ratio, and its words. `family` groups what comes together."""

    family: str
    weight: float
    words: Text


@dataclass(frozen=True, slots=True)
class View:
    """A mention made ready for comparison, once."""

    mention: Mention
    text: str
    padded: str
    telling: str
    sentences: tuple[str, ...]
    spoken: tuple[str, ...]
    ends: tuple[str, ...]

    @classmethod
    def of(cls, mention: Mention) -> View:
        text = f"{mention.title}\n{mention.text[:100_000]}\n{mention.field('headline')}\n{mention.field('summary')}"
        folded = fold(text)
        parts = re.split(r"([.!?;\n])", text)[:4000]
        spoken, ends = tuple(parts[::2]), tuple(parts[1::2])
        return cls(mention, text, f" {folded} ", f" {house(folded)} ", tuple(f" {fold(part)} " for part in spoken), spoken, ends)

    def says(self, words: str) -> bool:
        """Are these folded words in the text, as whole words?"""
        return bool(words) and f" {words} " in self.padded

    def near(self, known: Portrait) -> tuple[str, ...]:
        """The sentences that hold her surname, folded; and the short line below it, where a team page says what she does."""
        heads = {f" {t} " for n in known.names for t in names.split(n).surname[-1:]}
        held = [any(h in s for h in heads) for s in self.sentences]
        lines = zip(self.sentences[1:], self.ends, held, held[1:], strict=False)
        below = (s for s, end, above, here in lines if above and not here and end == "\n" and len(s.split()) <= 6)
        return (*(s for s, here in zip(self.sentences, held, strict=True) if here), *below)

    def named_near(self, known: Portrait, kind: str) -> Iterator[str]:
        """The towns, employers or schools in the sentences with her surname, as written ("chez Ozalis", "passée par l'IUT de Pau")."""
        heads = {f" {t} " for n in known.names for t in names.split(n).surname[-1:]}
        for folded, raw in zip(self.sentences, self.spoken, strict=True):
            if any(h in folded for h in heads):
                yield from (found[1].strip() for found in _NAMED[kind].finditer(raw))

    def named(self, kind: str) -> tuple[str, ...]:
        """The towns, employers or schools that the text names, as written."""
        return tuple(found[1].strip() for found in _NAMED[kind].finditer(self.text[:20_000]))

    def apposed(self, known: Portrait) -> Iterator[str]:
        """What she is said to be, right behind her name ("Camille Durand, 31 ans, comptable à Dole"), folded."""
        heads = {f" {t} " for n in known.names for t in names.split(n).surname[-1:]}
        for folded, raw in zip(self.sentences, self.spoken, strict=True):
            if any(h in folded for h in heads) and (found := _APPOSED.search(raw)) and any(h in f" {fold(found[1])} " for h in heads):
                yield fold(found[2])

    def cites(self, name: str) -> bool:
        """Is this employer or school (by its telling words) in the text?"""
        return bool(name) and f" {name} " in self.telling


_APPOSED = re.compile(
    r"([A-ZÀ-Ý][\w.'’-]{0,30} [A-ZÀ-Ý][\w'’-]{1,30})(?:, \d\d ans)?(?:, |\s?\()((?:[a-zà-ÿ][\w'’-]{1,25}+ ?){1,4}?)"
    r"(?= ?(?:$|[,)(]|à |au |chez |pour |dans |d[ue] |et ))"
)
"""How French prose says what somebody does: an apposition, its end a comma, a bracket or a preposition. A word is taken whole: its parts
could be told apart in hundreds of thousands of ways."""
_NAMED = {
    "city": re.compile(r"\bà ((?!Université|École)[A-ZÀ-Ý][\w'’-]{2,30})"),
    "employer": re.compile(r"\bchez ((?:[A-ZÀ-Ý][\w&'’-]{1,30} ?){1,4})"),
    "school": re.compile(r"\b((?:Université|IUT|IAE|IEP|INSA|École|Lycée|Institut|Faculté) [^,.;:()\n]{2,60})"),
}
"""How prose names a town, a place of work or of study."""
_INSTITUTION = re.compile(
    r" (?:universite|iut|iae|iep|insa|bts|ecole|lycee|college|institut|faculte|chu|hopital|clinique|mairie|cci)(?: \w{1,30}){0,3} $"
)
"""What stands before the name of a city that is part of another name: "IUT de Pau", "École de commerce de Vesoul"."""


def names_city(city: str, text: str) -> bool:
    """Does this folded text speak of the city itself, not of an institution called after it? That one is a clue of its own."""
    at = text.find(f" {city} ")
    while at >= 0:
        if not _INSTITUTION.search(text, max(0, at - 100), at + 1):
            return True
        at = text.find(f" {city} ", at + 1)
    return False


@cache
def weights() -> Mapping[str, Any]:
    """The table of likelihood ratios."""
    return tomllib.loads((Path(__file__).parent / "weights.toml").read_text("utf-8"))


def weigh(group: str, name: str) -> float:
    return math.log(weights()[group][name])
