"""E21: what she wants to show against what dominates: two ranked lists, side by side."""

from __future__ import annotations

from collections import Counter
from itertools import zip_longest
from typing import TYPE_CHECKING

from ereput.analyse.presence.acts import fold, hers, public
from ereput.analyse.presence.making import Rule, lacking, table
from ereput.analyse.presence.vocabulary import on_topic
from ereput.model import Cell, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known, Yield

NAME = "visibility.wanted"
TITLE = say("Ce que vous voulez montrer, ce qui se voit")


def run(known: Known) -> Iterator[Yield]:
    wanted = known.subject.target.keywords or tuple(g.keyword for g in sorted(known.gaps, key=lambda g: -g.weight)[:10])
    seen = [r for r in known.readings if public(r.mention) and hers(r.mention, known.subject)]
    if not wanted or not seen:
        yield lacking(NAME, TITLE, say("Il faut des mots-clés voulus et des pages publiques de vous."))
        return
    skills = {fold(s) for r in known.readings for s in r.mention.all("skill")} | {fold(t) for r in seen for t in r.mention.all("tag")}
    words = frozenset(fold(w) for w in wanted) | frozenset(s for s in skills if len(s) > 1)
    counts: Counter[str] = Counter()
    for reading in seen:
        counts.update(on_topic(f"{reading.mention.title} {reading.mention.text}", words))
    visible = [w for w, _ in sorted(counts.items(), key=lambda row: (-row[1], row[0]))[: len(wanted)]]
    rows: list[tuple[Cell, ...]] = [(i + 1, a or "", b or "") for i, (a, b) in enumerate(zip_longest(wanted, visible))]
    yield table(NAME, TITLE, ("rank", "wanted", "visible"), rows)


CHECK = Rule(name=NAME, title=TITLE, answers=("E21",), needs=say("des mots-clés voulus et des pages publiques de vous"), run=run)
