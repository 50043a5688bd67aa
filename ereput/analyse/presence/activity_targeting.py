"""D3, E10: « commentaires ciblées »: the share of her posts on the declared project; visibility and relevance as two numbers,
never merged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.analyse.presence.acts import acts, public, recent
from ereput.analyse.presence.making import Rule, finding, lacking, part, proof, share, table
from ereput.analyse.presence.vocabulary import on_topic, project
from ereput.model import Axis, Cell, Severity, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known, Yield

NAME = "activity.targeting"
TITLE = say("Vos publications parlent-elles de votre projet ?")
ENOUGH, GOOD = 5, 50
"""One post in two on the project is targeted: nobody asks for a single subject."""


def run(known: Known) -> Iterator[Yield]:
    words, done = project(known), recent(acts(known), known.now)
    if not words or len(done) < ENOUGH:
        yield lacking(NAME, TITLE, say("Il faut un projet (offre, métier ou mots-clés) et au moins {n} publications de l'année.", n=ENOUGH))
        yield part(Axis.ALIVE, "targeting", None, say("projet ou publications manquants"))
        return
    hits = [(d, on_topic(f"{d.reading.mention.title} {d.reading.mention.text}", words)) for d in done]
    on = [(d, found) for d, found in hits if found]
    rate = share(len(on), len(done))
    rows: list[tuple[Cell, ...]] = [(d.at.date(), d.network, ", ".join(sorted(found)[:5]), d.reading.mention.url) for d, found in hits]
    yield table(NAME, TITLE, ("day", "network", "words", "url"), rows)
    yield part(
        Axis.ALIVE,
        "targeting",
        min(rate / GOOD, 1) * 100,
        say("{n} publications sur {all} touchent votre projet", n=len(on), all=len(done)),
    )
    seen = [d for d in done if public(d.reading.mention)]
    two = ((say("visibles de tous"), round(share(len(seen), len(done)), 1)), (say("sur votre projet"), round(rate, 1)))
    yield table("visibility.relevance", say("Visibilité et pertinence"), ("measure", "share"), two)
    if rate < GOOD / 2:
        off = [proof(d.reading) for d, found in hits if not found][:3]
        yield finding(
            known, NAME, "low", axis=Axis.ALIVE, severity=Severity.LOW, title=say("Peu de publications touchent votre projet"),
            explanation=say("{n} sur {all} emploient un mot du métier visé.", n=len(on), all=len(done)),
            remedy=say("Gardez vos autres sujets ; ajoutez-en un par mois tiré de ce que vous faites vraiment."), evidence=off,
            part=("targeting", 100 - min(rate / GOOD, 1) * 100),
        )  # fmt: skip


CHECK = Rule(name=NAME, title=TITLE, answers=("D3", "E10"), needs=say("un projet et des publications de l'année"), run=run)
