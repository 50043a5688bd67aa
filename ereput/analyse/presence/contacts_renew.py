"""C5, C7: people lost sight of, at most ten, each with a pretext; and the rhythm of keeping in touch, before it is needed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from ereput.analyse.presence.acts import Act, about, acts
from ereput.analyse.presence.contacts import contacts
from ereput.analyse.presence.contacts_circles import CIRCLES, sorter
from ereput.analyse.presence.making import Rule, computed, finding, lacking, table
from ereput.model import Axis, Cell, Kind, Severity, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known, Yield

NAME = "contacts.renew"
TITLE = say("Contacts à renouer")
LOST, AT_MOST = timedelta(days=2 * 365), 10
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
    gestures = [d for d in acts(known) if d.act is not Act.PUBLISH and known.now - d.at < timedelta(days=90)]
    reactions = [r for r in about(known, Kind.REACTION) if r.mention.published and known.now - r.mention.published < timedelta(days=90)]
    if not gestures and not reactions and (acts(known) or about(known, Kind.REACTION)):
        yield finding(
            known, NAME, "rhythm", axis=Axis.ALIVE, severity=Severity.LOW, title=say("Aucun échange depuis trois mois"),
            explanation=say("C'est quand on a besoin de son réseau qu'on s'aperçoit qu'on ne l'a pas entretenu."),
            remedy=say("Deux messages par mois suffisent ; la liste ci-contre donne à qui et pourquoi."), evidence=(computed("contacts"),),
        )  # fmt: skip


CHECK = Rule(name=NAME, title=TITLE, answers=("C5", "C7"), needs=say("un export de contacts"), run=run)
