"""D4: publish, answer, comment: are the three acts there? The effective number of acts (Hill 1973) out of three; volume does not count."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from ereput.analyse.presence.acts import Act, acts, recent
from ereput.analyse.presence.making import Rule, computed, finding, lacking, part, share, table
from ereput.model import Axis, Severity, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known, Yield

NAME = "activity.mix"
TITLE = say("Publier, répondre, commenter : les trois y sont-ils ?")
ENOUGH = 5
WORDS = {Act.PUBLISH: say("publier"), Act.ANSWER: say("répondre"), Act.COMMENT: say("commenter")}


def run(known: Known) -> Iterator[Yield]:
    done = recent(acts(known), known.now)
    if len(done) < ENOUGH:
        yield lacking(NAME, TITLE, say("Moins de {n} actes datés en un an : trop peu pour en lire le partage.", n=ENOUGH))
        yield part(Axis.ALIVE, "mix", None, say("moins de {n} actes datés", n=ENOUGH))
        return
    counts = Counter(d.act for d in done)
    yield table(NAME, TITLE, ("act", "acts", "share"), ((WORDS[a], counts[a], round(share(counts[a], len(done)), 1)) for a in Act))
    value = 100 * effective(counts) / len(Act)
    yield part(Axis.ALIVE, "mix", value, say("{n} actes différents sur 3", n=len(counts)))
    missing = [a for a in Act if not counts[a]]
    if missing:
        act = missing[-1]
        yield finding(
            known, NAME, f"missing|{act}", axis=Axis.ALIVE, severity=Severity.LOW, title=say("Il vous manque un geste : {act}",
            act=WORDS[act]),
            explanation=say("Un profil vit aussi en répondant aux questions et en commentant ce que d'autres publient."),
            remedy=say("Répondez ce mois-ci à une question que vous savez traiter, ou commentez une publication de votre secteur."),
            evidence=(computed(*(d.reading.mention.id for d in done[:20])),), part=("mix", (100 - value) / len(missing)),
        )  # fmt: skip


def effective(counts: Counter[Act]) -> float:
    """exp(Shannon entropy): 1 when one act is all, 3 when the three are even."""
    whole = counts.total()
    return math.exp(-sum(n / whole * math.log(n / whole) for n in counts.values() if n))


CHECK = Rule(name=NAME, title=TITLE, answers=("D4",), needs=say("au moins cinq actes datés en un an"), run=run)
