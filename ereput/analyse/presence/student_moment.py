"""D7, D8: when to make a profile: not yet, now, to complete, with the reasons. Before a first internship, or before
eighteen, absence is never a fault.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ereput.analyse.presence.accounts import accounts
from ereput.analyse.presence.contacts_circles import internships
from ereput.analyse.presence.making import PARTS, Rule, table
from ereput.model import Cell, Finding, Severity, Stage, Text, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known, Yield

NAME = "student.moment"
TITLE = say("Est-ce le moment de créer ou d'étoffer votre profil ?")

ABSENCE = frozenset(
    """
    networks.map activity.regularity activity.mix activity.targeting contacts.renew contacts.circles contacts.internship
    recruiter.view links.channel links.profile showcase.complete
    """.split()
)
"""Checks whose finding is that something is not there yet."""
EXPECTED_LATER = frozenset({"network", "owned", "recency", "regularity", "mix", "targeting", "echo"})
"""Parts of a score that are made of presence: before the first internship they may only help."""
MIDDLE = 50.0
TOO_YOUNG = say("Pas encore : avant 18 ans, un CV et une lettre suffisent. Rien ne vous manque aujourd'hui.")


def spared(item: Yield, known: Known) -> Yield | None:
    """What is left of a check's answer before a first internship, or before eighteen: the facts, and no absence held against her."""
    if known.subject.stage is not Stage.STUDENT_BEFORE and not known.young:
        return item
    if isinstance(item, Finding):
        return None if item.rule in ABSENCE and item.severity not in (Severity.INFO, Severity.GOOD) else item
    return replace(item, rows=tuple(_not_yet(row, known) for row in item.rows)) if item.columns == PARTS else item


def _not_yet(row: tuple[Cell, ...], known: Known) -> tuple[Cell, ...]:
    why = say("avant 18 ans, rien n'est attendu ici") if known.young else say("avant le premier stage, rien n'est attendu ici")
    low = row[0] in EXPECTED_LATER and isinstance(row[1], float) and row[1] < MIDDLE
    return (row[0], None, why) if low else row


def run(known: Known) -> Iterator[Yield]:
    if known.subject.stage is Stage.JOB_SEEKER:
        return
    interned = known.subject.stage is Stage.STUDENT_AFTER or bool(internships(known))
    clear = bool(known.subject.target)
    professional = any(a.entry and a.entry.nature == "professional" for a in accounts(known))
    rows: list[tuple[Cell, ...]] = [
        (say("premier stage fait"), _yes(interned)), (say("projet dit (offre, métier ou mots-clés)"), _yes(clear)),
        (say("profil professionnel"), _yes(professional)),
    ]  # fmt: skip
    note = say(
        "{decision} C'est un conseil, pas une règle.",
        decision=TOO_YOUNG if known.young else decide(interned=interned, clear=clear, professional=professional),
    )
    yield table(NAME, TITLE, ("question", "answer"), rows, note=note)


def decide(*, interned: bool, clear: bool, professional: bool) -> Text:
    """Not yet, clarify first, now, or complete."""
    if not interned:
        return say("Pas encore : le bon moment peut venir après le premier stage. Rien ne vous manque aujourd'hui.")
    if not clear:
        return say("D'abord le projet : dites le métier ou l'offre visée, le reste en découle.")
    if not professional:
        return say("Maintenant : vous avez de quoi dire, un stage et un projet.")
    return say("À compléter : le profil existe, donnez-lui les mots de votre stage.")


def _yes(value: bool) -> Text:  # private, one meaning
    return say("oui") if value else say("pas encore")


CHECK = Rule(
    name=NAME, title=TITLE, answers=("D7", "D8"), needs=say("l'étape (person.stage) : étudiant·e avant ou après un stage"), run=run
)
