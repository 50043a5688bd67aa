"""E7: « exprime sa compétence par le choix du lien »: where her links lead, how varied, how many primary sources, how many on the
project.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ereput.analyse.presence.acts import acts, host, links
from ereput.analyse.presence.making import Rule, lacking, share, table
from ereput.analyse.presence.vocabulary import on_topic, project
from ereput.model import Cell, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known, Yield

NAME = "links.choice"
TITLE = say("Vers quoi mènent vos liens ?")
ENOUGH = 5
PRIMARY = (".gouv.fr", ".europa.eu", "insee.fr", "legifrance.gouv.fr", "doi.org", "hal.science", "arxiv.org", "github.com",
"gitlab.com", "who.int",
           "ietf.org", "w3.org", "data.gouv.fr", ".edu", "cnrs.fr", "docs.")  # fmt: skip
"""Hosts where a thing is published first rather than told again."""


def run(known: Known) -> Iterator[Yield]:
    found = [(d, u) for d in acts(known) for u in links(d.reading) if host(u)]
    if len(found) < ENOUGH:
        yield lacking(NAME, TITLE, say("Moins de {n} liens partagés.", n=ENOUGH))
        return
    hosts = Counter(host(u) for _, u in found)
    words = project(known)
    primary = sum(any(p in host(u) for p in PRIMARY) for _, u in found)
    on = sum(bool(on_topic(d.reading.mention.text, words)) for d, _ in found) if words else None
    rows: list[tuple[Cell, ...]] = [(h, n, round(share(n, len(found)), 1)) for h, n in hosts.most_common(10)]
    note = say(
        "Concentration {c} (0 varié, 1 un seul site) ; sources premières {p} % ; sur votre projet {t}.",
        c=round(concentration(hosts), 2), p=round(share(primary, len(found))),
        t=say("non mesuré") if on is None else say("{n} %", n=round(share(on, len(found)))),
    )  # fmt: skip
    yield table(NAME, TITLE, ("host", "links", "share"), rows, note=note)


def concentration(counts: Counter[str]) -> float:
    """Herfindahl–Hirschman index, 1/n to 1."""
    whole = counts.total()
    return sum((n / whole) ** 2 for n in counts.values()) if whole else 0.0


CHECK = Rule(name=NAME, title=TITLE, answers=("E7",), needs=say("au moins cinq liens partagés"), run=run)
