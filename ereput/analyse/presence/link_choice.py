"""E7: « exprime sa compétence par le choix du lien »: where her links lead, how varied, how many to where a thing is first said, how many
on the project.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ereput.analyse.presence.acts import acts, host, links
from ereput.analyse.presence.catalogue import catalogue
from ereput.analyse.presence.links_context import SHORTENERS
from ereput.analyse.presence.making import Rule, finding, lacking, proof, share, table
from ereput.analyse.presence.vocabulary import on_topic, project
from ereput.model import Axis, Cell, Severity, Text, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.acts import Done
    from ereput.analyse.presence.base import Known, Yield

NAME = "links.choice"
TITLE = say("Vers quoi mènent vos liens ?")
ENOUGH, MANY, NARROW = 5, 8, 0.6
PRIMARY = frozenset(
    """
    gouv.fr europa.eu edu ac.uk insee.fr doi.org hal.science arxiv.org zenodo.org pubmed.ncbi.nlm.nih.gov github.com gitlab.com codeberg.org
    who.int oecd.org un.org ietf.org w3.org iso.org afnor.org cnrs.fr inserm.fr inrae.fr cnil.fr legifrance.fr vie-publique.fr has-sante.fr
    python.org developer.mozilla.org readthedocs.io wikidata.org ilo.org
    """.split()
)
"""Hosts, and ends of hosts, where a thing is published first rather than told again: law, statistics, research, standards, code."""
_FIRST_WORDS = ("docs.", "data.", "developer.", "api.", "hal.", "theses.")
SOURCES = {"primary": say("sources premières"), "relay": say("réseaux et relais"), "other": say("autres sites")}


def nature(url: str) -> str:
    """primary: where it is first said; relay: a network or a shortener, where it is told again; other."""
    here = host(url)
    if any(here == end or here.endswith(f".{end}") for end in PRIMARY):
        return "primary"
    if here in SHORTENERS or catalogue().by_host(here) is not None or here == "docs.google.com":
        return "relay"
    return "primary" if here.startswith(_FIRST_WORDS) else "other"


def run(known: Known) -> Iterator[Yield]:
    found = [(d, u) for d in acts(known) for u in links(d.reading) if host(u)]
    if len(found) < ENOUGH:
        yield lacking(NAME, TITLE, say("Moins de {n} liens partagés.", n=ENOUGH))
        return
    hosts, natures, words = Counter(host(u) for _, u in found), Counter(nature(u) for _, u in found), project(known)
    on = sum(bool(on_topic(f"{d.reading.mention.text} {u}", words)) for d, u in found) if words else None
    rows: list[tuple[Cell, ...]] = [(h, n, round(share(n, len(found)), 1)) for h, n in hosts.most_common(10)]
    note = say(
        "Concentration {c} (0 varié, 1 un seul site) ; sources premières {p} % ; sur votre projet {t}.",
        c=round(concentration(hosts), 2), p=round(share(natures["primary"], len(found))),
        t=say("non mesuré") if on is None else say("{n} %", n=round(share(on, len(found)))),
    )  # fmt: skip
    yield table(NAME, TITLE, ("host", "links", "share"), rows, note=note)
    kinds = ((SOURCES[kind], natures[kind], round(share(natures[kind], len(found)), 1)) for kind in SOURCES)
    yield table(f"{NAME}.sources", say("D'où viennent les liens que vous choisissez"), ("kind", "links", "share"), kinds)
    if len(found) >= MANY and concentration(hosts) > NARROW:
        where, _ = hosts.most_common(1)[0]
        yield _choose(known, "narrow", say("Presque tous vos liens mènent au même site : {host}", host=where), found)
    elif len(found) >= MANY and not natures["primary"]:
        yield _choose(known, "relayed", say("Aucun de vos liens ne mène à une source première"), found)


def _choose(known: Known, key: str, title: Text, found: list[tuple[Done, str]]) -> Yield:
    return finding(
        known, NAME, key, axis=Axis.ALIVE, severity=Severity.LOW, title=title, confidence=0.7,
        explanation=say("Le choix d'un lien dit ce que vous savez reconnaître : la source vaut plus que le relais."),
        remedy=say("À la prochaine publication, remontez à l'étude, au texte ou aux données, et liez-les."),
        evidence=[proof(d.reading, u) for d, u in found[:3]],
    )  # fmt: skip


def concentration(counts: Counter[str]) -> float:
    """Herfindahl–Hirschman index, 1/n to 1."""
    whole = counts.total()
    return sum((n / whole) ** 2 for n in counts.values()) if whole else 0.0


CHECK = Rule(name=NAME, title=TITLE, answers=("E7",), needs=say("au moins cinq liens partagés"), run=run)
