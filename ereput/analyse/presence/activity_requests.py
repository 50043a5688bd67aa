"""D9: « être actif, contributeur, avant d'être éventuellement demandeur »: contributions before the first request."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ereput.analyse.presence.acts import acts
from ereput.analyse.presence.making import Rule, finding, lacking, proof, table
from ereput.model import Axis, Cell, Severity, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known, Yield

NAME = "activity.requests"
TITLE = say("Avez-vous contribué avant de demander ?")
ENOUGH = 3
REQUEST = re.compile(
    r"\b(?:(?:je\s+(?:re)?cherche|à\s+la\s+recherche\s+d|en\s+recherche\s+d|en\s+quête\s+d)[^.!?\n]{0,40}?"
    r"\b(?:stage|alternance|apprentissage|emploi|poste|job|cdi|cdd|mission|opportunité)s?\b"
    r"|(?:looking\s+for|seeking)[^.!?\n]{0,40}?\b(?:internship|job|position|role|opportunit(?:y|ies))\b"
    r"|open\s+to\s+work|à\s+l.écoute\s+d[^.!?\n]{0,20}\bopportunités?\b)",
    re.IGNORECASE,
)
"""How a request is written in French and English; bounded so that its cost is linear."""


def run(known: Known) -> Iterator[Yield]:
    done = acts(known)
    if not done:
        yield lacking(NAME, TITLE, say("Aucune publication datée n'a été lue."))
        return
    asks = [d for d in done if REQUEST.search(d.reading.mention.text)]
    gifts = [d for d in done if d not in asks]
    first = asks[0] if asks else None
    before = sum(1 for d in gifts if first is None or d.at < first.at)
    rows: list[tuple[Cell, ...]] = [(d.at.date(), d.network, d.reading.mention.url) for d in asks]
    note = say(
        "{asks} demande(s) pour {gifts} contribution(s), dont {before} avant la première demande.",
        asks=len(asks),
        gifts=len(gifts),
        before=before,
    )
    yield table(NAME, TITLE, ("day", "network", "url"), rows or [(None, "", "")], note=note)
    if first is not None and before < ENOUGH:
        yield finding(
            known, NAME, "first", axis=Axis.ALIVE, severity=Severity.LOW, title=say("La première demande vient tôt"),
            explanation=say("Votre première demande arrive après {n} contribution(s). On aide plus volontiers qui a déjà donné.", n=before),
            remedy=say("Avant la prochaine demande, partagez trois choses utiles apprises en stage ou en cours."),
            evidence=(proof(first.reading),),
        )  # fmt: skip


CHECK = Rule(name=NAME, title=TITLE, answers=("D9",), needs=say("des publications datées dont le texte est lu"), run=run)
