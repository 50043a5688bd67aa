"""E20: one professional identity from one network to the next: form of the name, headline, city, picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.analyse.presence.acts import about, fold, network_of
from ereput.analyse.presence.catalogue import catalogue
from ereput.analyse.presence.making import Rule, finding, lacking, proof, table
from ereput.model import Axis, Cell, Kind, Reading, Severity, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known, Yield

NAME = "coherence.profiles"
TITLE = say("Vos profils donnent-ils la même image ?")


def run(known: Known) -> Iterator[Yield]:
    profiles = [r for r in about(known, Kind.PROFILE) if not _private(r) and r.mention.field("name")]
    if len({network_of(r.mention) for r in profiles}) < 2:
        yield lacking(NAME, TITLE, say("Il faut au moins deux profils publics ou professionnels."))
        return
    rows: list[tuple[Cell, ...]] = [
        (network_of(r.mention), r.mention.field("name"), r.mention.field("headline"), r.mention.field("location"),
         say("oui") if r.mention.field("avatar") else say("non vu")) for r in profiles
    ]  # fmt: skip
    yield table(NAME, TITLE, ("network", "name", "headline", "city", "picture"), rows)
    cities = {c: r for r in profiles if (c := fold(r.mention.field("location").split(",")[0]))}
    if len(cities) > 1 and not any(a in b for a in cities for b in cities if a != b):
        pair = list(cities.values())[:2]
        yield finding(
            known, NAME, "city", axis=Axis.CREDIBLE, severity=Severity.LOW, title=say("Deux villes selon vos profils"),
            explanation=say("Un recruteur ne sait plus où vous êtes."),
            remedy=say("Mettez la même ville partout, ou dites que vous êtes mobile."),
            evidence=[proof(r, r.mention.field("location")) for r in pair],
        )  # fmt: skip
    forms = {frozenset(fold(r.mention.field("name")).split()): r for r in profiles if " " in r.mention.field("name").strip()}
    if len(forms) > 1:
        yield finding(
            known, NAME, "name", axis=Axis.CREDIBLE, severity=Severity.LOW, title=say("Votre nom s'écrit de plusieurs façons"),
            explanation=say("Un moteur les prend pour plusieurs personnes."),
            remedy=say("Choisissez une forme et gardez-la sur vos profils professionnels."),
            evidence=[proof(r, r.mention.field("name")) for r in list(forms.values())[:3]],
        )  # fmt: skip


def _private(reading: Reading) -> bool:
    entry = catalogue().by_id.get(network_of(reading.mention))
    return bool(entry and entry.private)


CHECK = Rule(name=NAME, title=TITLE, answers=("E20",), needs=say("au moins deux profils"), run=run)
