"""E12: the nursery rhyme « ce que je sais > dire > écrire > ce que l'autre peut lire > retenir > dire »: five steps and the
largest loss.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.analyse.presence.acts import fold, hers, public
from ereput.analyse.presence.making import Rule, lacking, table
from ereput.analyse.presence.vocabulary import on_topic
from ereput.model import Audience, Cell, Reading, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known, Yield

NAME = "visibility.comptine"
TITLE = say("De ce que vous savez à ce que d'autres répètent")
STEPS = (say("déclaré"), say("dit"), say("écrit"), say("lisible"), say("répété"))
ELABORATE = 30


def run(known: Known) -> Iterator[Yield]:
    declared = frozenset(g.keyword for g in known.gaps if g.in_cv)
    if not declared:
        yield lacking(NAME, TITLE, say("Il faut un CV et un projet (offre, métier ou mots-clés)."))
        return
    folded = {fold(k) for k in declared}
    mine = [r for r in known.readings if hers(r.mention, known.subject) and r.mention.audience is not Audience.PRIVATE]
    said = _words(mine, folded)
    written = _words([r for r in mine if len(r.mention.text.split()) >= ELABORATE], folded)
    readable = _words([r for r in mine if public(r.mention) and len(r.mention.text.split()) >= ELABORATE and not _closed(r)], folded)
    repeated = _words([r for r in known.readings if not hers(r.mention, known.subject) and public(r.mention)], folded)
    counts = [len(folded), len(said), len(written), len(readable), len(repeated)]
    rows: list[tuple[Cell, ...]] = list(zip(STEPS, counts, strict=True))
    worst = max(range(1, 5), key=lambda i: counts[i - 1] - counts[i])
    note = say(
        "La plus grande perte : de « {a} » à « {b} » ({n}).", a=STEPS[worst - 1], b=STEPS[worst], n=counts[worst - 1] - counts[worst]
    )
    yield table(NAME, TITLE, ("step", "skills"), rows, note=note if counts[worst - 1] > counts[worst] else None)


def _words(readings: list[Reading], words: set[str]) -> frozenset[str]:
    found: set[str] = set()
    for reading in readings:
        found |= on_topic(f"{reading.mention.title} {reading.mention.text} {reading.mention.field('headline')}", frozenset(words - found))
    return frozenset(found)


def _closed(reading: Reading) -> bool:
    return "noindex" in reading.mention.field("robots")


CHECK = Rule(name=NAME, title=TITLE, answers=("E12",), needs=say("un CV et un projet"), run=run)
