"""What a recogniser is: shape, check and context kept apart, each saying whether it spoke.

A module of `ereput.analyse.exposure` exposes its recogniser (or a tuple of them) as `RECOGNISER`. `find` sees one text and the named
entities of that text, and yields spans with their confidence before and after context.

Most kinds are a `Shape`: a pattern over the passage in lower case, a check that reads what the pattern caught, words that are expected
near it, and four odds. Kinds with a grammar of their own (addresses, dates, people, sensitive matters) write `find` themselves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol

from ereput.model import Entity, Span, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence


def words(*stems: str) -> re.Pattern[str]:
    """A pattern that finds any of `stems` (regular expressions) as whole words of a lower-case text."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(stems)})(?!\w)")


FLOOR = 0.5
"""A span below this confidence is not shown."""
REACH = 220
"""How far behind its trigger word a match may end."""
EXTENT = 48
"""Code points within which the digits of one number stand: no pattern led by a digit reaches further with those it needs."""
REFERENCE = words(
    "mod[èe]les?", "s[ée]ries?", "r[ée]f", "r[ée]f[ée]rences?", "produits?", "normes?", "lots?", "articles?", "commandes?", "suivi",
    "isbn", "issn", "ean", "imei", "siren", "siret", "identifiant", "facture", "dossier", "salle", "vol", "model", "order", "invoice",
    "part",
)  # fmt: skip
"""Words that announce the number of a thing."""
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+")
_SPACES = {
    "\u00a0": " ",
    "\u202f": " ",
    "\u2009": " ",
    "\u2007": " ",
    "’": "'",
    "ʼ": "'",
    "\u2010": "-",
    "\u2011": "-",
    "\u2013": "-",
    "\u2212": "-",
}


def lower(text: str) -> str:
    """`text` in lower case, one code point for one, with the typographer's spaces, apostrophes and hyphens made plain.

    >>> lower("L’Été\\u00a0: 06‑12")
    "l'été : 06-12"
    """
    low = text.lower()
    if len(low) != len(text):  # İ and a few others grow
        low = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    if not low.isascii():
        for char, plain in _SPACES.items():
            low = low.replace(char, plain)
    return low


@dataclass(frozen=True, kw_only=True)
class Passage:
    """One text to look into: the text, its language ("fr", "en"), the named entities found in it.

    What every recogniser reads in it is made once, when the first one asks: a passage is also the question of what was read ahead.
    """

    text: str
    language: str = "fr"
    entities: tuple[Entity, ...] = ()

    @cached_property
    def low(self) -> str:
        """The text in lower case (same offsets)."""
        return lower(self.text)

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words, in lower case."""
        return frozenset(_WORD.findall(self.low))

    @cached_property
    def digits(self) -> int:
        """How many digits it has."""
        return sum(map(self.low.count, "0123456789"))

    @cached_property
    def _numbers(self) -> list[tuple[int, int]]:
        return [match.span() for match in _DIGITS.finditer(self.low)] if self.digits else []

    @cached_property
    def runs(self) -> tuple[int, ...]:
        """Where its runs of digits begin."""
        return tuple(start for start, _ in self._numbers)

    @cached_property
    def crowds(self) -> tuple[int, ...]:
        """How many digits stand in the EXTENT code points from the beginning of each run."""
        return _crowds(self._numbers)

    @cached_property
    def crowd(self) -> int:
        """The most of `crowds`."""
        return max(self.crowds, default=0)

    def starts(self, wanted: frozenset[str]) -> list[int]:
        """Where the words of `wanted` begin, in order: one quick search for each that the text holds."""
        low, found = self.low, []
        for word in wanted & self.words:
            at = low.find(word)
            while at >= 0:
                end = at + len(word)
                if not (at and low[at - 1].isalpha()) and not (end < len(low) and low[end].isalpha()):
                    found.append(at)
                at = low.find(word, at + 1)
        return sorted(found)

    def led(self, pattern: re.Pattern[str], offsets: tuple[int, ...] = (0,), *, least: int = 0) -> Iterator[re.Match[str]]:
        """The matches, of `least` digits or more, of a pattern that begins `offset` code points before a run of digits; as `finditer`,
        without trying every position."""
        if self.crowd < least:
            return
        done, low, begins = 0, self.low, pattern.match
        for run, crowd in zip(self.runs, self.crowds, strict=True):
            if crowd < least:
                continue
            for offset in offsets:
                start = run - offset
                if start >= done and (match := begins(low, start)):
                    done = match.end()
                    yield match
                    break

    def near(self, start: int, end: int, context: re.Pattern[str], *, before: int = 50, after: int = 25) -> str:
        """The context word nearest before [start, end), else the first one after, else ""."""
        last = ""
        for match in context.finditer(self.low, max(0, start - before), start):
            last = match[0]
        if not last and after and (behind := context.search(self.low, end, end + after)):
            last = behind[0]
        return last.strip()

    def close_to(self, pattern: re.Pattern[str], wanted: frozenset[str], around: int) -> Iterator[re.Match[str]]:
        """The matches of a pattern that begin at most `around` code points before a word of `wanted`."""
        done = 0
        for at in self.starts(wanted):
            if at >= done:
                for match in pattern.finditer(self.low, max(done, at - around), min(len(self.low), at + REACH)):
                    done = match.end()
                    yield match


def _crowds(spans: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """For each run of digits [start, end): how many digits stand in the runs that begin less than EXTENT after it."""
    crowds: list[int] = []
    total = last = 0
    for start, end in spans:
        while last < len(spans) and spans[last][0] < start + EXTENT:
            total += spans[last][1] - spans[last][0]
            last += 1
        crowds.append(total)
        total -= end - start
    return tuple(crowds)


class Recogniser(Protocol):
    """One kind (or family) of personal data. `kinds` are the KINDs it may give; `title` names it for the reader; `source` cites the
    norm."""

    name: str
    kinds: tuple[str, ...]
    title: Text
    source: str

    def find(self, passage: Passage) -> Iterable[Span]: ...


class Checked(NamedTuple):
    """What a check read: the normalised value, the name of the check that it passed ("" when none did), the most it may be trusted, how
    much of it counts."""

    value: str
    passed: str = ""
    cap: float = 1.0
    keep: int | None = None


class Odds(NamedTuple):
    """Confidence of a shape: alone, with a context word, with its check passed, with both. 0 = not shown."""

    alone: float = 0.0
    near: float = 0.85
    checked: float = 0.0
    both: float = 0.99

    def of(self, *, checked: bool, near: bool) -> float:
        return (self.both if near else self.checked) if checked else (self.near if near else self.alone)


def plain(value: str) -> Checked | None:
    """The check of a shape that has none."""
    return Checked(value)


ALONE = Odds()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A recogniser made of a pattern, a check and a context.

    `pattern` reads `Passage.low`; its group "v" (else the whole match) is the span. `check` gets the original text of the span and returns
    None when it cannot be one. A word of `against` just before says that it is something else. `digits`, `gate`, `signs` and `core` are
    cheap tests that spare the pattern: digits the text must hold, words or signs of which it must hold one, a piece that every match holds
    and that is quickly searched. `around` is how far before a word of `gate` a match may begin, when that is known; `lead` says how many
    code points stand before the first digit of a match, when that is known.
    """

    name: str
    kind: str
    title: Text
    source: str
    pattern: re.Pattern[str]
    check: Callable[[str], Checked | None] = plain
    context: re.Pattern[str] | None = None
    odds: Odds = ALONE
    digits: int = 0
    gate: frozenset[str] = frozenset()
    against: re.Pattern[str] | None = None
    signs: tuple[str, ...] = ()
    core: re.Pattern[str] | None = None
    lead: tuple[int, ...] = ()
    around: int = 0
    before: int = 50
    after: int = 25

    @property
    def kinds(self) -> tuple[str, ...]:
        return (self.kind,)

    def find(self, passage: Passage) -> Iterator[Span]:
        if passage.digits < self.digits or (self.gate and passage.words.isdisjoint(self.gate)):
            return
        low = passage.low
        if (self.signs and not any(sign in low for sign in self.signs)) or (self.core and not self.core.search(low)):
            return
        group = "v" if "v" in self.pattern.groupindex else 0
        for match in self._matches(passage):
            start, end = match.span(group)
            checked = self.check(passage.text[start:end])
            if checked is None:
                continue
            stop = end if checked.keep is None else start + checked.keep
            if span := self._judge(passage, start, stop, checked):
                yield span

    def _matches(self, passage: Passage) -> Iterator[re.Match[str]]:
        if self.lead:
            return passage.led(self.pattern, self.lead, least=self.digits)
        return passage.close_to(self.pattern, self.gate, self.around) if self.around else self.pattern.finditer(passage.low)

    def _refused(self, passage: Passage, start: int) -> bool:
        """A word that says it is something else stands just before, and no context word nearer."""
        low, from_ = passage.low, max(0, start - 24)
        against = max((m.start() for m in self.against.finditer(low, from_, start)), default=-1) if self.against else -1
        context = max((m.start() for m in self.context.finditer(low, from_, start)), default=-1) if self.context else -1
        return against > context

    def _judge(self, passage: Passage, start: int, end: int, checked: Checked) -> Span | None:
        if self.against and self._refused(passage, start):
            return None
        word = passage.near(start, end, self.context, before=self.before, after=self.after) if self.context else ""
        confidence = min(checked.cap, self.odds.of(checked=bool(checked.passed), near=bool(word)))
        if confidence < FLOOR:
            return None
        base = min(checked.cap, self.odds.of(checked=bool(checked.passed), near=False))
        passed = (checked.passed,) if checked.passed else ()
        return Span(
            start=start,
            end=end,
            kind=self.kind,
            confidence=confidence,
            rule=self.name,
            value=checked.value,
            base=base,
            checks=passed,
            context=word,
        )
