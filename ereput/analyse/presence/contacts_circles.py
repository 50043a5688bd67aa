"""C1: « recenser l'ensemble de ses contacts dans tous les cercles »: her circles, and those that are empty."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from ereput.analyse.presence.accounts import accounts
from ereput.analyse.presence.acts import about, fold
from ereput.analyse.presence.career import house_key, stays
from ereput.analyse.presence.contacts import Contact, contacts
from ereput.analyse.presence.making import Rule, computed, finding, lacking, table
from ereput.model import Axis, Kind, Severity, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ereput.analyse.presence.base import Known, Yield

NAME = "contacts.circles"
TITLE = say("Vos contacts, cercle par cercle")
CIRCLES = {
    "school": say("école et études"), "internship": say("stages et alternances"), "employer": say("employeurs"),
    "target": say("employeurs visés"), "association": say("associations"), "private": say("vie privée"), "other": say("autres"),
}  # fmt: skip
_STUDY = re.compile(r"\b(?:etudiante?|student|universit\w{0,6}|ecole|school|lycee|professeure?|enseignante?|teacher|doctorante?)\b")
_CLUB = re.compile(r"\b(?:association|asso|club|benevole|volunteer|ong|ngo|fondation)\b")
_INTERN = re.compile(r"\b(?:stag\w{1,8}|intern\w{0,5}|alternan\w{1,3}|apprenti\w{0,8})\b")


def run(known: Known) -> Iterator[Yield]:
    people = contacts(known)
    if not people:
        yield lacking(NAME, TITLE, say("Aucun carnet d'adresses ni export de contacts n'a été donné."))
        return
    circle = sorter(known)
    counts = Counter(circle(c) for c in people)
    yield table(NAME, TITLE, ("circle", "contacts"), ((CIRCLES[k], counts[k]) for k in CIRCLES))
    expected = [k for k in ("school", "internship", "employer") if not counts[k] and _has(known, k)]
    for empty in expected:
        yield finding(
            known, NAME, f"empty|{empty}", axis=Axis.FINDABLE, severity=Severity.LOW, title=say("Cercle vide : {circle}",
            circle=CIRCLES[empty]),
            explanation=say("Vous y êtes passé·e, et personne de ce cercle n'est dans vos contacts."),
            remedy=say("Retrouvez-y trois personnes avec qui vous avez travaillé."), evidence=(computed("contacts"),),
        )  # fmt: skip


def sorter(known: Known) -> Callable[[Contact], str]:
    """A function that gives a contact's circle."""
    interned, worked = internships(known), employers(known)
    schools = {house_key(s) for s in known.subject.schools} | {s.key for s in stays(known) if s.kind is Kind.EDUCATION}
    targets = {house_key(e) for e in known.subject.target.employers}
    private = {a.network for a in accounts(known) if a.entry and a.entry.private}

    def circle(contact: Contact) -> str:
        words = fold(f"{contact.title} {contact.house}")
        for name, houses in (("target", targets), ("internship", interned), ("employer", worked), ("school", schools)):
            if contact.houses & houses:
                return name
        if _STUDY.search(words):
            return "school"
        if _CLUB.search(words):
            return "association"
        return "private" if contact.networks <= private and private else "other"

    return circle


def internships(known: Known) -> set[str]:
    """Folded names of the houses where she was an intern or apprentice."""
    return {s.key for s in stays(known) if s.kind is Kind.POSITION and _INTERN.search(fold(s.what))}


def employers(known: Known) -> set[str]:
    """Folded names of every employer she declared or lists."""
    return {house_key(e) for e in known.subject.employers} | {s.key for s in stays(known) if s.kind is Kind.POSITION}


def _has(known: Known, circle: str) -> bool:
    if circle == "internship":
        return bool(internships(known))
    if circle == "school":
        return bool(known.subject.schools or about(known, Kind.EDUCATION))
    return bool(employers(known) - internships(known))


CHECK = Rule(name=NAME, title=TITLE, answers=("C1",), needs=say("un export de contacts ou un carnet d'adresses"), run=run)
