"""C1: « recenser l'ensemble de ses contacts dans tous les cercles »: her circles, and those that are empty."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from ereput.analyse.presence.accounts import accounts
from ereput.analyse.presence.acts import about, fold
from ereput.analyse.presence.career import house_key, stays
from ereput.analyse.presence.contacts import Contact, contacts
from ereput.analyse.presence.making import Rule, computed, finding, lacking, listed, table
from ereput.model import Axis, Kind, Severity, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ereput.analyse.presence.base import Known, Yield

NAME = "contacts.circles"
TITLE = say("Vos contacts, cercle par cercle")
CIRCLES = {
    "school": say("école et études"), "internship": say("stages et alternances"), "employer": say("employeurs"),
    "target": say("employeurs visés"), "association": say("associations"), "sport": say("sport"), "neighbours": say("voisinage"),
    "family": say("famille"), "private": say("vie privée"), "other": say("autres"),
}  # fmt: skip
"""In this order: the circles in which people are kept who can speak of her work come first."""
_SAID: dict[str, re.Pattern[str]] = {
    "school": re.compile(r"\b(?:etudiante?|student|universit\w{0,6}|ecole|school|lycee|professeure?|enseignante?|teacher|doctorante?)\b"),
    "sport": re.compile(r"\b(?:sports?|sportive?|foot\w{0,6}|rugby|judo|tennis|handball|basket\w{0,4}|natation|athletisme|gym|running)\b"),
    "association": re.compile(r"\b(?:associations?|asso|club|benevoles?|volunteers?|ong|ngo|fondation|charity)\b"),
}
"""What a title or an organisation says of the circle."""
_TAGGED: dict[str, re.Pattern[str]] = _SAID | {
    "internship": re.compile(r"\b(?:stag\w{1,8}|intern\w{0,5}|alternance|apprentissage)\b"),
    "employer": re.compile(r"\b(?:travail|boulot|bureau|collegues?|work|coworkers?|colleagues?|office)\b"),
    "neighbours": re.compile(r"\b(?:voisin\w{0,4}|quartier|immeuble|neighbou?rs?)\b"),
    "family": re.compile(r"\b(?:famill?[ey]|family|parents?|cousine?s?)\b"),
    "private": re.compile(r"\b(?:amie?s?|friends?|perso\w{0,4}|private)\b"),
}
"""What a label says that she gave the contact herself in her address book: her own word wins over a title's."""
_INTERN = re.compile(r"\b(?:stag\w{1,8}|intern\w{0,5}|alternan\w{1,3}|apprenti\w{0,8})\b")


def run(known: Known) -> Iterator[Yield]:
    people = contacts(known)
    if not people:
        yield lacking(NAME, TITLE, say("Aucun carnet d'adresses ni export de contacts n'a été donné."))
        return
    circle = sorter(known)
    counts = Counter(circle(c) for c in people)
    empty = [CIRCLES[k] for k in CIRCLES if not counts[k] and k not in ("private", "other")]
    note = say("Cercles vides : {circles}.", circles=listed(empty)) if empty else None
    yield table(NAME, TITLE, ("circle", "contacts"), ((CIRCLES[k], counts[k]) for k in CIRCLES), note=note)
    for lost in (k for k in ("school", "internship", "employer") if not counts[k] and _has(known, k)):
        yield finding(
            known, NAME, f"empty|{lost}", axis=Axis.FINDABLE, severity=Severity.LOW,
            title=say("Cercle vide : {circle}", circle=CIRCLES[lost]),
            explanation=say("Vous y êtes passé·e, et personne de ce cercle n'est dans vos contacts."),
            remedy=say("Partez des noms que vous avez encore (rapport, planning, photo) : un message à chacun, avec un souvenir précis."),
            evidence=(computed("contacts"),),
        )  # fmt: skip


def sorter(known: Known) -> Callable[[Contact], str]:
    """A function that gives a contact's circle."""
    interned, worked = internships(known), employers(known)
    schools = {house_key(s) for s in known.subject.schools} | {s.key for s in stays(known) if s.kind is Kind.EDUCATION}
    targets = {house_key(e) for e in known.subject.target.employers}
    private = {a.network for a in accounts(known) if a.entry and a.entry.private}

    def circle(contact: Contact) -> str:
        for name, houses in (("target", targets), ("internship", interned), ("employer", worked), ("school", schools)):
            if houses.intersection(contact.houses):
                return name
        told = ((_TAGGED, " ".join(contact.tags)), (_SAID, fold(" ".join((*contact.titles, *contact.houses.values())))))
        said = (name for words_of, where in told for name, words in words_of.items() if words.search(where))
        return next(said, "private" if private and contact.networks <= private else "other")

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
