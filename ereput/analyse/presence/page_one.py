"""E17: the first page of results for her name: hers, influenced, or written by others."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ereput.analyse.presence.acts import host
from ereput.analyse.presence.catalogue import catalogue
from ereput.analyse.presence.making import Rule, finding, lacking, part, share, table
from ereput.analyse.presence.making import proof as evidence
from ereput.model import Axis, Cell, Kind, Mention, Severity, Subject, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known, Yield

NAME = "visibility.page_one"
TITLE = say("La première page de résultats pour votre nom")
FIRST = 10
WORDS = {"owned": say("maîtrisé"), "influenced": say("influencé"), "suffered": say("écrit par d'autres")}


def control(mention: Mention, subject: Subject) -> str:
    """owned: her page or account; influenced: a network where she may write; suffered: all else."""
    url = mention.url.casefold()
    if any(url.startswith(p.rstrip("/").casefold()) for p in subject.pages) or any(
        h.user.casefold().lstrip("@") in url for h in subject.handles
    ):
        return "owned"
    network = catalogue().by_host(host(url))
    return "influenced" if network is not None and network.status == "alive" else "suffered"


def run(known: Known) -> Iterator[Yield]:
    results = [r for r in known.readings if r.mention.kind is Kind.RESULT and (r.mention.rank or 99) <= FIRST]
    if not results:
        yield lacking(NAME, TITLE, say("Aucune page de résultats n'a été donnée (search_results) ni demandée à un moteur."))
        yield part(Axis.FINDABLE, "owned", None, say("aucune page de résultats lue"))
        return
    held = [(r, control(r.mention, known.subject)) for r in sorted(results, key=lambda r: (r.mention.rank or 99, r.mention.url))]
    rows: list[tuple[Cell, ...]] = [(r.mention.rank, r.mention.title, host(r.mention.url), WORDS[c], r.mention.url) for r, c in held]
    yield table(NAME, TITLE, ("rank", "title", "host", "control", "url"), rows)
    counts = Counter(c for _, c in held)
    value = share(counts["owned"] + 0.5 * counts["influenced"], len(held))
    yield part(Axis.FINDABLE, "owned", value, say("{n} résultats sur {all} sont à vous", n=counts["owned"], all=len(held)))
    if not counts["owned"]:
        yield finding(
            known, NAME, "none", axis=Axis.FINDABLE, severity=Severity.MEDIUM, title=say("Rien à vous en première page"),
            explanation=say("Aucun des résultats lus n'est une page que vous tenez."), evidence=[evidence(r, r.mention.title) for r,
            _ in held[:3]],
            remedy=say("Une page à votre nom (profil public ou site) remonte en quelques semaines si d'autres y renvoient."),
            part=("owned", 100 / len(held)),
        )  # fmt: skip


CHECK = Rule(name=NAME, title=TITLE, answers=("E17",), needs=say("une page de résultats pour votre nom, enregistrée ou demandée"), run=run)
