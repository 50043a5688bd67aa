"""Facts, not mentions: one personal datum of one person, with all the places where it shows."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ereput.analyse.exposure.gravity import Gravity, table, visibility
from ereput.analyse.exposure.kinds import SENSITIVE
from ereput.analyse.exposure.whose import Owner, owner
from ereput.masking import mask, quote
from ereput.model import Audience, Evidence, Reading, Span, Subject, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """`id` is a salted hash of kind and normalised value; `best` the span that was surest; `value` never leaves the analysis."""

    id: str
    kind: str
    label: str
    best: Span
    whose: str
    why_whose: Text
    evidence: tuple[Evidence, ...]
    value: str = field(default="", repr=False)

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
        """w × v × c, 0 for what is not the subject's or is no exposure."""
        if self.whose != "subject" or self.gravity is None:
            return 0.0
        return self.gravity.weight * self.visibility * self.best.confidence


def fingerprint(salt: bytes, kind: str, value: str) -> str:
    """Salted, keyed hash of a fact: the same in the next audit of this person, meaningless elsewhere."""
    return hashlib.blake2b(f"{kind}\x1f{value}".encode("utf-8", "replace"), key=salt[:64], digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class _Sighting:
    span: Span
    reading: Reading
    owner: Owner


def gather(readings: Iterable[Reading], subject: Subject, *, salt: bytes) -> tuple[Fact, ...]:
    """The facts of the mentions that count, by identity; a fact that is the subject's somewhere is hers everywhere."""
    groups: dict[tuple[str, str], list[_Sighting]] = {}
    for reading in readings:
        if reading.match.counts:
            for span in reading.spans:
                groups.setdefault(_key(span), []).append(_Sighting(span, reading, owner(span, reading, subject)))
    facts = (_fact(kind, value, seen, salt) for (kind, value), seen in groups.items())
    return tuple(sorted(facts, key=lambda f: (f.kind, f.id)))


def _key(span: Span) -> tuple[str, str]:
    """Sensitive matters and relations are one fact by what is said; identifiers by their value."""
    return span.kind, span.value or span.rule


def _fact(kind: str, value: str, seen: list[_Sighting], salt: bytes) -> Fact:
    order = {"subject": 0, "other": 1, "organisation": 2}
    owned = min(seen, key=lambda s: order[s.owner.whose]).owner
    best = max((s.span for s in seen), key=lambda s: s.confidence)
    first = seen[0]
    return Fact(
        id=fingerprint(salt, kind, value),
        kind=kind,
        label=_label(kind, first.reading.mention.text[first.span.start : first.span.end]),
        best=best,
        whose=owned.whose,
        why_whose=owned.why,
        evidence=tuple(_evidence(seen)),
        value=value,
    )


def _label(kind: str, raw: str) -> str:
    text = " ".join(mask(kind, raw).split())
    return "" if kind in SENSITIVE else text[:60]


def _evidence(seen: list[_Sighting]) -> Iterator[Evidence]:
    for sighting in seen:
        mention, span = sighting.reading.mention, sighting.span
        yield Evidence(
            url=mention.url,
            quote=quote(sighting.reading.masked, span.start, span.end),
            span=(span.start, span.end),
            sha256=mention.sha256,
            seen_at=mention.seen_at,
            mention=mention.id,
            audience=mention.audience,
        )
