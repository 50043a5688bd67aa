"""What the job asks for: terms of the offers, what the occupation needs besides, and her own keywords, each with a weight and a reason."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ereput.analyse.keywords.tokens import keys
from ereput.model import Evidence, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ereput.analyse.keywords.concepts import Occupation
    from ereput.analyse.keywords.index import Index
    from ereput.analyse.keywords.matcher import Matcher
    from ereput.analyse.keywords.offer import Offer

OCCUPATION = (("core", 0.6), ("useful", 0.4), ("plus", 0.25))
"""Weight of what an occupation asks for, when she names an occupation and gives no offer."""
BESIDE_OFFER = (("core", 0.4), ("useful", 0.2))
"""The same beside an offer, which knows better."""
MOST = 40
"""More expected keywords than this help nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """One keyword expected, of its concept's kind. `form` is how the offer writes it; `origin` is offer, occupation or own."""

    concept: str
    label: str
    kind: str
    weight: float
    required: bool
    form: str
    why: Evidence
    origin: str = "offer"
    known: bool = True


def expected(offers: Sequence[Offer], occupation: Occupation | None, subject: Subject, matcher: Matcher) -> tuple[Expected, ...]:
    """All that is expected, heaviest first, at most `MOST`; one asked by several offers or also by the occupation weighs more."""
    merged: dict[str, Expected] = {}
    for item in (
        *_from_offers(offers),
        *_own(subject, matcher),
        *_from_occupation(occupation, matcher.index, BESIDE_OFFER if offers else OCCUPATION),
    ):
        known = merged.get(item.concept)
        if known is None:
            merged[item.concept] = item
        else:
            weight = min(1.0, max(known.weight, item.weight) + (0.1 if item.origin == "occupation" else 0.05))
            merged[item.concept] = replace(known, weight=round(weight, 3), required=known.required or item.required)
    return tuple(sorted(merged.values(), key=lambda e: (-e.weight, not e.required, e.label))[:MOST])


def _from_offers(offers: Sequence[Offer]) -> Iterator[Expected]:
    for offer in offers:
        for term in offer.terms:
            sentence = " ".join(offer.text[slice(*term.sentence)].split()).lstrip("-–—*•▪● ")[:240]
            yield Expected(
                concept=term.concept,
                label=term.label,
                kind=term.kind,
                weight=term.weight,
                required=term.required,
                form=term.form,
                why=Evidence(url=offer.url, quote=sentence, span=(term.start, term.end), sha256=offer.sha256, seen_at=offer.seen_at),
                known=term.known,
            )


def _own(subject: Subject, matcher: Matcher) -> Iterator[Expected]:
    for keyword in subject.target.keywords:
        skills = matcher.find(keyword)
        whole = next((s for s in skills if keys(keyword[s.start : s.end]) == keys(keyword)), None)
        yield Expected(
            concept=whole.concept if whole else f"own:{' '.join(keys(keyword)) or keyword}",
            label=keyword,
            kind=whole.kind if whole else "skill",
            weight=0.85,
            required=False,
            form=keyword,
            why=Evidence(url="", quote=keyword, computed_from=("profile",)),
            origin="own",
            known=whole is not None,
        )


def _from_occupation(occupation: Occupation | None, index: Index, levels: Sequence[tuple[str, float]]) -> Iterator[Expected]:
    if occupation is None:
        return
    for level, weight in levels:
        for identifier in getattr(occupation, level):
            concept = index.find(identifier)
            if concept is not None and (occupation.source == "own" or level == "core"):
                yield Expected(
                    concept=concept.id,
                    label=concept.label(),
                    kind=concept.kind,
                    weight=weight * (0.6 if concept.kind == "soft" else 1.0),
                    required=False,
                    form=concept.label(),
                    why=Evidence(url="", quote=occupation.label, computed_from=("occupations",)),
                    origin="occupation",
                )
