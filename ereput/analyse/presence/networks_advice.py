"""B8, B9: which networks to join or to leave, with the reason; and the four ways to find them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.analyse.presence.accounts import accounts
from ereput.analyse.presence.catalogue import catalogue
from ereput.analyse.presence.making import Rule, lacking, table
from ereput.analyse.presence.networks_map import sector_of
from ereput.model import Cell, Stage, Text, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known, Yield

NAME = "networks.advice"
TITLE = say("Réseaux à rejoindre ou à quitter")


def run(known: Known) -> Iterator[Yield]:
    have = {a.network for a in accounts(known)}
    sector = sector_of(known)
    rows: list[tuple[Cell, ...]] = []
    if sector is not None:
        rows += [(say("rejoindre"), catalogue().by_id[i].name, Text(msg=catalogue().by_id[i].fr)) for i in sector.suggest if i not in have]
    if known.subject.stage is not Stage.STUDENT_BEFORE and "linkedin" not in have:
        rows.append((say("rejoindre"), "LinkedIn", say("le réseau que les recruteurs consultent en premier")))
    rows += [(say("quitter"), a.name, Text(msg=a.entry.fr)) for a in accounts(known) if a.entry and a.entry.status == "dead"]
    if not rows and sector is None:
        yield lacking(NAME, TITLE, say("Dites le métier visé (target.occupation) pour recevoir des suggestions."))
    else:
        yield table(NAME, TITLE, ("gesture", "network", "reason"), rows, note=None if rows else say("Rien à ajouter, rien à quitter."))
    yield table(f"{NAME}.channels", say("Trouver un réseau : quatre chemins"), ("channel", "how"), _channels(known))


def _channels(known: Known) -> Iterator[tuple[Cell, ...]]:
    job = known.subject.target.occupation or "…"
    yield say("bouche à oreille"), say("Demandez à deux professionnels où ils s'informent et discutent.")
    yield say("moteur de recherche"), say("Cherchez « {job} » avec « communauté », « forum » ou « association ».", job=job)
    yield say("sites de référence"), say("Regardez ce que citent l'ordre, le syndicat ou la société savante du métier.")
    yield say("alertes et fils RSS"), say("Créez une alerte sur « {job} » et abonnez-vous à deux blogs du métier.", job=job)


CHECK = Rule(name=NAME, title=TITLE, answers=("B8", "B9"), needs=say("le métier visé, ou des profils qui le disent"), run=run)
