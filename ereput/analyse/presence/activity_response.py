"""D15: « engagé et bavard ne fait pas forcément leader d'opinion »: responses per post, network by network; volume is shown, never
scored.
"""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from ereput.analyse.presence.acts import Done, acts
from ereput.analyse.presence.making import Rule, lacking, table
from ereput.model import Cell, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known, Yield

NAME = "activity.response"
TITLE = say("Vos publications trouvent-elles un écho ?")
RESPONSES = ("count_replies", "count_comments", "count_reposts", "count_likes", "count_favourites", "count_reactions")


def run(known: Known) -> Iterator[Yield]:
    counted = [(d, n) for d in acts(known) if (n := responses(d)) is not None]
    if len(counted) < 5:
        yield lacking(NAME, TITLE, say("Les sources lues ne disent pas combien de réponses vos publications ont reçues."))
        return
    networks = sorted({d.network for d, _ in counted})
    rows: list[tuple[Cell, ...]] = []
    for network in networks:
        mine = [n for d, n in counted if d.network == network]
        rows.append((network, len(mine), median(mine), max(mine)))
    note = say("Publier plus n'est pas être plus lu : ce tableau ne note rien.")
    yield table(NAME, TITLE, ("network", "posts", "median", "most"), rows, note=note)


def responses(done: Done) -> int | None:
    """Responses to one post; None when its source does not count them."""
    found = [v for name in RESPONSES for v in done.reading.mention.all(name) if v.isdigit()]
    return sum(map(int, found)) if found else None


CHECK = Rule(name=NAME, title=TITLE, answers=("D15",), needs=say("des publications dont la source compte les réponses"), run=run)
