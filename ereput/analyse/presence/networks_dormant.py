"""B7, D1: « encore faut-il faire vivre ce profil »: alive, asleep or left behind; keep, revive or delete; networks that no longer exist."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from ereput.analyse.presence.accounts import Account, accounts
from ereput.analyse.presence.making import Rule, computed, finding, lacking, part, proof, table
from ereput.model import Axis, Cell, Evidence, Finding, Severity, Text, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known, Yield

NAME = "networks.dormant"
TITLE = say("Vos comptes : vivants, endormis, abandonnés")
ALIVE, ASLEEP = timedelta(days=90), timedelta(days=365)


def run(known: Known) -> Iterator[Yield]:
    found = accounts(known)
    if not found:
        yield lacking(NAME, TITLE, say("Aucun compte déclaré ni trouvé."))
        return
    rows: list[tuple[Cell, ...]] = [
        (a.name, state(a, known), a.first.date() if a.first else None, a.last.date() if a.last else None, _decision(a, known))
        for a in found
    ]
    yield table(NAME, TITLE, ("network", "state", "first", "last", "decision"), rows)
    days = [(known.now - a.last).days for a in found if a.last]
    if days:
        value = 100 - max(min(days) - 30, 0) * 100 / 335
        yield part(Axis.ALIVE, "recency", value, say("dernière activité il y a {n} jours", n=min(days)))
    else:
        yield part(Axis.ALIVE, "recency", None, say("aucune activité datée"))
    yield from (_closed(known, a) for a in found if a.entry and a.entry.status == "dead")
    yield from (_left(known, a) for a in found if (not a.entry or a.entry.status != "dead") and a.last and known.now - a.last > ASLEEP)


def state(account: Account, known: Known) -> Text:
    if account.entry and account.entry.status == "dead":
        return say("réseau fermé")
    if account.last is None:
        return say("activité inconnue")
    age = known.now - account.last
    return say("vivant") if age <= ALIVE else say("endormi") if age <= ASLEEP else say("abandonné")


def _decision(account: Account, known: Known) -> Text:
    if account.entry and account.entry.status == "dead":
        return say("supprimer les liens qui y mènent")
    if account.last is None or known.now - account.last <= ALIVE:
        return say("garder")
    if account.entry and account.entry.nature == "professional":
        return say("ranimer, ou supprimer si vous n'en avez plus l'usage")
    return say("supprimer, ou passer en privé")


def _closed(known: Known, account: Account) -> Finding:
    year = account.entry.year if account.entry and account.entry.year else 0
    return finding(
        known, NAME, f"closed|{account.network}", axis=Axis.ALIVE, severity=Severity.LOW, label=account.name,
        title=say("{network} n'existe plus", network=account.name), explanation=say("Ce réseau a cessé vers {year}.", year=str(year)),
        remedy=say("Retirez de vos profils et de votre CV les liens qui y mènent."), evidence=_evidence(account),
    )  # fmt: skip


def _left(known: Known, account: Account) -> Finding:
    days = (known.now - account.last).days if account.last else 0
    return finding(
        known, NAME, f"left|{account.network}", axis=Axis.ALIVE, severity=Severity.LOW, label=account.name,
        title=say("Compte endormi : {network}", network=account.name),
        explanation=say("Rien n'y a bougé depuis {n} jours. Un compte oublié vieillit mal, et garde vos données.", n=days),
        remedy=say("Décidez : {decision}.", decision=_decision(account, known)), evidence=_evidence(account),
    )  # fmt: skip


def _evidence(account: Account) -> tuple[Evidence, ...]:
    return (proof(account.profile),) if account.profile else (computed(account.network),)


CHECK = Rule(name=NAME, title=TITLE, answers=("B7", "D1"), needs=say("au moins un compte, déclaré ou trouvé"), run=run)
