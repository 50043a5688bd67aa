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
_WHAT = r"(?:stages?|alternances?|apprentissages?|emplois?|postes?|jobs?|cdi|cdd|missions?|opportunités?|contrat d.apprentissage|job d.été)"
REQUEST = re.compile(
    r"(?:\b(?:je\s+(?:re)?cherche|(?:à\s+la|en|ma)\s+recherche\s+(?:d|active|actuel)|en\s+quête\s+d|disponible\s+pour\s+un)"
    rf"[^.!?\n]{{0,60}}?\b{_WHAT}\b"
    rf"|(?:^|[.!?\n])\s{{0,3}}(?:re)?cherche\s[^.!?\n]{{0,30}}?\b{_WHAT}\b"
    r"|\b(?:looking\s+for|seeking|searching\s+for|available\s+for)[^.!?\n]{0,40}?\b(?:internships?|jobs?|positions?|roles?|opportunit(?:y|ies)|"
    r"apprenticeships?)\b|\bopen\s{0,1}to\s{0,1}work\b|\bhire\s+me\b|\bà\s+l.écoute\s+d[^.!?\n]{0,20}\bopportunités?\b"
    r"|\b(?:regardez|voici|ci-joint)\s+mon\s+cv\b|\bje\s+(?:candidate|postule)\b)",
    re.IGNORECASE,
)
"""How a request is written in French and English, by the one who asks: « nous recherchons une stagiaire » is an offer. Bounded repeats, so
that its cost is linear.
"""


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
        "{asks} {asks:demande|demandes} pour {gifts} {gifts:contribution|contributions}, dont {before} avant la première demande.",
        asks=len(asks),
        gifts=len(gifts),
        before=before,
    )
    yield table(NAME, TITLE, ("day", "network", "url"), rows or [(None, "", "")], note=note)
    if first is not None and before < ENOUGH:
        yield finding(
            known, NAME, "first", axis=Axis.ALIVE, severity=Severity.LOW, title=say("La première demande vient tôt"),
            explanation=say(
                "Votre première demande arrive après {n} {n:contribution|contributions}. On aide plus volontiers qui a déjà donné.",
                n=before,
            ),
            remedy=say("Avant la prochaine demande, partagez trois choses utiles apprises en stage ou en cours."),
            evidence=(proof(first.reading),),
        )  # fmt: skip


CHECK = Rule(name=NAME, title=TITLE, answers=("D9",), needs=say("des publications datées dont le texte est lu"), run=run)
