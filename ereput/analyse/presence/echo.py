"""E13: « ce que l'autre peut retenir »: which of her own terms others use when they write about her."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ereput.analyse.presence.acts import hers, network_of
from ereput.analyse.presence.making import Rule, lacking, part, share, table
from ereput.analyse.presence.vocabulary import on_topic, project
from ereput.model import Axis, Cell, Kind, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known, Yield

NAME = "visibility.echo"
TITLE = say("Ce que les autres disent de vous")
OTHERS = frozenset({Kind.RECOMMENDATION, Kind.ENDORSEMENT})
GOOD = 5
"""Own terms repeated by others from which the echo is full: five, however many there are."""


def run(known: Known) -> Iterator[Yield]:
    words = project(known)
    about_her = [
        r for r in known.readings
        if (r.mention.kind in OTHERS and r.mention.field("direction") != "given")
        or (not hers(r.mention, known.subject) and r.mention.kind in (Kind.ARTICLE, Kind.PAGE, Kind.DOCUMENT, Kind.POST))
    ]  # fmt: skip
    if not words or not about_her:
        yield lacking(NAME, TITLE, say("Aucun texte d'un tiers sur vous n'a été lu, ou le projet n'est pas dit."))
        yield part(Axis.CREDIBLE, "echo", None, say("aucun texte d'un tiers"))
        return
    counts: Counter[str] = Counter()
    for reading in about_her:
        counts.update(on_topic(f"{reading.mention.title} {reading.mention.text} {' '.join(reading.mention.all('skill'))}", words))
    where = sorted({network_of(r.mention) for r in about_her})
    rows: list[tuple[Cell, ...]] = list(counts.most_common(20))
    yield table(NAME, TITLE, ("word", "times"), rows, note=say("Lu sur : {where}.", where=", ".join(where)))
    yield part(Axis.CREDIBLE, "echo", share(min(len(counts), GOOD), GOOD), say("{n} de vos mots repris par d'autres", n=len(counts)))


CHECK = Rule(name=NAME, title=TITLE, answers=("E13",), needs=say("un projet, et des textes écrits par d'autres sur vous"), run=run)
