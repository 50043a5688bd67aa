"""What the person's own words show: each concept, where it stands, and whether it is declared, shown or said by others."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from ereput.analyse.keywords import likeness
from ereput.analyse.keywords.matcher import Skill
from ereput.analyse.keywords.places import item
from ereput.analyse.keywords.tokens import keys, run, said
from ereput.masking import pieces, quote
from ereput.model import Audience, Evidence, Kind, Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Set
    from datetime import datetime


Find: TypeAlias = "Callable[[str], tuple[Skill, ...]]"
"""The concepts of a text, nested ones too."""


class Nature(StrEnum):
    """How a trace supports a skill: she says she has it, she shows it at work, somebody else says it."""

    DECLARED = "declared"
    SHOWN = "shown"
    SAID = "said"


_SHOWN = frozenset({Kind.POST, Kind.COMMENT, Kind.ANSWER, Kind.ARTICLE, Kind.PROJECT, Kind.CERTIFICATE, Kind.DOCUMENT, Kind.PAGE})
_SAID = frozenset({Kind.RECOMMENDATION, Kind.ENDORSEMENT, Kind.RESULT})
NOT_HERS = frozenset({Kind.OFFER, Kind.CONTACT, Kind.ACCOUNT})
"""Kinds whose words are not about what she can do."""
PUBLIC = frozenset({Audience.INDEXED, Audience.PUBLIC})
_NAMED = ("headline", "summary", "skill", "title", "description", "tag", "degree")
"""Fields of a mention that are her words (names of `collect/fields.py`; stages do not import one another)."""
_PICTURED = "image_words"
"""The field of what the pictures of a page say of themselves (same file)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """One concept read in one of her sources.

    `masked`: the text it stands in, "" for a title or a field; `item`: it is a whole line, field or item of a list, not a word of a
    sentence; `pictured`: only what a picture says of itself to machines (alternative text, file name) names it.
    """

    concept: str
    label: str
    form: str
    how: str
    kind: str
    nature: Nature
    source: str
    audience: Audience
    mention_kind: Kind
    evidence: Evidence
    published: datetime | None = None
    masked: str = ""
    item: bool = False
    pictured: bool = False

    @property
    def public(self) -> bool:
        """Written where anybody reads it: a word that stands in a picture is seen, but neither searched nor copied."""
        return self.audience in PUBLIC and not self.pictured

    @property
    def sentence(self) -> str:
        """The masked sentence or line it stands in, "" when it is long or there is none."""
        return sentence_at(self.masked, *self.evidence.span) if self.evidence.span else ""


def traces(readings: Iterable[Reading], find: Find) -> Iterator[Trace]:
    """Every concept in her readings; offers, contacts and bare accounts are passed over."""
    for reading in readings:
        if reading.mention.kind in NOT_HERS:
            continue
        written = [*_written(reading, find)]
        yield from written
        yield from _pictured(reading, find, {trace.concept for trace in written})


def _written(reading: Reading, find: Find) -> Iterator[Trace]:
    text = reading.mention.text
    for skill in find(text):
        alone = item(text, skill.start, skill.end)
        yield _trace(reading, skill, text[skill.start : skill.end], _evidence(reading, skill), item=alone)
    for value in _values(reading):
        yield from (_trace(reading, skill, form, _bare(reading, form), item=alone) for skill, form, alone in _in(value, find))


def _pictured(reading: Reading, find: Find, written: Set[str]) -> Iterator[Trace]:
    """What the pictures of a page name and its text does not: at most a declaration, for nobody reads it as a sentence."""
    for value in reading.mention.all(_PICTURED):
        for skill, form, alone in _in(value, find):
            if skill.concept not in written:
                trace = _trace(reading, skill, form, _bare(reading, form), item=alone)
                yield replace(trace, pictured=True, nature=Nature.DECLARED)


def _in(value: str, find: Find) -> Iterator[tuple[Skill, str, bool]]:
    """The skills of a field, each with its words and whether it stands alone there."""
    for skill in find(value):
        yield skill, value[skill.start : skill.end], item(value, skill.start, skill.end)


def phrases(readings: Iterable[Reading], wanted: Mapping[str, str]) -> Iterator[Trace]:
    """Traces of key phrases that no taxonomy knows: concept -> words; found where the same keys follow one another in a text."""
    by_keys = {words: (concept, form) for concept, form in wanted.items() if (words := keys(form))}
    for reading in readings if by_keys else ():
        if reading.mention.kind in NOT_HERS:
            continue
        text = reading.mention.text
        for words, (concept, form) in by_keys.items():
            if said(text).issuperset(words) and (span := run(text, words)):
                skill = Skill(*span, label=form, concept=concept, confidence=0.8, how="phrase")
                yield _trace(reading, skill, text[slice(*span)], _evidence(reading, skill))


def alike(readings: Iterable[Reading], wanted: Mapping[str, str]) -> Iterator[Trace]:
    """Passages that share most of the roots of a keyword that was not found: close, to be checked by her; concept -> words.

    The first one of each kind in each source: she would look at no other.
    """
    asked = {concept: (words, roots) for concept, words in wanted.items() if len(roots := likeness.roots(words)) > 1}
    shown: set[tuple[str, str, Audience, Nature]] = set()
    for reading in readings if asked else ():
        if reading.mention.kind in NOT_HERS:
            continue
        there = {k[: likeness.ROOT] for k in said(reading.mention.text)}
        near = [(concept, *terms) for concept, terms in asked.items() if len(terms[1] & there) > len(terms[1]) * likeness.CLOSE]
        for concept, words, roots in near:
            kind = (concept, source_of(reading), reading.mention.audience, _nature(reading))
            if kind not in shown and (span := likeness.passage(reading.mention.text, roots, least=likeness.CLOSE)):
                shown.add(kind)
                skill = Skill(*span, label=words, concept=concept, confidence=0.5, how="alike")
                yield _trace(reading, skill, reading.mention.text[slice(*span)], _evidence(reading, skill))


def source_of(reading: Reading) -> str:
    """The name under which a source is shown: "cv", "letter", else the collector's or export's own."""
    if reading.mention.kind in (Kind.CV, Kind.LETTER):
        return reading.mention.kind.value
    return reading.mention.source


def _values(reading: Reading) -> Iterator[str]:
    mention = reading.mention
    if mention.title and mention.kind not in (Kind.CV, Kind.LETTER, Kind.DOCUMENT):
        yield mention.title
    text = mention.text
    for name in _NAMED:
        for value in mention.all(name):
            if value and value != mention.title and value not in text:
                yield value


def _nature(reading: Reading) -> Nature:
    kind = reading.mention.kind
    return Nature.SAID if kind in _SAID else Nature.SHOWN if kind in _SHOWN else Nature.DECLARED


def _trace(reading: Reading, skill: Skill, form: str, evidence: Evidence, *, item: bool = False) -> Trace:
    mention = reading.mention
    return Trace(
        concept=skill.concept,
        label=skill.label,
        form=form,
        how=skill.how,
        kind=skill.kind,
        nature=_nature(reading),
        source=source_of(reading),
        audience=mention.audience,
        mention_kind=mention.kind,
        evidence=evidence,
        published=mention.published,
        masked=reading.masked if evidence.span else "",
        item=item,
    )


def _evidence(reading: Reading, skill: Skill) -> Evidence:
    mention = reading.mention
    return Evidence(
        url=mention.url,
        quote=quote(reading.masked, skill.start, skill.end),
        span=(skill.start, skill.end),
        sha256=mention.sha256,
        seen_at=mention.seen_at,
        mention=mention.id,
        audience=mention.audience,
    )


def _bare(reading: Reading, form: str) -> Evidence:
    """Evidence from a title or a field: only the words that matched, because these values were not masked."""
    mention = reading.mention
    return Evidence(
        url=mention.url, quote=form, sha256=mention.sha256, seen_at=mention.seen_at, mention=mention.id, audience=mention.audience
    )


LONGEST = 200
"""Code points of a sentence that is worth quoting whole."""


def sentence_at(masked: str, start: int, end: int) -> str:
    """The masked sentence or line around [start, end), at most `LONGEST` code points, as she wrote it; "" when it is longer."""
    cuts = _cuts(masked)
    low, high = cuts[max(0, bisect_right(cuts, (start, len(masked))) - 1)] if cuts else (0, 0)
    return " ".join(masked[low:high].split()).strip("-–•* ") if low <= start and end <= high <= low + LONGEST else ""


@lru_cache(maxsize=512)
def _cuts(masked: str) -> list[tuple[int, int]]:
    return list(pieces(masked))
