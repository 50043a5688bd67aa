"""E13: « ce que l'autre peut retenir »: which of her own terms others use when they write about her."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ereput.analyse.presence.acts import hers, network_of
from ereput.analyse.presence.making import Rule, finding, lacking, part, proof, share, table
from ereput.analyse.presence.vocabulary import on_topic, project
from ereput.model import Axis, Cell, Kind, Severity, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known, Yield

NAME = "visibility.echo"
TITLE = say("Ce que les autres disent de vous")
OTHERS = frozenset({Kind.RECOMMENDATION, Kind.ENDORSEMENT})
GOOD, HEARD = 5, 3
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
    theirs: Counter[str] = Counter()
    for reading in about_her:
        skills = reading.mention.all("skill")
        counts.update(on_topic(f"{reading.mention.title} {reading.mention.text} {' '.join(skills)}", words))
        theirs.update(skill for skill in skills if not on_topic(skill, words))
    where = sorted({network_of(r.mention) for r in about_her})
    rows: list[tuple[Cell, ...]] = [(word, n, say("oui")) for word, n in counts.most_common(20)]
    rows += [(word, n, say("non")) for word, n in theirs.most_common(10)]
    yield table(NAME, TITLE, ("word", "times", "yours"), rows, note=say("Lu sur : {where}.", where=", ".join(where)))
    yield part(Axis.CREDIBLE, "echo", share(min(len(counts), GOOD), GOOD), say("{n} de vos mots repris par d'autres", n=len(counts)))
    if not counts and len(about_her) >= HEARD:
        yield finding(
            known, NAME, "silent", axis=Axis.CREDIBLE, severity=Severity.LOW, title=say("D'autres parlent de vous, sans vos mots"),
            explanation=say("Ce que les autres retiennent de vous ne dit pas encore le métier que vous visez."),
            remedy=say("Demandez une recommandation à quelqu'un qui vous a vu travailler, en lui rappelant la tâche et l'outil."),
            evidence=[proof(r) for r in about_her[:3]], part=("echo", 100),
        )  # fmt: skip


CHECK = Rule(name=NAME, title=TITLE, answers=("E13",), needs=say("un projet, et des textes écrits par d'autres sur vous"), run=run)
