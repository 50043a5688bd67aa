"""F1: is the CV made for this offer? Weighted coverage of what the offer asks, and what to move up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.analyse.presence.acts import about, fold
from ereput.analyse.presence.making import Rule, lacking, share, table
from ereput.model import Cell, Gap, Kind, Text, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known, Yield

NAME = "offer.cv"
TITLE = say("Votre CV répond-il à l'offre ?")


def run(known: Known) -> Iterator[Yield]:
    papers = about(known, Kind.CV)
    if not papers or not known.gaps:
        yield lacking(NAME, TITLE, say("Il faut un CV et une offre, un métier ou des mots-clés visés."))
        return
    text = papers[0].mention.text
    rows: list[tuple[Cell, ...]] = [
        (g.keyword, say("demandé") if g.required else say("souhaité"), _state(g, text)) for g in _ordered(known.gaps)
    ]
    held = sum(g.weight for g in known.gaps if g.in_cv)
    note = say("Votre CV couvre {n} % du poids de l'offre.", n=round(share(held, sum(g.weight for g in known.gaps))))
    yield table(NAME, TITLE, ("keyword", "asked", "cv"), rows, note=note)


def _ordered(gaps: tuple[Gap, ...]) -> list[Gap]:
    return sorted(gaps, key=lambda g: (not g.required, -g.weight, g.keyword))


def _state(gap: Gap, cv: str) -> Text:
    if not gap.in_cv:
        return say("absent du CV : à ajouter si vous le savez")
    at = f" {fold(cv)} ".find(f" {fold(gap.keyword)} ")
    if at < 0:
        return say("présent sous un autre mot : reprenez celui de l'offre")
    return say("présent, mais loin : remontez-le") if at > len(cv) / 2 and gap.required else say("présent")


CHECK = Rule(name=NAME, title=TITLE, answers=("F1",), needs=say("un CV et un projet"), run=run)
