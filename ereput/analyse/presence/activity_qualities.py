"""D13: « saine curiosité », constancy, mutual aid: three qualities, each with what it was read from."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from ereput.analyse.presence.activity_regularity import active_share
from ereput.analyse.presence.acts import Act, acts, host, links, recent
from ereput.analyse.presence.making import Rule, lacking, share, table
from ereput.model import Cell, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known, Yield

NAME = "activity.qualities"
TITLE = say("Curiosité, constance, entraide")
ENOUGH = 5


def run(known: Known) -> Iterator[Yield]:
    done = recent(acts(known), known.now)
    if len(done) < ENOUGH:
        yield lacking(NAME, TITLE, say("Moins de {n} publications de l'année.", n=ENOUGH))
        return
    hosts = Counter(host(u) for d in done for u in links(d.reading))
    days = sorted({d.at.date() for d in done})
    helping = sum(d.act is not Act.PUBLISH for d in done)
    rows: tuple[tuple[Cell, ...], ...] = (
        (say("curiosité : sources différentes, à parts égales"), round(effective(hosts), 1)),
        (say("constance : quinzaines actives, en %"), round(100 * active_share(days, known.now.date()), 1)),
        (say("entraide : réponses et commentaires, en %"), round(share(helping, len(done)), 1)),
    )
    yield table(NAME, TITLE, ("quality", "value"), rows)


def effective(counts: Counter[str]) -> float:
    """exp(Shannon entropy): how many sources there would be, were they even."""
    whole = counts.total()
    return math.exp(-sum(n / whole * math.log(n / whole) for n in counts.values())) if whole else 0.0


CHECK = Rule(name=NAME, title=TITLE, answers=("D13",), needs=say("au moins cinq publications de l'année"), run=run)
