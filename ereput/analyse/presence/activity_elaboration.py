"""D16: writing develops understanding: how much of what she posts is in her own words."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from ereput.analyse.presence.acts import acts, recent
from ereput.analyse.presence.making import Rule, lacking, share, table
from ereput.model import Cell, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known, Yield

NAME = "activity.elaboration"
TITLE = say("La part de texte personnel")
ENOUGH, ELABORATE = 5, 30


def run(known: Known) -> Iterator[Yield]:
    done = recent(acts(known), known.now)
    if len(done) < ENOUGH:
        yield lacking(NAME, TITLE, say("Moins de {n} publications de l'année.", n=ENOUGH))
        return
    long_ = sum(d.words >= ELABORATE for d in done)
    rows: tuple[tuple[Cell, ...], ...] = (
        (say("mots de vous, publication médiane"), median(d.words for d in done)),
        (say("publications de trente mots ou plus, en %"), round(share(long_, len(done)), 1)),
    )
    yield table(NAME, TITLE, ("measure", "value"), rows)


CHECK = Rule(name=NAME, title=TITLE, answers=("D16",), needs=say("au moins cinq publications de l'année"), run=run)
