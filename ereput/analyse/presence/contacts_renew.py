"""C5, C7: people lost sight of, at most ten, each with a pretext; and the rhythm of keeping in touch, before it is needed."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from ereput.analyse.presence.acts import Act, about, acts
from ereput.analyse.presence.contacts import contacts
from ereput.analyse.presence.contacts_circles import CIRCLES, sorter
from ereput.analyse.presence.making import Rule, computed, finding, lacking, table
from ereput.model import Axis, Cell, Kind, Severity, Table, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from ereput.analyse.presence.base import Known, Yield

NAME = "contacts.renew"
TITLE = say("Contacts à renouer")
LOST, QUIET, AT_MOST = timedelta(days=2 * 365), timedelta(days=90), 10
PRETEXT = {
    "internship": say("donner des nouvelles du projet commencé ensemble"), "school": say("demander ce que la promotion est devenue"),
    "employer": say("raconter ce que vous avez fait depuis"), "target": say("poser une question sur son métier"),
}  # fmt: skip


def run(known: Known) -> Iterator[Yield]:
    people = contacts(known)
    if not people:
        yield lacking(NAME, TITLE, say("Aucun carnet d'adresses ni export de contacts n'a été donné."))
        return
    circle = sorter(known)
    old = [c for c in people if c.met and known.now.date() - c.met > LOST and circle(c) in PRETEXT]
    chosen = sorted(old, key=lambda c: (list(PRETEXT).index(circle(c)), c.met or known.now.date(), c.key))[:AT_MOST]
    rows: list[tuple[Cell, ...]] = [(c.words, CIRCLES[circle(c)], c.met, PRETEXT[circle(c)]) for c in chosen]
    yield table(NAME, TITLE, ("contact", "circle", "met", "pretext"), rows)
    reacted = [r.mention.published for r in about(known, Kind.REACTION) if r.mention.published]
    gestures = [*reacted, *(d.at for d in acts(known) if d.act is not Act.PUBLISH)]
    if gestures:
        yield rhythm(gestures, [c.met for c in people if c.met], known.now.date())
    if not any(known.now - at < QUIET for at in gestures) and (acts(known) or about(known, Kind.REACTION)):
        yield finding(
            known, NAME, "rhythm", axis=Axis.ALIVE, severity=Severity.LOW, title=say("Aucun échange depuis trois mois"),
            explanation=say("C'est quand on a besoin de son réseau qu'on s'aperçoit qu'on ne l'a pas entretenu."),
            remedy=say("La liste « Contacts à renouer » dit à qui et pourquoi : une personne, trois lignes, une raison sincère d'écrire."),
            evidence=(computed("contacts"),),
        )  # fmt: skip


def rhythm(gestures: Iterable[datetime], met: Iterable[date], today: date) -> Table:
    """Answers, comments and reactions of each of the last twelve months, and the contacts made in it: kept up before it is needed."""
    done, made = (Counter((day.year, day.month) for day in days) for days in (gestures, met))
    last = 12 * today.year + today.month - 1
    months = [divmod(month, 12) for month in range(last - 11, last + 1)]
    rows = ((f"{year}-{month + 1:02d}", done[year, month + 1], made[year, month + 1]) for year, month in months)
    return table("contacts.rhythm", say("Entretien de vos contacts, mois par mois"), ("month", "acts", "new"), rows)


CHECK = Rule(name=NAME, title=TITLE, answers=("C5", "C7"), needs=say("un export de contacts"), run=run)
