"""B8, B9: which networks to join or to leave, with the reason; and the four ways to find them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.analyse.presence.accounts import accounts
from ereput.analyse.presence.catalogue import catalogue
from ereput.analyse.presence.making import Rule, lacking, table
from ereput.analyse.presence.networks_map import sector_of, suggested
from ereput.model import Cell, Stage, Text, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known, Yield
    from ereput.analyse.presence.catalogue import Network

NAME = "networks.advice"
TITLE = say("Réseaux à rejoindre ou à quitter")
NOTHING = say("Rien à ajouter, rien à quitter.")


def run(known: Known) -> Iterator[Yield]:
    have = {a.network for a in accounts(known)}
    sector = sector_of(known)
    to_join: list[Network] = []
    if sector is not None:
        to_join += [n for n in suggested(known, sector) if n.id not in have]
    if known.young:
        to_join.append(catalogue().by_id["jeunes"])
    elif known.subject.stage is not Stage.STUDENT_BEFORE and "linkedin" not in have:
        to_join.append(catalogue().by_id["linkedin"])
    rows: list[tuple[Cell, ...]] = [(say("rejoindre"), n.name, Text(msg=n.fr)) for n in dict.fromkeys(to_join)]
    rows += [(say("quitter"), a.name, Text(msg=a.entry.fr)) for a in accounts(known) if a.entry and a.entry.status == "dead"]
    note = say("Avant 18 ans, aucun réseau professionnel n'est attendu de vous ; LinkedIn n'admet personne avant 16 ans.")
    if not rows and sector is None:
        yield lacking(NAME, TITLE, say("Dites le métier visé (target.occupation) pour recevoir des suggestions."))
    else:
        yield table(NAME, TITLE, ("gesture", "network", "reason"), rows, note=note if known.young else None if rows else NOTHING)
    yield table(f"{NAME}.channels", say("Trouver un réseau : quatre chemins"), ("channel", "how"), _channels(known))


def _channels(known: Known) -> Iterator[tuple[Cell, ...]]:
    job = known.subject.target.occupation or "…"
    yield say("bouche à oreille"), say("Demandez à deux professionnels où ils s'informent et discutent.")
    yield say("moteur de recherche"), say("Cherchez « {job} » avec « communauté », « forum » ou « association ».", job=job)
    yield say("sites de référence"), say("Regardez ce que citent l'ordre, le syndicat ou la société savante du métier.")
    yield say("alertes et fils RSS"), say("Créez une alerte sur « {job} » et abonnez-vous à deux blogs du métier.", job=job)


CHECK = Rule(name=NAME, title=TITLE, answers=("B8", "B9"), needs=say("le métier visé, ou des profils qui le disent"), run=run)
