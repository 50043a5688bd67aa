"""E4: is what she knows shared? Each skill of the CV against public traces: proven, said, or kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.analyse.presence.making import Rule, lacking, table
from ereput.model import Cell, Gap, Text, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known, Yield

NAME = "visibility.shared"
TITLE = say("Ce que vous savez, et ce qui s'en voit")


def run(known: Known) -> Iterator[Yield]:
    declared = [g for g in known.gaps if g.in_cv]
    if not declared:
        yield lacking(NAME, TITLE, say("Il faut un CV et un projet (offre, métier ou mots-clés)."))
        return
    rows: list[tuple[Cell, ...]] = [
        (g.keyword, _state(g), ", ".join(dict.fromkeys(s.source for s in g.sightings if s.evidence))) for g in declared
    ]
    yield table(NAME, TITLE, ("skill", "state", "where"), rows)


def _state(gap: Gap) -> Text:
    if gap.proven:
        return say("prouvé en public")
    return say("gardé dans le CV") if gap.missing else say("dit en public, sans preuve")


CHECK = Rule(name=NAME, title=TITLE, answers=("E4",), needs=say("un CV et un projet"), run=run)
