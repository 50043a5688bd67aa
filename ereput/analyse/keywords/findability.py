"""Would a recruiter's query find her? BM25F over her public words among synthetic peers: a simulation, never Google's own rank.

BM25F (Robertson & Zaragoza 2009, doi 10.1561/1500000019) with three fields; the peers are made from the taxonomy by a hash of their
number, so that the same audit always meets the same peers.
"""

from __future__ import annotations

import hashlib
import math
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from ereput.analyse.keywords.footprint import NOT_HERS, PUBLIC
from ereput.analyse.keywords.gender import genders
from ereput.analyse.keywords.tokens import every_key, keys
from ereput.model import Kind, Reading, Subject, Table, Text, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ereput.analyse.keywords.concepts import Occupation
    from ereput.analyse.keywords.expected import Expected
    from ereput.analyse.keywords.index import Index

PEERS = 60
FIELDS: Mapping[str, float] = {"title": 3.0, "headline": 2.0, "body": 1.0}
K1, B = 1.2, 0.75
QUERIES = 12
TYPED = frozenset({"skill", "tool", "knowledge"})
"""Kinds of keyword that go with a title in a query."""
TITLED = {"fr": 0.55, "en": 0.15}
"""Share of the peers who write the title of the job, by language."""
LENGTHS = {"title": 6, "headline": 14, "body": 160}
"""Words of a peer's fields: an ordinary profile page."""


@dataclass(frozen=True, slots=True)
class Field:
    """The words of one field: each key with how often it stands there, and how many words there are in all."""

    counts: Counter[str]
    length: int

    def more(self, added: Sequence[str]) -> Field:
        return Field(self.counts + Counter(added), self.length + len(added))


@dataclass(frozen=True, slots=True)
class Page:
    """A page as the fields that a search engine weighs."""

    title: Field
    headline: Field
    body: Field


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One query a recruiter would type: title, keyword and city, those that there are, and its language."""

    parts: tuple[str, ...]
    language: str

    @property
    def words(self) -> str:
        return " ".join(self.parts)


def hers(readings: Sequence[Reading]) -> Page:
    """Her public words: titles of her pages, headlines of her profiles, all the rest."""
    public = [r for r in readings if r.mention.audience in PUBLIC and r.mention.kind not in NOT_HERS]
    titles = [r.mention.title for r in public if r.mention.kind in (Kind.PROFILE, Kind.PAGE)]
    headlines = [v for r in public for name in ("headline", "title", "description") for v in r.mention.all(name)]
    bodies = [text for r in public for text in (r.mention.title, r.mention.text)]
    return Page(_field(titles), _field(headlines), _field(bodies))


def _field(texts: Iterable[str], *, besides: int = 0) -> Field:
    """`besides`: words that no query asks for."""
    counts = Counter(chain.from_iterable(map(every_key, texts)))
    return Field(counts, counts.total() + besides)


def titles_of(occupation: Occupation | None, title: str) -> dict[str, str]:
    """The job as it is typed in French (`title` when she or the offer gives one) and in English; "" when unknown."""
    if occupation is None:
        return {"fr": title, "en": ""}
    english = next((form.text for form in occupation.titles if form.language == "en"), "")
    return {"fr": title or genders(occupation.label)[0], "en": english}


def queries(wanted: Sequence[Expected], occupation: Occupation | None, title: str, subject: Subject, index: Index) -> tuple[Asked, ...]:
    """Title × skill × city in both languages, heaviest keywords first, at most `QUERIES`; nobody types a diploma or "français" there."""
    city, names = subject.target.city or subject.city or "", titles_of(occupation, title)
    found = [_asked("fr", names["fr"], city)] if names["fr"] else []
    for item in [w for w in wanted if w.kind in TYPED][: QUERIES // 2]:
        concept = index.find(item.concept)
        english = concept.texts("en")[:1] if concept is not None else ()
        found.append(_asked("fr", names["fr"], item.label, city))
        if english and names["en"]:
            found.append(_asked("en", names["en"], english[0], city))
    return tuple(dict.fromkeys(found))[:QUERIES]


def _asked(language: str, *parts: str) -> Asked:
    return Asked(parts=tuple(part for part in parts if part), language=language)


def peers(wanted: Sequence[Expected], names: Mapping[str, str], city: str, index: Index) -> tuple[Page, ...]:
    """`PEERS` pages of people who want the same job: each says a share of the keywords, some the title (by language), some the city."""
    return tuple(_peer(number, wanted, names, city, index) for number in range(PEERS))


def _chance(*parts: object) -> float:
    """A number in [0, 1) that only depends on its parts."""
    return int.from_bytes(hashlib.sha256(repr(parts).encode()).digest()[:6], "big") / 2**48


def _peer(number: int, wanted: Sequence[Expected], names: Mapping[str, str], city: str, index: Index) -> Page:
    diligence = 0.15 + 0.7 * _chance(number, "diligence")
    said: list[str] = []
    for item in wanted:
        if _chance(number, item.concept) < diligence * (0.5 + 0.5 * item.weight):
            concept = index.find(item.concept)
            forms = [f.text for f in concept.forms[:6]] if concept is not None else [item.label]
            times = 1 + int(2 * _chance(number, item.concept, "times"))
            said += [forms[int(_chance(number, item.concept, "form") * len(forms))]] * times
    name = " ".join(names[language] for language, share in TITLED.items() if _chance(number, language) < share)
    place = city if _chance(number, "city") < 0.5 else ""
    title, head = _field([name]), _field([name, *said[:3]])
    return Page(title, replace(head, length=max(8, head.length)), _field([name, place, *said], besides=max(0, LENGTHS["body"] - len(said))))


class Search:
    """BM25F over a fixed set of pages."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self.pages = pages
        self.average = {field: (sum(getattr(p, field).length for p in pages) / len(pages)) or 1.0 for field in FIELDS}
        self.spread = Counter(k for p in pages for k in {*p.title.counts, *p.headline.counts, *p.body.counts})
        self._others: dict[tuple[str, ...], list[float]] = {}

    def score(self, wanted: Sequence[str], page: Page) -> float:
        fields = [(boost, field := getattr(page, name), 1 - B + B * field.length / self.average[name]) for name, boost in FIELDS.items()]
        total = 0.0
        for word in wanted:
            weight = sum(boost * field.counts[word] / norm for boost, field, norm in fields)
            rarity = math.log(1 + (len(self.pages) - self.spread[word] + 0.5) / (self.spread[word] + 0.5))
            total += rarity * weight / (K1 + weight)
        return total

    def rank(self, query: str, page: Page) -> int:
        """Her place among the peers for a query, 1 first; ties count against her."""
        wanted = tuple(dict.fromkeys(keys(query)))
        if wanted not in self._others:
            self._others[wanted] = sorted(self.score(wanted, peer) for peer in self.pages)
        return 1 + len(self.pages) - bisect_left(self._others[wanted], self.score(wanted, page))


def lift(search: Search, asked: Asked, page: Page, place: int) -> tuple[str, int]:
    """The part of the query whose writing in her headline lifts her most, and the place it gives; ("", place) when none does."""
    best = ("", place)
    for word in asked.parts:
        added = keys(word)
        if not added or set(added) <= page.headline.counts.keys() | page.title.counts.keys():
            continue
        richer = replace(page, headline=page.headline.more(added), body=page.body.more(added))
        place_then = search.rank(asked.words, richer)
        if place_then < best[1]:
            best = (word, place_then)
    return best


NOTE: Text = say(
    "Simulation parmi {n} profils inventés (BM25) : un repère pour choisir ses mots, pas le classement d'un moteur de recherche.", n=PEERS
)


def table(
    readings: Sequence[Reading], wanted: Sequence[Expected], occupation: Occupation | None, title: str, subject: Subject, index: Index
) -> Table:
    """One row a query: language, her place, out of how many, the word that would lift her most, and the place then."""
    page = hers(readings)
    asked = queries(wanted, occupation, title, subject, index)
    rows = []
    if page.body.length and asked:
        search = Search(peers(wanted, titles_of(occupation, title), subject.target.city or subject.city or "", index))
        for query in asked:
            place = search.rank(query.words, page)
            word, then = lift(search, query, page, place)
            rows.append((query.words, query.language, place, PEERS + 1, word, then))
    return Table(
        id="keywords.findability", title=say("Si un recruteur cherche…"), columns=("query", "language", "rank", "of", "lift", "rank_then"),
        rows=tuple(rows), status="ok" if rows else "not_enough_data", note=NOTE,
    )  # fmt: skip
