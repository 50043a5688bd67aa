"""C8, C9: « des collègues de stage […] sollicités comme contacts »: how many are linked, and what the internship brought."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ereput.analyse.presence.career import stays
from ereput.analyse.presence.contacts import contacts
from ereput.analyse.presence.contacts_circles import internships
from ereput.analyse.presence.making import Rule, finding, lacking, proof, table
from ereput.model import Axis, Cell, Severity, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known, Yield

NAME = "contacts.internship"
TITLE = say("Vos collègues de stage sont-ils dans vos contacts ?")
ENOUGH = 2


def run(known: Known) -> Iterator[Yield]:
    people, interned = contacts(known), internships(known)
    if not people or not interned:
        yield lacking(NAME, TITLE, say("Il faut un stage ou une alternance connus, et un export de contacts."))
        return
    rows: list[tuple[Cell, ...]] = []
    for stay in (s for s in stays(known) if s.key in interned):
        there = [c for c in people if stay.key in c.houses]
        began = date(stay.start.year, stay.start.month or 1, 1) if stay.start else None
        after = sum(1 for c in people if began and c.met and c.met >= began)
        rows.append((stay.house, len(there), len(people) - after if began else None, after if began else None))
        if len(there) < ENOUGH:
            yield finding(
                known, NAME, stay.key, axis=Axis.FINDABLE, severity=Severity.LOW, label=stay.house,
                title=say("{n} {n:collègue|collègues} de {house} dans vos contacts", n=len(there), house=stay.house),
                explanation=say("Un premier stage est aussi un premier carnet d'adresses professionnelles."),
                remedy=say("Invitez votre maître de stage et deux collègues, avec un mot sur ce que vous avez fait ensemble."),
                evidence=(proof(stay.reading, f"{stay.house} · {stay.what}"),),
            )  # fmt: skip
    yield table(NAME, TITLE, ("house", "colleagues", "before", "since"), rows)


CHECK = Rule(name=NAME, title=TITLE, answers=("C8", "C9"), needs=say("un stage connu et un export de contacts"), run=run)
