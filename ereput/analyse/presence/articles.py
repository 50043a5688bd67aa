"""E16: articles and certificates: what is there, how old, and courses finished that no profile shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.analyse.presence.acts import about, fold, hers, network_of
from ereput.analyse.presence.making import Rule, finding, lacking, proof, table
from ereput.model import Axis, Cell, Kind, Severity, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known, Yield

NAME = "visibility.articles"
TITLE = say("Articles et certificats")


def run(known: Known) -> Iterator[Yield]:
    articles = [r for r in about(known, Kind.ARTICLE) if hers(r.mention, known.subject)]
    shown = about(known, Kind.CERTIFICATE)
    finished = [r for r in known.readings if r.mention.field("section") == "learning" and r.mention.field("end")]
    if not articles and not shown and not finished:
        yield lacking(NAME, TITLE, say("Ni article, ni certificat, ni cours suivi n'a été lu."))
        return
    rows: list[tuple[Cell, ...]] = [
        (say("article"), r.mention.title, network_of(r.mention), r.mention.published.date() if r.mention.published else None)
        for r in articles
    ]
    rows += [(say("certificat"), r.mention.title, network_of(r.mention), r.mention.field("start")) for r in shown]
    yield table(NAME, TITLE, ("kind", "title", "network", "day"), rows)
    names = {fold(r.mention.title) for r in shown}
    hidden = [r for r in finished if fold(r.mention.title) not in names]
    if hidden:
        yield finding(
            known, NAME, "hidden", axis=Axis.CREDIBLE, severity=Severity.LOW,
            title=say("{n} cours {n:terminé|terminés} que le profil ne montre pas", n=len(hidden)),
            explanation=say("Un cours suivi jusqu'au bout est une petite preuve, gratuite."), evidence=[proof(r,
            r.mention.title) for r in hidden[:5]],
            remedy=say("Ajoutez au profil ceux qui servent votre projet, avec ce que vous en avez fait."),
        )  # fmt: skip


CHECK = Rule(name=NAME, title=TITLE, answers=("E16",), needs=say("des articles, des certificats ou des cours suivis"), run=run)
