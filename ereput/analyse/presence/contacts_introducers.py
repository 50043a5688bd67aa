"""C4, C11, F8, F9: who could introduce her to an employer she aims at: contacts who work there, and which of the people she wants to reach
(those who hire, those who decide, her peers) are in her contacts already.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from ereput.analyse.presence.acts import fold
from ereput.analyse.presence.career import house_key
from ereput.analyse.presence.contacts import Contact, contacts
from ereput.analyse.presence.making import Rule, computed, finding, lacking, table
from ereput.analyse.presence.vocabulary import trade
from ereput.model import Axis, Cell, Severity, Text, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known, Yield

NAME = "contacts.introducers"
TITLE = say("Qui peut vous présenter ?")
AT_MOST = 5
AUDIENCES = {"hiring": say("qui recrute"), "deciding": say("qui décide"), "peers": say("même métier"), "others": say("autres")}
_HIRING = re.compile(r"\b(?:rh|drh|recrut\w{0,6}|ressources humaines|recruit\w{0,5}|talents?|human resources|hr|people)\b")
_DECIDING = re.compile(
    r"\b(?:direct\w{2,5}|responsable|chef\w{0,2}|president\w?|gerante?|fondat\w{2,4}|ceo|cto|founder|head|manager|lead|director|vp|owner)\b"
)


def run(known: Known) -> Iterator[Yield]:
    people, targets = contacts(known), known.subject.target.employers
    if not people or not targets:
        yield lacking(NAME, TITLE, say("Il faut des contacts et au moins un employeur visé (target.employers)."))
        return
    rows: list[tuple[Cell, ...]] = []
    for employer in targets:
        there = [c for c in people if works_at(c, house_key(employer))]
        rows += [(employer, c.words, c.title, c.met) for c in there[:AT_MOST]] or [(employer, say("personne pour l'instant"), "", None)]
        if there:
            yield finding(
                known, NAME, house_key(employer), axis=Axis.FINDABLE, severity=Severity.INFO, label=employer,
                title=say("{n} {n:contact|contacts} chez {employer}", n=len(there), employer=employer),
                explanation=say("Être présenté par quelqu'un de la maison donne un a priori de confiance."),
                evidence=(computed(*(c.key[:8] for c in there[:AT_MOST])),),
            )  # fmt: skip
    yield table(NAME, TITLE, ("employer", "contact", "title", "met"), rows)
    yield _audiences(known, people, targets)


def works_at(contact: Contact, key: str) -> bool:
    """Is it one of the contact's houses, or a part of it (« Solvéa Conseil » of « Solvéa »)?"""
    return any(f" {key} " in f" {house} " for house in contact.houses)


def _audiences(known: Known, people: tuple[Contact, ...], targets: tuple[str, ...]) -> Yield:
    job = trade(known)

    def audience(contact: Contact) -> str:
        title = fold(" ".join(contact.titles))
        if _HIRING.search(title):
            return "hiring"
        if _DECIDING.search(title):
            return "deciding"
        return "peers" if job and job <= set(title.split()) else "others"

    groups: list[tuple[Text | str, list[Contact]]] = [(e, [c for c in people if works_at(c, house_key(e))]) for e in targets]
    groups.append((say("tous vos contacts"), list(people)))
    counts = [(where, Counter(map(audience, there))) for where, there in groups]
    title = say("Qui vous voulez atteindre, et qui est déjà là")
    return table("contacts.audiences", title, ("employer", *AUDIENCES), ((where, *(c[a] for a in AUDIENCES)) for where, c in counts))


CHECK = Rule(
    name=NAME, title=TITLE, answers=("C4", "C11", "F8", "F9"), needs=say("des contacts et des employeurs visés"), run=run,
)  # fmt: skip
