"""E5: « montrer ce que vous connaissez », not « qui vous connaissez »: two axes, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.analyse.presence.acts import acts
from ereput.analyse.presence.contacts import contacts
from ereput.analyse.presence.making import Rule, lacking, table
from ereput.model import Kind, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known, Yield

NAME = "visibility.know"
TITLE = say("Ce que vous savez, qui vous connaissez")


def run(known: Known) -> Iterator[Yield]:
    people, done = contacts(known), acts(known)
    if not people or not (done or known.gaps):
        yield lacking(NAME, TITLE, say("Il faut un export de contacts, et des publications ou un projet."))
        return
    proofs = sum(g.proven for g in known.gaps)
    works = sum(r.mention.kind in (Kind.PROJECT, Kind.ARTICLE, Kind.DOCUMENT) for r in known.readings)
    rows = ((say("ce que vous savez : compétences prouvées"), proofs), (say("ce que vous savez : travaux publiés"), works),
            (say("qui vous connaissez : contacts"), len(people)))  # fmt: skip
    yield table(NAME, TITLE, ("axis", "count"), rows, note=say("Un carnet d'adresses ne remplace pas une preuve, et l'inverse."))


CHECK = Rule(name=NAME, title=TITLE, answers=("E5",), needs=say("un export de contacts, et des publications ou un projet"), run=run)
