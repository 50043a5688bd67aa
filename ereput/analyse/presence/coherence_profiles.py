"""E20: one professional identity from one network to the next, and on the CV: form of the name, headline, city, picture."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ereput.analyse.presence.acts import about, fold, network_name, network_of
from ereput.analyse.presence.catalogue import catalogue
from ereput.analyse.presence.making import Rule, finding, lacking, proof, table
from ereput.model import Axis, Cell, Evidence, Kind, Reading, Severity, Text, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known, Yield

NAME = "coherence.profiles"
TITLE = say("Vos profils donnent-ils la même image ?")
HEAD = 800
"""Characters of a CV among which the name and the city stand."""
_NAME_LINE = re.compile(r"[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){1,4}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """How she presents herself in one place."""

    reading: Reading
    place: Text | str
    name: str
    headline: str
    city: str
    picture: bool

    def quote(self, words: str) -> Evidence:
        at = self.reading.mention.text.find(words) if self.reading.mention.kind is Kind.CV else -1
        return proof(self.reading, start=at, end=at + len(words)) if at >= 0 else proof(self.reading, words)


def run(known: Known) -> Iterator[Yield]:
    profiles = [r for r in about(known, Kind.PROFILE) if not _private(r) and r.mention.field("name")]
    fronts = [*map(_profile, profiles), *(_paper(known, r, profiles) for r in about(known, Kind.CV)[:1])]
    if len({str(f.place) for f in fronts}) < 2:
        yield lacking(NAME, TITLE, say("Il faut au moins deux profils publics ou professionnels, ou un profil et un CV."))
        return
    seen = {True: say("oui"), False: say("non vu")}
    rows: list[tuple[Cell, ...]] = [(f.place, f.name, f.headline, f.city, seen[f.picture]) for f in fronts]
    yield table(NAME, TITLE, ("network", "name", "headline", "city", "picture"), rows)
    cities = {c: f for f in fronts if (c := fold(f.city.split(",")[0]))}
    if len(cities) > 1 and not any(a in b for a in cities for b in cities if a != b):
        yield finding(
            known, NAME, "city", axis=Axis.CREDIBLE, severity=Severity.LOW, title=say("Deux villes selon vos profils"),
            explanation=say("Un recruteur ne sait plus où vous êtes."),
            remedy=say("Mettez la même ville partout, ou dites que vous êtes mobile."),
            evidence=[f.quote(f.city) for f in list(cities.values())[:2]],
        )  # fmt: skip
    forms = {frozenset(fold(f.name).split()): f for f in fronts if " " in f.name.strip()}
    if len(forms) > 1:
        yield finding(
            known, NAME, "name", axis=Axis.CREDIBLE, severity=Severity.LOW, title=say("Votre nom s'écrit de plusieurs façons"),
            explanation=say("Un moteur les prend pour plusieurs personnes."),
            remedy=say("Choisissez une forme et gardez-la sur vos profils professionnels."),
            evidence=[f.quote(f.name) for f in list(forms.values())[:3]],
        )  # fmt: skip


def _profile(reading: Reading) -> Front:
    told = reading.mention.field
    return Front(
        reading=reading, place=network_name(reading.mention), name=told("name"), headline=told("headline"), city=told("location"),
        picture=bool(told("avatar")),
    )  # fmt: skip


def _paper(known: Known, cv: Reading, profiles: list[Reading]) -> Front:
    """The CV's own lines: the first that is made like a name and has a word of hers, the city that she or a profile names."""
    head = cv.mention.text[:HEAD]
    hers = set(fold(known.subject.name).split())
    lines = [line for raw in head.splitlines() if _NAME_LINE.fullmatch(line := raw.strip()) and hers & set(fold(line).split())]
    cities = dict.fromkeys(c.split(",")[0].strip() for c in (known.subject.city or "", *(r.mention.field("location") for r in profiles)))
    standing = [c for c in cities if c and f" {fold(c)} " in f" {fold(head)} "]
    picture = cv.mention.field("count_images") not in ("", "0")
    return Front(
        reading=cv, place=say("CV"), name=next(iter(lines), ""), headline="", city=next(iter(standing), ""), picture=picture,
    )  # fmt: skip


def _private(reading: Reading) -> bool:
    entry = catalogue().by_id.get(network_of(reading.mention))
    return bool(entry and entry.private)


CHECK = Rule(name=NAME, title=TITLE, answers=("E20",), needs=say("au moins deux profils, ou un profil et un CV"), run=run)
