"""C4, C11, F8, F9: who could introduce her to an employer she aims at: contacts who work there, and how many for each audience."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.analyse.presence.career import house_key
from ereput.analyse.presence.contacts import contacts
from ereput.analyse.presence.making import Rule, computed, finding, lacking, table
from ereput.model import Axis, Cell, Severity, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known, Yield

NAME = "contacts.introducers"
TITLE = say("Qui peut vous présenter ?")
AT_MOST = 5


def run(known: Known) -> Iterator[Yield]:
    people, targets = contacts(known), known.subject.target.employers
    if not people or not targets:
        yield lacking(NAME, TITLE, say("Il faut des contacts et au moins un employeur visé (target.employers)."))
        return
    rows: list[tuple[Cell, ...]] = []
    for employer in targets:
        key = house_key(employer)
        there = [c for c in people if any(key == h or f" {key} " in f" {h} " for h in c.houses)]
        rows += [(employer, c.words, c.title, c.met) for c in there[:AT_MOST]] or [(employer, say("personne pour l'instant"), "", None)]
        if there:
            yield finding(
                known, NAME, key, axis=Axis.FINDABLE, severity=Severity.INFO, label=employer,
                title=say("{n} contact(s) chez {employer}", n=len(there), employer=employer),
                explanation=say("Être présenté par quelqu'un de la maison donne un a priori de confiance."),
                evidence=(computed(*(c.key[:8] for c in there[:AT_MOST])),),
            )  # fmt: skip
    yield table(NAME, TITLE, ("employer", "contact", "title", "met"), rows)


CHECK = Rule(
    name=NAME, title=TITLE, answers=("C4", "C11", "F8", "F9"), needs=say("des contacts et des employeurs visés"), run=run,
)  # fmt: skip
