"""Facts, not mentions: one personal datum of one person, with all the places where it shows."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ereput.analyse.exposure.base import Passage
from ereput.analyse.exposure.detect import detect
from ereput.analyse.exposure.gravity import Gravity, table, visibility
from ereput.analyse.exposure.images import position
from ereput.analyse.exposure.kinds import CLUES, SENSITIVE
from ereput.analyse.exposure.whose import Owner, owner, published
from ereput.masking import mask, mask_spans, quote
from ereput.model import Audience, Band, Evidence, Kind, Match, Mention, Reading, Span, Subject, Text, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """`id` is a salted hash of kind and normalised value; `best` the span that was surest; `papers`: it shows in her CV, her letter or a
    picture of hers; `value` never leaves the analysis."""

    id: str
    kind: str
    label: str
    best: Span
    whose: str
    why_whose: Text
    evidence: tuple[Evidence, ...]
    papers: bool = False
    value: str = field(default="", repr=False)
    told: Text | None = None
    remedy: Text | None = None

    @property
    def gravity(self) -> Gravity | None:
        return table().get(self.kind)

    @property
    def audiences(self) -> tuple[Audience, ...]:
        """One audience for each page or document: two sightings on one page make it no more visible."""
        pages = {(e.url, e.audience) for e in self.evidence}
        return tuple(audience for _, audience in sorted(pages))

    @property
    def visibility(self) -> float:
        return visibility(self.audiences)

    @property
    def share(self) -> float:
        """w × v × c; 0 for what is not the subject's, is no exposure, or is sensitive: that lane is never added up (RGPD art. 9)."""
        if self.whose != "subject" or self.gravity is None or self.kind in SENSITIVE:
            return 0.0
        return self.gravity.weight * self.visibility * self.best.confidence


def fingerprint(salt: bytes, kind: str, value: str) -> str:
    """Salted, keyed hash of a fact: the same in the next audit of this person, meaningless elsewhere."""
    return hashlib.blake2b(f"{kind}\x1f{value}".encode("utf-8", "replace"), key=salt[:64], digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class Sighting:
    """One span in one reading; `mention` and `span` are what the evidence points at (no span for a structured field)."""

    span: Span
    reading: Reading
    owner: Owner
    mention: str
    place: tuple[int, int] | None


FIELDS = frozenset("email phone link url same_as file summary headline description jsonld hcard".split())
"""Structured facts of a mention that may hold personal data its text does not show (names: ereput/collect/fields.py)."""


def gather(
    readings: Iterable[Reading], subject: Subject, *, salt: bytes, images: Iterable[tuple[Mention, bytes]] = (), more: Iterable[Fact] = ()
) -> tuple[Fact, ...]:
    """The facts of the mentions that count, by identity; a fact that is the subject's somewhere is hers everywhere.

    Negated, quoted and organisations' words of the sensitive lane are nobody's fact. `images` are her own pictures with their bytes.
    """
    groups: dict[tuple[str, str], list[Sighting]] = {}
    for sighting in _once(_sightings(readings, subject, images)):
        groups.setdefault((sighting.span.kind, sighting.span.value or sighting.span.rule), []).append(sighting)
    facts = [_fact(kind, value, seen, salt) for (kind, value), seen in groups.items()]
    return tuple(sorted((*facts, *more), key=lambda f: (f.kind, f.id)))


def _once(sightings: Iterable[Sighting]) -> Iterator[Sighting]:
    """Two words of one protected matter in one sentence are one thing said: the first stands for both."""
    told: set[tuple[str, str, str, int]] = set()
    for sighting in sightings:
        span, text = sighting.span, sighting.reading.mention.text
        if span.kind in SENSITIVE:
            sentence = max(text.rfind(sign, max(0, span.start - 300), span.start) for sign in ".!?;\n")
            if (key := (sighting.mention, span.kind, sighting.owner.whose, sentence)) in told:
                continue
            told.add(key)
        yield sighting


def _sightings(readings: Iterable[Reading], subject: Subject, images: Iterable[tuple[Mention, bytes]]) -> Iterator[Sighting]:
    for reading in readings:
        if not reading.match.counts:
            continue
        for span in reading.spans:
            if not span.rule.startswith("lane.") or span.rule.endswith((".self", ".other")):
                yield Sighting(span, reading, owner(span, reading, subject), reading.mention.id, (span.start, span.end))
        yield from _in_fields(reading, subject)
    for mention, data in images:
        if found := position(data):
            yield _pictured(mention, found)


def _in_fields(reading: Reading, subject: Subject) -> Iterator[Sighting]:
    """What the structured fields hold that the text does not."""
    mention = reading.mention
    for name, value in mention.fields:
        if name not in FIELDS or value in mention.text:
            continue
        value = _prose(value)
        spans = detect(Passage(text=value, language=reading.language))
        inner = replace(reading, mention=replace(mention, text=value), spans=spans, masked=mask_spans(value, spans))
        for span in spans:
            if span.kind not in CLUES and not span.rule.startswith("lane."):
                yield Sighting(span, inner, owner(span, inner, subject), mention.id, None)


def _prose(value: str) -> str:
    """A field as a reader would see it: of a JSON node each text on a line of its own behind its key; no rule reads JSON as prose."""
    if not value.startswith(("{", "[")):
        return value
    try:
        return "\n".join(_lines("", json.loads(value)))
    except (ValueError, RecursionError):  # cut short, or no JSON at all: quotes and brackets are no words
        return _JSON_SIGNS.sub("\n", value)


def _lines(key: str, value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            if not name.startswith("@"):
                yield from _lines(name, inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _lines(key, inner)
    elif isinstance(value, str):
        yield f"{key} : {value}" if key else value


_JSON_SIGNS = re.compile(r'[{}\[\]"]+')


def _pictured(mention: Mention, found: tuple[float, float]) -> Sighting:
    value = f"{found[0]:.3f},{found[1]:.3f}"  # about a hundred metres: the photographs of one place are one fact
    span = Span(start=0, end=len(value), kind="COORDINATES", confidence=0.99, rule="exif", value=value, base=0.99, checks=("exif",))
    match = Match(mention=mention.id, probability=1.0, band=Band.CONFIRMED)
    reading = Reading(mention=replace(mention, text=value), match=match, language="fr", spans=(span,), masked=mask_spans(value, (span,)))
    return Sighting(span, reading, Owner("subject", say("C'est votre image.")), mention.id, None)


def _fact(kind: str, value: str, seen: list[Sighting], salt: bytes) -> Fact:
    order = {"subject": 0, "other": 1, "organisation": 2}
    owned = min(seen, key=lambda s: order[s.owner.whose]).owner
    best = max((s.span for s in seen), key=lambda s: s.confidence)
    seen = sorted(seen, key=lambda s: s.reading.mention.audience is Audience.PRIVATE)
    first = seen[0]
    return Fact(
        id=fingerprint(salt, kind, value),
        kind=kind,
        label=_label(kind, first.reading.mention.text[first.span.start : first.span.end]),
        best=best,
        whose=owned.whose,
        why_whose=owned.why,
        evidence=tuple(_evidence(seen)),
        papers=any(s.reading.mention.kind in (Kind.CV, Kind.LETTER) or s.span.rule == "exif" for s in seen),
        value=value,
    )


def _label(kind: str, raw: str) -> str:
    text = " ".join(mask(kind, raw).split())
    return "" if kind in SENSITIVE else text[:60]


def _evidence(seen: list[Sighting]) -> Iterator[Evidence]:
    for sighting in seen:
        mention = sighting.reading.mention
        yield Evidence(
            url=mention.url,
            quote=_quote(sighting),
            span=sighting.place,
            sha256=mention.sha256,
            seen_at=mention.seen_at,
            mention=sighting.mention,
            audience=mention.audience,
            hers=published(mention),
        )


def _quote(sighting: Sighting) -> str:
    """What stands around the span; of a structured field only the lines it is on: the keys beside it are no reader's words."""
    span, masked = sighting.span, sighting.reading.masked
    around = 110 if span.kind in SENSITIVE else 60
    if sighting.place is not None:
        return quote(masked, span.start, span.end, around=around)
    left = masked.rfind("\n", 0, span.start) + 1
    right = masked.find("\n", span.end)
    return quote(masked[left : right if right >= 0 else None], span.start - left, span.end - left, around=around)
