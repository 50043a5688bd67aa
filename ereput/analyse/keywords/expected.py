"""What the job asks for: terms of the offers, what the occupation needs besides, and her own keywords, each with a weight and a reason."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from ereput.analyse.keywords.negation import negated
from ereput.analyse.keywords.tokens import WORD, keys, plain, says
from ereput.model import Evidence, Subject, named

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from ereput.analyse.keywords.concepts import Occupation
    from ereput.analyse.keywords.index import Index
    from ereput.analyse.keywords.matcher import Matcher
    from ereput.analyse.keywords.offer import Offer, Term
    from ereput.model import Text

OCCUPATION = (("core", 0.6), ("useful", 0.4), ("plus", 0.25))
"""Weight of what an occupation asks for, when she names an occupation and gives no offer."""
BESIDE_OFFER = (("core", 0.4), ("useful", 0.2))
"""The same beside an offer, which knows better."""
FIELD = 3
"""Terms of one field from which it is also the offer's."""
SHARED = frozenset({"project", "office", "admin", "quality", "soft"})
"""Fields of every trade."""
ANY_WORK, ELSEWHERE, LOOSE = 0.5, 0.5, 0.7
"""What is left of the weight of words of any work ("coordination", "traçabilité"), of another field, and of those read with a gap."""
_LEVEL = re.compile(r"bac ?\+ ?\d", re.IGNORECASE)
MOST = 40
"""More expected keywords than this help nobody."""


class Trade(NamedTuple):
    """What the occupation asks for, and the fields it draws on."""

    concepts: frozenset[str]
    fields: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """One keyword expected, of its concept's kind. `form` is how the offer writes it; `origin` is offer, occupation or own.

    `label` is its name in French, `english` in English, "" where that is no other word or where it is one that somebody wrote.
    """

    concept: str
    label: str
    kind: str
    weight: float
    required: bool
    form: str
    why: Evidence
    origin: str = "offer"
    known: bool = True
    english: str = ""

    @property
    def name(self) -> Text | str:
        return named(self.label, self.english)


def expected(offers: Sequence[Offer], occupation: Occupation | None, subject: Subject, matcher: Matcher) -> tuple[Expected, ...]:
    """All that is expected, heaviest first, at most `MOST`; one asked by several offers or also by the occupation weighs more."""
    merged: dict[str, Expected] = {}
    trade = _trade(occupation, matcher.index)
    for item in (
        *_from_offers(offers, trade, matcher.index),
        *_own(subject, matcher),
        *_from_occupation(occupation, matcher.index, BESIDE_OFFER if offers else OCCUPATION),
    ):
        if item.origin == "occupation" and any(_refused(item.concept, offer.text, matcher.index) for offer in offers):
            continue
        known = merged.get(item.concept)
        if known is None:
            merged[item.concept] = item
        else:
            weight = min(1.0, max(known.weight, item.weight) + (0.1 if item.origin == "occupation" else 0.05))
            merged[item.concept] = replace(known, weight=round(weight, 3), required=known.required or item.required)
    return tuple(sorted(merged.values(), key=lambda e: (-e.weight, not e.required, e.label))[:MOST])


def _from_offers(offers: Sequence[Offer], trade: Trade, index: Index) -> Iterator[Expected]:
    for offer in offers:
        fields = trade.fields | {field for field, n in Counter(_domain(t.concept, index) for t in offer.terms).items() if n >= FIELD}
        for term in offer.terms:
            worth = _worth(term, trade.concepts, fields, _domain(term.concept, index))
            if not worth:
                continue
            sentence = " ".join(offer.text[slice(*term.sentence)].split()).lstrip("-–—*•▪● ")[:240]
            yield Expected(
                concept=term.concept,
                label=_called(term),
                kind=term.kind,
                weight=round(term.weight * worth, 3),
                required=term.required,
                form=term.form,
                why=Evidence(url=offer.url, quote=sentence, span=(term.start, term.end), sha256=offer.sha256, seen_at=offer.seen_at),
                known=term.known,
                english=_english(term, offer, index),
            )


def _refused(concept: str, text: str, index: Index) -> bool:
    """The offer says that it does not ask for it ("pas besoin de PHP"), whatever the occupation does."""
    found, low = index.find(concept), text.casefold()
    names = {form.text.casefold() for form in found.forms if not form.ambiguous} if found else ()
    if len(low) != len(text):
        return False  # offsets would not hold
    places = (match.span() for name in names if name in low for match in re.finditer(rf"\b{re.escape(name)}\b", low))
    return any(negated(text, start, end) for start, end in places)


def _called(term: Term) -> str:
    """A tool keeps the name the offer gives it ("Microsoft 365", not "Pack Office"): that is the word a recruiter types. Initials are told
    in full. "Bac+2" is no one diploma."""
    form, label = term.form, term.label
    same = plain(form) == plain(label) or says(form, keys(label)) or says(label, keys(form))
    initials = "".join(word[0] for word in WORD.findall(label)).casefold() == form.casefold()
    if _LEVEL.match(form):
        return form
    return label if term.kind != "tool" or same or initials else form


def _english(term: Term, offer: Offer, index: Index) -> str:
    """An offer in English is told in its own words ("data viz"); else the taxonomy's English name. A language is asked with its level
    ("fluent English") and a quality as one has it ("motivated"): neither is its name."""
    name = index.english(term.concept, _called(term))
    theirs = offer.language == "en" and not term.loose and term.kind not in ("language", "soft")
    if not name or not theirs or plain(name) == plain(term.form):
        return name
    form = " ".join(term.form.split())
    return form[0].lower() + form[1:] if name[0].islower() and form[1:].islower() else form  # the capital of a line is not the word's


def _trade(occupation: Occupation | None, index: Index) -> Trade:
    if occupation is None:
        return Trade(frozenset(), frozenset())
    concepts = frozenset((*occupation.core, *occupation.useful, *occupation.plus))
    return Trade(concepts, frozenset(_domain(concept, index) for concept in concepts))


def _domain(concept: str, index: Index) -> str:
    number = index.alias.get(concept)
    return "" if number is None else index.traits[number][1]


def _worth(term: Term, trade: Collection[str], fields: Collection[str], field: str) -> float:
    """What is left of a term's weight when its trade does not ask for it: words of any work say little, those of another field are often
    misread; read with other words between its own as well, it is left out."""
    if term.concept in trade or term.kind not in ("skill", "knowledge") or not term.known or not field:
        return 1.0
    if field == "transversal":
        return ANY_WORK
    if field in fields or field in SHARED:
        return LOOSE if term.loose else 1.0
    if term.loose:
        return 0.0
    return ELSEWHERE if not term.required else (1 + ELSEWHERE) / 2


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
                    english=concept.label("en"),
                    why=Evidence(url="", quote=occupation.label, computed_from=("occupations",)),
                    origin="occupation",
                )
